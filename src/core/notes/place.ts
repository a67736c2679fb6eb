/** Where each commit goes: into a section, out by a named rule, or to a person. None is dropped. */
import type { CommitReading, Entry, Placement } from '../history/model.ts';
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
export function placeCommits(facts: Pick<NotesFacts, 'commits'>): Placed {
  const placements = new Map<string, Placement>();
  const items: NotesItem[] = [];
  const reverted = revertedPairs(facts.commits);
  const folded = foldedCommits(facts.commits);
  for (const commit of facts.commits) {
    const { id } = commit.commit;
    if (reverted.has(id)) {
      placements.set(id, { outcome: 'hidden', rule: 'reverted' });
    } else if (folded.has(id)) {
      placements.set(id, { outcome: 'hidden', rule: 'folded' });
    } else {
      const { own, placement } = placeCommit(commit);
      items.push(...own);
      placements.set(id, placement);
    }
  }
  return { items, placements };
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

/** Both sides of a revert that lies in the range, and of a revert of the revert. */
export function revertedPairs(commits: readonly CommitReading[]): ReadonlySet<string> {
  const gone = new Set<string>();
  const inRange = new Map(commits.map((commit) => [commit.commit.id, commit]));
  // Newest first: a revert that was itself taken back takes nothing back.
  for (const commit of commits) {
    if (gone.has(commit.commit.id)) {
      continue;
    }
    const targets = commit.reverts.map((name) => named(name, inRange)).filter((id) => id !== undefined);
    if (commit.kind === 'revert' && targets.length > 0 && targets.length === commit.reverts.length) {
      gone.add(commit.commit.id);
      for (const target of targets) {
        gone.add(target);
      }
    }
  }
  return gone;
}

function named(name: string, commits: ReadonlyMap<string, CommitReading>): string | undefined {
  if (commits.has(name)) {
    return name;
  }
  return name.length < 7 ? undefined : [...commits.keys()].find((id) => id.startsWith(name));
}

/**
 * Commits that a merged pull request brought: the request speaks for them, when requests are how most
 * changes arrive. One that declares a break stays, so that the declaration is not lost.
 */
function foldedCommits(commits: readonly CommitReading[]): ReadonlySet<string> {
  const byId = new Map(commits.map((commit) => [commit.commit.id, commit]));
  const mainLine: CommitReading[] = [];
  for (let at = commits[0]; at !== undefined; at = byId.get(at.commit.parents[0] ?? '')) {
    mainLine.push(at);
  }
  const merges = mainLine.filter(({ kind }) => kind === 'merge-pr');
  const folded = new Set<string>();
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
        folded.add(id);
      }
    }
  }
  return folded;
}

function placeCommit(commit: CommitReading): {
  readonly own: readonly NotesItem[];
  readonly placement: Placement;
} {
  const hidden = (rule: string) => ({ own: [], placement: { outcome: 'hidden', rule } as const });
  if (commit.kind === 'merge' || commit.kind === 'fixup' || commit.kind === 'release') {
    return hidden(commit.kind);
  }
  const own: NotesItem[] = [];
  const rules: string[] = [];
  for (const [index, entry] of commit.entries.entries()) {
    const where = sectionOf(commit, entry);
    if (where?.section !== undefined) {
      const key = index === 0 ? keyOf(commit) : `${keyOf(commit)}.${index}`;
      own.push({ key, commit, entry, section: where.section });
    } else if (where?.rule !== undefined) {
      rules.push(where.rule);
    }
  }
  const [first] = own;
  if (first !== undefined) {
    return { own, placement: { outcome: 'placed', section: first.section } };
  }
  const [rule] = rules;
  if (commit.entries.some(({ breaking }) => breaking !== undefined)) {
    return { own, placement: { outcome: 'placed', section: 'breaking' } };
  }
  return rule === undefined
    ? { own, placement: { outcome: 'toPlace', why: 'its message does not say what kind of change it is' } }
    : hidden(rule);
}

function sectionOf(
  commit: CommitReading,
  entry: Entry,
): { readonly section?: ItemSection; readonly rule?: string } | undefined {
  if (commit.kind === 'revert') {
    return { section: 'fixes' };
  }
  if (commit.kind === 'dependency' && !isSecurity(commit, entry)) {
    return { rule: 'dependency' };
  }
  if (isSecurity(commit, entry)) {
    return { section: 'security' };
  }
  const { type } = entry;
  if (type === undefined) {
    return undefined;
  }
  if (type === 'perf') {
    return { section: measured.test(entry.description) ? 'performance' : 'improvements' };
  }
  const section = sectionsByType.get(type);
  if (section === 'improvements' && onlyInside(commit)) {
    return { rule: 'internal' };
  }
  return section === undefined ? { rule: type } : { section };
}

export function isSecurity(commit: CommitReading, entry: Entry): boolean {
  return (
    entry.type === 'security' ||
    entry.type === 'sec' ||
    entry.scopes.some((scope) => scope.toLowerCase() === 'security') ||
    (commit.marks['security']?.length ?? 0) > 0 ||
    publicIds(commit.commit.message).length > 0
  );
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

const publicId = /\bCVE-\d{4}-\d{4,9}\b|\bGHSA(?:-[23456789cfghjmpqrvwx]{4}){3}\b/gi;

/** Nobody outside sees a change of tests, of documents or of the build alone. */
function onlyInside({ commit }: CommitReading): boolean {
  const { paths } = commit;
  return paths !== undefined && paths.length > 0 && paths.every((path) => insidePath.test(path));
}

const insidePath =
  /(?:^|\/)(?:tests?|__tests__|specs?|docs?|\.github|\.gitlab|ci|scripts|fixtures|bench(?:marks)?)\/|\.(?:test|spec)\.[a-z]+$|_test\.go$|\.md$/i;

const sectionsByType: ReadonlyMap<string, ItemSection> = new Map([
  ['feat', 'features'],
  ['feature', 'features'],
  ['add', 'features'],
  ['fix', 'fixes'],
  ['bugfix', 'fixes'],
  ['hotfix', 'fixes'],
  ['bug', 'fixes'],
  ['revert', 'fixes'],
  ['refactor', 'improvements'],
  ['style', 'improvements'],
  ['improve', 'improvements'],
  ['improvement', 'improvements'],
  ['enhancement', 'improvements'],
  ['change', 'improvements'],
  ['update', 'improvements'],
  ['remove', 'improvements'],
  ['ui', 'improvements'],
  ['ux', 'improvements'],
  ['deprecate', 'deprecations'],
  ['deprecated', 'deprecations'],
]);

/** `40 %`, `3x`, `120 ms`. */
const measured = /\d(?:[.,]\d+)? ?(?:%|x\b|×|times\b|ms\b|s\b|[kmg]i?b\b|percent\b|seconds?\b)/i;
