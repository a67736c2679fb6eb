/** Values as people read them. Rounded for the eye; reports for programs keep every digit. */
import { day, formatInstant, hour, minute } from '../base/instant.ts';
import type { Instant } from '../base/instant.ts';
import { countWords } from './catalog.ts';
import type { Figure, QuickCheck, Unit, Window } from './model.ts';
import { defaultDays } from './window.ts';

export function valueWords(value: number, unit: Unit): string {
  switch (unit) {
    case 'duration':
      return durationWords(value);
    case 'perWeek':
      return `${rounded(value)} a week`;
    case 'daysPerWeek':
      return rounded(value);
    case 'share':
      return `${rounded(value * 100)} %`;
    case 'percent':
      return `${rounded(value)} %`;
    case 'count':
      return rounded(value);
  }
}

/** In the largest unit of which there is at least one: `3.2 days`. */
export function durationWords(duration: number): string {
  const size = Math.abs(duration);
  const [name, length] = units.find(([, one]) => size >= one) ?? ['second', second];
  const words = rounded(duration / length);
  return `${words} ${words === '1' ? name : `${name}s`}`;
}

const second = 1000;
const units = [
  ['day', day],
  ['hour', hour],
  ['minute', minute],
] as const;

/** One decimal, and two where the first would be all there is. */
export function rounded(value: number): string {
  const digits = Math.abs(value) < 1 ? 100 : Math.abs(value) < 1000 ? 10 : 1;
  const result = Math.round(value * digits) / digits;
  return String(Object.is(result, -0) ? 0 : result);
}

export function countOf(figure: Pick<Figure, 'n' | 'of'>): string {
  const [one, several] = countWords[figure.of];
  return `${figure.n} ${figure.n === 1 ? one : several}`;
}

export function windowWords({ since, until, by, count = 0 }: Window): string {
  const span = `${dateWords(since)} to ${dateWords(until)}`;
  if (by === 'releases') return `last ${count} ${count === 1 ? 'release' : 'releases'}, ${span}`;
  return until - since === defaultDays * day ? `last ${defaultDays} days, ${span}` : span;
}

/** The day in UTC. */
export function dateWords(at: Instant): string {
  return formatInstant(Math.floor(at / 1000) * 1000).slice(0, 10);
}

export function stepWords({ step, score }: QuickCheck): string {
  const place = step === undefined ? '' : `step ${step} of 6, `;
  return `DORA Quick Check: ${place}score ${rounded(score)} of 10`;
}

/** Context beside a value. Never a target. */
export function industryWords({ industry }: QuickCheck): string {
  const spread = industry.deviation === undefined ? '' : `, standard deviation ${industry.deviation}`;
  return `Mean of all industries, edition ${industry.edition}: ${industry.mean}${spread}. Context, not a target.`;
}
