import * as vscode from 'vscode';
import { changeItems } from './changeItems.ts';
import { chooseItems } from './chooseItems.ts';
import type { CommandContext } from './context.ts';

export async function untick(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Untick an Item');
  const targets = await chooseItems(context, args, { title, fits: ({ checked }) => checked });
  if (targets.length > 0) await changeItems(context, targets, () => ({ kind: 'untick' }));
}
