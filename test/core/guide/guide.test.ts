import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { guideRows } from './rows.ts';

const page = new URL('../../../docs/guide-coverage.md', import.meta.url);

describe('the release guide in the product', () => {
  for (const { lines, part, check } of guideRows) {
    it(`lines ${lines}: ${part}`, () => check());
  }

  it('is written down as it is tested (ACCEPT=1 writes the page)', () => {
    const text = coverage();
    if (process.env['ACCEPT'] === '1') writeFileSync(page, text);
    assert.equal(readFileSync(page, 'utf8'), text);
  });
});

function coverage(): string {
  const rows = guideRows.map(({ lines, part, place }) => `| ${lines} | ${part} | ${place} |`);
  return [
    '# The release guide, line by line',
    '',
    'Where each part of the release guide lives in the product. Written from the table in',
    '`test/core/guide/rows.ts`: each row is a test of the same name in `test/core/guide/guide.test.ts`, so a row that',
    'no longer holds fails. `ACCEPT=1 npx mocha test/core/guide/guide.test.ts` writes this page.',
    '',
    '| lines | part of the guide | where it lives, and what it does |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
