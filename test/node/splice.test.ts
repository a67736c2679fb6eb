import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../src/core/base/text.ts';
import type { TextEdit } from '../../src/core/base/text.ts';
import { splice } from '../../src/node/splice.ts';

function check(input: string, edits: readonly TextEdit[], expected: string): void {
  assert.equal(splice(Buffer.from(input), edits).toString(), expected);
}

describe('splice', () => {
  it('replaces one character', () =>
    check('- [ ] a\r\n', [{ start: 3, end: 4, newText: 'x' }], '- [x] a\r\n'));
  it('counts from after the byte order mark', () =>
    check('\ufeff- [ ] a', [{ start: 3, end: 4, newText: 'x' }], '\ufeff- [x] a'));
  it('counts characters outside the basic plane as two', () =>
    check('😀é [ ]', [{ start: 5, end: 6, newText: 'x' }], '😀é [x]'));
  it('takes edits in any order, inserts included', () =>
    check(
      'abc',
      [
        { start: 3, end: 3, newText: '!' },
        { start: 0, end: 1, newText: '' },
      ],
      'bc!',
    ));
  it('changes nothing without edits', () => check('a\u0000b', [], 'a\u0000b'));

  it('is what editing the text would be, for any text and edits', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', ' ', '\r', '\n', 'é', '€', '😀', '\ufeff'),
      maxLength: 30,
    });
    fc.assert(
      fc.property(
        text,
        fc.array(fc.nat(60), { maxLength: 6 }),
        text,
        fc.boolean(),
        (input, cuts, newText, marked) => {
          const whole = cuts
            .map((cut) => Math.min(cut, input.length))
            .filter((cut) => !splitsPair(input, cut));
          const bounds = whole.toSorted((a, b) => a - b);
          const edits: TextEdit[] = [];
          for (let index = 0; index + 1 < bounds.length; index += 2) {
            edits.push({ start: bounds[index] ?? 0, end: bounds[index + 1] ?? 0, newText });
          }
          // Two edits at one place have no order of their own.
          fc.pre(new Set(edits.map((edit) => edit.start)).size === edits.length);
          const mark = marked ? '\ufeff' : '';
          const expected = mark + applyEdits(input, edits);
          fc.pre(marked || !input.startsWith('\ufeff'));
          assert.equal(splice(Buffer.from(mark + input), edits).toString(), expected);
        },
      ),
      { numRuns: 3000 },
    );
  });

  const mistakes: readonly (readonly [string, Buffer, readonly TextEdit[]])[] = [
    ['outside the text', Buffer.from('abc'), [{ start: 2, end: 4, newText: '' }]],
    ['before its own start', Buffer.from('abc'), [{ start: 2, end: 1, newText: '' }]],
    ['between halves of a character', Buffer.from('😀'), [{ start: 1, end: 2, newText: '' }]],
    ['half a character', Buffer.from('abc'), [{ start: 0, end: 1, newText: '\ud83d' }]],
    [
      'overlapping',
      Buffer.from('abc'),
      [
        { start: 0, end: 2, newText: '' },
        { start: 1, end: 3, newText: '' },
      ],
    ],
    ['of bytes that are not text', Buffer.from([0xff, 0x61]), [{ start: 0, end: 1, newText: '' }]],
  ];
  for (const [title, bytes, edits] of mistakes) {
    it(`throws for an edit ${title}`, () => assert.throws(() => splice(bytes, edits), RangeError));
  }
});

function splitsPair(text: string, offset: number): boolean {
  return (
    offset > 0 && /[\ud800-\udbff]/.test(text[offset - 1] ?? '') && /[\udc00-\udfff]/.test(text[offset] ?? '')
  );
}
