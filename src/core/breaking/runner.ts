/** Where units are compared: the port between `detect` and threads. */
import type { Asked } from './cache.ts';
import { recorded } from './cache.ts';
import type { NotAnalysedReason } from './change.ts';
import type { Budget, ChangedFile, Compared, Comparison, Detector, Unit } from './detector.ts';

export interface UnitTask {
  readonly detector: Detector;
  readonly unit: Unit;
  readonly comparison: Comparison;
  readonly budget: Budget;
}

export interface UnitResult extends Compared {
  /** What was asked of the trees on the way; absent where nobody knows. */
  readonly asked?: readonly Asked[];
}

export interface UnitRunner {
  /** Units that it compares at the same time. */
  readonly lanes: number;
  /** Rejects when the detector throws. A unit that had to be stopped is `notAnalysed`, with the reason. */
  run(task: UnitTask): Promise<UnitResult>;
}

/** Without a limit but the one that a detector keeps by itself. */
export const inThisThread: UnitRunner = {
  lanes: 1,
  run: async ({ detector, unit, comparison, budget }) => {
    const watched = recorded(comparison);
    const compared = await detector.compare(unit, watched.comparison, budget);
    return { ...compared, asked: watched.asked() };
  },
};

/** The answer for a unit of which nothing is known. */
export function nothingOf(unit: Unit, reason: NotAnalysedReason, detail: string): Compared {
  return { changes: [], notAnalysed: shownFiles(unit).map((path) => ({ path, reason, detail })) };
}

/** The files of a unit, each by the path that a person would look for. */
export function shownFiles(unit: Unit): readonly string[] {
  const paths = unit.files.map(shownPath);
  return paths.length === 0 ? [unit.path] : [...new Set(paths)];
}

function shownPath({ base, head }: ChangedFile): string {
  return head ?? base ?? '';
}
