import * as vscode from 'vscode';
import { headline, verdictLabel } from '../headline.ts';
import { readinessOf, type Session } from '../session.ts';

/** `41/77` beside the language of a checklist that is open. */
export function registerLanguageStatus(session: Session): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('releaseReadiness.checklist', []);
  item.name = vscode.l10n.t('Release Readiness');
  item.command = { command: 'releaseReadiness.revealInTree', title: vscode.l10n.t('Reveal in Readiness') };
  const draw = (): void => {
    item.selector = session.state.folders.flatMap((state) =>
      readinessOf(state)
        .flatMap(({ sources }) => sources)
        .map(({ file }) => ({ pattern: new vscode.RelativePattern(state.folder, literal(file)) })),
    );
    const uri = vscode.window.activeTextEditor?.document.uri;
    const readiness = uri === undefined ? undefined : (session.find(uri)[0]?.readiness ?? headline(session));
    if (readiness === undefined) return;
    item.text = `$(checklist) ${readiness.done}/${readiness.total}`;
    item.detail = verdictLabel(readiness.verdict);
    item.severity =
      readiness.blocking > 0
        ? vscode.LanguageStatusSeverity.Warning
        : vscode.LanguageStatusSeverity.Information;
  };
  draw();
  return vscode.Disposable.from(
    item,
    session.onDidChange(draw),
    vscode.window.onDidChangeActiveTextEditor(draw),
  );
}

/** A path as a glob that matches nothing else. */
function literal(path: string): string {
  return path.replace(/[[\]{}*?]/g, (character) => `[${character}]`);
}
