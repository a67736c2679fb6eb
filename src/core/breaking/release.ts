/** Which tag is the last release. */
import { compareVersions, parseVersion } from '../base/semver.ts';
import type { Version } from '../base/semver.ts';

export interface Tag {
  readonly name: string;
  /** Object name of the commit. */
  readonly commit: string;
}

export interface ReleaseTag extends Tag {
  readonly version: Version;
  /** The package of a tag such as `client@1.2.0`; absent for a tag of the whole repository. */
  readonly package?: string;
}

export type LastRelease =
  | { readonly found: 'one'; readonly tag: ReleaseTag }
  | { readonly found: 'none' }
  /** Each package has releases of its own: somebody has to say which one is meant. */
  | { readonly found: 'several'; readonly packages: readonly string[] };

/**
 * The highest version among tags `v1.2.0`, `1.2.0` and `package@1.2.0`. A pre-release counts only when
 * there is no release. Tags of the whole repository come first; tags of packages count when all are
 * of one package.
 */
export function lastRelease(tags: readonly Tag[], wanted: { readonly package?: string } = {}): LastRelease {
  const releases = tags.map(releaseTag).filter((tag) => tag !== undefined);
  if (wanted.package !== undefined) {
    const own = releases.filter((tag) => tag.package === wanted.package);
    return highest(own.length > 0 ? own : releases.filter((tag) => tag.package === undefined));
  }
  const whole = releases.filter((tag) => tag.package === undefined);
  if (whole.length > 0) {
    return highest(whole);
  }
  const packages = [...new Set(releases.map((tag) => tag.package ?? ''))].toSorted();
  return packages.length > 1 ? { found: 'several', packages } : highest(releases);
}

/** Undefined for a tag that names no version. */
export function releaseTag(tag: Tag): ReleaseTag | undefined {
  const parts = tagShape.exec(tag.name)?.groups;
  const version = parseVersion(parts?.['version'] ?? '');
  if (version === undefined) {
    return undefined;
  }
  const name = parts?.['package'];
  return { ...tag, version, ...(name === undefined ? {} : { package: name }) };
}

const tagShape = /^(?:(?<package>(?:@[^@\s]+\/)?[^@\s]+)@)?v?(?<version>\d.*)$/;

function highest(tags: readonly ReleaseTag[]): LastRelease {
  const released = tags.filter((tag) => tag.version.prerelease.length === 0);
  const [tag] = (released.length > 0 ? released : tags).toSorted(
    // Two tags of one version: the same one every time.
    (a, b) => compareVersions(b.version, a.version) || (a.name < b.name ? -1 : 1),
  );
  return tag === undefined ? { found: 'none' } : { found: 'one', tag };
}
