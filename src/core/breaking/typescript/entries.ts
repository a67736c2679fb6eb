/** The entry points of a package: which subpaths its manifest offers, and the file that declares each. */
import { folderOf, isJavaScript, isSource, joinPath, resolveDeclared, resolveFile } from './sourcePaths.ts';

export interface Entry {
  /** As a consumer writes it after the package name: `.`, `./sub`. */
  readonly subpath: string;
  readonly path: string;
}

export interface Entries {
  readonly entries: readonly Entry[];
  /** False when nothing tells what is public: every exported symbol of changed files counts then. */
  readonly known: boolean;
  /** Name of the package, for imports of itself and for examples. */
  readonly name: string | undefined;
  /** Subpaths that the manifest names, also those whose file is missing. */
  readonly declared: readonly string[];
}

export interface PackageFiles {
  readonly folder: string;
  readonly manifest: unknown;
  /** `outDir` and `rootDir` of the settings of the compiler, relative to the package. */
  readonly outDir: string | undefined;
  readonly rootDir: string | undefined;
  readonly has: (path: string) => boolean;
  /** All paths below the folder. */
  readonly paths: readonly string[];
}

const builtFolders =
  /^(?:dist|dist-\w+|lib|build|out|output|esm|cjs|mjs|es|umd|types?|typings|declarations|module|commonjs|node|\.tsup)$/;
const conditionOrder = ['types', 'import', 'module', 'node', 'default', 'require', 'browser'];
const mostPatternFiles = 400;

export function readEntries(files: PackageFiles): Entries {
  const manifest = record(files.manifest);
  if (manifest === undefined) return withoutManifest(files);
  const name = text(manifest['name']);
  const targets = declaredTargets(manifest);
  const entries: Entry[] = [];
  for (const [subpath, candidates] of targets) {
    if (subpath.includes('*')) entries.push(...patternEntries(files, subpath, candidates));
    else {
      const path = firstResolved(files, candidates);
      if (path !== undefined) entries.push({ subpath, path });
    }
  }
  const declared = targets.map(([subpath]) => subpath);
  if (entries.length > 0) return { entries: unique(entries), known: true, name, declared };
  const index = conventionalIndex(files);
  if (index !== undefined) return { entries: [{ subpath: '.', path: index }], known: true, name, declared };
  return { entries: [], known: false, name, declared };
}

function withoutManifest(files: PackageFiles): Entries {
  const index = conventionalIndex(files);
  if (index === undefined) return { entries: [], known: false, name: undefined, declared: [] };
  return { entries: [{ subpath: '.', path: index }], known: true, name: undefined, declared: ['.'] };
}

function conventionalIndex(files: PackageFiles): string | undefined {
  for (const relative of ['index', 'src/index', 'lib/index', 'mod', 'src/mod', 'src/main']) {
    const path = joinPath(files.folder, relative);
    const found = path === undefined ? undefined : resolveFile(files.has, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Subpath and its candidate targets, best first, in the order of the manifest. */
function declaredTargets(
  manifest: Readonly<Record<string, unknown>>,
): readonly (readonly [string, readonly string[]])[] {
  const types = text(manifest['types']) ?? text(manifest['typings']);
  const main = [types, text(manifest['module']), text(manifest['main'])].filter((path) => path !== undefined);
  const exported = manifest['exports'];
  if (exported === undefined || exported === null) {
    const rows: (readonly [string, readonly string[]])[] = [];
    const typesVersions = Object.entries(
      record(Object.values(record(manifest['typesVersions']) ?? {}).at(-1)) ?? {},
    );
    const all = typesVersions.flatMap(([key, value]) => (key === '*' ? strings(value) : []));
    const rooted =
      types === undefined ? [] : all.map((pattern) => pattern.replace('*', types.replace(/^\.\//, '')));
    rows.push(['.', [...rooted, ...main, 'index']]);
    for (const [key, value] of typesVersions)
      if (key !== '*') rows.push([`./${key.replace(/^\.\//, '')}`, strings(value)]);
    return rows;
  }
  const map = record(exported);
  const subpaths = map === undefined ? [] : Object.keys(map).filter((key) => key.startsWith('.'));
  if (map === undefined || subpaths.length === 0)
    return [['.', [...conditionTargets(exported), ...main, 'index']]];
  return subpaths
    .filter((key) => !key.endsWith('.json') && !key.endsWith('.css') && !isInternal(key))
    .map(
      (key) =>
        [
          key,
          key === '.' ? [...conditionTargets(map[key]), ...main, 'index'] : conditionTargets(map[key]),
        ] as const,
    );
}

/** A subpath that says of itself that it is not for others. */
function isInternal(subpath: string): boolean {
  return subpath.split('/').some((part) => /^(?:internals?|private|unsafe|_.*)$/.test(part));
}

/** Every path under the conditions of one subpath: declarations first, then by how common the condition is. */
function conditionTargets(target: unknown): readonly string[] {
  const found: { readonly path: string; readonly types: boolean }[] = [];
  const visit = (value: unknown, types: boolean): void => {
    if (typeof value === 'string') found.push({ path: value, types });
    else if (Array.isArray(value)) for (const item of value) visit(item, types);
    else {
      const conditions = Object.entries(record(value) ?? {});
      for (const [condition, inner] of conditions.toSorted(([a], [b]) => rank(a) - rank(b))) {
        visit(inner, types || condition === 'types' || condition.startsWith('types@'));
      }
    }
  };
  visit(target, false);
  return [...found.filter((item) => item.types), ...found.filter((item) => !item.types)].map(
    (item) => item.path,
  );
}

function rank(condition: string): number {
  const index = conditionOrder.indexOf(condition);
  return index === -1 ? conditionOrder.length : index;
}

function patternEntries(
  files: PackageFiles,
  subpath: string,
  candidates: readonly string[],
): readonly Entry[] {
  for (const candidate of candidates) {
    const full = joinPath(files.folder, candidate);
    if (full === undefined || !full.includes('*')) continue;
    const [before = '', after = ''] = full.split('*');
    const stem = after.replace(/\.(?:d\.)?[cm]?[jt]sx?$/, '');
    const found: Entry[] = [];
    for (const path of files.paths) {
      if (!path.startsWith(before) || !isSource(path)) continue;
      const bare = path.slice(before.length).replace(/\.d\.[cm]?ts$|\.[cm]?[jt]sx?$/, '');
      if (!bare.endsWith(stem)) continue;
      const middle = bare.slice(0, bare.length - stem.length);
      const resolved = resolveDeclared(files.has, before + middle + after);
      if (resolved !== undefined) found.push({ subpath: subpath.replace('*', middle), path: resolved });
    }
    if (found.length > 0) return unique(found).slice(0, mostPatternFiles);
  }
  return [];
}

function firstResolved(files: PackageFiles, candidates: readonly string[]): string | undefined {
  const direct = candidates.map((candidate) => {
    const path = joinPath(files.folder, candidate);
    return path === undefined ? undefined : resolveDeclared(files.has, path);
  });
  // Declarations and sources first, as the compiler looks for them; JavaScript tells least.
  const typed = direct.find((path) => path !== undefined && isSource(path) && !isJavaScript(path));
  if (typed !== undefined) return typed;
  for (const candidate of candidates) {
    const found = sourceOfBuilt(files, candidate);
    if (found !== undefined && !isJavaScript(found)) return found;
  }
  return direct.find((path) => path !== undefined && isSource(path));
}

/** The source that a built file comes from, when the built file is not in the repository. */
function sourceOfBuilt(files: PackageFiles, built: string): string | undefined {
  const relative = built.replace(/^\.\//, '').replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
  const guesses: string[] = [];
  const outDir = files.outDir?.replace(/^\.\//, '').replace(/\/$/, '');
  if (outDir !== undefined && relative.startsWith(`${outDir}/`)) {
    guesses.push(`${(files.rootDir ?? 'src').replace(/^\.\//, '')}/${relative.slice(outDir.length + 1)}`);
  }
  const parts = relative.split('/');
  let from = 0;
  while (from < parts.length - 1 && builtFolders.test(parts[from] ?? '')) from++;
  const rest = parts.slice(from).join('/');
  guesses.push(`src/${rest}`, `source/${rest}`, rest, `lib/${rest}`);
  if (rest.startsWith('src/')) guesses.push(rest.slice(4));
  for (const guess of guesses) {
    const path = joinPath(files.folder, guess);
    const found = path === undefined ? undefined : resolveFile(files.has, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

function unique(entries: readonly Entry[]): readonly Entry[] {
  return [...new Map(entries.map((entry) => [entry.subpath, entry])).values()];
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as Readonly<Record<string, unknown>>;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The subpath of a specifier that names the package itself; undefined for any other specifier. */
export function selfSubpath(name: string | undefined, specifier: string): string | undefined {
  if (name === undefined) return undefined;
  if (specifier === name) return '.';
  return specifier.startsWith(`${name}/`) ? `.${specifier.slice(name.length)}` : undefined;
}

/**
 * The nearest folder at or above a path that holds a `package.json` on either side. One inside of a
 * built folder only sets the module format.
 */
export function packageFolder(hasManifest: (folder: string) => boolean, path: string): string | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (
      hasManifest(folder) &&
      (folder === '' || !builtFolders.test(folder.slice(folder.lastIndexOf('/') + 1)))
    )
      return folder;
    if (folder === '') return undefined;
  }
}
