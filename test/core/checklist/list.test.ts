import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { assemble } from '../../../src/core/checklist/assemble.ts';
import { checklistCatalog } from '../../../src/core/checklist/catalog.ts';
import { listChecklist } from '../../../src/core/checklist/list.ts';
import { readBlocks } from '../../../src/core/checklist/readBlocks.ts';
import { itemsOf } from '../../../src/core/report/itemsReport.ts';
import { hostileDocument, ordinaryDocument } from '../../support/markdownDocuments.ts';

/** A listing shows of a text what the whole checklist would show. */
function check(text: string): void {
  const blocks = readBlocks(text);
  const listed = listChecklist(text, blocks, { file });
  const whole = assemble(text, blocks, { file, reader: 'full' });
  assert.deepEqual(itemsOf(file, listed, checklistCatalog), itemsOf(file, whole, checklistCatalog));
}

const file = 'docs/release.md';

describe('listing a checklist', () => {
  const cases: readonly (readonly [name: string, text: string])[] = [
    ['the release guide', readFileSync(new URL('../../fixtures/checklists/release-guide.md', import.meta.url), 'utf8')],
    ['nothing', ''],
    ['repeats in a section', '## A\n- [ ] Ship it\n- [ ] ship  it!\n'],
    ['repeats in two sections of one name', '## A\n- [ ] b\n\n## A\n- [x] b\n'],
    ['repeats after the cut of long words', `- [ ] ${'word '.repeat(50)}a\n- [ ] ${'word '.repeat(50)}b\n`],
    ['repeats with formatting', '- [ ] **Ship** it\n- [ ] Ship it\n'],
    ['repeats without letters', '- [ ] ...\n- [ ] item\n'],
    ['repeats below the title', '# A\n- [ ] b\n\n## A\n- [ ] b\n'],
    ['repeats in other scripts', '- [ ] Проверить\n- [ ] проверить!\n'],
    ['explicit ids', '- [ ] a <!-- rr: id=b -->\n- [ ] b\n- [ ] c <!-- rr: id=b -->\n'],
    ['go and no-go', '- [ ] GO\n- [x] NO-GO\n'],
    ['go and hold', '- [x] Go\n- [ ] Hold the release\n'],
    ['on hold', '- [ ] Final go\n- [ ] on hold\n- [ ] Conditional go\n'],
    ['a lone no-go', '- [ ] No-go!\n'],
    ['a formatted answer', '- [x] **GO**\n- [ ] _No go_\n'],
    ['conditions', '- [ ] a (if applicable)\n- [ ] Optional: b\n- [ ] If the API changes, c\n- [ ] [optional] d\n'],
    ['conditions of all languages', '- [ ] Bei Bedarf: a\n- [ ] s\u2019il y a lieu, b\n- [ ] 可选：c\n- [ ] d（如需）\n'],
    ['place-holders', '- [ ] Tag vX.Y.Z\n- [ ] By YYYY-MM-DD\n- [ ] x.y here\n- [ ] Year\n- [ ] [Name]\n'],
    ['dashes', '- [ ] a -- @ana\n- [x] b \u2014 done 2026-11-22 \u00b7 @ben\n- [ ] c - d\n- [ ] e -- doing\n'],
    ['owners at the end', '- [ ] a (QA Lead)\n- [ ] b (@ana, @ben)\n- [ ] c: @ops\n- [ ] d (role:qa)\n'],
    ['windows without a unit', '## Before T-24\n- [ ] a \u2014 due T-3\n\n## T minus 5\n- [ ] b\n\n## T\u22122\nwords\n'],
    ['several lines', '- [ ] a\n  b \u2014 @ana\n- [ ] c:\n  - [x] d\n- [x] e\n  - [ ] f\n'],
    ['fields', '- [x] Owner:\n- [ ] Version: 1.2\n- [x] PR: <!-- paste link -->\n- [x] Name ____\n'],
    ['comments and fences', '<!--\n- [ ] a\n-->\n\n```\n- [ ] b\n```\n- [ ] c\n<!-- - [ ] d\n'],
    ['a comment that never ends', '- [ ] a <!-- b -->\n\n<!--\n- [ ] c\n'],
    ['near misses', '- [] a\n- [ ] b\n'],
    ['strikes', '- [ ] ~~a~~\n- [ ] ~~b~~ \u2014 N/A\n- [ ] c \u2014 waived: old\n'],
    ['damage', '- [ ] caf\u00c3\u00a9\r\n- [ ] a\n<<<<<<< b\n'],
  ]; // prettier-ignore
  for (const [name, text] of cases) {
    it(name, () => check(text));
  }

  const words = [
    'a', 'b', 'A', 'if needed,', '(if needed)', 'GO', 'No-go', 'Hold', 'x.y', 'YYYY', 'T-24', '\u2014', '--', '@ana', '(QA)', 'due',
    '**b**', '`c`', ':', '.', '-', '"', '\u00e9', '\u{1F680}', 'N/A:', '[d](e)', '~~f~~', '<g>', 'word '.repeat(41),
  ]; // prettier-ignore
  const line = fc
    .tuple(
      fc.constantFrom('- [ ] ', '- [x] ', '  - [ ] ', '# ', '## ', '  '),
      fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 }),
    )
    .map(([start, said]) => start + said.join(' '));
  const close = fc.array(line, { maxLength: 10 }).map((lines) => `${lines.join('\n')}\n`);
  const documents = { ordinary: ordinaryDocument, hostile: hostileDocument, 'close to plain words': close };
  for (const [name, document] of Object.entries(documents)) {
    it(`${name} documents`, () => fc.assert(fc.property(document, check), { numRuns: 300 }));
  }
});
