import assert from 'node:assert/strict';
import { acceptedEntry, readAcceptedList } from '../../../src/core/breaking/acceptedList.ts';
import type { Change } from '../../../src/core/breaking/change.ts';
import { acceptancesIn, suppress, inlineAcceptances } from '../../../src/core/breaking/suppress.ts';
import type { Acceptance } from '../../../src/core/breaking/suppress.ts';
import { memoryComparison } from '../../support/memoryTrees.ts';

const change: Change = {
  rule: 'graphql/field-removed',
  detector: 'graphql',
  level: 'major',
  confidence: 'proven',
  subject: 'Query.a: "b"',
  args: { count: 1, type: 'Int' },
  base: { path: 'a.graphql', line: 3, column: 1 },
  head: { path: 'a.graphql', line: 5, column: 1 },
};

/** What is open, what is accepted and what is stale, in one line. */
function check(given: Change, acceptances: readonly Acceptance[], expected: string): void {
  const { changes, accepted, stale } = suppress([given], acceptances);
  assert.equal(
    [
      ...changes.map(() => 'open'),
      ...accepted.map(({ reason }) => `accepted ${reason}`),
      ...stale.map(({ why }) => why),
    ].join(', '),
    expected,
  );
}

describe('accepting a break in a comment', () => {
  const cases: readonly (readonly [text: string, expected: string])[] = [
    ['\n\n\n\na # release-readiness-allow graphql/field-removed: nobody asks', 'accepted nobody asks'],
    ['\n\n\n# release-readiness-allow graphql/field-removed: nobody asks', 'accepted nobody asks'],
    ['\n\n\n<!-- release-readiness-allow graphql/field-removed: nobody -->', 'accepted nobody'],
    ['\n\n\n/* release-readiness-allow graphql/field-removed: nobody */', 'accepted nobody'],
    ['# release-readiness-allow graphql/field-removed: too far away', 'open, gone'],
    ['\n\n\n\n\n# release-readiness-allow graphql/field-removed: below', 'open, gone'],
    ['\n\n\n# release-readiness-allow graphql/field-removed:', 'open, noReason'],
    ['\n\n\n# release-readiness-allow graphql/field-removed', 'open, noReason'],
    ['\n\n\n# release-readiness-allow graphql/other: nobody', 'open, gone'],
    ['\n\n\n# release-readiness-allow: everything', 'open'],
  ];
  for (const [text, expected] of cases) {
    it(JSON.stringify(text), () => check(change, acceptancesIn(text, 'a.graphql'), expected));
  }
});

describe('a page that shows such a comment', () => {
  it('accepts nothing', async () => {
    const text = '// release-readiness-allow graphql/field-removed: why\n';
    const { head } = memoryComparison({}, { 'docs/rules.md': text, 'src/a.graphql': text });
    const found = await inlineAcceptances(head, head.paths);
    assert.deepEqual(
      found.map(({ where }) => where.path),
      ['src/a.graphql'],
    );
  });
});

describe('accepting a break in the list', () => {
  const list = (entry: string) => `accepted:\n${entry}`;

  function checkList(given: Change, text: string, expected: string): void {
    check(given, readAcceptedList(text, 'releases/breaking-accepted.yml').acceptances, expected);
  }

  it('holds for what was written down', () =>
    checkList(change, list(acceptedEntry(change, 'nobody: "asks"')), 'accepted nobody: "asks"'));

  it('holds no longer when the change has grown', () =>
    checkList(
      { ...change, args: { count: 2, type: 'Int' } },
      list(acceptedEntry(change, 'nobody')),
      'open, grew',
    ));

  it('holds after the file has moved', () =>
    checkList(
      { ...change, head: { path: 'b.graphql', line: 1, column: 1 } },
      list(acceptedEntry(change, 'nobody')),
      'accepted nobody',
    ));

  it('does not hold for something else, and says so', () =>
    checkList({ ...change, subject: 'Query.b' }, list(acceptedEntry(change, 'nobody')), 'open, gone'));

  it('does not hold without a reason', () =>
    checkList(change, list(acceptedEntry(change, ' ')), 'open, noReason'));

  const broken: readonly (readonly [text: string, problems: number, entries: number])[] = [
    ['', 0, 0],
    ['accepted:', 0, 0],
    ['accepted: yes', 1, 0],
    ['[]', 1, 0],
    ['accepted:\n  - rule: a/b\n', 1, 0],
    ['accepted:\n  - text\n  - {rule: a/b, subject: c, reason: d}\n', 1, 1],
    ['accepted:\n  - &a {rule: a/b, subject: c}\n  - *a\n', 2, 1],
    ['accepted: [', 1, 0],
  ];
  for (const [text, problems, entries] of broken) {
    it(`reads what it can of ${JSON.stringify(text)}`, () => {
      const read = readAcceptedList(text, 'x.yml');
      assert.deepEqual(
        [read.problems.length > 0 ? 1 : 0, read.acceptances.length],
        [Math.min(problems, 1), entries],
      );
    });
  }
});
