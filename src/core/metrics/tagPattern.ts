/** Tags that follow the pattern of the policy and no usual form: `release-1.4.0` where it says `release-{version}`. */
import { parseVersion } from '../base/semver.ts';
import { releaseTag } from '../breaking/release.ts';
import type { DatedTag } from './model.ts';

const versionHolder = '{version}';

/** Such a tag goes by its version, so that it meets the records of that version. Every other tag stays as it is. */
export function byTagPattern(tags: readonly DatedTag[], pattern: string): readonly DatedTag[] {
  const at = pattern.indexOf(versionHolder);
  if (at === -1) return tags;
  const [before, after] = [pattern.slice(0, at), pattern.slice(at + versionHolder.length)];
  return tags.map((tag) => {
    const { name } = tag;
    if (releaseTag(tag) !== undefined || !name.startsWith(before) || !name.endsWith(after)) return tag;
    const version = name.slice(before.length, name.length - after.length);
    return parseVersion(version) === undefined ? tag : { ...tag, name: version };
  });
}
