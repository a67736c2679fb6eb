/** Which release to go back to: the highest one before the release in trouble that nothing speaks against. */
import { compareVersions, parseVersion } from '../base/semver.ts';
import { releaseTag } from '../breaking/release.ts';
import type { ReleaseRecord } from '../readiness/record.ts';

export interface KnownGood {
  readonly tag: string;
  /** Releases in between that were passed over, with the reason. */
  readonly passedOver: readonly { readonly tag: string; readonly why: 'rolledBack' | 'failed' }[];
}

/**
 * `tags` in any order; `release`: the version in trouble, absent when nobody named one: then the highest
 * release is taken to be it. Undefined when no earlier release is there.
 */
export function lastKnownGood(
  tags: readonly string[],
  release: string | undefined,
  records: readonly ReleaseRecord[],
): KnownGood | undefined {
  const bad = parseVersion(release ?? '');
  const releases = tags
    .map((name) => releaseTag({ name, commit: '' }))
    .filter((tag) => tag !== undefined)
    .filter(({ version }) => version.prerelease.length === 0)
    .toSorted((a, b) => compareVersions(b.version, a.version));
  const earlier =
    bad === undefined
      ? releases.slice(1)
      : releases.filter(({ version }) => compareVersions(version, bad) < 0);
  const passedOver: { readonly tag: string; readonly why: 'rolledBack' | 'failed' }[] = [];
  for (const tag of earlier) {
    const record = records.find((one) => {
      const version = parseVersion(one.version ?? '');
      return version !== undefined && compareVersions(version, tag.version) === 0;
    });
    const why = troubleOf(record);
    if (why === undefined) return { tag: tag.name, passedOver };
    passedOver.push({ tag: tag.name, why });
  }
  return undefined;
}

function troubleOf(record: ReleaseRecord | undefined): 'rolledBack' | 'failed' | undefined {
  if (record === undefined) return undefined;
  if (record.rollbacks.length > 0) return 'rolledBack';
  const last = record.deployments.findLast(({ env }) => env === 'production');
  return last?.outcome !== undefined && /^(?:failed|rolled)/i.test(last.outcome) ? 'failed' : undefined;
}
