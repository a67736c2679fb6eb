import * as vscode from 'vscode';
import type { Assessment } from '../../../core/engine.ts';
import { part } from '../../../core/readiness/nodeIds.ts';
import type { RecordRequest } from '../../../core/release/recordActions.ts';
import { tell } from '../../failure.ts';
import { createText, editText, type Written } from '../../operations/writeText.ts';
import { pickOne } from '../../quickInput.ts';
import { rowsOfArguments } from '../../target.ts';
import type { Row } from '../../views/rows.ts';
import type { CommandContext } from '../context.ts';
import { exists } from '../createFile.ts';
import { myName, wholeSecond } from '../operations/changeIncident.ts';

/** A release with a folder, so that there is a place for its record. */
export interface RecordedRelease {
  readonly folder: vscode.Uri;
  readonly assessment: Assessment;
  /** In `inputs` and `readiness`. */
  readonly index: number;
  readonly version: string;
  /** Relative to the folder; there or not. */
  readonly file: string;
}

/** The release of the row, the only one, or the one that the person picks. */
export async function chooseRelease(
  context: CommandContext,
  args: readonly unknown[],
  title: string,
): Promise<RecordedRelease | undefined> {
  await context.session.settled();
  const all = releasesOf(context);
  const row = releaseRow(rowsOfArguments(context.view, args)[0]);
  const ofRow = all.find(
    ({ folder, assessment, index }) =>
      row?.folder.toString() === folder.toString() &&
      row.node.id === `release-${part(assessment.releases[index]?.key ?? '')}`,
  );
  if (ofRow !== undefined) return ofRow;
  const [only] = all;
  if (only === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('This checklist belongs to no release folder. Create the checklist of a release first.'),
    );
    return undefined;
  }
  if (all.length === 1) return only;
  return pickOne(
    title,
    all.map((release) => ({ label: release.version, description: release.file, value: release })),
  );
}

export type RecordValues = Pick<RecordRequest, 'action' | 'words' | 'values'>;

/**
 * Adds the entry through the document of the record: one undo step, every other line as it is. A release
 * whose decisions are in files of their own gets one more of those.
 */
export async function writeRelease(
  context: CommandContext,
  release: RecordedRelease,
  { action, words, values }: RecordValues,
): Promise<boolean> {
  const [
    { recordChanges },
    { stateForRecord },
    { editRecord },
    { recordRefusalSentence },
    { emptyRecord },
    { decisionFileName, decisionFileText, withoutDecision },
  ] = await Promise.all([
    import('../../../core/release/recordActions.ts'),
    import('../../../core/release/recordState.ts'),
    import('../../../core/release/recordEdit.ts'),
    import('../../../core/release/refusals.ts'),
    import('../../../core/readiness/record.ts'),
    import('../../../core/release/decisions.ts'),
  ]);
  const { assessment, index, file } = release;
  const { git } = assessment;
  const now = wholeSecond(Date.now());
  const by = values.by ?? myName(context);
  const changes = recordChanges(assessment.inputs[index]?.record ?? emptyRecord, {
    action,
    words,
    values: by === undefined ? values : { ...values, by },
    now,
    ...(git.state === 'ready' ? { commit: git.commit } : {}),
    state: stateForRecord(assessment, index, await digestOf(release)),
  });
  const message = vscode.l10n.t('The release record stays as it is. See the details.');
  if (typeof changes === 'string') {
    await tell(context.log, message, changes);
    return false;
  }
  const own = assessment.inputs[index]?.decisionFiles === undefined ? undefined : withoutDecision(changes);
  const others = own?.entry === undefined ? changes : own.others;
  const recorded: Written =
    others.length === 0
      ? { ok: true }
      : await editText(
          vscode.Uri.joinPath(release.folder, file),
          (text) => {
            const edit = editRecord(text, others);
            return edit.ok ? edit : { ok: false, message, detail: recordRefusalSentence(edit, file) };
          },
          `schema: release-readiness/release/1\nversion: ${JSON.stringify(release.version)}\n`,
        );
  const written =
    recorded.ok && own?.entry !== undefined
      ? await createText(
          await freeName(release, (attempt) => decisionFileName(now, words[0] ?? '', attempt)),
          decisionFileText(own.entry),
        )
      : recorded;
  if (!written.ok) {
    await tell(context.log, written.message, written.detail);
    return false;
  }
  await context.session.refresh();
  await context.operations.update();
  return true;
}

/** Two decisions of one second get different names; the last one tried is refused when it is there too. */
async function freeName(
  { folder, file }: RecordedRelease,
  name: (attempt: number) => string,
): Promise<vscode.Uri> {
  const home = vscode.Uri.joinPath(folder, file, '..');
  for (let attempt = 1; ; attempt++) {
    const uri = vscode.Uri.joinPath(home, name(attempt));
    if (attempt === mostAttempts || !(await exists(uri))) return uri;
  }
}

const mostAttempts = 20;

function releasesOf({ session }: CommandContext): readonly RecordedRelease[] {
  return session.state.folders.flatMap(({ folder, assessment }) =>
    (assessment?.inputs ?? []).flatMap(({ key, version, recordFile }, index): readonly RecordedRelease[] => {
      const file = recordFile ?? (/(?:^|\/)releases?\/[^/]+$/.test(key) ? `${key}/release.yml` : undefined);
      return assessment === undefined || version === undefined || file === undefined
        ? []
        : [{ folder: folder.uri, assessment, index, version, file }];
    }),
  );
}

function releaseRow(row: Row | undefined): Row | undefined {
  for (let at = row; at !== undefined; at = at.parent) {
    if (at.node.kind === 'release') return at;
  }
  return undefined;
}

/** Of the only checklist, as the editor holds it: with several no one digest says what was decided on. */
async function digestOf({ folder, assessment, index }: RecordedRelease): Promise<string | undefined> {
  const [only, ...more] = assessment.readiness[index]?.sources ?? [];
  if (only === undefined || more.length > 0) return undefined;
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, only.file));
    const { sha256 } = await import('../../../core/base/sha256.ts');
    return sha256(document.getText());
  } catch {
    return undefined;
  }
}
