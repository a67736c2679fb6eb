/** Results that need not be worked out again, because everything that was read is still the same. */
import type { Change, NotAnalysed } from './change.ts';
import type { Compared, Comparison, Tree, Unit } from './detector.ts';

/** Something that a detector asked of a tree, and what it got. */
export interface Dependency {
  readonly side: 'base' | 'head';
  /** A path, or `*` for the list of all paths. */
  readonly path: string;
  /** Object name of the content or of the list; absent for a file that is not there. */
  readonly id?: string;
}

/** Plain data, so that a cache may keep it outside of memory. */
export interface CachedResult {
  readonly dependencies: readonly Dependency[];
  readonly changes: readonly Change[];
  readonly notAnalysed: readonly NotAnalysed[];
}

/** Kept by the pair of contents that a unit answers for; a cache may forget at any time. */
export interface ResultCache {
  get(key: string): CachedResult | undefined;
  set(key: string, result: CachedResult): void;
}

/** The most recently used results, `limit` of them. */
export function memoryCache(limit = 256): ResultCache {
  const results = new Map<string, CachedResult>();
  return {
    get: (key) => {
      const result = results.get(key);
      if (result !== undefined) {
        results.delete(key);
        results.set(key, result);
      }
      return result;
    },
    set: (key, result) => {
      results.delete(key);
      results.set(key, result);
      const [oldest] = results.keys();
      if (results.size > limit && oldest !== undefined) {
        results.delete(oldest);
      }
    },
  };
}

/** Undefined where a content has no name, as in a working tree: then nothing can be known to be the same. */
export function cacheKey(unit: Unit, comparison: Comparison, profile: string): string | undefined {
  const parts = [unit.detector, profile, unit.path];
  for (const { base, head } of unit.files) {
    for (const [tree, path] of [
      [comparison.base, base],
      [comparison.head, head],
    ] as const) {
      const id = path === undefined ? '-' : tree.id?.(path);
      if (id === undefined) {
        return undefined;
      }
      parts.push(path ?? '', id);
    }
  }
  return parts.join('\0');
}

/** Whether every answer that led to the result would be the same today. */
export function stillHolds(result: CachedResult, comparison: Comparison): boolean {
  return result.dependencies.every(({ side, path, id }) => {
    const tree = comparison[side];
    if (path === everyPath) {
      return listingId(tree) === id;
    }
    return tree.has(path) ? id !== undefined && tree.id?.(path) === id : id === undefined;
  });
}

/** The comparison, and what is asked of it from now on. */
export function recorded(comparison: Comparison): {
  readonly comparison: Comparison;
  /** Undefined when an answer had no name. */
  readonly dependencies: () => readonly Dependency[] | undefined;
} {
  const asked = new Map<string, Dependency | undefined>();
  const watch = (side: 'base' | 'head'): Tree => {
    const tree = comparison[side];
    const note = (path: string) => {
      const key = `${side}\0${path}`;
      if (asked.has(key)) {
        return;
      }
      if (path === everyPath) {
        asked.set(key, { side, path, id: listingId(tree) });
        return;
      }
      const id = tree.id?.(path);
      const known = id !== undefined || !tree.has(path);
      asked.set(key, known ? { side, path, ...(id === undefined ? {} : { id }) } : undefined);
    };
    return {
      get paths() {
        note(everyPath);
        return tree.paths;
      },
      has: (path) => {
        note(path);
        return tree.has(path);
      },
      read: (path) => {
        note(path);
        return tree.read(path);
      },
      id: (path) => tree.id?.(path),
    };
  };
  return {
    comparison: { ...comparison, base: watch('base'), head: watch('head') },
    dependencies: () => {
      const all = [...asked.values()];
      return all.includes(undefined) ? undefined : all.filter((one) => one !== undefined);
    },
  };
}

/** Results that time or chance decided are worked out again. */
export function worthKeeping({ notAnalysed }: Compared): boolean {
  return !notAnalysed.some(({ reason }) => passing.has(reason));
}

const everyPath = '*';
const passing: ReadonlySet<string> = new Set(['timeBudget', 'memoryBudget', 'failed', 'cancelled']);

const listings = new WeakMap<readonly string[], string>();

/** Two 32-bit FNV-1a sums over all paths. */
function listingId(tree: Tree): string {
  const { paths } = tree;
  const known = listings.get(paths);
  if (known !== undefined) {
    return known;
  }
  let one = 0x811c9dc5;
  let two = 0xc9dc5118;
  for (const path of paths) {
    for (let index = 0; index <= path.length; index++) {
      const unit = index === path.length ? 0 : path.charCodeAt(index);
      one = Math.imul(one ^ unit, 0x01000193);
      two = Math.imul(two ^ (unit + 0x9e37), 0x01000193);
    }
  }
  const id = `${paths.length}.${(one >>> 0).toString(16)}.${(two >>> 0).toString(16)}`;
  listings.set(paths, id);
  return id;
}
