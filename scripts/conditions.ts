/**
 * Measures the recogniser of conditions on a folder of checklists against labels that a person gave.
 * `node scripts/conditions.ts FOLDER` lists the closing parentheses, one JSON line each;
 * `node scripts/conditions.ts FOLDER LABELS` compares them: each line of LABELS has `file`, `line` and `condition`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readChecklist } from '../src/core/checklist/read.ts';

interface Row {
  readonly file: string;
  readonly line: number;
  readonly words: string;
  readonly found: boolean;
}

const [folder, labels] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: node scripts/conditions.ts FOLDER [LABELS]');
  process.exit(2);
}
const rows = await rowsOf(folder);
if (labels === undefined) {
  for (const row of rows) console.log(JSON.stringify({ ...row, condition: row.found }));
} else {
  report(rows, readLabels(labels));
}

/** Items whose words end in a parenthesis, and all that were taken for conditional. */
async function rowsOf(from: string): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (const file of readdirSync(from).toSorted()) {
    if (!/\.(?:md|markdown|ya?ml)$/i.test(file)) continue;
    const text = readFileSync(join(from, file), 'utf8');
    const { value } = await readChecklist(text, { file, reader: 'full' });
    for (const { line, text: words, condition } of value.items) {
      const closing = /[(（][^()（）]{1,200}[)）][.:;]?\s*$/u.exec(words)?.[0];
      if (closing === undefined && condition === undefined) continue;
      found.push({ file, line, words: closing ?? condition?.text ?? '', found: condition !== undefined });
    }
  }
  return found;
}

function readLabels(file: string): ReadonlyMap<string, boolean> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line) => {
      const row: { file: string; line: number; condition: boolean } = JSON.parse(line);
      return [`${row.file}:${row.line}`, row.condition];
    }),
  );
}

function report(all: readonly Row[], labelled: ReadonlyMap<string, boolean>): void {
  const known = all.filter(({ file, line }) => labelled.has(`${file}:${line}`));
  const isOne = ({ file, line }: Row): boolean => labelled.get(`${file}:${line}`) === true;
  const right = known.filter((row) => row.found && isOne(row)).length;
  const wrong = known.filter((row) => row.found && !isOne(row));
  const missed = known.filter((row) => !row.found && isOne(row));
  const share = (part: number, whole: number): string =>
    whole === 0 ? 'n/a' : `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`;
  console.log(`rows ${known.length}, without a label ${all.length - known.length}`);
  console.log(
    `precision ${share(right, right + wrong.length)}, recall ${share(right, right + missed.length)}`,
  );
  for (const { file, line, words } of wrong) console.log(`  taken for one: ${file}:${line} ${words}`);
  for (const { file, line, words } of missed) console.log(`  missed: ${file}:${line} ${words}`);
}
