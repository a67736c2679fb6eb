import * as vscode from 'vscode';
import { ask, needed } from '../quickInput.ts';
import { changeItems } from './changeItems.ts';
import { chooseItems } from './chooseItems.ts';
import type { CommandContext } from './context.ts';

export async function block(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Mark as Blocked');
  const targets = await chooseItems(context, args, { title, fits: ({ checked }) => !checked });
  if (targets.length === 0) return;
  const reason = await ask(title, {
    prompt: vscode.l10n.t('What stands in the way?'),
    placeholder: vscode.l10n.t('staging is down'),
    check: needed(vscode.l10n.t('Say what stands in the way.')),
  });
  if (reason !== undefined) await changeItems(context, targets, () => ({ kind: 'block', reason }));
}
