import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Dialect } from '../../../../src/core/breaking/manifest/ranges.ts';
import { contains } from '../../../../src/core/breaking/manifest/ranges.ts';

describe('contains', () => {
  /** Dialect, after, before, whether everything of before is still in after. */
  const cases: readonly (readonly [Dialect, string, string, boolean | undefined])[] = [
    ['npm', '*', '>=18', true],
    ['npm', '', '>=18', true],
    ['npm', '>=18', '*', false],
    ['npm', '>=18', '>=16', false],
    ['npm', '>=16', '>=18', true],
    ['npm', '>= 16.0.0', '>=16', true],
    ['npm', '16 || 18 || >=20', '^16 || ^18 || >=20', true],
    ['npm', '^17 || ^18', '^18.2.0', true],
    ['npm', '^18', '^17 || ^18', false],
    ['npm', '^7.2.1 || ^8.1.3', '^7.2.1 || ^8.0.2', false],
    ['npm', '1.x', '~1.4', true],
    ['npm', '~1.4', '1.x', false],
    ['npm', '^0.2.3', '0.2.5', true],
    ['npm', '^0.2.3', '0.3.0', false],
    ['npm', '^0.0.3', '0.0.4', false],
    ['npm', '1.2.3 - 2.3', '>=1.2.3 <2.4.0', true],
    ['npm', '>1.2.3', '>=1.2.4', true],
    ['npm', '<=2', '<3', true],
    ['npm', '<3', '<=2.9.9', true],
    ['npm', '>=1 <2 || >=2 <3', '>=1.5 <2.5', true],
    ['npm', '>=18.0.0-0', '>=18', true],
    ['npm', 'workspace:*', '^1', undefined],
    ['npm', 'latest', '^1', undefined],
    ['python', '>=3.8', '>=3.9,<4', true],
    ['python', '>=3.9', '>=3.8', false],
    ['python', '~=3.8', '>=3.8,<4.0', true],
    ['python', '>=3.8, !=3.9.*', '>=3.8', false],
    ['python', '==3.*', '>=3.7,<4', true],
    ['composer', '^7.4 || ^8.0', '^7.4', true],
    ['composer', '^8.1', '^7.4|^8.0', false],
    ['composer', '~7.4', '>=7.4 <8.0', true],
    ['ruby', '>= 2.5', '~> 2.6', true],
    ['ruby', '~> 2.6', '>= 2.6', false],
    ['ruby', '~> 2.6.1', '>= 2.6.1, < 2.7', true],
    ['floor', '1.65', '1.70', true],
    ['floor', '1.70', '1.65', false],
    ['floor', '17', '11', false],
  ];
  for (const [dialect, after, before, expected] of cases) {
    it(`${dialect}: "${after}" ${expected === undefined ? '?' : expected ? 'takes in' : 'does not take in'} "${before}"`, () => {
      assert.equal(contains(after, before, dialect), expected);
    });
  }
});
