import { resolve } from 'node:path';
import { sha256 } from '../../core/base/sha256.ts';
import { assess } from '../../core/engine.ts';
import type { Assessment } from '../../core/engine.ts';
import { isUnsafe } from '../../core/readiness/readRecord.ts';
import { decisionFileName, decisionFileText, withoutDecision } from '../../core/release/decisions.ts';
import { recordActions, recordChanges } from '../../core/release/recordActions.ts';
import type { RecordAction } from '../../core/release/recordActions.ts';
import type { RecordChange } from '../../core/release/recordEdit.ts';
import { stateForRecord } from '../../core/release/recordState.ts';
import { printable, printableJson, withoutLogCommands } from '../../core/report/printable.ts';
import { fixedClock } from '../../node/clock.ts';
import { filePort } from '../../node/files.ts';
import { gitPort } from '../../node/git.ts';
import { readText } from '../../node/readText.ts';
import type { Invocation } from '../args.ts';
import { exitCodes } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { noFolderMessage, presentTime, shownName, workingFolder } from '../folder.ts';
import { recordTarget, writeBeside, writeRecord } from '../releaseRecord.ts';
import type { RecordTarget } from '../releaseRecord.ts';
import type { Command, Host } from '../run.ts';

/** `record`: one entry more in the release record, written so that every other line stays as it is. */
export const record: Command = async (invocation, host) => {
  const folder = workingFolder(invocation, host);
  if (folder === undefined) {
    host.output.err(noFolderMessage(invocation));
    return exitCodes.usage;
  }
  const { values, operands, switches } = invocation;
  const [name, ...words] = operands;
  const action = recordActions.find((known) => known === name);
  if (action === undefined) {
    host.output.err(`record takes an action: ${recordActions.join(', ')}.\n`);
    return exitCodes.usage;
  }
  if (switches.has('own-file') && action !== 'decide') {
    host.output.err('--own-file is for record decide.\n');
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
  const target = recordTarget(assessment, values.release);
  if (typeof target === 'string') {
    host.output.err(`${target}\n`);
    return exitCodes.usage;
  }
  const { index, file } = target;
  const inputs = index < 0 ? undefined : assessment.inputs[index];
  if (inputs?.recordFindings.some(isUnsafe) === true) {
    host.output.err(`${printable(file)} has an error, so nothing is added. See release-readiness check.\n`);
    return exitCodes.unknown;
  }
  const changes = recordChanges(target.record, {
    action,
    words,
    values,
    now,
    ...(assessment.git.state === 'ready' ? { commit: assessment.git.commit } : {}),
    ...(index < 0 ? {} : { state: stateForRecord(assessment, index, digestOf(assessment, index, folder)) }),
  });
  if (typeof changes === 'string') {
    host.output.err(`${printable(changes)}\n`);
    return exitCodes.usage;
  }
  const written = switches.has('own-file')
    ? writeOwnFile(folder, target, changes, { now, verdict: words[0] ?? '' })
    : writeAll(folder, target, changes);
  if (typeof written === 'string') {
    host.output.err(`${printable(written)}\n`);
    return exitCodes.unknown;
  }
  return told({ action, words, written, target }, invocation, host);
};

interface Written {
  /** The file with the entry. */
  readonly file: string;
  readonly changes: readonly RecordChange[];
}

function writeAll(folder: string, target: RecordTarget, changes: readonly RecordChange[]): Written | string {
  return writeRecord(folder, target, changes) ?? { file: target.file, changes };
}

/** The decision in its own file; what else it changes, such as a moved start, in the record. */
function writeOwnFile(
  folder: string,
  target: RecordTarget,
  changes: readonly RecordChange[],
  { now, verdict }: { readonly now: number; readonly verdict: string },
): Written | string {
  const { entry, others } = withoutDecision(changes);
  if (entry === undefined) return 'There is no decision to write.';
  const refused = writeRecord(folder, target, others);
  if (refused !== undefined) return refused;
  const created = writeBeside(folder, target, {
    name: (attempt) => decisionFileName(now, verdict, attempt),
    text: decisionFileText(entry),
  });
  return typeof created === 'string' ? created : { file: created.file, changes };
}

interface Told {
  readonly action: RecordAction;
  readonly words: readonly string[];
  readonly written: Written;
  readonly target: RecordTarget;
}

function told({ action, words, written, target }: Told, { values }: Invocation, host: Host): ExitCode {
  const { file, changes } = written;
  const warnings = warningsOf(changes);
  if (values.format === 'json') {
    const report = {
      schema: 'release-readiness/record/1',
      release: target.version,
      file,
      action,
      changes: changes.map(changeReport),
      warnings,
    };
    host.output.out(printableJson(`${JSON.stringify(report, null, 2)}\n`));
    return exitCodes.ok;
  }
  for (const warning of warnings) host.output.err(`${printable(warning)}\n`);
  const said = `${printable(file)}: recorded ${action} ${printable(words.join(' '))}`.trimEnd();
  host.output.out(withoutLogCommands(`${said}\n`));
  return exitCodes.ok;
}

/** A change as a reader of the JSON meets it: where it is, and the values as they stand in the file. */
function changeReport(change: RecordChange): object {
  switch (change.kind) {
    case 'append':
      return { kind: change.kind, list: change.list, entry: change.entry };
    case 'set':
      return { kind: change.kind, key: change.key, value: change.value };
    case 'complete':
      return { kind: change.kind, list: change.list, index: change.index, entry: change.entry };
    case 'quality':
      return { kind: change.kind, entry: change.entry };
  }
}

function warningsOf(changes: readonly RecordChange[]): readonly string[] {
  return changes.flatMap((change) => {
    if (change.kind !== 'append' || change.list !== 'decisions') return [];
    const { verdict, blockers } = change.entry;
    const open = typeof blockers === 'number' ? blockers : 0;
    if (open === 0 || (verdict !== 'go' && verdict !== 'conditional-go')) return [];
    const things = open === 1 ? '1 item is' : `${open} items are`;
    return [`${things} still in the way, and the decision says so. See release-readiness check --explain.`];
  });
}

/** With several checklists no one digest says what was decided on, so none is given. */
function digestOf(assessment: Assessment, index: number, folder: string): string | undefined {
  const [only, ...more] = assessment.readiness[index]?.sources ?? [];
  const text = only === undefined || more.length > 0 ? undefined : readText(resolve(folder, only.file));
  return text?.status === 'read' ? sha256(text.text) : undefined;
}
