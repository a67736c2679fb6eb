import { resolve } from 'node:path';
import { fill } from '../../../core/base/catalog.ts';
import { formatInstant } from '../../../core/base/instant.ts';
import { incidentCatalog } from '../../../core/incident/catalog.ts';
import { clocksOf, clockWords, nextClock, spanWords } from '../../../core/incident/clocks.ts';
import { incidentMarkdown, incidentReport } from '../../../core/incident/incidentReport.ts';
import { countsAsOpen } from '../../../core/incident/model.ts';
import type { IncidentSource } from '../../../core/incident/model.ts';
import { proseOf } from '../../../core/incident/sections.ts';
import { printable, printableJson, withoutLogCommands } from '../../../core/report/printable.ts';
import { readText } from '../../../node/readText.ts';
import { exitCodes } from '../../exitCodes.ts';
import type { ExitCode } from '../../exitCodes.ts';
import { mistake } from './task.ts';
import type { IncidentTask } from './task.ts';
import { targetOf } from './target.ts';

/** Every incident, those that are open first, then the newest. */
export function listIncidents(task: IncidentTask): ExitCode {
  const { assessment, host, invocation, now } = task;
  const incidents = assessment.incidents.toSorted(
    (a, b) =>
      Number(countsAsOpen(b)) - Number(countsAsOpen(a)) ||
      (b.value.declared ?? 0) - (a.value.declared ?? 0) ||
      (a.value.file < b.value.file ? -1 : 1),
  );
  if (invocation.values.format === 'json') {
    const listed = incidents.map((source) => entryOf(source, task));
    host.output.out(
      `${printableJson(JSON.stringify({ schema: 'release-readiness/incidents/1', incidents: listed }, undefined, 2))}\n`,
    );
  } else {
    const text = incidents.map((source) => lineOf(source, task, now)).join('');
    host.output.out(withoutLogCommands(text === '' ? 'No incident is recorded below incidents/.\n' : text));
  }
  return incidents.some(({ unsafe }) => unsafe) ? exitCodes.unknown : exitCodes.ok;
}

function entryOf(source: IncidentSource, { assessment, now }: IncidentTask): object {
  const { value, findings, unsafe } = source;
  const { timeline, actions, updates, ...facts } = value;
  return {
    ...facts,
    open: countsAsOpen(source),
    readable: !unsafe,
    entries: timeline.length,
    updates: updates?.length ?? 0,
    openActions: actions.filter(({ done }) => !done).length,
    clocks: clocksOf(value, assessment.policy, now),
    findings: findings.map(({ code, args, where }) => ({
      code,
      message: fill(incidentCatalog[code].sentence, args),
      fix: fill(incidentCatalog[code].fix, args),
      line: where.line,
    })),
  };
}

function lineOf(source: IncidentSource, { assessment }: IncidentTask, now: number): string {
  const { value, findings } = source;
  const clock = nextClock(clocksOf(value, assessment.policy, now));
  const due = clock === undefined ? '' : `  ${clockWords[clock.kind]} ${spanWords(clock.due - now)}`;
  const state = countsAsOpen(source) ? (value.status ?? 'open') : 'resolved';
  const head = `${value.severity ?? 'no severity'}  ${state}  ${value.title}  ${value.file}${due}`;
  const wrong = findings.map(
    ({ code, args, where }) =>
      `  ${value.file}:${where.line}  ${fill(incidentCatalog[code].sentence, args)} ${fill(incidentCatalog[code].fix, args)}`,
  );
  return [head, ...wrong].map((line) => `${printable(line)}\n`).join('');
}

/** The report of one incident; in text the same as in Markdown. */
export function reportIncident(task: IncidentTask): ExitCode {
  const { folder, host, invocation, assessment, now } = task;
  const target = targetOf(task);
  if (!target.ok) return mistake(host, target.message);
  const { incident } = target;
  const { file } = incident.value;
  const read = readText(resolve(folder, file));
  if (read.status !== 'read') {
    host.output.err(`${printable(file)} cannot be read: ${printable(read.detail)}\n`);
    return exitCodes.unknown;
  }
  const report = incidentReport(incident.value, proseOf(read.text, file), assessment.policy, now);
  host.output.out(
    invocation.values.format === 'json'
      ? `${printableJson(JSON.stringify({ ...report, generated: formatInstant(now) }, undefined, 2))}\n`
      : withoutLogCommands(incidentMarkdown(report, now)),
  );
  return incident.unsafe ? exitCodes.unknown : exitCodes.ok;
}
