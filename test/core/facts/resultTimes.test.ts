import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatInstant } from '../../../src/core/base/instant.ts';
import { resultTime } from '../../../src/core/facts/resultTimes.ts';

function check(text: string, expected: string): void {
  const time = resultTime(text);
  assert.equal(time === undefined ? 'none' : formatInstant(time), expected);
}

describe('the time of results', () => {
  for (const [name, text, expected] of [
    ['JUnit', '<testsuites><testsuite name="a" timestamp="2026-11-20T10:00:00Z">', '2026-11-20T10:00:00Z'],
    ['JUnit without a zone', '<testsuite timestamp="2026-11-20T10:00:00">', '2026-11-20T10:00:00Z'],
    [
      'JUnit with a zone',
      "<testsuite timestamp='2026-11-20T10:00:00.1234+02:00'>",
      '2026-11-20T08:00:00.123Z',
    ],
    ['west of UTC', '<testsuite timestamp="2026-11-20T10:00:00-0130">', '2026-11-20T11:30:00Z'],
    [
      'the latest suite',
      '<testsuite timestamp="2026-11-20T10:00:00Z"/><testsuite timestamp="2026-11-19T10:00:00Z"/>',
      '2026-11-20T10:00:00Z',
    ],
    ['Cobertura, milliseconds', '<coverage line-rate="1" timestamp="1764583200000">', '2025-12-01T10:00:00Z'],
    ['Clover, seconds', '<coverage generated="1764583200">', '2025-12-01T10:00:00Z'],
    [
      'SARIF',
      '{"runs":[{"invocations":[{"startTimeUtc":"2026-11-20T10:00:00Z","endTimeUtc":"2026-11-20T10:05:00Z"}]}]}',
      '2026-11-20T10:05:00Z',
    ],
    ['Jest', '{"numTotalTests":1,"startTime": 1764583200000}', '2025-12-01T10:00:00Z'],
    ['no time', '<testsuite name="timestamp">', 'none'],
    ['a day that is none', '<testsuite timestamp="2026-02-30T10:00:00Z">', 'none'],
    ['a time of a test case', '<testcase timestamp="2026-11-20T10:00:00Z"/>', 'none'],
    ['another time in JSON', '{"closedTime":"2026-11-20T10:00:00Z"}', 'none'],
    ['lcov', 'SF:a.ts\nend_of_record\n', 'none'],
  ] as const) {
    it(name, () => check(text, expected));
  }

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        resultTime(`<testsuite timestamp="${text}">`);
        resultTime(`{"startTime":${text}`);
      }),
    );
  });
});
