/** Durations as people write them in a policy: `48h`, `30-60m`, `T-24h`. Milliseconds inside. */
import { day, hour, minute } from './instant.ts';

const units: Readonly<Record<string, number>> = { s: 1000, m: minute, h: hour, d: day, w: 7 * day };

/** No duration of a policy is longer: it keeps every sum far from the end of the calendar. */
const longest = 3660 * day;

/** `0m`, `90s`, `48h`, `2d`, `1w`, `1h30m`. */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  if (!/^(?:\d{1,6}\s?[smhdw]\s?){1,5}$/.test(trimmed)) return undefined;
  let total = 0;
  for (const part of trimmed.matchAll(/(\d+)\s?([smhdw])/g)) {
    total += Number(part[1]) * (units[part[2] ?? ''] ?? 0);
  }
  return total <= longest ? total : undefined;
}

/** `30-60m` and `30m-1h`, or one duration for both ends; the first end is never the larger one. */
export function parseRange(text: string): readonly [number, number] | undefined {
  const ends = text.split(/\s*(?:-|\u2013|\.\.)\s*/);
  if (ends.length > 2) return undefined;
  const last = (ends.at(-1) ?? '').trim();
  const first = (ends[0] ?? '').trim();
  const unit = /[a-z]$/i.exec(last)?.[0] ?? '';
  const from = parseDuration(/^\d+$/.test(first) ? first + unit : first);
  const to = parseDuration(last);
  return from === undefined || to === undefined || from > to ? undefined : [from, to];
}

/** `T-24h`, `T+30m`, `T`: an offset from the planned start. */
export function parseOffset(text: string): number | undefined {
  const match = /^t\s*(?:([+-]|\u2212)\s*(\S.*))?$/i.exec(text.trim());
  if (match === null) return undefined;
  if (match[1] === undefined) return 0;
  const size = parseDuration(match[2] ?? '');
  if (size === undefined) return undefined;
  return match[1] === '+' || size === 0 ? size : -size;
}

/** The largest unit that leaves no rest: `48h` for two days up to three, `90m`, `2w`. */
export function formatDuration(duration: number): string {
  const size = Math.abs(duration);
  const sign = duration < 0 ? '-' : '';
  for (const [unit, length] of [
    ['w', 7 * day],
    ['d', day],
    ['h', hour],
    ['m', minute],
  ] as const) {
    const keepsHours = unit === 'd' && size <= 3 * day;
    if (size >= length && size % length === 0 && !keepsHours) return `${sign}${size / length}${unit}`;
  }
  return size % 1000 === 0 ? `${sign}${size / 1000}s` : `${sign}${size}ms`;
}
