import * as vscode from 'vscode';
import { chooseItems } from './chooseItems.ts';
import type { CommandContext } from './context.ts';

/** `docs/release.md#L12`: works in chat messages, in issues and in the quick open box after a colon. */
export async function copyLink(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Copy Link to an Item');
  const targets = await chooseItems(context, args, { title, fits: () => true });
  if (targets.length === 0) return;
  const links = targets.map(({ file, line }) => `${encodeURI(file)}#L${line}`);
  await vscode.env.clipboard.writeText(links.join('\n'));
}
