/**
 * Measures the readers on a folder of checklists with known answers:
 * `node scripts/corpus.ts FOLDER`. Prints a table and exits with 1 when an
 * answer differs.
 *
 * The folder holds `expected.json`, a list with one entry a file. The full
 * reader and the scanner are both asked, in the way the product asks them.
 */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Checklist } from '../src/core/checklist/model.ts';
import { readBlocks } from '../src/core/checklist/readBlocks.ts';
import { readChecklist } from '../src/core/checklist/read.ts';

interface Expected {
  readonly file: string;
  readonly items: number;
  readonly checked: number;
  /** Null when there are none. */
  readonly itemLines: readonly number[] | null;
  readonly checkedLines: readonly number[] | null;
  /** Lists around the deepest item, its own included; lists without tasks count. */
  readonly maxDepth: number;
  readonly ordered: number;
  readonly hidden: Readonly<Record<'inCodeFence' | 'inHtmlComment' | 'inHtmlBlock', number>>;
}

const readers = ['full', 'scan'] as const;

/** What differs, in words; empty when all is as expected. */
export async function compareFile(text: string, expected: Expected): Promise<readonly string[]> {
  const differences = compareBlocks(text, expected);
  for (const reader of readers) {
    const { value } = await readChecklist(text, { file: expected.file, reader });
    differences.push(...compareChecklist(value, expected).map((what) => `${reader}: ${what}`));
  }
  return differences;
}

function compareChecklist({ items }: Checklist, expected: Expected): string[] {
  const checked = items.filter((item) => item.checked);
  return [
    ...differing('items', items.length, expected.items),
    ...differing('checked', checked.length, expected.checked),
    ...differing('lines', linesOf(items), (expected.itemLines ?? []).join()),
    ...differing('checked lines', linesOf(checked), (expected.checkedLines ?? []).join()),
    ...differing('depth', Math.max(0, ...items.map(({ depth }) => depth)), expected.maxDepth),
  ];
}

/** What only the blocks tell: ordered items, and the tasks that GitHub hides. */
function compareBlocks(text: string, { ordered, hidden }: Expected): string[] {
  const { tasks, fences, comments, nearMisses } = readBlocks(text);
  const count = (blocks: readonly { readonly hiddenTasks: readonly number[] }[]) =>
    blocks.reduce((sum, { hiddenTasks }) => sum + hiddenTasks.length, 0);
  const inHtml = nearMisses.filter(({ why }) => why === 'detailsWithoutBlankLine').length;
  return [
    ...differing('ordered', tasks.filter((task) => task.ordinal !== undefined).length, ordered),
    ...differing('hidden in fences', count(fences), hidden.inCodeFence),
    ...differing('hidden in comments', count(comments), hidden.inHtmlComment),
    ...differing('hidden in HTML', inHtml, hidden.inHtmlBlock),
  ];
}

function linesOf(items: readonly { readonly line: number }[]): string {
  return items.map(({ line }) => line).join();
}

function differing<T>(what: string, found: T, wanted: T): string[] {
  return found === wanted ? [] : [`${what} ${String(found)} instead of ${String(wanted)}`];
}

async function main(folder: string): Promise<number> {
  const all = JSON.parse(fs.readFileSync(path.join(folder, 'expected.json'), 'utf8')) as readonly Expected[];
  let exact = 0;
  for (const expected of all) {
    const text = fs.readFileSync(path.join(folder, expected.file), 'utf8');
    const differences = await compareFile(text, expected);
    if (differences.length === 0) exact++;
    const { items, checked, maxDepth } = expected;
    const numbers = [items, checked, maxDepth].map((number) => String(number).padStart(5)).join('');
    console.log(`${numbers}  ${differences.length === 0 ? 'exact' : 'DIFFERS'}  ${expected.file}`);
    for (const what of differences) console.log(`${' '.repeat(17)}${what}`);
  }
  console.log(`${exact} of ${all.length} files exact (columns: items, checked, depth).`);
  return exact === all.length ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = process.argv[2];
  if (folder === undefined) {
    console.error('Name the folder with expected.json: node scripts/corpus.ts FOLDER');
    process.exitCode = 2;
  } else {
    process.exitCode = await main(folder);
  }
}
