import * as vscode from 'vscode';

/** Read-only pages of rules. */
const ruleScheme = 'release-readiness-rule';

export function ruleUri(rule: string): vscode.Uri {
  return vscode.Uri.from({ scheme: ruleScheme, path: `/${rule}.md` });
}

export function registerRulePages(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(ruleScheme, {
    async provideTextDocumentContent(uri) {
      const [{ loadCatalogue }, { rulePage }] = await Promise.all([
        import('../../core/breaking/catalog.ts'),
        import('../../core/report/breakingRule.ts'),
      ]);
      const id = uri.path.replace(/^\//, '').replace(/\.md$/, '');
      const rule = (await loadCatalogue()).rule(id);
      return rule === undefined ? vscode.l10n.t('There is no rule {0}.', id) : rulePage({ id, rule });
    },
  });
}
