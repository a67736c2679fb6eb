/** Names of an entry point: which are gone, new, or left as types only. */
import { isHidden } from './canonical.ts';
import type { ExportTable } from './naming.ts';
import type { Walk } from './place.ts';
import type { World } from './program.ts';
import { isJavaScript } from './sourcePaths.ts';
import { survivingStatement } from './surviving.ts';
import type ts from 'typescript6';

export function compareTables(
  walk: Walk,
  table: ExportTable,
  other: ExportTable,
  push: (before: ts.Symbol, after: ts.Symbol, path: string) => void,
): void {
  const { world, naming, report } = walk;
  const { compiler } = world;
  const headFile = world.program.getSourceFile(world.place('head', other.file));
  for (const [name, symbol] of table.symbols) {
    const before = naming.target(symbol);
    const declaration = before.declarations?.[0] ?? symbol.declarations?.[0];
    if (declaration !== undefined && isHidden(statementOf(world, declaration))) continue;
    const counterpart = other.symbols.get(name);
    // Where only JavaScript speaks, how a module is assigned is a matter of its format.
    if (
      name === 'export=' &&
      counterpart === undefined &&
      (isJavaScript(table.file) || isJavaScript(other.file))
    )
      continue;
    if (counterpart === undefined) {
      const unsure = opensElsewhere(walk, table, other) || isDeclaredElsewhere(walk, table, name);
      const stood = symbol.declarations?.[0] ?? declaration;
      report.add({
        rule: 'export-removed',
        subject: name,
        base: declaration,
        head: (stood === undefined ? undefined : survivingStatement(world, stood)) ?? headFile,
        after: '',
        ...(unsure ? { level: 'review' as const } : {}),
        ...(table.ambient === undefined
          ? { consumer: consumerOfExport(walk, name, before, isTypeOnly(walk, symbol)) }
          : {}),
      });
      continue;
    }
    const after = naming.target(counterpart);
    const marked = after.declarations?.[0] ?? counterpart.declarations?.[0];
    if (marked !== undefined && isHidden(statementOf(world, marked))) {
      report.add({ rule: 'export-became-internal', subject: name, base: declaration, head: marked });
      continue;
    }
    if ((before.flags & compiler.SymbolFlags.Value) !== 0 && !isTypeOnly(walk, symbol)) {
      const lost = (after.flags & compiler.SymbolFlags.Value) === 0 || isTypeOnly(walk, counterpart);
      if (lost && after.declarations !== undefined) {
        report.add({
          rule: 'export-became-type-only',
          subject: name,
          base: declaration,
          head: counterpart.declarations?.[0] ?? after.declarations[0],
          consumer: `import { ${name} } from 'pkg';\nvoid ${name};`,
        });
        if ((after.flags & compiler.SymbolFlags.Type) === 0) continue;
      }
    }
    push(before, after, name);
  }
  for (const [name, symbol] of other.symbols) {
    if (table.symbols.has(name)) continue;
    report.add({
      rule: 'export-added',
      subject: name,
      head: naming.target(symbol).declarations?.[0] ?? symbol.declarations?.[0],
      before: '',
    });
  }
}

/** Globals and modules by name that the head lacks altogether: all of their names are gone. */
export function nothingOf(table: ExportTable): ExportTable | undefined {
  return table.isAddition !== true ? undefined : { ...table, file: '', symbols: new Map() };
}

/** What is added to one module today may have been added to another one, which passes it on. */
function isDeclaredElsewhere(walk: Walk, table: ExportTable, name: string): boolean {
  if (table.isAddition !== true) return false;
  const bare = name.slice(table.ambient?.length);
  return walk.head.some(
    ({ ambient = '', isAddition, symbols }) => isAddition === true && symbols.has(ambient + bare),
  );
}

/** A package that the head newly re-exports as a whole may bring a missing name back. */
function opensElsewhere(walk: Walk, table: ExportTable, other: ExportTable): boolean {
  const stars = (side: 'base' | 'head', path: string): readonly string[] => {
    const file = walk.world.program.getSourceFile(walk.world.place(side, path));
    const found = (file?.statements ?? []).filter(
      (node) => walk.world.compiler.isExportDeclaration(node) && node.exportClause === undefined,
    );
    return found
      .map((node) => (node as ts.ExportDeclaration).moduleSpecifier)
      .filter((node) => node !== undefined && walk.world.compiler.isStringLiteral(node))
      .map((node) => node.text)
      .filter((specifier) => walk.world.outside(side, path).includes(specifier));
  };
  const before = new Set(stars('base', table.file));
  return stars('head', other.file).some((specifier) => !before.has(specifier));
}

/** The statement whose comment speaks for a declaration. */
export function statementOf(world: World, node: ts.Node): ts.Node {
  return world.compiler.isVariableDeclaration(node) ? node.parent.parent : node;
}

/** True when an export was made with `export type` or `import type` on its way. */
function isTypeOnly(walk: Walk, symbol: ts.Symbol): boolean {
  const { compiler, checker } = walk.world;
  const internal = checker as unknown as {
    getImmediateAliasedSymbol(symbol: ts.Symbol): ts.Symbol | undefined;
  };
  let at: ts.Symbol | undefined = symbol;
  for (let hops = 0; at !== undefined && hops < 50 && (at.flags & compiler.SymbolFlags.Alias) !== 0; hops++) {
    for (const node of at.declarations ?? [])
      if (compiler.isTypeOnlyImportOrExportDeclaration(node)) return true;
    at = internal.getImmediateAliasedSymbol(at);
  }
  return false;
}

function consumerOfExport(walk: Walk, name: string, symbol: ts.Symbol, typeOnly: boolean): string {
  const kinds = walk.world.compiler.SymbolFlags;
  if (name === 'default') return `import it from 'pkg';\nexport { it };`;
  return typeOnly || (symbol.flags & kinds.Value) === 0
    ? `import type { ${name} } from 'pkg';`
    : `import { ${name} } from 'pkg';\nvoid ${name};`;
}
