import assert from 'node:assert/strict';
import { changedFiles } from '../../../src/core/breaking/pairFiles.ts';

describe('files that differ', () => {
  /** Each side as `path=content`, each result as `base>head`. */
  function check(base: string, head: string, expected: string): void {
    const entries = (side: string) =>
      side
        .split(' ')
        .filter((entry) => entry !== '')
        .map((entry) => ({ path: entry.split('=')[0] ?? '', id: entry.split('=')[1] ?? '' }));
    const changed = changedFiles(entries(base), entries(head));
    assert.equal(changed.map((file) => `${file.base ?? ''}>${file.head ?? ''}`).join(' '), expected);
  }

  const cases: readonly (readonly [base: string, head: string, expected: string])[] = [
    ['', '', ''],
    ['a=1', 'a=1', ''],
    ['a=1', 'a=2', 'a>a'],
    ['b=1 a=1', 'a=2 b=2', 'a>a b>b'],
    ['a=1', '', 'a>'],
    ['', 'a=1', '>a'],
    ['a=1', 'b=1', 'a>b'],
    ['a=1', 'b=2', 'a> >b'],
    ['x/a=1 x/b=1', 'y/b=1 y/a=1', 'x/a>y/a x/b>y/b'],
    ['a=1 b=1', 'c=1', 'b> a>c'],
    ['a=1', 'a=1 b=1', '>b'],
  ];
  for (const [base, head, expected] of cases) {
    it(`${base} and ${head}`, () => check(base, head, expected));
  }
});
