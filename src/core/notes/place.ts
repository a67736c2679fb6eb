/** Where each commit goes: into a section, out by a named rule, or to a person. None is dropped. */
import type { CommitReading, Entry, Placement } from '../history/model.ts';
import { placementsOf, placeEntry } from '../history/placement.ts';
import { pairReverts } from '../history/reverts.ts';
import type { NotesFacts } from './facts.ts';
import type { SectionId } from './template.ts';

/** One thing to mention. */
export interface NotesItem {
  /** Number of the pull request or the start of the object name, and which entry of it. */
  readonly key: string;
  readonly commit: CommitReading;
  readonly entry: Entry;
  readonly section: ItemSection;
}

export type ItemSection = Extract<
  SectionId,
  'features' | 'improvements' | 'fixes' | 'security' | 'performance' | 'deprecations'
>;

export interface Placed {
  /** Newest first. */
  readonly items: readonly NotesItem[];
  /** By object name. */
  readonly placements: ReadonlyMap<string, Placement>;
}

/** Of a squash every entry counts; the commit is placed when one of them is. */
export function placeCommits({ commits }: Pick<NotesFacts, 'commits'>): Placed {
  const placements = placementsOf(commits, { folded: foldedCommits(commits) });
  const items = commits
    .filter((commit) => placements.get(commit.commit.id)?.outcome === 'placed')
    .flatMap((commit) =>
      commit.entries.flatMap((entry, index) => {
        const place = placeEntry(entry, commit);
        const section =
          place.outcome === 'placed' ? itemSections.find((one) => one === place.section) : undefined;
        const key = index === 0 ? keyOf(commit) : `${keyOf(commit)}.${index}`;
        return section === undefined || onlyBreaks(entry) ? [] : [{ key, commit, entry, section }];
      }),
    );
  return { items, placements };
}

/** What only takes away is told under what breaks, not as something new. */
function onlyBreaks({ breaking, description }: Entry): boolean {
  return (
    breaking !== undefined && /^(?:drop|remove|delete|disallow|require|rename|no longer)\b/i.test(description)
  );
}

const itemSections: readonly ItemSection[] = [
  'features',
  'improvements',
  'fixes',
  'security',
  'performance',
  'deprecations',
];

/** How notes name a commit: `#412` for the pull request that brought it, else the start of its name. */
export function keyOf(commit: CommitReading): string {
  const pull = commit.references.find((reference) => reference.own);
  if (pull === undefined) {
    return commit.commit.id.slice(0, 12);
  }
  return pull.kind === 'merge-request' ? `!${pull.id}` : `#${pull.id}`;
}

/** First line of the message. */
export function subjectOf({ commit }: CommitReading): string {
  return commit.message.split(/\r?\n/, 1)[0]?.trim() ?? '';
}

/** Both sides of a revert that lies in the range, and of a revert of the revert. */
export function revertedPairs(commits: readonly CommitReading[]): ReadonlySet<string> {
  const { reverted, reverts } = pairReverts(commits);
  return new Set([...reverted.keys(), ...reverts]);
}

/**
 * Commits that a merged pull request brought: the request speaks for them, when requests are how most
 * changes arrive. One that declares a break stays, so that the declaration is not lost.
 */
function foldedCommits(commits: readonly CommitReading[]): ReadonlyMap<string, string> {
  const byId = new Map(commits.map((commit) => [commit.commit.id, commit]));
  const mainLine: CommitReading[] = [];
  for (
    let at = commits[0];
    at !== undefined && mainLine.length < commits.length;
    at = byId.get(at.commit.parents[0] ?? '')
  ) {
    mainLine.push(at);
  }
  const merges = mainLine.filter(({ kind }) => kind === 'merge-pr');
  const folded = new Map<string, string>();
  if (merges.length * 2 <= mainLine.length) {
    return folded;
  }
  const seen = new Set(mainLine.map(({ commit }) => commit.id));
  const declares = (commit: CommitReading) => commit.entries.some(({ breaking }) => breaking !== undefined);
  for (const merge of merges.toReversed()) {
    const waiting = merge.commit.parents.slice(1);
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const commit = byId.get(id);
      if (commit === undefined || seen.has(id)) {
        continue;
      }
      seen.add(id);
      waiting.push(...commit.commit.parents);
      if (!declares(commit) || declares(merge)) {
        folded.set(id, merge.commit.id);
      }
    }
  }
  return folded;
}

/** CVE and GHSA ids that a text names. */
export function publicIds(text: string): readonly string[] {
  return [
    ...new Set(
      [...text.matchAll(publicId)].map(([id]) =>
        id.toUpperCase().replace(/^GHSA.*/, (ghsa) => `GHSA${ghsa.slice(4).toLowerCase()}`),
      ),
    ),
  ];
}

const publicId = /\bCVE-\d{4}-\d{4,9}\b|\bGHSA(?:-[0-9a-z]{4}){3}\b/gi;
