/** Members of classes, interfaces and object types, by name. */
import type ts from 'typescript6';
import { isHidden, tagsOf } from './canonical.ts';
import { type Flow, input, output } from './flow.ts';
import { propertyNamed } from './relate.ts';
import type { RuleId } from './rules.ts';
import { compareSignatureLists } from './signatures.ts';
import { comparePlace, type MembersPlace, typeText, type Walk } from './place.ts';

export function compareMembers(walk: Walk, place: MembersPlace): void {
  const { checker } = walk.world;
  const olds = checker.getPropertiesOfType(place.before);
  const seen = new Set<string>();
  const final = isFinal(walk, place);
  for (const old of olds) {
    if (old.name === 'prototype' || isExcluded(walk, old)) continue;
    if (final && isProtected(walk, old)) continue;
    const now = propertyNamed(walk.world, place.after, old.name);
    seen.add(now?.name ?? old.name);
    if (isJudgedElsewhere(walk, place, old, now)) continue;
    if (now === undefined || isExcluded(walk, now)) compareMissing(walk, place, old, now);
    else compareMember(walk, place, old, now);
  }
  for (const now of checker.getPropertiesOfType(place.after)) {
    if (seen.has(now.name) || now.name === 'prototype' || isExcluded(walk, now)) continue;
    if (olds.some((old) => old.name === now.name && !isExcluded(walk, old))) continue;
    if (isAddedElsewhere(walk, place, now)) continue;
    compareAdded(walk, place, now);
  }
  if (place.isStatic === true) return;
  compareSignaturesOfType(walk, place);
  compareIndexes(walk, place);
}

/** A class whose constructor is private or internal has no subclasses elsewhere: nobody sees what is protected. */
function isFinal(walk: Walk, place: MembersPlace): boolean {
  const node = place.owner === undefined ? undefined : classOf(walk, place.owner.before);
  if (node === undefined) return false;
  const own = constructorOf(walk, node);
  return constructorAccess(walk, node) === 'private' || (own !== undefined && isHidden(own));
}

/** Abstract classes, constructors and the static side. */
export function compareClassExtras(walk: Walk, path: string, before: ts.Symbol, after: ts.Symbol): void {
  const { checker, compiler } = walk.world;
  const [old, now] = [classOf(walk, before), classOf(walk, after)];
  if (old === undefined || now === undefined) return;
  const abstract = (node: ts.ClassLikeDeclaration): boolean =>
    (compiler.getCombinedModifierFlags(node) & compiler.ModifierFlags.Abstract) !== 0;
  const at = { subject: path, base: old, head: now };
  const [oldAccess, newAccess] = [constructorAccess(walk, old), constructorAccess(walk, now)];
  if (!abstract(old) && abstract(now) && oldAccess === 'public')
    walk.report.add({
      ...at,
      rule: 'class-became-abstract',
      consumer: `import { ${path} } from 'pkg';\nvoid class extends ${path} {};\nnew (${path} as typeof ${path})(...([] as never));`,
    });
  compareBaseClass(walk, path, old, now);
  const hides = (symbol: ts.Symbol): boolean =>
    checker
      .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol))
      .some((member) => isExcluded(walk, member) || isProtected(walk, member));
  if ((walk.flows(before) & input) !== 0 && oldAccess !== 'private' && !hides(before) && hides(after))
    walk.report.add({ ...at, rule: 'class-became-nominal' });
  const staticBefore = checker.getTypeOfSymbol(before);
  const staticAfter = checker.getTypeOfSymbol(after);
  compareMembers(walk, {
    path,
    kind: 'class',
    before: staticBefore,
    after: staticAfter,
    base: old,
    head: now,
    flow: output,
    owner: { before, after },
    isStatic: true,
  });
  if (oldAccess === 'private') return;
  if (newAccess === 'private' || (newAccess === 'protected' && oldAccess === 'public')) {
    walk.report.add({
      ...at,
      rule: 'constructor-hidden',
      base: constructorOf(walk, old) ?? old,
      head: constructorOf(walk, now) ?? now,
    });
    return;
  }
  const kind = compiler.SignatureKind.Construct;
  const [olds, news] = [
    checker.getSignaturesOfType(staticBefore, kind),
    checker.getSignaturesOfType(staticAfter, kind),
  ];
  if (inheritsConstructor(walk, old) && inheritsConstructor(walk, now)) return;
  const callee = abstract(old) ? {} : { callee: `new ${path}` };
  compareSignatureLists(
    walk,
    {
      path: `${path}.constructor`,
      rule: 'param-type-changed',
      before: staticBefore,
      after: staticAfter,
      base: constructorOf(walk, old) ?? old,
      head: constructorOf(walk, now) ?? now,
      flow: output,
      kind,
      ...callee,
    },
    olds,
    news,
  );
}

/** `instanceof` and `catch` look for the base class: it has to stay while users can name it. */
function compareBaseClass(walk: Walk, path: string, old: Inheriting, now: Inheriting): void {
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

function compareMember(walk: Walk, place: MembersPlace, old: ts.Symbol, now: ts.Symbol): void {
  const { world, report, policy } = walk;
  const { checker, compiler } = world;
  const path = memberPath(place, old);
  const [base, head] = [old.declarations?.[0] ?? place.base, now.declarations?.[0] ?? place.head];
  const at = { subject: path, base, head, flow: place.flow };
  const optional = (symbol: ts.Symbol): boolean => (symbol.flags & compiler.SymbolFlags.Optional) !== 0;
  const method = (symbol: ts.Symbol): boolean => (symbol.flags & compiler.SymbolFlags.Method) !== 0;
  const writable = !isReadonly(walk, old);
  const noun = place.kind === 'class' ? 'class' : 'interface';
  // What users may assign to flows both ways.
  const flow: Flow =
    place.kind === 'class' && writable && !method(old) && place.flow === output ? 3 : place.flow;
  if (!optional(old) && optional(now)) {
    const level = place.flow === input ? policy.inputBecameOptional : 'major';
    report.add({ ...at, rule: 'property-became-optional', level, consumer: readConsumer(walk, place, old) });
  } else if (optional(old) && !optional(now)) {
    if (flow === output) report.add({ ...at, rule: 'property-became-present' });
    else
      report.add({
        ...at,
        rule:
          place.kind === 'class' ? 'class-property-became-required' : 'interface-property-became-required',
        consumer: requiredConsumer(walk, place, old),
      });
  }
  if (writable && isReadonly(walk, now) && !method(old)) {
    if (place.flow !== input)
      report.add({
        ...at,
        rule: noun === 'class' ? 'class-property-became-readonly' : 'interface-property-became-readonly',
        consumer: writeConsumer(walk, place, old),
      });
  } else if (!writable && !isReadonly(walk, now) && !method(old) && !method(now)) {
    report.add({ ...at, rule: 'property-became-mutable', level: policy.readonlyRemoved });
  }
  if (
    place.kind === 'class' &&
    method(old) &&
    !method(now) &&
    place.isStatic !== true &&
    !isFinal(walk, place)
  )
    report.add({ ...at, rule: 'method-became-property' });
  if (place.kind === 'class' && !isAbstract(walk, old) && isAbstract(walk, now))
    report.add({ ...at, rule: 'member-became-abstract' });
  if (place.kind === 'class' && isProtected(walk, now) && !isProtected(walk, old)) {
    report.add({ ...at, rule: 'member-hidden', consumer: readConsumer(walk, place, old) });
    return;
  }
  const [oldNode, newNode] = [base, head];
  if (
    oldNode !== undefined &&
    newNode !== undefined &&
    walk.canonicals.same(oldNode, newNode) &&
    (old.declarations?.length ?? 0) === 1 &&
    (now.declarations?.length ?? 0) === 1
  ) {
    walk.follow(oldNode, newNode);
    return;
  }
  if (isUntypedMember(walk, old)) return;
  compareSetters(walk, place, old, now);
  const stripped = (symbol: ts.Symbol): ts.Type => {
    const type = checker.getTypeOfSymbol(symbol);
    return optional(symbol) ? withoutUndefined(walk, type) : type;
  };
  const [from, to] = [stripped(old), stripped(now)];
  const calls = (type: ts.Type): readonly ts.Signature[] =>
    type.isUnion() ? [] : checker.getSignaturesOfType(type, compiler.SignatureKind.Call);
  const [olds, news] = [calls(from), calls(to)];
  const typeNodes = { beforeNode: propertyType(oldNode), afterNode: propertyType(newNode) };
  if (
    typeNodes.beforeNode !== undefined &&
    typeNodes.afterNode !== undefined &&
    walk.canonicals.same(typeNodes.beforeNode, typeNodes.afterNode)
  ) {
    walk.follow(typeNodes.beforeNode, typeNodes.afterNode);
    return;
  }
  const rule: RuleId = place.kind === 'class' ? 'class-property-type-changed' : 'property-type-changed';
  const shared = { path, rule, before: from, after: to, base, head };
  const sameName =
    from.symbol !== undefined &&
    to.symbol !== undefined &&
    from.aliasSymbol === undefined &&
    walk.naming.mapped(from.symbol, to.symbol) &&
    !method(old) &&
    !method(now);
  if (olds.length > 0 && news.length > 0 && !sameName) {
    const methods = method(old) || (method(now) && place.flow !== input);
    const methodFlow: Flow = place.flow === 0 && methods ? output : methods ? place.flow : flow;
    compareSignatureLists(
      walk,
      { ...shared, flow: methodFlow, kind: compiler.SignatureKind.Call, ...calleeOf(walk, place, old) },
      olds,
      news,
    );
    return;
  }
  comparePlace(walk, { ...shared, ...typeNodes, flow, consumer: readConsumer(walk, place, old, from) });
}

/** A setter may accept more or less than the getter gives; a plain property accepts what it gives. */
function compareSetters(walk: Walk, place: MembersPlace, old: ts.Symbol, now: ts.Symbol): void {
  const { compiler, checker } = walk.world;
  const setter = (symbol: ts.Symbol): ts.ParameterDeclaration | undefined =>
    symbol.declarations?.find(compiler.isSetAccessor)?.parameters[0];
  const [before, after] = [setter(old), setter(now)];
  if (before === undefined || (after === undefined && isReadonly(walk, now))) return;
  comparePlace(walk, {
    path: memberPath(place, old),
    rule: place.kind === 'class' ? 'class-property-type-changed' : 'property-type-changed',
    before: checker.getTypeAtLocation(before),
    after: after === undefined ? checker.getTypeOfSymbol(now) : checker.getTypeAtLocation(after),
    beforeNode: before.type,
    afterNode: after === undefined ? propertyType(now.declarations?.[0]) : after.type,
    base: before,
    head: after ?? now.declarations?.[0] ?? place.head,
    flow: input,
  });
}

function compareMissing(
  walk: Walk,
  place: MembersPlace,
  old: ts.Symbol,
  hidden: ts.Symbol | undefined,
): void {
  const { world, report } = walk;
  const { checker, compiler } = world;
  const path = memberPath(place, old);
  const indexed = checker
    .getIndexInfosOfType(place.after)
    .find((info) => (info.keyType.flags & compiler.TypeFlags.String) !== 0);
  if (indexed !== undefined && hidden === undefined) {
    if (walk.relation.holds(checker.getTypeOfSymbol(old), indexed.type, 'output')) return;
  }
  const isMethod = (old.flags & compiler.SymbolFlags.Method) !== 0;
  const other =
    place.isStatic === undefined && place.owner !== undefined
      ? staticMember(walk, place.owner.after, old.name)
      : instanceMember(walk, place, old.name);
  const wasProperty = (old.flags & compiler.SymbolFlags.Accessor) !== 0 || !isMethod;
  const rule: RuleId =
    hidden !== undefined
      ? 'member-hidden'
      : other !== undefined && place.kind === 'class'
        ? place.isStatic === true
          ? 'class-member-became-instance'
          : 'class-member-became-static'
        : place.kind === 'class'
          ? wasProperty
            ? 'class-property-removed'
            : 'class-method-removed'
          : isMethod
            ? 'interface-method-removed'
            : 'property-removed';
  const unknown = hidden === undefined && extendsElsewhere(walk, place);
  report.add({
    rule: unknown ? 'not-decided' : rule,
    subject: path,
    base: old.declarations?.[0] ?? place.base,
    head: hidden?.declarations?.[0] ?? other?.declarations?.[0] ?? place.head,
    after: hidden === undefined ? '' : undefined,
    flow: place.flow,
    consumer: readConsumer(walk, place, old),
  });
}

/** The head is made of a type of another package, which may have the member. */
function extendsElsewhere(walk: Walk, place: MembersPlace): boolean {
  if (place.isStatic === true) return false;
  const opaque = (type: ts.Type): readonly ts.Symbol[] =>
    [type.symbol as ts.Symbol | undefined, ...heirs(walk, type)]
      .filter((symbol) => symbol !== undefined)
      .filter((symbol) => walk.naming.isOpaque(symbol));
  const before = opaque(place.before).map((symbol) => symbol.name);
  return opaque(place.after).some((symbol) => !before.includes(symbol.name));
}

function staticMember(walk: Walk, owner: ts.Symbol, name: string): ts.Symbol | undefined {
  if ((owner.flags & walk.world.compiler.SymbolFlags.Class) === 0) return undefined;
  return walk.world.checker.getPropertyOfType(walk.world.checker.getTypeOfSymbol(owner), name);
}

function instanceMember(walk: Walk, place: MembersPlace, name: string): ts.Symbol | undefined {
  if (place.owner === undefined || place.isStatic !== true) return undefined;
  return walk.world.checker.getPropertyOfType(
    walk.world.checker.getDeclaredTypeOfSymbol(place.owner.after),
    name,
  );
}

function compareAdded(walk: Walk, place: MembersPlace, now: ts.Symbol): void {
  const { world, report, policy } = walk;
  const { compiler, checker } = world;
  const subject = memberPath(place, now);
  const at = {
    subject,
    base: place.base,
    head: now.declarations?.[0] ?? place.head,
    before: '',
    flow: place.flow,
  };
  const optional = (now.flags & compiler.SymbolFlags.Optional) !== 0;
  const isMethod = (now.flags & compiler.SymbolFlags.Method) !== 0;
  if (place.head !== undefined && tagsOf(place.head).has('subclassable')) {
    report.add({ ...at, rule: 'required-member-added' });
    return;
  }
  if (place.kind === 'class') {
    if (movedBetweenSides(walk, place, now.name)) return;
    if (isAbstract(walk, now) && !isFinal(walk, place)) report.add({ ...at, rule: 'abstract-member-added' });
    else
      report.add({
        ...at,
        rule: isMethod ? 'class-method-added' : 'class-property-added',
        level: policy.classMemberAdded,
      });
    return;
  }
  if (optional) {
    report.add({ ...at, rule: 'optional-property-added' });
    return;
  }
  if (place.flow === output) {
    report.add({ ...at, rule: 'output-property-added', level: policy.outputMemberAdded });
    return;
  }
  // What users both get and give back is seldom made by hand.
  const level = place.flow === 3 && place.owner !== undefined ? ('review' as const) : undefined;
  const accepted = checker
    .getIndexInfosOfType(place.before)
    .some((info) => (info.keyType.flags & compiler.TypeFlags.String) !== 0);
  report.add({
    ...at,
    rule: isMethod ? 'required-interface-method-added' : 'required-property-added',
    level,
    consumer: accepted ? undefined : requiredConsumer(walk, place, now),
  });
}

/** From the class to its instances or back: told once, where it went missing. */
function movedBetweenSides(walk: Walk, place: MembersPlace, name: string): boolean {
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

function compareSignaturesOfType(walk: Walk, place: MembersPlace): void {
  const { checker, compiler } = walk.world;
  for (const [kind, rule] of [
    [compiler.SignatureKind.Call, 'interface-call-signature-changed'],
    [compiler.SignatureKind.Construct, 'interface-construct-signature-changed'],
  ] as const) {
    const [olds, news] = [
      checker.getSignaturesOfType(place.before, kind),
      checker.getSignaturesOfType(place.after, kind),
    ];
    const at = {
      subject: place.path,
      base: olds[0]?.declaration ?? place.base,
      head: news[0]?.declaration ?? place.head,
      flow: place.flow,
    };
    if (olds.length > 0 && news.length === 0) walk.report.add({ ...at, rule, after: '' });
    else if (olds.length === 0 && news.length > 0) {
      if (place.kind !== 'class' && place.flow !== output) walk.report.add({ ...at, rule, before: '' });
    } else if (olds.length > 0 && place.owner !== undefined) {
      compareSignatureLists(
        walk,
        {
          path: place.path,
          rule,
          before: place.before,
          after: place.after,
          base: at.base,
          head: at.head,
          flow: place.flow,
          kind,
        },
        olds,
        news,
      );
    }
  }
}

function compareIndexes(walk: Walk, place: MembersPlace): void {
  const { checker } = walk.world;
  const news = checker.getIndexInfosOfType(place.after);
  const olds = checker.getIndexInfosOfType(place.before);
  const added = olds.length === 0 ? news[0] : undefined;
  // What has an interface or a class for its type has no index signature by itself.
  if (added !== undefined && place.owner !== undefined && (place.flow & input) !== 0)
    walk.report.add({
      rule: 'index-signature-changed',
      level: 'review',
      subject: `${place.path}[${checker.typeToString(added.keyType)}]`,
      base: place.base,
      head: added.declaration ?? place.head,
      before: '',
      flow: place.flow,
    });
  for (const old of olds) {
    const now = news.find((info) => checker.isTypeAssignableTo(old.keyType, info.keyType));
    const base = old.declaration ?? place.base;
    const path = `${place.path}[${checker.typeToString(old.keyType)}]`;
    if (now === undefined)
      walk.report.add({
        rule: 'index-signature-changed',
        subject: path,
        base,
        head: place.head,
        after: '',
        flow: place.flow,
      });
    else
      comparePlace(walk, {
        path,
        rule: 'index-signature-changed',
        before: old.type,
        after: now.type,
        beforeNode: old.declaration?.type,
        afterNode: now.declaration?.type,
        base,
        head: now.declaration ?? place.head,
        flow: place.flow,
      });
  }
}

/** Inherited by both sides from the same declaration: a change is reported there. */
function isJudgedElsewhere(
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

function isAddedElsewhere(walk: Walk, place: MembersPlace, now: ts.Symbol): boolean {
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

function isExcluded(walk: Walk, symbol: ts.Symbol): boolean {
  const { compiler } = walk.world;
  if (symbol.name.startsWith('#') || symbol.name.startsWith('__#')) return true;
  return (symbol.declarations ?? []).some(
    (node) =>
      (compiler.getCombinedModifierFlags(node) & compiler.ModifierFlags.Private) !== 0 || isHidden(node),
  );
}

function isProtected(walk: Walk, symbol: ts.Symbol): boolean {
  return hasModifier(walk, symbol, walk.world.compiler.ModifierFlags.Protected);
}

function isAbstract(walk: Walk, symbol: ts.Symbol): boolean {
  return hasModifier(walk, symbol, walk.world.compiler.ModifierFlags.Abstract);
}

function hasModifier(walk: Walk, symbol: ts.Symbol, modifier: ts.ModifierFlags): boolean {
  return (symbol.declarations ?? []).some(
    (node) => (walk.world.compiler.getCombinedModifierFlags(node) & modifier) !== 0,
  );
}

function isReadonly(walk: Walk, symbol: ts.Symbol): boolean {
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

function isUntypedMember(walk: Walk, symbol: ts.Symbol): boolean {
  const node = symbol.declarations?.[0];
  if (node === undefined || !/\.[cm]?jsx?$/.test(node.getSourceFile().fileName)) return false;
  return (
    (symbol.flags & walk.world.compiler.SymbolFlags.Method) === 0 &&
    walk.world.compiler.getJSDocType(node) === undefined
  );
}

function withoutUndefined(walk: Walk, type: ts.Type): ts.Type {
  const { compiler, checker } = walk.world;
  if (!type.isUnion() || type.types.some((item) => (item.flags & compiler.TypeFlags.Null) !== 0)) return type;
  return checker.getNonNullableType(type);
}

function propertyType(node: ts.Node | undefined): ts.TypeNode | undefined {
  return node !== undefined && !('parameters' in node)
    ? (node as { readonly type?: ts.TypeNode }).type
    : undefined;
}

function classOf(walk: Walk, symbol: ts.Symbol): ts.ClassLikeDeclaration | undefined {
  return symbol.declarations?.find(walk.world.compiler.isClassLike);
}

function constructorOf(walk: Walk, node: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | undefined {
  return node.members.find(walk.world.compiler.isConstructorDeclaration);
}

function inheritsConstructor(walk: Walk, node: ts.ClassLikeDeclaration): boolean {
  return (
    constructorOf(walk, node) === undefined &&
    node.heritageClauses?.some((clause) => clause.token === walk.world.compiler.SyntaxKind.ExtendsKeyword) ===
      true
  );
}

function constructorAccess(walk: Walk, node: ts.ClassLikeDeclaration): 'public' | 'protected' | 'private' {
  const { compiler } = walk.world;
  const own = constructorOf(walk, node);
  const flags = own === undefined ? 0 : compiler.getCombinedModifierFlags(own);
  if ((flags & compiler.ModifierFlags.Private) !== 0) return 'private';
  return (flags & compiler.ModifierFlags.Protected) !== 0 ? 'protected' : 'public';
}

function memberPath(place: MembersPlace, symbol: ts.Symbol): string {
  const name = symbol.name.startsWith('__@') ? `[${symbol.name.slice(3).replace(/@.*$/, '')}]` : symbol.name;
  return /^[\w$[]/.test(name) ? `${place.path}.${name}` : `${place.path}[${JSON.stringify(name)}]`;
}

/** An expression of the type, for consumers: only types with a name of their own have one. */
function valueOf(place: MembersPlace): { readonly lines: string; readonly expression: string } | undefined {
  if (place.owner === undefined || place.path.includes('.')) return undefined;
  if (place.isStatic === true) return { lines: '', expression: place.path };
  const count =
    (place.base as { readonly typeParameters?: readonly unknown[] } | undefined)?.typeParameters?.length ?? 0;
  const args = count === 0 ? '' : `<${Array.from({ length: count }, () => 'any').join(', ')}>`;
  return { lines: `declare const it: ${place.path}${args};`, expression: 'it' };
}

function access(symbol: ts.Symbol): string | undefined {
  return /^[A-Za-z_$][\w$]*$/.test(symbol.name) ? `.${symbol.name}` : undefined;
}

function readConsumer(walk: Walk, place: MembersPlace, old: ts.Symbol, type?: ts.Type): string | undefined {
  const value = valueOf(place);
  const member = access(old);
  if (value === undefined || member === undefined || isProtected(walk, old)) return undefined;
  const wanted = typeText(walk.world, type ?? walk.world.checker.getTypeOfSymbol(old), undefined);
  return `${value.lines}\nexport const read: ${wanted} = ${value.expression}${member};`;
}

function writeConsumer(walk: Walk, place: MembersPlace, old: ts.Symbol): string | undefined {
  const value = valueOf(place);
  const member = access(old);
  if (value === undefined || member === undefined || isProtected(walk, old)) return undefined;
  return `${value.lines}\n${value.expression}${member} = ${value.expression}${member};`;
}

/** An object with the members that the old type asked for. */
function requiredConsumer(walk: Walk, place: MembersPlace, member: ts.Symbol): string | undefined {
  const { checker, compiler } = walk.world;
  const value = valueOf(place);
  if (value === undefined || place.isStatic === true) return undefined;
  const needed = checker
    .getPropertiesOfType(place.before)
    .filter((property) => (property.flags & compiler.SymbolFlags.Optional) === 0 && property !== member);
  const lines = needed.map(
    (property) =>
      `  ${JSON.stringify(property.name)}: ${typeText(walk.world, checker.getTypeOfSymbol(property), undefined)};`,
  );
  const type = value.lines.slice('declare const it: '.length, -1);
  return `declare const old: {\n${lines.join('\n')}\n};\nexport const made: ${type} = old;`;
}

function calleeOf(walk: Walk, place: MembersPlace, old: ts.Symbol): { readonly callee?: string } {
  const value = valueOf(place);
  const member = access(old);
  if (value === undefined || member === undefined || isProtected(walk, old)) return {};
  return {
    callee:
      value.lines === ''
        ? `${value.expression}${member}`
        : `(null! as ${value.lines.slice('declare const it: '.length, -1)})${member}`,
  };
}
