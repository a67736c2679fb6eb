/** What changed for those who use a schema of protocol buffers, over all files of a module together. */
import type { NotAnalysed } from '../change.ts';
import type { Budget, Compared, Comparison, Detector, Tree, Unit } from '../detector.ts';
import { lineStarts } from '../../base/text.ts';
import { profiles } from './categories.ts';
import { compareSides } from './compare.ts';
import { packagesElsewhere } from './elsewhere.ts';
import type { ProtoFile } from './model.ts';
import { readProto } from './read.ts';
import { namesOf } from './resolve.ts';
import { rules } from './rules.ts';
import { selectionFor } from './selection.ts';
import type { Side } from './side.ts';
import { sideOf } from './side.ts';
import { detectorId, importFinder, isProtoPath, protoUnits } from './units.ts';

export const protobufDetector: Detector = { id: detectorId, profiles, rules, units: protoUnits, compare };

type Late = () => 'cancelled' | 'timeBudget' | undefined;

async function compare(unit: Unit, comparison: Comparison, budget: Budget): Promise<Compared> {
  const notAnalysed: NotAnalysed[] = [];
  const deadline = budget.elapsed() + budget.milliseconds;
  const late: Late = () =>
    budget.cancelled() ? 'cancelled' : budget.elapsed() > deadline ? 'timeBudget' : undefined;
  const selection = await selectionFor(unit, comparison, notAnalysed);
  const base: ProtoFile[] = [];
  const head: ProtoFile[] = [];
  for (const file of unit.files) {
    const why = late();
    if (why !== undefined) {
      notAnalysed.push({ path: file.head ?? file.base ?? unit.path, reason: why, detail: '' });
      continue;
    }
    const before = await readSide(comparison.base, file.base, 'base', notAnalysed);
    const after = await readSide(comparison.head, file.head, 'head', notAnalysed);
    // What cannot be read on one side says nothing about the other.
    if (before === 'unreadable' || after === 'unreadable') continue;
    if (before !== undefined && !selection.ignores(before)) base.push(before);
    if (after !== undefined && !selection.ignores(after)) head.push(after);
  }
  const sides = {
    base: await sideWithImports(comparison.base, base, late),
    head: await sideWithImports(comparison.head, head, late),
  };
  const otherPackages = await packagesElsewhere(unit, comparison, sides, late);
  const changes = compareSides(sides.base, sides.head, { ...selection, otherPackages });
  return { changes: changes.filter((change) => selection.keeps(change)), notAnalysed };
}

async function readSide(
  tree: Tree,
  path: string | undefined,
  side: 'base' | 'head',
  notAnalysed: NotAnalysed[],
): Promise<ProtoFile | 'unreadable' | undefined> {
  if (path === undefined || !isProtoPath(path)) return undefined;
  const read = await tree.read(path);
  if (!read.ok) {
    notAnalysed.push({ path, reason: read.reason, detail: read.detail });
    return 'unreadable';
  }
  const file = readProto({ path, text: read.text });
  notAnalysed.push(...syntaxNotes(file, side));
  return file.unbalanced ? 'unreadable' : file;
}

/** Files that only lend their names: what is imported, and what that imports publicly. */
const mostImports = 2000;

async function sideWithImports(tree: Tree, files: readonly ProtoFile[], late: Late): Promise<Side> {
  const find = importFinder(tree);
  const all = new Map(files.map((file) => [file.file.path, file]));
  const waiting = files.flatMap((file) => file.imports.map((one) => find(file.file.path, one.path)));
  while (waiting.length > 0 && all.size < mostImports && late() === undefined) {
    const path = waiting.pop();
    if (path === undefined || all.has(path)) continue;
    const read = await tree.read(path);
    if (!read.ok) continue;
    const file = readProto({ path, text: read.text });
    all.set(path, file);
    for (const one of file.imports) if (one.modifier === 'public') waiting.push(find(path, one.path));
  }
  return sideOf(files, namesOf([...all.values()], find));
}

/** One note for each file and side, with the first place where reading stopped. */
function syntaxNotes({ file, errors }: ProtoFile, side: 'base' | 'head'): readonly NotAnalysed[] {
  const [first] = errors;
  if (first === undefined) return [];
  const starts = lineStarts(file.text);
  const line = starts.findLastIndex((start) => start <= first.offset) + 1;
  const column = first.offset - (starts[line - 1] ?? 0) + 1;
  const found = first.found === '' ? 'end of file' : `"${first.found}"`;
  const more = errors.length > 1 ? `, and ${errors.length - 1} more` : '';
  return [{ path: file.path, reason: 'syntax', detail: `${side}:${line}:${column}: ${found}${more}` }];
}
