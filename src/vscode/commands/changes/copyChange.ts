import * as vscode from 'vscode';
import type { CommandContext } from '../context.ts';
import { chooseChanges } from './chooseChanges.ts';

/** What changed and where, a line each. */
export async function copyChange(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const targets = await chooseChanges(context, args, vscode.l10n.t('Copy a Change'));
  const { engine } = context.changes;
  if (targets.length === 0 || engine === undefined) return;
  const lines = targets.map(({ change }) => {
    const place = change.head ?? change.base;
    const message = engine.messageOf(change, engine.catalogue);
    return place === undefined ? message : `${place.path}:${place.line}: ${message} [${change.rule}]`;
  });
  await vscode.env.clipboard.writeText(lines.join('\n'));
}
