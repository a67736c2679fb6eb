import { resolve } from 'node:path';
import { fill } from '../../core/base/catalog.ts';
import { sha256 } from '../../core/base/sha256.ts';
import { assess } from '../../core/engine.ts';
import type { Assessment } from '../../core/engine.ts';
import { emptyRecord, isUnsafe } from '../../core/readiness/readRecord.ts';
import { sameVersion } from '../../core/readiness/releases.ts';
import { recordActions, recordChanges } from '../../core/release/recordActions.ts';
import type { RecordRequest } from '../../core/release/recordActions.ts';
import { flowValue } from '../../core/release/flow.ts';
import { editRecord } from '../../core/release/recordEdit.ts';
import type { RecordChange, RecordEdit } from '../../core/release/recordEdit.ts';
import { printable, withoutLogCommands } from '../../core/report/printable.ts';
import { replaceFile } from '../../node/atomicWrite.ts';
import { fixedClock } from '../../node/clock.ts';
import { createFile } from '../../node/createFile.ts';
import { filePort } from '../../node/files.ts';
import { gitPort } from '../../node/git.ts';
import { decodeText, readText } from '../../node/readText.ts';
import { splice } from '../../node/splice.ts';
import { writeRefusalSentences } from '../../node/writeRefusals.ts';
import { exitCodes } from '../exitCodes.ts';
import { noFolderMessage, presentTime, shownName, workingFolder } from '../folder.ts';
import { holdInterrupts } from '../interrupts.ts';
import type { Command } from '../run.ts';

/** `record`: one entry more in the release record, written so that every other line stays as it is. */
export const record: Command = async (invocation, host) => {
  const folder = workingFolder(invocation, host);
  if (folder === undefined) {
    host.output.err(noFolderMessage(invocation));
    return exitCodes.usage;
  }
  const { values, operands } = invocation;
  const [name, ...words] = operands;
  const action = recordActions.find((known) => known === name);
  if (action === undefined) {
    host.output.err(`record takes an action: ${recordActions.join(', ')}.\n`);
    return exitCodes.usage;
  }
  const { environment } = host;
  const now = presentTime(invocation, host);
  const assessment = await assess(
    {
      files: filePort(folder, { environment }),
      git: gitPort(folder, { environment }),
      clock: fixedClock(now),
    },
    values.policy === undefined ? {} : { policyFile: shownName(folder, values.policy) },
  );
  const release = releaseOf(assessment, values.release);
  if (typeof release === 'string') {
    host.output.err(`${release}\n`);
    return exitCodes.usage;
  }
  const { file, index } = release;
  const inputs = index < 0 ? undefined : assessment.inputs[index];
  if (inputs?.recordFindings.some(isUnsafe) === true) {
    host.output.err(`${printable(file)} has an error, so nothing is added. See release-readiness check.\n`);
    return exitCodes.unknown;
  }
  const changes = recordChanges(inputs?.record ?? emptyRecord, {
    action,
    words,
    values,
    now,
    ...(assessment.git.state === 'ready' ? { commit: assessment.git.commit } : {}),
    ...(index < 0 ? {} : { state: stateOf(assessment, index, folder) }),
  });
  if (typeof changes === 'string') {
    host.output.err(`${printable(changes)}\n`);
    return exitCodes.usage;
  }
  const problem = write(folder, file, release.version, changes);
  if (problem !== undefined) {
    host.output.err(`${printable(problem)}\n`);
    return exitCodes.unknown;
  }
  host.output.out(
    withoutLogCommands(
      `${printable(file)}: recorded ${action} ${printable(words.join(' '))}`.trimEnd() + '\n',
    ),
  );
  return exitCodes.ok;
};

interface Target {
  readonly file: string;
  readonly version: string;
  /** In `inputs`; -1 for a release that has no folder yet. */
  readonly index: number;
}

/** The release that is named, or the only one with a folder; a sentence when nobody can say which. */
function releaseOf({ inputs }: Assessment, wanted: string | undefined): Target | string {
  const known = inputs.flatMap(({ version, key, recordFile }, index): readonly Target[] =>
    version === undefined ? [] : [{ version, file: recordFile ?? `${key}/release.yml`, index }],
  );
  if (wanted === undefined) {
    const [only] = known;
    if (known.length === 1 && only !== undefined) return only;
    const names = known.map(({ version }) => printable(version)).join(', ');
    return `Name the release: --release VERSION${names === '' ? '' : `, one of ${names}`}.`;
  }
  if (!/^[\w.+-]{1,100}$/.test(wanted) || /^\.+$/.test(wanted)) {
    return `--release ${printable(wanted)} is no version that can name a folder.`;
  }
  return (
    known.find(({ version }) => sameVersion(version, wanted)) ?? {
      version: wanted,
      file: `releases/${wanted}/release.yml`,
      index: -1,
    }
  );
}

/** What a decision rests on. With several checklists no one digest says it, so none is given. */
function stateOf(assessment: Assessment, index: number, folder: string): NonNullable<RecordRequest['state']> {
  const readiness = assessment.readiness[index];
  const [only, ...more] = readiness?.sources ?? [];
  const text = only === undefined || more.length > 0 ? undefined : readText(resolve(folder, only.file));
  return {
    blockers: readiness?.blocking ?? 0,
    waived: (readiness?.sections ?? []).flatMap(({ items }) =>
      items.flatMap(({ state, item }) => (state === 'waived' ? [item.id] : [])),
    ),
    ...(text?.status === 'read' ? { checklistSha256: sha256(text.text) } : {}),
  };
}

/** Undefined when all is written, else what went wrong. */
function write(
  folder: string,
  file: string,
  version: string,
  changes: readonly RecordChange[],
): string | undefined {
  const release = holdInterrupts();
  try {
    const first = `schema: release-readiness/release/1\nversion: ${flowValue(version)}\n`;
    const created = createFile(folder, file, first);
    if (created.status === 'refused') return `${file} cannot be written: ${created.detail}`;
    const replaced = replaceFile<RecordEdit | string>(resolve(folder, file), (bytes) => {
      const read = decodeText(bytes);
      if (read.status !== 'read') return { answer: read.detail };
      const answer = editRecord(read.text, changes);
      return answer.ok ? { bytes: splice(bytes, answer.edits), answer } : { answer };
    });
    if (replaced.status === 'refused') {
      return fill(writeRefusalSentences[replaced.refusal], { file, detail: replaced.detail });
    }
    const { answer } = replaced;
    if (typeof answer === 'string') return `${file} is not UTF-8 (${answer}).`;
    return answer.ok
      ? undefined
      : `${file} stays as it is: ${answer.refusal} ${answer.detail}. Add it by hand.`;
  } finally {
    release();
  }
}
