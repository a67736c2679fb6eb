import assert from 'node:assert/strict';
import type { Change } from '../../../src/core/breaking/change.ts';
import { joinCommits } from '../../../src/core/breaking/commits/join.ts';
import { messageOf, readText } from '../../../src/core/breaking/commits/message.ts';

describe('what a message declares', () => {
  function check(message: string, expected: string | undefined): void {
    const reading = messageOf(readText({ commit: '0'.repeat(40), message, paths: [] }));
    assert.equal(reading.breaking, expected, JSON.stringify(message));
  }

  const cases: readonly (readonly [message: string, expected: string | undefined])[] = [
    ['feat: more', undefined],
    ['feat!: less', 'less'],
    ['feat(api)!: less', 'less'],
    ['Feat(api)!: less', 'less'],
    ['feat !: less', 'less'],
    ['feat!:less', 'less'],
    ['feat: more\n\nBREAKING CHANGE: none', undefined],
    ['Revert "feat!: less"\n\nThis reverts commit 1234567.', undefined],
    ['feat: more\n\nBREAKING CHANGE: less', 'less'],
    ['feat: more\n\nBREAKING-CHANGE: less', 'less'],
    ['feat: more\n\nBREAKING CHANGES: less', 'less'],
    ['feat: more\n\nBREAKING CHANGE #less', 'less'],
    ['feat!: short\n\nBREAKING CHANGE: the long story', 'the long story'],
    ['feat: more\n\nBREAKING CHANGE: two\nlines\n\nand a paragraph', 'two lines'],
    ['feat: more\n\nBREAKING CHANGE:\n\nbelow the heading\n\nand more', 'below the heading'],
    ['feat: more\r\n\r\nBREAKING CHANGE: less\r\nRefs: #1', 'less'],
    ['feat: more\n\nbreaking change: of a habit', undefined],
    ['feat: more\n\nThis is no BREAKING CHANGE: really', undefined],
    ['Drop it\n\nBREAKING CHANGE: less', 'less'],
    ['docs: say what BREAKING CHANGE: means', undefined],
    ['feat: more\n\n\0BREAKING CHANGE: hidden\n\0\nBREAKING CHANGE: found', 'found'],
    ['', undefined],
    ['\n\n', undefined],
    ['!: less', undefined],
  ];
  for (const [message, expected] of cases) {
    it(JSON.stringify(message), () => check(message, expected));
  }
});

describe('declared and seen', () => {
  const seen: Change = {
    rule: 'x/gone',
    detector: 'x',
    level: 'major',
    confidence: 'proven',
    subject: 'Client.connect',
    args: {},
    base: { path: 'src/client.ts', line: 3, column: 1 },
  };

  function check(
    changes: readonly Change[],
    commits: readonly (readonly [message: string, paths: readonly string[]])[],
    expected: { readonly changes: readonly string[]; readonly undeclared: number },
  ): void {
    const joined = joinCommits(
      changes,
      commits.map(([message, paths], index) => ({ commit: String(index).repeat(40), message, paths })),
    );
    assert.deepEqual(
      {
        changes: joined.changes.map(
          ({ rule, subject, commit }) => `${rule} ${subject} ${commit?.[0] ?? '-'}`,
        ),
        undeclared: joined.undeclared.length,
      },
      expected,
    );
  }

  it('by the file that the commit touched', () =>
    check([seen], [['feat!: less', ['src/client.ts']]], {
      changes: ['x/gone Client.connect 0'],
      undeclared: 0,
    }));

  it('by the name in the message', () =>
    check([seen], [['feat!: remove connect', []]], { changes: ['x/gone Client.connect 0'], undeclared: 0 }));

  it('declared, but seen by nobody', () =>
    check([], [['feat!: other defaults', ['src/a.ts']]], {
      changes: ['commits/declared-break other defaults 0'],
      undeclared: 0,
    }));

  it('seen, but not declared', () =>
    check([seen], [['feat: faster', ['src/client.ts']]], {
      changes: ['x/gone Client.connect -'],
      undeclared: 1,
    }));

  it('seen, but not declared: by the one commit that touched the file, where it is one', () => {
    const by = (...paths: readonly (readonly string[])[]) =>
      joinCommits(
        [seen],
        paths.map((touched, index) => ({
          commit: String(index).repeat(40),
          message: 'feat: faster',
          paths: touched,
        })),
      ).undeclared.map((one) => one.by?.[0] ?? '-');
    assert.deepEqual(by([], ['src/client.ts']), ['1']);
    assert.deepEqual(by(['src/client.ts'], ['src/client.ts']), ['-']);
    assert.deepEqual(by(['src/other.ts']), ['-']);
  });

  it('asks nothing of messages that follow no convention', () =>
    check([seen], [['Faster', ['src/client.ts']]], { changes: ['x/gone Client.connect -'], undeclared: 0 }));

  it('forgets a break that was taken back, unless that was taken back too', () => {
    const declared = ['feat!: less', []] as const;
    const revert = (commit: string) =>
      [`revert: less\n\nThis reverts commit ${commit.repeat(40)}.`, []] as const;
    check([], [revert('1'), declared], { changes: [], undeclared: 0 });
    check([], [revert('1'), revert('2'), declared], {
      changes: ['commits/declared-break less 2'],
      undeclared: 0,
    });
  });
});
