/**
 * Local wall time of a zone to instants and back. `Intl` has the zone rules; its
 * answers depend on the zone that is named, never on the machine's own.
 */
import {
  dateOfEpochDay,
  day,
  epochDay,
  hour,
  minute,
  weekdayOf,
  type CivilDate,
  type Instant,
} from './instant.ts';

export interface LocalTime extends CivilDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export interface Located {
  readonly instant: Instant;
  /**
   * `gap`: the clock skips this wall time, so the instant is later by the length of the gap;
   * `overlap`: the clock shows it twice, and the instant is the earlier one.
   */
  readonly clock: 'once' | 'gap' | 'overlap';
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `UTC`, `Z`, `+02:00` or an IANA name that this machine's time zone data knows. */
export function isZone(zone: string): boolean {
  return fixedOffset(zone) !== undefined || formatterOf(zone) !== undefined;
}

/** What the zone adds to UTC at an instant, milliseconds; undefined for an unknown zone. */
export function offsetAt(instant: Instant, zone: string): number | undefined {
  const fixed = fixedOffset(zone);
  if (fixed !== undefined) return fixed;
  const formatter = formatterOf(zone);
  if (formatter === undefined || !inRange(instant)) return undefined;
  const seconds = Math.floor(instant / 1000) * 1000;
  const fields: Record<string, number> = {};
  for (const part of formatter.formatToParts(seconds)) fields[part.type] = Number(part.value);
  const date = { year: fields['year'] ?? 1, month: fields['month'] ?? 1, day: fields['day'] ?? 1 };
  const clock =
    (fields['hour'] ?? 0) * hour + (fields['minute'] ?? 0) * minute + (fields['second'] ?? 0) * 1000;
  return epochDay(date) * day + clock - seconds;
}

export function toLocal(instant: Instant, zone: string): LocalTime | undefined {
  const offset = offsetAt(instant, zone);
  if (offset === undefined || !inRange(instant)) return undefined;
  const shifted = instant + offset;
  const days = Math.floor(shifted / day);
  const rest = shifted - days * day;
  return {
    ...dateOfEpochDay(days),
    hour: Math.floor(rest / hour),
    minute: Math.floor(rest / minute) % 60,
    second: Math.floor(rest / 1000) % 60,
  };
}

export function toInstant(local: LocalTime, zone: string): Located | undefined {
  const wall = epochDay(local) * day + local.hour * hour + local.minute * minute + local.second * 1000;
  // A day and a half reaches past any change near this wall time, even one that skips a whole day.
  const before = offsetAt(wall - 1.5 * day, zone);
  const after = offsetAt(wall + 1.5 * day, zone);
  if (before === undefined || after === undefined) return undefined;
  const fitting = [before, after].filter((offset) => offsetAt(wall - offset, zone) === offset);
  const [first, second] = fitting;
  if (first === undefined) return { instant: wall - before, clock: 'gap' };
  if (second === undefined || second === first) return { instant: wall - first, clock: 'once' };
  return { instant: wall - Math.max(first, second), clock: 'overlap' };
}

/** First instant after the calendar day in the zone. */
export function endOfDay(date: CivilDate, zone: string): Instant | undefined {
  const next = dateOfEpochDay(epochDay(date) + 1);
  return toInstant({ ...next, hour: 0, minute: 0, second: 0 }, zone)?.instant;
}

/** First instant of the calendar day in the zone. */
export function startOfDay(date: CivilDate, zone: string): Instant | undefined {
  return toInstant({ ...date, hour: 0, minute: 0, second: 0 }, zone)?.instant;
}

export interface ShowTime {
  readonly zone: string;
  readonly now: Instant;
}

/** `Tue 14:00` within six days of now, `24 Nov 14:00` within the year, else with the year. */
export function formatDue(instant: Instant, show: ShowTime): string {
  return shown(instant, show, 3);
}

/** `Tuesday 14:00`: the same for a screen reader. */
export function spokenDue(instant: Instant, show: ShowTime): string {
  return shown(instant, show, undefined);
}

function shown(instant: Instant, show: ShowTime, letters: number | undefined): string {
  const known = isZone(show.zone);
  const local = toLocal(instant, known ? show.zone : 'UTC');
  const today = toLocal(show.now, known ? show.zone : 'UTC');
  if (local === undefined || today === undefined) return '?';
  const clock = `${two(local.hour)}:${two(local.minute)}${known ? '' : ' UTC'}`;
  if (Math.abs(epochDay(local) - epochDay(today)) <= 6) {
    return `${(weekdays[weekdayOf(local)] ?? '').slice(0, letters)} ${clock}`;
  }
  const year = local.year === today.year ? '' : ` ${local.year}`;
  return `${local.day} ${months[local.month - 1]}${year} ${clock}`;
}

function fixedOffset(zone: string): number | undefined {
  if (/^(?:utc|gmt|z)$/i.test(zone)) return 0;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (match === null) return undefined;
  const [hours, minutes] = [Number(match[2]), Number(match[3])];
  if (hours > 14 || minutes > 59) return undefined;
  const size = hours * hour + minutes * minute;
  return match[1] === '-' && size > 0 ? -size : size;
}

// Making a formatter costs a thousand times more than using one, and there are few zones.
const formatters = new Map<string, Intl.DateTimeFormat | undefined>();
const mostFormatters = 256;

function formatterOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formatters.has(zone)) return formatters.get(zone);
  const formatter = makeFormatter(zone);
  if (formatters.size < mostFormatters) formatters.set(zone, formatter);
  return formatter;
}

function makeFormatter(zone: string): Intl.DateTimeFormat | undefined {
  if (!/^[A-Za-z][\w+/-]{1,63}$/.test(zone)) return undefined;
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined; // a name that the time zone data does not have
  }
}

/** Years 1 to 9999: what a calendar date can be written for. */
function inRange(instant: Instant): boolean {
  return Number.isFinite(instant) && instant >= -62_135_596_800_000 && instant <= 253_402_300_799_999;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
