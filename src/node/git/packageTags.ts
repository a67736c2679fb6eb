/** The newest release of one package, however its tags are written. */
import { compareVersions } from '../../core/base/semver.ts';
import type { Version } from '../../core/base/semver.ts';
import { objectName, readTags, tagFormat } from './listing.ts';
import type { GitTag } from './listing.ts';
import { runGit } from './process.ts';
import type { Repository } from './repository.ts';

/** `versionOf` gives the version of a tag of the package. A tag of the head itself is no base of it. */
export async function newestPackageTag(
  { place, objects }: Repository,
  head: string,
  versionOf: (tag: GitTag) => Version | undefined,
): Promise<string | undefined> {
  const answer = await objects.read(`${head}^{commit}`);
  const commit = answer.found === 'yes' ? answer.id : '';
  if (!objectName.test(commit)) {
    return undefined;
  }
  const output = await runGit(place, [
    'for-each-ref',
    `--merged=${commit}`,
    `--format=${tagFormat}`,
    'refs/tags',
  ]);
  const tags = output.ok ? readTags(output.out).filter((tag) => tag.commit !== commit) : [];
  const own = tags.flatMap((tag) => {
    const version = versionOf(tag);
    return version === undefined || version.prerelease.length > 0 ? [] : [{ tag, version }];
  });
  return own.toSorted((a, b) => compareVersions(b.version, a.version))[0]?.tag.name;
}
