import * as vscode from 'vscode';
import { changeItems } from './changeItems.ts';
import { chooseItems } from './chooseItems.ts';
import type { CommandContext } from './context.ts';
import { tickChange } from './stamp.ts';

export async function tick(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Tick an Item');
  const targets = await chooseItems(context, args, { title, fits: ({ checked }) => !checked });
  if (targets.length === 0) return;
  const change = tickChange(context.session.settings, Date.now());
  await changeItems(context, targets, () => change);
}
