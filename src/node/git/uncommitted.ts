/** Which files differ from the head: what a task runs over is the commit and these. */
import { existsSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import type { GitOptions } from '../git.ts';
import { isOtherLink, isOtherMode, pathsOfRawDiff, readModes, type IndexMode } from './entryKinds.ts';
import { readIndex } from './listing.ts';
import { runGit, type GitPlace } from './process.ts';
import { openRepository } from './repository.ts';
import { workTree } from './workTree.ts';

export interface Uncommitted {
  /** Full object name of the head. */
  readonly commit: string;
  /**
   * Files, links and submodules of the head or the index that are changed, staged or in conflict, relative to the
   * folder. A submodule is changed when it stands at another commit, when it holds changes, or when nobody can tell.
   */
  readonly changed: readonly string[];
  /** Files that git neither knows nor ignores. */
  readonly unknown: readonly string[];
}

/**
 * Undefined without a head, and where nobody can tell. Contents are compared here, because git would start
 * the filters of a repository for it.
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
    const [head, listed, staged, modes] = await Promise.all([
      runGit(place, ['rev-parse', '--verify', '--quiet', '--end-of-options', 'HEAD^{commit}']),
      runGit(place, [
        ...['ls-files', '-z', '-t', '--stage', '--debug', '--cached'],
        ...['--others', '--exclude-standard'],
      ]),
      runGit(place, [
        ...['diff-index', '--cached', '-z', '--raw', '--no-abbrev', '--no-renames', '--no-ext-diff'],
        ...['--no-textconv', '--ignore-submodules=dirty', '--end-of-options', 'HEAD', '--'],
      ]),
      runGit(place, ['config', '--type=bool', '--get', 'core.fileMode']),
    ]);
    if (!head.ok || !listed.ok || !staged.ok) return undefined;
    const index = readIndex(listed.out);
    const known = index.filter(({ kind }) => kind !== 'other');
    const found = workTree(place.folder, known, repository.indexWritten(), unread);
    const onDisk = new Map(found.files.map(({ path, id }) => [path, id]));
    const edited = known.filter(({ kind, path, id }) => kind === 'conflict' || onDisk.get(path) !== id);
    const others = await otherKinds(place, readModes(listed.out), {
      options,
      modesCount:
        process.platform !== 'win32' && !(modes.ok && modes.out.toString('latin1').trim() === 'false'),
    });
    const changed = [...pathsOfRawDiff(staged.out), ...edited.map(({ path }) => path), ...others.changed];
    const unknown = index.flatMap(({ kind, path }) => (kind === 'other' ? [path] : []));
    const shown = relativeTo(place.folder, folder);
    return {
      commit: head.out.toString('latin1').trim(),
      changed: [...new Set(changed)].map(shown).toSorted(),
      unknown: [...unknown, ...others.unknown].map(shown),
    };
  } finally {
    repository.close();
  }
}

/** Links, submodules and executable bits that differ from the index, and new files within submodules. */
async function otherKinds(
  { folder }: GitPlace,
  entries: readonly IndexMode[],
  given: { readonly options: GitOptions; readonly modesCount: boolean },
): Promise<Pick<Uncommitted, 'changed' | 'unknown'>> {
  const changed: string[] = [];
  const unknown: string[] = [];
  for (const entry of entries) {
    const { path, id, mode } = entry;
    if (mode === '120000' ? isOtherLink(folder, entry) : given.modesCount && isOtherMode(folder, entry)) {
      changed.push(path);
    }
    // One that nobody has fetched is as the index says: git takes an empty folder for it.
    if (mode !== '160000' || !existsSync(join(folder, path, '.git'))) continue;
    const inside = await insideOf(join(folder, path), given.options);
    if (inside === undefined || inside.commit !== id || inside.changed.length > 0) changed.push(path);
    unknown.push(...(inside?.unknown ?? []).map((file) => `${path}/${file}`));
  }
  return { changed, unknown };
}

/** Undefined too where git would take the repository around it for the one of the submodule. */
async function insideOf(submodule: string, options: GitOptions): Promise<Uncommitted | undefined> {
  const opened = openRepository(submodule, options);
  if (!opened.ok) return undefined;
  const { repository } = opened;
  try {
    const up = await runGit(repository.place, ['rev-parse', '--show-cdup']);
    return up.ok && up.out.toString('latin1').trim() === ''
      ? await uncommittedFiles(submodule, options)
      : undefined;
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
