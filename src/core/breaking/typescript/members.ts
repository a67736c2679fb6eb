/** Members of classes, interfaces and object types, by name. */
import { tagsOf } from './canonical.ts';
import { type Flow, input, output } from './flow.ts';
import {
  extendsElsewhere,
  instanceMember,
  isAddedElsewhere,
  isJudgedElsewhere,
  movedBetweenSides,
  staticMember,
} from './inheritance.ts';
import { calleeOf, readConsumer, requiredConsumer, writeConsumer } from './memberConsumers.ts';
import {
  isAbstract,
  isExcluded,
  isFinal,
  isProtected,
  isReadonly,
  isUntypedMember,
  memberPath,
  propertyType,
  withoutUndefined,
} from './memberFacts.ts';
import { type MembersPlace, type Walk, comparePlace } from './place.ts';
import { propertyNamed } from './arity.ts';
import type { RuleId } from './rules.ts';
import { compareSignatureLists } from './signatures.ts';
import type ts from 'typescript6';

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
