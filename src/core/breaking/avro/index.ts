/** Whether those who have the old or the new Avro schema can go on reading one another's data. */
import type { Change, NotAnalysed } from '../change.ts';
import type { Budget, ChangedFile, Compared, Comparison, Detector, Tree, Unit } from '../detector.ts';
import { locator } from '../manifest/locate.ts';
import { createCollector, detectorId, profiles } from './collector.ts';
import { compareAll } from './files.ts';
import type { FilePair } from './files.ts';
import { missingDocuments } from './missing.ts';
import { readDocument } from './read.ts';
import { rules } from './rules.ts';
import type { Document } from './schema.ts';

export const avroDetector: Detector = { id: detectorId, profiles, rules, units, compare };

const schemaFile = /\.(?:avsc|avpr)$/i;
const outsideApi =
  /(?:^|\/)(?:node_modules|vendor|third_party|target|build|__tests__|__mocks__|__fixtures__|tests?|specs?|fixtures|testdata|mocks?|examples?|benchmarks?)\//i;

export function isSchemaPath(path: string | undefined): path is string {
  return path !== undefined && schemaFile.test(path) && !outsideApi.test(path);
}

/** One unit: types may move from file to file, and files use the types of others. */
function units({ changed }: Comparison): readonly Unit[] {
  const files = changed.filter(({ base, head }) => isSchemaPath(base) || isSchemaPath(head));
  const [first] = files;
  if (first === undefined) return [];
  const path = files.length === 1 ? (first.head ?? first.base ?? '.') : '.';
  return [{ detector: detectorId, path, files }];
}

async function compare(unit: Unit, comparison: Comparison, budget: Budget): Promise<Compared> {
  const notAnalysed: NotAnalysed[] = [];
  const pairs: FilePair[] = [];
  const deadline = budget.elapsed() + budget.milliseconds;
  const late = (): NotAnalysed['reason'] | undefined =>
    budget.cancelled() ? 'cancelled' : budget.elapsed() > deadline ? 'timeBudget' : undefined;
  for (const file of unit.files) {
    const reason = late();
    if (reason === undefined) {
      const pair = await readPair(file, comparison, notAnalysed);
      if (pair !== undefined) pairs.push(pair);
    } else notAnalysed.push({ path: file.head ?? file.base ?? unit.path, reason, detail: '' });
  }
  const others = await missingDocuments(pairs, comparison);
  const collector = createCollector(comparison.profiles[detectorId]);
  const unread = compareAll(pairs, others, collector, late);
  const changes: readonly Change[] = collector.changes();
  return { changes, notAnalysed: [...notAnalysed, ...unread] };
}

/** Undefined when a side cannot be read: the other alone says nothing. */
async function readPair(
  file: ChangedFile,
  comparison: Comparison,
  notAnalysed: NotAnalysed[],
): Promise<FilePair | undefined> {
  const base = await readSide(comparison.base, file.base, 'base', notAnalysed);
  const head = await readSide(comparison.head, file.head, 'head', notAnalysed);
  if (base === 'unreadable' || head === 'unreadable') return undefined;
  return { ...(base === undefined ? {} : { base }), ...(head === undefined ? {} : { head }) };
}

async function readSide(
  tree: Tree,
  path: string | undefined,
  side: 'base' | 'head',
  notAnalysed: NotAnalysed[],
): Promise<Document | 'unreadable' | undefined> {
  if (!isSchemaPath(path)) return undefined;
  const read = await tree.read(path);
  if (!read.ok) {
    notAnalysed.push({ path, reason: read.reason, detail: read.detail });
    return 'unreadable';
  }
  const document = readDocument({ path, text: read.text });
  const stopped = 'stopped' in document ? document.stopped : undefined;
  const [problem] = 'stopped' in document ? [] : document.problems;
  const offset = stopped ?? problem?.offset;
  if (offset !== undefined) {
    const { line, column } = locator(read.text)(offset, offset);
    const expected = problem === undefined ? '' : `: expected ${problem.expected}`;
    notAnalysed.push({ path, reason: 'syntax', detail: `${side}:${line}:${column}${expected}` });
  }
  return 'stopped' in document ? 'unreadable' : document;
}
