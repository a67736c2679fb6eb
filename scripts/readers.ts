/**
 * Holds both readers against each other on every Markdown file below a folder: `node scripts/readers.ts FOLDER`.
 * Names each file of which they say different things, prints the counts, and exits with 1 when there is one.
 */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { readChecklist } from '../src/core/checklist/read.ts';

/** Whether both give the same checklist and the same findings, and how many items the full reader sees. */
export async function sameAnswer(text: string): Promise<{ readonly same: boolean; readonly items: number }> {
  const [full, scan] = await Promise.all(
    (['full', 'scan'] as const).map((reader) => readChecklist(text, { file: 'a.md', reader })),
  );
  return { same: isDeepStrictEqual(full, scan), items: full?.value.items.length ?? 0 };
}

async function main(folder: string | undefined): Promise<number> {
  if (folder === undefined) {
    process.stderr.write('Usage: node scripts/readers.ts FOLDER\n');
    return 2;
  }
  const counts = { files: 0, items: 0, different: 0, notUtf8: 0, slowest: 0 };
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    process.stderr.write(`${folder} is no folder. Name one that holds Markdown files.\n`);
    return 2;
  }
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((one) => /\.(?:md|markdown)$/i.test(one)).toSorted()) {
    const file = path.join(folder, name);
    if (!fs.lstatSync(file).isFile()) continue;
    const text = textOf(file);
    if (text === undefined) {
      counts.notUtf8++;
      continue;
    }
    const start = performance.now();
    const { same, items } = await sameAnswer(text);
    counts.slowest = Math.max(counts.slowest, Math.round(performance.now() - start));
    counts.files++;
    counts.items += items;
    if (same) continue;
    counts.different++;
    process.stdout.write(`different ${name}\n`);
  }
  process.stdout.write(
    `files ${counts.files}, not UTF-8 ${counts.notUtf8}, items ${counts.items}, ` +
      `different ${counts.different}, slowest ${counts.slowest} ms for both\n`,
  );
  return counts.different === 0 && counts.files > 0 ? 0 : 1;
}

function textOf(file: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(fs.readFileSync(file));
  } catch {
    return undefined;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = await main(process.argv[2]);
}
