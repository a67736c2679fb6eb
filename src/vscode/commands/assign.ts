import * as vscode from 'vscode';
import { ask } from '../quickInput.ts';
import { changeItems } from './changeItems.ts';
import { chooseItems } from './chooseItems.ts';
import type { CommandContext } from './context.ts';
import { checkOwner } from './owner.ts';

export async function assign(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Assign');
  const targets = await chooseItems(context, args, { title, fits: () => true });
  if (targets.length === 0) return;
  const owner = await ask(title, {
    prompt: vscode.l10n.t('Who takes care of it? A name or a role.'),
    placeholder: '@ana, role:qa',
    value: context.session.settings.me[0] ?? '',
    check: checkOwner,
  });
  if (owner !== undefined) await changeItems(context, targets, () => ({ kind: 'assign', owner }));
}
