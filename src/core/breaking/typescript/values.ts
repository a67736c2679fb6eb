/** Values: functions call by call, all others by their type. */
import { output } from './flow.ts';
import { compareMembers } from './members.ts';
import { type TypePlace, type Walk, comparePlace, typeNodeOf } from './place.ts';
import type { World } from './program.ts';
import { compareSignatures } from './signatures.ts';
import { isJavaScript } from './sourcePaths.ts';
import type ts from 'typescript6';

export function compareValues(walk: Walk, path: string, before: ts.Symbol, after: ts.Symbol): void {
  const { world } = walk;
  const { checker } = world;
  const [old, now] = [
    before.valueDeclaration ?? before.declarations?.[0],
    after.valueDeclaration ?? after.declarations?.[0],
  ];
  if (old === undefined || now === undefined) return;
  const [beforeType, afterType] = [checker.getTypeOfSymbol(before), checker.getTypeOfSymbol(after)];
  compareValueTypes(walk, {
    path,
    rule: 'variable-type-changed',
    before: beforeType,
    after: afterType,
    beforeNode: typeNodeOf(old),
    afterNode: typeNodeOf(now),
    base: old,
    head: now,
    flow: output,
  });
}

/** Values that users call are compared call by call, all others by their type. */
export function compareValueTypes(walk: Walk, place: TypePlace): void {
  const { checker, compiler } = walk.world;
  const { before, after } = place;
  if (
    walk.canonicals.same(place.beforeNode, place.afterNode) &&
    place.beforeNode !== undefined &&
    place.afterNode !== undefined
  ) {
    walk.follow(place.beforeNode, place.afterNode);
    return;
  }
  if (isUntyped(walk.world, place.base)) {
    const calls = [before, after].every(
      (type) => checker.getSignaturesOfType(type, compiler.SignatureKind.Call).length > 0,
    );
    if (calls) compareSignatures(walk, { ...place, kind: compiler.SignatureKind.Call });
    return;
  }
  const callable = [before, after].map(
    (type) => checker.getSignaturesOfType(type, compiler.SignatureKind.Call).length > 0,
  );
  const constructed = checker.getSignaturesOfType(before, compiler.SignatureKind.Construct).length > 0;
  const named = [before, after].every(
    (type) =>
      (type.symbol as ts.Symbol | undefined) !== undefined &&
      (type.symbol.flags & (compiler.SymbolFlags.Interface | compiler.SymbolFlags.Class)) !== 0,
  );
  const sameName = named && walk.naming.mapped(before.symbol, after.symbol);
  if (
    callable[0] === true &&
    callable[1] === true &&
    !constructed &&
    !before.isUnion() &&
    !after.isUnion() &&
    !sameName
  ) {
    compareSignatures(walk, { ...place, kind: compiler.SignatureKind.Call });
    const members = [before, after].some((type) => checker.getPropertiesOfType(type).length > 0);
    if (members) compareMembers(walk, { ...place, kind: 'object', owner: undefined });
    return;
  }
  comparePlace(walk, place);
}

/** JavaScript without a type in a comment: what a value happens to be is no promise. */
function isUntyped(world: World, node: ts.Node | undefined): boolean {
  return (
    node !== undefined &&
    isJavaScript(node.getSourceFile().fileName) &&
    world.compiler.getJSDocType(node) === undefined
  );
}
