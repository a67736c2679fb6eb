import * as vscode from 'vscode';
import { day, formatInstant, parseDate } from '../../core/base/instant.ts';
import { askSteps, needed } from '../quickInput.ts';
import { changeItems } from './changeItems.ts';
import { chooseItems } from './chooseItems.ts';
import type { CommandContext } from './context.ts';
import { checkOwner } from './owner.ts';

/** How long a waiver is proposed to last. The policy has the last word. */
const usualDays = 7;

export async function waive(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Waive');
  const targets = await chooseItems(context, args, { title, fits: ({ checked }) => !checked });
  if (targets.length === 0) return;
  const answers = await askSteps(title, [
    {
      prompt: vscode.l10n.t('Until when does the waiver hold?'),
      value: formatInstant(Date.now() + usualDays * day).slice(0, 10),
      check: (value) =>
        parseDate(value.trim()) === undefined ? vscode.l10n.t('Write a date as 2026-11-30.') : undefined,
    },
    {
      prompt: vscode.l10n.t('Who approves it?'),
      value: context.session.settings.me.find((name) => name.startsWith('@')) ?? '@',
      check: checkOwner,
    },
    {
      prompt: vscode.l10n.t('Why can the release go without it?'),
      check: needed(vscode.l10n.t('A reason is needed: without one the waiver does not count.')),
    },
  ]);
  if (answers === undefined) return;
  const [until = '', by = '', reason = ''] = answers;
  await changeItems(context, targets, () => ({ kind: 'waive', until, by, reason }));
}
