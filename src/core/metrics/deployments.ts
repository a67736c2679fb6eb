/** Which deployments there were: as recorded, and from tags where nothing is recorded. */
import type { Instant } from '../base/instant.ts';
import { compareVersions, parseVersion } from '../base/semver.ts';
import type { Version } from '../base/semver.ts';
import { releaseTag } from '../breaking/release.ts';
import type { ReleaseTag } from '../breaking/release.ts';
import { sameVersion } from '../readiness/releases.ts';
import { firstDeployments } from './graph.ts';
import type { CommitGraph } from './graph.ts';
import type { DatedTag, MetricsInput, Note, RecordedRelease, Row } from './model.ts';

/** One deployment to production. */
export interface ProductionDeployment {
  /** Version as recorded, or the name of the tag. */
  readonly name: string;
  readonly version?: Version;
  /** Other tags of the same commit: a second tag scheme is no second deployment. */
  readonly also: readonly string[];
  /** When it was finished; the date of the tag when it is estimated. */
  readonly at: Instant;
  readonly source: 'recorded' | 'estimated';
  /** Index in the history; absent when the record names no commit that is there. */
  readonly commit?: number;
  readonly outcome: 'succeeded' | 'failed' | 'unknown';
  readonly planned?: boolean;
  /** The record of its release, which may exist without a deployment in it. */
  readonly release?: RecordedRelease;
  readonly line?: number;
  /** Indices of the commits that it contains first, merges included. */
  readonly commits: readonly number[];
}

export interface Deployments {
  /** Oldest first. */
  readonly all: readonly ProductionDeployment[];
  /** Entries of records that cannot be counted. */
  readonly leftOut: readonly Row[];
  readonly notes: readonly Note[];
  /** Commits that a commit contains and no deployment does. */
  readonly waitingAt: (commit: number) => readonly number[];
  /** The last deployment that a commit contains: the next release goes on from there, whatever a maintenance branch did later. */
  readonly lastIn: (commit: number) => Pick<ProductionDeployment, 'name' | 'commit'> | undefined;
}

export function deploymentsOf(
  input: MetricsInput,
  options: { readonly package?: string; readonly until: Instant },
): Deployments {
  const { graph } = input;
  const tags = stableTags(input.tags, options.package);
  const { entries, leftOut } = recordedEntries(input.records, { graph, tags: input.tags });
  const estimated = estimatedEntries(tags.chosen, { recorded: entries, input });
  const ordered = [...entries, ...estimated]
    .filter(({ at }) => at < options.until)
    .toSorted((a, b) => a.at - b.at || byVersion(a, b));
  const first =
    graph === undefined
      ? undefined
      : firstDeployments(
          graph,
          ordered.map(({ commit }) => commit),
        );
  const all: ProductionDeployment[] = [];
  const repeated: string[] = [];
  for (const [index, entry] of ordered.entries()) {
    const commits = first?.newIn(index) ?? [];
    // A re-tag or a second scheme brings nothing new; a record says that somebody did deploy.
    if (entry.source === 'estimated' && entry.commit !== undefined && commits.length === 0) {
      repeated.push(entry.name);
    } else {
      all.push({ ...entry, commits });
    }
  }
  const same = [...repeated, ...all.flatMap(({ also }) => also)];
  return {
    all,
    leftOut,
    notes: [
      ...tags.notes,
      ...(same.length === 0 ? [] : [note('sameCommits', { count: same.length, example: same[0] ?? '' })]),
    ],
    waitingAt: (commit) => first?.waitingAt(commit) ?? [],
    lastIn: (commit) => ordered[first?.lastIn(commit) ?? -1],
  };
}

/** A record or an incident that names another package is of that one; a bare version, or none, is of all. */
export function isOfPackage(version: string, wanted: string | undefined): boolean {
  const own = releaseTag({ name: version, commit: '' })?.package;
  return wanted === undefined || own === undefined || own === wanted;
}

type Entry = Omit<ProductionDeployment, 'commits'>;

interface ChosenTags {
  readonly chosen: readonly (DatedTag & ReleaseTag)[];
  readonly notes: readonly Note[];
}

/** Tags of the whole repository come first, as they do for the last release; pre-releases are no deployments. */
function stableTags(tags: readonly DatedTag[], wanted: string | undefined): ChosenTags {
  const stable = tags.flatMap((tag) => {
    const release = releaseTag(tag);
    return release === undefined || release.version.prerelease.length > 0 ? [] : [{ ...tag, ...release }];
  });
  const whole = stable.filter((tag) => tag.package === undefined);
  if (wanted !== undefined) {
    const own = stable.filter((tag) => tag.package === wanted);
    return { chosen: own.length > 0 ? own : whole, notes: [] };
  }
  if (whole.length > 0) return { chosen: whole, notes: [] };
  const packages = [...new Set(stable.map((tag) => tag.package ?? ''))].toSorted();
  return {
    chosen: stable,
    notes:
      packages.length > 1
        ? [note('severalPackages', { count: packages.length, example: packages[0] ?? '' })]
        : [],
  };
}

/** Names of the environment that the guide calls production. */
const production = /^(?:prod|production|live)$/i;

const outcomes: Readonly<Record<string, 'succeeded' | 'failed'>> = {
  succeeded: 'succeeded',
  success: 'succeeded',
  successful: 'succeeded',
  ok: 'succeeded',
  failed: 'failed',
  failure: 'failed',
  'rolled-back': 'failed',
  rolledback: 'failed',
  'hot-fixed': 'failed',
  hotfixed: 'failed',
};

/** Undefined when nobody wrote it, or in words that say neither. */
function outcomeOf(text: string | undefined): 'succeeded' | 'failed' | 'unknown' {
  const word = (text ?? '')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  return Object.hasOwn(outcomes, word) ? (outcomes[word] ?? 'unknown') : 'unknown';
}

export function isProduction(env: string): boolean {
  return production.test(env.trim());
}

function recordedEntries(
  records: readonly RecordedRelease[],
  history: { readonly graph: CommitGraph | undefined; readonly tags: readonly DatedTag[] },
): { readonly entries: readonly Entry[]; readonly leftOut: readonly Row[] } {
  const leftOut: Row[] = [];
  const find = commitFinder(history);
  const entries = records.flatMap((release) => {
    const { version, file, record } = release;
    const parsed = versionIn(version);
    return record.deployments.flatMap((deployment): Entry[] => {
      if (!isProduction(deployment.env)) return [];
      const at = deployment.finished ?? deployment.started;
      const { line } = deployment;
      if (at === undefined) {
        const why = 'dateMissing';
        leftOut.push({ subject: version, mark: 'leftOut', why, source: 'recorded', file, line });
        return [];
      }
      const commit = find([deployment.commit, deployment.ref, version, `v${version}`]);
      const planned = deployment.planned ?? record.planned;
      return [
        {
          name: version,
          ...(parsed === undefined ? {} : { version: parsed }),
          also: [],
          at,
          source: 'recorded',
          ...(commit === undefined ? {} : { commit }),
          outcome: outcomeOf(deployment.outcome),
          ...(planned === undefined ? {} : { planned }),
          release,
          line,
        },
      ];
    });
  });
  return { entries, leftOut };
}

/** The first of the names that is a tag or an object name, whole or at least seven digits that fit one commit. */
function commitFinder({
  graph,
  tags,
}: {
  readonly graph: CommitGraph | undefined;
  readonly tags: readonly DatedTag[];
}): (names: readonly (string | undefined)[]) => number | undefined {
  const byName = new Map(tags.map(({ name, commit }) => [name, commit]));
  return (names) => {
    for (const name of names) {
      if (graph === undefined || name === undefined) continue;
      const index = graph.indexOf(byName.get(name.replace(/^refs\/tags\//, '')) ?? name.toLowerCase());
      if (index !== undefined) return index;
      if (!/^[0-9a-f]{7,64}$/i.test(name)) continue;
      const start = name.toLowerCase();
      const fitting = graph.ids.filter((id) => id.startsWith(start));
      const [only] = fitting;
      if (fitting.length === 1 && only !== undefined) return graph.indexOf(only);
    }
    return undefined;
  };
}

/** One entry a commit, the earliest tag and of those the highest version; none where a record says more. */
function estimatedEntries(
  tags: ChosenTags['chosen'],
  { recorded, input }: { readonly recorded: readonly Entry[]; readonly input: MetricsInput },
): readonly Entry[] {
  const { graph, records } = input;
  const deployedCommits = new Set(recorded.map(({ commit }) => commit));
  const deployedVersions = new Set(recorded.map(({ name }) => bare(name)));
  const recordOf = new Map(records.map((release) => [bare(release.version), release]));
  const byCommit = new Map<string, (DatedTag & ReleaseTag)[]>();
  for (const tag of tags) {
    const group = byCommit.get(tag.commit);
    if (group === undefined) byCommit.set(tag.commit, [tag]);
    else group.push(tag);
  }
  return [...byCommit].flatMap(([id, group]): Entry[] => {
    const commit = graph?.indexOf(id);
    const isRecorded =
      (commit !== undefined && deployedCommits.has(commit)) ||
      group.some(({ name }) => deployedVersions.has(bare(name)));
    const [chosen, ...others] = group.toSorted(
      (a, b) => a.at - b.at || compareVersions(b.version, a.version) || (a.name < b.name ? -1 : 1),
    );
    if (isRecorded || chosen === undefined) return [];
    const release = group.map(({ name }) => recordOf.get(bare(name))).find((found) => found !== undefined);
    const planned = release?.record.planned;
    return [
      {
        name: chosen.name,
        version: chosen.version,
        also: others.map(({ name }) => name),
        at: chosen.at,
        source: 'estimated',
        ...(commit === undefined ? {} : { commit }),
        outcome: 'unknown',
        ...(planned === undefined ? {} : { planned }),
        ...(release === undefined ? {} : { release }),
      },
    ];
  });
}

/** Whether a deployment is of the release that somebody names. */
export function isOfRelease(deployment: ProductionDeployment, name: string): boolean {
  return [deployment.name, deployment.release?.version ?? deployment.name, ...deployment.also].some((known) =>
    sameVersion(known, name),
  );
}

export function note(code: Note['code'], args: Note['args'] = {}): Note {
  return { code, args };
}

function versionIn(name: string): Version | undefined {
  return parseVersion(name.replace(/^v(?=\d)/, '')) ?? releaseTag({ name, commit: '' })?.version;
}

function bare(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/^v(?=\d)/, '');
}

/** Deployments of one instant: the lower version came first. */
function byVersion(a: Entry, b: Entry): number {
  const order =
    a.version === undefined || b.version === undefined ? 0 : compareVersions(a.version, b.version);
  return order || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}
