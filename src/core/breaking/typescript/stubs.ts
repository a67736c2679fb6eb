/** Opaque declarations for packages and globals that are not part of the comparison. */
import type ts from 'typescript6';
import { globalScope, unmarked } from './ambient.ts';
import type { Compiler } from './compiler.ts';

/** Names that are used of one package or namespace; a name with members of its own is used as a namespace too. */
interface Used {
  readonly members: Map<string, Used>;
  /** Most type arguments that it is given anywhere. */
  parameters: number;
}

/** Text of a module for each specifier that does not resolve. */
export function opaqueModules(
  compiler: Compiler,
  files: readonly ts.SourceFile[],
  isOutside: (fileName: string, specifier: string) => boolean,
): ReadonlyMap<string, string> {
  const modules = new Map<string, Used>();
  for (const file of files) {
    const locals = new Map<string, Used>();
    const used = (specifier: ts.Node | undefined): Used | undefined => {
      if (specifier === undefined || !compiler.isStringLiteralLike(specifier)) return undefined;
      if (!isOutside(file.fileName, specifier.text)) return undefined;
      return take(modules, specifier.text);
    };
    for (const statement of file.statements) readImports(compiler, statement, used, locals);
    const visit = (node: ts.Node): void => {
      if (compiler.isBlock(node)) return;
      if (compiler.isTypeReferenceNode(node) || compiler.isExpressionWithTypeArguments(node)) {
        const name = compiler.isTypeReferenceNode(node) ? node.typeName : node.expression;
        count(addLocal(compiler, locals, name), node);
      }
      if (compiler.isImportTypeNode(node)) {
        const target = compiler.isLiteralTypeNode(node.argument) ? used(node.argument.literal) : undefined;
        if (target !== undefined && node.qualifier !== undefined)
          count(addPath(compiler, target.members, node.qualifier), node);
      } else if (compiler.isQualifiedName(node) || compiler.isPropertyAccessExpression(node)) {
        addLocal(compiler, locals, node);
      }
      compiler.forEachChild(node, visit);
    };
    if (locals.size > 0 || file.text.includes('import(')) visit(file);
  }
  return new Map([...modules].map(([specifier, module]) => [specifier, print(module.members, 'module')]));
}

function readImports(
  compiler: Compiler,
  statement: ts.Statement,
  used: (specifier: ts.Node | undefined) => Used | undefined,
  locals: Map<string, Used>,
): void {
  if (compiler.isImportDeclaration(statement)) {
    const module = used(statement.moduleSpecifier);
    const clause = statement.importClause;
    if (module === undefined || clause === undefined) return;
    if (clause.name !== undefined) locals.set(clause.name.text, take(module.members, 'default'));
    const bindings = clause.namedBindings;
    if (bindings === undefined) return;
    if (compiler.isNamespaceImport(bindings)) locals.set(bindings.name.text, module);
    else
      for (const item of bindings.elements)
        locals.set(item.name.text, take(module.members, (item.propertyName ?? item.name).text));
  } else if (compiler.isExportDeclaration(statement) && statement.exportClause !== undefined) {
    const module = used(statement.moduleSpecifier);
    if (module === undefined || !compiler.isNamedExports(statement.exportClause)) return;
    for (const item of statement.exportClause.elements)
      take(module.members, (item.propertyName ?? item.name).text);
  } else if (
    compiler.isImportEqualsDeclaration(statement) &&
    compiler.isExternalModuleReference(statement.moduleReference)
  ) {
    const module = used(statement.moduleReference.expression);
    if (module !== undefined) locals.set(statement.name.text, module);
  }
}

/** Text that declares every global name that types use and that nothing declares. */
export function opaqueGlobals(
  compiler: Compiler,
  files: readonly ts.SourceFile[],
  known: ReadonlySet<string>,
): string {
  const declared = new Set(known);
  const mentioned: Spoken['mentioned'][number][] = [];
  // A statement that stands in two files, or on both sides, says the same twice.
  const seen = new Set<string>();
  for (const file of files) {
    for (const [text, statement] of statementsOf(compiler, file)) {
      if (seen.has(text)) continue;
      seen.add(text);
      const spoken = spokenIn(compiler, statement);
      for (const name of spoken.declared) declared.add(name);
      mentioned.push(...spoken.mentioned);
    }
  }
  // What belongs to the globals of one side is not seen from outside of them.
  for (const name of apartNames(compiler, files)) if (!known.has(name)) declared.delete(name);
  const globals = new Map<string, Used>();
  for (const { name, root, node } of mentioned) {
    if (declared.has(root) || root === 'const' || root === 'globalThis') continue;
    count(addPath(compiler, globals, name), node);
  }
  return print(globals, 'global');
}

/** Top-level names that `keepApart` gave to a side. */
function apartNames(compiler: Compiler, files: readonly ts.SourceFile[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of files)
    for (const statement of file.statements) {
      const body = compiler.isModuleDeclaration(statement) ? statement.body : undefined;
      if (body === undefined || !compiler.isModuleBlock(body)) continue;
      if (unmarked((statement as ts.ModuleDeclaration).name.text) !== globalScope) continue;
      for (const inner of body.statements) {
        const name = (inner as { readonly name?: ts.Node }).name;
        if (name !== undefined && compiler.isIdentifier(name)) names.add(name.text);
      }
    }
  return names;
}

interface Spoken {
  readonly declared: ReadonlySet<string>;
  readonly mentioned: readonly { readonly root: string; readonly name: ts.Node; readonly node: ts.Node }[];
}

/** By file and by statement: neither depends on anything but the text. */
const statementsKnown = new WeakMap<ts.SourceFile, ReadonlyMap<string, ts.Node>>();
const spokenKnown = new WeakMap<ts.Node, Spoken>();

/** The statements of a file and of its namespaces, each text once; of a namespace itself only the name. */
function statementsOf(compiler: Compiler, file: ts.SourceFile): ReadonlyMap<string, ts.Node> {
  const known = statementsKnown.get(file);
  if (known !== undefined) return known;
  const found = new Map<string, ts.Node>();
  const collect = (statements: readonly ts.Statement[]): void => {
    for (const statement of statements) {
      const body = compiler.isModuleDeclaration(statement) ? statement.body : undefined;
      if (body === undefined || !compiler.isModuleBlock(body)) {
        found.set(file.text.slice(statement.pos, statement.end), statement);
        continue;
      }
      found.set(`namespace ${(statement as ts.ModuleDeclaration).name.text}`, statement);
      collect(body.statements);
    }
  };
  collect(file.statements);
  statementsKnown.set(file, found);
  return found;
}

function spokenIn(compiler: Compiler, statement: ts.Node): Spoken {
  const known = spokenKnown.get(statement);
  if (known !== undefined) return known;
  const declared = new Set<string>();
  const mentioned: Spoken['mentioned'][number][] = [];
  const mention = (name: ts.Node, node: ts.Node): void => {
    const root = rootOf(compiler, name);
    if (root !== undefined) mentioned.push({ root, name, node });
  };
  const visit = (node: ts.Node, parent: ts.Node): void => {
    // What a namespace holds are statements of their own.
    if (compiler.isBlock(node) || (compiler.isModuleBlock(node) && parent === statement)) return;
    if (compiler.isTypeReferenceNode(node)) mention(node.typeName, node);
    else if (compiler.isExpressionWithTypeArguments(node)) mention(node.expression, node);
    else if (compiler.isTypeQueryNode(node)) mention(node.exprName, node);
    else if (compiler.isIdentifier(node)) {
      if ((parent as { readonly name?: ts.Node }).name === node) declared.add(node.text);
      return;
    }
    compiler.forEachChild(node, (child) => visit(child, node));
  };
  visit(statement, statement);
  const made = { declared, mentioned };
  spokenKnown.set(statement, made);
  return made;
}

function rootOf(compiler: Compiler, name: ts.Node): string | undefined {
  if (compiler.isIdentifier(name)) return name.text;
  if (compiler.isQualifiedName(name)) return rootOf(compiler, name.left);
  return compiler.isPropertyAccessExpression(name) ? rootOf(compiler, name.expression) : undefined;
}

function addLocal(compiler: Compiler, locals: ReadonlyMap<string, Used>, node: ts.Node): Used | undefined {
  const path = pathOf(compiler, node);
  const [root, ...rest] = path ?? [];
  let at = root === undefined ? undefined : locals.get(root);
  for (const name of rest) at = at === undefined ? undefined : take(at.members, name);
  return at;
}

function addPath(compiler: Compiler, into: Map<string, Used>, node: ts.Node): Used | undefined {
  let at: Used | undefined;
  for (const name of pathOf(compiler, node) ?? []) at = take(at?.members ?? into, name);
  return at;
}

function count(used: Used | undefined, node: ts.Node): void {
  const given = (node as { readonly typeArguments?: readonly ts.Node[] }).typeArguments?.length ?? 0;
  if (used !== undefined) used.parameters = Math.max(used.parameters, given);
}

function pathOf(compiler: Compiler, node: ts.Node): readonly string[] | undefined {
  if (compiler.isIdentifier(node)) return [node.text];
  const [left, right] = compiler.isQualifiedName(node)
    ? [node.left, node.right]
    : compiler.isPropertyAccessExpression(node)
      ? [node.expression, node.name]
      : [];
  const before = left === undefined ? undefined : pathOf(compiler, left);
  return before === undefined || right === undefined ? undefined : [...before, right.text];
}

function take(members: Map<string, Used>, name: string): Used {
  const known = members.get(name);
  if (known !== undefined) return known;
  const created: Used = { members: new Map<string, Used>(), parameters: 0 };
  members.set(name, created);
  return created;
}

const reserved = new Set([
  'default',
  'prototype',
  'name',
  'length',
  'caller',
  'arguments',
  'apply',
  'call',
  'bind',
]);

/** Each name is a class with a private member: it is equal to itself only, and stands for a type and a value. */
function print(names: ReadonlyMap<string, Used>, where: 'module' | 'global' | 'namespace'): string {
  const lines: string[] = [];
  const modifier = where === 'global' ? 'declare ' : where === 'module' ? 'export declare ' : 'export ';
  for (const [name, used] of names) {
    if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) continue;
    const local = name === 'default' ? 'opaqueDefault' : name;
    const head = name === 'default' ? 'declare ' : modifier;
    const own = name === 'default' || !reserved.has(name);
    if (!own) continue;
    const parameters = Array.from({ length: used.parameters }, (_, index) => `T${index}`);
    const generic = parameters.length === 0 ? '' : `<${parameters.map((one) => `${one} = any`).join(', ')}>`;
    lines.push(
      `${head}class ${local}${generic} { private readonly ${JSON.stringify(`opaque ${name}`)}: [${parameters.join(', ')}]; constructor(...args: any[]); }`,
    );
    if (used.members.size > 0)
      lines.push(`${head}namespace ${local} {\n${print(used.members, 'namespace')}\n}`);
    if (name === 'default') lines.push('export { opaqueDefault as default };');
  }
  if (where === 'module') lines.push('export {};');
  return lines.join('\n');
}
