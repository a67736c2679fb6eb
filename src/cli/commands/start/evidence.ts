import type { ReleaseEvidence } from '../../../core/release/suggestRelease.ts';
import { problemSentence } from '../../../node/changeSentences.ts';
import { lastReleaseIn } from '../../../node/lastRelease.ts';
import { readManifestVersion } from '../../../node/manifestVersion.ts';
import { evidenceOf } from '../../../node/releaseEvidence.ts';
import type { Invocation } from '../../args.ts';
import { noticeAfterASecond } from '../../progress.ts';
import type { Host } from '../../run.ts';
import { askForChanges } from '../changes.ts';

/** What happened since the last release, or why nobody can say. */
export async function gatherEvidence(
  folder: string,
  invocation: Invocation,
  host: Host,
): Promise<ReleaseEvidence | { readonly message: string }> {
  const { package: own } = invocation.values;
  const found = await lastReleaseIn(folder, {
    environment: host.environment,
    ...(own === undefined ? {} : { package: own }),
  });
  const wayOut = 'Or name the version: release-readiness start 1.4.0';
  // A repository without a commit begins with its first release.
  if (!found.ok && found.problem === 'unborn') return first(folder);
  if (!found.ok) return { message: `${problemSentence(found)} ${wayOut}` };
  if (found.last.found === 'several') {
    const packages = found.last.packages.join(', ');
    return { message: `Several packages have releases: ${packages}. Choose one with --package. ${wayOut}` };
  }
  if (found.last.found === 'none') return first(folder);
  const { tag } = found.last;
  const done = noticeAfterASecond(host, 'Comparing');
  const asked = await askForChanges(
    folder,
    { ...invocation, operands: [], switches: new Set(), values: { base: `refs/tags/${tag.name}` } },
    host,
  );
  done();
  if (asked.kind !== 'changes') return { message: `${asked.message} ${wayOut}` };
  return {
    ...evidenceOf(asked.changes, asked.catalogue),
    last: { name: tag.name, version: tag.version },
  };
}

function first(folder: string): ReleaseEvidence {
  const stated = readManifestVersion(folder);
  return stated === undefined ? {} : { stated };
}
