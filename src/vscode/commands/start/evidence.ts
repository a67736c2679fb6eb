import * as vscode from 'vscode';
import type { ReleaseEvidence } from '../../../core/release/suggestRelease.ts';
import type { FolderChanges } from '../../changes/state.ts';
import type { CommandContext } from '../context.ts';
import type { StartEngine } from './loadStart.ts';

/** What is known since the last release; undefined when nobody can say what the last release was. */
export async function evidenceIn(
  { changes }: CommandContext,
  { uri }: vscode.WorkspaceFolder,
  engine: StartEngine,
): Promise<ReleaseEvidence | undefined> {
  const state = (): FolderChanges | undefined =>
    changes.state.find(({ folder }) => folder.uri.toString() === uri.toString());
  const before = state();
  if (before === undefined || before.phase === 'off') return undefined;
  if (before.result === undefined || before.stale) {
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Comparing with the last release'),
        cancellable: true,
      },
      (_progress, token) =>
        Promise.race([
          changes.run(uri),
          new Promise<void>((resolve) => token.onCancellationRequested(() => resolve())),
        ]),
    );
  }
  const after = state();
  if (after?.failure?.problem === 'noReleaseTag' || after?.failure?.problem === 'unborn') return {};
  const catalogue = changes.engine?.catalogue;
  // A base that a person chose is not the last release, so it says nothing about the next one.
  return after?.result?.release === undefined || after.base !== undefined || catalogue === undefined
    ? undefined
    : engine.evidenceOf(after.result, catalogue);
}
