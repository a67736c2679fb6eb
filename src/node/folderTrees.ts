/** Two folders as the sides of a comparison, without git. */
import { createHash } from 'node:crypto';
import { lstatSync, opendirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Comparison, Tree, TreeText } from '../core/breaking/detector.ts';
import type { NotAnalysed } from '../core/breaking/change.ts';
import { changedFiles } from '../core/breaking/pairFiles.ts';
import type { Entry } from '../core/breaking/pairFiles.ts';
import { errorCode, readText } from './readText.ts';

export interface ComparedFolders {
  readonly comparison: Comparison;
  /** Folders and files that could not be looked at. */
  readonly notAnalysed: readonly NotAnalysed[];
}

/** Links are not followed; `node_modules` and `.git` are left out. */
export function compareFolders(
  base: string,
  head: string,
  profiles: Comparison['profiles'] = {},
): ComparedFolders {
  const before = listFolder(base);
  const after = listFolder(head);
  const named = nameContents(before, after);
  return {
    comparison: {
      base: folderTree(before),
      head: folderTree(after),
      changed: changedFiles(named.before, named.after),
      profiles,
    },
    notAnalysed: [...before.unread, ...after.unread],
  };
}

/** Whether the path is a folder that can be listed. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

interface Listed {
  readonly root: string;
  /** Path to size in bytes. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly unread: readonly NotAnalysed[];
}

function listFolder(root: string): Listed {
  const sizes = new Map<string, number>();
  const unread: NotAnalysed[] = [];
  const waiting = [''];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    try {
      visit(root, at, sizes, waiting);
    } catch (error) {
      unread.push({ path: at === '' ? '.' : at, reason: 'failed', detail: errorCode(error) });
    }
  }
  return { root, sizes, unread };
}

function visit(root: string, at: string, sizes: Map<string, number>, waiting: string[]): void {
  const folder = opendirSync(join(root, at));
  try {
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!leftOut.has(entry.name)) {
          waiting.push(path);
        }
      } else if (entry.isFile()) {
        sizes.set(path, lstatSync(join(root, path), { throwIfNoEntry: false })?.size ?? 0);
      }
    }
  } finally {
    folder.closeSync();
  }
}

const leftOut: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** Contents are read only where sizes leave a doubt: at the same path, or for a file that may have moved. */
function nameContents(
  before: Listed,
  after: Listed,
): { readonly before: readonly Entry[]; readonly after: readonly Entry[] } {
  const movedSizes = new Set<number>();
  const gone = new Set([...before.sizes].filter(([path]) => !after.sizes.has(path)).map(([, size]) => size));
  for (const [path, size] of after.sizes) {
    if (!before.sizes.has(path) && gone.has(size)) {
      movedSizes.add(size);
    }
  }
  const entries = (side: Listed, other: Listed, word: string) =>
    [...side.sizes].map(([path, size]): Entry => {
      const counterpart = other.sizes.get(path);
      const doubtful = counterpart === undefined ? movedSizes.has(size) : counterpart === size;
      return { path, id: doubtful ? contentName(join(side.root, path), size) : `${word} ${path}` };
    });
  return { before: entries(before, after, 'base'), after: entries(after, before, 'head') };
}

function contentName(path: string, size: number): string {
  try {
    return `${size} ${createHash('sha1').update(readFileSync(path)).digest('hex')}`;
  } catch {
    return `unread ${path}`;
  }
}

function folderTree({ root, sizes }: Listed): Tree {
  const names = new Map<string, string>();
  const nameOf = (path: string, size: number): string => {
    const name = names.get(path) ?? contentName(join(root, path), size);
    names.set(path, name);
    return name;
  };
  return {
    paths: [...sizes.keys()].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    has: (path) => sizes.has(path),
    // Read and hashed when somebody asks: most comparisons never do.
    id: (path) => {
      const size = sizes.get(path);
      return size === undefined ? undefined : nameOf(path, size);
    },
    read: (path) =>
      Promise.resolve<TreeText>(
        sizes.has(path) ? readFile(join(root, path)) : { ok: false, reason: 'missing', detail: '' },
      ),
  };
}

function readFile(path: string): TreeText {
  const file = readText(path);
  if (file.status === 'read') {
    return file.text.slice(0, 8000).includes('\0')
      ? { ok: false, reason: 'binary', detail: '' }
      : { ok: true, text: file.text };
  }
  const { reason, detail } = file;
  return reason === 'missing' || reason === 'tooLarge' || reason === 'notUtf8'
    ? { ok: false, reason, detail }
    : { ok: false, reason: 'failed', detail: `${reason} ${detail}`.trim() };
}
