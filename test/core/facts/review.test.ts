import assert from 'node:assert/strict';
import { readCommit } from '../../../src/core/history/readCommit.ts';
import type { Person } from '../../../src/core/history/model.ts';
import { readCodeowners } from '../../../src/core/facts/codeowners.ts';
import { reviewFacts } from '../../../src/core/facts/review.ts';
import type { ReviewedCommit, ReviewFacts } from '../../../src/core/facts/review.ts';

const author: Person = { name: 'Ann Author', email: '7+ann@users.noreply.github.com' };

function commit(trailers: string, paths: readonly string[] = ['src/a.ts'], parents = ['p']): ReviewedCommit {
  const message = trailers.startsWith('!')
    ? trailers.slice(1)
    : `Add a thing\n\nWhy it is there.\n\n${trailers}\n`;
  return readCommit({
    id: 'c',
    parents,
    author,
    committer: author,
    authored: 0,
    committed: 0,
    message,
    paths,
  });
}

describe('trailers of review', () => {
  const cases: readonly (readonly [name: string, trailers: string, counts: boolean])[] = [
    ['Reviewed-by', 'Reviewed-by: Rita <rita@example.com>', true],
    ['Approved-by', 'Approved-by: Rita <rita@example.com>', true],
    ['Acked-by, in small letters', 'acked-by: Rita <rita@example.com>', true],
    ['a login', 'Reviewed-by: @rita', true],
    ['a name alone', 'Reviewed-by: Rita', true],
    ['among other trailers', 'Change-Id: I1\nReviewed-by: Rita <rita@example.com>\nRefs: #4', true],
    ['lines of CRLF', '!Add\r\n\r\nReviewed-by: Rita <rita@example.com>\r\n', true],
    ['a note in brackets', '[rita: spelling]\nReviewed-by: Rita <rita@example.com>', true],
    ['none', 'Reviewed-by: none', false],
    ['a placeholder', 'Reviewed-by: TBD', false],
    ['no name', 'Reviewed-by: -', false],
    ['the author by name', 'Reviewed-by: ann author <other@example.com>', false],
    ['the author by address', 'Reviewed-by: A. <7+Ann@users.noreply.github.com>', false],
    ['the author by login', 'Reviewed-by: @ann', false],
    [
      'who wrote it too',
      'Co-authored-by: Rita <rita@example.com>\nReviewed-by: Rita <rita@example.com>',
      false,
    ],
    ['a bot', 'Approved-by: helper[bot] <1+helper[bot]@users.noreply.github.com>', false],
    ['another bot', 'Reviewed-by: renovate <bot@renovateapp.com>', false],
    ['tests are no review', 'Tested-by: Rita <rita@example.com>', false],
    ['in the middle of a message', 'Reviewed-by: Rita <rita@example.com>\n\nMore prose.', false],
    [
      'in a paragraph of prose',
      'As the last one said:\nsome words\nReviewed-by: Rita <rita@example.com>',
      false,
    ],
    ['above other trailers', 'Reviewed-by: Rita <rita@example.com>\n\nChange-Id: I1', false],
    ['as the subject', '!Reviewed-by: Rita <rita@example.com>', false],
  ];
  for (const [name, trailers, counts] of cases) {
    it(`${counts ? 'counts' : 'does not count'}: ${name}`, () => {
      assert.equal(reviewFacts([commit(trailers)], undefined, []).reviewed, counts ? 1 : 0);
    });
  }

  it('leaves merges aside', () => {
    const { commits, reviewed } = reviewFacts(
      [commit('Reviewed-by: @rita', [], ['p', 'q']), commit('Refs: #1')],
      undefined,
      [],
    );
    assert.deepEqual({ commits, reviewed }, { commits: 1, reviewed: 0 });
  });
});

describe('owners of files', () => {
  const github = 'CODEOWNERS';
  const gitlab = '.gitlab/CODEOWNERS';
  const cases: readonly (readonly [
    name: string,
    file: string,
    text: string,
    path: string,
    owners: readonly (readonly string[])[],
  ])[] = [
    ['all files', github, '* @a @b', 'src/x.ts', [['@a', '@b']]],
    ['the last match wins', github, '* @a\n*.ts @b', 'src/x.ts', [['@b']]],
    ['an earlier match', github, '*.ts @b\n* @a', 'src/x.ts', [['@a']]],
    ['a line without owners takes them away', github, '* @a\n/docs/', 'docs/x.md', []],
    ['comments', github, '# * @a\n*.ts @b # not @c', 'x.ts', [['@b']]],
    ['a folder at the root', github, '/docs/ @a', 'docs/a/b.md', [['@a']]],
    ['no folder deeper', github, '/docs/ @a', 'src/docs/b.md', []],
    ['a folder anywhere', github, 'docs/ @a', 'src/docs/b.md', [['@a']]],
    ['the name of a folder without a slash', github, '/src/core @a', 'src/core/b.ts', [['@a']]],
    ['not half a name', github, '/src/core @a', 'src/corex/b.ts', []],
    ['one level', github, 'docs/* @a', 'docs/b.md', [['@a']]],
    ['one level only', github, 'docs/* @a', 'docs/c/b.md', []],
    ['any depth', github, 'src/**/test @a', 'src/x/y/test', [['@a']]],
    ['any depth is none too', github, 'src/**/test @a', 'src/test', [['@a']]],
    ['a question mark', github, 'v?.ts @a', 'v1.ts', [['@a']]],
    ['a question mark is one', github, 'v?.ts @a', 'v12.ts', []],
    ['an escaped space', github, '/a\\ b.md @a', 'a b.md', [['@a']]],
    ['an escaped hash', gitlab, '\\#a.md @a', '#a.md', [['@a']]],
    ['an escaped star', github, '/a\\*.md @a', 'a*.md', [['@a']]],
    ['an escaped star is no other', github, '/a\\*.md @a', 'ab.md', []],
    ['an exclusion, which GitHub skips', github, '* @a\n!x.ts @b', 'x.ts', [['@a']]],
    ['an address', github, '* rita@example.com', 'x', [['rita@example.com']]],
    ['a slash in the middle is anywhere at GitLab', gitlab, 'docs/*.md @a', 'src/docs/b.md', [['@a']]],
    ['and at the root of GitHub', github, 'docs/*.md @a', 'src/docs/b.md', []],
    ['sections, each for itself', gitlab, '* @a\n[Docs]\n*.md @b', 'x.md', [['@a'], ['@b']]],
    ['owners of a section', github, '[Docs][2] @d\n*.md\n*.txt @e', 'x.md', [['@d']]],
    ['owners of a line go first', github, '[Docs] @d\n*.txt @e', 'x.txt', [['@e']]],
    ['sections of one name', gitlab, '[Docs]\n* @a\n[x]\n*.c @c\n[DOCS]\n*.md @b', 'x.md', [['@b']]],
    ['an optional section', gitlab, '^[Docs]\n* @a', 'x.md', []],
    ['an exclusion of a section', gitlab, '[Docs]\n* @a\n!*.md', 'x.md', []],
  ];
  for (const [name, file, text, path, owners] of cases) {
    it(name, () => {
      assert.deepEqual(readCodeowners({ path: file, text })(path), owners);
    });
  }

  it('leaves lines aside that no person writes', () => {
    const lines = [`${'*a'.repeat(30)}b @a`, `/${'**/'.repeat(30)}b @a`, `/${'a'.repeat(2000)} @a`];
    assert.deepEqual(readCodeowners({ path: github, text: `* @z\n${lines.join('\n')}` })('a/b'), [['@z']]);
  });
});

describe('owners among the reviewers', () => {
  const rita = 'Reviewed-by: Rita <3+rita@users.noreply.github.com>';
  const cases: readonly (readonly [
    name: string,
    owners: string,
    commits: readonly ReviewedCommit[],
    expected: Partial<ReviewFacts>,
  ])[] = [
    ['a login from its address', '@rita', [commit(rita)], { owned: 1, covered: 1, unknown: 0 }],
    ['a login as said', '@Rita', [commit('Acked-by: @rita')], { owned: 1, covered: 1 }],
    ['an address', 'r@example.com', [commit('Acked-by: Rita <R@example.com>')], { covered: 1 }],
    ['another person', '@sam', [commit(rita)], { covered: 0, unknown: 0, firstUncovered: 'src/a.ts' }],
    ['nobody', '@rita', [commit('Refs: #1')], { covered: 0, unknown: 0, firstUncovered: 'src/a.ts' }],
    [
      'an address without a login',
      '@rita',
      [commit('Acked-by: Rita <r@example.com>')],
      { covered: 0, unknown: 1 },
    ],
    ['the name of a login is not the login', '@rita', [commit('Acked-by: rita')], { covered: 0, unknown: 1 }],
    ['a team', '@group/core', [commit(rita)], { covered: 0, unknown: 1 }],
    ['one of two owners', '@sam @rita', [commit(rita)], { covered: 1 }],
    ['one of two commits', '@rita', [commit(rita), commit('Refs: #1')], { covered: 0, unknown: 0 }],
    ['another file of the owner', '@rita', [commit(rita, ['src/b.ts'])], { covered: 0, unknown: 1 }],
    ['their own work', '@ann', [commit('Reviewed-by: @ann')], { covered: 0, unknown: 0 }],
  ];
  for (const [name, owners, commits, expected] of cases) {
    it(name, () => {
      const facts = reviewFacts(commits, { path: 'CODEOWNERS', text: `* ${owners}` }, ['src/a.ts']);
      assert.deepEqual({ ...facts, ...expected }, facts);
    });
  }
});
