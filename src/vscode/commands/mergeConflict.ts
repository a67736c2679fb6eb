import * as vscode from 'vscode';
import { tell } from '../failure.ts';
import { relativePath } from '../ports/workspaceFiles.ts';
import type { CommandContext } from './context.ts';

/** The checklist of the given or the active editor: its conflict markers, merged item by item. One undo step. */
export async function mergeConflict(
  { log, session }: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const uri = args[0] instanceof vscode.Uri ? args[0] : vscode.window.activeTextEditor?.document.uri;
  const folder = uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(uri)?.uri;
  const file = uri === undefined || folder === undefined ? undefined : relativePath(folder, uri);
  if (uri === undefined || file === undefined || !/\.(?:md|markdown|ya?ml)$/i.test(file)) {
    await vscode.window.showInformationMessage(vscode.l10n.t('Open the checklist with the conflict first.'));
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const { version } = document;
  const { resolveConflictText } = await import('../../core/checklist/merge/resolveConflict.ts');
  const before = folder === undefined || !session.settings.git ? undefined : await textBefore(folder, file);
  const result = await resolveConflictText(document.getText(), file, before);
  if (!result.ok) {
    const message =
      result.why === 'noMarkers'
        ? vscode.l10n.t('The file has no conflict markers.')
        : vscode.l10n.t('A conflict marker has no partner. Resolve this conflict by hand.');
    await tell(log, message, `${file}:${result.line}: ${result.why}`);
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), result.text);
  if (document.version !== version || !(await vscode.workspace.applyEdit(edit))) {
    const message = vscode.l10n.t('The file changed in the meantime. Nothing was written; try again.');
    await tell(log, message, file);
    return;
  }
  await session.flush(document);
  if (result.conflicts > 0) {
    const message = vscode.l10n.t('Some places are left for you to decide, between conflict markers.');
    await vscode.window.showWarningMessage(message);
  } else if (result.assumed > 0) {
    // Ticks must not come from nowhere: the person is told to look before the file is saved.
    await vscode.window.showWarningMessage(
      vscode.l10n.t(
        'Merged. The markers did not say what was there before, so owners and due times of one side were taken as new ({0} items). Check them before you save.',
        result.assumed,
      ),
    );
  } else {
    vscode.window.setStatusBarMessage(vscode.l10n.t('The checklist is merged.'), 4000);
  }
}

/** The index of git knows it while the merge is open, whatever the style of the markers. */
async function textBefore(folder: vscode.Uri, file: string): Promise<string | undefined> {
  if (!vscode.workspace.isTrusted || folder.scheme !== 'file') return undefined;
  const { beforeMerge } = await import('../../node/git/beforeMerge.ts');
  return beforeMerge({ folder: folder.fsPath, environment: process.env }, file);
}
