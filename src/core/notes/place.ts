/** Where each commit goes: into a section, out by a named rule, or to a person. None is dropped. */
import { foldPullRequests } from '../history/fold.ts';
import type { CommitReading, Entry, Placement } from '../history/model.ts';
import { placementsOf, placeEntry } from '../history/placement.ts';
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
export function placeCommits(facts: Pick<NotesFacts, 'commits' | 'placements'>): Placed {
  const placements = placementsIn(facts);
  const items = facts.commits.flatMap((commit) => {
    const own = placements.get(commit.commit.id);
    if (own?.outcome !== 'placed') {
      return [];
    }
    const ofCommit = itemSections.find((one) => one === own.section);
    return commit.entries.flatMap((entry, index) => {
      const place = placeEntry(entry, commit);
      const ofEntry =
        place.outcome === 'placed' ? itemSections.find((one) => one === place.section) : undefined;
      // A convention of the team outranks what the words say, where the commit says one thing.
      const section = commit.entries.length === 1 ? (ofCommit ?? ofEntry) : ofEntry;
      const key = index === 0 ? keyOf(commit) : `${keyOf(commit)}.${index}`;
      return section === undefined || onlyBreaks(entry) ? [] : [{ key, commit, entry, section }];
    });
  });
  return { items, placements };
}

/** Commits that the release contains and that speak for themselves: not taken back, not folded into another. */
export function liveCommits(facts: Pick<NotesFacts, 'commits' | 'placements'>): readonly CommitReading[] {
  const placements = placementsIn(facts);
  return facts.commits.filter(({ commit }) => {
    const own = placements.get(commit.id);
    return own?.outcome !== 'hidden' || !goneRules.has(own.rule);
  });
}

const goneRules: ReadonlySet<string> = new Set(['reverted', 'reverts', 'folded']);

function placementsIn({
  commits,
  placements,
}: Pick<NotesFacts, 'commits' | 'placements'>): ReadonlyMap<string, Placement> {
  return placements ?? placementsOf(commits, { folded: foldPullRequests(commits).folded });
}

const itemSections: readonly ItemSection[] = [
  'features',
  'improvements',
  'fixes',
  'security',
  'performance',
  'deprecations',
];

/** What only takes away is told under what breaks, not as something new. */
function onlyBreaks({ breaking, description }: Entry): boolean {
  return (
    breaking !== undefined && /^(?:drop|remove|delete|disallow|require|rename|no longer)\b/i.test(description)
  );
}

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
