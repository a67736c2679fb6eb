/** Pull requests and the commits that they brought: one of the two is shown, and nothing that matters is lost. */
import type { BreakingNote, CommitReading, Entry } from './model.ts';

export interface Folded {
  /** In the order given; a pull request has what its commits declare. */
  readonly readings: readonly CommitReading[];
  /** Commits that are not shown, each with the one that is shown for it. */
  readonly folded: ReadonlyMap<string, string>;
}

/**
 * `readings` newest first. Where most steps of the main line are merges of pull requests, people work
 * by pull request: its commits are folded into it. Elsewhere the commits speak for themselves.
 */
export function foldPullRequests(readings: readonly CommitReading[]): Folded {
  const byId = new Map(readings.map((reading) => [reading.commit.id, reading] as const));
  const line = mainLine(readings, byId);
  const merges = line.filter((reading) => isPullMerge(reading));
  const byPull = merges.length * 2 > line.length;
  const folded = new Map<string, string>();
  const risen = new Map<string, CommitReading>();
  const onLine = new Set(line.map(({ commit }) => commit.id));
  const taken = new Set<string>(onLine);
  // Oldest first: what an older request brought is not brought again.
  for (const merge of merges.toReversed()) {
    const inner = broughtBy(merge, byId, taken).filter(({ kind }) => kind !== 'merge');
    if (inner.length === 0) {
      continue;
    }
    if (byPull) {
      for (const { commit } of inner) {
        folded.set(commit.id, merge.commit.id);
      }
      risen.set(merge.commit.id, withInner(merge, inner));
    } else {
      folded.set(merge.commit.id, inner[0]?.commit.id ?? '');
    }
  }
  return {
    readings: readings.map((reading) => risen.get(reading.commit.id) ?? reading),
    folded,
  };
}

function isPullMerge({ commit, references }: CommitReading): boolean {
  return commit.parents.length > 1 && references.some(({ own }) => own);
}

function mainLine(
  readings: readonly CommitReading[],
  byId: ReadonlyMap<string, CommitReading>,
): readonly CommitReading[] {
  const line: CommitReading[] = [];
  for (let at = readings[0]; at !== undefined; at = byId.get(at.commit.parents[0] ?? '')) {
    line.push(at);
  }
  return line;
}

/** Newest first as far as the walk goes. */
function broughtBy(
  { commit }: CommitReading,
  byId: ReadonlyMap<string, CommitReading>,
  taken: Set<string>,
): readonly CommitReading[] {
  const found: CommitReading[] = [];
  const stack = commit.parents.slice(1);
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    const reading = byId.get(id);
    if (reading === undefined || taken.has(id)) {
      continue;
    }
    taken.add(id);
    found.push(reading);
    stack.push(...reading.commit.parents);
  }
  return found;
}

/** A plain title gives way to what its commits say; a conventional one stays, and breaks climb up to it. */
function withInner(merge: CommitReading, inner: readonly CommitReading[]): CommitReading {
  const own = merge.entries[0];
  const said = inner
    .filter(({ kind }) => kind === 'conventional' || kind === 'squash')
    .flatMap(({ entries }) => entries);
  const marks = joinMarks([merge, ...inner]);
  const base: CommitReading = {
    ...merge,
    marks,
    coAuthors: [
      ...merge.coAuthors,
      ...inner.flatMap(({ commit, coAuthors }) => [commit.author, ...coAuthors]),
    ],
    commit: { ...merge.commit, ...pathsOf(merge, inner) },
  };
  if (own?.confidence !== 'high' && said.length > 0 && merge.kind === 'merge-pr') {
    return { ...base, entries: said };
  }
  const notes = inner.flatMap(({ entries }) => entries.flatMap(({ breaking }) => breaking ?? []));
  const entries =
    notes.length === 0
      ? merge.entries
      : merge.entries.map((entry, index) => (index === 0 ? withNotes(entry, notes) : entry));
  return { ...base, entries };
}

function withNotes(entry: Entry, notes: readonly BreakingNote[]): Entry {
  const [first] = entry.breaking === undefined ? notes : [entry.breaking];
  if (first === undefined || entry.breaking?.from === 'footer') {
    return entry;
  }
  const certain =
    notes.some(({ certainty }) => certainty === 'certain') || entry.breaking?.certainty === 'certain';
  return {
    ...entry,
    breaking: {
      ...first,
      text: notes.map(({ text }) => text).join('\n'),
      certainty: certain ? 'certain' : 'likely',
    },
  };
}

function joinMarks(readings: readonly CommitReading[]): CommitReading['marks'] {
  const marks = new Map<string, string[]>();
  for (const reading of readings) {
    for (const [name, texts] of Object.entries(reading.marks)) {
      marks.set(name, [...(marks.get(name) ?? []), ...texts]);
    }
  }
  return Object.fromEntries(marks);
}

function pathsOf(
  merge: CommitReading,
  inner: readonly CommitReading[],
): { readonly paths?: readonly string[] } {
  const all = [merge, ...inner].flatMap(({ commit }) => commit.paths ?? []);
  return merge.commit.paths === undefined && all.length === 0 ? {} : { paths: [...new Set(all)] };
}
