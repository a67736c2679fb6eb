import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Blocks } from '../../../src/core/checklist/blocks.ts';
import { readBlocks } from '../../../src/core/checklist/readBlocks.ts';
import { hasBoxes, scanBlocks } from '../../../src/core/checklist/scanBlocks.ts';
import { hostileDocument, ordinaryDocument } from '../../support/markdownDocuments.ts';

/** Both kinds of documents together make 100,000; the seed keeps a failure for the next run. */
const numRuns = 50_000;
const seed = 20_261_122;

const kinds = [
  { name: 'ordinary', documents: ordinaryDocument, least: 0.99 },
  { name: 'hostile', documents: hostileDocument, least: 0.8 },
];

describe('the block scanner and the reference reader', function () {
  this.timeout(240_000);
  for (const { name, documents, least } of kinds) {
    it(`agree on ${name} documents, and the scanner is sure of ${least * 100} % of them`, () => {
      let sure = 0;
      fc.assert(
        fc.property(documents, (text) => {
          const scanned = scanBlocks(text);
          if (scanned !== undefined) sure++;
          check(text, scanned);
        }),
        { numRuns, seed },
      );
      assert.ok(sure >= least * numRuns, `sure of ${sure} of ${numRuns}`);
    });
  }
});

function check(text: string, scanned: Blocks | undefined): void {
  const expected = readBlocks(text);
  // The quick comparison first: the one that explains a difference is slow.
  if (scanned !== undefined && !isDeepStrictEqual(scanned, expected)) assert.deepEqual(scanned, expected);
  if (!hasBoxes(text)) assert.equal(expected.tasks.length + expected.nearMisses.length, 0);
}
