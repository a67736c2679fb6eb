/** What an incident asks for next, and when. Pure: the time is given. */
import { hour } from '../base/instant.ts';
import type { Instant } from '../base/instant.ts';
import type { Policy, SeverityPolicy } from '../policy/model.ts';
import type { ReleaseRecord } from '../readiness/record.ts';
import { isOpen } from './model.ts';
import type { Incident } from './model.ts';

export const clockKinds = ['respond', 'update', 'rollbackWatch', 'monitoring', 'retrospective'] as const;
export type ClockKind = (typeof clockKinds)[number];

export interface Clock {
  readonly kind: ClockKind;
  /** The earliest moment that will do; the start of a watch. */
  readonly from: Instant;
  readonly due: Instant;
  readonly state: 'running' | 'overdue' | 'met';
  /** When it was met. */
  readonly metAt?: Instant;
}

export function severityOf(policy: Policy, incident: Pick<Incident, 'severity'>): SeverityPolicy | undefined {
  return policy.severities.find(({ name }) => name === incident.severity);
}

/**
 * The clocks of one incident, the next due first, those that are met last. Without a declaration there is
 * nothing to count from; a severity that nobody gave has no times to respond and to update.
 */
export function clocksOf(
  incident: Incident,
  policy: Policy,
  now: Instant,
  facts: {
    /** When a retrospective was held, or the report says so. */
    readonly retrospective?: Instant;
    /** The rollback that this incident led to. */
    readonly rollback?: ReleaseRecord['rollbacks'][number];
  } = {},
): readonly Clock[] {
  const start = incident.declared ?? incident.detected;
  if (start === undefined) return [];
  const severity = severityOf(policy, incident);
  const clocks: Clock[] = [];
  const open = isOpen(incident);
  if (severity !== undefined) {
    clocks.push(
      clock('respond', { from: start, due: start + severity.respond, met: firstResponse(incident) }, now),
    );
  }
  if (severity !== undefined && open) {
    const last = incident.updates?.at(-1)?.at ?? start;
    const due = incident.nextUpdate ?? last + severity.update[1];
    clocks.push(clock('update', { from: Math.min(due, last + severity.update[0]), due }, now));
  }
  const back = facts.rollback?.verified;
  if (back !== undefined) clocks.push(watch('rollbackWatch', back, policy.thresholds.rollbackWatch, now));
  const restored = incident.resolved ?? incident.mitigated;
  if (restored !== undefined) clocks.push(watch('monitoring', restored, policy.thresholds.monitoring, now));
  if (severity?.retrospective !== undefined && incident.resolved !== undefined) {
    const due = incident.resolved + severity.retrospective;
    clocks.push(clock('retrospective', { from: incident.resolved, due, met: facts.retrospective }, now));
  }
  return clocks.toSorted((a, b) => Number(a.state === 'met') - Number(b.state === 'met') || a.due - b.due);
}

/** The next thing that is due, over all incidents. */
export function nextClock(clocks: readonly Clock[]): Clock | undefined {
  return clocks.find(({ state }) => state !== 'met');
}

/** Somebody took it: by acknowledging it, by deciding, or by mending it. */
function firstResponse(incident: Incident): Instant | undefined {
  const times = [incident.acknowledged, incident.mitigated, incident.resolved].filter(
    (at) => at !== undefined,
  );
  return times.length === 0 ? undefined : Math.min(...times);
}

function clock(
  kind: ClockKind,
  { from, due, met }: { readonly from: Instant; readonly due: Instant; readonly met?: Instant | undefined },
  now: Instant,
): Clock {
  if (met !== undefined) return { kind, from, due, state: 'met', metAt: met };
  return { kind, from, due, state: now > due ? 'overdue' : 'running' };
}

/** A watch ends by itself at the end of its range. */
function watch(
  kind: ClockKind,
  start: Instant,
  [least, most]: readonly [number, number],
  now: Instant,
): Clock {
  const due = start + most;
  return now >= due
    ? { kind, from: start + least, due, state: 'met', metAt: due }
    : { kind, from: start + least, due, state: 'running' };
}

export const clockWords: Readonly<Record<ClockKind, string>> = {
  respond: 'Respond',
  update: 'Next update',
  rollbackWatch: 'Watch after the rollback',
  monitoring: 'Keep monitoring',
  retrospective: 'Retrospective',
};

/** `now`, `in 25 min`, `12 min late`, `in 3 h`. */
export function spanWords(span: number): string {
  const minutes = Math.max(0, Math.round(Math.abs(span) / 60_000));
  if (minutes === 0) return 'now';
  const size = minutes < 120 ? `${minutes} min` : `${Math.round((Math.abs(span) / hour) * 2) / 2} h`;
  return span < 0 ? `${size} late` : `in ${size}`;
}
