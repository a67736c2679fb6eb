import * as vscode from 'vscode';
import { rowsOfArguments } from '../target.ts';
import { chooseItems } from './chooseItems.ts';
import type { CommandContext } from './context.ts';

export async function copyText(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const labels = rowsOfArguments(context.view, args).map(({ node }) => node.label);
  const title = vscode.l10n.t('Copy Text of an Item');
  const texts =
    labels.length > 0
      ? labels
      : (await chooseItems(context, args, { title, fits: () => true })).map(({ text }) => text);
  if (texts.length > 0) await vscode.env.clipboard.writeText(texts.join('\n'));
}
