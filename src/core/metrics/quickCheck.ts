/**
 * The steps of DORA's Quick Check, edition 2025: where a value stands among the answers that it offers.
 * Steps and not medals: the ladder of elite, high, medium and low was dropped in 2025.
 */
import { day, hour } from '../base/instant.ts';
import type { MetricId, QuickCheck } from './model.ts';

const week = 7 * day;
const month = 30 * day;
const halfYear = 182 * day;

/** Undefined for a metric that the check does not ask for. Durations in milliseconds, shares from 0 to 1. */
export function quickCheck(id: MetricId, value: number): QuickCheck | undefined {
  switch (id) {
    case 'change-lead-time':
      return stepped(durationStep(value), { mean: 5.5, deviation: 2.4 });
    case 'recovery-time':
      return stepped(durationStep(value), { mean: 7.4, deviation: 2.1 });
    case 'deployment-frequency':
      return stepped(intervalStep(value === 0 ? Infinity : week / value), { mean: 4.8, deviation: 2.8 });
    case 'change-fail-rate':
      return { score: inverted(value), industry: { edition, mean: 8.1 } };
    case 'rework-rate':
      return { score: inverted(value), industry: { edition, mean: 7.8 } };
    default:
      return undefined;
  }
}

const edition = 2025;

function stepped(step: number, industry: { readonly mean: number; readonly deviation: number }): QuickCheck {
  return { step, score: (step - 1) * 2, industry: { edition, ...industry } };
}

/** 1: more than six months, 2: one to six months, 3: a week to a month, 4: a day to a week, 5: under a day, 6: under an hour. */
function durationStep(duration: number): number {
  return 1 + [halfYear, month, week, day, hour].filter((limit) => duration < limit).length;
}

/** The same for the time between deployments; the sixth answer is "on demand". */
function intervalStep(interval: number): number {
  return 1 + [halfYear, month, week, day, hour].filter((limit) => interval <= limit).length;
}

/** The check asks in steps of ten percent. */
function inverted(share: number): number {
  return Math.round((10 - share * 10) * 10) / 10;
}
