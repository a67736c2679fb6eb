/** Text to sources: every file that the entry points of one side reach, and what lies outside of it. */
import type { NotAnalysed } from '../change.ts';
import type { Tree } from '../detector.ts';
import type { Compiler } from './compiler.ts';
import { selfSubpath, type Entries, type PackageFiles, readEntries } from './entries.ts';
import { folderOf, isOutsideApi, isSource, joinPath, resolveFile } from './sourcePaths.ts';
import { manifestPath } from './units.ts';

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Specifier as written to the path that it means; absent for packages that are not here. */
  readonly imports: ReadonlyMap<string, string>;
  /** Specifiers of packages that are not here. */
  readonly outside: readonly string[];
}

export interface Side {
  readonly entries: Entries;
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly notAnalysed: readonly NotAnalysed[];
  /** True when the package does not exist on this side. */
  readonly absent: boolean;
  /** True when nothing says that the package is there for others. */
  readonly isApplication: boolean;
}

/** @param changedPaths paths of changed files, used as roots while the entry points are unknown */
export async function readSide(
  compiler: Compiler,
  tree: Tree,
  folder: string,
  changedPaths: readonly string[],
): Promise<Side> {
  const below = folder === '' ? tree.paths : tree.paths.filter((path) => path.startsWith(`${folder}/`));
  const paths = below.filter((path) => isSource(path) && !path.split('/').includes('node_modules'));
  const manifest = await readJson(compiler, tree, manifestPath(folder));
  const settings = await readSettings(compiler, tree, folder);
  const files: PackageFiles = { folder, manifest, ...settings, has: (path) => tree.has(path), paths };
  const entries = readEntries(files);
  const roots = entries.known
    ? entries.entries.map((entry) => entry.path)
    : changedPaths.filter((path) => tree.has(path) && isSource(path) && !isOutsideApi(path));
  const closure = await readClosure(compiler, tree, roots, (from, specifier) =>
    resolveSpecifier({ files, entries, settings, has: (path) => tree.has(path) }, from, specifier),
  );
  return {
    entries,
    ...closure,
    absent: below.length === 0,
    isApplication: !entries.known && isApplication(manifest),
  };
}

/** An application: it is never published and names nothing that others could import. */
function isApplication(manifest: unknown): boolean {
  if (typeof manifest !== 'object' || manifest === null) return false;
  const fields = manifest as Readonly<Record<string, unknown>>;
  return (
    fields['private'] === true &&
    ['main', 'module', 'exports', 'types', 'typings'].every((key) => fields[key] === undefined)
  );
}

interface Settings {
  readonly outDir: string | undefined;
  readonly rootDir: string | undefined;
  /** `paths` of the compiler settings: pattern to targets, relative to the package. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

interface Resolution {
  readonly files: PackageFiles;
  readonly entries: Entries;
  readonly settings: Settings;
  readonly has: (path: string) => boolean;
}

function resolveSpecifier(resolution: Resolution, from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) {
    const path = joinPath(folderOf(from), specifier);
    return path === undefined ? undefined : resolveFile(resolution.has, path);
  }
  const subpath = selfSubpath(resolution.entries.name, specifier);
  if (subpath !== undefined)
    return resolution.entries.entries.find((entry) => entry.subpath === subpath)?.path;
  for (const [pattern, targets] of resolution.settings.aliases) {
    const [before = '', after] = pattern.split('*');
    if (
      after === undefined
        ? specifier !== pattern
        : !(specifier.startsWith(before) && specifier.endsWith(after))
    )
      continue;
    const middle = after === undefined ? '' : specifier.slice(before.length, specifier.length - after.length);
    for (const target of targets) {
      const path = joinPath(resolution.files.folder, target.replace('*', middle));
      const found = path === undefined ? undefined : resolveFile(resolution.has, path);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

async function readClosure(
  compiler: Compiler,
  tree: Tree,
  roots: readonly string[],
  resolve: (from: string, specifier: string) => string | undefined,
): Promise<{
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly notAnalysed: readonly NotAnalysed[];
}> {
  const files = new Map<string, SourceFile>();
  const notAnalysed: NotAnalysed[] = [];
  const seen = new Set(roots);
  let wave = [...seen];
  while (wave.length > 0) {
    const texts = await Promise.all(wave.map((path) => tree.read(path)));
    const next: string[] = [];
    for (const [index, path] of wave.entries()) {
      const content = texts[index];
      if (content === undefined || !content.ok) {
        if (content !== undefined) notAnalysed.push({ path, reason: content.reason, detail: content.detail });
        continue;
      }
      const file = readFile(compiler, path, content.text, resolve);
      files.set(path, file);
      for (const target of file.imports.values()) {
        if (seen.has(target)) continue;
        seen.add(target);
        next.push(target);
      }
    }
    wave = next;
  }
  return { files, notAnalysed };
}

/** A word that takes a module, before a string or a comment; or a comment that has its line for itself. */
const importOrComment = /\b(?:from|import|require|define|module)[\s([]*['"`/]|<reference\b|^[ \t]*\/\*/gm;

/** False where nothing can be imported. What the comments of declarations tell about imports does not count. */
function mayImport(path: string, text: string): boolean {
  const isDeclaration = /\.d\.[cm]?ts$/.test(path);
  importOrComment.lastIndex = 0;
  for (let found = importOrComment.exec(text); found !== null; found = importOrComment.exec(text)) {
    if (found[0].trimStart() !== '/*') return true;
    if (!isDeclaration) continue;
    const end = text.indexOf('*/', importOrComment.lastIndex);
    if (end === -1) return false;
    importOrComment.lastIndex = end + 2;
  }
  return false;
}

function readFile(
  compiler: Compiler,
  path: string,
  text: string,
  resolve: (from: string, specifier: string) => string | undefined,
): SourceFile {
  const imports = new Map<string, string>();
  const outside: string[] = [];
  if (!mayImport(path, text)) return { path, text, imports, outside };
  const found = compiler.preProcessFile(text, true, true);
  for (const { fileName } of found.importedFiles) {
    const target = resolve(path, fileName);
    if (target === undefined) outside.push(fileName);
    else imports.set(fileName, target);
  }
  for (const { fileName } of found.referencedFiles) {
    const target = resolve(path, fileName.startsWith('.') ? fileName : `./${fileName}`);
    if (target !== undefined) imports.set(fileName, target);
  }
  return { path, text, imports, outside };
}

async function readJson(compiler: Compiler, tree: Tree, path: string): Promise<unknown> {
  if (!tree.has(path)) return undefined;
  const content = await tree.read(path);
  // The reader of the compiler forgives comments and trailing commas.
  return content.ok ? (compiler.parseConfigFileTextToJson(path, content.text).config as unknown) : undefined;
}

async function readSettings(compiler: Compiler, tree: Tree, folder: string): Promise<Settings> {
  let outDir: string | undefined;
  let rootDir: string | undefined;
  const aliases = new Map<string, readonly string[]>();
  for (const name of ['tsconfig.build.json', 'tsconfig.json']) {
    const json = await readJson(compiler, tree, joinPath(folder, name) ?? name);
    const options = (json as { readonly compilerOptions?: Readonly<Record<string, unknown>> } | undefined)
      ?.compilerOptions;
    if (options === undefined || options === null) continue;
    if (outDir === undefined && typeof options['outDir'] === 'string') outDir = options['outDir'];
    if (rootDir === undefined && typeof options['rootDir'] === 'string') rootDir = options['rootDir'];
    const base = typeof options['baseUrl'] === 'string' ? options['baseUrl'] : '.';
    const paths = options['paths'];
    if (typeof paths !== 'object' || paths === null) continue;
    for (const [pattern, targets] of Object.entries(paths)) {
      if (aliases.has(pattern) || !Array.isArray(targets)) continue;
      aliases.set(
        pattern,
        targets.filter((target) => typeof target === 'string').map((target) => `${base}/${target}`),
      );
    }
  }
  return { outDir, rootDir, aliases };
}
