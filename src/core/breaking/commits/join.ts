/** Joins what messages declare with what the difference shows. */
import type { Change } from '../change.ts';
import { pairReverts } from '../../history/reverts.ts';
import { messageOf, readText } from './message.ts';
import type { CommitText, MessageReading } from './message.ts';

export interface Joined {
  /** The changes given, with the commit that declares them where one does, and declared breaks that nobody saw. */
  readonly changes: readonly Change[];
  /** Changes of level major that no message declares; empty when no message follows a convention. */
  readonly undeclared: readonly Undeclared[];
  /** Commits by the first word of their messages. */
  readonly types: Readonly<Record<string, number>>;
}

export interface Undeclared {
  readonly change: Change;
  /** Object name of the commit that should have declared it: the only one that touched the file. */
  readonly by?: string;
}

export function joinCommits(changes: readonly Change[], commits: readonly CommitText[]): Joined {
  const read = withoutReverted(commits);
  const declared = read.filter(({ reading }) => reading.breaking !== undefined);
  const declaredBy = new Map<Change, string>();
  const unseen: Change[] = [];
  for (const commit of declared) {
    const seen = changes.filter((change) => change.level === 'major' && declares(commit, change));
    for (const change of seen) {
      declaredBy.set(change, declaredBy.get(change) ?? commit.commit);
    }
    if (seen.length === 0) {
      unseen.push(unseenChange(commit));
    }
  }
  const conventional = read.some(({ reading }) => reading.type !== undefined);
  return {
    changes: [
      ...changes.map((change) => {
        const commit = change.commit ?? declaredBy.get(change);
        return commit === undefined ? change : { ...change, commit };
      }),
      ...unseen,
    ],
    undeclared: conventional
      ? changes
          .filter((change) => change.level === 'major' && !declaredBy.has(change))
          .map((change) => undeclared(change, read))
      : [],
    types: countTypes(read),
  };
}

interface ReadCommit extends CommitText {
  readonly reading: MessageReading;
}

function undeclared(change: Change, commits: readonly ReadCommit[]): Undeclared {
  const [only, ...others] = commits.filter((commit) => touches(commit, change));
  return only === undefined || others.length > 0 ? { change } : { change, by: only.commit };
}

/** A commit and the one that takes it back cancel each other. */
function withoutReverted(commits: readonly CommitText[]): readonly ReadCommit[] {
  const readings = commits.map(readText);
  const { reverted, reverts } = pairReverts(readings);
  return commits.flatMap((commit, index) => {
    const reading = readings[index];
    return reading === undefined || reverted.has(commit.commit) || reverts.has(commit.commit)
      ? []
      : [{ ...commit, reading: messageOf(reading) }];
  });
}

/** The commit touched the file of the change, or its words name what changed. */
function declares(commit: ReadCommit, change: Change): boolean {
  if (touches(commit, change)) {
    return true;
  }
  const words = new Set(`${commit.reading.description} ${commit.reading.breaking ?? ''}`.match(/[\w$]+/g));
  const names = change.subject.match(/[\w$]{4,}/g) ?? [];
  const last = names.at(-1);
  return last !== undefined && words.has(last);
}

function touches({ paths }: CommitText, { base, head }: Change): boolean {
  return paths.some((path) => path === base?.path || path === head?.path);
}

function unseenChange({ commit, reading }: ReadCommit): Change {
  return {
    rule: 'commits/declared-break',
    detector: 'commits',
    level: 'major',
    confidence: 'likely',
    subject: reading.description.slice(0, longest),
    args: {
      declared: (reading.breaking ?? '').slice(0, longest),
      ...(reading.scope === undefined ? {} : { scope: reading.scope }),
    },
    commit,
  };
}

const longest = 500;

function countTypes(commits: readonly ReadCommit[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { reading } of commits) {
    const type = reading.type ?? 'other';
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
