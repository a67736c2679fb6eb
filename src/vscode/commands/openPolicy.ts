import * as vscode from 'vscode';
import { chooseFolder } from './chooseFolder.ts';
import { exists } from './createFile.ts';
import { policyPath } from '../../core/policy/policyPath.ts';

/** Shows the policy; without one, says that the built-in one holds and offers to write it down. */
export async function openPolicy(): Promise<void> {
  const folder = await chooseFolder(vscode.l10n.t('Open Release Policy'));
  if (folder === undefined) return;
  const uri = vscode.Uri.joinPath(folder.uri, policyPath);
  if (await exists(uri)) {
    await vscode.window.showTextDocument(uri);
    return;
  }
  const create = vscode.l10n.t('Create Policy');
  const message = vscode.l10n.t('This folder has no policy: the built-in rules hold.');
  if ((await vscode.window.showInformationMessage(message, create)) !== create) return;
  await vscode.commands.executeCommand('releaseReadiness.createPolicy');
}
