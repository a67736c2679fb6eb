/** The actions of `incident`, one function each. */
import { parseInstant } from '../../../core/base/instant.ts';
import { declareIncident } from '../../../core/incident/declare.ts';
import type { IncidentChange } from '../../../core/incident/edits.ts';
import { audiences, messageFor } from '../../../core/incident/messages.ts';
import { sameSeverity } from '../../../core/incident/readIncident.ts';
import { severityOf } from '../../../core/incident/clocks.ts';
import { printable, withoutLogCommands } from '../../../core/report/printable.ts';
import { createFile } from '../../../node/createFile.ts';
import { exitCodes } from '../../exitCodes.ts';
import type { ExitCode } from '../../exitCodes.ts';
import { clear, raise } from './alarm.ts';
import { changeFile } from './changeFile.ts';
import { mistake } from './task.ts';
import type { IncidentTask } from './task.ts';
import { listIncidents, reportIncident } from './show.ts';
import { namedSheet, raisedTrigger, rollbackSheetFor } from './rollback.ts';
import { targetOf } from './target.ts';

type Action = (task: IncidentTask) => ExitCode | Promise<ExitCode>;

export const incidentActions: Readonly<Record<string, Action>> = {
  list: listIncidents,
  declare,
  note: withText((text) => ({ kind: 'note', text })),
  ack: (task) => onFile(task, () => ({ kind: 'acknowledge' })),
  assign,
  severity,
  decide,
  update,
  mitigate: withText((text) => ({ kind: 'mitigate', text })),
  resolve: withText((text) => ({ kind: 'resolve', text })),
  cause: withText((release) => ({ kind: 'cause', release })),
  action,
  message,
  report: reportIncident,
  raise,
  clear,
  sheet,
};

async function declare(task: IncidentTask): Promise<ExitCode> {
  const { host, invocation, words, assessment, now, folder } = task;
  const { values } = invocation;
  const title = words.join(' ').trim();
  if (title === '') return mistake(host, 'incident declare needs a TITLE: what users see, in a few words.');
  const { severities } = assessment.policy;
  const found = severities.find(({ name }) => sameSeverity(name, values.severity ?? ''));
  if (found === undefined) {
    const known = severities.map(({ name, criteria }) => `  ${name}: ${criteria.join('; ')}`).join('\n');
    return mistake(host, `incident declare needs --severity, one of:\n${known}`);
  }
  const detected = values.detected === undefined ? undefined : parseInstant(values.detected);
  if (values.detected !== undefined && detected === undefined) return badInstant(task, 'detected');
  const raised = await raisedTrigger(task, values.trigger);
  if (!raised.ok) return exitCodes.usage;
  const declared = declareIncident(
    {
      title,
      severity: found.name,
      at: now,
      nextUpdate: now + found.update[1],
      ...(detected === undefined ? {} : { detected }),
      ...(values.by === undefined ? {} : { by: values.by }),
      ...(values.release === undefined ? {} : { release: values.release }),
      ...(values.commander === undefined ? {} : { commander: values.commander }),
      ...(values.channel === undefined ? {} : { channel: values.channel }),
      ...(raised.trigger === undefined ? {} : { trigger: raised.trigger }),
    },
    assessment.incidents.map(({ value }) => value.file),
  );
  const created = createFile(folder, declared.file, declared.text);
  if (created.status !== 'created') {
    const why = created.status === 'exists' ? 'it is there already' : created.detail;
    host.output.err(`${printable(declared.file)} cannot be written: ${printable(why)}\n`);
    return exitCodes.unknown;
  }
  const respond = found.respond === 0 ? 'respond now' : `respond within ${found.respond / 60_000} min`;
  host.output.out(`${printable(declared.file)}: ${found.name} declared, ${respond}.\n`);
  return exitCodes.ok;
}

function withText(change: (text: string) => IncidentChange): Action {
  return (task) =>
    onFile(task, (words) => {
      const text = words.join(' ').trim();
      return text === '' ? 'Say what happened in a few words: incident ACTION [FILE] TEXT.' : change(text);
    });
}

function assign(task: IncidentTask): ExitCode {
  const { role, owner } = task.invocation.values;
  return onFile(task, () =>
    (role === 'commander' || role === 'comms' || role === 'scribe') && owner !== undefined
      ? { kind: 'assign', role, who: owner }
      : 'incident assign needs --role commander|comms|scribe and --owner @NAME.',
  );
}

function severity(task: IncidentTask): ExitCode {
  const { severities } = task.assessment.policy;
  const { reason } = task.invocation.values;
  return onFile(task, ([name = '']) => {
    const found = severities.find((known) => sameSeverity(known.name, name));
    if (found === undefined) return `Name a severity: ${severities.map((known) => known.name).join(', ')}.`;
    return reason === undefined
      ? 'incident severity needs --reason: what is known now that was not before.'
      : { kind: 'severity', severity: found.name, reason };
  });
}

async function decide(task: IncidentTask): Promise<ExitCode> {
  const { reason } = task.invocation.values;
  const wanted = task.words.at(-1);
  const sheet = wanted === 'rollback' ? await rollbackSheetFor(task) : undefined;
  return onFile(task, ([decision]) => {
    if (decision !== 'rollback' && decision !== 'fix-forward') {
      return 'incident decide takes rollback or fix-forward.';
    }
    if (reason === undefined) return 'incident decide needs --reason.';
    return { kind: 'decide', decision, reason, ...(sheet === undefined ? {} : { runSheet: sheet }) };
  });
}

/** `incident sheet [FILE] TITLE --from GUIDE`: a numbered list of a document as tasks. */
function sheet(task: IncidentTask): ExitCode {
  return onFile(task, (words) => {
    const named = namedSheet(task, words.join(' '));
    return named.ok ? { kind: 'sheet', title: named.sheet.title, sheet: named.sheet.sheet } : named.message;
  });
}

function update(task: IncidentTask): ExitCode {
  const { audience, next } = task.invocation.values;
  const at = next === undefined ? undefined : parseInstant(next);
  if (next !== undefined && at === undefined) return badInstant(task, 'next');
  return onFile(task, (words, incident) => {
    if (audience === undefined) return `incident update needs --audience ${audiences.join('|')}.`;
    const cadence = severityOf(task.assessment.policy, incident)?.update[1];
    const due = at ?? (cadence === undefined ? undefined : task.now + cadence);
    return {
      kind: 'update',
      audience,
      text: words.join(' '),
      ...(due === undefined ? {} : { next: due }),
    };
  });
}

function action(task: IncidentTask): ExitCode {
  const { owner, due } = task.invocation.values;
  return onFile(task, (words) => ({
    kind: 'action',
    text: words.join(' '),
    ...(owner === undefined ? {} : { owner }),
    ...(due === undefined ? {} : { due }),
  }));
}

function message(task: IncidentTask): ExitCode {
  const { host, invocation, now } = task;
  const wanted = audiences.find((known) => known === invocation.values.audience);
  if (wanted === undefined) return mistake(host, `incident message needs --audience ${audiences.join('|')}.`);
  const target = targetOf(task);
  if (!target.ok) return mistake(host, target.message);
  host.output.out(withoutLogCommands(messageFor(target.incident.value, wanted, now)));
  return exitCodes.ok;
}

/** One change of one file; a text instead of a change says what is missing. */
function onFile(
  task: IncidentTask,
  change: (words: readonly string[], incident: Found['value']) => IncidentChange | string,
): ExitCode {
  const target = targetOf(task);
  if (!target.ok) return mistake(task.host, target.message);
  const wanted = change(target.words, target.incident.value);
  return typeof wanted === 'string'
    ? mistake(task.host, wanted)
    : changeFile(task, target.incident.value.file, wanted);
}

type Found = Extract<ReturnType<typeof targetOf>, { ok: true }>['incident'];

function badInstant({ host }: IncidentTask, name: string): ExitCode {
  return mistake(host, `--${name} is an instant in UTC such as 2026-11-24T09:26:00Z.`);
}
