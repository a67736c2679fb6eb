import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checklistCatalog } from '../../../src/core/checklist/catalog.ts';
import { readMarkdown } from '../../../src/core/checklist/readMarkdown.ts';
import { itemsFileJson } from '../../../src/core/report/itemsFormats.ts';
import { itemsOf } from '../../../src/core/report/itemsReport.ts';
import { printableJson } from '../../../src/core/report/printable.ts';
import { hostileTexts } from '../../support/checkReports.ts';
import { ordinaryDocument } from '../../support/markdownDocuments.ts';

/** The lines of a file are JSON, as `JSON.stringify` would write it. */
function check(text: string, file = 'docs/release.md'): void {
  const report = itemsOf(file, readMarkdown(text, { file, reader: 'full' }), checklistCatalog);
  const written = itemsFileJson(report);
  assert.equal(written, printableJson(JSON.stringify(report)));
  assert.deepEqual(JSON.parse(written), JSON.parse(JSON.stringify(report)));
}

describe('JSON of listed items', () => {
  it('has every field', () =>
    check(
      [
        '# A "b" \\ ##[c]',
        '- [ ] a (if needed) \u2014 @ana, @ben \u00b7 due T-24h \u00b7 blocked: "no"',
        '- [ ] b \u2014 waived until 2026-12-01 by @cto: old \u00b7 ##[x]',
        '- [ ] GO',
        '- [ ] NO-GO',
        '- [] c',
        '- [ ] caf\u00e9 \u{1F680} \u202e x',
      ].join('\n'),
    ));

  for (const said of hostileTexts) {
    it(`is safe with ${JSON.stringify(said)}`, () => check(`# ${said}\n\n- [ ] a ${said}\n`, `${said}.md`));
  }

  it('is that of any document', () => fc.assert(fc.property(ordinaryDocument, (text) => check(text))));
});
