/** Release tags that a folder's current commit contains. */
import { compareVersions } from '../core/base/semver.ts';
import type { Version } from '../core/base/semver.ts';
import { lastRelease } from '../core/breaking/release.ts';
import type { LastRelease, ReleaseTag } from '../core/breaking/release.ts';
import { releaseTag } from '../core/breaking/release.ts';
import type { GitOptions } from './git.ts';
import { readTags, tagFormat } from './git/listing.ts';
import { runGit } from './git/process.ts';
import { openRepository, whyUnreadable } from './git/repository.ts';
import type { GitFailure } from './git/repository.ts';

export interface LastReleaseRequest extends GitOptions {
  /** Only releases before this version. */
  readonly before?: Version;
  readonly package?: string;
}

export interface FoundRelease {
  readonly ok: true;
  readonly last: LastRelease;
  /** A release of this very version, when `before` is tagged already. */
  readonly same?: ReleaseTag;
}

/** The release that the current commit is, or the last one in its history. */
export async function lastReleaseIn(
  folder: string,
  request: LastReleaseRequest = {},
): Promise<FoundRelease | GitFailure> {
  const opened = openRepository(folder, request);
  if (!opened.ok) return opened;
  const { repository } = opened;
  try {
    const output = await runGit(repository.place, [
      'for-each-ref',
      '--merged=HEAD',
      `--format=${tagFormat}`,
      'refs/tags',
    ]);
    if (!output.ok) {
      const why = await whyUnreadable(repository);
      return why.problem === 'failed' ? { ok: false, problem: output.why, detail: output.detail } : why;
    }
    const { before } = request;
    const tags = readTags(output.out);
    const order = (name: { readonly name: string; readonly commit: string }): number => {
      const version = releaseTag(name)?.version;
      return before === undefined || version === undefined ? -1 : compareVersions(version, before);
    };
    const wanted = request.package === undefined ? {} : { package: request.package };
    const last = lastRelease(
      tags.filter((tag) => order(tag) < 0),
      wanted,
    );
    if (last.found === 'none' && repository.shallow) return { ok: false, problem: 'shallow', detail: '' };
    const same = tags.map(releaseTag).find((tag) => {
      return tag !== undefined && tag.package === request.package && order(tag) === 0;
    });
    return { ok: true, last, ...(same === undefined ? {} : { same }) };
  } finally {
    repository.close();
  }
}
