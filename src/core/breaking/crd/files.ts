/** Which definitions of the changed files are the same ones, and what became of the rest. */
import type { NotAnalysed } from '../change.ts';
import type { ChangedFile, Comparison, Tree } from '../detector.ts';
import type { Collector } from './collector.ts';
import { within } from './collector.ts';
import { compareDefinitions } from './compare.ts';
import { compareConventions, compareStatus } from './conventions.ts';
import type { Definition } from './definition.ts';
import { isCandidate, isDefinitionPath } from './paths.ts';
import { readDefinitions } from './read.ts';
import type { FileDefinitions } from './read.ts';

export interface FilePair {
  readonly file: ChangedFile;
  readonly base: FileDefinitions;
  readonly head: FileDefinitions;
}

/** Adds what changed to the collector, and gives what could not be read while looking elsewhere. */
export async function compareFiles(
  pairs: readonly FilePair[],
  comparison: Comparison,
  collector: Collector,
  unread: 'some' | 'none',
): Promise<readonly NotAnalysed[]> {
  const readable = pairs.filter(({ base, head }) => base.unread === undefined && head.unread === undefined);
  const search = createSearch(readable, comparison);
  const all = readable.flatMap(({ head }) => head.definitions);
  const old = new Set(readable.flatMap(({ base }) => base.definitions.map(({ name }) => name)));
  const renamed = new Set<Definition>();
  for (const { base, head } of readable) {
    for (const definition of base.definitions) {
      const here = head.definitions.find(({ name }) => name === definition.name);
      const now = here ?? (await search.find(definition.name, 'head'));
      if (now !== undefined) {
        compareDefinitions(definition, now, within(collector, definition.name));
        continue;
      }
      const other = all.find((one) => one.kind === definition.kind && !old.has(one.name));
      if (other !== undefined) {
        renamed.add(other);
        addRenamed(definition, other, collector);
      } else if (unread === 'none' && search.unread().length === 0) {
        addRemoved(definition, head.definitions, collector);
      }
    }
  }
  for (const { base, head } of readable) {
    for (const definition of head.definitions) {
      if (renamed.has(definition)) continue;
      if (base.definitions.some(({ name }) => name === definition.name)) continue;
      if ((await search.find(definition.name, 'base')) === undefined)
        addNew(definition, within(collector, definition.name));
    }
  }
  return search.unread();
}

function addRenamed(base: Definition, head: Definition, collector: Collector): void {
  const args = { from: base.name, to: head.name };
  collector.add({ rule: 'crd/renamed', subject: base.kind, args, base: base.spot, head: head.spot });
}

function addRemoved(definition: Definition, left: readonly Definition[], collector: Collector): void {
  const served = [...definition.versions.values()].some((version) => version.served);
  collector.add({
    rule: 'crd/removed',
    subject: definition.kind,
    args: { name: definition.name },
    base: definition.spot,
    head: left[0]?.spot,
    ...(served ? {} : { level: 'review' }),
  });
}

function addNew(definition: Definition, collector: Collector): void {
  const { kind, name, spot } = definition;
  collector.add({ rule: 'crd/added', subject: kind, args: { name }, head: spot });
  for (const one of definition.versions.values()) {
    const { name: version, schema, schemaSpot } = one;
    compareStatus(collector, kind, undefined, one);
    if (schema !== undefined) compareConventions({ collector, version }, schema, kind, schemaSpot);
  }
}

interface Search {
  find(name: string, side: 'base' | 'head'): Promise<Definition | undefined>;
  /** Files that may hold what was looked for. */
  unread(): readonly NotAnalysed[];
}

const mostFiles = 200;

/** Looks for definitions that moved: first among the changed files, then where definitions usually are. */
function createSearch(pairs: readonly FilePair[], comparison: Comparison): Search {
  const known = { base: new Map<string, Definition>(), head: new Map<string, Definition>() };
  for (const pair of pairs) {
    for (const side of ['base', 'head'] as const) {
      for (const one of pair[side].definitions)
        if (!known[side].has(one.name)) known[side].set(one.name, one);
    }
  }
  const own = new Set(pairs.flatMap(({ file }) => [file.base ?? '', file.head ?? '']));
  const unread: NotAnalysed[] = [];
  const loaded = { base: false, head: false };
  const load = async (side: 'base' | 'head', tree: Tree): Promise<void> => {
    const keep = (found: readonly Definition[]): void => {
      for (const one of found) if (!known[side].has(one.name)) known[side].set(one.name, one);
    };
    for (const pair of pairs) keep((await pair[side].passedOver?.()) ?? []);
    const changed = comparison.changed.flatMap((file) => file[side] ?? []).filter(isCandidate);
    const usual = tree.paths.filter(isDefinitionPath);
    const paths = [...new Set([...changed, ...usual])].filter((path) => !own.has(path));
    for (const path of paths.slice(0, mostFiles)) {
      const file = await readDefinitions(tree, path, side);
      if (file.unread !== undefined) unread.push(file.unread);
      keep(file.definitions);
    }
  };
  return {
    find: async (name, side) => {
      const found = known[side].get(name);
      if (found !== undefined || loaded[side]) return found;
      loaded[side] = true;
      await load(side, comparison[side]);
      return known[side].get(name);
    },
    unread: () => unread,
  };
}
