import { compareVersions } from '../../core/base/semver.ts';
import { releaseTag } from '../../core/breaking/release.ts';
import type { GitOptions } from '../git.ts';
import { readTags, tagFormat } from './listing.ts';
import { pathOfBytes } from './paths.ts';
import { fieldsOf, runGit } from './process.ts';
import { openRepository } from './repository.ts';
import type { GitFailure } from './repository.ts';

/** Names that a person may compare with. */
export interface References {
  readonly ok: true;
  /** Releases first, the highest version on top, then other tags by name. */
  readonly tags: readonly string[];
  /** Local branches, then those of remotes. */
  readonly branches: readonly string[];
  /** Newest first; few. */
  readonly commits: readonly { readonly id: string; readonly subject: string }[];
}

/** Reads names only; a repository without commits has none. */
export async function references(folder: string, options: GitOptions = {}): Promise<References | GitFailure> {
  const opened = openRepository(folder, options);
  if (!opened.ok) {
    return opened;
  }
  const { repository } = opened;
  const { place } = repository;
  try {
    const [tags, branches, commits] = await Promise.all([
      runGit(place, ['for-each-ref', `--format=${tagFormat}`, 'refs/tags']),
      runGit(place, ['for-each-ref', '--format=%(refname)%00', 'refs/heads', 'refs/remotes']),
      runGit(place, [
        'log',
        '-z',
        '--no-show-signature',
        '--no-color',
        `--max-count=${shownCommits}`,
        '--format=%H%x00%s',
        'HEAD',
        '--',
      ]),
    ]);
    return {
      ok: true,
      tags: tags.ok ? inOrder(readTags(tags.out)) : [],
      branches: branches.ok ? branchesIn(branches.out) : [],
      commits: commits.ok ? commitsIn(commits.out) : [],
    };
  } finally {
    repository.close();
  }
}

const shownCommits = 30;

function inOrder(tags: ReturnType<typeof readTags>): readonly string[] {
  const releases = tags.flatMap((tag) => releaseTag(tag) ?? []);
  const names = new Set(releases.map(({ name }) => name));
  return [
    ...releases.toSorted((a, b) => compareVersions(b.version, a.version)).map(({ name }) => name),
    ...tags.map(({ name }) => name).filter((name) => !names.has(name)),
  ];
}

function branchesIn(output: Buffer): readonly string[] {
  return fieldsOf(output)
    .map((field) => pathOfBytes(field).replace(/^\n/, ''))
    .filter((name) => name.startsWith('refs/') && !name.endsWith('/HEAD'))
    .map((name) => name.replace(/^refs\/(?:heads|remotes)\//, ''));
}

function commitsIn(output: Buffer): References['commits'] {
  const fields = fieldsOf(output).map((field) => field.toString('utf8'));
  return fields.flatMap((id, index) => (index % 2 === 0 ? [{ id, subject: fields[index + 1] ?? '' }] : []));
}
