/**
 * Speed of the line scanner against the reference reader on the Markdown files
 * of a folder, or of a generated repository when no folder is given.
 *
 *   node bench/scan.ts [folder]
 *
 * Times are CPU time of this process. `first` is the first pass, before the
 * engine has compiled anything; the rows below it are medians of later passes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasBoxes, scanBlocks } from '../src/core/checklist/scanBlocks.ts';
import { repository } from './repository.ts';

const passes = 9;
const folder = process.argv[2] ?? repository(10_000).folder;
const texts = markdownTexts(folder);
const characters = texts.reduce((sum, text) => sum + text.length, 0);
console.log(
  `${texts.length} Markdown files, ${(characters / 1e6).toFixed(1)} million characters in ${folder}`,
);

let sure = 0;
let tasks = 0;
const first = cpu(() => {
  for (const text of texts) {
    if (!hasBoxes(text)) {
      sure++;
      continue;
    }
    const blocks = scanBlocks(text);
    if (blocks === undefined) continue;
    sure++;
    tasks += blocks.tasks.length;
  }
});
report('first: hasBoxes, then scanBlocks', first);
const scan = report(
  'scanBlocks',
  median(() => texts.forEach(scanBlocks)),
);
report(
  'hasBoxes',
  median(() => texts.forEach(hasBoxes)),
);
const { readBlocks } = await import('../src/core/checklist/readBlocks.ts');
const read = report(
  'readBlocks',
  cpu(() => texts.forEach(readBlocks)),
);
console.log(
  `${tasks} tasks; sure of ${sure} of ${texts.length} files; readBlocks takes ${(read / scan).toFixed(0)} times as long`,
);

function markdownTexts(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.slice(root.length).includes('node_modules'))
    .map((path) => readFileSync(path, 'utf8'));
}

function report(name: string, milliseconds: number): number {
  const speed = characters / 1000 / milliseconds;
  console.log(
    `${name.padEnd(34)} ${milliseconds.toFixed(1).padStart(8)} ms ${speed.toFixed(0).padStart(6)} MB/s`,
  );
  return milliseconds;
}

function median(work: () => void): number {
  const times = Array.from({ length: passes }, () => cpu(work)).toSorted((a, b) => a - b);
  return times[passes >> 1]!;
}

/** Milliseconds of processor time that some work takes. */
function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
