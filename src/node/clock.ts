import type { Instant } from '../core/base/instant.ts';
import type { ClockPort } from '../core/ports.ts';

/** Always the same instant: one run sees one time, and the same input gives the same bytes. */
export function fixedClock(now: Instant): ClockPort {
  return { now: () => now };
}
