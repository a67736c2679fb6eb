/** What two ends of a range ask for: the difference, as people want to read it. */
import type { DependencyChange } from '../model.ts';
import type { Declared, LockReader, ManifestReader, Resolved } from './model.ts';
import { isForShow, lockReader, manifestReader } from './table.ts';

/** Reads a file at one end; undefined when it is not there or cannot be read. */
export type ReadText = (path: string) => Promise<string | undefined>;

export interface DependencyEnds {
  /** Paths that differ between the two ends. */
  readonly changed: readonly string[];
  /** All paths of the head; manifests beside a lock file that changed are looked up here. */
  readonly headPaths: readonly string[];
  readonly base: ReadText;
  readonly head: ReadText;
}

export interface DependencyDifference {
  /** Major steps first. */
  readonly changes: readonly DependencyChange[];
  /** Manifests and lock files that could not be read. */
  readonly unread: readonly string[];
}

export async function compareDependencies(ends: DependencyEnds): Promise<DependencyDifference> {
  const changed = ends.changed.filter((path) => !isForShow(path));
  const locks = changed.flatMap((path) => {
    const reader = lockReader(path);
    return reader === undefined ? [] : [{ path, reader }];
  });
  const manifests = new Set(changed.filter((path) => manifestReader(path) !== undefined));
  for (const { path, reader } of locks) {
    for (const manifest of resolvedBy(path, reader, ends.headPaths)) {
      manifests.add(manifest);
    }
  }
  const known = new Set(ends.headPaths);
  const unread: string[] = [];
  const resolved = await Promise.all(locks.map((lock) => lockEnds(lock, ends, unread)));
  const changes: DependencyChange[] = [];
  for (const path of [...manifests].toSorted()) {
    const reader = manifestReader(path);
    const told = reader?.toldBy === undefined ? undefined : `${folderOf(path)}${reader.toldBy}`;
    if (reader !== undefined && (told === undefined || !known.has(told))) {
      const lock = resolved
        .filter(({ reader: own, folder }) => own.resolves.test(path) && path.startsWith(folder))
        .at(-1);
      changes.push(...(await manifestChanges(path, reader, { ends, lock, unread })));
    }
  }
  return { changes: changes.toSorted(byWeight), unread: unread.toSorted() };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function resolvedBy(lock: string, { resolves }: LockReader, paths: readonly string[]): readonly string[] {
  const folder = folderOf(lock);
  return paths.filter((path) => path.startsWith(folder) && resolves.test(path) && !isForShow(path));
}

interface LockEnds {
  readonly folder: string;
  readonly reader: LockReader;
  readonly base: Resolved | undefined;
  readonly head: Resolved | undefined;
}

async function lockEnds(
  { path, reader }: { readonly path: string; readonly reader: LockReader },
  { base, head }: DependencyEnds,
  unread: string[],
): Promise<LockEnds> {
  const texts = await Promise.all([base(path), head(path)]);
  const [before, after] = texts.map((text) => {
    const read = text === undefined ? undefined : reader.read(text);
    if (text !== undefined && read === undefined && !unread.includes(path)) {
      unread.push(path);
    }
    return read;
  });
  return { folder: folderOf(path), reader, base: before, head: after };
}

interface Around {
  readonly ends: DependencyEnds;
  readonly lock: LockEnds | undefined;
  readonly unread: string[];
}

async function manifestChanges(
  path: string,
  { read, ecosystem }: ManifestReader,
  { ends, lock, unread }: Around,
): Promise<readonly DependencyChange[]> {
  const texts = await Promise.all([ends.base(path), ends.head(path)]);
  const sides = texts.map((text) => (text === undefined ? [] : read(text)));
  const [before, after] = sides;
  if (before === undefined || after === undefined) {
    unread.push(path);
    return [];
  }
  const direct = (side: readonly Declared[]) => side.filter(({ indirect }) => indirect !== true);
  return comparedDeclarations(
    { path, ecosystem },
    { before: direct(before), after: direct(after) },
    {
      ...(lock?.base === undefined ? {} : { base: lock.base }),
      ...(lock?.head === undefined ? {} : { head: lock.head }),
    },
  );
}

/**
 * What differs between two states of one manifest, and in what was resolved for it. What moves to another
 * kind is gone from one and new in the other.
 */
export function comparedDeclarations(
  { path, ecosystem }: { readonly path: string; readonly ecosystem: string },
  sides: { readonly before: readonly Declared[]; readonly after: readonly Declared[] },
  lock: { readonly base?: Resolved; readonly head?: Resolved } = {},
): readonly DependencyChange[] {
  const [old, now] = [byKey(sides.before), byKey(sides.after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .toSorted()
    .flatMap((key): readonly DependencyChange[] => {
      const [was, is] = [old.get(key), now.get(key)];
      const one = is ?? was;
      if (one === undefined) return [];
      const from = was === undefined ? undefined : versionOf(was, lock.base);
      const to = is === undefined ? undefined : versionOf(is, lock.head);
      // Where the wish is the same, only what was resolved can differ; where both differ, the wish is shown.
      const shown = was?.version === is?.version ? 'resolved' : 'declared';
      if (from !== undefined && to !== undefined && from[shown] === to[shown]) return [];
      return [
        {
          name: one.name,
          ecosystem,
          manifest: path,
          kind: one.kind,
          ...(from === undefined ? {} : { from: from[shown] }),
          ...(to === undefined ? {} : { to: to[shown] }),
          step: stepOf(from?.declared || from?.resolved, to?.declared || to?.resolved, {
            from: from?.resolved ?? '',
            to: to?.resolved ?? '',
          }),
        },
      ];
    });
}

/** The same twice: the first one counts. */
function byKey(declared: readonly Declared[]): ReadonlyMap<string, Declared> {
  const found = new Map<string, Declared>();
  for (const one of declared) {
    const key = [one.name, one.kind, String(one.indirect)].join('\n');
    if (!found.has(key)) {
      found.set(key, one);
    }
  }
  return found;
}

function versionOf(
  { name, version }: Declared,
  resolved: Resolved | undefined,
): { readonly declared: string; readonly resolved: string } {
  return { declared: version, resolved: resolved?.get(name)?.[0] ?? version };
}

/** By the versions that were resolved where both are known, else by what the ranges start with. */
export function stepOf(
  from: string | undefined,
  to: string | undefined,
  resolved: { readonly from: string; readonly to: string } = { from: from ?? '', to: to ?? '' },
): DependencyChange['step'] {
  if (from === undefined) return 'added';
  if (to === undefined) return 'removed';
  const exact = [numbersIn(resolved.from), numbersIn(resolved.to)];
  const [before, after] =
    exact.every((numbers) => numbers !== undefined) && resolved.from !== resolved.to
      ? exact
      : [numbersIn(from), numbersIn(to)];
  if (before === undefined || after === undefined) return 'other';
  const at = before.findIndex((number, index) => number !== after[index]);
  if (at === -1) return 'other';
  // Below 1.0.0 the second number is what breaks.
  return at === 0 || (at === 1 && before[0] === 0) ? 'major' : at === 1 ? 'minor' : 'patch';
}

function numbersIn(version: string): readonly [number, number, number] | undefined {
  const shaped = /(?<![\w.])v?(\d{1,9})(?:\.(\d{1,9}|[x*]))?(?:\.(\d{1,9}|[x*]))?/.exec(version);
  if (shaped === null) {
    return undefined;
  }
  const [major = 0, minor = 0, patch = 0] = shaped.slice(1).map((part) => Number(part ?? 0) || 0);
  return [major, minor, patch];
}

const steps: readonly DependencyChange['step'][] = ['major', 'removed', 'added', 'minor', 'patch', 'other'];

function byWeight(a: DependencyChange, b: DependencyChange): number {
  const kinds = Number(a.kind === 'development') - Number(b.kind === 'development');
  return (
    kinds ||
    steps.indexOf(a.step) - steps.indexOf(b.step) ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : a.manifest < b.manifest ? -1 : 1)
  );
}
