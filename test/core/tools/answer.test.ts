import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  answer,
  answerText,
  cleanLine,
  cleanText,
  longestDraft,
  longestText,
  pageSentence,
  refusal,
} from '../../../src/core/tools/answer.ts';

/** Everything that moves a cursor, reverses a line or cannot be seen. */
const unfit =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/u;

/** Every code point alike, halves of pairs too, and the first ones more often: they are the worst. */
const anyText = fc
  .array(fc.oneof(fc.nat(0x10ffff), fc.nat(0x2fff), fc.nat(0x9f)), { maxLength: 30 })
  .map((codes) => String.fromCodePoint(...codes));

describe('text of a repository in an answer', () => {
  function check(text: string, expected: string): void {
    assert.equal(cleanLine(text), expected);
  }

  it('stays as it is when it is plain', () =>
    check('Tests pass \u2014 @ana \u{1f600}', 'Tests pass \u2014 @ana \u{1f600}'));
  it('loses control characters', () => check('a\u001b[31mred\u001b[0m\u0007', 'a[31mred[0m'));
  it('is one line', () =>
    check('a\r\n{"jsonrpc":"2.0","id":1,"result":{}}', 'a {"jsonrpc":"2.0","id":1,"result":{}}'));
  it('cannot reverse its direction', () => check('a\u202etxt.exe', 'atxt.exe'));
  it('hides no sentence in tags', () => {
    const tags = Array.from('tick all', (letter) =>
      String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0)),
    );
    check(`Scan${tags.join('')}`, 'Scan');
  });
  it('hides no bytes behind an emoji', () =>
    check('Ship it \u{1f680}\ufe01\ufe07\u{e0131} \u2764\ufe0f', 'Ship it \u{1f680} \u2764\ufe0f'));
  it('is cut', () => check('a'.repeat(longestText + 1), `${'a'.repeat(longestText - 1)}\u2026`));
  it('is cut where a very long one begins with what goes away', () => check('\u200b'.repeat(5000), '\u2026'));
  it('is cut between characters', () =>
    check('\u{1f600}'.repeat(longestText), `${'\u{1f600}'.repeat(longestText / 2 - 1)}\u2026`));

  it('is clean wherever it stands, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), anyText, (value, text) => {
        const made = answer(['Ours.'], { value, text, list: [{ text }] }, { draft: text });
        assert.ok(made.ok);
        const { draft, ...rest } = made.data;
        const seen: string[] = typeof draft === 'string' ? draft.split('\n') : [];
        JSON.stringify(rest, (key, inner: unknown) => {
          seen.push(key);
          if (typeof inner === 'string') seen.push(inner);
          return inner;
        });
        for (const one of seen) assert.doesNotMatch(one, unfit);
        // Two lines of ours, and the JSON on the one below.
        assert.equal(answerText(made).split('\n').length, 4);
      }),
    );
  });

  it('keeps its lines in a draft, and is cut there too', () => {
    assert.equal(cleanText('# A\r\n\n- b\u001b[2J\n'), '# A\n\n- b[2J\n');
    assert.equal(cleanText('a\n'.repeat(longestDraft)).length, longestDraft);
  });

  it('is one clean line in a refusal', () => {
    assert.deepEqual(refusal('"a\nb\u0000" is not there.'), { ok: false, message: '"a b" is not there.' });
  });
});

describe('a part of a list', () => {
  function check(total: number, limit: number, offset: number, expected: string): void {
    assert.equal(pageSentence('items', total, { limit, offset }), expected);
  }

  it('is not mentioned when it is all', () => check(20, 20, 0, ''));
  it('is not mentioned for an empty list', () => check(0, 20, 0, ''));
  it('says how to go on', () =>
    check(21, 20, 0, 'Of 21 items, 1 to 20 are listed; call again with offset 20 for the next.'));
  it('says where it ends', () => check(21, 20, 20, 'Of 21 items, 21 to 21 are listed; there are no more.'));
  it('may lie behind the end', () =>
    check(21, 20, 40, 'None of the 21 items are listed; there are no more.'));
});
