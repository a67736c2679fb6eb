/** What a member says of itself: who may see it, whether it can be written, where it stands. */
import { isHidden } from './canonical.ts';
import type { MembersPlace, Walk } from './place.ts';
import type ts from 'typescript6';

/** A class whose constructor is private or internal has no subclasses elsewhere: nobody sees what is protected. */
export function isFinal(walk: Walk, place: MembersPlace): boolean {
  const node = place.owner === undefined ? undefined : classOf(walk, place.owner.before);
  if (node === undefined) return false;
  const own = constructorOf(walk, node);
  return constructorAccess(walk, node) === 'private' || (own !== undefined && isHidden(own));
}

export function isExcluded(walk: Walk, symbol: ts.Symbol): boolean {
  const { compiler } = walk.world;
  if (symbol.name.startsWith('#') || symbol.name.startsWith('__#')) return true;
  return (symbol.declarations ?? []).some(
    (node) =>
      (compiler.getCombinedModifierFlags(node) & compiler.ModifierFlags.Private) !== 0 || isHidden(node),
  );
}

export function isProtected(walk: Walk, symbol: ts.Symbol): boolean {
  return hasModifier(walk, symbol, walk.world.compiler.ModifierFlags.Protected);
}

export function isAbstract(walk: Walk, symbol: ts.Symbol): boolean {
  return hasModifier(walk, symbol, walk.world.compiler.ModifierFlags.Abstract);
}

function hasModifier(walk: Walk, symbol: ts.Symbol, modifier: ts.ModifierFlags): boolean {
  return (symbol.declarations ?? []).some(
    (node) => (walk.world.compiler.getCombinedModifierFlags(node) & modifier) !== 0,
  );
}

export function isReadonly(walk: Walk, symbol: ts.Symbol): boolean {
  const { compiler } = walk.world;
  const declarations = symbol.declarations ?? [];
  if (
    declarations.some(
      (node) => (compiler.getCombinedModifierFlags(node) & compiler.ModifierFlags.Readonly) !== 0,
    )
  )
    return true;
  return declarations.some(compiler.isGetAccessor) && !declarations.some(compiler.isSetAccessor);
}

export function isUntypedMember(walk: Walk, symbol: ts.Symbol): boolean {
  const node = symbol.declarations?.[0];
  if (node === undefined || !/\.[cm]?jsx?$/.test(node.getSourceFile().fileName)) return false;
  return (
    (symbol.flags & walk.world.compiler.SymbolFlags.Method) === 0 &&
    walk.world.compiler.getJSDocType(node) === undefined
  );
}

export function withoutUndefined(walk: Walk, type: ts.Type): ts.Type {
  const { compiler, checker } = walk.world;
  if (!type.isUnion() || type.types.some((item) => (item.flags & compiler.TypeFlags.Null) !== 0)) return type;
  return checker.getNonNullableType(type);
}

export function propertyType(node: ts.Node | undefined): ts.TypeNode | undefined {
  return node !== undefined && !('parameters' in node)
    ? (node as { readonly type?: ts.TypeNode }).type
    : undefined;
}

export function classOf(walk: Walk, symbol: ts.Symbol): ts.ClassLikeDeclaration | undefined {
  return symbol.declarations?.find(walk.world.compiler.isClassLike);
}

export function constructorOf(
  walk: Walk,
  node: ts.ClassLikeDeclaration,
): ts.ConstructorDeclaration | undefined {
  return node.members.find(walk.world.compiler.isConstructorDeclaration);
}

export function inheritsConstructor(walk: Walk, node: ts.ClassLikeDeclaration): boolean {
  return (
    constructorOf(walk, node) === undefined &&
    node.heritageClauses?.some((clause) => clause.token === walk.world.compiler.SyntaxKind.ExtendsKeyword) ===
      true
  );
}

export function constructorAccess(
  walk: Walk,
  node: ts.ClassLikeDeclaration,
): 'public' | 'protected' | 'private' {
  const { compiler } = walk.world;
  const own = constructorOf(walk, node);
  const flags = own === undefined ? 0 : compiler.getCombinedModifierFlags(own);
  if ((flags & compiler.ModifierFlags.Private) !== 0) return 'private';
  return (flags & compiler.ModifierFlags.Protected) !== 0 ? 'protected' : 'public';
}

export function memberPath(place: MembersPlace, symbol: ts.Symbol): string {
  const name = symbol.name.startsWith('__@') ? `[${symbol.name.slice(3).replace(/@.*$/, '')}]` : symbol.name;
  return /^[\w$[]/.test(name) ? `${place.path}.${name}` : `${place.path}[${JSON.stringify(name)}]`;
}
