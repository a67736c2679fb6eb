/** The least version that the changes allow. */
import { compareVersions, formatVersion, raiseVersion } from '../base/semver.ts';
import type { Version } from '../base/semver.ts';
import type { Change } from './change.ts';

/** `none`: nothing that anybody has to notice. */
export const bumps = ['none', 'patch', 'minor', 'major'] as const;
export type Bump = (typeof bumps)[number];

/** Before 1.0.0 nothing is promised: by convention the second number takes the part of the first. */
export type ZeroRule = 'shifted' | 'strict';

export interface LeastRelease {
  readonly bump: Bump;
  /** The changes that force it, acknowledged ones too: a break that is wanted is still a break. */
  readonly because: readonly Change[];
  /** Changes that nobody has judged yet; each may force more. */
  readonly undecided: readonly Change[];
}

export function leastRelease(changes: readonly Change[]): LeastRelease {
  const bump = bumps.findLast((step) => changes.some(({ level }) => level === step)) ?? 'none';
  return {
    bump,
    because: changes.filter(({ level }) => level === bump),
    undecided: changes.filter(({ level }) => level === 'review'),
  };
}

/** The lowest version that may follow; undefined when nothing forces a new one. */
export function leastVersion(
  last: Version,
  bump: Bump,
  options: { readonly zero?: ZeroRule } = {},
): string | undefined {
  if (bump === 'none') {
    return undefined;
  }
  return formatVersion(raiseVersion(last, stepFor(last, bump, options.zero ?? 'shifted')));
}

/** The step that a version takes for a bump; below 1.0.0 it is one smaller, below 0.1.0 always the smallest. */
export function stepFor(
  last: Version,
  bump: Exclude<Bump, 'none'>,
  zero: ZeroRule = 'shifted',
): 'major' | 'minor' | 'patch' {
  if (last.major > 0 || zero === 'strict') {
    return bump;
  }
  return last.minor > 0 && bump === 'major' ? 'minor' : 'patch';
}

/** Whether a version that somebody chose is high enough. */
export function allows(
  chosen: Version,
  last: Version,
  bump: Bump,
  options: { readonly zero?: ZeroRule } = {},
): boolean {
  if (bump === 'none') {
    return true;
  }
  const least = raiseVersion(last, stepFor(last, bump, options.zero ?? 'shifted'));
  // A pre-release of the least version, or of a later one, is on its way there.
  return compareVersions({ ...chosen, prerelease: [] }, least) >= 0;
}
