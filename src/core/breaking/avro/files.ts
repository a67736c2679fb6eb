/** Which schemas of the changed files are the same ones, and what became of the rest. */
import type { NotAnalysed } from '../change.ts';
import type { Collector } from './collector.ts';
import type { Sides } from './walk.ts';
import { compareTypes } from './compareTypes.ts';
import type { Others } from './missing.ts';
import { compareProtocols } from './protocol.ts';
import { createResolver } from './resolve.ts';
import type { Lookup } from './resolve.ts';
import type { AvroType, Document, Named } from './schema.ts';
import { isNamed, simpleName } from './schema.ts';

export interface FilePair {
  readonly base?: Document;
  readonly head?: Document;
}

type Late = () => NotAnalysed['reason'] | undefined;

/** Adds what changed to the collector, and gives what could not be compared. */
export function compareAll(
  pairs: readonly FilePair[],
  others: Others,
  collector: Collector,
  late: Late,
): readonly NotAnalysed[] {
  const base = pairs.flatMap((pair) => pair.base ?? []);
  const head = pairs.flatMap((pair) => pair.head ?? []);
  const lookup = createLookup([...base, ...others.base], [...head, ...others.head]);
  const resolver = createResolver(lookup);
  const sides: Sides = { lookup, resolver, collector, waiting: [], seen: new Map() };
  const heads = new Map([...others.head, ...head].flatMap(({ named }) => [...named]));
  const bases = new Set(base.flatMap(({ named }) => [...named.keys()]));
  const taken = new Set<AvroType>();
  const notAnalysed: NotAnalysed[] = [];
  for (const pair of pairs) {
    const reason = late();
    if (reason !== undefined) {
      const path = (pair.head ?? pair.base)?.file.path ?? '';
      notAnalysed.push({ path, reason, detail: '' });
      continue;
    }
    comparePair(sides, pair, { heads, taken });
    if (resolver.exhausted()) {
      const path = (pair.head ?? pair.base)?.file.path ?? '';
      return [...notAnalysed, { path, reason: 'timeBudget', detail: 'too many types use one another' }];
    }
  }
  for (const { roots } of head) {
    for (const root of roots) {
      if (taken.has(root) || !isNamed(root) || bases.has(root.name)) continue;
      const found = { subject: simpleName(root.name), head: root.spot, pointer: root.pointer };
      collector.add({ rule: 'avro/schema-added', ...found, purpose: 'data' });
    }
  }
  return notAnalysed;
}

interface Heads {
  /** Every definition of the new side, by its name. */
  readonly heads: ReadonlyMap<string, Named>;
  /** Types that have a partner. */
  readonly taken: Set<AvroType>;
}

function comparePair(sides: Sides, { base, head }: FilePair, { heads, taken }: Heads): void {
  if (base === undefined) return;
  const left = (head?.roots ?? []).filter((root) => !taken.has(root));
  const unmatched: AvroType[] = [];
  const pairUp = (one: AvroType, other: AvroType): void => {
    taken.add(other);
    const index = left.indexOf(other);
    if (index !== -1) left.splice(index, 1);
    const subject = isNamed(one) ? simpleName(one.name) : fileName(base);
    compareTypes(sides, { base: one, head: other, subject, purpose: 'data' });
  };
  // Messages first: they tell which types are answers.
  if (base.protocol !== undefined && head?.protocol !== undefined)
    compareProtocols(sides, base.protocol, head.protocol);
  for (const root of base.roots) {
    const same = isNamed(root) ? namesake(root, heads) : undefined;
    if (same === undefined) unmatched.push(root);
    else pairUp(root, same);
  }
  const used = unmatched.length === 0 ? undefined : usedBySurvivors(base, heads);
  for (const root of unmatched) {
    // A schema file holds one schema; in a protocol only names tell which type is which.
    const other = base.protocol === undefined ? left[0] : undefined;
    if (other === undefined) {
      if (!isNamed(root) || used?.has(root.name) !== true) addRemoved(sides, base, root, head);
    } else pairUp(root, other);
  }
  if (base.protocol !== undefined && head?.protocol === undefined && base.roots.length === 0) {
    addRemoved(sides, base, undefined, head);
  }
}

/** Names that types which are still there used: those are told for what they use now. */
function usedBySurvivors(base: Document, heads: ReadonlyMap<string, Named>): ReadonlySet<string> {
  const survivors = base.roots.filter(isNamed).filter(({ name }) => heads.has(name));
  return new Set(survivors.flatMap(({ name }) => base.usedIn(name)).flatMap(({ names }) => names));
}

/** The type of the same full name, wherever it stands now, or one that names it as an alias. */
function namesake(root: Named, heads: ReadonlyMap<string, Named>): Named | undefined {
  const same = heads.get(root.name);
  if (same !== undefined) return same.kind === root.kind ? same : undefined;
  for (const type of heads.values()) {
    if (type.kind === root.kind && type.aliases.includes(root.name)) return type;
  }
  return undefined;
}

function addRemoved(
  sides: Sides,
  base: Document,
  root: AvroType | undefined,
  head: Document | undefined,
): void {
  const named = root !== undefined && isNamed(root);
  const place = root?.spot ?? base.protocol?.spot;
  const survivor = head?.protocol?.spot ?? head?.roots[0]?.spot;
  sides.collector.add({
    rule: 'avro/schema-removed',
    subject: named ? simpleName(root.name) : (base.protocol?.name ?? fileName(base)),
    base: place,
    head: survivor,
    purpose: 'data',
    likely: true,
  });
}

function fileName({ file }: Document): string {
  return file.path.slice(file.path.lastIndexOf('/') + 1);
}

/** Definitions of the same file come before those of others. */
function createLookup(base: readonly Document[], head: readonly Document[]): Lookup {
  const sideOf = (documents: readonly Document[]): ReadonlyMap<string, Named> => {
    const all = new Map<string, Named>();
    for (const { named } of documents) {
      for (const [name, type] of named) if (!all.has(name)) all.set(name, type);
    }
    return all;
  };
  const byFile = new Map<unknown, readonly ReadonlyMap<string, Named>[]>();
  for (const documents of [base, head]) {
    const all = sideOf(documents);
    for (const { file, named } of documents) byFile.set(file, [named, all]);
  }
  return (type) => {
    if (type.kind !== 'reference') return type;
    const scopes = byFile.get(type.spot.file) ?? [];
    for (const scope of scopes) {
      for (const name of type.names) {
        const found = scope.get(name);
        if (found !== undefined) return found;
      }
    }
    return type;
  };
}
