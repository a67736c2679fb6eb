/** Two trees that live in memory, and what differs between them. */
import type { ChangedFile, Comparison, Tree, TreeText } from '../../src/core/breaking/detector.ts';
import type { Entry } from '../../src/core/breaking/pairFiles.ts';
import { changedFiles } from '../../src/core/breaking/pairFiles.ts';

export type Files = Readonly<Record<string, string>>;

export interface MemoryOptions {
  /** Chosen profile by detector id. */
  readonly profiles?: Readonly<Record<string, string>>;
  /** Paths that cannot be read, with the reason, on both sides. */
  readonly unreadable?: Readonly<Record<string, Exclude<TreeText, { ok: true }>>>;
}

/**
 * The comparison of two sets of files. A file that moved unchanged is one entry with both
 * paths, as git pairs it.
 */
export function memoryComparison(base: Files, head: Files, options: MemoryOptions = {}): Comparison {
  return {
    base: memoryTree(base, options),
    head: memoryTree(head, options),
    changed: memoryChanges(base, head),
    profiles: options.profiles ?? {},
  };
}

export function memoryTree(files: Files, options: Pick<MemoryOptions, 'unreadable'> = {}): Tree {
  return {
    paths: Object.keys(files).toSorted(byCodeUnit),
    has: (path) => Object.hasOwn(files, path),
    read: (path) => Promise.resolve(readFrom(files, path, options)),
    id: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
  };
}

function readFrom(files: Files, path: string, options: Pick<MemoryOptions, 'unreadable'>): TreeText {
  const refusal = options.unreadable?.[path];
  if (refusal !== undefined) {
    return refusal;
  }
  const text = Object.hasOwn(files, path) ? files[path] : undefined;
  return text === undefined ? { ok: false, reason: 'missing', detail: '' } : { ok: true, text };
}

/** Files that differ, sorted; the object name is the text itself. */
function memoryChanges(base: Files, head: Files): readonly ChangedFile[] {
  return changedFiles(entries(base), entries(head));
}

function entries(files: Files): readonly Entry[] {
  return Object.entries(files).map(([path, text]) => ({ path, id: text }));
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
