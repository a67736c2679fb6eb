import assert from 'node:assert/strict';
import fc from 'fast-check';
import { blankComments, plainText, slug } from '../../../src/core/checklist/plainText.ts';
import { repairMojibake } from '../../../src/core/checklist/mojibake.ts';

describe('words without formatting', () => {
  const cases: readonly (readonly [source: string, expected: string])[] = [
    ['plain', 'plain'],
    ['**bold** and *leaning* and ***both***', 'bold and leaning and both'],
    ['**bold *inside***', 'bold inside'],
    ['__bold__ snake_case_name _x_', 'bold snake_case_name x'],
    ['~~gone~~ and ~5 minutes', 'gone and ~5 minutes'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['`a * b` and ``c ` d``', 'a * b and c ` d'],
    ['`open', '`open'],
    ['[text](https://a.test/x(1)) and [b][ref]', 'text and b'],
    ['![logo](a.png) text', 'logo text'],
    ['[[not]] a [link]', '[[not]] a [link]'],
    ['<https://a.test>', 'https://a.test'],
    ['<b>bold</b> <version> <!-- gone -->x', 'bold <version> x'],
    ['a \\* b \\[c\\]', 'a * b [c]'],
    ['a &amp; b &lt;c&gt; &unknown;', 'a & b <c> &unknown;'],
    ['**open', '**open'],
  ];
  for (const [source, expected] of cases) {
    it(source, () => assert.equal(plainText(source), expected));
  }

  it('text without marks stays as it is', () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[\w\d,.;:!? ]{0,40}$/), (text) => {
        fc.pre(!text.includes('_'));
        assert.equal(plainText(text), text);
      }),
    ));

  it('no letter is lost but those of links, tags and comments', () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[ab*_~`\\ ]{0,40}$/), (text) => {
        assert.equal(plainText(text).replace(/[^ab]/g, ''), text.replace(/[^ab]/g, ''));
      }),
    ));
});

describe('slugs', () => {
  const cases: readonly (readonly [text: string, expected: string])[] = [
    ['All tests pass!', 'all-tests-pass'],
    ['  -- a  b -- ', 'a-b'],
    ['T-minus 24 hours', 't-minus-24-hours'],
    ['Проверка №1', 'проверка-1'],
    ['发布 说明', '发布-说明'],
    ['Caf\u0065\u0301', 'caf\u00e9'],
    ['!?', ''],
  ];
  for (const [text, expected] of cases) {
    it(text, () => assert.equal(slug(text), expected));
  }
});

describe('comments', () => {
  it('are blanked in place', () =>
    assert.deepEqual(blankComments('a <!-- b --> c <!-- d'), {
      text: 'a            c       ',
      comments: [
        { text: 'b', start: 2, end: 12 },
        { text: 'd', start: 15, end: 21 },
      ],
    }));
});

describe('text in the wrong encoding', () => {
  /** What a Windows-1252 reader shows for the UTF-8 of a text. */
  function garble(text: string): string {
    return new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));
  }
  for (const character of ['\u2014', '\u2019', '\u00e9', '\u00fc', '\u2705', '\u2192', '\u0436']) {
    it(`finds ${character} again`, () =>
      assert.deepEqual(repairMojibake(`one\r\ntwo ${garble(character)} x`), [
        { line: 2, column: 5, from: garble(character), to: character },
      ]));
  }
  for (const good of [
    'caf\u00e9 \u2014 na\u00efve',
    'Voil\u00e0\u00a0\u00bb',
    '\u00c5ngstr\u00f6m',
    '\u00c4\u00d6\u00dc',
    'Gr\u00f6\u00dfe \u201eA\u201c',
    '25 \u00b0C',
    'проверка',
    '发布',
  ]) {
    it(`leaves ${good}`, () => assert.deepEqual(repairMojibake(good), []));
  }
});
