import { resolve } from 'node:path';
import { fill } from '../../../core/base/catalog.ts';
import { clearAlarm, isRaised, raiseAlarm } from '../../../core/incident/alarms.ts';
import { scalar } from '../../../core/incident/edits.ts';
import { emptyRecord } from '../../../core/readiness/readRecord.ts';
import { sameVersion } from '../../../core/readiness/releases.ts';
import { editRecord } from '../../../core/release/recordEdit.ts';
import type { RecordChange, RecordEdit } from '../../../core/release/recordEdit.ts';
import { printable } from '../../../core/report/printable.ts';
import { createFile } from '../../../node/createFile.ts';
import { replaceFile } from '../../../node/atomicWrite.ts';
import { decodeText } from '../../../node/readText.ts';
import { splice } from '../../../node/splice.ts';
import { writeRefusalSentences } from '../../../node/writeRefusals.ts';
import { exitCodes } from '../../exitCodes.ts';
import type { ExitCode } from '../../exitCodes.ts';
import { holdInterrupts } from '../../interrupts.ts';
import { raisedTrigger } from './rollback.ts';
import { mistake } from './task.ts';
import type { IncidentTask } from './task.ts';

/** `incident raise TRIGGER`: from now on the release is a no-go. */
export async function raise(task: IncidentTask): Promise<ExitCode> {
  const { host, words, invocation, now } = task;
  const release = releaseOf(task);
  if (typeof release === 'string') return mistake(host, release);
  const raised = await raisedTrigger(task, words.join(' '));
  if (!raised.ok || raised.trigger === undefined) return exitCodes.usage;
  if (isRaised(release.record, raised.trigger)) {
    host.output.err(`${printable(raised.trigger)} is raised already for ${printable(release.version)}.\n`);
    return exitCodes.noGo;
  }
  const exit = write(task, release.file, raiseAlarm(raised.trigger, now, invocation.values.by));
  if (exit === exitCodes.ok) {
    host.output.out(
      `Raised for ${printable(release.version)}: ${printable(raised.trigger)}\n` +
        'Next: release-readiness incident declare TITLE --severity SEV-1, then incident decide rollback.\n',
    );
  }
  return exit;
}

/** `incident clear TRIGGER --reason TEXT`: the trigger no longer holds. */
export async function clear(task: IncidentTask): Promise<ExitCode> {
  const { host, words, invocation, now } = task;
  const { reason } = invocation.values;
  if (reason === undefined)
    return mistake(host, 'incident clear needs --reason: what shows that it is over.');
  const release = releaseOf(task);
  if (typeof release === 'string') return mistake(host, release);
  const raised = await raisedTrigger(task, words.join(' '));
  if (!raised.ok || raised.trigger === undefined) return exitCodes.usage;
  const change = clearAlarm(release.record, raised.trigger, now, reason);
  if (change === undefined) {
    host.output.err(`${printable(raised.trigger)} is not raised for ${printable(release.version)}.\n`);
    return exitCodes.noGo;
  }
  const exit = write(task, release.file, change);
  if (exit === exitCodes.ok) {
    host.output.out(`Cleared for ${printable(release.version)}: ${printable(raised.trigger)}\n`);
  }
  return exit;
}

interface AlarmedRelease {
  readonly version: string;
  readonly file: string;
  readonly record: typeof emptyRecord;
}

/** The release that is named, or the only one with a folder; a sentence when nobody can say which. */
function releaseOf({ assessment, invocation }: IncidentTask): AlarmedRelease | string {
  const wanted = invocation.values.release;
  const known = assessment.inputs.flatMap(({ key, version, record, recordFile }) =>
    version === undefined
      ? []
      : [{ version, file: recordFile ?? `${key}/release.yml`, record: record ?? emptyRecord }],
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
      record: emptyRecord,
    }
  );
}

function write({ folder, host }: IncidentTask, file: string, change: RecordChange): ExitCode {
  const version = /releases\/([^/]+)\//.exec(file)?.[1] ?? '';
  const hold = holdInterrupts();
  const first = `schema: release-readiness/release/1\nversion: ${scalar(version)}\n`;
  const created = createFile(folder, file, first);
  const replaced =
    created.status === 'refused'
      ? undefined
      : replaceFile<RecordEdit | string>(resolve(folder, file), (bytes) => {
          const read = decodeText(bytes);
          if (read.status !== 'read') return { answer: read.detail };
          const answer = editRecord(read.text, [change]);
          return answer.ok ? { bytes: splice(bytes, answer.edits), answer } : { answer };
        });
  hold();
  if (replaced === undefined || replaced.status === 'refused') {
    const detail = replaced?.detail ?? (created.status === 'refused' ? created.detail : '');
    const sentence =
      replaced === undefined
        ? `${file} cannot be written: ${detail}`
        : fill(writeRefusalSentences[replaced.refusal], { file, detail });
    host.output.err(`${printable(sentence)}\n`);
    return exitCodes.unknown;
  }
  const { answer } = replaced;
  if (typeof answer !== 'string' && answer.ok) return exitCodes.ok;
  const detail = typeof answer === 'string' ? answer : answer.ok ? '' : `${answer.refusal} ${answer.detail}`;
  host.output.err(`${printable(file)} stays as it is: ${printable(detail.trim())}. Mend it by hand first.\n`);
  return exitCodes.noGo;
}
