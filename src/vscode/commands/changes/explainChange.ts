import * as vscode from 'vscode';
import { ruleUri } from '../../changes/rulePages.ts';
import type { CommandContext } from '../context.ts';
import { chooseChanges } from './chooseChanges.ts';

/** The page of the rule, offline: why it breaks somebody, what to do instead, examples. */
export async function explainChange(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const [given] = args;
  const named = typeof given === 'string' ? given : undefined;
  const rule =
    named ?? (await chooseChanges(context, args, vscode.l10n.t('Explain a Change')))[0]?.change.rule;
  if (rule === undefined || !/^(?:[\w-]+\/)?[\w-]+$/.test(rule)) return;
  await vscode.commands.executeCommand('markdown.showPreview', ruleUri(rule));
}
