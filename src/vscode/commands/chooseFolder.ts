import * as vscode from 'vscode';
import { pickOne } from '../quickInput.ts';

/** The window's only folder, that of the active editor, or the one that the person picks. */
export async function chooseFolder(title: string): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    await explainNoFolder();
    return undefined;
  }
  if (folders.length === 1) return folders[0];
  const active = vscode.window.activeTextEditor?.document.uri;
  const own = active === undefined ? undefined : vscode.workspace.getWorkspaceFolder(active);
  if (own !== undefined) return own;
  return pickOne(
    title,
    folders.map((value) => ({ label: value.name, description: value.uri.path, value })),
    vscode.l10n.t('Choose a folder'),
  );
}

async function explainNoFolder(): Promise<void> {
  const open = vscode.l10n.t('Open Folder');
  const message = vscode.l10n.t('Open a folder first: checklists are files of a folder.');
  if ((await vscode.window.showInformationMessage(message, open)) !== open) return;
  await vscode.commands.executeCommand('workbench.action.files.openFolder');
}
