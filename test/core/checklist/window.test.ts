import assert from 'node:assert/strict';
import { isCalendarDay, parseDue, parseWindow, type Window } from '../../../src/core/checklist/window.ts';

const hour = 3_600_000;

/** `anchor from..to` in hours, `anchor #24` without a unit. */
function show(window: Window | undefined): string {
  if (window === undefined) {
    return 'none';
  }
  const { anchor, from, to, withoutUnit } = window;
  const at = (offset: number | undefined) => (offset === undefined ? '' : String(offset / hour));
  return withoutUnit === undefined ? `${anchor} ${at(from)}..${at(to)}` : `${anchor} #${withoutUnit}`;
}

describe('windows of headings', () => {
  function check(heading: string, expected: string): void {
    assert.equal(show(parseWindow(heading)), expected);
  }
  const cases: readonly (readonly [heading: string, expected: string])[] = [
    ['Pre-Deployment (T-minus 24 hours)', 'start ..-24'],
    ['Pre-Deployment (T-minus 1 hour)', 'start ..-1'],
    ['T-24h', 'start ..-24'],
    ['T - 30m', 'start ..-0.5'],
    ['T−2 weeks: freeze', 'start ..-336'],
    ['Deployment (T-0)', 'start ..0'],
    ['Post-Deployment (T+5 minutes)', 'start ..0.08333333333333333'],
    ['T-24h to T-1h', 'start -24..-1'],
    ['T-24', 'start #-24'],
    ['T+3', 'start #3'],
    ['Six weeks before', 'start ..-1008'],
    ['Pre-Release (1 week before)', 'start ..-168'],
    ['Two Weeks Prior To Release', 'start ..-336'],
    ['1-1½ weeks prior to release', 'start -252..-168'],
    ['Within 2 days before release', 'start -48..0'],
    ['5 business days before', 'start ..-120'],
    ['Post-Deployment Verification (Within 30 minutes)', 'finish 0..0.5'],
    ['Post-Deployment Monitoring (24-48 hours)', 'finish 24..48'],
    ['Monitoring (first 48 hours)', 'finish 0..48'],
    ['Post-Release (1 week)', 'finish 0..168'],
    ['Pre-Release (1 week)', 'start ..-168'],
    ['24 hours after release', 'finish ..24'],
    ['Within 1 hour of rollback', 'rollback 0..1'],
    ['Within 48 hours of the incident', 'declared 0..48'],
    ['Within 24 hours of restoration', 'restored 0..24'],
    ['2 Wochen vor dem Release', 'start ..-336'],
    ['Innerhalb von 30 Minuten', 'finish 0..0.5'],
    ['2 heures avant la mise en production', 'start ..-2'],
    ['3 días antes', 'start ..-72'],
    ['За 2 дня до релиза', 'start ..-48'],
    ['发布前24小时', 'start ..-24'],
    ['リリース後30分以内', 'finish 0..0.5'],
    ['Daily Stand-up (15 minutes)', 'none'],
    ['Weekly Sync (30-45 minutes)', 'none'],
    ['Release 1.4.0', 'none'],
    ['Two-week sprint', 'none'],
    ['Day 2 operations', 'none'],
    ['Release day', 'none'],
    ['PORT-24 is open', 'none'],
  ];
  for (const [heading, expected] of cases) {
    it(heading, () => check(heading, expected));
  }
});

describe('due notes', () => {
  function check(note: string, expected: string): void {
    const due = parseDue(note);
    const shown =
      due === undefined
        ? 'none'
        : due.kind === 'unreadable'
          ? 'unreadable'
          : due.kind === 'window'
            ? show(due.window)
            : [due.date, due.time, due.zone].filter((part) => part !== undefined).join(' ');
    assert.equal(shown, expected);
  }
  const cases: readonly (readonly [note: string, expected: string])[] = [
    ['due T-48h', 'start ..-48'],
    ['due T-24', 'start #-24'],
    ['due 2 days before release', 'start ..-48'],
    ['due 1 h after deployment', 'finish ..1'],
    ['within 30m', 'finish 0..0.5'],
    ['due 2026-11-30', '2026-11-30'],
    ['due 2026-11-30 14:00 UTC', '2026-11-30 14:00 UTC'],
    ['due: 2026-11-30T14:00Z', '2026-11-30 14:00 Z'],
    ['due 2026-11-30 9:00 Europe/Prague', '2026-11-30 09:00 Europe/Prague'],
    ['due 2026-11-30 14:00 +02:00', '2026-11-30 14:00 +02:00'],
    ['due by 2026-11-30', '2026-11-30'],
    ['due 2026-02-30', 'unreadable'],
    ['due 2026-13-01', 'unreadable'],
    ['due 2026-11-30 25:00', 'unreadable'],
    ['due 2026-11-30 12:60', 'unreadable'],
    ['due Friday', 'unreadable'],
    ['due', 'unreadable'],
    ['due T-48h 3', 'unreadable'],
    ['duel at dawn', 'none'],
    ['@ana', 'none'],
  ];
  for (const [note, expected] of cases) {
    it(note, () => check(note, expected));
  }
});

describe('days of the calendar', () => {
  const cases: readonly (readonly [year: number, month: number, day: number, expected: boolean])[] = [
    [2026, 2, 28, true],
    [2026, 2, 29, false],
    [2028, 2, 29, true],
    [2100, 2, 29, false],
    [2000, 2, 29, true],
    [2026, 4, 31, false],
    [2026, 0, 1, false],
    [2026, 12, 31, true],
  ];
  for (const [year, month, day, expected] of cases) {
    it(`${year}-${month}-${day}`, () => assert.equal(isCalendarDay(year, month, day), expected));
  }
});
