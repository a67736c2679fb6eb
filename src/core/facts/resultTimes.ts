/** When results came about, by what their own file says: a checkout or a copy changes no such time. */
import type { Instant } from '../base/instant.ts';
import { hour, minute, parseInstant } from '../base/instant.ts';

/**
 * The latest moment that a file of results names: `timestamp` of JUnit and Cobertura, `generated` of Clover,
 * the invocations of SARIF, the start of a Jest run. A time without a zone is taken for UTC.
 */
export function resultTime(text: string): Instant | undefined {
  const times = text.trimStart().startsWith('{') ? timesInJson(text) : timesInXml(text);
  const known = times.flatMap((time) => time ?? []);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** Of a file with more suites the first ones are looked at. */
const mostTags = 500;

function timesInXml(text: string): readonly (Instant | undefined)[] {
  const times: (Instant | undefined)[] = [];
  for (const [tag] of text.matchAll(/<(?:testsuites?|coverage)\s[^<>]{0,2000}>/g)) {
    const said = /\s(?:timestamp|generated)\s*=\s*["']([^"'<>]{1,40})["']/.exec(tag)?.[1];
    if (said !== undefined) times.push(momentOf(said));
    if (times.length >= mostTags) break;
  }
  return times;
}

function timesInJson(text: string): readonly (Instant | undefined)[] {
  const times: (Instant | undefined)[] = [];
  const named = /"(?:startTimeUtc|endTimeUtc|startTime)"\s*:\s*"?([\dT:.Z+-]{1,40})/g;
  for (const [, said = ''] of text.matchAll(named)) {
    times.push(momentOf(said));
    if (times.length >= mostTags) break;
  }
  return times;
}

/** ISO 8601, or seconds or milliseconds since 1970. */
function momentOf(said: string): Instant | undefined {
  if (/^\d{9,10}$/.test(said)) return Number(said) * 1000;
  if (/^\d{12,13}$/.test(said)) return Number(said);
  const [, base = '', zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)\d{0,9}(Z|[+-]\d{2}:?\d{2})?$/.exec(said) ??
    [];
  const local = parseInstant(`${base.replace(' ', 'T')}Z`);
  if (local === undefined || zone === 'Z') return local;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  const ahead = Number(hours) * hour + Number(minutes) * minute;
  return sign === '-' ? local + ahead : local - ahead;
}
