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
      if (rule !== undefined) return rulePage({ id, rule });
      return (await notesPage(id)) ?? vscode.l10n.t('There is no rule {0}.', id);
    },
  });
}

async function notesPage(id: string): Promise<string | undefined> {
  const [{ notesRules }, { notesRuleIds }, { lintExamples }, { notesRulePage }] = await Promise.all([
    import('../../core/notes/lint/rules.ts'),
    import('../../core/notes/lint/model.ts'),
    import('../../core/notes/lint/examples.ts'),
    import('../../core/report/notesRule.ts'),
  ]);
  const rule = notesRuleIds.find((one) => one === id);
  return rule === undefined ? undefined : notesRulePage(rule, notesRules[rule], lintExamples[rule]);
}
