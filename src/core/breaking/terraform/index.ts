/** What changed for those who call a Terraform module, or have its resources in their state. */
import type { NotAnalysed } from '../change.ts';
import type { Budget, ChangedFile, Compared, Comparison, Detector, Tree, Unit } from '../detector.ts';
import { locator } from '../manifest/locate.ts';
import { createCollector, detectorId } from './collector.ts';
import type { Collector } from './collector.ts';
import { compareOutputs, compareVariables } from './compareInterface.ts';
import { compareResources, compareVersions } from './compareState.ts';
import { readHcl } from './hcl.ts';
import type { Reading } from './hcl.ts';
import { moduleOf } from './module.ts';
import type { Module } from './module.ts';
import { rules } from './rules.ts';

/** `tfbreak`: as that tool has it, a new name for a variable with a default value breaks nobody. */
const profiles = ['default', 'tfbreak'] as const;

export const terraformDetector: Detector = { id: detectorId, profiles, rules, units, compare };

const moduleFile = /\.(?:tf|tofu)(?:\.json)?$/i;
const runFile = /(?:^|\/)\.terraform\.lock\.hcl$|\.tfvars(?:\.json)?$/;
const outsideApi =
  /(?:^|\/)(?:\.terraform|node_modules|vendor|third_party|__fixtures__|tests?|e2e|fixtures|testdata|examples?|samples?|mocks?)\//i;

/** One unit for each folder: Terraform reads all files of one together. */
function units({ changed }: Comparison): readonly Unit[] {
  const folders = new Map<string, Set<ChangedFile>>();
  for (const file of changed) {
    for (const path of [file.base, file.head]) {
      if (path === undefined || !moduleFile.test(path) || outsideApi.test(path)) continue;
      const known = folders.get(folderOf(path));
      if (known === undefined) folders.set(folderOf(path), new Set([file]));
      else known.add(file);
    }
  }
  return [...folders].map(([folder, files]) => ({
    detector: detectorId,
    path: folder === '' ? '.' : folder,
    files: [...files],
  }));
}

async function compare(unit: Unit, comparison: Comparison, budget: Budget): Promise<Compared> {
  const folder = unit.path === '.' ? '' : unit.path;
  const deadline = budget.elapsed() + budget.milliseconds;
  const late = (): NotAnalysed['reason'] | undefined =>
    budget.cancelled() ? 'cancelled' : budget.elapsed() > deadline ? 'timeBudget' : undefined;
  const base = await readFolder(comparison.base, folder, 'base', late);
  const head = await readFolder(comparison.head, folder, 'head', late);
  const notAnalysed = [...base.notAnalysed, ...head.notAnalysed];
  // What is missing on a side that was read in part may only be unread.
  if (notAnalysed.length > 0) return { changes: [], notAnalysed };
  const [before, after] = [moduleOf(base.files), moduleOf(head.files)];
  const isRoot = before.hasBackend || isRun(comparison.base, folder);
  const collector = createCollector(isRoot ? 'root' : 'module');
  const subject = unit.path;
  if (head.files.length === 0 && before.spot !== undefined) {
    collector.add({ rule: 'terraform/folder-removed', subject, base: before.spot });
  } else if (base.files.length === 0 && after.spot !== undefined) {
    collector.add({ rule: 'terraform/folder-added', subject, head: after.spot });
  } else compareModules(before, after, collector, comparison.profiles[detectorId]);
  return { changes: collector.changes(), notAnalysed };
}

function compareModules(base: Module, head: Module, collector: Collector, profile: string | undefined): void {
  compareVariables(base, head, collector, profile === 'tfbreak' ? 'review' : 'major');
  compareOutputs(base, head, collector);
  compareResources(base, head, collector);
  compareVersions(base, head, collector);
}

async function readFolder(
  tree: Tree,
  folder: string,
  side: 'base' | 'head',
  late: () => NotAnalysed['reason'] | undefined,
): Promise<{ readonly files: readonly Reading[]; readonly notAnalysed: readonly NotAnalysed[] }> {
  const files: Reading[] = [];
  const notAnalysed: NotAnalysed[] = [];
  for (const path of tree.paths) {
    if (!moduleFile.test(path) || folderOf(path) !== folder) continue;
    const reason = late();
    const read = reason === undefined && !path.endsWith('.json') ? await tree.read(path) : undefined;
    if (read === undefined) notAnalysed.push({ path, reason: reason ?? 'unsupported', detail: '' });
    else if (!read.ok) notAnalysed.push({ path, reason: read.reason, detail: read.detail });
    else {
      const file = readHcl({ path, text: read.text });
      const [problem] = file.problems;
      files.push(file);
      if (problem === undefined) continue;
      const { line, column } = locator(read.text)(problem, problem);
      notAnalysed.push({ path, reason: 'syntax', detail: `${side}:${line}:${column}` });
    }
  }
  return { files, notAnalysed };
}

/** Values of variables and the lock file of providers stand where Terraform is run, not in what others call. */
function isRun(tree: Tree, folder: string): boolean {
  return tree.paths.some((path) => runFile.test(path) && folderOf(path) === folder);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
