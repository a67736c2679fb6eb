import * as vscode from 'vscode';
import { targetOfRow, type ItemTarget } from '../target.ts';
import { changeItems } from './changeItems.ts';
import { chooseItems } from './chooseItems.ts';
import type { CommandContext } from './context.ts';
import { tickChange } from './stamp.ts';

/** What the key binding of the view passes, after it has shown the focused row: see `focusedRows`. */
const fromTree = 'tree';
const inAndOut = ['list.toggleSelection', 'list.toggleSelection'];
/** More messages than drawing the view again takes. */
const mostAsked = 30;

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
  let rows = view.takeFocused();
  // While the view is drawn again VS Code forgets its rows, and gives them back level by level.
  for (let asked = 0; rows === undefined && asked < mostAsked; asked++) {
    await vscode.commands.executeCommand('runCommands', { commands: inAndOut });
    rows = view.takeFocused();
  }
  const targets = (rows ?? []).flatMap((row) => targetOfRow(row) ?? []);
  // A row without a box keeps what Space does in every other tree.
  if (targets.length === 0) await vscode.commands.executeCommand('list.toggleExpand');
  return targets;
}
