/** Compares one package: reads both sides, skips what is equal, walks what is not. */
import type ts from 'typescript6';
import type { Change, NotAnalysed } from '../change.ts';
import type { Budget, Compared, Comparison, Unit } from '../detector.ts';
import { globalScope } from './ambient.ts';
import { tagsOf } from './canonical.ts';
import type { Compiler } from './compiler.ts';
import { computeFlows, type Flow } from './flow.ts';
import { packageFolder, selfSubpath } from './entries.ts';
import { createNaming, type ExportTable } from './naming.ts';
import { policyOf } from './policy.ts';
import { buildWorld, sharedPaths, type SideName, type World } from './program.ts';
import { readSide, type Side } from './read.ts';
import { createReport } from './report.ts';
import { detectorId, hasUnit, manifestPath, unitFolder } from './units.ts';
import { walkExports } from './walk.ts';
import { statementOf } from './exportTables.ts';
import { completed, equalOnSamples, proveDrafts } from './witness.ts';

/** Part of the budget that finding changes may take; the rest is for proofs. */
const shareOfWalk = 0.75;

export async function comparePackage(unit: Unit, comparison: Comparison, budget: Budget): Promise<Compared> {
  const started = budget.elapsed();
  const isOut = (share: number) => (): boolean =>
    budget.cancelled() || budget.elapsed() - started > budget.milliseconds * share;
  try {
    const { default: compiler } = await import('typescript6');
    return await compareWith(compiler, unit, comparison, {
      budget,
      walk: isOut(shareOfWalk),
      proof: isOut(1),
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { changes: [], notAnalysed: [{ path: unit.path, reason: 'failed', detail }] };
  }
}

interface Clock {
  readonly budget: Budget;
  readonly walk: () => boolean;
  readonly proof: () => boolean;
}

async function compareWith(
  compiler: Compiler,
  unit: Unit,
  comparison: Comparison,
  clock: Clock,
): Promise<Compared> {
  const folder = unitFolder(unit);
  if (await isPartOfParent(compiler, unit, comparison)) return { changes: [], notAnalysed: [] };
  const paths = (name: 'base' | 'head'): readonly string[] =>
    unit.files.map((file) => file[name]).filter((path) => path !== undefined);
  const base = await readSide(compiler, comparison.base, folder, paths('base'));
  const head = await readSide(compiler, comparison.head, folder, paths('head'));
  const notAnalysed: readonly NotAnalysed[] = [...base.notAnalysed, ...head.notAnalysed];
  if (base.files.size === 0 || base.absent || base.isApplication) return { changes: [], notAnalysed };
  const shared = sharedPaths(base, head);
  if (isUnchanged(base, head, shared)) return { changes: [], notAnalysed };
  const world = buildWorld(compiler, base, head, shared);
  const before = allTables(world, 'base', base);
  const after = allTables(world, 'head', head);
  const naming = createNaming(world, [...before, ...after]);
  const report = createReport(world, { soften: (found) => isUnstable(world, found.base) });
  compareEntries(world, head, before, after, report);
  let flows: ((symbol: ts.Symbol) => Flow) | undefined;
  const finished = walkExports({
    world,
    naming,
    flows: (symbol) => {
      flows ??= computeFlows(world, naming, before);
      return flows(symbol);
    },
    report,
    policy: policyOf(comparison.profiles[detectorId]),
    base: before,
    head: after,
    isOut: clock.walk,
  });
  const entry = before.find((table) => table.subpath === '.') ?? before[0];
  const counterpart = after.find((table) => table.subpath === entry?.subpath);
  const known = base.entries.known && head.entries.known;
  const drafts = report.drafts();
  const published =
    entry === undefined || counterpart === undefined || !known
      ? undefined
      : {
          base: entry.file,
          head: counterpart.file,
          names: new Set([...entry.symbols.keys()].filter((name) => name !== 'default')),
        };
  const none: ReadonlySet<Change> = new Set();
  const proven = published === undefined ? none : proveDrafts(world, drafts, published, clock.proof);
  const equal = published === undefined ? none : equalOnSamples(world, drafts, published, clock.proof);
  const changes = drafts.map(({ change, consumer }): Change => {
    if (equal.has(change)) return { ...change, level: 'review', confidence: 'review' };
    if (!proven.has(change) || consumer === undefined || published === undefined) return change;
    return { ...change, confidence: 'proven', witness: completed(consumer, published.names) };
  });
  return { changes, notAnalysed: finished ? notAnalysed : [...notAnalysed, unfinished(unit, clock.budget)] };
}

/** What nobody has come to yet may have changed too. */
function unfinished(unit: Unit, budget: Budget): NotAnalysed {
  return budget.cancelled()
    ? { path: unit.path, reason: 'cancelled', detail: detectorId }
    : { path: unit.path, reason: 'timeBudget', detail: `${detectorId}: ${budget.milliseconds} ms` };
}

/** A manifest without a name below another one only sets the module format or forwards to it. */
async function isPartOfParent(compiler: Compiler, unit: Unit, comparison: Comparison): Promise<boolean> {
  const folder = unitFolder(unit);
  if (folder === '') return false;
  const tree = comparison.head.has(manifestPath(folder)) ? comparison.head : comparison.base;
  const above = packageFolder((path) => tree.has(manifestPath(path)), folder);
  if (above === undefined || above === folder || !tree.has(manifestPath(folder))) return false;
  const content = await tree.read(manifestPath(folder));
  if (!content.ok) return false;
  const manifest = compiler.parseConfigFileTextToJson('package.json', content.text).config as
    | { readonly name?: unknown }
    | undefined;
  return manifest?.name === undefined && hasUnit(comparison, above);
}

/** Every entry point is the same on both sides, and nothing that it reaches differs. */
function isUnchanged(base: Side, head: Side, shared: ReadonlySet<string>): boolean {
  const entries = (side: Side): string =>
    side.entries.entries.map((entry) => `${entry.subpath} ${entry.path}`).join('\n');
  return (
    base.entries.known === head.entries.known &&
    entries(base) === entries(head) &&
    [...base.files.keys()].every((path) => shared.has(path))
  );
}

function exportTables(world: World, name: SideName, side: Side): readonly ExportTable[] {
  if (side.entries.known)
    return side.entries.entries.map((entry) => exportTable(world, name, entry.subpath, entry.path));
  const symbols = new Map<string, ts.Symbol>();
  let file = '';
  for (const path of side.files.keys()) {
    if (file === '') file = path;
    for (const [key, symbol] of exportTable(world, name, '.', path).symbols)
      if (!symbols.has(key)) symbols.set(key, symbol);
  }
  return file === '' ? [] : [{ subpath: '.', file, symbols }];
}

function exportTable(world: World, name: SideName, subpath: string, file: string): ExportTable {
  const { checker, program } = world;
  const source = program.getSourceFile(world.place(name, file));
  // A CommonJS file has a symbol too, but the checker only tells about ES modules.
  const own = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  const module = own ?? (source === undefined ? undefined : commonJsModule(source));
  if (module === undefined) return { subpath, file, symbols: new Map() };
  return { subpath, file, symbols: exportsOf(world, module, own === undefined) };
}

/** @param isScript true for a module that the checker does not take for one */
function exportsOf(world: World, module: ts.Symbol, isScript: boolean): ReadonlyMap<string, ts.Symbol> {
  const { checker } = world;
  const symbols = new Map<string, ts.Symbol>();
  const assigned = module.exports?.get('export=' as ts.__String);
  if (assigned !== undefined) symbols.set('export=', assigned);
  const assignedType = isScript && assigned !== undefined ? checker.getTypeOfSymbol(assigned) : undefined;
  const properties =
    assignedType === undefined
      ? checker.getExportsOfModule(module)
      : checker.getPropertiesOfType(assignedType);
  for (const symbol of properties) {
    if (isImplicit(world, symbol)) continue;
    if (symbol.name !== 'export=' && symbol.name !== 'prototype' && symbol.name !== '__esModule')
      symbols.set(symbol.name, symbol);
  }
  return symbols;
}

/** A module that declares itself by the name of an entry point is that entry point. */
function allTables(world: World, name: SideName, side: Side): readonly ExportTable[] {
  const ambient = ambientTables(world, name, side);
  const replaced = new Set(ambient.map(({ subpath }) => subpath));
  return [
    ...exportTables(world, name, side).filter(
      ({ subpath, symbols }) => symbols.size > 0 || !replaced.has(subpath),
    ),
    ...ambient,
  ];
}

/** Globals and modules by name. */
function ambientTables(world: World, name: SideName, side: Side): readonly ExportTable[] {
  return world.ambient(name).map(({ name: module, symbol, isWhole }) => {
    const own = selfSubpath(side.entries.name, module);
    const prefix =
      own !== undefined ? '' : module === globalScope ? `${module}.` : `${JSON.stringify(module)}.`;
    const declared = symbol.declarations?.map((node) => world.origin(node.getSourceFile().fileName)?.path);
    const symbols = [...exportsOf(world, symbol, false)].map(
      ([key, value]) => [prefix + key, value] as const,
    );
    return {
      subpath: own ?? `module ${module}`,
      file: declared?.find((path) => path !== undefined) ?? '',
      symbols: new Map(symbols),
      ...(own === undefined ? { ambient: prefix } : {}),
      isAddition: !isWhole,
    };
  });
}

function commonJsModule(source: ts.SourceFile): ts.Symbol | undefined {
  const internal = source as unknown as {
    readonly symbol?: ts.Symbol;
    readonly commonJsModuleIndicator?: unknown;
  };
  return internal.commonJsModuleIndicator === undefined ? undefined : internal.symbol;
}

/** A declaration file exports everything at its top level until it says otherwise; that is seldom meant. */
function isImplicit(world: World, symbol: ts.Symbol): boolean {
  const { compiler } = world;
  const declarations = symbol.declarations ?? [];
  if ((symbol.flags & compiler.SymbolFlags.Alias) !== 0) return false;
  return (
    declarations.length > 0 &&
    declarations.every((node) => {
      const statement = statementOf(world, node);
      if (compiler.isExportAssignment(statement)) return false;
      if (!compiler.isStatement(statement) || !compiler.canHaveModifiers(statement)) return false;
      if (!compiler.isSourceFile(statement.parent) || !statement.parent.isDeclarationFile) return false;
      return (
        compiler.getModifiers(statement)?.some((item) => item.kind === compiler.SyntaxKind.ExportKeyword) !==
        true
      );
    })
  );
}

function compareEntries(
  world: World,
  head: Side,
  before: readonly ExportTable[],
  after: readonly ExportTable[],
  report: ReturnType<typeof createReport>,
): void {
  for (const table of before) {
    compareGlobalName(world, table, after, report);
    if (table.isAddition === true || after.some((other) => other.subpath === table.subpath)) continue;
    // A subpath that the manifest no longer names is a change of the manifest.
    if (
      table.ambient === undefined &&
      table.subpath !== '.' &&
      !head.entries.declared.includes(table.subpath)
    )
      continue;
    report.add({
      rule: 'entrypoint-removed',
      subject: table.subpath,
      base: world.program.getSourceFile(world.place('base', table.file)),
      before: table.file,
      after: '',
    });
  }
}

/** `export as namespace`: the name under which scripts without modules know the package. */
function compareGlobalName(
  world: World,
  table: ExportTable,
  after: readonly ExportTable[],
  report: ReturnType<typeof createReport>,
): void {
  const other = after.find(({ subpath }) => subpath === table.subpath);
  if (table.ambient !== undefined || other === undefined) return;
  const named = (side: SideName, path: string): readonly ts.NamespaceExportDeclaration[] =>
    [...(world.program.getSourceFile(world.place(side, path))?.statements ?? [])].filter((node) =>
      world.compiler.isNamespaceExportDeclaration(node),
    );
  const names = named('head', other.file).map((node) => node.name.text);
  for (const node of named('base', table.file))
    if (!names.includes(node.name.text))
      report.add({
        rule: 'export-removed',
        subject: `${globalScope}.${node.name.text}`,
        base: node,
        head: world.program.getSourceFile(world.place('head', other.file)),
        after: '',
      });
}

/** Declared unstable by a release tag: a break is announced. */
function isUnstable(world: World, node: ts.Node | undefined): boolean {
  for (let at = node; at !== undefined; at = at.parent) {
    const tags = tagsOf(statementOf(world, at));
    if (tags.has('alpha') || tags.has('beta') || tags.has('experimental')) return true;
  }
  return false;
}
