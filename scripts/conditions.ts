/**
 * Measures the recogniser of conditions on a folder of checklists against labels that a person gave.
 * `node scripts/conditions.ts FOLDER` lists the items to label, one JSON line for each different text. The recogniser
 * is not asked, so that its answers are not in view of the person who labels.
 * `node scripts/conditions.ts FOLDER LABELS` compares: each line of LABELS has `file`, `line`, `condition` (true or
 * false) and `decides` (`fact`, `type`, `policy`, `optional`, `manual`, `none`).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readChecklist } from '../src/core/checklist/read.ts';
import type { Item } from '../src/core/checklist/model.ts';
import type { Predicate } from '../src/core/checklist/conditions.ts';

interface Row {
  readonly file: string;
  readonly item: Item;
}

interface Label {
  readonly file: string;
  readonly line: number;
  readonly condition: boolean;
  readonly decides: string;
}

async function rowsOf(from: string): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (const file of readdirSync(from).toSorted()) {
    if (!/\.(?:md|markdown|ya?ml)$/i.test(file)) continue;
    const text = readFileSync(join(from, file), 'utf8');
    const { value } = await readChecklist(text, { file, reader: 'full' });
    found.push(...value.items.map((item) => ({ file, item })));
  }
  return found;
}

function list(all: readonly Row[]): void {
  const seen = new Set<string>();
  for (const { file, item } of all) {
    if (seen.has(item.text)) continue;
    seen.add(item.text);
    console.log(JSON.stringify({ file, line: item.line, text: item.text }));
  }
}

function readLabels(file: string): ReadonlyMap<string, Label> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line) => {
      const label: Label = JSON.parse(line);
      return [`${label.file}:${label.line}`, label];
    }),
  );
}

const deciders: Readonly<Record<Predicate['kind'], string>> = {
  change: 'fact',
  releaseType: 'type',
  policyFact: 'policy',
  optional: 'optional',
  manual: 'manual',
};

function report(all: readonly Row[], labelled: ReadonlyMap<string, Label>): void {
  const known = all.flatMap(({ file, item }) => {
    const label = labelled.get(`${file}:${item.line}`);
    return label === undefined ? [] : [{ place: `${file}:${item.line}`, item, label }];
  });
  const found = known.filter(({ item }) => item.condition !== undefined);
  const right = found.filter(({ label }) => label.condition);
  const wrong = found.filter(({ label }) => !label.condition);
  const missed = known.filter(({ item, label }) => item.condition === undefined && label.condition);
  const decider = (item: Item): string =>
    item.condition === undefined ? 'none' : deciders[item.condition.predicate.kind];
  const otherwise = right.filter(({ item, label }) => decider(item) !== label.decides);
  const texts = new Set(right.map(({ item }) => item.text)).size;
  console.log(`items ${known.length}, without a label ${all.length - known.length}`);
  console.log(`precision ${share(right.length, found.length)}`);
  console.log(`recall ${share(right.length, right.length + missed.length)}, different texts ${texts}`);
  console.log(`what decides ${share(right.length - otherwise.length, right.length)}`);
  for (const { place, item } of wrong) console.log(`  taken for one: ${place} ${item.text}`);
  for (const { place, item } of missed) console.log(`  missed: ${place} ${item.text}`);
  for (const { place, item, label } of otherwise) {
    console.log(`  ${decider(item)}, not ${label.decides}: ${place} ${item.text}`);
  }
}

function share(part: number, whole: number): string {
  return whole === 0 ? 'n/a' : `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`;
}

const [folder, labels] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: node scripts/conditions.ts FOLDER [LABELS]');
  process.exit(2);
}
const rows = await rowsOf(folder);
if (labels === undefined) list(rows);
else report(rows, readLabels(labels));
