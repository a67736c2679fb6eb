/** A name that is gone, while what it stood for lives on in the same file. */
import type ts from 'typescript6';
import type { Restoration } from './restore.ts';
import { hasModifier, linesAfter, wordsOf, type Source } from './restoreSource.ts';

interface Named {
  readonly name: string;
  /** The last one, for a function with overloads. */
  readonly statement: ts.Statement;
  readonly words: string;
  readonly isExported: boolean;
}

/**
 * The declaration with the same words under another, new name gets an alias; the one that kept its name and
 * lost `export` is exported again. Two candidates are none.
 */
export function nameFor(before: Source, after: Source, old: string): Restoration | undefined {
  const was = namedIn(before).get(old);
  if (was === undefined) return undefined;
  const now = namedIn(after);
  const kept = now.get(old);
  if (kept !== undefined) {
    if (kept.isExported || kept.words !== was.words || isExportedLater(after, old)) return undefined;
    const edits = [linesAfter(after, kept.statement, [bothNames(after, kept, old)])];
    return { kind: 'export', name: old, edits };
  }
  if (uses(after, old)) return undefined;
  const known = namedIn(before);
  const same = [...now.values()].filter(({ name, words }) => words === was.words && !known.has(name));
  const [renamed] = same;
  if (renamed === undefined || same.length > 1) return undefined;
  const alias = isFunction(after, renamed.statement)
    ? `export const ${old} = ${renamed.name};`
    : bothNames(after, renamed, old);
  const note = `/** @deprecated Use ${renamed.name}. */`;
  return {
    kind: 'alias',
    name: renamed.name,
    edits: [linesAfter(after, renamed.statement, [note, alias])],
  };
}

/** Declarations at the top level by name; those that merge in another way than overloads do are left out. */
function namedIn(source: Source): ReadonlyMap<string, Named> {
  const { compiler, file } = source;
  const found = new Map<string, Named>();
  const merged = new Set<string>();
  for (const statement of file.statements) {
    const name = nameOf(source, statement);
    if (name === undefined) continue;
    const earlier = found.get(name);
    const isOverload =
      earlier !== undefined &&
      compiler.isFunctionDeclaration(statement) &&
      compiler.isFunctionDeclaration(earlier.statement);
    if (earlier !== undefined && !isOverload) merged.add(name);
    const words = wordsWithoutExport(source, statement, name);
    found.set(name, {
      name,
      statement,
      words: earlier === undefined ? words : `${earlier.words}\n${words}`,
      isExported: hasModifier(source, statement, compiler.SyntaxKind.ExportKeyword),
    });
  }
  for (const name of merged) found.delete(name);
  return found;
}

function nameOf({ compiler }: Source, statement: ts.Statement): string | undefined {
  if (compiler.isVariableStatement(statement)) {
    const [first, ...more] = statement.declarationList.declarations;
    return first !== undefined && more.length === 0 && compiler.isIdentifier(first.name)
      ? first.name.text
      : undefined;
  }
  return compiler.isFunctionDeclaration(statement) ||
    compiler.isClassDeclaration(statement) ||
    compiler.isInterfaceDeclaration(statement) ||
    compiler.isTypeAliasDeclaration(statement) ||
    compiler.isEnumDeclaration(statement)
    ? statement.name?.text
    : undefined;
}

function wordsWithoutExport(source: Source, statement: ts.Statement, name: string): string {
  return wordsOf(source, statement, name).replace(/^export (?:default )?/, '');
}

/** `export { name }` holds for values and types alike and widens nothing. */
function bothNames({ compiler }: Source, { name, statement }: Named, old: string): string {
  const isType = compiler.isInterfaceDeclaration(statement) || compiler.isTypeAliasDeclaration(statement);
  return `export ${isType ? 'type ' : ''}{ ${name === old ? old : `${name} as ${old}`} };`;
}

/** In a file of declarations a constant can have no value. */
function isFunction({ compiler, file }: Source, statement: ts.Statement): boolean {
  if (file.isDeclarationFile) return false;
  if (compiler.isFunctionDeclaration(statement)) return true;
  const declared = compiler.isVariableStatement(statement)
    ? statement.declarationList.declarations[0]
    : undefined;
  const value = declared?.type === undefined ? declared?.initializer : undefined;
  return value !== undefined && (compiler.isArrowFunction(value) || compiler.isFunctionExpression(value));
}

function isExportedLater({ compiler, file }: Source, name: string): boolean {
  return file.statements.some(
    (one) =>
      compiler.isExportDeclaration(one) &&
      one.exportClause !== undefined &&
      compiler.isNamedExports(one.exportClause) &&
      one.exportClause.elements.some((element) => element.name.text === name),
  );
}

/** Whether the name means something in the file already; names of members do not count. */
function uses({ compiler, file }: Source, name: string): boolean {
  const visit = (node: ts.Node): boolean => {
    if (!compiler.isIdentifier(node) || node.text !== name)
      return compiler.forEachChild(node, (child) => visit(child) || undefined) === true;
    const { parent } = node;
    const isMember =
      (compiler.isPropertyAccessExpression(parent) ||
        compiler.isPropertyAssignment(parent) ||
        compiler.isClassElement(parent) ||
        compiler.isTypeElement(parent)) &&
      parent.name === node;
    return !isMember;
  };
  return visit(file);
}
