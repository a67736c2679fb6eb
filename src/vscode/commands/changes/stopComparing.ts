import * as vscode from 'vscode';
import type { CommandContext } from '../context.ts';

/** Ends every comparison under way; what was shown before stays, marked as old. */
export function stopComparing({ changes }: CommandContext): void {
  if (changes.state.some(({ phase }) => phase === 'running')) changes.stop();
  else vscode.window.setStatusBarMessage(vscode.l10n.t('No comparison is under way.'), 4000);
}
