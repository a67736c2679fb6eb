/**
 * Measures the readers on a folder of checklists with known answers:
 * `node scripts/corpus.ts FOLDER`. Exits with 1 when an answer differs.
 *
 * The folder holds `expected.json`, a list with one entry a file.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBlocks } from '../src/core/checklist/readBlocks.ts';
import type { Blocks } from '../src/core/checklist/blocks.ts';

interface Expected {
  readonly file: string;
  readonly items: number;
  readonly checked: number;
  readonly itemLines: readonly number[] | null;
  readonly checkedLines: readonly number[] | null;
  readonly maxDepth: number;
  readonly ordered: number;
  readonly hidden: {
    readonly inCodeFence: number;
    readonly inHtmlComment: number;
    readonly inHtmlBlock: number;
  };
}

const folder = process.argv[2];
if (folder === undefined) {
  console.error('Name the folder: node scripts/corpus.ts FOLDER');
  process.exit(2);
}
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as readonly Expected[];
let bad = 0;
for (const e of expected) {
  const b = readBlocks(readFileSync(join(folder, e.file), 'utf8'));
  const items = b.tasks.map((t) => t.line);
  const checked = b.tasks.filter((t) => t.checked).map((t) => t.line);
  const hidden = {
    inCodeFence: b.fences.reduce((n, f) => n + f.hiddenTasks.length, 0),
    inHtmlComment: b.comments.reduce((n, f) => n + f.hiddenTasks.length, 0),
    inHtmlBlock: b.nearMisses.filter((n) => n.why === 'detailsWithoutBlankLine').length,
  };
  const depth = Math.max(0, ...b.tasks.map((t) => t.depth));
  const ordered = b.tasks.filter((t) => t.ordinal !== undefined).length;
  const d: string[] = [];
  if (items.join() !== (e.itemLines ?? []).join()) d.push('items ' + items.length + ' expected ' + e.items);
  if (checked.join() !== (e.checkedLines ?? []).join()) d.push('checked');
  if (depth !== e.maxDepth) d.push(`depth ${depth} vs ${e.maxDepth}`);
  if (ordered !== e.ordered) d.push('ordered');
  if (JSON.stringify(hidden) !== JSON.stringify(e.hidden))
    d.push(JSON.stringify(hidden) + ' vs ' + JSON.stringify(e.hidden));
  if (d.length) {
    bad++;
    console.log(e.file, d.join('; '));
  }
}
console.log(expected.length, 'files', bad, 'bad');
