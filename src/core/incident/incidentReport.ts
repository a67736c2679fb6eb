/** The report of one incident: what the record says, figures that follow from it, and what is still missing. */
import { formatInstant } from '../base/instant.ts';
import type { Instant } from '../base/instant.ts';
import type { Policy } from '../policy/model.ts';
import { clocksOf, clockWords, severityOf, spanWords } from './clocks.ts';
import type { Clock } from './clocks.ts';
import { isOpen } from './model.ts';
import type { Incident, IncidentAction, TimelineEntry } from './model.ts';
import type { IncidentSections } from './sections.ts';

export interface IncidentReport {
  readonly schema: 'release-readiness/incident/1';
  readonly file: string;
  readonly title: string;
  readonly id?: string;
  readonly severity?: string;
  readonly status: string;
  readonly open: boolean;
  readonly release?: string;
  readonly causedBy?: string;
  readonly decision?: string;
  readonly people: Readonly<Partial<Record<'commander' | 'comms' | 'scribe', string>>>;
  /** Milliseconds; a figure is absent when one of its two times is. */
  readonly figures: readonly IncidentFigure[];
  readonly clocks: readonly Clock[];
  readonly timeline: readonly TimelineEntry[];
  readonly actions: readonly IncidentAction[];
  /** Text of sections that people wrote. */
  readonly sections: IncidentSections;
  /** What a complete report needs and the record does not have. */
  readonly missing: readonly string[];
}

export interface IncidentFigure {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly milliseconds: number;
}

export function incidentReport(
  incident: Incident,
  sections: IncidentSections,
  policy: Policy,
  now: Instant,
): IncidentReport {
  const { commander, comms, scribe } = incident;
  const people = { commander, comms, scribe };
  return {
    schema: 'release-readiness/incident/1',
    file: incident.file,
    title: incident.title,
    ...given('id', incident.id),
    ...given('severity', incident.severity),
    status: incident.status ?? (isOpen(incident) ? 'open' : 'resolved'),
    open: isOpen(incident),
    ...given('release', incident.release),
    ...given('causedBy', incident.causedBy),
    ...given('decision', incident.decision),
    people: Object.fromEntries(Object.entries(people).filter(([, who]) => who !== undefined)),
    figures: figuresOf(incident),
    clocks: clocksOf(incident, policy, now),
    timeline: incident.timeline,
    actions: incident.actions,
    sections,
    missing: missingFrom(incident, sections, policy),
  };
}

function figuresOf(incident: Incident): readonly IncidentFigure[] {
  const spans = [
    ['Time to acknowledge', 'declared', 'acknowledged'],
    ['Time to mitigate', 'detected', 'mitigated'],
    ['Time to restore', 'detected', 'resolved'],
  ] as const;
  return spans.flatMap(([name, from, to]) => {
    const [start, end] = [incident[from], incident[to]];
    return start === undefined || end === undefined || end < start
      ? []
      : [{ name, from, to, milliseconds: end - start }];
  });
}

function missingFrom(incident: Incident, sections: IncidentSections, policy: Policy): readonly string[] {
  const missing: string[] = [];
  const ask = (present: boolean, what: string): void => {
    if (!present) missing.push(what);
  };
  ask(severityOf(policy, incident) !== undefined, 'a severity that the policy knows');
  ask(incident.detected !== undefined, 'when it was detected');
  ask(!isOpen(incident) && incident.resolved !== undefined, 'when it was resolved');
  ask(incident.commander !== undefined, 'an incident commander');
  ask(incident.decision !== undefined, 'the decision: rollback or fix-forward');
  ask(incident.causedBy !== undefined, 'which release caused it (caused_by), or none');
  ask(sections.impact !== '', 'the impact');
  ask(sections.rootCause !== '', 'the root cause');
  ask(sections.enabled !== '', 'what enabled the issue');
  ask(incident.actions.length > 0, 'actions');
  ask(
    incident.actions.every(({ done, owner }) => done || owner !== undefined),
    'an owner for each open action',
  );
  return missing;
}

function given<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, string>);
}

/** Markdown for a review of the incident: no blame, no adjectives. */
export function incidentMarkdown(report: IncidentReport, now: Instant): string {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Severity', report.severity],
    ['Status', report.status],
    ['Release', report.release],
    ['Caused by', report.causedBy],
    ['Decision', report.decision],
    ['Incident commander', report.people.commander],
    ['Communication', report.people.comms],
    ['Scribe', report.people.scribe],
  ];
  const lines = [
    `# Incident report: ${escaped(report.title)}`,
    '',
    '| | |',
    '| --- | --- |',
    ...facts.flatMap(([name, value]) => (value === undefined ? [] : [`| ${name} | ${escaped(value)} |`])),
    ...report.figures.map(({ name, milliseconds }) => `| ${name} | ${minutesWords(milliseconds)} |`),
    '',
    '## Impact',
    '',
    orPlaceholder(report.sections.impact, 'who was affected, how, for how long'),
    '',
    '## Timeline',
    '',
    ...(report.timeline.length === 0
      ? ['No entry has a time.']
      : report.timeline.map(
          ({ at, text, by }) =>
            `- ${formatInstant(at).replace(/:00Z$/, 'Z')} ${escaped(text)}${by === undefined ? '' : ` (${by})`}`,
        )),
    '',
    '## Root cause',
    '',
    orPlaceholder(report.sections.rootCause, 'what happened, and why it was possible'),
    '',
    '## What enabled the issue',
    '',
    orPlaceholder(report.sections.enabled, 'which check, test or habit let it through'),
    '',
    '## Actions',
    '',
    ...(report.actions.length === 0 ? ['[actions with owner and date]'] : report.actions.map(actionLine)),
    '',
    ...(report.clocks.length === 0
      ? []
      : ['## Clocks', '', ...report.clocks.map((clock) => clockLine(clock, now)), '']),
    ...(report.missing.length === 0
      ? []
      : ['## Still missing', '', ...report.missing.map((what) => `- ${what}`), '']),
  ];
  return `${lines.slice(0, -1).join('\n')}\n`;
}

function actionLine({ text, done, owner, due }: IncidentAction): string {
  const notes = [owner, due].filter((note) => note !== undefined);
  return `- [${done ? 'x' : ' '}] ${escaped(text)}${notes.length === 0 ? '' : ` \u2014 ${notes.join(' \u00b7 ')}`}`;
}

function clockLine({ kind, due, state }: Clock, now: Instant): string {
  const words = state === 'met' ? 'met' : spanWords(due - now);
  return `- ${clockWords[kind]}: ${words} (${formatInstant(due).replace(/:00Z$/, 'Z')})`;
}

export function minutesWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function orPlaceholder(text: string, what: string): string {
  return text === '' ? `[${what}]` : text;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|]/g, (mark) => `\\${mark}`);
}
