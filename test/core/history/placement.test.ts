import assert from 'node:assert/strict';
import fc from 'fast-check';
import { foldPullRequests } from '../../../src/core/history/fold.ts';
import { countPlacements, placementsOf } from '../../../src/core/history/placement.ts';
import { readCommit } from '../../../src/core/history/readCommit.ts';
import { loggedCommit } from '../../support/loggedCommit.ts';

/** `id parents message`, newest first; ids are one letter, repeated. */
type Line = readonly [id: string, parents: string, message: string];

function read(lines: readonly Line[]) {
  return lines.map(([id, parents, message]) =>
    readCommit(
      loggedCommit(message, {
        id: id.repeat(40),
        parents: parents.split('').map((parent) => parent.repeat(40)),
      }),
    ),
  );
}

function check(lines: readonly Line[], expected: Readonly<Record<string, string>>): void {
  const { readings, folded } = foldPullRequests(read(lines));
  const placements = placementsOf(readings, { folded });
  const found = [...placements].map(([id, placement]) => [
    id[0],
    placement.outcome === 'placed'
      ? placement.section
      : placement.outcome === 'hidden'
        ? `-${placement.rule}`
        : `?${placement.why}`,
  ]);
  assert.deepEqual(Object.fromEntries(found), expected);
  const { placed, hidden, toPlace } = countPlacements(placements.values());
  assert.equal(placed + hidden + toPlace, lines.length);
}

const taken = (id: string) => `This reverts commit ${id.repeat(40)}.`;

describe('reverts of a range', () => {
  it('leave with what they take back', () =>
    check(
      [
        ['c', 'b', `Revert "feat: lists"\n\n${taken('b')}`],
        ['b', 'a', 'feat: lists'],
        ['a', '0', 'fix: crash'],
      ],
      { c: '-reverts', b: '-reverted', a: 'fixes' },
    ));

  it('stay when the target is older', () =>
    check([['c', 'b', `Revert "feat: lists"\n\n${taken('9')}`]], { c: 'fixes' }));

  it('give back what a second revert brings again', () =>
    check(
      [
        ['d', 'c', `Reapply "feat: lists"\n\n${taken('c')}`],
        ['c', 'b', `Revert "feat: lists"\n\n${taken('b')}`],
        ['b', 'a', 'feat: lists'],
      ],
      { d: '-reverts', c: '-reverted', b: 'features' },
    ));

  it('pair by subject where no object is named', () =>
    check(
      [
        ['c', 'b', 'Revert "feat: lists (#7)" (#9)'],
        ['b', 'a', 'feat: lists (#7)'],
      ],
      { c: '-reverts', b: '-reverted' },
    ));

  it('pair by pull request', () =>
    check(
      [
        ['c', 'b', 'Revert "Lists" (#9)\n\nReverts octo/app#7'],
        ['b', 'a', 'Allow lists (#7)'],
      ],
      { c: '-reverts', b: '-reverted' },
    ));

  it('stay when one of several targets is older', () =>
    check(
      [
        ['c', 'b', `Revert two things\n\nThis reverts commits ${'b'.repeat(40)} and ${'9'.repeat(40)}.`],
        ['b', 'a', 'feat: lists'],
      ],
      { c: 'fixes', b: '-reverted' },
    ));

  it('do not pair with a newer commit of the same subject', () =>
    check(
      [
        ['c', 'b', 'feat: lists'],
        ['b', 'a', 'Revert "feat: lists"'],
      ],
      { c: 'features', b: 'fixes' },
    ));
});

describe('pull requests of a range', () => {
  it('stand for their commits where people work by pull request', () =>
    check(
      [
        ['d', 'ac', 'Merge pull request #7 from ana/lists\n\nfeat: lists'],
        ['c', 'b', 'wip'],
        ['b', 'a', 'fix: typo'],
      ],
      { d: 'features', c: '-folded', b: '-folded' },
    ));

  it('say what their commits say when their title says nothing', () =>
    check(
      [
        ['d', 'ac', 'Merge pull request #7 from ana/lists\n\nLists'],
        ['c', 'a', 'feat: lists'],
      ],
      { d: 'features', c: '-folded' },
    ));

  it('do not hide a break in one of their commits', () => {
    const { readings } = foldPullRequests(
      read([
        ['d', 'ac', 'Merge pull request #7 from ana/lists\n\nfeat: lists'],
        ['c', 'a', 'feat!: only lists'],
      ]),
    );
    assert.equal(readings[0]?.entries[0]?.breaking?.text, 'only lists');
  });

  it('give way to their commits elsewhere', () =>
    check(
      [
        ['f', 'e', 'fix: one'],
        ['e', 'd', 'fix: two'],
        ['d', 'ac', 'Merge pull request #7 from ana/lists\n\nLists'],
        ['c', 'a', 'feat: lists'],
        ['a', '0', 'fix: three'],
      ],
      { f: 'fixes', e: 'fixes', d: '-folded', c: 'features', a: 'fixes' },
    ));
});

describe('the three numbers', () => {
  it('add up, whatever the commits say', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'feat: a',
            'Revert "feat: a"',
            'b',
            'chore: c',
            'Reapply "feat: a"',
            '',
            `Revert "x"\n\n${taken('1')}`,
          ),
          {
            maxLength: 16,
          },
        ),
        (messages) => {
          const readings = messages.map((message, index) =>
            readCommit(loggedCommit(message, { id: index.toString(16).repeat(40) })),
          );
          const { placed, hidden, toPlace } = countPlacements(placementsOf(readings).values());
          assert.equal(placed + hidden + toPlace, messages.length);
        },
      ),
    ));
});
