/** Runs the detectors over a comparison. What could not be decided is part of the answer. */
import { day } from '../base/instant.ts';
import { cacheKey, dependenciesOf, stillHolds, worthKeeping } from './cache.ts';
import type { ResultCache } from './cache.ts';
import type { Change, NotAnalysed, NotAnalysedReason } from './change.ts';
import type { Budget, Compared, Comparison, Detector, Unit } from './detector.ts';
import { inThisThread, nothingOf, shownFiles } from './runner.ts';
import type { UnitRunner } from './runner.ts';
import { compareText, inOrder, notAnalysedInOrder, withoutRepeats } from './order.ts';
import { profileFor, ruleFilter } from './select.ts';
import { detectorTable } from './table.ts';
import type { DetectorEntry } from './table.ts';

export interface DetectOptions {
  /** Milliseconds since some fixed moment. */
  readonly elapsed: () => number;
  readonly cancelled?: () => boolean;
  /** UTC epoch milliseconds; without it what depends on the day is for a person to look at. */
  readonly now?: number;
  /** Ids of detectors, of rules, or of the same rules in other tools; everything when absent. */
  readonly only?: readonly string[];
  /** Changes and files elsewhere are left out. Detectors still read what they need. */
  readonly paths?: (path: string) => boolean;
  /** Milliseconds. */
  readonly budget?: { readonly unit: number; readonly all: number };
  readonly cache?: ResultCache;
  readonly detectors?: readonly DetectorEntry[];
  /** Runs the units of heavy detectors; without one they run in this thread as all others. */
  readonly runner?: UnitRunner;
  /** Told of each unit that is done. */
  readonly progress?: (done: number, total: number) => void;
}

export interface Analysed {
  readonly path: string;
  readonly detector: string;
}

export interface Detection {
  /** Sorted by file and place; one for each cause. */
  readonly changes: readonly Change[];
  readonly analysed: readonly Analysed[];
  readonly notAnalysed: readonly NotAnalysed[];
  /** The profile that was used, by detector that ran. */
  readonly profiles: Readonly<Record<string, string>>;
}

const defaultBudget = { unit: 20_000, all: 120_000 } as const;

/**
 * All changes that the detectors see, in an order that depends on the input alone. Never rejects: a
 * file, a unit or a detector that fails is in `notAnalysed`, and the rest is compared all the same.
 */
export async function detect(comparison: Comparison, options: DetectOptions): Promise<Detection> {
  const run = startRun(comparison, options);
  const jobs: Job[] = [];
  for (const entry of options.detectors ?? detectorTable) {
    jobs.push(...(await jobsOf(entry, run)));
  }
  // Jobs end in any order; what they found is gathered in one.
  for (const [index, compared] of (await runJobs(jobs, run)).entries()) {
    gather(jobs[index], compared, run);
  }
  return {
    changes: inOrder(withoutRepeats(run.changes)),
    analysed: analysedInOrder(run.analysed),
    notAnalysed: notAnalysedInOrder(run.notAnalysed),
    profiles: Object.fromEntries(run.profiles),
  };
}

/** What a run has gathered so far. */
interface Run {
  readonly comparison: Comparison;
  readonly options: DetectOptions;
  readonly wanted: (path: string) => boolean;
  readonly end: number;
  readonly unitMilliseconds: number;
  readonly changes: Change[];
  readonly analysed: Analysed[];
  readonly notAnalysed: NotAnalysed[];
  readonly profiles: Map<string, string>;
}

function startRun(comparison: Comparison, options: DetectOptions): Run {
  const budget = options.budget ?? defaultBudget;
  const { only } = options;
  return {
    comparison: only === undefined ? comparison : { ...comparison, named: only },
    options,
    wanted: options.paths ?? (() => true),
    end: options.elapsed() + budget.all,
    unitMilliseconds: budget.unit,
    changes: [],
    analysed: [],
    notAnalysed: [],
    profiles: new Map(),
  };
}

/** One unit, and what is to be known of its detector. */
interface Job {
  readonly detector: Detector;
  readonly heavy: boolean;
  readonly keeps: (rule: string) => boolean;
  readonly profile: string;
  /** With that profile. */
  readonly comparison: Comparison;
  readonly unit: Unit;
  /** Files that count. */
  readonly files: readonly string[];
}

async function jobsOf(entry: DetectorEntry, run: Run): Promise<readonly Job[]> {
  const { only } = run.options;
  try {
    const detector = await entry.load();
    const { keeps, none } = ruleFilter(only, [detector]);
    if (none) {
      return [];
    }
    const profile = profileOf(detector, run.comparison, only);
    const comparison = withProfile(run.comparison, detector, profile);
    return detector
      .units(comparison)
      .toSorted((a, b) => compareText(a.path, b.path))
      .map((unit) => ({ unit, files: shownFiles(unit).filter(run.wanted) }))
      .filter(({ files }) => files.length > 0)
      .map((one): Job => ({ ...one, detector, heavy: entry.heavy === true, keeps, profile, comparison }));
  } catch (error) {
    // Who asks for another detector alone need not hear of this one.
    if (only?.every((name) => name.includes('/') && !name.startsWith(`${entry.id}/`)) !== true) {
      run.notAnalysed.push({ path: '', reason: 'failed', detail: `${entry.id}: ${messageOf(error)}` });
    }
    return [];
  }
}

/** Heavy jobs side by side where the runner has them, all others one after the other in this thread. */
async function runJobs(jobs: readonly Job[], run: Run): Promise<readonly Compared[]> {
  const { runner, progress } = run.options;
  const results: Compared[] = [];
  let done = 0;
  const lane = async (waiting: (readonly [number, Job])[], where: UnitRunner): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, job] = next;
      results[index] = await compareUnit(job, where, run);
      done++;
      progress?.(done, jobs.length);
    }
  };
  const numbered = jobs.map((job, index) => [index, job] as const);
  const isAway = ([, { heavy }]: readonly [number, Job]): boolean => heavy && runner !== undefined;
  const away = numbered.filter(isAway);
  const here = numbered.filter((one) => !isAway(one));
  progress?.(0, jobs.length);
  await Promise.all([
    ...Array.from({ length: runner?.lanes ?? 0 }, () => lane(away, runner ?? inThisThread)),
    lane(here, inThisThread),
  ]);
  return results;
}

function gather(job: Job | undefined, compared: Compared, run: Run): void {
  if (job === undefined) {
    return;
  }
  const { detector, files, keeps, profile, unit } = job;
  run.profiles.set(detector.id, profile);
  const unread = compared.notAnalysed.filter(({ path }) => path === '' || run.wanted(path));
  const unreadPaths = new Set(unread.map(({ path }) => path));
  run.notAnalysed.push(...unread);
  run.changes.push(...compared.changes.filter((change) => keeps(change.rule) && touches(change, run)));
  const { whole = [] } = compared;
  const analysed = unit.only === 'a part' ? files.filter((path) => whole.includes(path)) : files;
  run.analysed.push(
    ...analysed.filter((path) => !unreadPaths.has(path)).map((path) => ({ path, detector: detector.id })),
  );
}

async function compareUnit(
  { detector, unit, profile, comparison }: Job,
  runner: UnitRunner,
  run: Run,
): Promise<Compared> {
  const stopped = whyStopped(run);
  if (stopped !== undefined) {
    return nothingOf(unit, stopped, detector.id);
  }
  const { cache } = run.options;
  const asOf = detector.daily === true ? `${profile} ${dayOf(run.options.now)}` : profile;
  const key = cache === undefined ? undefined : cacheKey(unit, comparison, asOf);
  const known = key === undefined ? undefined : cache?.get(key);
  if (known !== undefined && stillHolds(known, comparison)) {
    return known;
  }
  try {
    const compared = await runner.run({ detector, unit, comparison, budget: budgetOf(run) });
    const { changes, notAnalysed, whole, asked } = compared;
    if (key !== undefined && asked !== undefined && worthKeeping(compared)) {
      const dependencies = dependenciesOf(comparison, asked);
      if (dependencies !== undefined) {
        cache?.set(key, { dependencies, changes, notAnalysed, ...(whole === undefined ? {} : { whole }) });
      }
    }
    return compared;
  } catch (error) {
    return nothingOf(unit, 'failed', `${detector.id}: ${messageOf(error)}`);
  }
}

/** A unit never gets more than what is left for all of them. */
function budgetOf(run: Run): Budget {
  const { elapsed, cancelled, now } = run.options;
  return {
    milliseconds: Math.min(run.unitMilliseconds, Math.max(0, run.end - elapsed())),
    cancelled: cancelled ?? (() => false),
    elapsed,
    ...(now === undefined ? {} : { now }),
  };
}

function dayOf(now: number | undefined): string {
  return now === undefined ? '' : String(Math.floor(now / day));
}

function whyStopped({ options, end }: Run): NotAnalysedReason | undefined {
  if (options.cancelled?.() === true) {
    return 'cancelled';
  }
  return options.elapsed() >= end ? 'timeBudget' : undefined;
}

/** The chosen one; without a choice the first that tells what is asked for by name. */
function profileOf(
  detector: Detector,
  { profiles }: Comparison,
  only: readonly string[] | undefined,
): string {
  return profiles[detector.id] ?? profileFor(only ?? [], detector) ?? detector.profiles[0] ?? '';
}

function withProfile(
  comparison: Comparison,
  { id, profiles: [usual] }: Detector,
  profile: string,
): Comparison {
  const { profiles } = comparison;
  return profile === (profiles[id] ?? usual ?? '')
    ? comparison
    : { ...comparison, profiles: { ...profiles, [id]: profile } };
}

/** A change counts for either of its two places; one without a place counts always. */
function touches(change: Change, { wanted }: Run): boolean {
  const places = [change.base, change.head].filter((place) => place !== undefined);
  return places.length === 0 || places.some(({ path }) => wanted(path));
}

function analysedInOrder(analysed: readonly Analysed[]): readonly Analysed[] {
  return analysed.toSorted((a, b) => compareText(a.path, b.path) || compareText(a.detector, b.detector));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
