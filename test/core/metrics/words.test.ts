import assert from 'node:assert/strict';
import { durationWords } from '../../../src/core/metrics/words.ts';

const cases: readonly (readonly [milliseconds: number, words: string])[] = [
  [0, '0 seconds'],
  [500, '0.5 seconds'],
  [1_000, '1 second'],
  [37_000, '37 seconds'],
  [60_000, '1 minute'],
  [90_000, '1.5 minutes'],
  [3_600_000, '1 hour'],
  [86_400_000, '1 day'],
  [-86_400_000, '-1 days'],
  [276_480_000, '3.2 days'],
];

describe('durations in words', () => {
  for (const [milliseconds, words] of cases) {
    it(words, () => assert.equal(durationWords(milliseconds), words));
  }
});
