/** What changed for those who write objects of a Kubernetes custom resource. */
import type { NotAnalysed } from '../change.ts';
import type { Budget, ChangedFile, Compared, Comparison, Detector, Unit } from '../detector.ts';
import { createCollector, detectorId, profiles } from './collector.ts';
import { compareFiles } from './files.ts';
import type { FilePair } from './files.ts';
import { isCandidate, isDefinitionPath } from './paths.ts';
import { readPair } from './read.ts';
import { rules } from './rules.ts';

export const crdDetector: Detector = { id: detectorId, profiles, rules, units, compare };

/** One unit for files of definitions, which may move among them, and one for all others that may hold some. */
function units({ changed }: Comparison): readonly Unit[] {
  const files = changed.filter(({ base, head }) => isCandidate(base) || isCandidate(head));
  const isNamed = ({ base, head }: ChangedFile): boolean => isDefinitionPath(head ?? base ?? '');
  const named = files.filter(isNamed);
  const others = files.filter((file) => !isNamed(file));
  return [...unitOf(named), ...unitOf(others).map((unit): Unit => ({ ...unit, only: 'a part' }))];
}

function unitOf(files: readonly ChangedFile[]): readonly Unit[] {
  const [first] = files;
  if (first === undefined) return [];
  const path = files.length === 1 ? (first.head ?? first.base ?? '.') : '.';
  return [{ detector: detectorId, path, files }];
}

async function compare(unit: Unit, comparison: Comparison, budget: Budget): Promise<Compared> {
  const notAnalysed: NotAnalysed[] = [];
  const pairs: FilePair[] = [];
  const deadline = budget.elapsed() + budget.milliseconds;
  for (const file of unit.files) {
    const reason = budget.cancelled() ? 'cancelled' : budget.elapsed() > deadline ? 'timeBudget' : undefined;
    if (reason !== undefined) {
      notAnalysed.push({ path: file.head ?? file.base ?? unit.path, reason, detail: '' });
      continue;
    }
    const paths = { base: candidate(file.base), head: candidate(file.head) };
    const { base, head } = await readPair(comparison, paths);
    pairs.push({ file, base, head });
    notAnalysed.push(...[base.unread, head.unread].filter((note) => note !== undefined));
  }
  const collector = createCollector(comparison.profiles[detectorId]);
  // What was not read may hold what seems to be gone.
  const unread = notAnalysed.length > 0 ? 'some' : 'none';
  const elsewhere = await compareFiles(pairs, comparison, collector, unread);
  const held = pairs.filter(({ base, head }) => base.definitions.length + head.definitions.length > 0);
  const whole = held.map(({ file }) => file.head ?? file.base ?? '');
  return { changes: collector.changes(), notAnalysed: [...notAnalysed, ...elsewhere], whole };
}

function candidate(path: string | undefined): string | undefined {
  return isCandidate(path) ? path : undefined;
}
