/** Versions after Semantic Versioning 2.0.0: read, put in order, raised. */

export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** Identifiers after the hyphen; empty for a release. */
  readonly prerelease: readonly string[];
}

/** Undefined for anything that is not exactly a version; build metadata is dropped. */
export function parseVersion(text: string): Version | undefined {
  const parts = versionShape.exec(text)?.groups;
  if (parts === undefined) {
    return undefined;
  }
  return {
    major: Number(parts['major']),
    minor: Number(parts['minor']),
    patch: Number(parts['patch']),
    prerelease: parts['prerelease']?.split('.') ?? [],
  };
}

export function formatVersion({ major, minor, patch, prerelease }: Version): string {
  return `${major}.${minor}.${patch}${prerelease.length === 0 ? '' : `-${prerelease.join('.')}`}`;
}

/** Negative when the first version comes before the second one. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch || comparePrereleases(a, b);
}

/** The next release; one that ends a pre-release of the same step is that release. */
export function raiseVersion(version: Version, step: 'major' | 'minor' | 'patch'): Version {
  const { major, minor, patch, prerelease } = version;
  const isPrerelease = prerelease.length > 0;
  switch (step) {
    case 'major':
      return isPrerelease && minor === 0 && patch === 0 ? release(major, 0, 0) : release(major + 1, 0, 0);
    case 'minor':
      return isPrerelease && patch === 0 ? release(major, minor, 0) : release(major, minor + 1, 0);
    case 'patch':
      return isPrerelease ? release(major, minor, patch) : release(major, minor, patch + 1);
  }
}

/** Numbers of at most nine digits, so that they stay exact. */
const versionShape =
  /^(?<major>0|[1-9]\d{0,8})\.(?<minor>0|[1-9]\d{0,8})\.(?<patch>0|[1-9]\d{0,8})(?:-(?<prerelease>(?:0|[1-9]\d{0,8}|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d{0,8}|\d*[A-Za-z-][0-9A-Za-z-]*))*))?(?:\+[0-9A-Za-z.-]+)?$/;

function release(major: number, minor: number, patch: number): Version {
  return { major, minor, patch, prerelease: [] };
}

/** A release comes after its pre-releases; numbers come before words. */
function comparePrereleases(a: Version, b: Version): number {
  if (a.prerelease.length === 0 || b.prerelease.length === 0) {
    return b.prerelease.length - a.prerelease.length;
  }
  for (let index = 0; index < Math.max(a.prerelease.length, b.prerelease.length); index++) {
    const one = a.prerelease[index];
    const two = b.prerelease[index];
    if (one === undefined || two === undefined) {
      return one === undefined ? -1 : 1;
    }
    const order = compareIdentifiers(one, two);
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

function compareIdentifiers(a: string, b: string): number {
  const [aIsNumber, bIsNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (aIsNumber && bIsNumber) {
    return Number(a) - Number(b);
  }
  if (aIsNumber !== bIsNumber) {
    return aIsNumber ? -1 : 1;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}
