import * as vscode from 'vscode';
import { ask, needed } from '../quickInput.ts';
import { changeItems } from './changeItems.ts';
import { chooseItems } from './chooseItems.ts';
import type { CommandContext } from './context.ts';

export async function markNotApplicable(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Mark Not Applicable');
  const targets = await chooseItems(context, args, { title, fits: ({ checked }) => !checked });
  if (targets.length === 0) return;
  const reason = await ask(title, {
    prompt: vscode.l10n.t('Why does it not apply to this release?'),
    placeholder: vscode.l10n.t('no traffic change'),
    check: needed(vscode.l10n.t('A reason is needed: without one the item stays open.')),
  });
  if (reason !== undefined) await changeItems(context, targets, () => ({ kind: 'notApplicable', reason }));
}
