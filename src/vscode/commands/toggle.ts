import * as vscode from 'vscode';
import { targetOfRow, type ItemTarget } from '../target.ts';
import type { Row } from '../views/rows.ts';
import { changeItems } from './changeItems.ts';
import { chooseItems } from './chooseItems.ts';
import type { CommandContext } from './context.ts';
import { tickChange } from './stamp.ts';

/** What the key binding of the view passes: the keyboard is in the tree. */
const fromTree = 'tree';

/** Ticks what is open and unticks what is done. */
export async function toggle(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const targets = args[0] === fromTree ? await fromKeyboard(context) : await fromArguments(context, args);
  if (targets.length === 0) return;
  const change = tickChange(context.session.settings, Date.now());
  await changeItems(context, targets, ({ checked }) => (checked ? { kind: 'untick' } : change));
}

function fromArguments(context: CommandContext, args: readonly unknown[]): Promise<readonly ItemTarget[]> {
  return chooseItems(context, args, { title: vscode.l10n.t('Tick or Untick an Item'), fits: () => true });
}

async function fromKeyboard({ view }: CommandContext): Promise<readonly ItemTarget[]> {
  const rows = await focusedRows(() => view.selection);
  const targets = rows.flatMap((row) => targetOfRow(row) ?? []);
  // A row without a box keeps what Space does in every other tree.
  if (targets.length === 0) await vscode.commands.executeCommand('list.toggleExpand');
  return targets;
}

/**
 * The focused row, or the whole selection when the focus is inside it. The API
 * tells the selection only, and arrow keys move the focus alone: adding the
 * focused row to the selection and taking it out again shows which one it is.
 */
async function focusedRows(selection: () => readonly Row[]): Promise<readonly Row[]> {
  const before = selection();
  await vscode.commands.executeCommand('list.toggleSelection');
  const during = selection();
  await vscode.commands.executeCommand('list.toggleSelection');
  const added = during.filter((row) => !before.includes(row));
  return added.length > 0 ? added : before;
}
