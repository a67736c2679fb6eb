/** Two types of one place: what one of them can no longer read of the other, told where it begins. */
import type { Collector, Found, Purpose } from './collector.ts';
import type { Lookup, Resolver } from './resolve.ts';
import { isUnknown, nameFits } from './resolve.ts';
import type { AvroType, Logical, Named } from './schema.ts';
import { isNamed, isPrimitive, simpleName, titleOf } from './schema.ts';

export interface Sides {
  readonly lookup: Lookup;
  readonly resolver: Resolver;
  readonly collector: Collector;
  /** Named types that wait to be compared, so that long chains of them need no deep stack. */
  readonly waiting: NamedPair[];
  readonly seen: Map<Named, Set<string>>;
}

export interface NamedPair {
  readonly base: Named;
  readonly head: Named;
  readonly purpose: Purpose;
}

/** A place that has a type on both sides. */
export interface Pair {
  readonly base: AvroType;
  readonly head: AvroType;
  readonly subject: string;
  readonly purpose: Purpose;
}

export function walk(sides: Sides, pair: Pair): void {
  const { lookup } = sides;
  const base = lookup(pair.base);
  const head = lookup(pair.head);
  if (base.kind === 'broken' || head.kind === 'broken') return;
  if (isUnknown(base) || isUnknown(head)) {
    compareUnknown(sides, pair, titleOf(base), titleOf(head));
    return;
  }
  if (base.kind === 'union' || head.kind === 'union') {
    compareUnions(sides, pair, branchesOf(base), branchesOf(head));
    return;
  }
  if (sameBranch(base, head)) {
    compareAlike(sides, pair, base, head);
    return;
  }
  compareUnlike(sides, pair, base, head);
}

/** The definition is in no file that can be found: equal names are taken to mean the same. */
function compareUnknown(sides: Sides, pair: Pair, from: string, to: string): void {
  const bare = (title: string): string => title.slice(title.lastIndexOf(' ') + 1);
  if (bare(from) === bare(to)) return;
  sides.collector.add({ rule: 'avro/type-unknown', ...placesOf(pair), args: { from, to } });
}

/** Types of the same kind, and of names that may be compared. */
function compareAlike(sides: Sides, pair: Pair, base: AvroType, head: AvroType): void {
  const { subject, purpose } = pair;
  if (base.kind === 'array' && head.kind === 'array') {
    walk(sides, { base: base.items, head: head.items, subject: `${subject}[]`, purpose });
  } else if (base.kind === 'map' && head.kind === 'map') {
    walk(sides, { base: base.values, head: head.values, subject: `${subject}{}`, purpose });
  } else if (isNamed(base) && isNamed(head)) {
    later(sides, { base, head, purpose });
  } else if (isPrimitive(base) && isPrimitive(head)) {
    compareLogical(sides, pair, base.logical, head.logical);
  }
}

function later(sides: Sides, pair: NamedPair): void {
  const key = `${pair.purpose} ${pair.head.spot.file.path} ${pair.head.pointer}`;
  const seen = sides.seen.get(pair.base) ?? new Set();
  if (seen.has(key)) return;
  seen.add(key);
  sides.seen.set(pair.base, seen);
  sides.waiting.push(pair);
}

function compareUnlike(sides: Sides, pair: Pair, base: AvroType, head: AvroType): void {
  const newFails = !sides.resolver.reads(head, base);
  const oldFails = !sides.resolver.reads(base, head);
  if (isNamed(base) && isNamed(head) && base.kind === head.kind) {
    const args = { from: simpleName(base.name), to: simpleName(head.name), kind: base.kind };
    const places = { subject: args.from, base: base.spot, head: head.spot, pointer: head.pointer };
    const { purpose } = pair;
    sides.collector.add({ rule: 'avro/name-changed', ...places, purpose, args, newFails, oldFails });
    return;
  }
  if (isPrimitive(base) && isPrimitive(head) && logicalFrom(base.logical, head.logical) !== undefined) {
    const names = { from: base.logical?.name ?? '', to: head.logical?.name ?? '' };
    const found = { ...placesOf(pair), args: names, newFails: true, oldFails: true };
    sides.collector.add({ rule: 'avro/logical-type-changed', ...found });
    return;
  }
  sides.collector.add(typeFound(sides, pair, { base, head, newFails, oldFails }));
}

interface Readable {
  readonly base: AvroType;
  readonly head: AvroType;
  readonly newFails: boolean;
  readonly oldFails: boolean;
}

/** The rule is about the two types alone; beside other branches of a union less, or more, may be readable. */
function typeFound({ resolver }: Sides, pair: Pair, { base, head, newFails, oldFails }: Readable): Found {
  const widens = resolver.reads(head, base);
  const narrows = resolver.reads(base, head);
  const rule = widens
    ? narrows
      ? 'avro/type-exchanged'
      : 'avro/type-widened'
    : narrows
      ? 'avro/type-narrowed'
      : 'avro/type-changed';
  return { rule, ...placesOf(pair), args: { from: titleOf(base), to: titleOf(head) }, newFails, oldFails };
}

/** A type that is no union counts as a union of itself alone: data fits one branch or the other all the same. */
function compareUnions(
  sides: Sides,
  pair: Pair,
  before: readonly AvroType[],
  after: readonly AvroType[],
): void {
  const { resolver, collector } = sides;
  const gone: AvroType[] = [];
  const left = after.map((branch) => sides.lookup(branch));
  for (const branch of before.map((one) => sides.lookup(one))) {
    const match = takeMatch(left, branch, (one) => resolver.reads(one, branch));
    if (match === undefined) gone.push(branch);
    else walk(sides, { ...pair, base: branch, head: match });
  }
  for (const branch of gone) {
    const newFails = !after.some((one) => resolver.reads(one, branch));
    const index = left.findIndex((one) => resolver.reads(one, branch) || resolver.reads(branch, one));
    const [partner] = index === -1 ? [] : left.splice(index, 1);
    if (partner === undefined) {
      const args = { from: titleOf(branch) };
      const found = { ...placesOf(pair), args, newFails };
      collector.add({ rule: 'avro/union-branch-removed', ...found, oldFails: false });
    } else {
      const oldFails = !before.some((one) => resolver.reads(one, partner));
      if (isNamed(branch) && isNamed(partner) && branch.kind === partner.kind) {
        compareUnlike(sides, pair, branch, partner);
      } else collector.add(typeFound(sides, pair, { base: branch, head: partner, newFails, oldFails }));
    }
  }
  for (const branch of left) {
    const oldFails = !before.some((one) => resolver.reads(one, branch));
    const args = { to: titleOf(branch) };
    const found = { ...placesOf(pair), args, oldFails };
    collector.add({ rule: 'avro/union-branch-added', ...found, newFails: false });
  }
}

/** Takes the branch that a branch of the other side is compared with; of several the one that can read it. */
function takeMatch(
  left: AvroType[],
  branch: AvroType,
  reads: (one: AvroType) => boolean,
): AvroType | undefined {
  const alike = left.filter((one) => sameBranch(branch, one));
  const exact = alike.filter((one) => isNamed(one) && isNamed(branch) && one.name === branch.name);
  const match = exact[0] ?? alike.find(reads) ?? alike[0];
  if (match !== undefined) left.splice(left.indexOf(match), 1);
  return match;
}

/** Whether two types are told apart part by part rather than as a whole. */
function sameBranch(base: AvroType, head: AvroType): boolean {
  if (isUnknown(base) || isUnknown(head)) return titleOf(base) === titleOf(head);
  if (base.kind !== head.kind) return false;
  return !isNamed(base) || !isNamed(head) || nameFits(head, base);
}

export function compareLogical(
  sides: Sides,
  pair: Pair,
  before: Logical | undefined,
  after: Logical | undefined,
): void {
  const { collector } = sides;
  const places = placesOf(pair);
  if (before === undefined || after === undefined) {
    if (before !== undefined) {
      collector.add({ rule: 'avro/logical-type-removed', ...places, args: { from: before.name } });
    } else if (after !== undefined) {
      collector.add({ rule: 'avro/logical-type-added', ...places, args: { to: after.name } });
    }
    return;
  }
  const both = { newFails: true, oldFails: true };
  if (before.name !== after.name) {
    const args = { from: before.name, to: after.name };
    collector.add({ rule: 'avro/logical-type-changed', ...places, args, ...both });
    return;
  }
  const [scale, newScale] = [before.scale ?? 0, after.scale ?? 0];
  if (scale !== newScale) {
    const args = { from: scale, to: newScale };
    collector.add({ rule: 'avro/decimal-scale-changed', ...places, args, ...both });
    return;
  }
  const [precision, newPrecision] = [before.precision ?? 0, after.precision ?? 0];
  if (precision === newPrecision) return;
  const lower = newPrecision < precision;
  collector.add({
    rule: lower ? 'avro/decimal-precision-lowered' : 'avro/decimal-precision-raised',
    ...places,
    args: { from: precision, to: newPrecision },
    newFails: lower,
    oldFails: !lower,
  });
}

function logicalFrom(before: Logical | undefined, after: Logical | undefined): string | undefined {
  return before === undefined || after === undefined || before.name === after.name ? undefined : before.name;
}

function branchesOf(type: AvroType): readonly AvroType[] {
  return type.kind === 'union' ? type.branches : [type];
}

export function placesOf({
  base,
  head,
  subject,
  purpose,
}: Pair): Pick<Found, 'subject' | 'base' | 'head' | 'pointer' | 'purpose'> {
  return { subject, base: base.spot, head: head.spot, pointer: head.pointer, purpose };
}
