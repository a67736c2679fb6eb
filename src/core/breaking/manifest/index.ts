/** What manifests promise to those who install, import or run a package. */
import type { Change, NotAnalysed } from '../change.ts';
import type { Budget, ChangedFile, Compared, Comparison, Detector, Tree, Unit } from '../detector.ts';
import { detectorId, toChange } from './collector.ts';
import { compareFacts } from './compareFacts.ts';
import { readJson } from './json.ts';
import { locator } from './locate.ts';
import { comparePackages, isPrivate, packageName } from './packageJson/compare.ts';
import type { Side } from './packageJson/side.ts';
import { manifestKinds, packageJson } from './readers/table.ts';
import { rules } from './rules.ts';

export const manifestDetector: Detector = {
  id: detectorId,
  profiles: ['default', 'runtime-is-minor'],
  rules,
  units,
  compare,
};

const outside =
  /(?:^|\/)(?:node_modules|vendor|third_party|__tests__|__fixtures__|tests?|fixtures|testdata|examples?|benchmarks?|templates?)\//i;

/** One unit for each manifest; one that is new breaks nobody. */
function units(comparison: Comparison): readonly Unit[] {
  return comparison.changed.flatMap((file) => {
    const { base, head } = file;
    if (base === undefined || outside.test(base) || kindOf(base) === undefined) return [];
    return [{ detector: detectorId, path: head ?? base, files: [file] }];
  });
}

/** `package.json`, or the reader for the manifest; undefined for any other file. */
function kindOf(path: string): 'package.json' | (typeof manifestKinds)[number] | undefined {
  if (packageJson.test(path)) return 'package.json';
  return manifestKinds.find(({ matches }) => matches.test(path));
}

async function compare(unit: Unit, comparison: Comparison, budget: Budget): Promise<Compared> {
  const changes: Change[] = [];
  const notAnalysed: NotAnalysed[] = [];
  for (const file of unit.files) {
    if (budget.cancelled()) notAnalysed.push({ path: unit.path, reason: 'cancelled', detail: '' });
    else {
      const compared = await compareFile(file, comparison);
      changes.push(...compared.changes);
      notAnalysed.push(...compared.notAnalysed);
    }
  }
  return { changes, notAnalysed };
}

async function compareFile(file: ChangedFile, comparison: Comparison): Promise<Compared> {
  const { base } = file;
  const kind = base === undefined ? undefined : kindOf(base);
  if (base === undefined || kind === undefined) return { changes: [], notAnalysed: [] };
  const before = await readText(comparison.base, base);
  if (typeof before !== 'string') return { changes: [], notAnalysed: [before] };
  if (file.head === undefined) return compareGone(base, before, comparison);
  const after = await readText(comparison.head, file.head);
  if (typeof after !== 'string') return { changes: [], notAnalysed: [after] };
  const texts = { base: { path: base, text: before }, head: { path: file.head, text: after } };
  return kind === 'package.json'
    ? comparePackageFiles(texts, comparison)
    : compareOther(kind, texts, comparison);
}

interface Texts {
  readonly base: { readonly path: string; readonly text: string };
  readonly head: { readonly path: string; readonly text: string };
}

function comparePackageFiles({ base, head }: Texts, comparison: Comparison): Compared {
  const before = readSide(comparison.base, base.path, base.text);
  const after = readSide(comparison.head, head.path, head.text);
  const notAnalysed = [
    ...('root' in before ? [] : [syntaxNote(base.path, 'base', before.line, before.column)]),
    ...('root' in after ? [] : [syntaxNote(head.path, 'head', after.line, after.column)]),
  ];
  if (!('root' in before) || !('root' in after)) return { changes: [], notAnalysed };
  const paths = { base: base.path, head: head.path, profile: comparison.profiles[detectorId] };
  return { changes: comparePackages(before, after).map((found) => toChange(found, paths)), notAnalysed };
}

function readSide(
  tree: Tree,
  path: string,
  text: string,
): Side | { readonly line: number; readonly column: number } {
  const read = readJson(text);
  const locate = locator(text);
  if (!read.ok) return locate(read.offset, read.offset);
  const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
  return { root: read.value, locate, folder, tree };
}

async function compareOther(
  kind: (typeof manifestKinds)[number],
  { base, head }: Texts,
  comparison: Comparison,
): Promise<Compared> {
  const before = await kind.read(base.text);
  const after = await kind.read(head.text);
  const notAnalysed: NotAnalysed[] = [];
  if (before.error !== undefined)
    notAnalysed.push(syntaxNote(base.path, 'base', before.error.line, before.error.column));
  if (after.error !== undefined)
    notAnalysed.push(syntaxNote(head.path, 'head', after.error.line, after.error.column));
  // What is missing on a side that was read in part may only be unread.
  if (notAnalysed.length > 0) return { changes: [], notAnalysed };
  const paths = { base: base.path, head: head.path, profile: comparison.profiles[detectorId] };
  return {
    changes: compareFacts(before.facts, after.facts).map((found) => toChange(found, paths)),
    notAnalysed,
  };
}

/** A package.json that is gone, unless the package lives on in another folder. */
async function compareGone(path: string, text: string, comparison: Comparison): Promise<Compared> {
  const none: Compared = { changes: [], notAnalysed: [] };
  if (!packageJson.test(path)) return none;
  const side = readSide(comparison.base, path, text);
  const name = 'root' in side ? packageName(side.root) : undefined;
  if (!('root' in side) || name === undefined || isPrivate(side)) return none;
  for (const { base, head } of comparison.changed) {
    if (base !== undefined || head === undefined || !packageJson.test(head)) continue;
    const after = await readText(comparison.head, head);
    if (typeof after !== 'string') continue;
    const other = readSide(comparison.head, head, after);
    if (!('root' in other) || packageName(other.root) !== name) continue;
    return comparePackageFiles({ base: { path, text }, head: { path: head, text: after } }, comparison);
  }
  const paths = { base: path, head: path, profile: comparison.profiles[detectorId] };
  const spot = side.locate(side.root.start, side.root.start + 1);
  return {
    changes: [toChange({ rule: 'manifest/package-removed', subject: name, base: spot }, paths)],
    notAnalysed: [],
  };
}

async function readText(tree: Tree, path: string): Promise<string | NotAnalysed> {
  const read = await tree.read(path);
  return read.ok ? read.text : { path, reason: read.reason, detail: read.detail };
}

function syntaxNote(path: string, side: 'base' | 'head', line: number, column: number): NotAnalysed {
  return { path, reason: 'syntax', detail: `${side}:${line}:${column}` };
}
