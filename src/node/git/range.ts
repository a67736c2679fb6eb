/** From what a person asks for to two commits. Names are resolved once; everything after that uses object names. */
import { lastRelease, releaseTag } from '../../core/breaking/release.ts';
import type { ReleaseTag } from '../../core/breaking/release.ts';
import { objectName, readTags, tagFormat } from './listing.ts';
import type { GitTag } from './listing.ts';
import { bytesOfPath } from './paths.ts';
import { runGit } from './process.ts';
import type { ObjectAnswer } from './objects.ts';
import { whyUnreadable } from './repository.ts';
import type { GitFailure, Repository } from './repository.ts';

export interface RangeRequest {
  /** Any name of a commit; the last release when absent. */
  readonly base?: string;
  /** Any name of a commit; the current commit when absent. */
  readonly head?: string;
  /** Compare with the files on the disk, or with what is staged, instead of a commit. */
  readonly against?: 'worktree' | 'staged';
  /** Counts only releases of this package, in a repository that tags each of them. */
  readonly package?: string;
}

export interface Revision {
  /** As a person would say it: `v1.2.0`, `main`, `HEAD`. */
  readonly name: string;
  /** Object name. */
  readonly commit: string;
}

export interface Range {
  /** `from`: the name is a branch, and the commit is where the head left it. */
  readonly base: Revision & { readonly how: 'release' | 'commit' | 'from'; readonly release?: ReleaseTag };
  readonly head: Revision & { readonly kind: 'commit' | 'worktree' | 'staged' };
  /** True when the history ends before its start. */
  readonly shallow: boolean;
}

export type Resolved = { readonly ok: true; readonly range: Range } | GitFailure;

export async function resolveRange(repository: Repository, request: RangeRequest): Promise<Resolved> {
  if (repository.place.bare === true && request.against !== undefined) {
    return failure('bare', '');
  }
  const head = await resolveName(repository, request.head ?? 'HEAD');
  if (!head.ok) {
    return request.head === undefined && head.problem === 'unknownRevision'
      ? whyUnreadable(repository)
      : head;
  }
  const kind = request.against ?? 'commit';
  const shownHead = { name: request.head ?? 'HEAD', commit: head.commit, kind } as const;
  const base =
    request.base === undefined
      ? await lastReleaseBefore(repository, head.commit, request)
      : await namedBase(repository, request.base, head.commit);
  return base.ok
    ? { ok: true, range: { base: base.base, head: shownHead, shallow: repository.shallow } }
    : base;
}

type Base = { readonly ok: true; readonly base: Range['base'] } | GitFailure;

/** A branch stands for the commit where the head left it; a tag or an object name for itself. */
async function namedBase(repository: Repository, name: string, head: string): Promise<Base> {
  const resolved = await resolveName(repository, name);
  if (!resolved.ok) {
    return resolved;
  }
  const { commit } = resolved;
  if (resolved.kind !== 'branch' || commit === head) {
    const release = releaseTag({ name, commit });
    return { ok: true, base: { name, commit, how: 'commit', ...(release === undefined ? {} : { release }) } };
  }
  const output = await runGit(repository.place, ['merge-base', '--end-of-options', commit, head]);
  const from = output.ok ? output.out.toString('latin1').trim() : '';
  if (objectName.test(from)) {
    return { ok: true, base: { name, commit: from, how: from === commit ? 'commit' : 'from' } };
  }
  if (!output.ok && output.detail !== '') {
    return failure(output.why, output.detail);
  }
  return failure(repository.shallow ? 'shallow' : 'noCommonAncestor', name);
}

/** The highest version that the head contains. When the head is a release itself, the one before it. */
async function lastReleaseBefore(repository: Repository, head: string, request: RangeRequest): Promise<Base> {
  const output = await runGit(repository.place, [
    'for-each-ref',
    `--merged=${head}`,
    `--format=${tagFormat}`,
    'refs/tags',
  ]);
  if (!output.ok) {
    return failure(output.why, output.detail);
  }
  const wanted = request.package === undefined ? {} : { package: request.package };
  const tags: readonly GitTag[] = readTags(output.out);
  const earlier = request.against === undefined ? tags.filter((tag) => tag.commit !== head) : tags;
  const before = lastRelease(earlier, wanted);
  const release = before.found === 'none' ? lastRelease(tags, wanted) : before;
  switch (release.found) {
    case 'one': {
      const { tag } = release;
      return { ok: true, base: { name: tag.name, commit: tag.commit, how: 'release', release: tag } };
    }
    case 'several':
      return failure('severalPackages', release.packages.slice(0, 5).join(', '));
    case 'none':
      return failure(repository.shallow ? 'shallow' : 'noReleaseTag', '');
  }
}

type ResolvedName =
  | { readonly ok: true; readonly commit: string; readonly kind: 'branch' | 'other' }
  | GitFailure;

/**
 * A name that is a branch and a tag at once means neither when the two differ: whoever adds a tag
 * with the name of a branch would choose what is compared.
 */
async function resolveName({ objects }: Repository, name: string): Promise<ResolvedName> {
  if (name === '' || /[\n\0]/.test(name)) {
    return failure('unknownRevision', name);
  }
  const spoken = bytesOfPath(name).toString('utf8') === name ? name : '';
  const [local, remote, tag, any] = await Promise.all(
    [`refs/heads/${spoken}`, `refs/remotes/${spoken}`, `refs/tags/${spoken}`, spoken].map((full) =>
      objects.read(`${full}^{commit}`),
    ),
  );
  const trouble = [any, local].find((answer) => answer?.found === 'failed');
  if (trouble?.found === 'failed') {
    return failure(trouble.why, trouble.detail);
  }
  const named = [local, remote, tag].map(commitOf).filter((commit) => commit !== undefined);
  if (new Set(named).size > 1) {
    return failure('ambiguousRevision', name);
  }
  const commit = named[0] ?? commitOf(any);
  if (commit === undefined) {
    return failure(any?.found === 'ambiguous' ? 'ambiguousRevision' : 'unknownRevision', name);
  }
  const isBranch = commitOf(tag) === undefined && (commitOf(local) ?? commitOf(remote)) !== undefined;
  return { ok: true, commit, kind: isBranch ? 'branch' : 'other' };
}

function commitOf(answer: ObjectAnswer | undefined): string | undefined {
  const found = answer?.found === 'yes' || answer?.found === 'tooLarge' ? answer : undefined;
  return found?.type === 'commit' ? found.id : undefined;
}

function failure(problem: GitFailure['problem'], detail: string): GitFailure {
  return { ok: false, problem, detail };
}
