import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { checkGlob, globMatcher, type GlobProblem } from '../../../src/core/base/glob.ts';
import { longestLabel, plainText } from '../../../src/core/base/plainText.ts';
import { matchesWildcard } from '../../../src/core/base/wildcard.ts';
import { guidePolicy } from '../../../src/core/policy/guide.ts';
import { namesTitle } from '../../../src/core/readiness/titles.ts';

describe('globs', () => {
  const matched: readonly (readonly [readonly string[], string, boolean])[] = [
    [['docs/*.md'], 'docs/a.md', true],
    [['docs/*.md'], 'docs/x/a.md', false],
    [['**/*.md'], 'a.md', true],
    [['.github/**/release*.md'], '.github/x/release-a.md', true],
    [['**/*.md'], '.github/a.md', true],
    [['a.{md,yml}'], 'a.yml', true],
    [['**/*.md', '!docs/**'], 'docs/a.md', false],
    [['!docs/**'], 'a.md', false],
    [['[', 'a.md'], 'a.md', true],
    [[], 'a.md', false],
  ];
  for (const [patterns, path, expected] of matched) {
    it(`${patterns.join(' ')} ${expected ? 'matches' : 'leaves'} ${path}`, () =>
      assert.equal(globMatcher(patterns)(path), expected));
  }

  const refused: readonly (readonly [string, GlobProblem])[] = [
    ['', 'empty'],
    ['!', 'empty'],
    ['a'.repeat(257), 'tooLong'],
    ['*a'.repeat(25), 'tooManyWildcards'],
    ['**/a/'.repeat(5), 'tooManyWildcards'],
    [`{${'a,'.repeat(40)}b}`, 'tooManyWildcards'],
    ['+(a|b)*(c|d)?(e)@(f)*(g)(h)', 'tooManyWildcards'],
    ['/etc/*', 'absolute'],
    ['C:/x', 'absolute'],
    ['../*', 'absolute'],
    ['a/{b', 'unbalanced'],
    ['a]', 'unbalanced'],
    ['a\u0000b', 'control'],
  ];
  for (const [pattern, problem] of refused) {
    it(`refuses ${JSON.stringify(pattern.slice(0, 20))}: ${problem}`, () => {
      assert.equal(checkGlob(pattern), problem);
      assert.equal(globMatcher([pattern])('a/b'), false);
    });
  }

  it('those of the guide can be used', () => {
    const all = [...guidePolicy.checklists, ...guidePolicy.exclude];
    assert.deepEqual(
      all.map(checkGlob).filter((problem) => problem !== undefined),
      [],
    );
  });
});

describe('wildcards', () => {
  it('agree with a regular expression', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    fc.assert(
      fc.property(
        short,
        fc.string({ unit: fc.constantFrom('a', 'b', 'A'), maxLength: 10 }),
        (pattern, text) => {
          const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'i');
          assert.equal(matchesWildcard(pattern, text), expression.test(text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  const titles: readonly (readonly [string, string, boolean])[] = [
    ['Code', 'Code Readiness', true],
    ['Code', '2. Code readiness', true],
    ['Code', '**Code** Readiness', true],
    ['Code', 'Code Review', false],
    ['Deployment to Staging', 'Deployment to Staging (T-2h)', true],
    ['*Staging*', 'Deploy to staging now', true],
    ['Checklist', 'Checklist', true],
    ['Testing', '\u2705 Testing:', true],
    ['Code', 'Source Code', false],
  ];
  for (const [pattern, title, expected] of titles) {
    it(`${pattern} ${expected ? 'names' : 'does not name'} ${title}`, () =>
      assert.equal(namesTitle(pattern, title), expected));
  }
});

describe('plain text', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['Tests pass', 'Tests pass'],
    ['  a\n\tb  ', 'a b'],
    ['$(trash) x', '$ (trash) x'],
    ['a\u202eb', 'a<U+202E>b'],
    ['\u001b[31m', '<U+001B>[31m'],
    ['a\u200bb\ufeffc', 'a<U+200B>b<U+FEFF>c'],
    ['\ud800', '<U+D800>'],
    ['\u{1f468}\u200d\u{1f469}', '\u{1f468}\u200d\u{1f469}'],
    ['\u{e0041}', '<U+E0041>'],
  ];
  for (const [text, expected] of cases) {
    it(JSON.stringify(text), () => assert.equal(plainText(text), expected));
  }

  it('is one safe line within its limit, whatever comes in', () => {
    const unit = fc.oneof(
      fc.constantFrom('$', '(', '\u202e', '\u0000', ' ', '\n', '\ud83d', '\u{1f600}'),
      fc.string({ unit: 'binary', maxLength: 2 }),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 400 }), (text) => {
        const shown = plainText(text);
        assert.ok(shown.length <= longestLabel);
        assert.doesNotMatch(
          shown,
          /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]|\$\(|\p{Surrogate}/u,
        );
      }),
    );
  });
});
