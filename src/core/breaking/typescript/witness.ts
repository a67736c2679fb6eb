/** A consumer that compiles against the base and not against the head proves a break. */
import type ts from 'typescript6';
import type { Change } from '../change.ts';
import type { World } from './program.ts';
import type { Draft } from './report.ts';

export interface Published {
  /** Files of the entry point on both sides. */
  readonly base: string;
  readonly head: string;
  /** Names that the entry point exports in the base. */
  readonly names: ReadonlySet<string>;
}

const mostProofs = 60;

/** The changes whose consumer was compiled against both sides with that result. */
export function proveDrafts(
  world: World,
  drafts: readonly Draft[],
  published: Published,
  isOut: () => boolean,
): ReadonlySet<Change> {
  const proven = new Set<Change>();
  const candidates = drafts
    .filter((draft) => draft.change.level === 'major' && draft.consumer !== undefined)
    .slice(0, mostProofs);
  if (candidates.length === 0 || isOut()) return proven;
  const texts = new Map<string, string>();
  for (const [index, draft] of candidates.entries()) {
    for (const side of ['base', 'head'] as const) {
      texts.set(
        consumerName(side, index),
        consumerText(draft.consumer ?? '', published.names, world.place(side, published[side])),
      );
    }
  }
  const program = world.extend(texts);
  const errorsOf = (side: 'base' | 'head', index: number): number | undefined => {
    const file = program.getSourceFile(consumerName(side, index));
    return file === undefined ? undefined : diagnosticsOf(program, file)?.length;
  };
  for (const [index, draft] of candidates.entries()) {
    if (isOut()) break;
    if (errorsOf('base', index) === 0 && (errorsOf('head', index) ?? 0) > 0) proven.add(draft.change);
  }
  return proven;
}

/** Undefined where the compiler gives up: that proves nothing. */
function diagnosticsOf(program: ts.Program, file: ts.SourceFile): readonly ts.Diagnostic[] | undefined {
  try {
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  } catch {
    return undefined;
  }
}

function consumerName(side: 'base' | 'head', index: number): string {
  return `/${side === 'base' ? 'b' : 'h'}/~consumer${index}.ts`;
}

/** The consumer with the import of what it names, as a user would write it. */
export function completed(consumer: string, names: ReadonlySet<string>): string {
  if (consumer.startsWith('import ')) return consumer;
  const words = new Set(consumer.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []);
  const used = [...words].filter((word) => names.has(word));
  return `import { ${used.join(', ')} } from 'pkg';\n${consumer.replace(/^\n/, '')}`;
}

function consumerText(consumer: string, names: ReadonlySet<string>, from: string): string {
  return `${completed(consumer, names).replaceAll("'pkg'", JSON.stringify(from))}\nexport {};`;
}

/** Arguments that tell most helper types apart. */
const samples = [
  'string',
  "'a'",
  'number',
  '1',
  'boolean',
  'null',
  'undefined',
  'unknown',
  'never',
  '{ a: string; b?: number }',
  '{ readonly a: { b: string } }',
  "{ k: 'x'; a: 1 } | { k: 'y'; b: 2 }",
  'string | undefined',
  'string[]',
  'readonly number[]',
  '[string, number?]',
  '(a: string) => Promise<number>',
] as const;
const followers = ["'a'", 'string', '{ a: number }', 'unknown'] as const;
const mostSampled = 12;
/** Fewer arguments that both sides accept say nothing. */
const fewestSamples = 3;
const constraintError = 2344;

/**
 * Changed aliases that compute a type, and that give the same type on both sides for every sample
 * argument: nobody has been found for whom they differ.
 */
export function equalOnSamples(
  world: World,
  drafts: readonly Draft[],
  published: Published,
  isOut: () => boolean,
): ReadonlySet<Change> {
  const equal = new Set<Change>();
  const candidates = drafts
    .filter(
      ({ change, sampled }) =>
        change.level === 'major' && sampled !== undefined && published.names.has(change.subject),
    )
    .slice(0, mostSampled);
  const files = new Map<string, { readonly change: Change; readonly text: string }>();
  for (const [index, { change, sampled = 1 }] of candidates.entries()) {
    const head = (side: 'base' | 'head', name: string): string =>
      `import type { ${change.subject} as ${name} } from ${JSON.stringify(world.place(side, published[side]))};`;
    const list = sampled > 3 ? [] : argumentLists(sampled);
    const parts = list.map((args, number) => {
      const [before, after] = [`Before<${args}>`, `After<${args}>`];
      const text = `${head('base', 'Before')}\n${head('head', 'After')}\ndeclare const before: ${before};\ndeclare const after: ${after};\nexport const one: ${after} = before;\nexport const two: ${before} = after;`;
      return { change, text, name: `/h/~consumerSample${index}x${number}.ts` };
    });
    for (const part of parts) files.set(part.name, part);
  }
  if (files.size === 0 || isOut()) return equal;
  const program = world.extend(new Map([...files].map(([name, part]) => [name, part.text])));
  const counts = new Map<Change, { same: number; different: number }>();
  for (const [name, part] of files) {
    const file = program.getSourceFile(name);
    if (file === undefined) continue;
    if (isOut()) return new Set();
    const count = counts.get(part.change) ?? { same: 0, different: 0 };
    counts.set(part.change, count);
    const errors = diagnosticsOf(program, file);
    if (errors === undefined) return new Set();
    if (errors.length === 0) count.same++;
    else if (!errors.some((error) => error.code === constraintError)) count.different++;
  }
  for (const [change, { same, different }] of counts)
    if (different === 0 && same >= fewestSamples) equal.add(change);
  return equal;
}

function argumentLists(count: number): readonly string[] {
  if (count === 1) return samples;
  const rest = followers.flatMap((follower) =>
    count === 2 ? [follower] : [`${follower}, ${follower}`, `${follower}, unknown`],
  );
  return samples.flatMap((first) => rest.map((others) => `${first}, ${others}`));
}
