/**
 * What a package declares beyond its own exports: globals, and modules by name. The compiler merges all of them
 * into one scope for the whole program, in which the two sides could not be told apart. So each side keeps
 * its own: a global becomes a member of a module of that side, and a module gets the side before its name.
 */
import type ts from 'typescript6';
import type { Compiler } from './compiler.ts';

/** Stands for the globals of a side among its modules. */
export const globalScope = 'global';

export interface Ambient {
  /** The module as users name it, or {@link globalScope}. */
  readonly name: string;
  readonly symbol: ts.Symbol;
  /** True for a module that is declared here; false for globals and for what is added to the module of another package. */
  readonly isWhole: boolean;
}

/** The file of {@link ambientStubs}. */
export const ambientFile = '/x/ambient.d.ts';

/** Before a name that belongs to one side. */
const marks = { base: 'base:', head: 'head:' } as const;
type AmbientSide = keyof typeof marks;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** True for the name of a module that {@link keepApart} made. */
export function isMarked(specifier: string): boolean {
  return specifier.startsWith(marks.base) || specifier.startsWith(marks.head);
}

/** The name as users know it, with or without the quotes that the compiler writes around names of modules. */
export function unmarked(name: string): string {
  return name.replace(/^("?)(?:base|head):/, '$1');
}

/** Gives what a file declares for everybody to its side; call it once, before the file is bound. */
export function keepApart(compiler: Compiler, file: ts.SourceFile, side: AmbientSide): void {
  const isScript = file.isDeclarationFile && !compiler.isExternalModule(file);
  if (!isScript && !/\bglobal\b|\bmodule\b/.test(file.text)) return;
  const loose: ts.Statement[] = [];
  const kept: ts.Statement[] = [];
  for (const statement of file.statements) {
    if (!compiler.isModuleDeclaration(statement) || isNamespace(compiler, statement)) {
      (isScript ? loose : kept).push(statement);
      continue;
    }
    kept.push(statement, ...globalsWithin(compiler, statement, side));
    rename(compiler, statement, side);
  }
  if (loose.length > 0) kept.push(globalModule(compiler, file, loose, side));
  if (kept.length === file.statements.length && loose.length === 0) return;
  (file as Writable<ts.SourceFile>).statements = nodeArray(compiler, kept, file.statements);
}

function isNamespace(compiler: Compiler, node: ts.ModuleDeclaration): boolean {
  return !compiler.isStringLiteral(node.name) && !isGlobal(compiler, node);
}

function isGlobal(compiler: Compiler, node: ts.ModuleDeclaration): boolean {
  return (node.flags & compiler.NodeFlags.GlobalAugmentation) !== 0;
}

/** What stands in `global { }` inside of a module: it moves out, as only the outermost are merged. */
function globalsWithin(
  compiler: Compiler,
  node: ts.ModuleDeclaration,
  side: AmbientSide,
): readonly ts.Statement[] {
  const { body } = node;
  if (body === undefined || !compiler.isModuleBlock(body)) return [];
  const inner = body.statements.filter(
    (statement): statement is ts.ModuleDeclaration =>
      compiler.isModuleDeclaration(statement) && isGlobal(compiler, statement),
  );
  if (inner.length === 0) return [];
  const rest = body.statements.filter((statement) => !inner.some((one) => one === statement));
  (body as Writable<ts.ModuleBlock>).statements = nodeArray(compiler, rest, body.statements);
  for (const one of inner) rename(compiler, one, side);
  return inner;
}

function rename(compiler: Compiler, node: ts.ModuleDeclaration, side: AmbientSide): void {
  const writable = node as Writable<ts.ModuleDeclaration>;
  if (isGlobal(compiler, node)) {
    writable.flags &= ~compiler.NodeFlags.GlobalAugmentation;
    const name = compiler.factory.createStringLiteral(marks[side] + globalScope);
    writable.name = compiler.setTextRange(name, node.name);
  } else if (compiler.isStringLiteral(node.name)) renameLiteral(node.name, side);
}

/** A path names a file of the same side already. */
function renameLiteral(literal: ts.StringLiteral, side: AmbientSide): void {
  if (!literal.text.startsWith('.') && !isMarked(literal.text)) literal.text = marks[side] + literal.text;
}

/** The statements of a file that is no module, as a module of the side. */
function globalModule(
  compiler: Compiler,
  file: ts.SourceFile,
  statements: readonly ts.Statement[],
  side: AmbientSide,
): ts.Statement {
  const { factory } = compiler;
  const block = compiler.setTextRange(factory.createModuleBlock([]), file);
  (block as Writable<ts.ModuleBlock>).statements = nodeArray(compiler, statements, file.statements);
  const made = factory.createModuleDeclaration(
    [factory.createModifier(compiler.SyntaxKind.DeclareKeyword)],
    factory.createStringLiteral(marks[side] + globalScope),
    block,
  );
  // As the parser marks everything in a declaration file: all of it is exported.
  const context = statements[0]?.flags ?? 0;
  (made as Writable<ts.ModuleDeclaration>).flags |= context;
  (block as Writable<ts.ModuleBlock>).flags |= context;
  return compiler.setTextRange(made, file);
}

function nodeArray<T extends ts.Node>(
  compiler: Compiler,
  nodes: readonly T[],
  range: ts.TextRange,
): ts.NodeArray<T> {
  return compiler.setTextRange(compiler.factory.createNodeArray(nodes), range);
}

/** Lets the files of a side import the modules that files of the same side declare by name. */
export function linkAmbient(compiler: Compiler, files: readonly ts.SourceFile[], side: AmbientSide): void {
  const declared = new Set<string>();
  for (const file of files)
    if (!compiler.isExternalModule(file))
      for (const statement of file.statements)
        if (compiler.isModuleDeclaration(statement) && isMarked(statement.name.text))
          declared.add(unmarked(statement.name.text));
  if (declared.size === 0) return;
  for (const file of files) {
    const visit = (node: ts.Node): void => {
      const specifier = specifierOf(compiler, node);
      if (specifier !== undefined && declared.has(specifier.text)) renameLiteral(specifier, side);
      compiler.forEachChild(node, visit);
    };
    visit(file);
  }
}

function specifierOf(compiler: Compiler, node: ts.Node): ts.StringLiteral | undefined {
  const found =
    compiler.isImportDeclaration(node) || compiler.isExportDeclaration(node)
      ? node.moduleSpecifier
      : compiler.isExternalModuleReference(node)
        ? node.expression
        : compiler.isImportTypeNode(node) && compiler.isLiteralTypeNode(node.argument)
          ? node.argument.literal
          : undefined;
  return found !== undefined && compiler.isStringLiteral(found) ? found : undefined;
}

/** Text that declares every module of both sides once, empty: what files add to them is merged there. */
export function ambientStubs(compiler: Compiler, files: readonly ts.SourceFile[]): string {
  const names = new Set<string>();
  for (const file of files)
    for (const statement of file.statements)
      if (compiler.isModuleDeclaration(statement) && isMarked(statement.name.text))
        names.add(statement.name.text);
  return [...names].map((name) => `declare module ${JSON.stringify(name)} {}`).join('\n');
}

/** What the files of a side declare beyond their own exports. */
export function ambientOf(
  compiler: Compiler,
  checker: ts.TypeChecker,
  side: AmbientSide,
): readonly Ambient[] {
  const { getMergedSymbol } = checker as unknown as {
    readonly getMergedSymbol: (symbol: ts.Symbol) => ts.Symbol;
  };
  return checker
    .getAmbientModules()
    .map((symbol) => ({ symbol: getMergedSymbol(symbol), name: symbol.name.slice(1, -1) }))
    .filter(({ name }) => name.startsWith(marks[side]))
    .map(({ symbol, name }) => ({
      symbol,
      name: unmarked(name),
      isWhole:
        unmarked(name) !== globalScope &&
        symbol.declarations?.some((node) => {
          const file = node.getSourceFile();
          return file.fileName !== ambientFile && !compiler.isExternalModule(file);
        }) === true,
    }));
}
