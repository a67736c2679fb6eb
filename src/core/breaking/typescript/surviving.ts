/** Where the head shows that something is gone: at the statement that follows it, else the one before it. */
import type ts from 'typescript6';
import type { World } from './program.ts';

/**
 * The statement of the head that stands nearest to where `node` stood; the one after it first, so that a
 * comment above it stands where the declaration was. Undefined when the file or all its statements are gone.
 */
export function survivingStatement(world: World, node: ts.Node): ts.Node | undefined {
  const { compiler } = world;
  const before = node.getSourceFile();
  const path = world.origin(before.fileName)?.path;
  const after = path === undefined ? undefined : world.program.getSourceFile(world.place('head', path));
  if (after === undefined) return undefined;
  let statement = node;
  while (!compiler.isSourceFile(statement.parent)) statement = statement.parent;
  const at = before.statements.findIndex((one) => one === statement);
  const survivors = new Map<string, ts.Statement>();
  for (const one of after.statements)
    for (const key of keysOf(world, one)) if (!survivors.has(key)) survivors.set(key, one);
  const nearest = [...before.statements.slice(at), ...before.statements.slice(0, at).toReversed()];
  for (const one of nearest)
    for (const key of keysOf(world, one)) {
      const found = survivors.get(key);
      if (found !== undefined) return found;
    }
  return undefined;
}

/** What a statement is recognised by on both sides: the names it declares, or the module it speaks of. */
function keysOf({ compiler }: World, statement: ts.Statement): readonly string[] {
  if (compiler.isExportDeclaration(statement) || compiler.isImportDeclaration(statement)) {
    const from = statement.moduleSpecifier;
    const word = compiler.isExportDeclaration(statement) ? 'export' : 'import';
    return [`${word} ${from !== undefined && compiler.isStringLiteral(from) ? from.text : ''}`];
  }
  if (compiler.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) =>
      compiler.isIdentifier(name) ? [`name ${name.text}`] : [],
    );
  const named =
    compiler.isFunctionDeclaration(statement) ||
    compiler.isClassDeclaration(statement) ||
    compiler.isInterfaceDeclaration(statement) ||
    compiler.isTypeAliasDeclaration(statement) ||
    compiler.isEnumDeclaration(statement) ||
    compiler.isModuleDeclaration(statement);
  return named && statement.name !== undefined ? [`name ${statement.name.text}`] : [];
}
