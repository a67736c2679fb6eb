/** What changed for the clients of a GraphQL schema, over all of its files together. */
import type { Change, NotAnalysed } from '../change.ts';
import type { Budget, Compared, Comparison, Detector, Tree, Unit } from '../detector.ts';
import { lineStarts } from '../../base/text.ts';
import { compareSchemas } from './compare.ts';
import { readDefinitions } from './read.ts';
import { rules } from './rules.ts';
import type { Definitions, Schema } from './schema.ts';
import { mergeDefinitions } from './schema.ts';
import { detectorId, isSchemaPath, schemaUnits, splitSchemas } from './units.ts';

export const graphqlDetector: Detector = {
  id: detectorId,
  profiles: ['default', 'deprecated-may-go'],
  rules,
  units: schemaUnits,
  compare,
};

async function compare(unit: Unit, comparison: Comparison, budget: Budget): Promise<Compared> {
  const notAnalysed: NotAnalysed[] = [];
  const base: Definitions[] = [];
  const head: Definitions[] = [];
  const deadline = budget.elapsed() + budget.milliseconds;
  for (const file of unit.files) {
    const late = budget.cancelled() ? 'cancelled' : budget.elapsed() > deadline ? 'timeBudget' : undefined;
    if (late !== undefined) {
      notAnalysed.push({ path: file.head ?? file.base ?? unit.path, reason: late, detail: '' });
      continue;
    }
    const before = await readSide(comparison.base, file.base, notAnalysed);
    const after = await readSide(comparison.head, file.head, notAnalysed);
    // What cannot be read on one side says nothing about the other.
    if (before === 'unreadable' || after === 'unreadable') continue;
    if (before !== undefined) base.push(before);
    if (after !== undefined) head.push(after);
  }
  notAnalysed.push(...syntaxNotes(base, 'base'), ...syntaxNotes(head, 'head'));
  const changes = compareAll({ base, head }, unit, comparison.profiles[detectorId]);
  return { changes, notAnalysed };
}

function compareAll(
  sides: { readonly base: readonly Definitions[]; readonly head: readonly Definitions[] },
  unit: Unit,
  profile: string | undefined,
): readonly Change[] {
  const schemas = splitSchemas(sides, unit.files).map((split) => ({
    base: mergeDefinitions(split.base),
    head: mergeDefinitions(split.head),
  }));
  const found = new Map<string, Change>();
  for (const one of schemas) {
    const others = schemas.filter((other) => other !== one);
    const movedTo = (name: string): boolean =>
      others.some((other) => other.head.types.has(name) && !other.base.types.has(name));
    const gone = goneWhole(one, sides.base, sides.head, movedTo);
    const changes = gone === undefined ? compareSchemas(one.base, one.head, { profile, movedTo }) : [gone];
    for (const change of changes) {
      const key = JSON.stringify([change.rule, change.args]);
      if (!found.has(key)) found.set(key, change);
    }
  }
  return [...found.values()];
}

/** All files of a schema are gone: one change instead of one for each type. */
function goneWhole(
  one: { readonly base: Schema; readonly head: Schema },
  base: readonly Definitions[],
  head: readonly Definitions[],
  movedTo: (name: string) => boolean,
): Change | undefined {
  const [first] = one.base.types.values();
  if (first === undefined || one.base.types.size < 2 || one.head.types.size + one.head.directives.size > 0)
    return undefined;
  if ([...one.base.types.keys()].some(movedTo)) return undefined;
  const { path } = first.spot.file;
  if (head.some(({ file }) => file.path === path) || base.length === 0) return undefined;
  return {
    rule: 'graphql/schema-removed',
    detector: detectorId,
    level: 'major',
    confidence: 'likely',
    subject: path,
    args: { subject: path, count: one.base.types.size },
    base: { path, line: 1, column: 1 },
  };
}

async function readSide(
  tree: Tree,
  path: string | undefined,
  notAnalysed: NotAnalysed[],
): Promise<Definitions | 'unreadable' | undefined> {
  if (path === undefined || !isSchemaPath(path)) return undefined;
  const read = await tree.read(path);
  if (read.ok) return readDefinitions({ path, text: read.text });
  notAnalysed.push({ path, reason: read.reason, detail: read.detail });
  return 'unreadable';
}

/** One note for each file and side, with the first place where reading stopped. */
function syntaxNotes(files: readonly Definitions[], side: 'base' | 'head'): readonly NotAnalysed[] {
  return files.flatMap(({ file, errors }) => {
    const [first] = errors;
    if (first === undefined) return [];
    const starts = lineStarts(file.text);
    const line = starts.findLastIndex((start) => start <= first.offset) + 1;
    const column = first.offset - (starts[line - 1] ?? 0) + 1;
    const found = first.found === '' ? 'end of file' : `"${first.found}"`;
    const more = errors.length > 1 ? `, and ${errors.length - 1} more` : '';
    return [
      { path: file.path, reason: 'syntax' as const, detail: `${side}:${line}:${column}: ${found}${more}` },
    ];
  });
}
