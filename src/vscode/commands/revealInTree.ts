import * as vscode from 'vscode';
import { folderAndFile, placeOfArgument, placeOfEditor } from '../target.ts';
import { rowAtLine } from '../views/rows.ts';
import type { CommandContext } from './context.ts';

/** Selects the row of the line that a lens or a menu names, or that the cursor is on. */
export async function revealInTree(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const { view, choice } = context;
  const place = placeOfArgument(args[0]) ?? placeOfEditor();
  const known = place === undefined ? undefined : folderAndFile(place.uri);
  const find = () =>
    place && known ? rowAtLine(view.rows, known.folder, known.file, place.line) : undefined;
  let row = find();
  if (row === undefined && choice.value.filter !== 'all') {
    choice.set({ filter: 'all' });
    row = find();
  }
  if (row === undefined) {
    await vscode.commands.executeCommand('releaseReadiness.show');
    return;
  }
  await view.reveal(row, { focus: true });
}
