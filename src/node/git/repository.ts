/** A repository that is open for reading: where it lies, and the one process that reads its objects. */
import { hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gitPort } from '../git.ts';
import type { GitOptions } from '../git.ts';
import { openObjects } from './objects.ts';
import type { Objects } from './objects.ts';
import type { GitPlace } from './process.ts';

export interface Repository {
  /** The folder that holds `.git`, or a bare repository itself; paths are relative to it. */
  readonly place: GitPlace;
  readonly objects: Objects;
  /** True when the history ends before its start. */
  readonly shallow: boolean;
  /** When the index was written, in milliseconds; undefined when there is none. */
  readonly indexWritten: () => number | undefined;
  /** Names the content of the index, with that of every file it builds on; undefined when it cannot be read at once. */
  readonly indexIdentity: () => string | undefined;
  close(): void;
}

/** Why nothing can be compared, for a sentence and for an exit status. */
export type GitProblem =
  | 'untrusted'
  | 'gitMissing'
  | 'noRepository'
  | 'bare'
  | 'unborn'
  | 'dubiousOwner'
  | 'damaged'
  | 'unknownRevision'
  | 'ambiguousRevision'
  | 'noReleaseTag'
  | 'severalPackages'
  | 'shallow'
  | 'noCommonAncestor'
  | 'tooMuch'
  | 'tooSlow'
  | 'failed';

export interface GitFailure {
  readonly ok: false;
  readonly problem: GitProblem;
  /** What git said, or which name was meant. */
  readonly detail: string;
}

/** Starts no process yet. A folder inside a repository opens the whole of it. */
export function openRepository(
  folder: string,
  options: GitOptions = {},
): { readonly ok: true; readonly repository: Repository } | GitFailure {
  if (options.trusted === false) {
    return { ok: false, problem: 'untrusted', detail: '' };
  }
  const asked = resolve(folder);
  const root = rootOf(asked);
  const bare = root === undefined && looksBare(asked);
  if (root === undefined && !bare) {
    return { ok: false, problem: 'noRepository', detail: folder };
  }
  if (bare && isWithinRepository(asked)) {
    return { ok: false, problem: 'bare', detail: folder };
  }
  const place: GitPlace = {
    folder: root ?? asked,
    environment: options.environment ?? process.env,
    ...(bare ? { bare } : {}),
  };
  const objects = openObjects(place);
  const own = bare ? asked : gitFolderOf(place.folder);
  return {
    ok: true,
    repository: {
      place,
      objects,
      shallow: exists(join(commonFolderOf(own), 'shallow')),
      indexWritten: () => statSync(join(own, 'index'), { throwIfNoEntry: false })?.mtimeMs,
      indexIdentity: () => identityOf(join(own, 'index')),
      close: () => objects.close(),
    },
  };
}

/** Where the work tree around a folder begins, and where git keeps its own HEAD. Starts no process. */
export function workTreeOf(
  folder: string,
): { readonly root: string; readonly gitFolder: string } | undefined {
  const root = rootOf(resolve(folder));
  return root === undefined ? undefined : { root, gitFolder: gitFolderOf(root) };
}

/** HEAD names no commit, or git refuses to work: which of the many reasons it is. */
export async function whyUnreadable({ place }: Repository): Promise<GitFailure> {
  const state = await gitPort(place.folder, { environment: place.environment }).state();
  switch (state.state) {
    case 'ready':
      return { ok: false, problem: 'failed', detail: '' };
    case 'failed':
      return { ok: false, problem: /bare/i.test(state.detail) ? 'bare' : 'failed', detail: state.detail };
    default:
      return { ok: false, problem: state.state, detail: state.detail };
  }
}

function rootOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (exists(join(at, '.git'))) {
      return at;
    }
    // The inside of a repository is no work tree, and neither is one that was committed as plain files.
    if (dirname(at) === at || looksBare(at)) {
      return undefined;
    }
  }
}

/** A bare repository among the files of another one is a trap: whoever wrote those files wrote its settings. */
function isWithinRepository(folder: string): boolean {
  for (let at = dirname(folder); ; at = dirname(at)) {
    if (exists(join(at, '.git')) || looksBare(at)) {
      return true;
    }
    if (dirname(at) === at) {
      return false;
    }
  }
}

/** The folder of git's own files: in a linked work tree and in a submodule, `.git` is a file that names it. */
function gitFolderOf(root: string): string {
  const path = join(root, '.git');
  const named = /^gitdir: (.+)$/m.exec(textOf(path))?.[1];
  return named === undefined ? path : resolve(root, named.trim());
}

function commonFolderOf(gitFolder: string): string {
  const named = textOf(join(gitFolder, 'commondir')).trim();
  return named === '' ? gitFolder : resolve(gitFolder, named);
}

function looksBare(folder: string): boolean {
  return ['HEAD', 'objects', 'refs'].every((name) => exists(join(folder, name)));
}

/** By content and not by time: a split index names the file that it builds on by a hash. */
function identityOf(index: string): string | undefined {
  try {
    const { size } = statSync(index);
    return size > largestIndex ? undefined : hash('sha256', readFileSync(index));
  } catch {
    return undefined;
  }
}

/** Reading a larger one takes as long as asking git. */
const largestIndex = 64 * 1024 * 1024;

/** Small files only; anything else reads as nothing. */
function textOf(path: string): string {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size < 65_536 ? readFileSync(path, 'utf8') : '';
  } catch {
    return '';
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
