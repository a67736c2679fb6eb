/**
 * `node bench/declarations.ts [ROUNDS]`: the declarations of a compiler, some 600 KB in one file, with a handful of
 * edits, compared in a warm process, against plain parsing of the same two texts in the same rounds. Exits with
 * 1 when the edits are not found or the gate is missed.
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
const comparison = memoryComparison({ 'index.d.ts': text }, { 'index.d.ts': edited });
const budget = { milliseconds: 60_000, cancelled: () => false, elapsed: () => performance.now() };

const parse = (): void => {
  for (const side of [text, edited]) ts.createSourceFile('index.d.ts', side, ts.ScriptTarget.ES2022, true);
};
const compare = async (): Promise<number> => {
  let found = 0;
  for (const unit of typescriptDetector.units(comparison)) {
    found += (await typescriptDetector.compare(unit, comparison, budget)).changes.length;
  }
  return found;
};

const began = performance.now();
const found = await compare();
const cold = performance.now() - began;
const times = { parse: new Array<number>(), compare: new Array<number>() };
for (let round = 0; round < rounds; round++) {
  const before = performance.now();
  parse();
  const between = performance.now();
  await compare();
  times.parse.push(between - before);
  times.compare.push(performance.now() - between);
}
const ratio = median(times.compare.map((time, round) => time / (times.parse[round] ?? NaN)));
process.stdout.write(
  `${(text.length / 1024).toFixed(0)} KB, ${found} changes of ${edits.length} edits: cold ${cold.toFixed(0)} ms, ` +
    `warm ${median(times.compare).toFixed(0)} ms, plain parse ${median(times.parse).toFixed(0)} ms, ` +
    `ratio ${ratio.toFixed(1)} (gate ${limitRatio})\n`,
);
process.exitCode = found >= edits.length && ratio <= limitRatio ? 0 : 1;
