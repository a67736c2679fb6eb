/**
 * Instants and calendar dates without a clock and without zones. The calendar is
 * the Gregorian one, extended backwards; years 1 to 9999.
 */

/** UTC epoch milliseconds. Time zones exist only where people read or write. */
export type Instant = number;

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A calendar date `YYYY-MM-DD` that exists; everything else is undefined. */
export function parseDate(text: string): CivilDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return dateExists(date) ? date : undefined;
}

export function formatDate(date: CivilDate): string {
  return `${pad(date.year, 4)}-${pad(date.month, 2)}-${pad(date.day, 2)}`;
}

/**
 * `2026-11-24T09:00Z`, with seconds and milliseconds if wanted. Only UTC, only with a zone, and
 * field by field: 30 February and 24:00 are refused rather than moved.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?Z$/.exec(text);
  const date = match === null ? undefined : parseDate(match[1] ?? '');
  if (match === null || date === undefined) return undefined;
  const [hours, minutes, seconds] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const millis = Number((match[5] ?? '0').padEnd(3, '0'));
  return epochDay(date) * day + hours * hour + minutes * minute + seconds * 1000 + millis;
}

/** The shape that `parseInstant` reads; milliseconds only when there are any. */
export function formatInstant(instant: Instant): string {
  const days = Math.floor(instant / day);
  const rest = instant - days * day;
  const millis = rest % 1000;
  const clock = [Math.floor(rest / hour), Math.floor(rest / minute) % 60, Math.floor(rest / 1000) % 60];
  const fraction = millis === 0 ? '' : `.${pad(millis, 3)}`;
  return `${formatDate(dateOfEpochDay(days))}T${clock.map((part) => pad(part, 2)).join(':')}${fraction}Z`;
}

/** Days since 1970-01-01. Counts in eras of 400 years that begin on 1 March, so that leap days come last. */
export function epochDay(date: CivilDate): number {
  const year = date.month <= 2 ? date.year - 1 : date.year;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const monthFromMarch = (date.month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + date.day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function dateOfEpochDay(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(date: CivilDate): number {
  return (((epochDay(date) + 4) % 7) + 7) % 7;
}

function dateExists(date: CivilDate): boolean {
  if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1) return false;
  const back = dateOfEpochDay(epochDay(date));
  return back.month === date.month && back.day === date.day;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
