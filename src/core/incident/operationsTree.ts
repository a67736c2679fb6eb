/** What the view Operations shows, as plain nodes: alarms of each release, incidents, their clocks, tasks and actions. */
import { formatInstant } from '../base/instant.ts';
import type { Instant } from '../base/instant.ts';
import { plainText } from '../base/plainText.ts';
import type { Where } from '../base/text.ts';
import { fill } from '../base/catalog.ts';
import type { Policy } from '../policy/model.ts';
import type { ReleaseRecord } from '../readiness/record.ts';
import { alarmsOf } from './alarms.ts';
import { incidentCatalog } from './catalog.ts';
import { clocksOf, clockWords, nextClock, spanWords } from './clocks.ts';
import type { Clock } from './clocks.ts';
import { countsAsOpen } from './model.ts';
import type { IncidentSource } from './model.ts';

export type OperationsIcon =
  | 'alarmRaised'
  | 'alarmQuiet'
  | 'incidentOpen'
  | 'incidentOver'
  | 'clockLate'
  | 'clockRunning'
  | 'clockMet'
  | 'entry'
  | 'actionOpen'
  | 'actionDone'
  | 'release'
  | 'group'
  | 'problem';

export interface OperationsNode {
  /** Unique in the tree, and stable from one moment to the next. */
  readonly id: string;
  readonly kind:
    | 'release'
    | 'alarm'
    | 'alarmRaised'
    | 'incident'
    | 'incidentOver'
    | 'group'
    | 'detail'
    | 'action';
  readonly label: string;
  readonly description: string;
  readonly icon: OperationsIcon;
  readonly tooltip: readonly string[];
  readonly accessibleLabel: string;
  readonly where?: Where;
  /** Words of the trigger, for commands. */
  readonly trigger?: string;
  /** Key of the release (its folder) or path of the incident, for commands. */
  readonly subject?: string;
  readonly children: readonly OperationsNode[];
}

export interface OperationsFacts {
  readonly releases: readonly {
    readonly key: string;
    readonly name: string;
    readonly version?: string;
    readonly record?: ReleaseRecord;
    readonly recordFile?: string;
  }[];
  readonly incidents: readonly IncidentSource[];
  readonly triggers: readonly string[];
  readonly policy: Policy;
  readonly now: Instant;
}

export function operationsTree(facts: OperationsFacts): readonly OperationsNode[] {
  const incidents = facts.incidents.toSorted(
    (a, b) =>
      Number(countsAsOpen(b)) - Number(countsAsOpen(a)) ||
      (b.value.declared ?? 0) - (a.value.declared ?? 0) ||
      (a.value.file < b.value.file ? -1 : 1),
  );
  return [
    ...incidents.filter(countsAsOpen).map((source) => incidentNode(source, facts)),
    ...facts.releases.map((release) => releaseNode(release, facts)),
    ...overGroup(
      incidents.filter((source) => !countsAsOpen(source)),
      facts,
    ),
  ];
}

/** What is due next over all incidents, and the one that it belongs to: for the status bar. */
export function nextDue(
  facts: OperationsFacts,
): { readonly source: IncidentSource; readonly clock: Clock } | undefined {
  const all = facts.incidents.flatMap((source) => {
    const clock = nextClock(clocksOf(source.value, facts.policy, facts.now, watchOf(source, facts)));
    return clock === undefined ? [] : [{ source, clock }];
  });
  return all.toSorted((a, b) => a.clock.due - b.clock.due)[0];
}

function releaseNode(release: OperationsFacts['releases'][number], facts: OperationsFacts): OperationsNode {
  const id = `release/${release.key}`;
  const alarms = alarmsOf(facts.triggers, release.record);
  const raised = alarms.filter((alarm) => alarm.raised !== undefined).length;
  const label = plainText(release.name);
  const words =
    raised === 0 ? 'no trigger raised' : `${raised} ${raised === 1 ? 'trigger' : 'triggers'} raised`;
  const children = alarms.map((alarm, index): OperationsNode => {
    const trigger = plainText(alarm.trigger);
    const held = alarm.raised;
    const since = held?.raised === undefined ? '' : ` since ${shown(held.raised)}`;
    const state =
      held === undefined
        ? 'quiet'
        : `raised${since}${held.by === undefined ? '' : ` by ${plainText(held.by)}`}`;
    return {
      id: `${id}/alarm-${index}`,
      kind: held === undefined ? 'alarm' : 'alarmRaised',
      label: trigger,
      description: held === undefined ? '' : state,
      icon: held === undefined ? 'alarmQuiet' : 'alarmRaised',
      tooltip: [
        trigger,
        held === undefined
          ? 'A rollback trigger. Raise it when it holds: the release becomes NO-GO.'
          : 'The release is NO-GO until the trigger is cleared.',
      ],
      accessibleLabel: `Rollback trigger ${trigger}, ${state}`,
      trigger: alarm.trigger,
      subject: release.key,
      ...(held === undefined || release.recordFile === undefined
        ? {}
        : { where: { file: release.recordFile, line: held.line, column: 1 } }),
      children: [],
    };
  });
  return {
    id,
    kind: 'release',
    label,
    description: words,
    icon: raised === 0 ? 'release' : 'alarmRaised',
    tooltip: [`${label}: ${words}`],
    accessibleLabel: `Release ${label}, ${words}`,
    subject: release.key,
    children: [...children, ...historyNodes(id, release)],
  };
}

/** Deployments, rollbacks and the verification as the record has them, the latest first. */
function historyNodes(
  id: string,
  { record, recordFile }: OperationsFacts['releases'][number],
): readonly OperationsNode[] {
  const rows = [
    ...(record?.verified === undefined
      ? []
      : [{ at: record.verified, text: 'Verified in production', line: 1 }]),
    // A rollback ends the deployment in the same second, and comes after it.
    ...(record?.rollbacks ?? []).map(({ to, verified, finished, decided, line }) => ({
      at: verified ?? finished ?? decided,
      text: `Rolled back${to === undefined ? '' : ` to ${to}`}${verified === undefined ? ', not verified yet' : ''}`,
      line,
    })),
    ...(record?.deployments ?? []).map(({ env, outcome, finished, started, line }) => ({
      at: finished ?? started,
      text: `Deployed to ${env}: ${outcome?.replaceAll('-', ' ') ?? (finished === undefined ? 'running' : 'done')}`,
      line,
    })),
  ];
  const ordered = rows.toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0));
  return ordered.map(({ at, text, line }, index) =>
    detail(`${id}/history-${index}`, plainText(text), at === undefined ? '' : shown(at), {
      icon: 'entry',
      ...(recordFile === undefined ? {} : { where: { file: recordFile, line, column: 1 } }),
    }),
  );
}

function incidentNode(source: IncidentSource, facts: OperationsFacts): OperationsNode {
  const { value, findings } = source;
  const open = countsAsOpen(source);
  const id = `incident/${value.file}`;
  const clocks = clocksOf(value, facts.policy, facts.now, watchOf(source, facts));
  const next = nextClock(clocks);
  const due =
    next === undefined ? '' : `${clockWords[next.kind].toLowerCase()} ${spanWords(next.due - facts.now)}`;
  const severity = value.severity ?? 'no severity';
  const state = open ? (value.status ?? 'open') : 'resolved';
  const where = { file: value.file, line: 1, column: 1 };
  const title = plainText(value.title);
  const problems = findings.map((finding, index) =>
    detail(
      `${id}/problem-${index}`,
      plainText(fill(incidentCatalog[finding.code].sentence, finding.args)),
      '',
      {
        icon: 'problem',
        where: finding.where,
        tooltip: [plainText(fill(incidentCatalog[finding.code].fix, finding.args))],
      },
    ),
  );
  const clockNodes = clocks.map((clock) =>
    detail(
      `${id}/clock-${clock.kind}`,
      clockWords[clock.kind],
      clock.state === 'met' ? 'met' : spanWords(clock.due - facts.now),
      {
        icon: clock.state === 'overdue' ? 'clockLate' : clock.state === 'met' ? 'clockMet' : 'clockRunning',
        tooltip: [`${clockWords[clock.kind]}: due ${shown(clock.due)}`],
        where,
      },
    ),
  );
  const people = (['commander', 'comms', 'scribe'] as const).flatMap((role) =>
    value[role] === undefined
      ? []
      : [detail(`${id}/${role}`, roleNames[role], plainText(value[role]), { icon: 'entry', where })],
  );
  const timeline = group(
    `${id}/timeline`,
    'Timeline',
    value.timeline.toReversed().map((entry, index) =>
      detail(`${id}/timeline-${value.timeline.length - index}`, entry.text, shown(entry.at), {
        icon: 'entry',
        where: { file: value.file, line: entry.line, column: 1 },
      }),
    ),
  );
  const actions = group(
    `${id}/actions`,
    'Actions',
    value.actions.map((action, index): OperationsNode => {
      const notes = [action.owner, action.due]
        .filter((note) => note !== undefined)
        .map((note) => plainText(note));
      return {
        ...detail(`${id}/action-${index}`, plainText(action.text), notes.join(' \u00b7 '), {
          icon: action.done ? 'actionDone' : 'actionOpen',
          where: action.where,
        }),
        kind: 'action',
        accessibleLabel: `Action ${plainText(action.text)}, ${action.done ? 'done' : 'open'}`,
      };
    }),
  );
  return {
    id,
    kind: open ? 'incident' : 'incidentOver',
    label: `${severity}: ${title}`,
    description: [state, ...(due === '' ? [] : [due])].join(' \u00b7 '),
    icon: source.unsafe ? 'problem' : open ? 'incidentOpen' : 'incidentOver',
    tooltip: [`${severity}: ${title}`, plainText(value.file), ...(due === '' ? [] : [due])],
    accessibleLabel: `Incident ${title}, ${severity}, ${state}${due === '' ? '' : `, ${due}`}`,
    where,
    subject: value.file,
    children: [...problems, ...clockNodes, ...people, ...timeline, ...actions],
  };
}

const roleNames = { commander: 'Incident commander', comms: 'Communication', scribe: 'Scribe' } as const;

/** The rollback that names this incident, or that was decided while it was open for the same release. */
function watchOf(
  { value }: IncidentSource,
  { releases }: OperationsFacts,
): { readonly rollback?: ReleaseRecord['rollbacks'][number] } {
  const all = releases.flatMap(({ record }) => record?.rollbacks ?? []);
  const named = all.findLast(
    ({ incident }) => incident !== undefined && (incident === value.id || incident === value.file),
  );
  return named === undefined ? {} : { rollback: named };
}

function overGroup(incidents: readonly IncidentSource[], facts: OperationsFacts): readonly OperationsNode[] {
  return group(
    'over',
    'Resolved incidents',
    incidents.map((source) => incidentNode(source, facts)),
  );
}

function group(id: string, label: string, children: readonly OperationsNode[]): readonly OperationsNode[] {
  if (children.length === 0) return [];
  const open = children.filter(({ icon }) => icon === 'actionOpen').length;
  const description = open > 0 ? `${open} open of ${children.length}` : String(children.length);
  return [
    {
      id,
      kind: 'group',
      label,
      description,
      icon: 'group',
      tooltip: [`${label}: ${description}`],
      accessibleLabel: `${label}, ${description}`,
      children,
    },
  ];
}

function detail(
  id: string,
  label: string,
  description: string,
  more: Pick<OperationsNode, 'icon'> & Partial<Pick<OperationsNode, 'where' | 'tooltip'>>,
): OperationsNode {
  return {
    id,
    kind: 'detail',
    label,
    description,
    tooltip: more.tooltip ?? [label, ...(description === '' ? [] : [description])],
    accessibleLabel: description === '' ? label : `${label}, ${description}`,
    icon: more.icon,
    ...(more.where === undefined ? {} : { where: more.where }),
    children: [],
  };
}

function shown(at: Instant): string {
  return formatInstant(at)
    .replace(/:\d{2}(?:\.\d+)?Z$/, ' UTC')
    .replace('T', ' ');
}
