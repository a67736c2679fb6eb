import * as vscode from 'vscode';
import type { CommandContext } from '../context.ts';
import { rowOf } from './chooseIncident.ts';

/** Shows the place of a row; without a row there is nothing to show but the view. */
export async function openOperation(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const row = rowOf(context, args[0]);
  const where = row?.node.where;
  if (row === undefined || where?.file === undefined) {
    await vscode.commands.executeCommand('releaseReadiness.operations.focus');
    return;
  }
  const line = Math.max(0, where.line - 1);
  const selection = new vscode.Range(line, 0, line, 0);
  await vscode.window.showTextDocument(vscode.Uri.joinPath(row.folder.uri, where.file), { selection });
}
