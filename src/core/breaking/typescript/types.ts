/** Declared types: member by member, or as a whole. */
import { tagsOf } from './canonical.ts';
import { output } from './flow.ts';
import { compareClassExtras } from './classes.ts';
import { compareInterfaceExtras } from './inheritance.ts';
import { compareMembers } from './members.ts';
import { type Walk, comparePlace } from './place.ts';
import type { World } from './program.ts';
import { compareTypeParameters } from './typeParameters.ts';
import { isJavaScript } from './sourcePaths.ts';
import type ts from 'typescript6';

export function compareTypes(walk: Walk, path: string, before: ts.Symbol, after: ts.Symbol): void {
  const { world, canonicals } = walk;
  const { checker, compiler } = world;
  const kinds = compiler.SymbolFlags;
  const [old, now] = [typeDeclaration(world, before), typeDeclaration(world, after)];
  const [beforeType, afterType] = [
    checker.getDeclaredTypeOfSymbol(before),
    checker.getDeclaredTypeOfSymbol(after),
  ];
  if (old === undefined || now === undefined) {
    compareUntyped(walk, { path, before, after });
    return;
  }
  compareTypeParameters(walk, { path, before: old, after: now, explicitOnly: false });
  const known = walk.flows(before);
  // Nobody but the package makes a window or a request; what it adds to them is read.
  const used = known === 0 && walk.naming.isAmbient(before) ? output : known;
  const flow = used === 0 ? walk.policy.unusedFlow : used;
  if (tagsOf(old).has('subclassable') && !tagsOf(now).has('subclassable')) {
    walk.report.add({ rule: 'subclassable-removed', subject: path, base: old, head: now });
  }
  const classes = (before.flags & after.flags & kinds.Class) !== 0;
  if (
    walk.policy.declarationKinds &&
    (before.flags & kinds.Interface) !== 0 &&
    (after.flags & kinds.Interface) === 0 &&
    !classes
  ) {
    walk.report.add({ rule: 'export-kind-changed', subject: path, base: old, head: now });
  }
  const kind =
    (before.flags & kinds.Class) !== 0
      ? 'class'
      : (before.flags & kinds.Interface) !== 0
        ? 'interface'
        : 'object';
  const named = { path, before: beforeType, after: afterType, base: old, head: now };
  const aliases = compiler.isTypeAliasDeclaration(old) && compiler.isTypeAliasDeclaration(now);
  if (aliases && canonicals.same(old.type, now.type)) {
    walk.follow(old.type, now.type);
    return;
  }
  if (isMemberwise(world, beforeType) && isMemberwise(world, afterType)) {
    if (classes) compareClassExtras(walk, path, before, after);
    else if ((after.flags & (kinds.Interface | kinds.Class)) !== 0)
      compareInterfaceExtras(walk, path, before, after);
    compareMembers(walk, { ...named, kind, flow, owner: { before, after } });
    return;
  }
  comparePlace(walk, {
    ...named,
    rule: 'type-alias-changed',
    isMeaning: true,
    ...(aliases ? { beforeNode: old.type, afterNode: now.type } : {}),
    flow,
  });
}

/** Types that comments of JavaScript declare, and functions that are constructors there. */
function compareUntyped(
  walk: Walk,
  { path, before, after }: { readonly path: string; readonly before: ts.Symbol; readonly after: ts.Symbol },
): void {
  const { checker, compiler } = walk.world;
  const [base, head] = [before.declarations?.[0], after.declarations?.[0]];
  if (base === undefined || head === undefined || !isJavaScript(base.getSourceFile().fileName)) return;
  const place = {
    path,
    before: checker.getDeclaredTypeOfSymbol(before),
    after: checker.getDeclaredTypeOfSymbol(after),
    base,
    head,
    flow: walk.flows(before),
  };
  if ((before.flags & after.flags & compiler.SymbolFlags.Class) !== 0)
    compareMembers(walk, { ...place, kind: 'class', flow: output, owner: { before, after } });
  else if (isMemberwise(walk.world, place.before) && isMemberwise(walk.world, place.after))
    compareMembers(walk, { ...place, kind: 'object', owner: { before, after } });
  else comparePlace(walk, { ...place, rule: 'type-alias-changed', isMeaning: true });
}

/** The first declaration of the kind that makes the type. */
function typeDeclaration(
  world: World,
  symbol: ts.Symbol,
):
  | ts.ClassLikeDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.EnumDeclaration
  | undefined {
  const { compiler } = world;
  for (const node of symbol.declarations ?? []) {
    if (
      compiler.isClassLike(node) ||
      compiler.isInterfaceDeclaration(node) ||
      compiler.isTypeAliasDeclaration(node) ||
      compiler.isEnumDeclaration(node)
    )
      return node;
  }
  return undefined;
}

/** A type that is best described by its members, one by one. */
export function isMemberwise(world: World, type: ts.Type): boolean {
  const { compiler, checker } = world;
  if ((type.flags & compiler.TypeFlags.Object) === 0)
    return (
      (type.flags & compiler.TypeFlags.Intersection) !== 0 &&
      (type as ts.IntersectionType).types.every((item) => isMemberwise(world, item) && isOwn(world, item))
    );
  if (checker.isArrayType(type) || checker.isTupleType(type)) return false;
  const mapped = ((type as ts.ObjectType).objectFlags & compiler.ObjectFlags.Mapped) !== 0;
  if (mapped) return checker.getPropertiesOfType(type).length > 0;
  return true;
}

/** Declared in the package, not an opaque name of another one. */
function isOwn(world: World, type: ts.Type): boolean {
  const file = (type.symbol as ts.Symbol | undefined)?.declarations?.[0]?.getSourceFile().fileName;
  return file !== undefined && world.origin(file) !== undefined;
}
