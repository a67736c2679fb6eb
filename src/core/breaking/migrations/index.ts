/** What the migrations of a release do to clients that were written against the tables as they were. */
import { kindOf } from '../../facts/migrationKinds.ts';
import { isDefinition, sqlStatements } from '../../facts/sql.ts';
import type { Change, NotAnalysed } from '../change.ts';
import type { Budget, ChangedFile, Compared, Comparison, Detector, Tree, Unit } from '../detector.ts';
import { dependsOnBefore, readBaseline } from './baseline.ts';
import { changeOf, placeOf, sourceOf } from './changes.ts';
import type { Source } from './changes.ts';
import type { Found } from './found.ts';
import { mayGrow, newSteps, readMigration, withoutClearing, wordsOf } from './migration.ts';
import { emptyRelease, judgeMigration, judgeRelease } from './release.ts';
import type { Release } from './release.ts';
import { rules } from './rules.ts';
import { detectorId, inRunningOrder, isAside, isRepeatable, migrationUnits, versionOf } from './units.ts';

const profiles = ['client-break', 'lock-safety', 'strict'] as const;

export const migrationsDetector: Detector = {
  id: detectorId,
  profiles,
  rules,
  units: migrationUnits,
  compare,
};

/** What the comparison of one unit gathers. */
interface Run {
  readonly comparison: Comparison;
  readonly release: Release;
  readonly isCertain: boolean;
  readonly changes: Change[];
  readonly notAnalysed: NotAnalysed[];
  readonly sources: Map<string, Source>;
  /** Migrations that were there before and are no more. */
  readonly removed: Source[];
  readonly late: () => boolean;
  /** Whether the migrations before have been read. */
  isBaseRead: boolean;
}

async function compare(unit: Unit, comparison: Comparison, budget: Budget): Promise<Compared> {
  const profile = comparison.profiles[detectorId];
  const deadline = budget.elapsed() + budget.milliseconds;
  const run: Run = {
    comparison,
    release: emptyRelease(profile),
    isCertain: unit.only === undefined,
    changes: [],
    notAnalysed: [],
    sources: new Map(),
    removed: [],
    late: () => budget.cancelled() || budget.elapsed() > deadline,
    isBaseRead: false,
  };
  for (const file of inRunningOrder(unit.files)) {
    const late = budget.cancelled() ? 'cancelled' : budget.elapsed() > deadline ? 'timeBudget' : undefined;
    if (late === undefined) await compareFile(file, run);
    else run.notAnalysed.push({ path: file.head ?? file.base ?? unit.path, reason: late, detail: '' });
  }
  for (const { path, ...found } of judgeRelease(run.release)) report([found], run, path);
  reportRemoved(run);
  const told = (change: Change): boolean => isTold(change.rule, profile);
  return {
    changes: run.changes.filter(told),
    notAnalysed: run.notAnalysed,
    whole: [...run.sources.keys()],
  };
}

/** Rules of a wider profile stay silent. */
function isTold(rule: string, profile: string | undefined): boolean {
  return rank(migrationsDetector.rules[rule]?.profile) <= rank(profile);
}

function rank(profile: string | undefined): number {
  return Math.max(
    0,
    profiles.findIndex((name) => name === profile),
  );
}

async function compareFile({ base, head }: ChangedFile, run: Run): Promise<void> {
  const { comparison } = run;
  if (isAside(head ?? base ?? '')) return;
  const before = await read(comparison.base, base, run);
  const after = await read(comparison.head, head, run);
  if (before === 'unreadable' || after === 'unreadable') return;
  if (after === undefined) {
    if (before !== undefined && run.isCertain) run.removed.push(sourceOf(before.path, before.text));
    return;
  }
  if (run.isCertain && !run.isBaseRead && dependsOnBefore(after.text)) {
    run.isBaseRead = true;
    await readBaseline(run.release.history.before, comparison, { path: after.path, late: run.late });
  }
  if (before === undefined || !isSameMigration(before, after)) {
    if (before !== undefined && run.isCertain) run.removed.push(sourceOf(before.path, before.text));
    if (run.isCertain || isMigration(after)) compareNew(after, run);
    return;
  }
  if (run.isCertain) compareEdited(before, after, run);
}

interface Text {
  readonly path: string;
  readonly text: string;
}

async function read(
  tree: Tree,
  path: string | undefined,
  run: Run,
): Promise<Text | 'unreadable' | undefined> {
  if (path === undefined) return undefined;
  const found = await tree.read(path);
  if (found.ok && found.text.length <= mostCharacters) return { path, text: found.text };
  run.notAnalysed.push(
    found.ok
      ? { path, reason: 'tooLarge', detail: '' }
      : { path, reason: found.reason, detail: found.detail },
  );
  return 'unreadable';
}

/** Longer texts are data. */
const mostCharacters = 4_000_000;

/** A file that moved keeps its number; one that took another's text does not. */
function isSameMigration(before: Text, after: Text): boolean {
  return before.path === after.path || versionOf(before.path) === versionOf(after.path);
}

/** A file of which the path says too little: it defines something, or is written for a tool. */
function isMigration({ path, text }: Text): boolean {
  const kind = kindOf(path, text);
  if (kind !== undefined && kind.id !== 'sql') return true;
  return /\.sql$/i.test(path) && sqlStatements(text).some(isDefinition);
}

function compareNew({ path, text }: Text, run: Run): void {
  const steps = readMigration(path, text);
  if (steps === undefined) {
    const kind = kindOf(path, text);
    if (kind !== undefined || /\.(?:rb|sql)$/i.test(path))
      run.notAnalysed.push({
        path,
        reason: 'unsupported',
        detail: `migration of ${kind?.id ?? 'another framework'}`,
      });
    return;
  }
  run.sources.set(path, sourceOf(path, text));
  report(judgeMigration(run.isCertain ? steps : withoutClearing(steps), path, run.release), run, path);
}

function compareEdited(before: Text, after: Text, run: Run): void {
  const { path, text } = after;
  const [old, now] = [wordsOf(before.path, before.text), wordsOf(path, text)];
  if (old.length === now.length && old.every((words, index) => words === now[index])) return;
  const [was, is] = [readMigration(before.path, before.text), readMigration(path, text)];
  if (was === undefined || is === undefined) {
    compareNew(after, run);
    return;
  }
  run.sources.set(path, sourceOf(path, text));
  const steps = newSteps({ ...after, steps: is }, { ...before, steps: was });
  report(judgeMigration(steps, path, run.release), run, path);
  const onlyGrew = mayGrow(path, text) && old.every((words) => now.includes(words));
  if (onlyGrew || isRepeatable(path)) return;
  const at = steps.steps[0] ?? { start: 0, end: 0 };
  const found = { rule: 'migrations/edited', subject: path, at } as const;
  run.changes.push(changeOf(found, sourceOf(path, text), sourceOf(before.path, before.text)));
}

function report(found: readonly Found[], run: Run, path: string): void {
  const source = run.sources.get(path);
  if (source === undefined) return;
  for (const one of found) run.changes.push(changeOf(one, source));
}

/** One for a folder: many that become one go together. */
function reportRemoved({ removed, changes }: Run): void {
  const [first] = removed;
  if (first === undefined) return;
  const rule = 'migrations/removed';
  changes.push({
    rule,
    detector: detectorId,
    level: rules[rule].level,
    confidence: 'review',
    subject: removed.length === 1 ? first.path : `${first.path}, and ${removed.length - 1} more`,
    args: { subject: first.path, count: removed.length },
    base: placeOf({ start: 0, end: 0 }, first),
  });
}
