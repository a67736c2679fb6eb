import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { linesOf } from '../../../src/cli/mcp/lines.ts';

async function linesIn(chunks: readonly Uint8Array[], limit: number): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(Readable.from(chunks), limit)) {
    lines.push(line.kind === 'line' ? line.bytes.toString('latin1') : 'too long');
  }
  return lines;
}

describe('lines of the input', () => {
  async function check(text: string, expected: readonly string[]): Promise<void> {
    assert.deepEqual(await linesIn([Buffer.from(text)], 5), expected);
  }

  it('end with a line feed', () => check('ab\nc\n', ['ab', 'c']));
  it('may lack their last end', () => check('ab\nc', ['ab', 'c']));
  it('may be empty', () => check('\n\na', ['', '', 'a']));
  it('may be as long as the limit', () => check('abcde\n', ['abcde']));
  it('are left out when they are longer, and the next one counts', () =>
    check('abcdef\nghi\n', ['too long', 'ghi']));
  it('are left out at the end too', () => check('a\nbcdefgh', ['a', 'too long']));
  it('are none without input', () => check('', []));

  it('are the same however the bytes arrive', async () => {
    const bytes = fc
      .uint8Array({ maxLength: 40 })
      .map((all) => all.map((byte) => (byte % 4 === 0 ? 10 : byte)));
    await fc.assert(
      fc.asyncProperty(bytes, fc.array(fc.nat(40), { maxLength: 8 }), async (all, cuts) => {
        const ends = [...cuts.toSorted((a, b) => a - b), all.length];
        const parts = ends.map((end, index) => all.subarray(ends[index - 1] ?? 0, end));
        assert.deepEqual(await linesIn(parts, 7), await linesIn([all], 7));
      }),
    );
  });
});
