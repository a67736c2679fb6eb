import assert from 'node:assert/strict';
import { blanksIn, leadsToBlank, nextBlank } from '../../../src/core/authoring/placeholders.ts';

describe('blanks of the form', () => {
  const cases: readonly (readonly [name: string, text: string, blanks: readonly string[]])[] = [
    [
      'in the title and in the body',
      '# Release [Name/Number] - [Date]\n\n[Step 1]\n',
      ['Name/Number', 'Date', 'Step 1'],
    ],
    ['over white space', '[link  to issue tracker]', ['link to issue tracker']],
    ['not in links', '[Date](x.md) and [Date][1]', []],
    ['not in code', '```\n[Date]\n```\n<!-- [Date] -->\n', []],
    ['not of other words', '[x] [a note] [1.2.0]', []],
  ];
  for (const [name, text, expected] of cases) {
    it(`are found ${name}`, () => {
      const blanks = blanksIn(text);
      assert.deepEqual(
        blanks.map((blank) => blank.name),
        expected,
      );
      for (const { start, end } of blanks) assert.match(text.slice(start, end), /^\[[^]*\]$/);
    });
  }

  it('come one after another, and begin anew behind the last', () => {
    const text = '[Date] x [Step 1]\n';
    assert.equal(nextBlank(text, 0)?.name, 'Date');
    assert.equal(nextBlank(text, 1)?.name, 'Step 1');
    assert.equal(nextBlank(text, 17)?.name, 'Date');
    assert.equal(nextBlank('nothing', 0), undefined);
  });

  /** `‸` is the cursor, or both ends of a selection. */
  const places: readonly (readonly [name: string, text: string, leads: boolean])[] = [
    ['on a blank', 'See [Da‸te]\n', true],
    ['before a blank', '‸[Date]\n', true],
    ['with the blank selected', 'See ‸[Date]‸\n', true],
    ['behind words, another blank in the line', 'Release 1.0‸ - [Date]\n', true],
    ['at the end of a line, another blank below', 'Done‸\n\n[Date]\n', true],
    ['at the start of a bullet, where Tab indents', '- ‸Done [Date]\n', false],
    ['in an empty line', '‸\n[Date]\n', false],
    ['within words, no blank in the line', 'Do‸ne\n[Date]\n', false],
    ['with other words selected', '‸See‸ [Date]\n', false],
    ['behind the last blank', '[Date]\nDone‸\n', false],
  ];
  for (const [name, marked, expected] of places) {
    it(`${expected ? 'take' : 'leave'} the key ${name}`, () => {
      const start = marked.indexOf('‸');
      const end = Math.max(start, marked.lastIndexOf('‸') - 1);
      assert.equal(leadsToBlank(marked.replaceAll('‸', ''), { start, end }), expected);
    });
  }
});
