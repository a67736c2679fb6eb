/**
 * `node bench/declarations.ts [ROUNDS]`: the declarations of a compiler, some 600 KB in one file, with a handful of
 * edits, compared in a warm process, against plain parsing of the same two texts in the same rounds, in time of the
 * processor. Every round has an edit of its own, as while somebody types; in a second series the base is new in
 * every round too. Exits with 1 when the edits are not found or the gate is missed in either series.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript6';
import { typescriptDetector } from '../src/core/breaking/typescript/index.ts';
import { memoryComparison } from '../test/support/memoryTrees.ts';
import { median } from './measure.ts';

const limitRatio = 2;
const rounds = Number(process.argv[2] ?? 7);

const folder = dirname(createRequire(import.meta.url).resolve('typescript6/package.json'));
const text = readFileSync(join(folder, 'lib/typescript.d.ts'), 'utf8');
const edits: readonly (readonly [string, string])[] = [
  ['function getDefaultLibFileName(options: CompilerOptions): string;', ''],
  ['interface TextSpan {', 'interface TextSpan { readonly more?: number;'],
  ['getTypeChecker(): TypeChecker;', 'getTypeChecker(deep: boolean): TypeChecker;'],
];
const edited = edits.reduce((all, [from, to]) => {
  if (!all.includes(from)) throw new Error(`The declarations no longer hold "${from}".`);
  return all.replace(from, to);
}, text);
const budget = { milliseconds: 60_000, cancelled: () => false, elapsed: () => performance.now() };

/** Milliseconds of the processor, all threads. */
async function cost(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function compare(base: string, head: string): Promise<number> {
  const comparison = memoryComparison({ 'index.d.ts': base }, { 'index.d.ts': head });
  let found = 0;
  for (const unit of typescriptDetector.units(comparison)) {
    found += (await typescriptDetector.compare(unit, comparison, budget)).changes.length;
  }
  return found;
}

async function series(title: string, baseOf: (round: number) => string): Promise<number> {
  const times = { parse: new Array<number>(), compare: new Array<number>() };
  for (let round = 0; round < rounds; round++) {
    const base = baseOf(round);
    const head = `${edited}\n// ${title} ${round}\n`.replace('more?: number', `more${round}?: number`);
    times.parse.push(
      await cost(() => {
        for (const side of [base, head])
          ts.createSourceFile('index.d.ts', side, ts.ScriptTarget.ES2022, true);
      }),
    );
    times.compare.push(await cost(() => compare(base, head)));
  }
  const ratio = median(times.compare.map((time, round) => time / (times.parse[round] ?? NaN)));
  process.stdout.write(
    `${title}: ${median(times.compare).toFixed(0)} ms of the processor, plain parse ` +
      `${median(times.parse).toFixed(0)} ms, ratio ${ratio.toFixed(1)} (gate ${limitRatio})\n`,
  );
  return ratio;
}

let found = 0;
const cold = await cost(async () => {
  found = await compare(text, edited);
});
process.stdout.write(
  `${(text.length / 1024).toFixed(0)} KB, ${found} changes of ${edits.length} edits, cold ${cold.toFixed(0)} ms\n`,
);
const again = await series('the same base', () => text);
const fresh = await series('another base', (round) => `${text}\n// base ${round}\n`);
process.exitCode = found >= edits.length && Math.max(again, fresh) <= limitRatio ? 0 : 1;
