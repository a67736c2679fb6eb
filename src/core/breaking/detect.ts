/** Runs the detectors over a comparison. What could not be decided is part of the answer. */
import { cacheKey, recorded, stillHolds, worthKeeping } from './cache.ts';
import type { ResultCache } from './cache.ts';
import type { Change, NotAnalysed, NotAnalysedReason } from './change.ts';
import type { Budget, ChangedFile, Compared, Comparison, Detector, Unit } from './detector.ts';
import { compareText, inOrder, notAnalysedInOrder, withoutRepeats } from './order.ts';
import { ruleFilter } from './select.ts';
import { detectorTable } from './table.ts';
import type { DetectorEntry } from './table.ts';

export interface DetectOptions {
  /** Milliseconds since some fixed moment. */
  readonly elapsed: () => number;
  readonly cancelled?: () => boolean;
  /** Ids of detectors, of rules, or of the same rules in other tools; everything when absent. */
  readonly only?: readonly string[];
  /** Changes and files elsewhere are left out. Detectors still read what they need. */
  readonly paths?: (path: string) => boolean;
  /** Milliseconds. */
  readonly budget?: { readonly unit: number; readonly all: number };
  readonly cache?: ResultCache;
  readonly detectors?: readonly DetectorEntry[];
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
  for (const entry of options.detectors ?? detectorTable) {
    await runDetector(entry, run);
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
  return {
    comparison,
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

async function runDetector(entry: DetectorEntry, run: Run): Promise<void> {
  let detector: Detector;
  let units: readonly Unit[];
  try {
    detector = await entry.load();
    if (ruleFilter(run.options.only, [detector]).none) {
      return;
    }
    units = detector.units(run.comparison);
  } catch (error) {
    // Who asks for another detector alone need not hear of this one.
    if (run.options.only?.every((name) => name.includes('/') && !name.startsWith(`${entry.id}/`)) !== true) {
      run.notAnalysed.push({ path: '', reason: 'failed', detail: `${entry.id}: ${messageOf(error)}` });
    }
    return;
  }
  const keeps = ruleFilter(run.options.only, [detector]).keeps;
  for (const unit of units.toSorted((a, b) => compareText(a.path, b.path))) {
    const files = shownFiles(unit).filter(run.wanted);
    if (files.length === 0) {
      continue;
    }
    const profile = profileOf(detector, run.comparison);
    run.profiles.set(detector.id, profile);
    const compared = await compareUnit(detector, unit, profile, run);
    const unread = compared.notAnalysed.filter(({ path }) => path === '' || run.wanted(path));
    const unreadPaths = new Set(unread.map(({ path }) => path));
    run.notAnalysed.push(...unread);
    run.changes.push(...compared.changes.filter((change) => keeps(change.rule) && touches(change, run)));
    run.analysed.push(
      ...files.filter((path) => !unreadPaths.has(path)).map((path) => ({ path, detector: detector.id })),
    );
  }
}

async function compareUnit(detector: Detector, unit: Unit, profile: string, run: Run): Promise<Compared> {
  const stopped = whyStopped(run);
  if (stopped !== undefined) {
    return nothingOf(unit, stopped, detector.id);
  }
  const { cache } = run.options;
  const key = cache === undefined ? undefined : cacheKey(unit, run.comparison, profile);
  const known = key === undefined ? undefined : cache?.get(key);
  if (known !== undefined && stillHolds(known, run.comparison)) {
    return known;
  }
  const watched = key === undefined ? undefined : recorded(run.comparison);
  try {
    const compared = await detector.compare(unit, watched?.comparison ?? run.comparison, budgetOf(run));
    const dependencies = watched?.dependencies();
    if (key !== undefined && dependencies !== undefined && worthKeeping(compared)) {
      cache?.set(key, { dependencies, changes: compared.changes, notAnalysed: compared.notAnalysed });
    }
    return compared;
  } catch (error) {
    return nothingOf(unit, 'failed', `${detector.id}: ${messageOf(error)}`);
  }
}

/** A unit never gets more than what is left for all of them. */
function budgetOf(run: Run): Budget {
  const { elapsed, cancelled } = run.options;
  return {
    milliseconds: Math.min(run.unitMilliseconds, Math.max(0, run.end - elapsed())),
    cancelled: cancelled ?? (() => false),
    elapsed,
  };
}

function whyStopped({ options, end }: Run): NotAnalysedReason | undefined {
  if (options.cancelled?.() === true) {
    return 'cancelled';
  }
  return options.elapsed() >= end ? 'timeBudget' : undefined;
}

function nothingOf(unit: Unit, reason: NotAnalysedReason, detail: string): Compared {
  return { changes: [], notAnalysed: shownFiles(unit).map((path) => ({ path, reason, detail })) };
}

function profileOf(detector: Detector, { profiles }: Comparison): string {
  return profiles[detector.id] ?? detector.profiles[0] ?? '';
}

function shownFiles(unit: Unit): readonly string[] {
  const paths = unit.files.map(shownPath);
  return paths.length === 0 ? [unit.path] : [...new Set(paths)];
}

function shownPath({ base, head }: ChangedFile): string {
  return head ?? base ?? '';
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
