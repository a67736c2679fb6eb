/** Which version the notes are for: of a release record, of the manifest, or the least that the changes allow. */
import { formatDate } from '../../core/base/instant.ts';
import { dateOfEpochDay, day } from '../../core/base/instant.ts';
import { compareVersions, formatVersion, parseVersion } from '../../core/base/semver.ts';
import { bumps, leastRelease, leastVersion } from '../../core/breaking/bump.ts';
import type { Bump } from '../../core/breaking/bump.ts';
import type { Change } from '../../core/breaking/change.ts';
import type { Comparison, Tree } from '../../core/breaking/detector.ts';
import type { CommitReading } from '../../core/history/model.ts';
import type { NotesFacts } from '../../core/notes/facts.ts';
import { liveCommits, placeCommits } from '../../core/notes/place.ts';

export interface PlannedRelease extends Pick<NotesFacts, 'version' | 'date' | 'name'> {}

export async function plannedRelease(
  { head }: Comparison,
  known: {
    readonly base?: string;
    readonly commits: readonly CommitReading[];
    readonly changes: readonly Change[];
  },
): Promise<PlannedRelease> {
  const base = parseVersion(known.base ?? '');
  const manifest = await manifestOf(head);
  const name = manifest.name === undefined ? {} : { name: manifest.name };
  const record = await recordAfter(head, known.base);
  if (record !== undefined) {
    return { ...name, ...record };
  }
  const stated = parseVersion(manifest.version ?? '');
  if (stated !== undefined && base !== undefined && compareVersions(stated, base) > 0) {
    return { ...name, version: { text: formatVersion(stated), why: 'package.json names it' } };
  }
  const bump = leastBump(known);
  const least = base === undefined ? undefined : leastVersion(base, bump);
  return least === undefined
    ? name
    : { ...name, version: { text: least, why: `the changes ask for a ${bump} release` } };
}

function leastBump({ commits, changes }: Parameters<typeof plannedRelease>[1]): Bump {
  const seen = leastRelease(changes).bump;
  const breaks = liveCommits({ commits }).some(({ entries }) =>
    entries.some(({ breaking }) => breaking !== undefined),
  );
  const { items } = placeCommits({ commits });
  const said: Bump = breaks
    ? 'major'
    : items.some(({ section }) => section === 'features')
      ? 'minor'
      : items.length > 0
        ? 'patch'
        : 'none';
  return bumps[Math.max(bumps.indexOf(seen), bumps.indexOf(said))] ?? 'none';
}

async function manifestOf(head: Tree): Promise<{ readonly name?: string; readonly version?: string }> {
  const file = head.has('package.json') ? await head.read('package.json') : undefined;
  try {
    const data: unknown = JSON.parse(file?.ok === true ? file.text : '');
    if (typeof data !== 'object' || data === null) {
      return {};
    }
    return {
      ...('name' in data && typeof data.name === 'string' ? { name: data.name } : {}),
      ...('version' in data && typeof data.version === 'string' ? { version: data.version } : {}),
    };
  } catch {
    return {};
  }
}

/** The record of the next release: the lowest version that comes after the last release. */
async function recordAfter(
  head: Tree,
  last: string | undefined,
): Promise<Pick<NotesFacts, 'version' | 'date'> | undefined> {
  const base = parseVersion(last ?? '');
  const paths = head.paths
    .filter((path) => /^releases\/[^/]{1,80}\/release\.ya?ml$/.test(path))
    .slice(-mostRecords);
  if (base === undefined || paths.length === 0) {
    return undefined;
  }
  // The reader of YAML is large, and most projects have no such file.
  const { readRecord } = await import('../../core/readiness/readRecord.ts');
  const records = await Promise.all(
    paths.map(async (path) => {
      const file = await head.read(path);
      const record = file.ok ? readRecord(file.text, path).value : undefined;
      const version = parseVersion(record?.version ?? path.split('/')[1]?.replace(/^v/, '') ?? '');
      return version === undefined || record === undefined ? undefined : { path, record, version };
    }),
  );
  const [next] = records
    .filter((one) => one !== undefined)
    .filter(({ version }) => compareVersions(version, base) > 0)
    .toSorted((a, b) => compareVersions(a.version, b.version));
  if (next === undefined) {
    return undefined;
  }
  const { plannedStart } = next.record;
  return {
    version: { text: formatVersion(next.version), why: `${next.path} names it` },
    ...(plannedStart === undefined
      ? {}
      : { date: formatDate(dateOfEpochDay(Math.floor(plannedStart / day))) }),
  };
}

const mostRecords = 50;
