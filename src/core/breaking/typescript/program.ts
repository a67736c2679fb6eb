/**
 * One in-memory program that holds both sides. What did not change on its way to an entry point
 * is held once, so that its symbols are the same on both sides; packages and globals that are not
 * here become opaque declarations that both sides share.
 */
import type ts from 'typescript6';
import {
  type Ambient,
  ambientFile,
  ambientOf,
  ambientStubs,
  isMarked,
  keepApart,
  linkAmbient,
} from './ambient.ts';
import type { Compiler } from './compiler.ts';
import type { Side, SourceFile } from './read.ts';
import { opaqueGlobals, opaqueModules } from './stubs.ts';

export interface World {
  readonly compiler: Compiler;
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  /** Where a file of a side lives in the program. */
  place(side: SideName, path: string): string;
  /** Which side a file of the program belongs to, and its path there. */
  origin(fileName: string): Origin | undefined;
  /** The same program with further files: `texts` maps a name below `/b/` or `/h/` to its text. */
  extend(texts: ReadonlyMap<string, string>): ts.Program;
  /** Specifiers of packages that are not here, for one side. */
  outside(side: SideName, path: string): readonly string[];
  /** Globals and modules by name that changed files of a side declare. */
  ambient(side: SideName): readonly Ambient[];
}

export type SideName = 'base' | 'head';

export interface Origin {
  readonly side: SideName | 'shared';
  readonly path: string;
}

/** Opaque names that nothing declares and nothing imports. */
export const globalsFile = '/x/globals.d.ts';

const prefixes = { base: '/b/', head: '/h/', shared: '/s/' } as const;

/** Files that both sides hold with the same text, and whose imports all are such files. */
export function sharedPaths(base: Side, head: Side): ReadonlySet<string> {
  const shared = new Set<string>();
  for (const [path, file] of base.files) {
    const other = head.files.get(path);
    if (other !== undefined && other.text === file.text && sameImports(file, other)) shared.add(path);
  }
  for (let changed = true; changed;) {
    changed = false;
    for (const path of shared) {
      const imports = base.files.get(path)?.imports.values() ?? [];
      for (const target of imports) {
        if (shared.has(target)) continue;
        shared.delete(path);
        changed = true;
        break;
      }
    }
  }
  return shared;
}

function sameImports(a: SourceFile, b: SourceFile): boolean {
  return (
    a.imports.size === b.imports.size &&
    [...a.imports].every(([specifier, target]) => b.imports.get(specifier) === target)
  );
}

export function buildWorld(compiler: Compiler, base: Side, head: Side, shared: ReadonlySet<string>): World {
  const texts = new Map<string, string>();
  const files = new Map<string, SourceFile>();
  for (const [name, side] of [
    ['base', base],
    ['head', head],
  ] as const) {
    for (const [path, file] of side.files) {
      const placed = (shared.has(path) ? prefixes.shared : prefixes[name]) + path;
      texts.set(placed, file.text);
      files.set(placed, file);
    }
  }
  const parsed = new Map<string, ts.SourceFile>();
  const earlier = lastParsed.get(compiler) ?? new Map<string, ts.SourceFile>();
  lastParsed.delete(compiler);
  const parse = (fileName: string): ts.SourceFile | undefined => {
    const known = parsed.get(fileName);
    if (known !== undefined) return known;
    const text = texts.get(fileName);
    if (text === undefined) return undefined;
    const same = earlier.get(fileName);
    const file =
      same?.text === text
        ? same
        : compiler.createSourceFile(fileName, text, parseOptions(compiler, fileName));
    const side = sideOf(fileName);
    if (file !== same && side !== 'shared' && files.has(fileName)) keepApart(compiler, file, side);
    parsed.set(fileName, file);
    return file;
  };
  const options = compilerOptions(compiler);
  const libraries = librariesOf(compiler, options);
  const sources = [...texts.keys()].map(parse).filter((file) => file !== undefined);
  keepParsed(compiler, parsed);
  for (const side of ['base', 'head'] as const)
    linkAmbient(
      compiler,
      sources.filter((file) => sideOf(file.fileName) === side),
      side,
    );
  const modules = opaqueModules(
    compiler,
    sources,
    (fileName, specifier) => !isMarked(specifier) && !files.get(fileName)?.imports.has(specifier),
  );
  const stubNames = new Map<string, string>();
  for (const [specifier, text] of modules) {
    const name = `/x/${encodeURIComponent(specifier)}.d.ts`;
    stubNames.set(specifier, name);
    texts.set(name, text);
  }
  texts.set(globalsFile, opaqueGlobals(compiler, sources, libraries.names));
  texts.set(ambientFile, ambientStubs(compiler, sources));

  const place = (side: SideName, path: string): string =>
    (shared.has(path) ? prefixes.shared : prefixes[side]) + path;
  const host: ts.CompilerHost = {
    getSourceFile: (fileName) => parse(fileName) ?? libraries.file(fileName),
    getDefaultLibFileName: () => libraries.main,
    getDefaultLibLocation: () => libraries.folder,
    writeFile: () => undefined,
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (fileName) => fileName,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (fileName) => texts.has(fileName) || libraries.file(fileName) !== undefined,
    readFile: (fileName) => texts.get(fileName) ?? libraries.file(fileName)?.text,
    directoryExists: () => true,
    getDirectories: () => [],
    resolveModuleNameLiterals: (literals, containing) =>
      literals.map((literal) => {
        const side = sideOf(containing);
        const target = files.get(containing)?.imports.get(literal.text);
        const consumer =
          containing.includes('/~consumer') && literal.text.startsWith('/') ? literal.text : undefined;
        const resolved =
          consumer ??
          (target === undefined
            ? undefined
            : side === 'shared'
              ? prefixes.shared + target
              : place(side, target)) ??
          stubNames.get(literal.text);
        return resolved === undefined
          ? { resolvedModule: undefined }
          : {
              resolvedModule: {
                resolvedFileName: resolved,
                extension: extensionOf(resolved),
                isExternalLibraryImport: false,
              },
            };
      }),
  };
  const roots = [...[...files.keys()].filter((name) => !name.startsWith('/x/')), globalsFile, ambientFile];
  const program = compiler.createProgram({ rootNames: roots, options, host });
  const checker = program.getTypeChecker();
  return {
    compiler,
    program,
    checker,
    place,
    origin: (fileName) => {
      const side = (['base', 'head', 'shared'] as const).find((name) => fileName.startsWith(prefixes[name]));
      return side === undefined ? undefined : { side, path: fileName.slice(prefixes[side].length) };
    },
    extend: (extra) => {
      for (const [name, text] of extra) texts.set(name, text);
      return compiler.createProgram({
        rootNames: [...roots, ...extra.keys()],
        options,
        host,
        oldProgram: program,
      });
    },
    outside: (side, path) => files.get(place(side, path))?.outside ?? [],
    ambient: (side) => ambientOf(compiler, checker, side),
  };
}

/**
 * What the last comparison parsed and bound of its base: while somebody edits, the next one has the same base.
 * Symbols of a file do not depend on the program around it; the checker keeps what it merges to itself.
 */
const lastParsed = new WeakMap<Compiler, ReadonlyMap<string, ts.SourceFile>>();
/** Characters of text; a tree takes up some fifty times as much memory. */
const mostKept = 1 << 20;

function keepParsed(compiler: Compiler, parsed: ReadonlyMap<string, ts.SourceFile>): void {
  const kept = new Map([...parsed].filter(([name]) => sideOf(name) !== 'head'));
  const size = [...kept.values()].reduce((sum, { text }) => sum + text.length, 0);
  if (size <= mostKept) lastParsed.set(compiler, kept);
}

function sideOf(fileName: string): SideName | 'shared' {
  return fileName.startsWith(prefixes.base) ? 'base' : fileName.startsWith(prefixes.head) ? 'head' : 'shared';
}

function compilerOptions(compiler: Compiler): ts.CompilerOptions {
  return {
    target: compiler.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    module: compiler.ModuleKind.ESNext,
    moduleResolution: compiler.ModuleResolutionKind.Bundler,
    moduleDetection: compiler.ModuleDetectionKind.Auto,
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    skipDefaultLibCheck: true,
    allowJs: true,
    checkJs: false,
    jsx: compiler.JsxEmit.Preserve,
    noResolve: false,
    allowImportingTsExtensions: true,
    experimentalDecorators: true,
    ignoreDeprecations: '6.0',
  };
}

function parseOptions(compiler: Compiler, fileName: string): ts.CreateSourceFileOptions {
  return {
    languageVersion: compiler.ScriptTarget.ES2022,
    // Comments matter only where types stand in them.
    jsDocParsingMode: /\.[cm]?jsx?$/.test(fileName)
      ? compiler.JSDocParsingMode.ParseAll
      : compiler.JSDocParsingMode.ParseNone,
    impliedNodeFormat: compiler.ModuleKind.ESNext,
  };
}

function extensionOf(fileName: string): string {
  return /(?:\.d)?\.[cm]?[jt]sx?$/.exec(fileName)?.[0] ?? '.ts';
}

interface Libraries {
  readonly main: string;
  readonly folder: string;
  /** Names that the library declares globally. */
  readonly names: ReadonlySet<string>;
  file(fileName: string): ts.SourceFile | undefined;
}

/** Parsed and bound once for a compiler: nothing in them depends on what is compared. */
const loaded = new WeakMap<Compiler, Libraries>();

function librariesOf(compiler: Compiler, options: ts.CompilerOptions): Libraries {
  const known = loaded.get(compiler);
  if (known !== undefined) return known;
  const main = compiler.getDefaultLibFilePath(options);
  const folder = main.slice(0, main.lastIndexOf('/'));
  const files = new Map<string, ts.SourceFile | undefined>();
  const file = (fileName: string): ts.SourceFile | undefined => {
    if (!fileName.startsWith(`${folder}/lib.`)) return undefined;
    if (files.has(fileName)) return files.get(fileName);
    const text = compiler.sys.readFile(fileName);
    const parsed =
      text === undefined
        ? undefined
        : compiler.createSourceFile(fileName, text, parseOptions(compiler, fileName));
    files.set(fileName, parsed);
    return parsed;
  };
  const names = new Set<string>();
  const collect = (fileName: string): void => {
    const parsed = file(fileName);
    if (parsed === undefined) return;
    for (const statement of parsed.statements) {
      if (compiler.isVariableStatement(statement)) {
        for (const item of statement.declarationList.declarations) names.add(item.name.getText(parsed));
      } else if ('name' in statement && statement.name !== undefined)
        names.add((statement.name as ts.Identifier).text);
    }
    for (const { fileName: referenced } of parsed.libReferenceDirectives)
      collect(`${folder}/lib.${referenced}.d.ts`);
  };
  collect(`${folder}/lib.es2022.d.ts`);
  const libraries = { main, folder, names, file };
  loaded.set(compiler, libraries);
  return libraries;
}
