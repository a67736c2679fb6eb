/** Due times and freezes around every change of the clock, against what `Intl` says by itself. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { formatDue } from '../../../src/core/base/zone.ts';
import { assess } from '../../../src/core/engine.ts';
import { frozenUntil } from '../../../src/core/readiness/freezes.ts';
import { memoryPorts } from '../../support/memoryPorts.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const zones = [
  'Europe/Prague',
  'Europe/London',
  'Atlantic/Azores',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'America/Havana',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Jerusalem',
  'Asia/Kolkata',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Antarctica/Troll',
] as const;

/** Wall time as `Intl` writes it: `2026-03-29 02:30 Sun`. */
const walls = new Map<string, Intl.DateTimeFormat>(
  zones.map((zone) => [
    zone,
    new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    }),
  ]),
);
const wall = (at: number, zone: string): string => walls.get(zone)?.format(at) ?? '';

/** Wall time read as if it were UTC, minus the instant. */
const offset = (at: number, zone: string): number =>
  Date.parse(`${wall(at, zone).replace(' ', 'T')}:00Z`) - at;

interface Transition {
  readonly zone: string;
  readonly at: number;
}

/** Every change of the clock from 2026 to 2028, to the minute. */
function transitionsOf(zone: string): readonly Transition[] {
  const found: Transition[] = [];
  for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2029, 0, 1); at += day) {
    if (offset(at, zone) === offset(at + day, zone)) continue;
    let [low, high] = [at, at + day];
    while (high - low > minute) {
      const middle = low + Math.floor((high - low) / 2 / minute) * minute;
      if (offset(middle, zone) === offset(at, zone)) low = middle;
      else high = middle;
    }
    found.push({ zone, at: high });
  }
  return found;
}

/** The first instant that shows the wall time; for one that is skipped, what the old offset makes of it. */
function instantOf(text: string, { zone, at }: Transition): number {
  const [before, after] = [offset(at - minute, zone), offset(at, zone)];
  const asUtc = Date.parse(`${text.replace(' ', 'T')}:00Z`);
  const shown = [asUtc - before, asUtc - after].filter((one) => wall(one, zone) === text);
  return shown.length === 0 ? asUtc - before : Math.min(...shown);
}

/** The first minute whose date is a later one. */
function dayAfter(date: string, { zone, at }: Transition): number {
  let found = at - 2 * day;
  while (wall(found, zone).slice(0, 10) <= date) found += 15 * minute;
  return found;
}

interface Due {
  readonly line: string;
  readonly expected: number;
}

function duesAround(transition: Transition, start: number, finish: number): readonly Due[] {
  const { zone, at } = transition;
  const dated = [-180, -90, -60, -30, -15, 0, 15, 30, 60, 90, 180].flatMap((minutes) => {
    // Both clocks' names of the moment: the one may be skipped, the other shown twice.
    const texts = [offset(at - minute, zone), offset(at, zone)].map((shift) =>
      new Date(at + minutes * minute + shift).toISOString().slice(0, 16).replace('T', ' '),
    );
    return [...new Set(texts)].map((text) => ({
      line: `due ${text}`,
      expected: instantOf(text, transition),
    }));
  });
  const utc = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
  const dates = [-1, 0, 1].map((days) => wall(at + days * day, zone).slice(0, 10));
  return [
    ...dated,
    { line: `due ${utc} UTC`, expected: at },
    { line: `due ${utc}Z`, expected: at },
    ...dates.map((date) => ({ line: `due ${date}`, expected: dayAfter(date, transition) })),
    { line: 'due T-24h', expected: start - 24 * hour },
    { line: 'due T-30m', expected: start - 30 * minute },
    { line: 'due T-2 days', expected: start - 2 * day },
    { line: 'within 30m', expected: finish + 30 * minute },
    { line: 'within 24 hours', expected: finish + day },
  ];
}

const all = zones.map((zone) => ({ zone, transitions: transitionsOf(zone) }));

describe('due times around changes of the clock', () => {
  for (const { zone, transitions } of all) {
    it(`${zone}: ${transitions.length} changes from 2026 to 2028`, async () => {
      for (const transition of transitions) {
        const start = transition.at + 12 * hour;
        const finish = transition.at - 10 * minute;
        const dues = duesAround(transition, start, finish);
        const { readiness } = await assess(
          memoryPorts({
            files: {
              'releases/1.4.0/checklist.md': `# R\n\n## Testing\n\n${dues.map(({ line }, index) => `- [ ] Item ${index} — ${line}`).join('\n')}\n`,
              'releases/1.4.0/release.yml': [
                `planned_start: ${new Date(start).toISOString()}`,
                `deployments: [{ env: production, finished: ${new Date(finish).toISOString()} }]`,
              ].join('\n'),
              'releases/policy.yml': `timezone: ${zone}\n`,
            },
            now: transition.at - 3 * day,
          }),
        );
        const items = readiness.flatMap(({ sections }) => sections.flatMap((section) => section.items));
        assert.deepEqual(
          items.map(({ dueAt }, index) => `${dues[index]?.line}: ${new Date(dueAt ?? 0).toISOString()}`),
          dues.map(({ line, expected }) => `${line}: ${new Date(expected).toISOString()}`),
        );
        for (const { expected } of dues) {
          const shown = formatDue(expected, { zone, now: transition.at });
          assert.equal(shown.slice(-5), wall(expected, zone).slice(-5));
        }
      }
    });
  }

  it('covers more than fifty changes, both ways, also of half an hour and of two hours', () => {
    const changes = all.flatMap(({ zone, transitions }) =>
      transitions.map(({ at }) => (offset(at, zone) - offset(at - minute, zone)) / minute),
    );
    assert.ok(changes.length > 50, String(changes.length));
    for (const minutes of [60, -60, 30, -30, 120, -120])
      assert.ok(changes.includes(minutes), String(minutes));
  });
});

describe('weekly freezes around changes of the clock', () => {
  const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
  const minuteOfWeek = (at: number, zone: string): number => {
    const text = wall(at, zone);
    const weekday = new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDay();
    return weekday * 1440 + Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16));
  };
  const week = 7 * 1440;
  const at = (minutes: number): number => ((minutes % week) + week) % week;

  for (const { zone, transitions } of all) {
    it(zone, () => {
      for (const transition of transitions) {
        const around = minuteOfWeek(transition.at, zone);
        // One freeze that begins, one that ends and one that lies across the change.
        for (const [begin, end] of [
          [around - 90, around + 600],
          [around - 600, around + 45],
          [around - 600, around - 30],
          [around + 30, around + 90],
        ] as const) {
          const [from, to] = [at(begin), at(end)];
          const weekly = {
            fromDay: Math.floor(from / 1440),
            fromMinute: from % 1440,
            toDay: Math.floor(to / 1440),
            toMinute: to % 1440,
          };
          const frozen = (instant: number): boolean => at(minuteOfWeek(instant, zone) - from) < at(to - from);
          for (
            let instant = transition.at - 4 * hour;
            instant < transition.at + 4 * hour;
            instant += 15 * minute
          ) {
            const until = frozenUntil({ name: 'f', allow: [], weekly }, instant, zone);
            const where = `${weekdays[weekly.fromDay]} ${wall(instant, zone)} (${from}-${to})`;
            assert.equal(until !== undefined, frozen(instant), where);
            if (until === undefined) continue;
            let expected = instant;
            while (frozen(expected)) expected += 15 * minute;
            const gap = offset(transition.at, zone) - offset(transition.at - minute, zone);
            if (gap < 0 && minuteOfWeek(expected, zone) !== to) {
              // Its beginning is shown twice: the freeze goes on after the hour that is repeated.
              while (!frozen(expected)) expected += 15 * minute;
              while (frozen(expected)) expected += 15 * minute;
            }
            // An end that the clock skips is told as the clock before would show it, and is over when it is skipped.
            const skipped = minuteOfWeek(expected, zone) !== to;
            if (skipped) assert.ok(until >= expected && until - expected <= gap, where);
            else assert.equal(until, expected, where);
          }
        }
      }
    });
  }
});
