import * as vscode from 'vscode';
import type { CommandContext } from '../context.ts';

/** The changes of every folder as Markdown, the same that the command line writes. */
export async function copyChangesReport({ changes }: CommandContext): Promise<void> {
  if (changes.state.every(({ result }) => result === undefined)) await changes.run();
  const { engine } = changes;
  const results = changes.state.flatMap(({ result }) => result ?? []);
  if (engine === undefined || results.length === 0) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('There is no comparison to copy. The Changes view says why.'),
    );
    return;
  }
  const [{ breakingReport }, { breakingMarkdown }] = await Promise.all([
    import('../../../core/report/breakingReport.ts'),
    import('../../../core/report/breakingMarkdown.ts'),
  ]);
  const reports = results.map((result) =>
    breakingMarkdown(
      breakingReport(
        { ...result, notes: result.notes.map((note) => engine.noteSentence(note)) },
        engine.catalogue,
      ),
    ),
  );
  await vscode.env.clipboard.writeText(reports.join('\n'));
  vscode.window.setStatusBarMessage(vscode.l10n.t('Changes copied as Markdown.'), 4000);
}
