import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256 } from '../../../src/core/base/sha256.ts';

describe('sha256', () => {
  it('agrees with the library of the machine on any text', () => {
    const check = (text: string): void =>
      assert.equal(sha256(text), createHash('sha256').update(text, 'utf8').digest('hex'));
    for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) check('a'.repeat(length));
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), check), { numRuns: 300 });
  });
});
