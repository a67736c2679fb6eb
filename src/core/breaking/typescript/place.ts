/** What the walk carries along, and the comparison of two types where they stand. */
import type ts from 'typescript6';
import type { Level } from '../change.ts';
import type { Canonicals } from './canonical.ts';
import { type Flow, type Flows, input, output } from './flow.ts';
import type { ExportTable, Naming } from './naming.ts';
import type { Policy } from './policy.ts';
import type { World } from './program.ts';
import type { Direction, Relation } from './relate.ts';
import type { Report } from './report.ts';
import type { RuleId } from './rules.ts';
import type { SameText } from './sameText.ts';

export interface Walk {
  readonly world: World;
  readonly naming: Naming;
  readonly canonicals: Canonicals;
  readonly relation: Relation;
  readonly sameText: SameText;
  readonly flows: Flows;
  readonly report: Report;
  readonly policy: Policy;
  /** What the sides offer, by entry point. */
  readonly base: readonly ExportTable[];
  readonly head: readonly ExportTable[];
  /** Compares two declarations at their own place, later and once. */
  readonly enqueue: (before: ts.Symbol, after: ts.Symbol) => void;
  /** Compares two types member by member. */
  compareMembers(place: MembersPlace): void;
  /** Goes on with everything that two equal texts name. */
  follow(before: ts.Node, after: ts.Node): void;
}

export interface TypePlace {
  readonly path: string;
  readonly rule: RuleId;
  readonly before: ts.Type;
  readonly after: ts.Type;
  readonly beforeNode?: ts.TypeNode | undefined;
  readonly afterNode?: ts.TypeNode | undefined;
  /** Where a finding stands. */
  readonly base: ts.Node | undefined;
  readonly head: ts.Node | undefined;
  readonly flow: Flow;
  readonly consumer?: string | undefined;
  /** True where an alias itself is compared, not a use of it. */
  readonly isMeaning?: boolean;
}

export interface MembersPlace {
  readonly path: string;
  readonly kind: 'class' | 'interface' | 'object';
  readonly before: ts.Type;
  readonly after: ts.Type;
  readonly base: ts.Node | undefined;
  readonly head: ts.Node | undefined;
  readonly flow: Flow;
  /** The declarations that the members belong to; what they inherit is judged at its own declaration. */
  readonly owner: { readonly before: ts.Symbol; readonly after: ts.Symbol } | undefined;
  /** True for the static side of a class. */
  readonly isStatic?: boolean;
}

/** Compares two types where they stand; objects without a name member by member. */
export function comparePlace(walk: Walk, place: TypePlace): void {
  const { world, canonicals, relation, report } = walk;
  const { before, after } = place;
  if (before === after || areVersions(before, after)) return;
  if (
    place.beforeNode !== undefined &&
    place.afterNode !== undefined &&
    canonicals.same(place.beforeNode, place.afterNode)
  ) {
    walk.follow(place.beforeNode, place.afterNode);
    return;
  }
  if (isAnonymous(world, before) && isAnonymous(world, after)) {
    walk.compareMembers({ ...place, kind: 'object', owner: undefined });
    return;
  }
  const failed: Direction[] = [];
  for (const direction of directionsOf(place.flow)) {
    relation.restart();
    if (
      place.isMeaning === true
        ? relation.meaningHolds(before, after, direction)
        : relation.holds(before, after, direction)
    )
      continue;
    if (
      relation.gaveUp() ||
      isHiddenAny(world, before, place.beforeNode) ||
      isHiddenAny(world, after, place.afterNode)
    ) {
      report.add({
        rule: 'not-decided',
        subject: place.path,
        base: place.base,
        head: place.head,
        flow: place.flow,
      });
      return;
    }
    failed.push(direction);
  }
  if (failed.length === 0) {
    noteHarmless(walk, place);
    return;
  }
  // Helpers that nobody can import compute the types of others; whether their results differ, nobody can tell here.
  const helper = place.isMeaning === true && isDeferred(world, before) && !isExportedAlias(walk, place);
  report.add({
    rule: place.rule,
    level: helper ? 'review' : undefined,
    sampled: place.isMeaning === true && isDeferred(world, before) ? countParameters(place.base) : undefined,
    subject: place.path,
    base: place.base,
    head: place.head,
    flow: place.flow,
    before: typeText(world, before, place.beforeNode),
    after: typeText(world, after, place.afterNode),
    consumer: place.consumer,
  });
}

const version = /^v?\d+\.\d+\.\d+(?:[-+][\w.+-]*)?$/;

/** The version of a package, kept as a constant: its type is another one in each release, as everybody knows. */
function areVersions(before: ts.Type, after: ts.Type): boolean {
  return (
    before.isStringLiteral() &&
    after.isStringLiteral() &&
    version.test(before.value) &&
    version.test(after.value)
  );
}

export function directionsOf(flow: Flow): readonly Direction[] {
  if (flow === output) return ['output'];
  return flow === input ? ['input'] : ['output', 'input'];
}

export function typeText(world: World, type: ts.Type, node: ts.Node | undefined): string {
  const { compiler, checker } = world;
  return node?.getText() ?? checker.typeToString(type, undefined, compiler.TypeFormatFlags.NoTruncation);
}

export function typeNodeOf(node: ts.Node | undefined): ts.TypeNode | undefined {
  const type = (node as { readonly type?: ts.TypeNode } | undefined)?.type;
  const isFunction = node !== undefined && 'parameters' in node;
  return isFunction ? undefined : type;
}

/** What stays usable although it was widened or narrowed is told as a feature. */
function noteHarmless(walk: Walk, place: TypePlace): void {
  const { relation, report, policy } = walk;
  if (place.flow !== input && place.flow !== output) return;
  relation.restart();
  const opposite: Direction = place.flow === output ? 'input' : 'output';
  const unchanged =
    place.isMeaning === true
      ? relation.meaningHolds(place.before, place.after, opposite)
      : relation.holds(place.before, place.after, opposite);
  if (unchanged || relation.gaveUp()) return;
  const rule: RuleId = place.flow === output ? 'output-type-narrowed' : 'input-type-widened';
  const level: Level = policy.harmlessTypeChange;
  report.add({
    rule,
    level,
    subject: place.path,
    base: place.base,
    head: place.head,
    flow: place.flow,
    before: typeText(walk.world, place.before, place.beforeNode),
    after: typeText(walk.world, place.after, place.afterNode),
  });
}

function countParameters(node: ts.Node | undefined): number | undefined {
  const count =
    (node as { readonly typeParameters?: readonly unknown[] } | undefined)?.typeParameters?.length ?? 0;
  return count === 0 ? undefined : count;
}

function isDeferred(world: World, type: ts.Type): boolean {
  const { compiler } = world;
  if (type.isUnionOrIntersection()) return type.types.some((item) => isDeferred(world, item));
  if ((type.flags & (compiler.TypeFlags.Instantiable | compiler.TypeFlags.TemplateLiteral)) !== 0)
    return true;
  return (
    (type.flags & compiler.TypeFlags.Object) !== 0 &&
    ((type as ts.ObjectType).objectFlags & compiler.ObjectFlags.Mapped) !== 0
  );
}

/** `any` that nobody wrote: a name from elsewhere was computed with. */
function isHiddenAny(world: World, type: ts.Type, node: ts.TypeNode | undefined): boolean {
  if ((type.flags & world.compiler.TypeFlags.Any) === 0 || node === undefined) return false;
  return !/\bany\b/.test(node.getText());
}

function isExportedAlias(walk: Walk, place: TypePlace): boolean {
  const symbol =
    place.base === undefined
      ? undefined
      : walk.world.checker.getSymbolAtLocation(
          (place.base as { readonly name?: ts.Node }).name ?? place.base,
        );
  return symbol === undefined || walk.naming.isExported(walk.naming.target(symbol));
}

function isAnonymous(world: World, type: ts.Type): boolean {
  if ((type.flags & world.compiler.TypeFlags.Object) === 0 || type.aliasSymbol !== undefined) return false;
  const name = (type.symbol as ts.Symbol | undefined)?.name;
  if (name !== '__type' && name !== '__object') return false;
  const mapped = ((type as ts.ObjectType).objectFlags & world.compiler.ObjectFlags.Mapped) !== 0;
  return !mapped && world.checker.getSignaturesOfType(type, world.compiler.SignatureKind.Call).length === 0;
}
