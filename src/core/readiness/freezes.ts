/** Freeze windows: dated ones and weekly ones, in the policy's zone. */
import { dateOfEpochDay, epochDay, parseDate, weekdayOf, type Instant } from '../base/instant.ts';
import { endOfDay, offsetAt, startOfDay, toInstant, toLocal } from '../base/zone.ts';
import type { FreezePolicy } from '../policy/model.ts';

/** When the freeze that holds at an instant ends; undefined when it does not hold then. */
export function frozenUntil(freeze: FreezePolicy, at: Instant, zone: string): Instant | undefined {
  return datedUntil(freeze, at, zone) ?? weeklyUntil(freeze, at, zone);
}

function datedUntil(freeze: FreezePolicy, at: Instant, zone: string): Instant | undefined {
  const from = freeze.from === undefined ? undefined : parseDate(freeze.from);
  const to = freeze.to === undefined ? undefined : parseDate(freeze.to);
  if (from === undefined || to === undefined) return undefined;
  const [begin, end] = [startOfDay(from, zone), endOfDay(to, zone)];
  return begin !== undefined && end !== undefined && begin <= at && at < end ? end : undefined;
}

const minutesOfWeek = 7 * 24 * 60;

function weeklyUntil(freeze: FreezePolicy, at: Instant, zone: string): Instant | undefined {
  const { weekly } = freeze;
  const local = toLocal(at, zone);
  if (weekly === undefined || local === undefined) return undefined;
  const from = weekly.fromDay * 1440 + weekly.fromMinute;
  const to = weekly.toDay * 1440 + weekly.toMinute;
  const current = weekdayOf(local) * 1440 + local.hour * 60 + local.minute;
  // Equal ends mean the whole week: a window of no length would freeze nothing and say so nowhere.
  const length = (to - from + minutesOfWeek) % minutesOfWeek || minutesOfWeek;
  const passed = (current - from + minutesOfWeek) % minutesOfWeek;
  if (passed >= length) return undefined;
  const daysAhead = Math.floor((local.hour * 60 + local.minute + length - passed) / 1440);
  const endDate = dateOfEpochDay(epochDay(local) + daysAhead);
  const end = { ...endDate, hour: Math.floor(weekly.toMinute / 60), minute: weekly.toMinute % 60, second: 0 };
  const first = toInstant(end, zone)?.instant;
  if (first === undefined || first > at) return first;
  // The clock was put back and shows the end a second time; its first showing is over.
  return first + (offsetAt(first, zone) ?? 0) - (offsetAt(at, zone) ?? 0);
}
