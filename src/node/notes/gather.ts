/** Everything that notes of a release may say, read from a repository: the one way to it for every surface. */
import { formatVersion, parseVersion } from '../../core/base/semver.ts';
import { messageOf, fixOf, loadCatalogue } from '../../core/breaking/catalog.ts';
import type { ResultCache } from '../../core/breaking/cache.ts';
import type { Change, Place } from '../../core/breaking/change.ts';
import { joinCommits } from '../../core/breaking/commits/join.ts';
import { detect } from '../../core/breaking/detect.ts';
import type { Comparison, Tree } from '../../core/breaking/detector.ts';
import type { UnitRunner } from '../../core/breaking/runner.ts';
import { rangeFacts } from '../../core/facts/rangeFacts.ts';
import { oneLine } from '../../core/notes/escape.ts';
import type { NotesFacts, SeenChange } from '../../core/notes/facts.ts';
import type { GitOptions } from '../git.ts';
import { compareRange } from '../git/compare.ts';
import { resolveRange } from '../git/range.ts';
import type { RangeRequest } from '../git/range.ts';
import { openRepository } from '../git/repository.ts';
import type { GitFailure, Repository } from '../git/repository.ts';
import { dependenciesOf, historyOfRange } from '../history.ts';
import type { RangeHistory } from '../history.ts';
import { noticesOf, previousKnownIssues } from './notices.ts';
import { plannedRelease } from './planned.ts';
import { resultFiles } from './resultFiles.ts';
import { feedbackAt, runbookIn } from './places.ts';

export interface NotesRequest extends Omit<RangeRequest, 'against'>, GitOptions {
  /** Instead of the version of the record, of the manifest or of the changes. */
  readonly version?: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  readonly runner?: UnitRunner;
  readonly cache?: ResultCache;
  readonly cancelled?: () => boolean;
}

export type GatheredNotes =
  | { readonly ok: true; readonly root: string; readonly facts: NotesFacts }
  | GitFailure;

/** One log, the authors before the range, and the processes of one comparison. Never rejects for what a repository holds. */
export async function gatherNotesFacts(folder: string, request: NotesRequest = {}): Promise<GatheredNotes> {
  const opened = openRepository(folder, request);
  if (!opened.ok) {
    return opened;
  }
  const { repository } = opened;
  try {
    const resolved = await resolveRange(repository, request);
    if (!resolved.ok) {
      return resolved;
    }
    const { range } = resolved;
    const [history, compared] = await Promise.all([
      historyOfRange(repository, range, {
        people: true,
        ...(request.package === undefined ? {} : { package: request.package }),
      }),
      compareRange(repository, range),
    ]);
    if (!history.ok) {
      return history;
    }
    const facts = compared.ok
      ? await comparedFacts(repository, compared.comparison, history, request)
      : uncompared(history, `the files were not compared: ${compared.detail || compared.problem}`);
    return { ok: true, root: repository.place.folder, facts };
  } finally {
    repository.close();
  }
}

function uncompared(history: RangeHistory, gap: string): NotesFacts {
  return {
    ...ofHistory(history),
    gaps: [...history.gaps, gap],
    dependencies: [],
    deployment: { migrations: [], configuration: [], flags: [] },
    deprecations: [],
    knownIssues: [],
    tests: [],
  };
}

function ofHistory(
  history: RangeHistory,
): Pick<NotesFacts, 'base' | 'head' | 'commits' | 'placements' | 'contributors' | 'links'> {
  const { base, head } = history.range;
  const version =
    base.release === undefined ? parseVersion(base.name.replace(/^v/, '')) : base.release.version;
  return {
    base: {
      name: base.name,
      commit: base.commit,
      ...(version === undefined ? {} : { version: formatVersion(version) }),
    },
    head: { name: head.name, commit: head.commit },
    commits: history.commits,
    placements: history.placements,
    contributors: history.contributors,
    ...(history.links === undefined ? {} : { links: history.links }),
  };
}

async function comparedFacts(
  repository: Repository,
  comparison: Comparison,
  history: RangeHistory,
  request: NotesRequest,
): Promise<NotesFacts> {
  const { cancelled } = request;
  const stop = cancelled === undefined ? {} : { cancelled };
  const [seen, deployed, dependencies, notices, previous] = await Promise.all([
    seenChanges(comparison, history, request),
    rangeFacts(comparison, stop),
    dependenciesOf(comparison),
    noticesOf(comparison),
    previousKnownIssues(comparison, history.commits),
  ]);
  const common = ofHistory(history);
  const planned = await plannedRelease(comparison, {
    ...(common.base.version === undefined ? {} : { base: common.base.version }),
    commits: history.commits,
    changes: seen.changes,
  });
  const [newest] = history.commits;
  const runbook = runbookIn(comparison.head.paths);
  const feedback = await feedbackAt(comparison.head, history.links);
  const version =
    request.version === undefined ? planned.version : { text: request.version, why: 'asked for' };
  const date = request.date ?? planned.date;
  return {
    ...common,
    ...(version === undefined ? {} : { version }),
    ...(date === undefined ? {} : { date }),
    ...(planned.name === undefined ? {} : { name: planned.name }),
    changes: seen.changes,
    gaps: [...history.gaps, ...seen.gaps, ...dependencies.unread.map((path) => `${path} could not be read`)],
    dependencies: dependencies.changes,
    deployment: deployed.deployment,
    deprecations: notices.deprecations,
    knownIssues: [...previous, ...notices.knownIssues],
    // Results on the disk belong to what is checked out.
    tests:
      request.head === undefined
        ? resultFiles(
            repository.place.folder,
            newest === undefined ? {} : { committed: newest.commit.committed },
          )
        : [],
    ...(runbook === undefined ? {} : { runbook }),
    ...(feedback === undefined ? {} : { feedback }),
  };
}

async function seenChanges(
  comparison: Comparison,
  history: RangeHistory,
  { runner, cache, cancelled }: NotesRequest,
): Promise<{ readonly changes: readonly SeenChange[]; readonly gaps: readonly string[] }> {
  const [catalogue, detection] = await Promise.all([
    loadCatalogue(),
    detect(comparison, {
      elapsed: () => performance.now(),
      now: Date.now(),
      ...(runner === undefined ? {} : { runner }),
      ...(cache === undefined ? {} : { cache }),
      ...(cancelled === undefined ? {} : { cancelled }),
    }),
  ]);
  const texts = history.commits.map(({ commit }) => ({
    commit: commit.id,
    message: commit.message,
    paths: commit.paths ?? [],
  }));
  const joined = joinCommits(detection.changes, texts).changes.filter(
    ({ detector }) => detector !== 'commits',
  );
  const changes = await Promise.all(
    joined.map(async (change): Promise<SeenChange> => {
      const ends = await sourceOf(change, comparison);
      return { ...change, ...ends, message: messageOf(change, catalogue), fix: fixOf(change, catalogue) };
    }),
  );
  const gaps = detection.notAnalysed
    .filter(({ reason }) => reason !== 'unsupported')
    .map(({ path, reason }) => `${path === '' ? 'a part of the code' : path} was not compared (${reason})`);
  return { changes, gaps };
}

/** Only for what users would have to write otherwise; the surviving place of something removed shows nothing of it. */
async function sourceOf(
  { level, rule, base, head }: Change,
  comparison: Comparison,
): Promise<Pick<SeenChange, 'before' | 'after'>> {
  if (level !== 'major') {
    return {};
  }
  const before = await lineAt(comparison.base, base);
  const after = /removed/.test(rule) ? undefined : await lineAt(comparison.head, head);
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

async function lineAt(tree: Tree, place: Place | undefined): Promise<string | undefined> {
  const file = place !== undefined && tree.has(place.path) ? await tree.read(place.path) : undefined;
  const line = file?.ok === true ? file.text.split(/\r\n|\n|\r/)[(place?.line ?? 1) - 1] : undefined;
  const shown = oneLine(line ?? '').replace(/\s*[{(]$/, '');
  return shown === '' || shown.length > longestLine ? undefined : shown;
}

const longestLine = 160;
