import * as vscode from 'vscode';
import type { EvaluatedSection } from '../../core/readiness/model.ts';
import type { Session } from '../session.ts';

/** A line of counts above each heading that has items of its own. */
export function registerCodeLens(session: Session): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses(document) {
      const [first] = session.find(document.uri);
      if (first === undefined) return [];
      return first.readiness.sections
        .filter((section) => section.file === first.file && section.total > 0)
        .flatMap((section) => lens(document, section) ?? []);
    },
  };
  const selector = [{ language: 'markdown' }, { language: 'yaml' }];
  return vscode.Disposable.from(
    changed,
    session.onDidChange(() => changed.fire()),
    vscode.languages.registerCodeLensProvider(selector, provider),
  );
}

function lens(document: vscode.TextDocument, evaluated: EvaluatedSection): vscode.CodeLens | undefined {
  const line = evaluated.section?.line;
  if (line === undefined || line > document.lineCount) return undefined;
  const { done, total, blocking } = evaluated;
  const counts = vscode.l10n.t('{0}/{1} done', done, total);
  const title = blocking > 0 ? `${counts} \u00b7 ${vscode.l10n.t('{0} blocking', blocking)}` : counts;
  return new vscode.CodeLens(new vscode.Range(line - 1, 0, line - 1, 0), {
    title,
    command: 'releaseReadiness.revealInTree',
    arguments: [{ uri: document.uri.toString(), lineNumber: line }],
    tooltip: vscode.l10n.t('Reveal in Readiness'),
  });
}
