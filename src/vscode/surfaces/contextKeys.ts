import * as vscode from 'vscode';
import { contextKeys } from '../ids.ts';
import { readinessOf, type Session } from '../session.ts';

/** Paths of the checklists, for `resourcePath in …` in menus of editors and of the explorer. */
export function registerContextKeys(session: Session): vscode.Disposable {
  let last = '';
  const set = (): void => {
    const paths = session.state.folders.flatMap((state) =>
      readinessOf(state)
        .flatMap(({ sources }) => sources)
        .map(({ file }) => vscode.Uri.joinPath(state.folder.uri, file).fsPath),
    );
    const key = paths.join('\n');
    if (key === last) return;
    last = key;
    void vscode.commands.executeCommand('setContext', contextKeys.checklistFiles, paths);
  };
  set();
  return session.onDidChange(set);
}
