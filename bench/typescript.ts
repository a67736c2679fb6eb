/**
 * `node bench/typescript.ts`: a package of many declarations in which few differ, compared in a process
 * that is warm, against plain parsing of the same texts in the same rounds. Exits with 1 when the gate
 * is missed.
 */
import ts from 'typescript6';
import { typescriptDetector } from '../src/core/breaking/typescript/index.ts';
import { memoryComparison } from '../test/support/memoryTrees.ts';

/** Comparing parses both sides, loads the names of both into one program and prints what may differ. */
const limitRatio = 12;
const rounds = 8;
const count = 1500;

function declarations(changed: ReadonlySet<number>): string {
  return Array.from({ length: count }, (_, index) => {
    const other = `Part${(index * 7) % count}`;
    const type = changed.has(index) ? 'number' : 'string';
    return `export interface Part${index}<T = unknown> { readonly id: ${type}; next?: ${other}<T>; find(key: string, options?: { deep: boolean }): Promise<${other}<T>[]>; }`;
  }).join('\n');
}

const base = { 'index.d.ts': declarations(new Set()) };
const head = { 'index.d.ts': declarations(new Set([3, 500, 1400])) };
const comparison = memoryComparison(base, head);
const budget = { milliseconds: 60_000, cancelled: () => false, elapsed: () => performance.now() };

const parse = (): void => {
  for (const text of [base['index.d.ts'], head['index.d.ts']])
    ts.createSourceFile('index.d.ts', text, ts.ScriptTarget.ES2022, true);
};
const compare = async (): Promise<number> => {
  let changes = 0;
  for (const unit of typescriptDetector.units(comparison)) {
    changes += (await typescriptDetector.compare(unit, comparison, budget)).changes.length;
  }
  return changes;
};

const started = performance.now();
const changes = await compare();
const cold = performance.now() - started;
const times = { parse: new Array<number>(), compare: new Array<number>() };
for (let round = 0; round < rounds; round++) {
  const before = performance.now();
  parse();
  const between = performance.now();
  await compare();
  times.parse.push(between - before);
  times.compare.push(performance.now() - between);
}
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const ratio = median(times.compare) / median(times.parse);
process.stdout.write(
  `${count} declarations, ${changes} changes: cold ${cold.toFixed(0)} ms, warm ${median(times.compare).toFixed(0)} ms, ` +
    `plain parse ${median(times.parse).toFixed(0)} ms, ratio ${ratio.toFixed(1)} (limit ${limitRatio})\n`,
);
process.exitCode = changes === 3 && ratio <= limitRatio ? 0 : 1;
