/** Variables that the code of a project reads: asked for anew, renamed, without their default, or read no longer. */
import type { Args } from '../../base/finding.ts';
import type { Change, Level, NotAnalysed, Place } from '../change.ts';
import type { Budget, Compared, Comparison, Tree, TreeText, Unit } from '../detector.ts';
import { compareText } from '../order.ts';
import { locator } from '../manifest/locate.ts';
import { detectorId } from './compare.ts';
import type { VariableRead } from './reads/find.ts';
import { languageOf, readsIn } from './reads/find.ts';
import type { Language } from './reads/languages.ts';
import { rules } from './rules.ts';
import { isEnvironmentExample, readEnvironment } from './settings.ts';

/** One unit for all code: a variable that moves from one file to another is neither new nor gone. */
export function variableUnits({ changed }: Comparison): readonly Unit[] {
  const files = changed.filter(({ base, head }) =>
    [base, head].some((path) => path !== undefined && languageOf(path) !== undefined),
  );
  const [first] = files;
  if (first === undefined) return [];
  return [{ detector: detectorId, path: variableUnitPath, files, only: 'a part' }];
}

/** No file has this name. */
export const variableUnitPath = '(variables that the code reads)';

interface Located extends VariableRead {
  readonly path: string;
  readonly spot: Place;
}

type Reads = ReadonlyMap<string, readonly Located[]>;

export async function compareVariables(
  unit: Unit,
  comparison: Comparison,
  budget: Budget,
): Promise<Compared> {
  const notAnalysed: NotAnalysed[] = [];
  const side = async (tree: Tree, key: 'base' | 'head'): Promise<Reads | undefined> => {
    const paths = unit.files
      .flatMap((file) => file[key] ?? [])
      .filter((path) => languageOf(path) !== undefined);
    const reads = await readAll(tree, paths, budget);
    notAnalysed.push(...reads.unread);
    return reads.complete ? byName(reads.found) : undefined;
  };
  const before = await side(comparison.base, 'base');
  const after = await side(comparison.head, 'head');
  if (before === undefined || after === undefined) {
    const reason = budget.cancelled() ? 'cancelled' : 'timeBudget';
    return { changes: [], notAnalysed: [{ path: '', reason, detail: unit.path }] };
  }
  const changes = await judge({ before, after, unit, comparison, budget, isWhole: notAnalysed.length === 0 });
  return { changes, notAnalysed };
}

interface Sides {
  readonly before: Reads;
  readonly after: Reads;
  readonly unit: Unit;
  readonly comparison: Comparison;
  readonly budget: Budget;
  /** Every changed file was read. */
  readonly isWhole: boolean;
}

async function judge(sides: Sides): Promise<readonly Change[]> {
  const { before, after } = sides;
  const added = [...after.keys()].filter((name) => !before.has(name) && isRead(after, name));
  const lost = [...before.keys()].filter((name) => !after.has(name) && isRead(before, name));
  const stricter = [...after.keys()].filter((name) => isStricter(before.get(name), after.get(name)));
  if (added.length + lost.length + stricter.length === 0) return [];
  const rest = await readElsewhere(sides, new Set([...added, ...lost, ...stricter]));
  const told = await toldByExamples(sides.comparison);
  const changes: Change[] = [];
  const gone = lost.filter((name) => !rest.known.has(name));
  const fresh = added.filter((name) => !rest.known.has(name));
  const renamed = new Set<string>();
  for (const name of gone) {
    const one = before.get(name)?.[0];
    if (one === undefined || told.gone.has(name)) continue;
    const to = fresh.find((other) => !renamed.has(other) && isRename(before.get(name), after.get(other)));
    const now = to === undefined ? undefined : after.get(to)?.[0];
    if (to !== undefined && now !== undefined) {
      renamed.add(to);
      changes.push(
        change('config/variable-renamed', name, { base: one.spot, head: now.spot }, { args: { to } }),
      );
    } else {
      const level = told.promised.has(name) || !rest.complete ? 'review' : 'minor';
      changes.push(
        change(
          'config/variable-unread',
          name,
          { base: one.spot, head: startOf(one, sides, 'head') },
          { level },
        ),
      );
    }
  }
  for (const name of [...fresh, ...stricter]) {
    const reads = after.get(name) ?? [];
    const demand = reads.find(({ need }) => need === 'required');
    const first = demand ?? reads.find(({ need }) => need === 'plain');
    if (first === undefined || renamed.has(name)) continue;
    const earlier = before.get(name)?.[0];
    const places = { base: earlier?.spot ?? startOf(first, sides, 'base'), head: first.spot };
    if (demand !== undefined) {
      if (rest.required.has(name)) continue;
      changes.push(
        change('config/variable-required', name, places, rest.complete ? {} : { level: 'review' }),
      );
    } else if (earlier !== undefined) {
      changes.push(change('config/variable-default-removed', name, places, {}));
    } else if (
      !told.promised.has(name) &&
      !told.added.has(name) &&
      reads.every(({ need }) => need !== 'default')
    ) {
      changes.push(change('config/variable-added', name, places, {}));
    }
  }
  return changes;
}

/** A variable that a shell only mentions may be its own. */
function isRead(reads: Reads, name: string): boolean {
  return reads.get(name)?.some(({ need }) => need !== 'mention') === true;
}

/** It was possible to leave the variable out, and now it is not, or its default value is gone. */
function isStricter(before: readonly Located[] | undefined, after: readonly Located[] | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  const has = (reads: readonly Located[], need: VariableRead['need']): boolean =>
    reads.some((one) => one.need === need);
  if (has(after, 'required')) return !has(before, 'required');
  return has(before, 'default') && !has(before, 'plain') && !has(after, 'default') && has(after, 'plain');
}

/** The same line but for the name, or one name within the other and the same need. */
function isRename(before: readonly Located[] | undefined, after: readonly Located[] | undefined): boolean {
  return (
    before?.some((a) =>
      after?.some((b) => {
        if (a.line.replaceAll(a.name, '\0') === b.line.replaceAll(b.name, '\0')) return true;
        const [one, other] = [a.name.toUpperCase(), b.name.toUpperCase()];
        return a.path === b.path && a.need === b.need && (one.includes(other) || other.includes(one));
      }),
    ) === true
  );
}

function change(
  rule: keyof typeof rules,
  subject: string,
  places: { readonly base: Place | undefined; readonly head: Place | undefined },
  rest: { readonly level?: Level; readonly args?: Args },
): Change {
  const level = rest.level ?? rules[rule].level;
  return {
    rule,
    detector: detectorId,
    level,
    confidence: level === 'review' ? 'review' : 'likely',
    subject,
    args: { subject, ...rest.args },
    ...(places.base === undefined ? {} : { base: places.base }),
    ...(places.head === undefined ? {} : { head: places.head }),
  };
}

/** The start of the same file on the other side; nothing where the file is new or gone. */
function startOf({ path }: Located, { unit }: Sides, side: 'base' | 'head'): Place | undefined {
  const other = side === 'base' ? 'head' : 'base';
  const there = unit.files.find((file) => file[other] === path)?.[side];
  return there === undefined ? undefined : { path: there, line: 1, column: 1 };
}

interface Elsewhere {
  /** Read by a file that did not change. */
  readonly known: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  /** False: some files were not looked at, so that nothing is certain. */
  readonly complete: boolean;
}

const mostElsewhere = 4000;

async function readElsewhere(sides: Sides, names: ReadonlySet<string>): Promise<Elsewhere> {
  const { unit, comparison, budget } = sides;
  const changed = new Set(unit.files.map(({ head }) => head));
  const paths = comparison.head.paths.filter((path) => !changed.has(path) && languageOf(path) !== undefined);
  const reads = await readAll(comparison.head, paths.slice(0, mostElsewhere), budget);
  const found = reads.found.filter(({ name }) => names.has(name));
  return {
    known: new Set(found.map(({ name }) => name)),
    required: new Set(found.filter(({ need }) => need === 'required').map(({ name }) => name)),
    complete: sides.isWhole && reads.complete && reads.unread.length === 0 && paths.length <= mostElsewhere,
  };
}

interface Told {
  /** In an example of the base: people were told to set it. */
  readonly promised: ReadonlySet<string>;
  /** Changes that the comparison of the examples tells by itself. */
  readonly added: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
}

const mostExamples = 20;

async function toldByExamples({ base, head }: Comparison): Promise<Told> {
  const named = async (tree: Tree): Promise<ReadonlyMap<string, string>> => {
    const names = new Map<string, string>();
    for (const path of tree.paths.filter(isEnvironmentExample).slice(0, mostExamples)) {
      const text = await tree.read(path);
      for (const { key, value } of text.ok ? readEnvironment(text.text).settings : []) names.set(key, value);
    }
    return names;
  };
  const [before, after] = [await named(base), await named(head)];
  return {
    promised: new Set(before.keys()),
    added: new Set(
      [...after].filter(([name, value]) => value === '' && !before.has(name)).map(([name]) => name),
    ),
    gone: new Set([...before.keys()].filter((name) => !after.has(name))),
  };
}

const together = 256;

async function readAll(
  tree: Tree,
  paths: readonly string[],
  budget: Budget,
): Promise<{
  readonly found: readonly Located[];
  readonly unread: readonly NotAnalysed[];
  readonly complete: boolean;
}> {
  const found: Located[] = [];
  const unread: NotAnalysed[] = [];
  const end = budget.elapsed() + budget.milliseconds / 3;
  for (let at = 0; at < paths.length; at += together) {
    if (budget.cancelled() || budget.elapsed() > end) return { found, unread, complete: false };
    const some = paths.slice(at, at + together);
    for (const [index, reads] of (await Promise.all(some.map((path) => readOne(tree, path)))).entries()) {
      const path = some[index] ?? '';
      if ('reason' in reads) unread.push({ path, reason: reads.reason, detail: reads.detail });
      else for (const one of reads) found.push({ ...one, path, spot: { ...one.spot, path } });
    }
  }
  return { found, unread, complete: true };
}

type Kept = VariableRead & { readonly spot: Omit<Place, 'path'> };

/** By language and name of the content: most files read nothing, and are the same from one comparison to the next. */
const known = new Map<Language, Map<string, readonly Kept[]>>();
const mostKnown = 100_000;
const nothing: readonly Kept[] = [];

async function readOne(tree: Tree, path: string): Promise<readonly Kept[] | Exclude<TreeText, { ok: true }>> {
  const language = languageOf(path);
  if (language === undefined) return nothing;
  const id = tree.id?.(path);
  const key = id === undefined || id.length > 100 ? undefined : id;
  const kept = keptOf(language);
  const before = key === undefined ? undefined : kept.get(key);
  if (before !== undefined) return before;
  const text = await tree.read(path);
  if (!text.ok) return text;
  const reads = located(text.text, language);
  if (key !== undefined) {
    if (kept.size >= mostKnown) kept.clear();
    kept.set(key, reads);
  }
  return reads;
}

function keptOf(language: Language): Map<string, readonly Kept[]> {
  const kept = known.get(language) ?? new Map<string, readonly Kept[]>();
  known.set(language, kept);
  return kept;
}

function located(text: string, language: Language): readonly Kept[] {
  const reads = readsIn(text, language);
  if (reads.length === 0) return nothing;
  const locate = locator(text);
  return reads.map((one) => ({ ...one, spot: locate(one.start, one.end) }));
}

function byName(reads: readonly Located[]): Reads {
  const map = new Map<string, Located[]>();
  for (const one of reads.toSorted((a, b) => compareText(a.path, b.path) || a.start - b.start)) {
    const list = map.get(one.name) ?? [];
    map.set(one.name, [...list, one]);
  }
  return map;
}
