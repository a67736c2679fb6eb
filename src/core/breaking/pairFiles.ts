import type { ChangedFile } from './detector.ts';

/** A file of one side: equal `id` means equal content. */
export interface Entry {
  readonly path: string;
  readonly id: string;
}

/**
 * Files that differ between two lists, sorted by path. A file that moved without a change of
 * its content is one entry with both paths. Where git has already paired renames, this is not needed.
 */
export function changedFiles(base: readonly Entry[], head: readonly Entry[]): readonly ChangedFile[] {
  const before = byPath(base);
  const after = byPath(head);
  const changed: ChangedFile[] = [];
  const gone: Entry[] = [];
  const added: Entry[] = [];
  for (const entry of base) {
    const other = after.get(entry.path);
    if (other === undefined) {
      gone.push(entry);
    } else if (other.id !== entry.id) {
      changed.push({ base: entry.path, head: entry.path });
    }
  }
  for (const entry of head) {
    if (!before.has(entry.path)) {
      added.push(entry);
    }
  }
  return sortChanged([...changed, ...paired(gone, added)]);
}

/** By the path that a person would look for: the new one, else the old one. */
export function sortChanged(changed: readonly ChangedFile[]): readonly ChangedFile[] {
  return changed.toSorted((a, b) => compare(shown(a), shown(b)) || compare(a.base ?? '', b.base ?? ''));
}

function paired(gone: readonly Entry[], added: readonly Entry[]): readonly ChangedFile[] {
  const waiting = new Map<string, string[]>();
  for (const { path, id } of gone.toSorted((a, b) => compare(a.path, b.path))) {
    const paths = waiting.get(id);
    if (paths === undefined) {
      waiting.set(id, [path]);
    } else {
      paths.push(path);
    }
  }
  const changed: ChangedFile[] = [];
  for (const { path, id } of added.toSorted((a, b) => compare(a.path, b.path))) {
    const from = takeBest(waiting.get(id), path);
    changed.push(from === undefined ? { head: path } : { base: from, head: path });
  }
  for (const paths of waiting.values()) {
    changed.push(...paths.map((path) => ({ base: path })));
  }
  return changed;
}

/** The candidate with the same base name, else the first; it is taken out of the list. */
function takeBest(candidates: string[] | undefined, path: string): string | undefined {
  if (candidates === undefined || candidates.length === 0) {
    return undefined;
  }
  const name = baseName(path);
  const at = candidates.findIndex((candidate) => baseName(candidate) === name);
  return candidates.splice(Math.max(at, 0), 1)[0];
}

function byPath(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.path, entry]));
}

function shown(file: ChangedFile): string {
  return file.head ?? file.base ?? '';
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
