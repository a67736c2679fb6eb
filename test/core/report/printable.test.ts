import assert from 'node:assert/strict';
import fc from 'fast-check';
import { printable, printableJson, withoutLogCommands } from '../../../src/core/report/printable.ts';

describe('text that is safe to print', () => {
  function check(text: string, expected: string): void {
    assert.equal(printable(text), expected);
  }

  const cases: readonly (readonly [name: string, text: string, expected: string])[] = [
    [
      'ordinary words',
      'Run the tests \u2014 caf\u00e9 \u{1F680}',
      'Run the tests \u2014 caf\u00e9 \u{1F680}',
    ],
    ['joiners and variation selectors', 'a\u200d\u{2764}\ufe0f', 'a\u200d\u{2764}\ufe0f'],
    ['terminal codes', '\u001b[31mred\u009b0m', '[31mred0m'],
    ['line breaks', 'one\r\ntwo\u2028three\ttabbed', 'one two three tabbed'],
    ['reading direction', 'a\u202eb\u2066c\u200fd', 'abcd'],
    ['halves of pairs', 'a\ud800b\udc00', 'ab'],
    ['invisible spaces', '\ufeffa\u200bb', 'ab'],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => check(text, expected));
  }
});

describe('output without log commands', () => {
  function check(text: string, expected: string): void {
    assert.equal(withoutLogCommands(text), expected);
  }

  const cases: readonly (readonly [name: string, text: string, expected: string])[] = [
    ['ordinary lines', 'a::b\nc: d\n', 'a::b\nc: d\n'],
    ['two colons in front', '::error::x', ': :error::x'],
    ['two colons after white space', 'a\n \t::error::x', 'a\n \t: :error::x'],
    ['three colons', ':::x', ': ::x'],
    ['groups', '##[group]x', '## [group]x'],
    ['groups inside a line', 'a ##[group]x ##VSO[y]', 'a ## [group]x ## VSO[y]'],
    ['headings stay', '## Heading', '## Heading'],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => check(text, expected));
  }

  it('has none left, whatever it says', () => {
    const piece = fc.constantFrom('::', ':', '##', '#', '[', 'vso[', 'VSO[', '\n', ' ', '\t', 'a');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const output = withoutLogCommands(pieces.join(''));
        assert.doesNotMatch(output, /^\s*::|##\[|##vso\[/im);
      }),
    );
  });
});

describe('JSON that is safe to print', () => {
  it('has the same value, and nothing that acts', () => {
    const hostile = fc.constantFrom(
      '\u009b',
      '\u202e',
      '\u2028',
      '##[',
      '##vso[',
      '\ufeff',
      'a',
      '"',
      '\\',
      '#',
    );
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 12 }), (pieces) => {
        const value = { text: pieces.join('') };
        const json = printableJson(JSON.stringify(value));
        assert.deepEqual(JSON.parse(json), value);
        assert.doesNotMatch(json, /[\u007f-\u009f\u2028\u202e\ufeff]|##\[|##vso\[/i);
      }),
    );
  });
});
