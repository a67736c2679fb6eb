/** The two trees of a range, and what differs between them. */
import type { ChangedFile, Comparison, Tree, TreeText } from '../../core/breaking/detector.ts';
import { changedFiles, sortChanged } from '../../core/breaking/pairFiles.ts';
import { decodeText } from '../readText.ts';
import { readIndex, readRawDiff, readTree } from './listing.ts';
import type { GitFile, IndexEntry, RawChange } from './listing.ts';
import { largestObject } from './objects.ts';
import type { Objects } from './objects.ts';
import { runGit } from './process.ts';
import type { GitOutput } from './process.ts';
import type { Range } from './range.ts';
import type { GitFailure, Repository } from './repository.ts';
import { workTree } from './workTree.ts';

export type ComparedTrees =
  | { readonly ok: true; readonly comparison: Comparison; readonly notes: readonly CompareNote[] }
  | GitFailure;

/** Something that a reader of the result should know. */
export type CompareNote = 'renamesNotPaired';

/** At most two processes, whatever the number of files; contents are read when a detector asks. */
export async function compareRange(
  repository: Repository,
  range: Range,
  profiles: Comparison['profiles'] = {},
  lists: Lists = readLists(),
): Promise<ComparedTrees> {
  return range.head.kind === 'commit'
    ? compareCommits(repository, range, profiles, lists)
    : compareIndex(repository, range, profiles, lists);
}

/** Readers of what git prints. Kept between comparisons, they read the same output once. */
export interface Lists {
  readonly index: (output: Buffer) => readonly IndexEntry[];
  readonly difference: (output: Buffer) => readonly RawChange[];
  /** What the index differs in from a commit, as long as both stay as they are. */
  readonly staged: StagedDifference;
}

interface StagedDifference {
  last?: { readonly of: string; readonly differing: Difference };
}

export function readLists(): Lists {
  return { index: readOnce(readIndex), difference: readOnce(readRawDiff), staged: {} };
}

function readOnce<T>(read: (output: Buffer) => T): (output: Buffer) => T {
  let last: { readonly output: Buffer; readonly value: T } | undefined;
  return (output) => {
    if (last?.output.equals(output) !== true) {
      last = { output, value: read(output) };
    }
    return last.value;
  };
}

async function compareCommits(
  repository: Repository,
  { base, head }: Range,
  profiles: Comparison['profiles'],
  lists: Lists,
): Promise<ComparedTrees> {
  const { place, objects } = repository;
  const [listed, differing] = await Promise.all([
    runGit(place, ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', base.commit]),
    rawDiff(repository, ['diff-tree', '-r', ...diffFlags], [base.commit, head.commit], lists),
  ]);
  if (!listed.ok) {
    return failed(listed);
  }
  if (!differing.output.ok) {
    return failed(differing.output);
  }
  const before = readTree(listed.out);
  const changes = lists.difference(differing.output.out);
  return {
    ok: true,
    comparison: {
      base: objectTree(before, objects),
      head: objectTree(applied(before, changes), objects),
      changed: sortChanged(changes.map(withoutIds)),
      profiles,
    },
    notes: differing.paired ? [] : ['renamesNotPaired'],
  };
}

/** The index is compared by object name; files on the disk by what the index knows of them, and by content. */
async function compareIndex(
  repository: Repository,
  { base, head }: Range,
  profiles: Comparison['profiles'],
  lists: Lists,
): Promise<ComparedTrees> {
  const { place, objects } = repository;
  const others = head.kind === 'worktree' ? ['--others', '--exclude-standard'] : [];
  const [listed, differing] = await Promise.all([
    runGit(place, ['ls-files', '-z', '-t', '--stage', '--debug', '--cached', ...others]),
    stagedDifference(repository, base.commit, lists),
  ]);
  if (!listed.ok) {
    return failed(listed);
  }
  if (!differing.output.ok) {
    return failed(differing.output);
  }
  const index = lists.index(listed.out);
  const conflicts = new Set(index.filter(({ kind }) => kind === 'conflict').map(({ path }) => path));
  const staged = index.flatMap(({ path, id = conflicts.has(path) ? undecided : undefined }): GitFile[] =>
    id === undefined ? [] : [{ path, id }],
  );
  const changes = lists.difference(differing.output.out).map((change) => withHead(change, conflicts));
  const before = unapplied(staged, changes);
  const notes: readonly CompareNote[] = differing.paired ? [] : ['renamesNotPaired'];
  if (head.kind === 'staged') {
    const comparison = {
      base: objectTree(before, objects),
      head: withConflicts(objectTree(staged, objects), conflicts),
      changed: sortChanged(changes.map(withoutIds)),
      profiles,
    };
    return { ok: true, comparison, notes };
  }
  const onDisk = workTree(place.folder, index, repository.indexWritten(), (id) => readBlob(objects, id));
  const renames = changes.filter((change) => change.base !== change.head && change.base !== undefined);
  return {
    ok: true,
    comparison: {
      base: objectTree(before, objects),
      head: onDisk.tree,
      changed: withRenames(changedFiles(before, onDisk.files), renames),
      profiles,
    },
    notes,
  };
}

/** Asks git once for the same commit and the same content of the index: starting a process costs a large one much. */
async function stagedDifference(repository: Repository, commit: string, lists: Lists): Promise<Difference> {
  const { staged } = lists;
  const before = repository.indexIdentity();
  const of = before === undefined ? undefined : `${repository.place.folder}\0${commit}\0${before}`;
  if (of !== undefined && staged.last?.of === of) {
    return staged.last.differing;
  }
  const differing = await rawDiff(repository, ['diff-index', '--cached', ...diffFlags], [commit], lists);
  // The index may have been written while git read it.
  if (of !== undefined && standsAlone(differing, lists) && repository.indexIdentity() === before) {
    staged.last = { of, differing };
  }
  return differing;
}

/** False where git looks for renames: how alike two contents are hangs on attributes outside of the index too. */
function standsAlone({ output, paired }: Difference, lists: Lists): boolean {
  if (!output.ok || !paired) {
    return false;
  }
  const changes = lists.difference(output.out);
  const isOneSided = (side: 'base' | 'head') => changes.some((change) => change[side] === undefined);
  const isMoved = changes.some(({ base, head }) => base !== undefined && head !== undefined && base !== head);
  return !isMoved && !(isOneSided('base') && isOneSided('head'));
}

/** Renames are paired for as many files as git compares in well under a second. */
const renameLimit = 2000;
const diffFlags = ['-z', '--raw', '--no-abbrev', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all'];

interface Difference {
  readonly output: GitOutput;
  /** False: renames were not looked for. */
  readonly paired: boolean;
}

/** A rename is looked for in contents; where some cannot be had, files count as removed and added. */
async function rawDiff(
  { place }: Repository,
  command: readonly string[],
  commits: readonly string[],
  lists: Lists,
): Promise<Difference> {
  const paired = await runGit(place, [
    ...command,
    '-M',
    `-l${renameLimit}`,
    '--end-of-options',
    ...commits,
    '--',
  ]);
  if (!paired.ok && paired.why === 'failed') {
    const output = await runGit(place, [...command, '--no-renames', '--end-of-options', ...commits, '--']);
    return { output, paired: false };
  }
  if (!paired.ok) {
    return { output: paired, paired: false };
  }
  const changes = lists.difference(paired.out);
  const gone = changes.filter(({ head }) => head === undefined).length;
  const added = changes.filter(({ base }) => base === undefined).length;
  return { output: paired, paired: gone * added <= renameLimit * renameLimit };
}

/** Files by path, read from the objects of the repository. */
function objectTree(files: readonly GitFile[], objects: Objects): Tree {
  const ids = new Map(files.map(({ path, id }) => [path, id]));
  return {
    paths: [...ids.keys()].toSorted(byCodeUnit),
    has: (path) => ids.has(path),
    id: (path) => ids.get(path),
    read: (path) => {
      const id = ids.get(path);
      return id === undefined ? Promise.resolve(missing) : readBlob(objects, id);
    },
  };
}

async function readBlob(objects: Objects, id: string): Promise<TreeText> {
  const answer = await objects.read(id, largestObject);
  switch (answer.found) {
    case 'yes':
      return answer.type === 'blob' ? treeText(answer.bytes) : missing;
    case 'tooLarge':
      return { ok: false, reason: 'tooLarge', detail: `${answer.size} bytes, the limit is ${largestObject}` };
    case 'failed':
      return { ok: false, reason: 'failed', detail: answer.detail };
    default:
      return { ok: false, reason: 'failed', detail: `object ${id} is not in the repository` };
  }
}

/** Bytes as a detector gets them. */
function treeText(bytes: Buffer): TreeText {
  if (bytes.subarray(0, sniffed).includes(0)) {
    return { ok: false, reason: 'binary', detail: '' };
  }
  const decoded = decodeText(bytes);
  return decoded.status === 'read'
    ? { ok: true, text: decoded.text }
    : { ok: false, reason: 'notUtf8', detail: decoded.detail };
}

const sniffed = 8000;
const missing: TreeText = { ok: false, reason: 'missing', detail: '' };

/** The files after a difference, given those before it. */
function applied(files: readonly GitFile[], changes: readonly RawChange[]): readonly GitFile[] {
  const after = new Map(files.map(({ path, id }) => [path, id]));
  for (const { base } of changes) {
    if (base !== undefined) {
      after.delete(base);
    }
  }
  for (const { head, headId } of changes) {
    if (head !== undefined && headId !== undefined) {
      after.set(head, headId);
    }
  }
  return [...after].map(([path, id]) => ({ path, id }));
}

/** The files before a difference, given those after it. */
function unapplied(files: readonly GitFile[], changes: readonly RawChange[]): readonly GitFile[] {
  return applied(
    files,
    changes.map(({ base, baseId, head, headId }) => ({
      ...(head === undefined ? {} : { base: head, baseId: headId ?? '' }),
      ...(base === undefined ? {} : { head: base, headId: baseId ?? '' }),
    })),
  );
}

/** Renames that git saw in the index hold on the disk as long as both ends look the same there. */
function withRenames(changed: readonly ChangedFile[], renames: readonly RawChange[]): readonly ChangedFile[] {
  const gone = new Set(changed.filter(({ head }) => head === undefined).map(({ base }) => base));
  const added = new Set(changed.filter(({ base }) => base === undefined).map(({ head }) => head));
  const held = renames.filter(({ base, head }) => head !== undefined && gone.has(base) && added.has(head));
  const ends = new Set(held.flatMap(({ base, head }) => [`-${base}`, `+${head}`]));
  const others = changed.filter(
    ({ base, head }) =>
      !(head === undefined && ends.has(`-${base}`)) && !(base === undefined && ends.has(`+${head}`)),
  );
  return sortChanged([...others, ...held.map(withoutIds)]);
}

function withoutIds({ base, head }: RawChange): ChangedFile {
  return { ...(base === undefined ? {} : { base }), ...(head === undefined ? {} : { head }) };
}

/** Stands for the content of a file in conflict, which the index does not have. */
const undecided = 'undecided';

/** For git a file in conflict is gone from the index; for a person it is there and not decided. */
function withHead(change: RawChange, conflicts: ReadonlySet<string>): RawChange {
  return change.head === undefined && change.base !== undefined && conflicts.has(change.base)
    ? { ...change, head: change.base, headId: undecided }
    : change;
}

function withConflicts(tree: Tree, conflicts: ReadonlySet<string>): Tree {
  return {
    ...tree,
    read: (path) =>
      conflicts.has(path)
        ? Promise.resolve({ ok: false, reason: 'failed', detail: 'a merge conflict is not resolved' })
        : tree.read(path),
  };
}

function failed(output: Extract<GitOutput, { ok: false }>): GitFailure {
  return { ok: false, problem: output.why, detail: output.detail };
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
