/**
 * When an item is due. The closest word wins: the item's own note, a gate that
 * names the item, the window of its section, a gate that names its section, and
 * for everything before production the planned start itself.
 */
import { day, hour, parseDate, type Instant } from '../base/instant.ts';
import { endOfDay, isZone, toInstant } from '../base/zone.ts';
import { latestDecision } from '../release/decisions.ts';
import type { Due, Window } from '../checklist/window.ts';
import type { GatePolicy, Policy } from '../policy/model.ts';
import type { Entry } from './entries.ts';
import type { ReleaseFacts, ReasonCode } from './model.ts';
import type { ReleaseRecord } from './record.ts';

/** The moments of one release that windows count from. */
export interface Moments {
  readonly start?: Instant;
  /** When the first deployment to production did begin; no window counts from it. */
  readonly begun?: Instant;
  readonly finish?: Instant;
  readonly rollback?: Instant;
}

export interface DueTime {
  readonly at?: Instant;
  /** Why a time that is written cannot be used. */
  readonly problem?: {
    readonly code: Extract<ReasonCode, 'dueUnreadable' | 'zoneUnknown' | 'unitUnknown'>;
    readonly args: Readonly<Record<string, string>>;
  };
}

export function momentsOf(facts: ReleaseFacts): Moments {
  const { record } = facts;
  const finish = record === undefined ? undefined : finishOf(record);
  const delayed = latestDecision(record?.decisions ?? [])?.plannedStart;
  const start = record?.plannedStart ?? delayed ?? record?.started;
  const begun = record?.deployments.find(
    ({ env, started }) => isProduction(env) && started !== undefined,
  )?.started;
  const rollback = record?.rollbacks.findLast((entry) => entry.verified !== undefined)?.verified;
  return {
    ...(start === undefined ? {} : { start }),
    ...(begun === undefined ? {} : { begun }),
    ...(finish === undefined ? {} : { finish }),
    ...(rollback === undefined ? {} : { rollback }),
  };
}

/** Of the last deployment to production, while it is there: of what went back nothing is left to verify. */
function finishOf({ deployments, rollbacks }: ReleaseRecord): Instant | undefined {
  const last = deployments.findLast(({ env }) => isProduction(env));
  const finished = last?.finished;
  if (finished === undefined) return undefined;
  return rollbacks.some(({ decided }) => decided !== undefined && decided >= finished) ? undefined : finished;
}

/** The deployment has begun: whatever was planned for later is due. */
export function underWay(facts: ReleaseFacts, now: Instant): boolean {
  const { record } = facts;
  const begun = (instant: Instant | undefined): boolean => instant !== undefined && instant <= now;
  return (
    begun(record?.started) ||
    (record?.deployments ?? []).some(({ env, started }) => isProduction(env) && begun(started))
  );
}

export function dueTimeOf(entry: Entry, policy: Policy, moments: Moments): DueTime {
  const own = entry.item.due;
  if (own !== undefined) {
    const noted = ownDue(own, policy, moments);
    if (noted.at !== undefined) return noted;
    const other = placeDue(entry, policy, moments);
    return noted.problem === undefined ? other : { ...other, problem: noted.problem };
  }
  return placeDue(entry, policy, moments);
}

function ownDue(due: Due, policy: Policy, moments: Moments): DueTime {
  if (due.kind === 'unreadable') return { problem: { code: 'dueUnreadable', args: { text: due.text } } };
  if (due.kind === 'window') return windowDue(due.window, policy, moments);
  const date = parseDate(due.date);
  if (date === undefined) return { problem: { code: 'dueUnreadable', args: { text: due.text } } };
  const zone = due.zone ?? policy.timezone;
  if (!isZone(zone)) return { problem: { code: 'zoneUnknown', args: { zone } } };
  if (due.time === undefined) return instant(endOfDay(date, zone));
  const clock = /^(\d{2}):(\d{2})$/.exec(due.time);
  const [hours, minutes] = [Number(clock?.[1]), Number(clock?.[2])];
  if (!(hours <= 23 && minutes <= 59)) {
    return { problem: { code: 'dueUnreadable', args: { text: due.text } } };
  }
  return instant(toInstant({ ...date, hour: hours, minute: minutes, second: 0 }, zone)?.instant);
}

function placeDue(entry: Entry, policy: Policy, moments: Moments): DueTime {
  const { start } = moments;
  const named = offsetOf(entry.namedBy);
  if (entry.gating && named !== undefined && start !== undefined) return { at: start + named };
  const window = entry.sections.find((section) => section.window !== undefined)?.window;
  const windowed = window === undefined ? {} : windowDue(window, policy, moments);
  if (windowed.at !== undefined || !entry.gating || start === undefined) return windowed;
  const at = start + (offsetOf(entry.gates) ?? 0);
  return windowed.problem === undefined ? { at } : { problem: windowed.problem };
}

/** T-24h is elapsed hours: at a change of the clock the wall time of the day before is another. */
function windowDue(window: Window, policy: Policy, moments: Moments): DueTime {
  const base =
    window.anchor === 'start' || window.anchor === 'finish' || window.anchor === 'rollback'
      ? moments[window.anchor]
      : undefined;
  if (base === undefined) return {};
  if (window.withoutUnit !== undefined) {
    if (policy.tminusUnit === undefined) {
      return { problem: { code: 'unitUnknown', args: { text: window.text } } };
    }
    return { at: base - Math.abs(window.withoutUnit) * (policy.tminusUnit === 'days' ? day : hour) };
  }
  return instant(window.to === undefined ? undefined : base + window.to);
}

function offsetOf(gates: readonly GatePolicy[]): number | undefined {
  const offsets = gates.flatMap((gate) => (gate.due === undefined ? [] : [gate.due]));
  return offsets.length === 0 ? undefined : Math.min(...offsets);
}

function instant(at: Instant | undefined): DueTime {
  return at === undefined || !Number.isFinite(at) ? {} : { at };
}

export function isProduction(env: string): boolean {
  return /^(?:prod|production|live)$/i.test(env.trim());
}
