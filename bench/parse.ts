/**
 * `node bench/parse.ts`: one checklist from text to model, in a process that is warm, against the plain
 * parse of markdown-it in the same rounds. Exits with 1 when a gate is missed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { loadReader } from '../src/core/checklist/read.ts';
import { scanBlocks } from '../src/core/checklist/scanBlocks.ts';
import { readBlocks } from '../src/core/checklist/readBlocks.ts';

/** Of the whole reading, half of all rounds; the ratio holds on a busy machine too. */
const limitMilliseconds = 1;
const limitRatio = 1.25;
const rounds = 300;

const file = 'test/fixtures/checklists/release-guide.md';
const text = readFileSync(join(import.meta.dirname, '..', file), 'utf8');
const full = await loadReader('markdown');
const scan = await loadReader('scan');
const plain = new MarkdownIt('commonmark', { html: true });

const contestants: Readonly<Record<string, () => unknown>> = {
  'markdown-it, plain parse': () => plain.parse(text, {}),
  'blocks, full reader': () => readBlocks(text),
  'blocks, scanner': () => scanBlocks(text),
  'checklist, full reader': () => full(text, { file, reader: 'full' }),
  'checklist, scanner': () => scan(text, { file, reader: 'scan' }),
};

const times = new Map(Object.keys(contestants).map((name): [string, number[]] => [name, []]));
for (let round = -rounds; round < rounds; round++) {
  for (const [name, run] of Object.entries(contestants)) {
    const started = performance.now();
    run();
    if (round >= 0) {
      times.get(name)?.push(performance.now() - started);
    }
  }
}

console.log(`${file}, ${text.length} characters; ${rounds} rounds after as many to warm up\n`);
console.log('| | p50 ms | p95 ms | x markdown-it |\n| --- | ---: | ---: | ---: |');
const yardstick = percentile(times.get('markdown-it, plain parse') ?? [], 0.5);
for (const [name, measured] of times) {
  const half = percentile(measured, 0.5);
  console.log(
    `| ${name} | ${half.toFixed(3)} | ${percentile(measured, 0.95).toFixed(3)} | ${(half / yardstick).toFixed(2)} |`,
  );
}
const reached = percentile(times.get('checklist, full reader') ?? [], 0.5);
console.log('\nchecklist, full reader:');
gate(reached, limitMilliseconds, 'ms');
gate(reached / yardstick, limitRatio, 'x markdown-it');

function gate(value: number, limit: number, unit: string): void {
  const met = value <= limit;
  console.log(`${value.toFixed(2)} ${unit}, at most ${limit} wanted: ${met ? 'met' : 'missed'}`);
  process.exitCode ||= met ? 0 : 1;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
