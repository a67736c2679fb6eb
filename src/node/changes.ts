/** What changed between two states of a project, from git or from two folders: the one way to it for every surface. */
import { posix, relative, resolve, sep } from 'node:path';
import type { ResultCache } from '../core/breaking/cache.ts';
import { joinCommits } from '../core/breaking/commits/join.ts';
import type { Joined, Undeclared } from '../core/breaking/commits/join.ts';
import type { CommitText } from '../core/breaking/commits/message.ts';
import { detect } from '../core/breaking/detect.ts';
import type { DetectOptions, Detection } from '../core/breaking/detect.ts';
import type { ChangedFile, Comparison, Tree } from '../core/breaking/detector.ts';
import type { NotAnalysed } from '../core/breaking/change.ts';
import { inOrder, notAnalysedInOrder } from '../core/breaking/order.ts';
import type { ReleaseTag } from '../core/breaking/release.ts';
import { acceptedFile, inlineAcceptances, suppress } from '../core/breaking/suppress.ts';
import type { Acceptance, Suppressed } from '../core/breaking/suppress.ts';
import type { FactPaths } from '../core/facts/paths.ts';
import { policyFiles } from '../core/policy/files.ts';
import type { RangeFacts } from '../core/facts/rangeFacts.ts';
import type { ReviewFacts } from '../core/facts/review.ts';
import type { UnitRunner } from '../core/breaking/runner.ts';
import { ruleFilter } from '../core/breaking/select.ts';
import { commitsSource } from '../core/breaking/commits/rules.ts';
import { compareFolders } from './folderTrees.ts';
import type { GitOptions } from './git.ts';
import { compareRange, readLists } from './git/compare.ts';
import type { Lists } from './git/compare.ts';
import { historyOf } from './git/history.ts';
import type { History } from './git/history.ts';
import { resolveRange } from './git/range.ts';
import type { Range, RangeRequest } from './git/range.ts';
import { openRepository } from './git/repository.ts';
import type { GitFailure, Repository } from './git/repository.ts';

export interface ChangesRequest extends RangeRequest, GitOptions {
  readonly only?: readonly string[];
  readonly paths?: (path: string) => boolean;
  readonly profiles?: Comparison['profiles'];
  /** False: messages are not read. */
  readonly commits?: boolean;
  readonly cancelled?: () => boolean;
  /** Looks at what kinds of changes there are; absent: not at all. Globs of `policy` go before those of the head. */
  readonly facts?: { readonly policy?: string };
  readonly cache?: ResultCache;
  /** Runs the units of heavy detectors; without one they run in this thread. */
  readonly runner?: UnitRunner;
  /** Told of each unit that is done. */
  readonly progress?: (done: number, total: number) => void;
  /** What a file would hold, for the question what an edit would change; nothing is written. */
  readonly instead?: { readonly path: string; readonly text: string };
}

export interface Changes {
  readonly ok: true;
  /** Folder that all paths are relative to: the repository's, or the newer of two folders. */
  readonly root: string;
  /** The folder that was asked about, relative to the root, `/` separated; empty when it is the root. */
  readonly folder: string;
  /** Folders that hold the manifest of a package, `''` for the root. */
  readonly packages: readonly string[];
  readonly base: Side;
  readonly head: Side;
  /** The release that the base is. */
  readonly release?: ReleaseTag;
  readonly detection: Detection;
  /** Every file that differs. */
  readonly changed: readonly ChangedFile[];
  readonly suppressed: Suppressed;
  readonly notes: readonly ChangeNote[];
  /** Breaking changes that no message declares. */
  readonly undeclared: readonly Undeclared[];
  /** Commits by the first word of their messages; absent without history. */
  readonly commitTypes?: Joined['types'];
  /** Absent when nobody asked. */
  readonly facts?: RangeFacts;
  /** What the commits say of their review; absent when nobody asked, or not all of them were read. */
  readonly review?: ReviewFacts;
  /** package.json of both sides, where there is one. */
  readonly manifests: { readonly base?: string; readonly head?: string };
}

export interface Side {
  readonly name: string;
  /** Object name; absent for a folder. */
  readonly commit?: string;
}

/** Something about the comparison as a whole; the sentence is written where it is shown. */
export type ChangeNote =
  | { readonly code: 'from'; readonly name: string }
  | { readonly code: 'renamesNotPaired' | 'shallow' }
  | { readonly code: 'commitsNotRead' | 'cache'; readonly detail: string }
  | { readonly code: 'acceptedList'; readonly line: number; readonly detail: string };

/** Compares two revisions, or a revision with the working tree or the index. Never rejects for what a repository holds. */
export async function changesInRepository(
  folder: string,
  request: ChangesRequest,
): Promise<Changes | GitFailure> {
  const opened = openRepository(folder, request);
  if (!opened.ok) {
    return opened;
  }
  try {
    return await changesIn(opened.repository, folder, request);
  } finally {
    opened.repository.close();
  }
}

/** The same for two folders, without git. */
export async function changesBetweenFolders(
  base: { readonly name: string; readonly folder: string },
  head: { readonly name: string; readonly folder: string },
  request: ChangesRequest,
): Promise<Changes> {
  const { comparison, notAnalysed } = compareFolders(base.folder, head.folder, request.profiles);
  return found({
    comparison,
    notAnalysed,
    request,
    root: head.folder,
    folder: head.folder,
    base: { name: base.name },
    head: { name: head.name },
    notes: [],
  });
}

async function changesIn(
  repository: Repository,
  folder: string,
  request: ChangesRequest,
): Promise<Changes | GitFailure> {
  const resolved = await resolveRange(repository, request);
  if (!resolved.ok) {
    return resolved;
  }
  const { range } = resolved;
  const remembered = rememberedFor(request.cache);
  const [compared, history] = await Promise.all([
    compareRange(repository, range, request.profiles, remembered.lists),
    request.commits === false ? undefined : remembered.history(repository, range),
  ]);
  if (!compared.ok) {
    return compared;
  }
  const notes: ChangeNote[] = compared.notes.map((code) => ({ code }));
  if (range.base.how === 'from') {
    notes.push({ code: 'from', name: range.base.name });
  }
  if (history?.incomplete !== undefined) {
    notes.push({ code: 'commitsNotRead', detail: history.incomplete });
  }
  const { comparison } = compared;
  const { instead } = request;
  return found({
    comparison:
      instead === undefined ? comparison : { ...comparison, head: treeWith(comparison.head, instead) },
    notAnalysed: [],
    request,
    root: repository.place.folder,
    folder: resolve(folder),
    base: { name: range.base.name, commit: range.base.commit },
    head: headSide(range),
    notes,
    ...(history === undefined ? {} : { commits: history.commits }),
    ...(range.base.release === undefined ? {} : { release: range.base.release }),
  });
}

/** The content has no name, so that nothing of it is kept. */
function treeWith(tree: Tree, { path: edited, text }: NonNullable<ChangesRequest['instead']>): Tree {
  return {
    paths: tree.paths,
    has: (path) => tree.has(path),
    read: (path) => (path === edited ? Promise.resolve({ ok: true, text }) : tree.read(path)),
    id: (path) => (path === edited ? undefined : tree.id?.(path)),
  };
}

/** What the next comparison with the same cache need not find out again. */
interface Remembered {
  /** Names of contents without an acceptance. */
  readonly plain: Set<string>;
  readonly lists: Lists;
  readonly history: (repository: Repository, range: Range) => Promise<History>;
}

const rememberedByCache = new WeakMap<ResultCache, Remembered>();

function rememberedFor(cache: ResultCache | undefined): Remembered {
  const known = cache === undefined ? undefined : rememberedByCache.get(cache);
  if (known !== undefined) {
    // Contents come and go while an editor is open; forgetting costs one reading.
    if (known.plain.size > mostPlain) {
      known.plain.clear();
    }
    return known;
  }
  let last: { readonly commits: string; readonly history: History } | undefined;
  const remembered: Remembered = {
    plain: new Set(),
    lists: readLists(),
    history: async (repository, range) => {
      const commits = `${repository.place.folder}\0${range.base.commit}\0${range.head.commit}`;
      if (last?.commits !== commits) {
        const history = await historyOf(repository, range);
        if (history.incomplete !== undefined) {
          return history;
        }
        last = { commits, history };
      }
      return last.history;
    },
  };
  if (cache !== undefined) {
    rememberedByCache.set(cache, remembered);
  }
  return remembered;
}

const mostPlain = 200_000;

function headSide({ head }: Range): Side {
  const names = { commit: head.name, worktree: 'working tree', staged: 'index' } as const;
  return head.kind === 'commit' ? { name: head.name, commit: head.commit } : { name: names[head.kind] };
}

interface Found {
  readonly comparison: Comparison;
  readonly notAnalysed: readonly NotAnalysed[];
  readonly request: ChangesRequest;
  readonly root: string;
  readonly folder: string;
  readonly base: Side;
  readonly head: Side;
  readonly notes: readonly ChangeNote[];
  readonly commits?: readonly CommitText[];
  readonly release?: ReleaseTag;
}

async function found(from: Found): Promise<Changes> {
  const { comparison, request, commits } = from;
  const seen = await detect(comparison, detectOptions(request));
  const joined = commits === undefined ? undefined : joinCommits(seen.changes, commits);
  const wanted = joined === undefined ? seen.changes : joined.changes.filter(commitFilter(request));
  const detection: Detection = {
    ...seen,
    changes: inOrder(wanted),
    notAnalysed: notAnalysedInOrder([...seen.notAnalysed, ...from.notAnalysed]),
  };
  const list = await acceptances(comparison, detection, rememberedFor(request.cache).plain);
  const folder = relative(from.root, from.folder).split(sep).join('/');
  const packages = packagesIn(comparison.head.paths);
  const facts = await factsOf(comparison, { request, folder, packages });
  const suppressed = suppress(detection.changes, list.acceptances);
  // What somebody has accepted is known; nobody has to declare it any more.
  const undeclared = (joined?.undeclared ?? []).filter(({ change }) => suppressed.changes.includes(change));
  const review = await reviewsOf(from);
  const manifests = { base: await textOf(comparison.base), head: await textOf(comparison.head) };
  return {
    ok: true,
    root: from.root,
    folder,
    packages,
    base: from.base,
    head: from.head,
    ...(from.release === undefined ? {} : { release: from.release }),
    detection,
    changed: comparison.changed,
    suppressed,
    notes: [...from.notes, ...list.notes],
    undeclared,
    ...(joined === undefined ? {} : { commitTypes: joined.types }),
    ...(facts === undefined ? {} : { facts }),
    ...(review === undefined ? {} : { review }),
    manifests: {
      ...(manifests.base === undefined ? {} : { base: manifests.base }),
      ...(manifests.head === undefined ? {} : { head: manifests.head }),
    },
  };
}

async function factsOf(
  comparison: Comparison,
  given: { readonly request: ChangesRequest; readonly folder: string; readonly packages: readonly string[] },
): Promise<RangeFacts | undefined> {
  const { request, folder, packages } = given;
  if (request.facts === undefined) return undefined;
  const { rangeFacts } = await import('../core/facts/rangeFacts.ts');
  return rangeFacts(comparison, {
    packages,
    paths: await pathsOfPolicy(comparison.head, folder, request.facts.policy),
    ...(request.cancelled === undefined ? {} : { cancelled: request.cancelled }),
  });
}

/** A part of the history would make the figures wrong. */
async function reviewsOf({ comparison, request, commits, notes }: Found): Promise<ReviewFacts | undefined> {
  const incomplete = notes.some(({ code }) => code === 'commitsNotRead');
  if (request.facts === undefined || commits === undefined || incomplete) return undefined;
  const { reviewOf } = await import('./reviews.ts');
  return reviewOf(comparison, commits);
}

/** Globs of a policy stand relative to the folder that it belongs to. */
async function pathsOfPolicy(head: Tree, folder: string, given: string | undefined): Promise<FactPaths> {
  const prefix = folder === '' ? '' : `${folder}/`;
  const file = policyFiles.map((name) => `${prefix}${name}`).find((name) => head.has(name));
  const read = file === undefined ? undefined : await head.read(file);
  const text = given ?? (read?.ok === true ? read.text : undefined);
  if (text === undefined) return {};
  const { readPolicy } = await import('../core/policy/readPolicy.ts');
  const { paths } = readPolicy(text, file ?? '').value.facts;
  return Object.fromEntries(
    Object.entries(paths).map(([name, globs]) => [
      name,
      globs.map((glob) => (glob.startsWith('!') ? `!${prefix}${glob.slice(1)}` : `${prefix}${glob}`)),
    ]),
  );
}

function packagesIn(paths: readonly string[]): readonly string[] {
  return [
    ...new Set(paths.filter((path) => packageManifest.test(path)).map((path) => posix.dirname(path))),
  ].map((folder) => (folder === '.' ? '' : folder));
}

const packageManifest =
  /(?:^|\/)(?:package\.json|Cargo\.toml|pyproject\.toml|setup\.cfg|go\.mod|pom\.xml|composer\.json|[^/]+\.(?:gemspec|csproj))$/;

function detectOptions(request: ChangesRequest): DetectOptions {
  const { only, paths, cancelled, cache, runner, progress } = request;
  return {
    elapsed: () => performance.now(),
    now: Date.now(),
    ...(runner === undefined ? {} : { runner }),
    ...(progress === undefined ? {} : { progress }),
    ...(only === undefined ? {} : { only }),
    ...(paths === undefined ? {} : { paths }),
    ...(cancelled === undefined ? {} : { cancelled }),
    ...(cache === undefined ? {} : { cache }),
  };
}

/** What messages declare has no file, so that a selection of files leaves it out. */
function commitFilter({ only, paths }: ChangesRequest): (change: Detection['changes'][number]) => boolean {
  const { keeps } = ruleFilter(only, [commitsSource]);
  return (change) => change.detector !== commitsSource.id || (paths === undefined && keeps(change.rule));
}

async function acceptances(
  { head, changed }: Comparison,
  { changes }: Detection,
  plain: Set<string>,
): Promise<{ readonly acceptances: readonly Acceptance[]; readonly notes: readonly ChangeNote[] }> {
  const paths = [...changed.map((file) => file.head), ...changes.map((change) => change.head?.path)].filter(
    (path) => path !== undefined,
  );
  const inline = await inlineAcceptances(head, paths, plain);
  const file = head.has(acceptedFile) ? await head.read(acceptedFile) : undefined;
  if (file === undefined) {
    return { acceptances: inline, notes: [] };
  }
  if (!file.ok) {
    return { acceptances: inline, notes: [{ code: 'acceptedList', line: 1, detail: file.reason }] };
  }
  // The reader of YAML is large, and most projects have no such file.
  const { readAcceptedList } = await import('../core/breaking/acceptedList.ts');
  const list = readAcceptedList(file.text, acceptedFile);
  return {
    acceptances: [...inline, ...list.acceptances],
    notes: list.problems.map(({ line, problem }) => ({ code: 'acceptedList', line, detail: problem })),
  };
}

async function textOf(tree: Tree): Promise<string | undefined> {
  const file = tree.has('package.json') ? await tree.read('package.json') : undefined;
  return file?.ok === true ? file.text : undefined;
}
