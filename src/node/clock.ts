import type { Instant } from '../core/base/instant.ts';
import type { ClockPort } from '../core/ports.ts';

/** The time of the machine. */
export const systemClock: ClockPort = { now: () => Date.now() };

/** Always the same instant: for `--now`, so that the same input gives the same bytes. */
export function fixedClock(now: Instant): ClockPort {
  return { now: () => now };
}
