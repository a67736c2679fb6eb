/** Results that need not be worked out again, because everything that was read is still the same. */
import type { Change, NotAnalysed } from './change.ts';
import type { Compared, Comparison, Tree, Unit } from './detector.ts';

/** Something that a detector asked of a tree. */
export interface Asked {
  readonly side: 'base' | 'head';
  /** A path, or `*` for the list of all paths. */
  readonly path: string;
}

/** The same with the answer. */
export interface Dependency extends Asked {
  /** Object name of the content or of the list; absent for a file that is not there. */
  readonly id?: string;
}

/** Plain data, so that a cache may keep it outside of memory. */
export interface CachedResult {
  readonly dependencies: readonly Dependency[];
  readonly changes: readonly Change[];
  readonly notAnalysed: readonly NotAnalysed[];
  readonly whole?: readonly string[];
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
  const parts = [unit.detector, profile, comparison.named?.join(' ') ?? '', unit.path];
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
  readonly asked: () => readonly Asked[];
} {
  const asked = { base: new Set<string>(), head: new Set<string>() };
  const watch = (side: 'base' | 'head'): Tree => {
    const tree = comparison[side];
    const paths = asked[side];
    return {
      get paths() {
        paths.add(everyPath);
        return tree.paths;
      },
      has: (path) => {
        paths.add(path);
        return tree.has(path);
      },
      read: (path) => {
        paths.add(path);
        return tree.read(path);
      },
      id: (path) => {
        paths.add(path);
        return tree.id?.(path);
      },
    };
  };
  return {
    comparison: { ...comparison, base: watch('base'), head: watch('head') },
    asked: () =>
      (['base', 'head'] as const).flatMap((side) => [...asked[side]].map((path) => ({ side, path }))),
  };
}

/** What the trees answer, by the names of contents; undefined when one of them has no name. */
export function dependenciesOf(
  comparison: Comparison,
  asked: readonly Asked[],
): readonly Dependency[] | undefined {
  const dependencies: Dependency[] = [];
  for (const { side, path } of asked) {
    const tree = comparison[side];
    const id = path === everyPath ? listingId(tree) : tree.id?.(path);
    if (id === undefined && tree.has(path)) {
      return undefined;
    }
    dependencies.push({ side, path, ...(id === undefined ? {} : { id }) });
  }
  return dependencies;
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
