/** What a type has from others: bases, and members that are judged at their own declaration. */
import type { MembersPlace, Walk } from './place.ts';
import type ts from 'typescript6';

/** `instanceof` and `catch` look for the base class: it has to stay while users can name it. */
export function compareBaseClass(walk: Walk, path: string, old: Inheriting, now: Inheriting): void {
  const { naming } = walk;
  const [before, after] = [ancestors(walk, old), ancestors(walk, now)];
  for (const symbol of before) {
    if (after.some((other) => naming.mapped(symbol, other) || naming.nameOf(symbol) === naming.nameOf(other)))
      continue;
    // Nobody outside can ask for a base that is not exported; its members are compared on their own.
    if (naming.isLocal(symbol) && !naming.isExported(symbol)) continue;
    walk.report.add({
      rule: 'base-type-removed',
      subject: path,
      base: old,
      head: now,
      before: `extends ${naming.nameOf(symbol)}`,
      after: '',
    });
    return;
  }
}

type Inheriting = ts.ClassLikeDeclaration | ts.InterfaceDeclaration;

function ancestors(walk: Walk, node: Inheriting): readonly ts.Symbol[] {
  const { compiler, checker } = walk.world;
  const found = new Set<ts.Symbol>();
  const visit = (at: Inheriting): void => {
    for (const clause of at.heritageClauses ?? []) {
      if (clause.token !== compiler.SyntaxKind.ExtendsKeyword) continue;
      for (const { expression } of clause.types) {
        const alias = checker.getSymbolAtLocation(expression);
        const symbol = alias === undefined ? undefined : walk.naming.target(alias);
        if (symbol?.declarations === undefined || found.has(symbol)) continue;
        found.add(symbol);
        for (const next of symbol.declarations)
          if (compiler.isClassLike(next) || compiler.isInterfaceDeclaration(next)) visit(next);
      }
    }
  };
  visit(node);
  return [...found];
}

/** An interface that no longer extends one from elsewhere: the members of that one are not known here. */
export function compareInterfaceExtras(walk: Walk, path: string, before: ts.Symbol, after: ts.Symbol): void {
  const { compiler } = walk.world;
  const all = (symbol: ts.Symbol): readonly ts.Symbol[] =>
    (symbol.declarations ?? []).flatMap((node) =>
      compiler.isInterfaceDeclaration(node) || compiler.isClassLike(node) ? ancestors(walk, node) : [],
    );
  const remaining = all(after);
  const [base, head] = [before.declarations?.[0], after.declarations?.[0]];
  for (const symbol of all(before)) {
    if (
      !walk.naming.isOpaque(symbol) ||
      remaining.some((other) => other === symbol || walk.naming.nameOf(other) === walk.naming.nameOf(symbol))
    )
      continue;
    walk.report.add({
      rule: 'base-type-removed',
      subject: path,
      base,
      head,
      before: `extends ${walk.naming.nameOf(symbol)}`,
      after: '',
    });
    return;
  }
}

/** The head is made of a type of another package, which may have the member. */
export function extendsElsewhere(walk: Walk, place: MembersPlace): boolean {
  if (place.isStatic === true) return false;
  const opaque = (type: ts.Type): readonly ts.Symbol[] =>
    [type.symbol as ts.Symbol | undefined, ...heirs(walk, type)]
      .filter((symbol) => symbol !== undefined)
      .filter((symbol) => walk.naming.isOpaque(symbol));
  const before = opaque(place.before).map((symbol) => symbol.name);
  return opaque(place.after).some((symbol) => !before.includes(symbol.name));
}

export function staticMember(walk: Walk, owner: ts.Symbol, name: string): ts.Symbol | undefined {
  if ((owner.flags & walk.world.compiler.SymbolFlags.Class) === 0) return undefined;
  return walk.world.checker.getPropertyOfType(walk.world.checker.getTypeOfSymbol(owner), name);
}

export function instanceMember(walk: Walk, place: MembersPlace, name: string): ts.Symbol | undefined {
  if (place.owner === undefined || place.isStatic !== true) return undefined;
  return walk.world.checker.getPropertyOfType(
    walk.world.checker.getDeclaredTypeOfSymbol(place.owner.after),
    name,
  );
}

/** From the class to its instances or back: told once, where it went missing. */
export function movedBetweenSides(walk: Walk, place: MembersPlace, name: string): boolean {
  if (place.owner === undefined) return false;
  const { before, after } = place.owner;
  const { checker } = walk.world;
  const has = (symbol: ts.Symbol, onClass: boolean): boolean =>
    checker.getPropertyOfType(
      onClass ? checker.getTypeOfSymbol(symbol) : checker.getDeclaredTypeOfSymbol(symbol),
      name,
    ) !== undefined;
  const otherSide = place.isStatic !== true;
  return has(before, otherSide) && !has(after, otherSide);
}

/** Inherited by both sides from the same declaration: a change is reported there. */
export function isJudgedElsewhere(
  walk: Walk,
  place: MembersPlace,
  old: ts.Symbol,
  now: ts.Symbol | undefined,
): boolean {
  if (old === now) return true;
  const { naming } = walk;
  const before = ownerOf(old);
  if (
    place.owner === undefined ||
    before === undefined ||
    before === place.owner.before ||
    !isNamedType(walk, before)
  )
    return false;
  const after = now === undefined ? undefined : ownerOf(now);
  if (after !== undefined) {
    if (!naming.mapped(before, after)) return false;
    if (before !== after) walk.enqueue(before, after);
    return argumentsEqual(walk, place, before);
  }
  const heir = heirs(walk, place.after).find((symbol) => naming.mapped(before, symbol));
  if (heir === undefined) return false;
  if (heir !== before) walk.enqueue(before, heir);
  return heir !== before;
}

/** A base that is instantiated differently gives its members other types. */
function argumentsEqual(walk: Walk, place: MembersPlace, before: ts.Symbol): boolean {
  const heritage = (node: ts.Node | undefined): string =>
    ((node as { readonly heritageClauses?: readonly ts.HeritageClause[] } | undefined)?.heritageClauses ?? [])
      .flatMap((clause) => clause.types)
      .map((type) => walk.canonicals.of(type).text)
      .toSorted()
      .join();
  return heritage(place.base) === heritage(place.head) || !isGeneric(before);
}

function isGeneric(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some(
    (node) => ((node as { readonly typeParameters?: readonly unknown[] }).typeParameters?.length ?? 0) > 0,
  );
}

export function isAddedElsewhere(walk: Walk, place: MembersPlace, now: ts.Symbol): boolean {
  const owner = ownerOf(now);
  if (
    place.owner === undefined ||
    owner === undefined ||
    owner === place.owner.after ||
    !isNamedType(walk, owner)
  )
    return false;
  const ancestor = heirs(walk, place.before).find((symbol) => walk.naming.mapped(symbol, owner));
  if (ancestor === undefined) return false;
  if (ancestor !== owner) walk.enqueue(ancestor, owner);
  return true;
}

/** The named types that a type extends, transitively. */
function heirs(walk: Walk, type: ts.Type): readonly ts.Symbol[] {
  const { checker } = walk.world;
  const found = new Set<ts.Symbol>();
  const visit = (at: ts.Type): void => {
    if (at.isIntersection()) for (const item of at.types) visit(item);
    const symbol = at.symbol as ts.Symbol | undefined;
    if (symbol !== undefined && found.has(symbol)) return;
    if (symbol !== undefined && at !== type) found.add(symbol);
    const target = (at as Partial<ts.TypeReference>).target ?? at;
    if (target.isClassOrInterface()) for (const base of checker.getBaseTypes(target)) visit(base);
  };
  visit(type);
  return [...found];
}

function ownerOf(symbol: ts.Symbol): ts.Symbol | undefined {
  return (symbol as { readonly parent?: ts.Symbol }).parent;
}

function isNamedType(walk: Walk, symbol: ts.Symbol): boolean {
  const kinds = walk.world.compiler.SymbolFlags;
  return (symbol.flags & (kinds.Class | kinds.Interface)) !== 0;
}
