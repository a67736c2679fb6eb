/** What changed for the clients of an API that OpenAPI or Swagger describes. */
import type { Change, NotAnalysed } from '../change.ts';
import type { Budget, ChangedFile, Compared, Comparison, Detector, Tree, Unit } from '../detector.ts';
import type { Library } from '../document/library.ts';
import { loadLibrary, syntaxProblem } from '../document/library.ts';
import { placeOf } from '../document/place.ts';
import type { DocumentNode } from '../document/node.ts';
import { member, stringOf } from '../document/node.ts';
import { compareApis } from './compare.ts';
import type { Api } from './model.ts';
import { createReader } from './parts.ts';
import { profiles } from './profiles.ts';
import { readApi, versionOf } from './readApi.ts';
import { rules } from './rules.ts';
import { candidatesAbove, detectorId, isNamed, mayBeRoot, openapiUnits } from './units.ts';

export const openapiDetector: Detector = {
  id: detectorId,
  profiles,
  rules,
  daily: true,
  units: openapiUnits,
  compare,
};

interface Run {
  readonly unit: Unit;
  readonly comparison: Comparison;
  readonly budget: Budget;
  readonly stop: () => boolean;
  readonly changes: Change[];
  readonly notAnalysed: NotAnalysed[];
  /** Files of either side that were read for a description. */
  readonly reached: Set<string>;
}

interface Side {
  readonly path: string;
  readonly library: Library;
  readonly root: DocumentNode;
}

async function compare(unit: Unit, comparison: Comparison, budget: Budget): Promise<Compared> {
  const deadline = budget.elapsed() + budget.milliseconds;
  const stop = (): boolean => budget.cancelled() || budget.elapsed() > deadline;
  const run: Run = { unit, comparison, budget, stop, changes: [], notAnalysed: [], reached: new Set() };
  const parts: ChangedFile[] = [];
  const gone: Side[] = [];
  const fresh: Side[] = [];
  for (const file of unit.files) {
    if (stop()) {
      note(run, pathOf(file), budget.cancelled() ? 'cancelled' : 'timeBudget', '');
      continue;
    }
    const base = await load(run, comparison.base, file.base);
    const head = await load(run, comparison.head, file.head);
    if (base === 'unreadable' || head === 'unreadable') continue;
    if (base !== undefined && head !== undefined) comparePair(run, base, head);
    else if (base !== undefined) gone.push(base);
    else if (head !== undefined) fresh.push(head);
    else parts.push(file);
  }
  compareMoved(run, gone, fresh);
  await compareParts(run, parts);
  return { changes: run.changes, notAnalysed: run.notAnalysed, whole: [...run.reached] };
}

/** A description; undefined for a file that is none or is not there. */
async function load(
  run: Run,
  tree: Tree,
  path: string | undefined,
): Promise<Side | 'unreadable' | undefined> {
  if (path === undefined) return undefined;
  const read = await tree.read(path);
  if (!read.ok) {
    // Files that may be anything need not be readable.
    if (isNamed(path)) note(run, path, read.reason, read.detail);
    return isNamed(path) ? 'unreadable' : undefined;
  }
  if (!mayBeRoot(read.text)) return undefined;
  const library = await loadLibrary(tree, [path], { stop: run.stop });
  const file = library.files.get(path);
  const [root] = file?.documents ?? [];
  if (file === undefined || root === undefined || versionOf(root) === undefined) return undefined;
  return { path, library, root };
}

/** Descriptions that are gone and new ones: with the same title, or alone, they are the same one. */
function compareMoved(run: Run, gone: readonly Side[], fresh: readonly Side[]): void {
  const left = [...fresh];
  for (const base of gone) {
    const same = left.findIndex((head) => titleOf(head) === titleOf(base));
    const alone = gone.length === 1 && left.length === 1 ? 0 : -1;
    const [head] = same === -1 && alone === -1 ? [] : left.splice(Math.max(same, alone), 1);
    if (head === undefined) goneWhole(run, base);
    else comparePair(run, base, head);
  }
}

function titleOf({ root }: Side): string | undefined {
  return stringOf(member(member(root, 'info'), 'title'));
}

function goneWhole(run: Run, side: Side): void {
  run.reached.add(side.path);
  const { operations, webhooks } = apiOf(side);
  const count = operations.length + webhooks.length;
  if (count === 0) return;
  run.changes.push({
    rule: 'openapi/description-removed',
    detector: detectorId,
    level: 'major',
    confidence: 'likely',
    subject: side.path,
    args: { subject: side.path, count },
    base: { path: side.path, line: 1, column: 1 },
  });
}

/** Parts that changed beneath a description that did not. */
async function compareParts(run: Run, parts: readonly ChangedFile[]): Promise<void> {
  const { comparison } = run;
  const tried = new Set<string>();
  const own = new Set(comparison.changed.flatMap(({ head }) => (head === undefined ? [] : [head])));
  for (const part of parts) {
    const path = pathOf(part);
    if (part.base === undefined || part.head === undefined || run.reached.has(path)) continue;
    for (const candidate of candidatesAbove(path, comparison.head)) {
      // What changed itself has been, or will be, compared for its own sake.
      if (run.stop() || own.has(candidate) || tried.has(candidate)) continue;
      tried.add(candidate);
      const head = await load(run, comparison.head, candidate);
      const base = head === undefined ? undefined : await load(run, comparison.base, candidate);
      if (typeof base !== 'object' || typeof head !== 'object') continue;
      if (reaches(run, head)) comparePair(run, base, head);
    }
    if (!run.reached.has(path) && isNamed(path) && !isBelowChanged(run, path)) {
      note(run, path, 'unsupported', 'no description of OpenAPI or Swagger, nor part of one');
    }
  }
}

function reaches({ unit }: Run, { library }: Side): boolean {
  return unit.files.some(({ head }) => head !== undefined && library.files.has(head));
}

/** A description of another unit may refer to it. */
function isBelowChanged({ comparison }: Run, path: string): boolean {
  return candidatesAbove(path, comparison.head).some((one) =>
    comparison.changed.some(({ head }) => head === one),
  );
}

function comparePair(run: Run, base: Side, head: Side): void {
  const { comparison, budget, stop, notAnalysed } = run;
  for (const { library } of [base, head]) for (const path of library.files.keys()) run.reached.add(path);
  const unread = [...unreadOf(base, 'base'), ...unreadOf(head, 'head')];
  notAnalysed.push(...unread);
  if (unread.length > 0) return;
  const options = {
    profile: comparison.profiles[detectorId] ?? profiles[0],
    now: budget.now,
    stop,
  };
  const apis = { base: apiOf(base), head: apiOf(head) };
  for (const { gaps } of [apis.base, apis.head]) {
    for (const { spot, reason, detail } of gaps) {
      const { path, line } = placeOf(spot);
      note(run, path, reason, `${line}: ${detail}`);
    }
  }
  run.changes.push(...compareApis(apis.base, apis.head, { base: base.library, head: head.library }, options));
  if (stop()) note(run, head.path, budget.cancelled() ? 'cancelled' : 'timeBudget', '');
}

function apiOf({ root, library }: Side): Api {
  return readApi(createReader(library, root, versionOf(root) ?? ''));
}

function unreadOf({ library }: Side, side: 'base' | 'head'): readonly NotAnalysed[] {
  const notes: NotAnalysed[] = [...library.unread];
  for (const [path, file] of library.files) {
    const problem = syntaxProblem(file);
    if (problem === undefined) continue;
    const { source } = file;
    const { line, column } = placeOf({ source, start: problem.offset, end: problem.offset });
    notes.push({ path, reason: 'syntax', detail: `${side}:${line}:${column}: ${problem.detail}` });
  }
  return notes;
}

function note(run: Run, path: string, reason: NotAnalysed['reason'], detail: string): void {
  run.notAnalysed.push({ path, reason, detail });
}

function pathOf({ base, head }: ChangedFile): string {
  return head ?? base ?? '';
}
