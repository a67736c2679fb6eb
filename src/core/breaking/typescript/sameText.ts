/**
 * Declarations that both sides write with the same words: nothing is printed or compared when every name in them
 * means the same on both sides. Most of a large package is like that.
 */
import type ts from 'typescript6';
import { isHidden, isPrivate, relevantDeclarations } from './canonical.ts';
import type { Naming } from './naming.ts';
import type { World } from './program.ts';
import { isJavaScript } from './sourcePaths.ts';

export type SymbolPair = readonly [before: ts.Symbol, after: ts.Symbol];

/** What equal texts name, as pairs; undefined when the texts differ, or when nobody can tell without printing them. */
export type SameText = (before: ts.Symbol, after: ts.Symbol) => readonly SymbolPair[] | undefined;

/** A name in a declaration, from its root on, and what it has to be. */
interface Mention {
  readonly path: readonly string[];
  readonly meaning: ts.SymbolFlags;
}

interface Mentions {
  readonly names: ReadonlyMap<string, Mention>;
  /** Type parameters and parameters anywhere in the declaration. */
  readonly locals: ReadonlySet<string>;
}

/** What a name stands for on the two sides; declarations of the package are compared at their own place. */
type Meaning = 'nothing' | 'equal' | 'different' | SymbolPair;

export function createSameText(world: World, naming: Naming): SameText {
  const { compiler, checker } = world;
  const { resolveName } = checker as unknown as {
    readonly resolveName: (
      name: string,
      location: ts.Node,
      meaning: ts.SymbolFlags,
      excludeGlobals: boolean,
    ) => ts.Symbol | undefined;
  };
  const lookUp = (scope: ts.Node, { path, meaning }: Mention): ts.Symbol | undefined => {
    const [root = '', ...rest] = path;
    const found = resolveName(
      root,
      scope,
      rest.length === 0 ? meaning : compiler.SymbolFlags.Namespace,
      false,
    );
    let at = found === undefined ? undefined : naming.target(found);
    for (const name of rest) {
      const member = at === undefined ? undefined : checker.tryGetMemberInModuleExports(name, at);
      at = member === undefined ? undefined : naming.target(member);
    }
    return at;
  };
  const meanings = new Map<ts.Node, Map<ts.Node, Map<string, Meaning>>>();
  const meaningOf = (left: ts.Node, right: ts.Node, key: string, mention: Mention): Meaning => {
    const others = meanings.get(left) ?? new Map<ts.Node, Map<string, Meaning>>();
    meanings.set(left, others);
    const names = others.get(right) ?? new Map<string, Meaning>();
    others.set(right, names);
    const known = names.get(key);
    if (known !== undefined) return known;
    const made = compareMeanings(naming, lookUp(left, mention), lookUp(right, mention));
    names.set(key, made);
    return made;
  };

  return (before, after) => {
    const [old, now] = [relevantDeclarations(world, before), relevantDeclarations(world, after)];
    if (old.length !== now.length || old.length === 0) return undefined;
    const pairs = new Map<ts.Symbol, ts.Symbol>();
    for (const [index, one] of old.entries()) {
      const other = now[index];
      if (other === undefined || other.kind !== one.kind) return undefined;
      // What a namespace holds is compared name by name.
      if (compiler.isModuleDeclaration(one)) continue;
      if (!hasSameText(one, other)) return undefined;
      const mentions = mentionsOf(world, one);
      if (mentions === 'unclear') return undefined;
      const [left, right] = [scopeOf(world, one), scopeOf(world, other)];
      for (const [key, mention] of mentions.names) {
        const pair = meaningOf(left, right, key, mention);
        if (mentions.locals.has(mention.path[0] ?? '')) {
          if (pair === 'nothing') continue;
          return undefined;
        }
        if (pair === 'different') return undefined;
        if (typeof pair !== 'string') pairs.set(...pair);
      }
    }
    return [...pairs];
  };
}

function compareMeanings(
  naming: Naming,
  before: ts.Symbol | undefined,
  after: ts.Symbol | undefined,
): Meaning {
  if (before === after) return before === undefined ? 'nothing' : 'equal';
  if (before?.declarations === undefined || after?.declarations === undefined) return 'different';
  if (naming.nameOf(before) !== naming.nameOf(after)) return 'different';
  if (naming.isLocal(before) !== naming.isLocal(after)) return 'different';
  return naming.isLocal(before) ? [before, after] : 'equal';
}

function hasSameText(one: ts.Node, other: ts.Node): boolean {
  const [from, to] = [one.getSourceFile(), other.getSourceFile()];
  if (isJavaScript(from.fileName) || isJavaScript(to.fileName)) return false;
  const length = one.end - one.pos;
  return (
    length === other.end - other.pos &&
    from.text.slice(one.pos, one.end) === to.text.slice(other.pos, other.end)
  );
}

function scopeOf({ compiler }: World, node: ts.Node): ts.Node {
  let at = node.parent;
  while (!compiler.isModuleBlock(at) && !compiler.isSourceFile(at)) at = at.parent;
  return at;
}

/** By declaration: what it mentions depends on its text alone. */
const mentionsKnown = new WeakMap<ts.Node, Mentions | 'unclear'>();

function mentionsOf(world: World, declaration: ts.Declaration): Mentions | 'unclear' {
  const known = mentionsKnown.get(declaration);
  if (known !== undefined) return known;
  const made = readMentions(world, declaration);
  mentionsKnown.set(declaration, made);
  return made;
}

/** `unclear` for a declaration that leaves something to inference, or says it by an expression. */
function readMentions(world: World, declaration: ts.Declaration): Mentions | 'unclear' {
  const { compiler } = world;
  const flags = compiler.SymbolFlags;
  const names = new Map<string, Mention>();
  const locals = new Set<string>();

  const mention = (node: ts.Node, meaning: ts.SymbolFlags): boolean => {
    const path = entityPath(compiler, node);
    if (path === undefined) return false;
    if (path[0] !== 'this') names.set(`${meaning} ${path.join('.')}`, { path, meaning });
    return true;
  };
  const all = (nodes: readonly ts.Node[] | undefined): boolean => nodes?.every(visit) !== false;
  const typed = (type: ts.TypeNode | undefined): boolean => type !== undefined && visit(type);
  const isPlainName = (node: ts.Node | undefined): boolean =>
    node === undefined ||
    !compiler.isComputedPropertyName(node) ||
    compiler.isStringLiteralLike(node.expression) ||
    (compiler.isPropertyAccessExpression(node.expression) &&
      compiler.isIdentifier(node.expression.expression) &&
      node.expression.expression.text === 'Symbol');
  const members = (nodes: readonly ts.Node[]): boolean =>
    nodes.every((node) => isHidden(node) || isPrivate(world, node) || visit(node));

  const visit = (node: ts.Node): boolean => {
    if (compiler.isTypeReferenceNode(node))
      return mention(node.typeName, flags.Type) && all(node.typeArguments);
    if (compiler.isTypeParameterDeclaration(node)) {
      locals.add(node.name.text);
      return (
        (node.constraint === undefined || visit(node.constraint)) &&
        (node.default === undefined || visit(node.default))
      );
    }
    if (compiler.isParameter(node)) {
      if (!compiler.isIdentifier(node.name)) return false;
      locals.add(node.name.text);
      return typed(node.type);
    }
    if (compiler.isPropertySignature(node) || compiler.isPropertyDeclaration(node))
      return isPlainName(node.name) && typed(node.type);
    if (compiler.isConstructorDeclaration(node)) return all(node.parameters);
    if (compiler.isSetAccessor(node)) return isPlainName(node.name) && all(node.parameters);
    if (compiler.isFunctionLike(node))
      return isPlainName(node.name) && all(node.typeParameters) && all(node.parameters) && typed(node.type);
    if (compiler.isInterfaceDeclaration(node) || compiler.isClassLike(node))
      return all(node.typeParameters) && all(node.heritageClauses) && members(node.members);
    if (compiler.isTypeLiteralNode(node)) return members(node.members);
    if (compiler.isTypeAliasDeclaration(node)) return all(node.typeParameters) && visit(node.type);
    if (compiler.isVariableDeclaration(node)) return compiler.isIdentifier(node.name) && typed(node.type);
    if (compiler.isExpressionWithTypeArguments(node)) {
      const clause = node.parent;
      const isClass =
        compiler.isHeritageClause(clause) &&
        clause.token === compiler.SyntaxKind.ExtendsKeyword &&
        compiler.isClassLike(clause.parent);
      return mention(node.expression, isClass ? flags.Value : flags.Type) && all(node.typeArguments);
    }
    if (compiler.isTypeQueryNode(node)) return mention(node.exprName, flags.Value) && all(node.typeArguments);
    if (compiler.isTypePredicateNode(node)) return node.type === undefined || visit(node.type);
    if (compiler.isEnumDeclaration(node))
      return node.members.every(
        ({ initializer }) => initializer !== undefined && isLiteral(compiler, initializer),
      );
    if (compiler.isLiteralTypeNode(node) || compiler.isThisTypeNode(node)) return true;
    if (compiler.isNamedTupleMember(node)) return visit(node.type);
    if (compiler.isImportTypeNode(node) || compiler.isExpression(node)) return false;
    if (!compiler.isTypeNode(node) && !compiler.isHeritageClause(node) && !isPart(compiler, node))
      return false;
    return compiler.forEachChild(node, (child) => !visit(child)) !== true;
  };

  return visit(declaration) ? { names, locals } : 'unclear';
}

/** Tokens and the pieces of template types. */
function isPart({ isToken, isTemplateLiteralTypeSpan }: World['compiler'], node: ts.Node): boolean {
  return isToken(node) || isTemplateLiteralTypeSpan(node);
}

function isLiteral(compiler: World['compiler'], node: ts.Expression): boolean {
  return (
    compiler.isStringLiteralLike(node) ||
    compiler.isNumericLiteral(node) ||
    (compiler.isPrefixUnaryExpression(node) && compiler.isNumericLiteral(node.operand))
  );
}

function entityPath(compiler: World['compiler'], node: ts.Node): readonly string[] | undefined {
  if (compiler.isIdentifier(node)) return [node.text];
  const [left, right] = compiler.isQualifiedName(node)
    ? [node.left, node.right]
    : compiler.isPropertyAccessExpression(node)
      ? [node.expression, node.name]
      : [];
  const before = left === undefined ? undefined : entityPath(compiler, left);
  return before === undefined || right === undefined ? undefined : [...before, right.text];
}
