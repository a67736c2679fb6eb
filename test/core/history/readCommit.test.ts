import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CommitReading, Entry, Placement } from '../../../src/core/history/model.ts';
import { placementOf } from '../../../src/core/history/placement.ts';
import { readCommit } from '../../../src/core/history/readCommit.ts';
import { loggedCommit } from '../../support/loggedCommit.ts';
import { hardMessages } from './hardMessages.ts';

function shownEntry({ type, scopes, description, breaking, confidence }: Entry): string {
  const scope = scopes.length === 0 ? '' : `(${scopes.join('+')})`;
  const mark = breaking === undefined ? '' : breaking.certainty === 'certain' ? '!' : '!?';
  const sure = type !== undefined && confidence === 'low' ? '?' : '';
  const head = `${type ?? ''}${sure}${scope}${mark}`;
  return head === '' ? description : `${head} ${description}`;
}

function shownPlace(placement: Placement): string {
  switch (placement.outcome) {
    case 'placed':
      return placement.section;
    case 'hidden':
      return `-${placement.rule}`;
    case 'toPlace':
      return `?${placement.why}`;
  }
}

function shown(reading: CommitReading): string {
  return `${reading.kind} ${reading.entries.map(shownEntry).join('; ')} > ${shownPlace(placementOf(reading))}`;
}

describe('hard messages', () => {
  for (const [message, expected] of hardMessages) {
    it(JSON.stringify(message), () => assert.equal(shown(readCommit(loggedCommit(message))), expected));
  }
});

describe('what a body says', () => {
  interface Expected {
    readonly breaking?: string;
    readonly footers?: readonly string[];
    readonly marks?: Readonly<Record<string, readonly string[]>>;
    readonly references?: readonly string[];
    readonly coAuthors?: readonly string[];
    readonly reverts?: readonly string[];
  }

  function check(message: string, expected: Expected): void {
    const reading = readCommit(loggedCommit(message));
    const { entries, footers, marks, references, coAuthors, reverts } = reading;
    const found: Expected = {
      ...(entries[0]?.breaking === undefined ? {} : { breaking: entries[0].breaking.text }),
      footers: footers.map(({ token, value }) => `${token}=${value}`),
      marks,
      references: references.map(
        ({ kind, id, repository, own }) => `${kind} ${repository ?? ''}${id}${own ? ' own' : ''}`,
      ),
      coAuthors: coAuthors.map(({ name, email }) => `${name} <${email}>`),
      reverts,
    };
    for (const [key, value] of Object.entries(expected)) {
      assert.deepEqual(found[key as keyof Expected], value, key);
    }
  }

  const cases: readonly (readonly [name: string, message: string, expected: Expected])[] = [
    [
      'a note ends at the next trailer',
      'feat: more\n\nBREAKING CHANGE: less\nof it\nCo-authored-by: Ben <ben@example.com>',
      { breaking: 'less\nof it', coAuthors: ['Ben <ben@example.com>'] },
    ],
    [
      'a note ends at the next header of a squash',
      'feat: lists (#7)\n\n* feat: one\n\nBREAKING CHANGE: less\n* fix: two',
      { breaking: 'less' },
    ],
    [
      'the text of a note goes before the subject',
      'feat!: more\n\nBREAKING CHANGE: the long story',
      { breaking: 'the long story' },
    ],
    [
      'several notes are joined',
      'feat: more\n\nBREAKING CHANGE: one\n\nBREAKING CHANGE: two',
      { breaking: 'one\ntwo' },
    ],
    [
      'trailers continue on indented lines',
      'fix: x\n\nReviewed-by: Ana\nNote: first\n  second\nRefs #3',
      { footers: ['Reviewed-by=Ana', 'Note=first\nsecond', 'Refs=3'] },
    ],
    ['prose with a colon is no trailer', 'fix: x\n\nNote: this is prose\nthat goes on', { footers: [] }],
    [
      'marks',
      'feat: x\n\nDEPRECATED: old(), use now()\nMIGRATION: call now()\nKNOWN ISSUE: slow on Windows\nRelease-As: 2.0.0',
      {
        marks: {
          deprecated: ['old(), use now()'],
          migration: ['call now()'],
          'known-issue': ['slow on Windows'],
          'release-as': ['2.0.0'],
        },
      },
    ],
    [
      'a release-note fence',
      'feat: x\n\n```release-note\nLists are allowed.\n```',
      { marks: { 'release-note': ['Lists are allowed.'] } },
    ],
    [
      'references, but none in code and none that only look like one',
      'fix: x (#12)\n\nSee #3, octo/app#4, GH-5, !6, APP-7 and `#8`; UTF-8, &#39; and C#9 are none.',
      {
        references: ['pull 12 own', 'issue 3', 'issue octo/app4', 'issue 5', 'merge-request 6', 'key APP-7'],
      },
    ],
    [
      'a merge request',
      "Merge branch 'x' into 'main'\n\nfix: x\n\nSee merge request g/app!9",
      { references: ['merge-request 9 own'] },
    ],
    [
      'several commits taken back',
      'Revert two things\n\nThis reverts commits 1111111 and\n2222222.',
      { reverts: ['1111111', '2222222'] },
    ],
    [
      'a merge taken back names what is reversed, which is not taken back by name',
      'Revert "Merge branch \'x\'"\n\nThis reverts commit 1111111, reversing\nchanges made to 2222222.',
      { reverts: ['1111111'] },
    ],
    [
      'line ends of Windows',
      'fix: x\r\n\r\nBREAKING CHANGE: less\r\nRefs: #1\r\n',
      { breaking: 'less', footers: ['BREAKING CHANGE=less', 'Refs=#1'] },
    ],
  ];
  for (const [name, message, expected] of cases) {
    it(name, () => check(message, expected));
  }
});

describe('any message', () => {
  const words = fc.constantFrom(
    'feat',
    'fix',
    '!',
    '(',
    ')',
    ':',
    ' ',
    '\n',
    '\n\n',
    '* ',
    'BREAKING CHANGE',
    'Revert "',
    '"',
    '#1',
    '```',
    '`',
    '🐛',
    '[',
    ']',
    'ABC-1',
    '\0',
    '：',
    'none',
  );
  const messages = fc
    .array(fc.oneof(words, fc.string({ maxLength: 8 })), { maxLength: 30 })
    .map((parts) => parts.join(''));

  it('has an entry and a place, and its text is not changed', () =>
    fc.assert(
      fc.property(messages, (message) => {
        const reading = readCommit(loggedCommit(message));
        assert.ok(reading.entries.length > 0);
        assert.ok(['placed', 'hidden', 'toPlace'].includes(placementOf(reading).outcome));
        assert.equal(reading.commit.message, message);
      }),
    ));
});

/** Titles in the usual spelling are read by a shorter way; a trailer behind them takes the longer one. */
describe('the shorter way', () => {
  const titles = [
    'feat: allow lists',
    'feat(api)!: drop the old entry (#7)',
    'fix: close it, see #4 (!9)',
    'chore(deps): bump left from 1.0.0 to 2.0.0',
    'chore(release): 1.2.3',
    'ABC-1: fix: a key in front',
    'Merge pull request #12 from someone/ABC-3\n\nfix(core): keep the order (#12)',
    'Merge pull request #12 from someone/topic\n\nfix: keep the order\n\nIt was asked for in #3.',
    'docs: say it\n\nOne line.\n* a list of one\n# no heading of ours',
  ];
  for (const message of titles) {
    it(JSON.stringify(message), () => {
      const { footers: none, commit: own, ...shorter } = readCommit(loggedCommit(message));
      const { footers, commit, ...longer } = readCommit(loggedCommit(`${message}\n\nReviewed-by: Ana`));
      assert.deepEqual({ ...shorter, none }, { ...longer, none: [] });
      assert.equal(footers.length, 1);
      assert.notEqual(own.message, commit.message);
    });
  }
});
