import * as vscode from 'vscode';
import { allReadiness } from '../session.ts';
import { explainNoChecklist } from './chooseItems.ts';
import type { CommandContext } from './context.ts';

/** The verdict of every release as Markdown, for a chat or an issue. */
export async function copyReport({ session }: CommandContext): Promise<void> {
  const all = allReadiness(session.state);
  if (all.length === 0) {
    await explainNoChecklist();
    return;
  }
  const [{ checkReport }, { markdownReport }] = await Promise.all([
    import('../../core/report/checkReport.ts'),
    import('../../core/report/markdown.ts'),
  ]);
  await vscode.env.clipboard.writeText(
    markdownReport(checkReport(all, { leftOut: [], problems: [], now: Date.now() })),
  );
  vscode.window.setStatusBarMessage(vscode.l10n.t('Verdict copied as Markdown.'), 4000);
}
