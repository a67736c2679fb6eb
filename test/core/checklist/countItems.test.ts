import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assemble } from '../../../src/core/checklist/assemble.ts';
import { checklistCatalog } from '../../../src/core/checklist/catalog.ts';
import { countItems } from '../../../src/core/checklist/countItems.ts';
import { readBlocks } from '../../../src/core/checklist/readBlocks.ts';
import { countsOf, itemsOf } from '../../../src/core/report/itemsReport.ts';
import { hostileDocument, ordinaryDocument } from '../../support/markdownDocuments.ts';

function check(text: string, expected: string): void {
  const counts = countItems(text, readBlocks(text));
  assert.equal(counts === undefined ? 'unsure' : `${counts.done}/${counts.total}`, expected);
}

describe('counts of items', () => {
  const cases: readonly (readonly [name: string, text: string, expected: string])[] = [
    ['nothing', 'words\n', '0/0'],
    ['done and open', '- [x] a\n- [ ] b\n', '1/2'],
    ['not applicable', '- [ ] ~~a~~ \u2014 N/A: no change\n- [ ] b\n', '0/1'],
    ['not applicable without a reason', '- [ ] a \u2014 N/A\n', '0/1'],
    ['done and not applicable', '- [x] ~~a~~ \u2014 N/A: no change\n', '1/1'],
    ['the words alone', '- [ ] Say N/A where it fits\n', '0/1'],
    ['go live is a step', '- [ ] Go live\n- [ ] b\n', '0/2'],
    ['go and no-go', '- [ ] GO\n- [ ] NO-GO\n', 'unsure'],
    ['not applicable on lines that continue', '- [ ] a\n  b \u2014 N/A: no change\n', 'unsure'],
    ['a conflict', '<<<<<<< a\n- [ ] a\n=======\n- [x] a\n>>>>>>> b\n', 'unsure'],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => check(text, expected));
  }

  const pieces = fc.constantFrom(
    '- [ ] GO', '- [x] NO-GO', '- [ ] a \u2014 N/A: b', '- [ ] ~~a~~ N/A: b', '  more N/A: c', '- [ ] Go/no-go meeting', '- [ ] a',
  ); // prettier-ignore
  const decided = fc.array(pieces, { maxLength: 8 }).map((lines) => `${lines.join('\n')}\n`);
  const documents = { ordinary: ordinaryDocument, hostile: hostileDocument, 'close to decisions': decided };
  for (const [name, document] of Object.entries(documents)) {
    it(`are those of the whole checklist: ${name} documents`, () => {
      fc.assert(
        fc.property(document, (text) => {
          const blocks = readBlocks(text);
          const counts = countItems(text, blocks);
          const whole = itemsOf(
            'a.md',
            assemble(text, blocks, { file: 'a.md', reader: 'full' }),
            checklistCatalog,
          );
          assert.deepEqual(counts ?? countsOf(whole), countsOf(whole));
        }),
      );
    });
  }

  it('are rarely left to the whole checklist', () => {
    const documents = fc.sample(ordinaryDocument, { numRuns: 300, seed: 1 });
    const unsure = documents.filter((text) => countItems(text, readBlocks(text)) === undefined);
    assert.ok(unsure.length < documents.length / 3, `${unsure.length} of ${documents.length}`);
  });
});
