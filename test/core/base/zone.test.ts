import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { day, formatInstant, hour, minute, parseDate, parseInstant } from '../../../src/core/base/instant.ts';
import {
  endOfDay,
  formatDue,
  isZone,
  offsetAt,
  spokenDue,
  toInstant,
  toLocal,
} from '../../../src/core/base/zone.ts';

const zones = [
  'UTC',
  'Europe/Prague',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Apia',
];
const from = Date.UTC(2026, 0, 1);
const to = Date.UTC(2029, 0, 1);

/** The machine's own answer: the wall clock of a zone, read back as if it were UTC. */
function oracleOffset(instant: number, zone: string): number {
  const seconds = Math.floor(instant / 1000) * 1000;
  const shown = new Date(seconds).toLocaleString('sv-SE', { timeZone: zone });
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - seconds;
}

/** Every change of the clock in three years, found by halving. */
function transitionsOf(zone: string): readonly number[] {
  const found: number[] = [];
  for (let start = from; start < to; start += 7 * day) {
    let [low, high] = [start, start + 7 * day];
    if (oracleOffset(low, zone) === oracleOffset(high, zone)) continue;
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (oracleOffset(middle, zone) === oracleOffset(low, zone)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}

describe('zones', () => {
  for (const zone of zones) {
    it(`${zone} agrees with the machine around every change from 2026 to 2028`, () => {
      const transitions = transitionsOf(zone);
      for (const change of [from, ...transitions]) {
        for (const distance of [
          -2 * day,
          -90 * minute,
          -minute,
          -1000,
          0,
          1000,
          29 * minute,
          90 * minute,
          2 * day,
        ]) {
          const instant = change + distance;
          assert.equal(offsetAt(instant, zone), oracleOffset(instant, zone), formatInstant(instant));
          checkBack(instant, zone);
        }
      }
      for (const change of transitions) checkChange(change, zone);
    });
  }

  it('the zones have changes of the clock to look at', () => {
    assert.ok(zones.flatMap(transitionsOf).length >= 30);
  });

  it('round trips any instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), fc.constantFrom(...zones), (instant, zone) => {
        checkBack(Math.floor(instant / 1000) * 1000, zone);
      }),
      { numRuns: 300 },
    );
  });

  const names: readonly (readonly [string, boolean])[] = [
    ['UTC', true],
    ['Z', true],
    ['+02:00', true],
    ['-0330', true],
    ['Europe/Prague', true],
    ['+15:00', false],
    ['+02:60', false],
    ['Europe/Pargue', false],
    ['', false],
    ['../etc', false],
    ['x'.repeat(100), false],
  ];
  for (const [name, expected] of names) {
    it(`"${name.slice(0, 20)}" is ${expected ? 'a' : 'no'} zone`, () => assert.equal(isZone(name), expected));
  }

  it('fixed offsets need no data', () => {
    assert.deepEqual(
      [offsetAt(0, '+05:30'), offsetAt(0, '-03:00'), offsetAt(0, 'z')],
      [5.5 * hour, -3 * hour, 0],
    );
  });

  it('a day ends where the next one begins, also when the clock changes', () => {
    const end = (date: string, zone: string): string => {
      const parsed = parseDate(date);
      const instant = parsed === undefined ? undefined : endOfDay(parsed, zone);
      return instant === undefined ? '' : formatInstant(instant);
    };
    assert.equal(end('2026-03-29', 'Europe/Prague'), '2026-03-29T22:00:00Z');
    assert.equal(end('2026-12-31', 'UTC'), '2027-01-01T00:00:00Z');
  });

  it('a day before is elapsed hours, not the same wall time', () => {
    const start = parseInstant('2026-03-29T12:00:00Z') ?? 0;
    assert.equal(toLocal(start, 'Europe/Prague')?.hour, 14);
    assert.equal(toLocal(start - 24 * hour, 'Europe/Prague')?.hour, 13);
  });

  const shown: readonly (readonly [string, string, string])[] = [
    ['2026-11-24T13:00:00Z', 'Tue 14:00', 'Tuesday 14:00'],
    ['2026-11-17T12:59:00Z', 'Tue 13:59', 'Tuesday 13:59'],
    ['2026-12-24T23:30:00Z', '25 Dec 00:30', '25 Dec 00:30'],
    ['2027-01-01T00:00:00Z', '1 Jan 2027 01:00', '1 Jan 2027 01:00'],
  ];
  for (const [instant, short, spoken] of shown) {
    it(`shows ${instant} as ${short}`, () => {
      const show = { zone: 'Europe/Prague', now: parseInstant('2026-11-23T09:00:00Z') ?? 0 };
      assert.equal(formatDue(parseInstant(instant) ?? 0, show), short);
      assert.equal(spokenDue(parseInstant(instant) ?? 0, show), spoken);
    });
  }
});

function checkBack(instant: number, zone: string): void {
  const local = toLocal(instant, zone);
  const back = local === undefined ? undefined : toInstant(local, zone);
  assert.ok(local !== undefined && back !== undefined);
  if (back.instant === instant) return;
  // Only the second pass of an hour that the clock shows twice may come back earlier.
  assert.equal(back.clock, 'overlap');
  assert.ok(back.instant < instant && instant - back.instant <= 2 * hour);
  assert.deepEqual(toLocal(back.instant, zone), local);
}

function checkChange(change: number, zone: string): void {
  const [before, after] = [oracleOffset(change - 1000, zone), oracleOffset(change, zone)];
  const wall = toLocal(change + Math.min(before, after) - after, zone);
  assert.ok(wall !== undefined);
  if (after > before) {
    // The first wall time that is skipped: as many minutes into the gap move as far behind it.
    const skipped = toLocal(change - minute, zone);
    assert.ok(skipped !== undefined);
    const inGap = toInstant(addMinute(skipped), zone);
    assert.deepEqual(inGap, { instant: change, clock: 'gap' });
    return;
  }
  const twice = toLocal(change, zone);
  assert.ok(twice !== undefined);
  assert.deepEqual(toInstant(twice, zone), { instant: change - (before - after), clock: 'overlap' });
}

function addMinute<
  T extends {
    readonly year: number;
    readonly month: number;
    readonly day: number;
    readonly hour: number;
    readonly minute: number;
    readonly second: number;
  },
>(local: T): T {
  const next = new Date(Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute + 1));
  return {
    ...local,
    year: next.getUTCFullYear(),
    month: next.getUTCMonth() + 1,
    day: next.getUTCDate(),
    hour: next.getUTCHours(),
    minute: next.getUTCMinutes(),
    second: 0,
  };
}
