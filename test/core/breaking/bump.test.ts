import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareVersions, formatVersion, parseVersion } from '../../../src/core/base/semver.ts';
import type { Version } from '../../../src/core/base/semver.ts';
import { allows, bumps, leastVersion } from '../../../src/core/breaking/bump.ts';
import type { Bump } from '../../../src/core/breaking/bump.ts';

function version(text: string): Version {
  const parsed = parseVersion(text);
  assert.ok(parsed, text);
  return parsed;
}

describe('versions', () => {
  it('are in the order of the standard', () => {
    const ordered = [
      '0.9.0',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.1',
      '1.9.0',
      '1.10.0',
      '2.0.0',
    ];
    const shuffled = ordered.toReversed().map(version).toSorted(compareVersions).map(formatVersion);
    assert.deepEqual(shuffled, ordered);
  });

  for (const text of [
    '1',
    '1.0',
    'v1.0.0',
    '01.0.0',
    '1.0.0-',
    '1.0.0-01',
    '1.0.0 ',
    '',
    '1.0.0-a..b',
    '1.0.0.0',
  ]) {
    it(`are not ${JSON.stringify(text)}`, () => assert.equal(parseVersion(text), undefined));
  }
});

describe('the least version', () => {
  function check(last: string, bump: Bump, expected: string | undefined): void {
    assert.equal(leastVersion(version(last), bump), expected);
  }

  const cases: readonly (readonly [last: string, bump: Bump, expected: string | undefined])[] = [
    ['1.2.3', 'none', undefined],
    ['1.2.3', 'patch', '1.2.4'],
    ['1.2.3', 'minor', '1.3.0'],
    ['1.2.3', 'major', '2.0.0'],
    ['0.2.3', 'major', '0.3.0'],
    ['0.2.3', 'minor', '0.2.4'],
    ['0.0.3', 'major', '0.0.4'],
    ['2.0.0-rc.1', 'major', '2.0.0'],
    ['2.0.0-rc.1', 'patch', '2.0.0'],
    ['2.1.0-rc.1', 'major', '3.0.0'],
  ];
  for (const [last, bump, expected] of cases) {
    it(`after ${last} for ${bump} is ${expected}`, () => check(last, bump, expected));
  }

  it('can be strict below 1.0.0', () =>
    assert.equal(leastVersion(version('0.2.3'), 'major', { zero: 'strict' }), '1.0.0'));

  it('is allowed, and nothing lower is', () => {
    const number = fc.nat(30);
    fc.assert(
      fc.property(
        fc.tuple(number, number, number),
        fc.constantFrom(...bumps),
        ([major, minor, patch], bump) => {
          const last = { major, minor, patch, prerelease: [] };
          const least = leastVersion(last, bump);
          assert.equal(allows(least === undefined ? last : version(least), last, bump), true);
          assert.equal(allows(last, last, bump), bump === 'none');
        },
      ),
    );
  });
});
