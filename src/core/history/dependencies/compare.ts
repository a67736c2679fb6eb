/** What two ends of a range ask for: the difference, as people want to read it. */
import type { DependencyChange } from '../model.ts';
import type { Declared, LockReader, ManifestReader, Resolved } from './model.ts';
import { isForShow, lockReaders, manifestReaders } from './table.ts';

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
    const reader = lockReaders.find(({ matches }) => matches.test(path));
    return reader === undefined ? [] : [{ path, reader }];
  });
  const manifests = new Set(changed.filter((path) => readerFor(path) !== undefined));
  for (const { path, reader } of locks) {
    for (const manifest of resolvedBy(path, reader, ends.headPaths)) {
      manifests.add(manifest);
    }
  }
  const unread: string[] = [];
  const resolved = await Promise.all(locks.map((lock) => lockEnds(lock, ends, unread)));
  const changes: DependencyChange[] = [];
  for (const path of [...manifests].toSorted()) {
    const reader = readerFor(path);
    if (reader !== undefined) {
      const lock = resolved
        .filter(({ reader: own, folder }) => own.resolves.test(path) && path.startsWith(folder))
        .at(-1);
      changes.push(...(await manifestChanges(path, reader, { ends, lock, unread })));
    }
  }
  return { changes: changes.toSorted(byWeight), unread: unread.toSorted() };
}

function readerFor(path: string): ManifestReader | undefined {
  return manifestReaders.find(({ matches }) => matches.test(path));
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
  const old = byName(before);
  const now = byName(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .toSorted()
    .flatMap((name): readonly DependencyChange[] => {
      const from = versionOf(old.get(name), lock?.base);
      const to = versionOf(now.get(name), lock?.head);
      const kind = now.get(name)?.kind ?? old.get(name)?.kind ?? 'runtime';
      const declared = old.get(name)?.version === now.get(name)?.version;
      // Where the wish is the same, only what was resolved can differ; where both differ, the wish is shown.
      const [shownFrom, shownTo] = declared ? [from.resolved, to.resolved] : [from.declared, to.declared];
      if (old.has(name) && now.has(name) && shownFrom === shownTo) {
        return [];
      }
      return [
        {
          name,
          ecosystem,
          manifest: path,
          kind,
          ...(old.has(name) ? { from: declared ? from.resolved : from.declared } : {}),
          ...(now.has(name) ? { to: declared ? to.resolved : to.declared } : {}),
          step: stepOf(
            old.has(name) ? from.declared || from.resolved : undefined,
            now.has(name) ? to.declared || to.resolved : undefined,
            {
              from: from.resolved,
              to: to.resolved,
            },
          ),
        },
      ];
    });
}

/** The same name twice: the one that reaches furthest counts. */
function byName(declared: readonly Declared[]): ReadonlyMap<string, Declared> {
  const found = new Map<string, Declared>();
  for (const one of declared) {
    if (!found.has(one.name)) {
      found.set(one.name, one);
    }
  }
  return found;
}

function versionOf(
  declared: Declared | undefined,
  resolved: Resolved | undefined,
): { readonly declared: string; readonly resolved: string } {
  const version = declared?.version ?? '';
  const [first] = declared === undefined ? [] : (resolved?.get(declared.name) ?? []);
  return { declared: version, resolved: first ?? version };
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
