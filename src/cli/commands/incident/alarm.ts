import { clearAlarm, isRaised, raiseAlarm } from '../../../core/incident/alarms.ts';
import type { RecordChange } from '../../../core/release/recordEdit.ts';
import { printable } from '../../../core/report/printable.ts';
import { exitCodes } from '../../exitCodes.ts';
import type { ExitCode } from '../../exitCodes.ts';
import { recordTarget, writeRecord } from '../../releaseRecord.ts';
import type { RecordTarget } from '../../releaseRecord.ts';
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
  const exit = write(task, release, raiseAlarm(raised.trigger, now, invocation.values.by));
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
  const exit = write(task, release, change);
  if (exit === exitCodes.ok) {
    host.output.out(`Cleared for ${printable(release.version)}: ${printable(raised.trigger)}\n`);
  }
  return exit;
}

function releaseOf({ assessment, invocation }: IncidentTask): RecordTarget | string {
  return recordTarget(assessment, invocation.values.release);
}

function write({ folder, host }: IncidentTask, release: RecordTarget, change: RecordChange): ExitCode {
  const problem = writeRecord(folder, release, [change]);
  if (problem === undefined) return exitCodes.ok;
  host.output.err(`${printable(problem)}\n`);
  return exitCodes.unknown;
}
