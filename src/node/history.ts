/** What the history of a range says: the one way to it for notes, the command line and the editor. */
import { noConventions, joinConventions } from '../core/history/conventions.ts';
import type { Conventions } from '../core/history/conventions.ts';
import { compareDependencies } from '../core/history/dependencies/compare.ts';
import { foldPullRequests } from '../core/history/fold.ts';
import { conventionFiles } from '../core/history/conventionFiles.ts';
import { repositoryLinks } from '../core/history/links.ts';
import type {
  CommitReading,
  Contributor,
  DependencyChange,
  LoggedCommit,
  Placement,
  RepositoryLinks,
} from '../core/history/model.ts';
import { isTagOf, packagesOf, readPackageTag, workspacePackages } from '../core/history/packages.ts';
import type { WorkspacePackage } from '../core/history/packages.ts';
import { contributorsOf } from '../core/history/people.ts';
import { placementsOf } from '../core/history/placement.ts';
import { readCommit } from '../core/history/readCommit.ts';
import type { Comparison, Tree } from '../core/breaking/detector.ts';
import type { GitOptions } from './git.ts';
import { compareRange } from './git/compare.ts';
import { readInsteadOf, remoteUrl } from './git/remote.ts';
import { knownPeople } from './git/authors.ts';
import { streamLog } from './git/log.ts';
import { wholeMessage } from './git/messages.ts';
import { resolveRange } from './git/range.ts';
import type { Range, RangeRequest } from './git/range.ts';
import { openRepository } from './git/repository.ts';
import type { GitFailure, Repository } from './git/repository.ts';

export interface HistoryRequest extends RangeRequest, GitOptions {
  /** What to find out beside the commits; each costs a process or two. */
  readonly people?: boolean;
  readonly dependencies?: boolean;
}

export interface RangeHistory {
  readonly ok: true;
  readonly range: Range;
  /** Newest first; a pull request has what its commits declare. */
  readonly commits: readonly CommitReading[];
  /** One for each commit, by object name. */
  readonly placements: ReadonlyMap<string, Placement>;
  readonly conventions: Conventions;
  readonly links?: RepositoryLinks;
  /** Packages of a workspace; empty in a repository of one. */
  readonly packages: readonly WorkspacePackage[];
  /** `first` is there when `people` was asked for. */
  readonly contributors: readonly Contributor[];
  /** Absent when they were not asked for. */
  readonly dependencies?: readonly DependencyChange[];
  /** Why this is not everything; empty when it is. */
  readonly gaps: readonly string[];
}

export async function historyInRepository(
  folder: string,
  request: HistoryRequest,
): Promise<RangeHistory | GitFailure> {
  const opened = openRepository(folder, request);
  if (!opened.ok) {
    return opened;
  }
  try {
    const resolved = await resolveRange(opened.repository, await withPackageTag(opened.repository, request));
    return resolved.ok ? await historyOfRange(opened.repository, resolved.range, request) : resolved;
  } finally {
    opened.repository.close();
  }
}

/** The same for a range that is known, in a repository that stays open. A head on the disk counts as its commit. */
export async function historyOfRange(
  repository: Repository,
  range: Range,
  request: Pick<HistoryRequest, 'people' | 'dependencies' | 'package'> = {},
): Promise<RangeHistory | GitFailure> {
  const { place } = repository;
  const logged: LoggedCommit[] = [];
  const gaps: string[] = range.shallow ? ['the clone is shallow'] : [];
  const read = readerAt(repository, range.head.commit);
  const wantsTrees = request.dependencies === true || request.package !== undefined;
  const [end, links, conventions, known, compared] = await Promise.all([
    streamLog(place, { head: range.head.commit, base: range.base.commit, paths: true }, (commit) => {
      logged.push(commit);
    }),
    linksOf(repository),
    conventionsAt(read),
    request.people === true ? knownPeople(place, range.base.commit) : undefined,
    wantsTrees ? compareRange(repository, commitsOnly(range)) : undefined,
  ]);
  if (!end.ok) {
    return { ok: false, problem: end.why, detail: end.detail };
  }
  const comparison = compared?.ok === true ? compared.comparison : undefined;
  if (compared?.ok === false) {
    gaps.push(`files were not compared: ${compared.detail || compared.problem}`);
  }
  const whole = await wholeMessages(repository, logged);
  const readings = whole.map((commit) => readCommit(commit, { types: conventions.types }));
  const packages = await packagesAt(comparison?.head, read);
  const folded = foldPullRequests(readings);
  const commits = ofPackage(folded, packages, request.package);
  const dependencies =
    request.dependencies === true && comparison !== undefined ? await dependenciesOf(comparison) : undefined;
  gaps.push(...(dependencies?.unread ?? []).map((path) => `${path} could not be read`));
  if (known?.ok === false) {
    gaps.push('authors before the range were not read');
  }
  return {
    ok: true,
    range,
    commits,
    placements: placementsOf(commits, { folded: folded.folded, conventions }),
    conventions,
    ...(links === undefined ? {} : { links }),
    packages,
    contributors: contributorsOf(commits, known?.ok === true ? known.known : undefined),
    ...(dependencies === undefined ? {} : { dependencies: dependencies.changes }),
    gaps,
  };
}

/** Tags of a package may be written in more ways than `package@1.2.3`; then the newest one is the base. */
async function withPackageTag(repository: Repository, request: HistoryRequest): Promise<RangeRequest> {
  if (request.package === undefined || request.base !== undefined) {
    return request;
  }
  const { newestPackageTag } = await import('./git/packageTags.ts');
  const tag = await newestPackageTag(repository, request.head ?? 'HEAD', (named) => {
    const read = readPackageTag(named);
    const own = { name: request.package ?? '', folder: request.package ?? '' };
    return read !== undefined && isTagOf(read, own) ? read.version : undefined;
  });
  return tag === undefined ? request : { ...request, base: `refs/tags/${tag}` };
}

/** A NUL in a message hides the rest of it from a log; the object has it. */
async function wholeMessages(
  { objects }: Repository,
  logged: readonly LoggedCommit[],
): Promise<readonly LoggedCommit[]> {
  const whole: LoggedCommit[] = [];
  for (let from = 0; from < logged.length; from += atOnce) {
    const read = logged.slice(from, from + atOnce).map(async (commit) => {
      const answer = await objects.read(commit.id, largestMessage);
      const message = answer.found === 'yes' ? wholeMessage(answer.bytes) : undefined;
      return message === undefined ? commit : { ...commit, message };
    });
    whole.push(...(await Promise.all(read)));
  }
  return whole;
}

/** So many questions wait for their answers, whatever the length of the range. */
const atOnce = 1000;
const largestMessage = 1024 * 1024;

type ReadAt = (path: string) => Promise<string | undefined>;

function readerAt({ objects }: Repository, commit: string): ReadAt {
  return async (path) => {
    const answer = await objects.read(`${commit}:${path}`);
    return answer.found === 'yes' && answer.type === 'blob' ? answer.bytes.toString('utf8') : undefined;
  };
}

/** The readers of settings bring a reader of YAML, and most repositories have no such settings. */
async function conventionsAt(read: ReadAt): Promise<Conventions> {
  const texts = await Promise.all(conventionFiles.map(async (path) => ({ path, text: await read(path) })));
  const there = texts.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
  if (there.length === 0) {
    return noConventions;
  }
  const { importConventions } = await import('../core/history/importConventions.ts');
  return joinConventions(there.map(({ path, text }) => importConventions(path, text)));
}

async function linksOf({ place }: Repository): Promise<RepositoryLinks | undefined> {
  const remotes = await readInsteadOf(place);
  const url = remoteUrl(remotes);
  return url === undefined ? undefined : repositoryLinks(url, remotes.insteadOf);
}

async function packagesAt(head: Tree | undefined, read: ReadAt): Promise<readonly WorkspacePackage[]> {
  return head === undefined ? [] : workspacePackages(head.paths, read);
}

/** A merge without paths of its own goes with the commits that it folded. */
function ofPackage(
  { readings }: { readonly readings: readonly CommitReading[] },
  packages: readonly WorkspacePackage[],
  wanted: string | undefined,
): readonly CommitReading[] {
  const own = packages.find(({ name, folder }) => name === wanted || folder === wanted);
  return own === undefined
    ? readings
    : readings.filter(({ commit }) => packagesOf(packages, commit.paths ?? []).has(own));
}

function commitsOnly(range: Range): Range {
  return { ...range, head: { ...range.head, kind: 'commit' } };
}

/** What dependencies the two trees ask for that the other does not. */
export async function dependenciesOf({ base, head, changed }: Comparison): Promise<{
  readonly changes: readonly DependencyChange[];
  readonly unread: readonly string[];
}> {
  const text = (tree: Tree) => async (path: string) => {
    const file = tree.has(path) ? await tree.read(path) : undefined;
    return file?.ok === true ? file.text : undefined;
  };
  return compareDependencies({
    changed: [
      ...new Set(changed.flatMap((file) => [file.base, file.head].filter((path) => path !== undefined))),
    ],
    headPaths: head.paths,
    base: text(base),
    head: text(head),
  });
}
