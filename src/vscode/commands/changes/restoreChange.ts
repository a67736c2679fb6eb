import * as vscode from 'vscode';
import { restorationFor } from '../../changes/restoration.ts';
import { headUri } from '../../changes/places.ts';
import type { CommandContext } from '../context.ts';
import { chooseChanges } from './chooseChanges.ts';

/** Gives users back what a change took from them, where that is safe; says so where it is not. */
export async function restoreChange(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const [target] = await chooseChanges(context, args, vscode.l10n.t('Keep the Old Way Working'));
  if (target === undefined) return;
  const { result, change } = target;
  const path = change.base?.path ?? change.head?.path;
  const document = path === undefined ? undefined : await open(headUri(result, path));
  const found = document === undefined ? undefined : await restorationFor(context.changes, target, document);
  if (document === undefined || found === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('No edit is known that surely keeps the old way working. The rule page says what helps.'),
    );
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, newText } of found.edits) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    edit.replace(document.uri, range, newText);
  }
  const wasDirty = document.isDirty;
  if (!(await vscode.workspace.applyEdit(edit))) {
    await vscode.window.showWarningMessage(
      vscode.l10n.t('The file changed in the meantime. Nothing was written; try again.'),
    );
    return;
  }
  // The comparison reads files on the disk; a file with other unsaved edits stays as the person left it.
  if (!wasDirty) await document.save();
  await context.changes.run();
}

async function open(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}
