/** Which files differ from the head: what a task runs over is the commit and these. */
import { posix, relative, resolve, sep } from 'node:path';
import type { GitOptions } from '../git.ts';
import { readIndex, readRawDiff } from './listing.ts';
import { runGit } from './process.ts';
import { openRepository } from './repository.ts';
import { workTree } from './workTree.ts';

export interface Uncommitted {
  /** Full object name of the head. */
  readonly commit: string;
  /** Files of the head or the index that are changed, staged or in conflict, relative to the folder. */
  readonly changed: readonly string[];
  /** Files that git neither knows nor ignores. */
  readonly unknown: readonly string[];
}

/**
 * Undefined without a head, and where nobody can tell. Contents are compared here, because git would start
 * the filters of a repository for it. Links and submodules are not looked at.
 */
export async function uncommittedFiles(
  folder: string,
  options: GitOptions = {},
): Promise<Uncommitted | undefined> {
  const opened = openRepository(folder, options);
  if (!opened.ok || opened.repository.place.bare === true) return undefined;
  const { repository } = opened;
  const { place } = repository;
  try {
    const [head, listed, staged] = await Promise.all([
      runGit(place, ['rev-parse', '--verify', '--quiet', '--end-of-options', 'HEAD^{commit}']),
      runGit(place, [
        ...['ls-files', '-z', '-t', '--stage', '--debug', '--cached'],
        ...['--others', '--exclude-standard'],
      ]),
      runGit(place, [
        ...['diff-index', '--cached', '-z', '--raw', '--no-abbrev', '--no-renames', '--no-ext-diff'],
        ...['--no-textconv', '--ignore-submodules=all', '--end-of-options', 'HEAD', '--'],
      ]),
    ]);
    if (!head.ok || !listed.ok || !staged.ok) return undefined;
    const index = readIndex(listed.out);
    const known = index.filter(({ kind }) => kind !== 'other');
    const found = workTree(place.folder, known, repository.indexWritten(), unread);
    const onDisk = new Map(found.files.map(({ path, id }) => [path, id]));
    const edited = known.filter(({ kind, path, id }) => kind === 'conflict' || onDisk.get(path) !== id);
    const changed = readRawDiff(staged.out).flatMap(({ base, head: now }) => now ?? base ?? []);
    const shown = relativeTo(place.folder, folder);
    return {
      commit: head.out.toString('latin1').trim(),
      changed: [...new Set([...changed, ...edited.map(({ path }) => path)])].map(shown).toSorted(),
      unknown: index.flatMap(({ kind, path }) => (kind === 'other' ? [shown(path)] : [])),
    };
  } finally {
    repository.close();
  }
}

/** Only names of contents are asked for. */
function unread(): Promise<{ readonly ok: false; readonly reason: 'missing'; readonly detail: string }> {
  return Promise.resolve({ ok: false, reason: 'missing', detail: '' });
}

function relativeTo(root: string, folder: string): (path: string) => string {
  const inside = relative(root, resolve(folder)).split(sep).join('/');
  return (path) => posix.relative(`/${inside}`, `/${path}`);
}
