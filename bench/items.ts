/**
 * `node bench/items.ts [files] [rounds]`: `items`, bundled as it ships, against ripgrep counting task lines.
 * ripgrep is the speed limit, not a rival: it counts the examples in code fences too.
 * Exits with 1 when a gate is missed.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../scripts/build.mjs';
import { race, table } from './measure.ts';
import type { Contestant } from './measure.ts';
import { repository } from './repository.ts';

const [files = 10_000, rounds = 7] = process.argv.slice(2).map(Number);
const root = join(import.meta.dirname, '..');
const outdir = join(tmpdir(), 'release-readiness-bench-build');
await build({ outdir });
const program = join(outdir, 'cli.cjs');
const ripgrep = join(
  root,
  `node_modules/@vscode/ripgrep-universal/bin/${process.platform}-${process.arch}/rg`,
);
const { folder, markdown, checklists, items } = repository(files);

const contestants: readonly Contestant[] = [
  {
    name: 'ripgrep, counting task lines',
    command: [ripgrep, '-c', '-g', '*.md', String.raw`^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s`, '.'],
  },
  { name: 'node -e 0', command: [process.execPath, '-e', '0'] },
  { name: 'items --count', command: [process.execPath, program, 'items', '--count'] },
  { name: 'items --format json', command: [process.execPath, program, 'items', '--format', 'json'] },
  { name: 'items, as text', command: [process.execPath, program, 'items'] },
];
const limit = files > 50_000 ? 3 : 3.5;
const gated = ['items --count', 'items --format json', 'items, as text'] as const;

console.log(
  `${files} files, ${markdown} of them Markdown, ${checklists} checklists, ${items} items; ${rounds} rounds\n`,
);
const results = race(contestants, { folder, rounds });
console.log(table(results));
for (const name of gated) {
  const ratio = results.find((result) => result.name === name)?.wallRatio ?? NaN;
  const met = ratio <= limit;
  console.log(`${name}: ${ratio.toFixed(2)} x ripgrep, at most ${limit} wanted: ${met ? 'met' : 'missed'}`);
  process.exitCode ||= met ? 0 : 1;
}
