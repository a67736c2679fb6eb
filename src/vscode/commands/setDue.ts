import * as vscode from 'vscode';
import { ask, needed } from '../quickInput.ts';
import { changeItems } from './changeItems.ts';
import { chooseItems } from './chooseItems.ts';
import type { CommandContext } from './context.ts';

export async function setDue(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Set Due Time');
  const targets = await chooseItems(context, args, { title, fits: () => true });
  if (targets.length === 0) return;
  const due = await ask(title, {
    prompt: vscode.l10n.t('When is it due? A date, or a time before the start.'),
    placeholder: '2026-11-30 14:00 UTC, T-24h',
    check: needed(vscode.l10n.t('Write a date such as 2026-11-30, or a time such as T-24h.')),
  });
  if (due !== undefined) await changeItems(context, targets, () => ({ kind: 'due', due }));
}
