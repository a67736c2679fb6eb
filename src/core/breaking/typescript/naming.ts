/** Which declaration of the base is which of the head: names, after renames of files, bundlers and re-exports. */
import type ts from 'typescript6';
import { isMarked, unmarked } from './ambient.ts';
import type { World } from './program.ts';

export interface Naming {
  /** The symbol behind imports and re-exports. */
  target(symbol: ts.Symbol): ts.Symbol;
  /** The name under which both sides know a symbol. */
  nameOf(symbol: ts.Symbol): string;
  /** True when the two stand for the same thing, so that a difference is reported at its own declaration. */
  mapped(a: ts.Symbol, b: ts.Symbol): boolean;
  /** True for a declaration of the compared package itself. */
  isLocal(symbol: ts.Symbol): boolean;
  /** True for a name of a package or a global that is not here. */
  isOpaque(symbol: ts.Symbol): boolean;
  /** True for globals and for what is added to other modules. */
  isAmbient(symbol: ts.Symbol): boolean;
  /** True when an entry point of either side exports it. */
  isExported(symbol: ts.Symbol): boolean;
}

export interface ExportTable {
  readonly subpath: string;
  readonly file: string;
  readonly symbols: ReadonlyMap<string, ts.Symbol>;
  /** Of globals and modules by name: what stands before each of their names. */
  readonly ambient?: string;
  /** True for globals and for what is added to modules of others: without any, the module is there all the same. */
  readonly isAddition?: boolean;
}

export function createNaming(world: World, tables: readonly ExportTable[]): Naming {
  const { compiler, checker } = world;
  const { getMergedSymbol } = checker as unknown as {
    readonly getMergedSymbol: (symbol: ts.Symbol) => ts.Symbol;
  };
  // What another file adds to a declaration is known to the merged symbol alone.
  const target = (symbol: ts.Symbol): ts.Symbol =>
    getMergedSymbol(
      (symbol.flags & compiler.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol),
    );
  const exported = new Map<ts.Symbol, string>();
  const ambient = new Set<ts.Symbol>();
  for (const table of tables) {
    for (const [name, symbol] of table.symbols) {
      const real = target(symbol);
      if (table.isAddition === true) ambient.add(real);
      const known = exported.get(real);
      if (known === undefined || better(name, known, real.name)) exported.set(real, name);
    }
  }
  const names = new Map<ts.Symbol, string>();
  const nameOf = (symbol: ts.Symbol): string => {
    const known = names.get(symbol);
    if (known !== undefined) return known;
    const name = exported.get(symbol) ?? declaredName(symbol);
    names.set(symbol, name);
    return name;
  };
  const declaredName = (symbol: ts.Symbol): string => {
    // Bundlers number names that clash.
    const own = symbol.name.replace(/(?<=.)\$\d+$/, '');
    if (isOpaque(symbol)) return own;
    if (own === '__class') return `${nameOfHolder(compiler, symbol)}(class)`;
    if (own.startsWith('"') && isMarked(own.slice(1))) return unmarked(own);
    const parent = (symbol as { readonly parent?: ts.Symbol }).parent;
    const isModule =
      parent === undefined ||
      ((parent.flags & compiler.SymbolFlags.ValueModule) !== 0 &&
        parent.declarations?.some(compiler.isSourceFile) === true);
    return isModule || parent === undefined ? own : `${nameOf(parent)}.${own}`;
  };
  const isOpaque = (symbol: ts.Symbol): boolean =>
    symbol.declarations?.[0]?.getSourceFile().fileName.startsWith('/x/') === true;
  const isLocal = (symbol: ts.Symbol): boolean => {
    const file = symbol.declarations?.[0]?.getSourceFile().fileName;
    return file !== undefined && world.origin(file) !== undefined;
  };
  return {
    target,
    nameOf,
    isLocal,
    isOpaque,
    isAmbient: (symbol) => ambient.has(symbol),
    isExported: (symbol) => exported.has(symbol),
    mapped: (a, b) => {
      if (a === b) return true;
      if (isLocal(a) && isLocal(b)) return nameOf(a) === nameOf(b);
      // `React.Element` and `import { Element }`, `Buffer` and the one of `node:buffer`.
      return isOpaque(a) && isOpaque(b) && a.name === b.name;
    },
  };
}

/** The declared name wins, then the shorter, then the first: stable when further names are added. */
function better(name: string, known: string, declared: string): boolean {
  if (known === declared || name === 'default') return false;
  if (name === declared || known === 'default') return true;
  return name.length < known.length || (name.length === known.length && name < known);
}

/** A class without a name is known by what gives it back or holds it. */
function nameOfHolder(compiler: World['compiler'], symbol: ts.Symbol): string {
  for (let at: ts.Node | undefined = symbol.declarations?.[0]; at !== undefined; at = at.parent) {
    const name = nameOf(compiler, at);
    if (name !== undefined) return name;
  }
  return '';
}

function nameOf(compiler: World['compiler'], node: ts.Node): string | undefined {
  const isNamed =
    compiler.isFunctionDeclaration(node) ||
    compiler.isMethodDeclaration(node) ||
    compiler.isVariableDeclaration(node);
  return isNamed && node.name !== undefined && compiler.isIdentifier(node.name) ? node.name.text : undefined;
}
