import assert from 'node:assert/strict';
import { nearest } from '../../src/core/base/nearest.ts';
import { exitCodeOf } from '../../src/cli/exitCodes.ts';
import { styleFor } from '../../src/cli/output.ts';

describe('colours', () => {
  function check(isTerminal: boolean, environment: Readonly<Record<string, string>>, expected: string): void {
    assert.equal(styleFor({ isTerminal, environment }).bad('x'), expected);
  }

  const cases: readonly (readonly [boolean, Readonly<Record<string, string>>, string])[] = [
    [true, {}, '\u001b[31mx\u001b[0m'],
    [true, { NO_COLOR: '' }, '\u001b[31mx\u001b[0m'],
    [true, { NO_COLOR: '1' }, 'x'],
    [true, { TERM: 'dumb' }, 'x'],
    [false, {}, 'x'],
  ];
  for (const [isTerminal, environment, expected] of cases) {
    it(`${isTerminal ? 'terminal' : 'pipe'} ${JSON.stringify(environment)}`, () =>
      check(isTerminal, environment, expected));
  }
});

describe('exit status', () => {
  const cases = [
    ['go', 0, 0],
    ['noGo', 1, 1],
    ['unknown', 3, 3],
    ['conditionalGo', 4, 0],
  ] as const;
  for (const [verdict, expected, allowed] of cases) {
    it(verdict, () => {
      assert.equal(exitCodeOf(verdict, { allowConditional: false }), expected);
      assert.equal(exitCodeOf(verdict, { allowConditional: true }), allowed);
    });
  }
});

describe('the nearest name', () => {
  function check(typed: string, expected: string | undefined): void {
    assert.equal(nearest(typed, ['check', 'items', 'tick', 'untick', 'assign']), expected);
  }

  const cases: readonly (readonly [string, string | undefined])[] = [
    ['chekc', 'check'],
    ['ceck', 'check'],
    ['tikc', 'tick'],
    ['it', 'items'],
    ['unti', 'untick'],
    ['asssign', 'assign'],
    ['deploy', undefined],
    ['', undefined],
  ];
  for (const [typed, expected] of cases) {
    it(typed === '' ? 'of nothing' : typed, () => check(typed, expected));
  }
});
