/** Which changed files belong to one schema, and what a path of an import stands for. */
import type { ChangedFile, Comparison, Tree, Unit } from '../detector.ts';

export const detectorId = 'protobuf';

const protoFile = /\.proto$/i;
const outsideApi =
  /(?:^|\/)(?:node_modules|vendor|third_party|__tests__|__mocks__|__fixtures__|tests?|fixtures|testdata|mocks?|examples|benchmarks?)\//i;
/** Files that begin a module. */
const roots = [
  'buf.yaml',
  'package.json',
  'go.mod',
  'Cargo.toml',
  'pyproject.toml',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'composer.json',
  'Gemfile',
  'mix.exs',
  'pubspec.yaml',
];

export function isProtoPath(path: string): boolean {
  return protoFile.test(path) && !outsideApi.test(path);
}

/** One unit for each module that has changed files. */
export function protoUnits(comparison: Comparison): readonly Unit[] {
  const groups = new Map<string, ChangedFile[]>();
  const known = new Map<string, string>();
  for (const file of comparison.changed) {
    const path = file.head ?? file.base;
    if (path === undefined || ![file.base, file.head].some((one) => one !== undefined && isProtoPath(one)))
      continue;
    const folder = moduleFolder(comparison, path, known);
    const group = groups.get(folder);
    if (group === undefined) groups.set(folder, [file]);
    else group.push(file);
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, files]) => ({ detector: detectorId, path: unitPath(folder, files), files }));
}

/** Paths of a tree by the name of the file, to find what an import means without knowing its root. */
export function importFinder(tree: Tree): (from: string, imported: string) => string | undefined {
  let byName: Map<string, string[]> | undefined;
  const index = (): Map<string, string[]> => {
    const all = new Map<string, string[]>();
    for (const path of tree.paths) {
      if (!protoFile.test(path)) continue;
      const name = path.slice(path.lastIndexOf('/') + 1);
      const paths = all.get(name);
      if (paths === undefined) all.set(name, [path]);
      else paths.push(path);
    }
    return all;
  };
  return (from, imported) => {
    byName ??= index();
    const name = imported.slice(imported.lastIndexOf('/') + 1);
    const fitting = (byName.get(name) ?? []).filter(
      (path) => path === imported || path.endsWith(`/${imported}`),
    );
    if (fitting.length < 2) return fitting[0];
    return fitting.toSorted((a, b) => sharedFolders(b, from) - sharedFolders(a, from))[0];
  };
}

/** The folder of the nearest root file above a path; empty for that of the comparison. */
export function moduleFolder(comparison: Comparison, path: string, known: Map<string, string>): string {
  const start = folderOf(path);
  const seen = known.get(start);
  if (seen !== undefined) return seen;
  let folder = start;
  while (folder !== '' && !hasRoot(comparison, folder)) folder = folderOf(folder);
  known.set(start, folder);
  return folder;
}

function hasRoot({ base, head }: Comparison, folder: string): boolean {
  return roots.some((name) => base.has(`${folder}/${name}`) || head.has(`${folder}/${name}`));
}

function unitPath(folder: string, files: readonly ChangedFile[]): string {
  const [only] = files;
  if (files.length === 1 && only !== undefined) return only.head ?? only.base ?? folder;
  return folder === '' ? '.' : folder;
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

function sharedFolders(a: string, b: string): number {
  const left = a.split('/').slice(0, -1);
  const right = b.split('/').slice(0, -1);
  let count = 0;
  while (count < left.length && count < right.length && left[count] === right[count]) count++;
  return count;
}
