import assert from 'node:assert/strict';
import { snippetLanguages, writtenSnippets } from '../../../scripts/snippets.ts';
import { snippetFile, snippets } from '../../../src/core/authoring/snippets.ts';
import { lintNotes } from '../../../src/core/notes/lint/lint.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { readSnippet } from '../../support/snippetGrammar.ts';

describe('snippets', () => {
  for (const language of snippetLanguages) {
    it(`${language}: the file is what npm run snippets writes`, () => {
      assert.equal(writtenSnippets(language), snippetFile(language));
    });
    it(`${language}: is contributed`, () => {
      assert.ok(
        manifest.contributes.snippets.some(
          (one) => one.language === language && one.path === `./snippets/${language}.json`,
        ),
      );
    });
  }

  const all = snippetLanguages.flatMap((language) => snippets[language]);
  for (const { prefix, body, include } of all) {
    it(`${prefix} is in the grammar`, () => {
      const { problems, stops } = readSnippet(body.join('\n'));
      assert.deepEqual(problems, []);
      assert.equal(stops.filter((stop) => stop === 0).length, 1);
      const numbers = [...new Set(stops)].filter((stop) => stop > 0).toSorted((a, b) => a - b);
      assert.deepEqual(
        numbers,
        numbers.map((_, index) => index + 1),
      );
      assert.ok(include.length > 0);
    });
  }

  it('have prefixes and names of their own', () => {
    assert.equal(new Set(all.map(({ prefix }) => prefix)).size, all.length);
    assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
  });

  it('leave no blank of the form behind', () => {
    for (const { body } of snippets.markdown.filter(({ prefix }) => prefix.startsWith('rn-'))) {
      const { findings } = lintNotes(readSnippet(body.join('\n')).text, undefined);
      assert.deepEqual(
        findings.filter(({ rule }) => rule === 'placeholder'),
        [],
      );
    }
  });

  for (const [body, wrong] of [
    ['a $ b', true],
    ['${1:a', true],
    ['${1|a,b|}', false],
    ['${NOPE}', true],
    ['\\$ and \\}', false],
    ['${1/(/x/}', true],
  ] as const) {
    it(`the grammar ${wrong ? 'refuses' : 'takes'} ${body}`, () => {
      assert.equal(readSnippet(body).problems.length > 0, wrong);
    });
  }
});
