import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { formatDuration, parseDuration, parseOffset, parseRange } from '../../../src/core/base/duration.ts';
import {
  dateOfEpochDay,
  day,
  epochDay,
  formatInstant,
  hour,
  minute,
  parseDate,
  parseInstant,
  weekdayOf,
} from '../../../src/core/base/instant.ts';

describe('instants', () => {
  it('agree with the machine for every day of the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (days) => {
        const date = dateOfEpochDay(days);
        const machine = new Date(days * day);
        assert.deepEqual(
          [date.year, date.month, date.day],
          [machine.getUTCFullYear(), machine.getUTCMonth() + 1, machine.getUTCDate()],
        );
        assert.equal(weekdayOf(date), machine.getUTCDay());
        assert.equal(epochDay(date), days);
      }),
      { numRuns: 2000 },
    );
  });

  it('are written and read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (instant) => {
        assert.equal(parseInstant(formatInstant(instant)), instant);
        assert.equal(Date.parse(formatInstant(instant)), instant);
      }),
    );
  });

  const refused = [
    '',
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-11-00T00:00:00Z',
    '2026-11-24',
    '2026-11-24T09:00:00',
    '2026-11-24T09:00:00+00:00',
    '2026-11-24T24:00:00Z',
    '2026-11-24T09:60:00Z',
    '2026-11-24T09:00:60Z',
    '2026-11-24 09:00:00Z',
    '2026-11-24t09:00:00z',
    '26-11-24T09:00:00Z',
    '2026-1-4T09:00:00Z',
    '0000-01-01T00:00:00Z',
    '2026-11-24T9:00:00Z',
    '2026-11-24T09:00:00.Z',
    ' 2026-11-24T09:00:00Z',
    '+02026-11-24T09:00:00Z',
  ];
  for (const text of refused) {
    it(`refuse "${text}"`, () => assert.equal(parseInstant(text), undefined));
  }

  it('know leap days', () => {
    const exists = (text: string): boolean => parseDate(text) !== undefined;
    assert.deepEqual(['2024-02-29', '2000-02-29', '2100-02-29', '2026-04-31'].map(exists), [
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('durations', () => {
  const cases: readonly (readonly [string, number | undefined])[] = [
    ['0m', 0],
    ['90s', 90_000],
    ['48h', 48 * hour],
    ['2d', 2 * day],
    ['1w', 7 * day],
    ['1h30m', 1.5 * hour],
    ['1 h', hour],
    ['4H', 4 * hour],
    ['48', undefined],
    ['h', undefined],
    ['-1h', undefined],
    ['1.5h', undefined],
    ['1y', undefined],
    ['999999w', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of cases) {
    it(`"${text}" is ${expected ?? 'none'}`, () => assert.equal(parseDuration(text), expected));
  }

  const ranges: readonly (readonly [string, readonly [number, number] | undefined])[] = [
    ['30-60m', [30 * minute, hour]],
    ['24-48h', [day, 2 * day]],
    ['30m-1h', [30 * minute, hour]],
    ['60m', [hour, hour]],
    ['30m..1h', [30 * minute, hour]],
    ['60-30m', undefined],
    ['1-2-3h', undefined],
    ['-30m', undefined],
    ['30-60', undefined],
  ];
  for (const [text, expected] of ranges) {
    it(`"${text}" spans ${String(expected ?? 'nothing')}`, () =>
      assert.deepEqual(parseRange(text), expected));
  }

  const offsets: readonly (readonly [string, number | undefined])[] = [
    ['T-24h', -day],
    ['t-30m', -30 * minute],
    ['T+1h', hour],
    ['T - 2d', -2 * day],
    ['T', 0],
    ['T-0m', 0],
    ['T-24', undefined],
    ['-24h', undefined],
    ['T-', undefined],
  ];
  for (const [text, expected] of offsets) {
    it(`"${text}" is ${expected ?? 'no'} offset`, () => assert.equal(parseOffset(text), expected));
  }

  it('are written so that they read the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (minutes) => {
        assert.equal(parseDuration(formatDuration(minutes * minute)), minutes * minute);
      }),
    );
    assert.deepEqual(
      [formatDuration(48 * hour), formatDuration(-day), formatDuration(14 * day)],
      ['48h', '-24h', '2w'],
    );
  });
});
