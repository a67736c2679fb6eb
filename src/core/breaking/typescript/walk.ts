/** The walk over the declarations that differ: from the exports of each entry point to what they name. */
import { createCanonicals, tagsOf } from './canonical.ts';
import { compareEnums } from './enums.ts';
import { compareTables, nothingOf } from './exportTables.ts';
import type { Flows } from './flow.ts';
import { compareMembers } from './members.ts';
import { compareNamespaces } from './namespaces.ts';
import type { ExportTable, Naming } from './naming.ts';
import type { Walk } from './place.ts';
import type { Policy } from './policy.ts';
import type { World } from './program.ts';
import { createRelation } from './relate.ts';
import type { Report } from './report.ts';
import { createSameText } from './sameText.ts';
import { compareTypes } from './types.ts';
import { compareValues } from './values.ts';
import type ts from 'typescript6';

export interface WalkInput {
  readonly world: World;
  readonly naming: Naming;
  readonly flows: Flows;
  readonly report: Report;
  readonly policy: Policy;
  readonly base: readonly ExportTable[];
  readonly head: readonly ExportTable[];
  /** True when the time of the unit is over. */
  readonly isOut: () => boolean;
}

/** False when the time was over before everything that the exports reach had been looked at. */
export function walkExports(from: WalkInput): boolean {
  const { world, naming, report } = from;
  const queue: { readonly before: ts.Symbol; readonly after: ts.Symbol; readonly path: string }[] = [];
  const seen = new Map<ts.Symbol, Set<ts.Symbol>>();
  const push = (one: ts.Symbol, other: ts.Symbol, path: string): void => {
    const [before, after] = [naming.target(one), naming.target(other)];
    if (before === after || !naming.isLocal(before) || !naming.isLocal(after)) return;
    const known = seen.get(before) ?? new Set();
    if (known.has(after)) return;
    known.add(after);
    seen.set(before, known);
    queue.push({ before, after, path });
  };
  const canonicals = createCanonicals(world, naming);
  const enqueue = (before: ts.Symbol, after: ts.Symbol): void => push(before, after, naming.nameOf(before));
  const relation = createRelation(world, naming, enqueue, from.isOut);
  const walk: Walk = {
    ...from,
    canonicals,
    relation,
    sameText: createSameText(world, naming),
    enqueue,
    compareMembers: (place) => compareMembers(walk, place),
    follow: (before, after) =>
      followReferences(canonicals.of(before).references, canonicals.of(after).references, enqueue),
  };
  for (const table of from.base) {
    const other = from.head.find((candidate) => candidate.subpath === table.subpath) ?? nothingOf(table);
    if (other !== undefined) compareTables(walk, table, other, push);
  }
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (from.isOut()) {
      for (const { before, after, path } of [next, ...queue]) {
        if (canonicals.ofSymbol(before).text !== canonicals.ofSymbol(after).text) {
          report.add({
            rule: 'not-decided',
            subject: path,
            base: before.declarations?.[0],
            head: after.declarations?.[0],
          });
        }
      }
      return false;
    }
    compareDeclared(walk, next.path, next.before, next.after);
  }
  return !from.isOut();
}

function compareDeclared(walk: Walk, path: string, before: ts.Symbol, after: ts.Symbol): void {
  const { world, canonicals, report } = walk;
  const kinds = world.compiler.SymbolFlags;
  const spaces = kinds.ValueModule | kinds.NamespaceModule;
  if ((before.flags & spaces) !== 0) compareNamespaces(walk, path, before, after);
  const named = walk.sameText(before, after);
  if (named !== undefined) {
    for (const [one, other] of named) walk.enqueue(one, other);
    return;
  }
  const [old, now] = [canonicals.ofSymbol(before), canonicals.ofSymbol(after)];
  const tags = (symbol: ts.Symbol): boolean =>
    (symbol.declarations ?? []).some((node) => tagsOf(node).has('subclassable'));
  if (old.text === now.text && !old.inferred && tags(before) === tags(after)) {
    noteSwaps(walk, path, before, after);
    followReferences(old.references, now.references, walk.enqueue);
    return;
  }
  if (old.text === now.text) followReferences(old.references, now.references, walk.enqueue);
  if ((before.flags & kinds.Enum) !== 0 && (after.flags & kinds.Enum) !== 0) {
    compareEnums(walk, path, before, after);
    return;
  }
  if ((before.flags & kinds.Type) !== 0) {
    if ((after.flags & kinds.Type) === 0) {
      report.add({
        rule: 'export-kind-changed',
        subject: path,
        base: before.declarations?.[0],
        head: after.declarations?.[0],
        consumer: `import type { ${path} } from 'pkg';\nexport type Uses = ${path};`,
      });
    } else compareTypes(walk, path, before, after);
  }
  const values = kinds.Function | kinds.Variable | kinds.Property | kinds.Class | kinds.Enum;
  if (
    (before.flags & values) !== 0 &&
    (after.flags & (values | kinds.Alias)) !== 0 &&
    !((before.flags & kinds.Class) !== 0 && (after.flags & kinds.Class) !== 0)
  ) {
    compareValues(walk, path, before, after);
  }
}

/** Equal but for the order of the names of parameters: every old call compiles and means something else. */
function noteSwaps(walk: Walk, path: string, before: ts.Symbol, after: ts.Symbol): void {
  const now = walk.canonicals.ofSymbol(after).parameterNames;
  for (const [text, names] of walk.canonicals.ofSymbol(before).parameterNames) {
    const others = now.get(text);
    if (
      others === undefined ||
      names.join() === others.join() ||
      names.toSorted().join() !== others.toSorted().join()
    )
      continue;
    const member = /^"([\w$]+)"/.exec(text)?.[1];
    walk.report.add({
      rule: 'params-swapped',
      level: walk.policy.parametersSwapped,
      subject: member === undefined ? path : `${path}.${member}`,
      base: before.declarations?.[0],
      head: after.declarations?.[0],
    });
  }
}

function followReferences(
  before: ReadonlyMap<string, ts.Symbol>,
  after: ReadonlyMap<string, ts.Symbol>,
  enqueue: (a: ts.Symbol, b: ts.Symbol) => void,
): void {
  for (const [name, symbol] of before) {
    const other = after.get(name);
    if (other !== undefined) enqueue(symbol, other);
  }
}
