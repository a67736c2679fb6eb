/** A whole history in columns: a hundred thousand commits take a few megabytes. */
import type { Instant } from '../base/instant.ts';

/** Commits by index, in the order in which they were first named. */
export interface CommitGraph {
  readonly size: number;
  /** Object names. */
  readonly ids: readonly string[];
  readonly indexOf: (id: string) => number | undefined;
  /** Parents of commit `i` are `parents[firstParent[i]]` up to, not including, `parents[firstParent[i] + parentCount[i]]`. */
  readonly parents: Int32Array;
  readonly firstParent: Int32Array;
  readonly parentCount: Uint16Array;
  /** NaN for a date that git cannot give, and for a commit beyond a shallow end. */
  readonly authored: Float64Array;
  readonly committed: Float64Array;
  readonly flags: Uint8Array;
}

/** Bits of `flags`. `listed` is missing beyond the end of a shallow clone. */
export const commitFlag = { listed: 1, merge: 2, bot: 4, webFlow: 8 } as const;

export interface GraphCommit {
  /** Its object name and then those of its parents, a space between two. */
  readonly names: string;
  readonly authored: Instant;
  readonly committed: Instant;
  readonly bot: boolean;
  /** Committed by a host in somebody's name. */
  readonly webFlow: boolean;
}

/** Takes commits in any order, parents named before or after they are given. */
export function graphBuilder(): {
  readonly add: (commit: GraphCommit) => void;
  readonly finish: () => CommitGraph;
} {
  const ids: string[] = [];
  const names = nameTable(ids);
  let columns = emptyColumns(1024);
  let parents = new Int32Array(2048);
  let edges = 0;
  const intern = (text: string, start: number, end: number): number => {
    const known = names.find(text, start, end);
    if (known !== undefined) return known;
    if (ids.length === columns.flags.length) columns = grown(columns);
    return names.add(text.slice(start, end));
  };
  return {
    add: ({ names: named, authored, committed, bot, webFlow }) => {
      const own = endOfName(named, 0);
      const index = intern(named, 0, own);
      if (((columns.flags[index] ?? 0) & commitFlag.listed) !== 0) return;
      const first = edges;
      for (let start = own + 1; start < named.length;) {
        const end = endOfName(named, start);
        if (edges === parents.length) parents = copied(parents, edges * 2);
        parents[edges++] = intern(named, start, end);
        start = end + 1;
      }
      columns.firstParent[index] = first;
      columns.parentCount[index] = edges - first;
      columns.authored[index] = authored;
      columns.committed[index] = committed;
      columns.flags[index] =
        commitFlag.listed |
        (edges - first > 1 ? commitFlag.merge : 0) |
        (bot ? commitFlag.bot : 0) |
        (webFlow ? commitFlag.webFlow : 0);
    },
    finish: () => ({
      size: ids.length,
      ids,
      indexOf: (id) => names.find(id, 0, id.length),
      parents,
      ...columns,
    }),
  };
}

function endOfName(names: string, start: number): number {
  const space = names.indexOf(' ', start);
  return space === -1 ? names.length : space;
}

/**
 * Which index a name has: found where it stands in a longer text, so that a name that is known makes no
 * string. Object names are evenly spread, so their first digits are the hash.
 */
function nameTable(ids: string[]): {
  readonly find: (text: string, start: number, end: number) => number | undefined;
  readonly add: (id: string) => number;
} {
  /** Index plus one; zero is free. A power of two, at most half full. */
  let slots = new Int32Array(4096);
  const put = (index: number): void => {
    const id = ids[index] ?? '';
    let slot = firstDigits(id, 0, id.length) & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = index + 1;
  };
  return {
    find: (text, start, end) => {
      const size = end - start;
      for (
        let slot = firstDigits(text, start, end) & (slots.length - 1);
        slots[slot] !== 0;
        slot = (slot + 1) & (slots.length - 1)
      ) {
        const index = (slots[slot] ?? 0) - 1;
        const id = ids[index] ?? '';
        if (id.length === size && text.startsWith(id, start)) return index;
      }
      return undefined;
    },
    add: (id) => {
      const index = ids.push(id) - 1;
      if (ids.length * 2 > slots.length) {
        slots = new Int32Array(slots.length * 2);
        for (let each = 0; each < index; each++) put(each);
      }
      put(index);
      return index;
    },
  };
}

/** The first eight characters as a number; those of an object name are hexadecimal digits. */
function firstDigits(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end && at < start + 8; at++) {
    const code = text.charCodeAt(at);
    value = (value << 4) ^ (code > 96 ? code - 87 : code - 48);
  }
  return value >>> 0;
}

/** A program that commits by itself, by the name and the address that it commits with. */
export function isBot(name: string, email: string): boolean {
  return botShape.test(name) || botShape.test(email);
}

const botShape =
  /\[bot\]|^(?:dependabot|renovate|greenkeeper|snyk-bot|github-actions|pre-commit-ci)\b|-bot(?:$|@)/i;

type Columns = Pick<CommitGraph, 'firstParent' | 'parentCount' | 'authored' | 'committed' | 'flags'>;

function emptyColumns(size: number): Columns {
  return {
    firstParent: new Int32Array(size),
    parentCount: new Uint16Array(size),
    authored: new Float64Array(size).fill(NaN),
    committed: new Float64Array(size).fill(NaN),
    flags: new Uint8Array(size),
  };
}

function grown(columns: Columns): Columns {
  const larger = emptyColumns(columns.flags.length * 2);
  larger.firstParent.set(columns.firstParent);
  larger.parentCount.set(columns.parentCount);
  larger.authored.set(columns.authored);
  larger.committed.set(columns.committed);
  larger.flags.set(columns.flags);
  return larger;
}

function copied(from: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(size);
  larger.set(from);
  return larger;
}

/**
 * Which of the commits, given in the order of their deployment, contains a commit first. Each
 * commit of the history is looked at once, whatever the number of deployments.
 */
export interface FirstDeployments {
  /** Commits that are new in the deployment, merges included, no order. */
  readonly newIn: (deployment: number) => readonly number[];
  /** Commits that a commit contains and no deployment does. */
  readonly waitingAt: (commit: number) => readonly number[];
  /** The last of the deployments that a commit contains. */
  readonly lastIn: (commit: number) => number | undefined;
}

/** `undefined` stands for a deployment whose commit is not known. */
export function firstDeployments(
  graph: CommitGraph,
  deployed: readonly (number | undefined)[],
): FirstDeployments {
  const seen = new Uint8Array(graph.size);
  const found = deployed.map((commit) => (commit === undefined ? [] : unseenFrom(graph, commit, seen)));
  return {
    newIn: (deployment) => found[deployment] ?? [],
    waitingAt: (commit) => unseenFrom(graph, commit, seen.slice()),
    lastIn: (commit) => {
      const contained = new Uint8Array(graph.size);
      unseenFrom(graph, commit, contained);
      const last = deployed.findLastIndex((one) => one !== undefined && contained[one] === 1);
      return last === -1 ? undefined : last;
    },
  };
}

/** Marks and lists what is reachable and not marked yet. What a marked commit contains is marked too. */
function unseenFrom(graph: CommitGraph, commit: number, seen: Uint8Array): readonly number[] {
  const found: number[] = [];
  const { flags, firstParent, parentCount, parents } = graph;
  const visit = (index: number): void => {
    if (seen[index] === 0) {
      seen[index] = 1;
      if (((flags[index] ?? 0) & commitFlag.listed) !== 0) found.push(index);
    }
  };
  visit(commit);
  for (let at = 0; at < found.length; at++) {
    const index = found[at] ?? 0;
    const first = firstParent[index] ?? 0;
    for (let edge = first; edge < first + (parentCount[index] ?? 0); edge++) {
      visit(parents[edge] ?? 0);
    }
  }
  return found;
}
