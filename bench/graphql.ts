/** A schema of a megabyte: our reading and comparing against building and comparing with graphql-js, in turn. */
import { buildASTSchema, findBreakingChanges, parse } from 'graphql';
import { graphqlDetector } from '../src/core/breaking/graphql/index.ts';
import type { Comparison, Tree } from '../src/core/breaking/detector.ts';

const rounds = 11;
const base = schemaText({ types: 3500, without: -1 });
const head = schemaText({ types: 3500, without: 1200 });

const ours: number[] = [];
const theirs: number[] = [];
for (let round = 0; round < rounds; round++) {
  ours.push(await timed(compareOurs));
  theirs.push(await timed(compareTheirs));
}
const ratios = ours.map((one, index) => one / (theirs[index] ?? 1));
console.log(`schema: ${(base.length / 1e6).toFixed(2)} MB a side, ${rounds} rounds, medians`);
console.log(`first round, cold: ${ours[0]?.toFixed(0)} ms to ${theirs[0]?.toFixed(0)} ms`);
console.log(`read and compare: ${median(ours).toFixed(0)} ms`);
console.log(`graphql-js build and findBreakingChanges: ${median(theirs).toFixed(0)} ms`);
console.log(`ratio: ${median(ratios).toFixed(2)} (goal: at most 1.3)`);

async function compareOurs(): Promise<number> {
  const comparison: Comparison = {
    base: tree(base),
    head: tree(head),
    changed: [{ base: 'schema.graphql', head: 'schema.graphql' }],
    profiles: {},
  };
  const budget = { milliseconds: 60_000, cancelled: () => false, elapsed: () => 0 };
  let count = 0;
  for (const unit of graphqlDetector.units(comparison)) {
    const { changes } = await graphqlDetector.compare(unit, comparison, budget);
    count += changes.filter(({ level }) => level === 'major').length;
  }
  return count;
}

function compareTheirs(): number {
  const options = { assumeValid: true };
  return findBreakingChanges(buildASTSchema(parse(base), options), buildASTSchema(parse(head), options))
    .length;
}

async function timed(run: () => number | Promise<number>): Promise<number> {
  const start = performance.now();
  const count = await run();
  if (count === 0) throw new Error('the bench schema has changes, and none was found');
  return performance.now() - start;
}

function tree(text: string): Tree {
  return {
    paths: ['schema.graphql'],
    has: (path) => path === 'schema.graphql',
    read: () => Promise.resolve({ ok: true, text }),
  };
}

function schemaText(options: { readonly types: number; readonly without: number }): string {
  const parts = ['interface Node {\n  id: ID!\n}\n'];
  for (let index = 0; index < options.types; index++) {
    const field = index === options.without ? '' : '  count(first: Int = 10, by: Input0): Int!\n';
    parts.push(
      `"""\nWhat number ${index} is, told in a sentence of usual length.\n"""\ntype Type${index} implements Node {\n  id: ID!\n  "The name."\n  name: String\n${field}  next(after: String, before: String, first: Int): [Type${(index + 1) % options.types}!] @deprecated(reason: "Use name.")\n}\n`,
    );
    if (index % 4 === 0)
      parts.push(
        `input Input${index} {\n  a: Int! = 1\n  b: [String!]\n}\nenum Enum${index} {\n  ON\n  OFF\n}\n`,
      );
  }
  parts.push('type Query {\n  node(id: ID!): Node\n  first: Type0\n}\n');
  return parts.join('\n');
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
