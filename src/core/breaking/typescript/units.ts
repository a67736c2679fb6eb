/** Which packages a comparison touches. */
import type { ChangedFile, Comparison, Tree, Unit } from '../detector.ts';
import { packageFolder } from './entries.ts';
import { folderOf, isOutsideApi, isSource, joinPath } from './sourcePaths.ts';

export const detectorId = 'typescript';

export function packageUnits(comparison: Comparison): readonly Unit[] {
  const groups = new Map<string, ChangedFile[]>();
  for (const file of comparison.changed) {
    const folder = folderFor(comparison, file);
    if (folder === undefined) continue;
    const group = groups.get(folder);
    if (group === undefined) groups.set(folder, [file]);
    else group.push(file);
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, files]) => ({ detector: detectorId, path: folder === '' ? '.' : folder, files }));
}

/** True when a package has a changed file of its own. */
export function hasUnit(comparison: Comparison, folder: string): boolean {
  return comparison.changed.some((file) => folderFor(comparison, file) === folder);
}

function folderFor(comparison: Comparison, file: ChangedFile): string | undefined {
  const path = file.head ?? file.base;
  if (path === undefined || !concerns(file)) return undefined;
  const hasManifest = (folder: string): boolean =>
    comparison.base.has(manifestPath(folder)) || comparison.head.has(manifestPath(folder));
  return packageFolder(hasManifest, path) ?? rootWithoutManifest(comparison, path);
}

export function manifestPath(folder: string): string {
  return joinPath(folder, 'package.json') ?? 'package.json';
}

/** The folder of a unit as the trees write it. */
export function unitFolder(unit: Unit): string {
  return unit.path === '.' ? '' : unit.path;
}

function concerns(file: ChangedFile): boolean {
  return [file.base, file.head].some(
    (path) =>
      path !== undefined &&
      !path.split('/').includes('node_modules') &&
      ((isSource(path) && !isOutsideApi(path)) || path === 'package.json' || path.endsWith('/package.json')),
  );
}

/** Without a manifest the nearest folder with an index is the package, else the folder of the file. */
function rootWithoutManifest(comparison: Comparison, path: string): string {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (hasIndex(comparison.base, folder) || hasIndex(comparison.head, folder)) return folder;
    if (folder === '') return folderOf(path);
  }
}

function hasIndex(tree: Tree, folder: string): boolean {
  return ['index.ts', 'index.d.ts', 'src/index.ts', 'index.js'].some((name) =>
    tree.has(joinPath(folder, name) ?? name),
  );
}
