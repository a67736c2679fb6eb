/** Records, enums and fixed types that are the same on both sides by name. */
import type { Found, Purpose } from './collector.ts';
import type { Sides } from './walk.ts';
import { compareLogical, walk } from './walk.ts';
import { nameFits, readsMissing, writtenField } from './resolve.ts';
import type { EnumType, Field, FixedType, Named, RecordType, Spot } from './schema.ts';
import { simpleName } from './schema.ts';

export function compareRecords(sides: Sides, base: RecordType, head: RecordType, purpose: Purpose): void {
  compareNames(sides, base, head, purpose);
  const title = simpleName(head.name);
  const places = { base: base.spot, head: head.spot };
  compareFields(sides, { title, before: base.fields, after: head.fields, ...places, purpose });
}

export interface FieldsPair {
  readonly title: string;
  readonly before: ReadonlyMap<string, Field>;
  readonly after: ReadonlyMap<string, Field>;
  readonly base: Spot;
  readonly head: Spot;
  readonly purpose: Purpose;
}

/** The fields of a record, or the parameters of a message, which are sent as one. */
export function compareFields(sides: Sides, pair: FieldsPair): void {
  const { collector } = sides;
  const { title, before, after, purpose } = pair;
  /** Old fields that live on, by their own or by another name. */
  const kept = new Set<Field>();
  for (const field of after.values()) {
    const old = writtenField(field, before);
    const subject = `${title}.${field.name}`;
    if (old === undefined) {
      const found = { subject, base: pair.base, head: field.spot, pointer: field.pointer, purpose };
      const needed = field.default === undefined;
      const rule = needed ? 'avro/field-added-without-default' : 'avro/field-added';
      collector.add({ rule, ...found, newFails: needed, oldFails: false });
      continue;
    }
    // A field that takes its values from one that is still there is a new field beside it.
    if (old.name === field.name || !after.has(old.name)) kept.add(old);
    compareField(sides, old, field, pair);
  }
  for (const field of before.values()) {
    if (kept.has(field)) continue;
    const subject = `${title}.${field.name}`;
    const found = { subject, base: field.spot, head: pair.head, purpose };
    // The old schema may itself find its value under an alias.
    const needed = field.default === undefined && writtenField(field, after) === undefined;
    const rule = needed ? 'avro/field-removed-without-default' : 'avro/field-removed';
    collector.add({ rule, ...found, newFails: false, oldFails: needed });
  }
}

function compareField(sides: Sides, old: Field, field: Field, pair: FieldsPair): void {
  const { collector } = sides;
  const { title, after, purpose } = pair;
  const subject = `${title}.${field.name}`;
  const found = { subject, base: old.spot, head: field.spot, pointer: field.pointer, purpose };
  walk(sides, { base: old.type, head: field.type, subject, purpose });
  if (old.name !== field.name && !after.has(old.name)) {
    const oldFails = old.default === undefined && writtenField(old, after) === undefined;
    const renamed = { ...found, subject: `${title}.${old.name}`, args: { to: field.name } };
    collector.add({ rule: 'avro/field-renamed', ...renamed, newFails: false, oldFails });
  }
  compareAliases(sides, old.aliases, [...field.aliases, field.name], found);
  if (old.default === field.default || old.name !== field.name) return;
  if (field.default === undefined) {
    collector.add({ rule: 'avro/default-removed', ...found, args: { from: old.default ?? '' } });
  } else if (old.default !== undefined) {
    const args = { from: old.default, to: field.default };
    collector.add({ rule: 'avro/default-changed', ...found, args });
  }
}

export function compareEnums(sides: Sides, base: EnumType, head: EnumType, purpose: Purpose): void {
  compareNames(sides, base, head, purpose);
  const { collector } = sides;
  const title = simpleName(head.name);
  for (const [symbol, spot] of base.symbols) {
    if (head.symbols.has(symbol)) continue;
    const found = {
      subject: `${title}.${symbol}`,
      base: spot,
      head: head.spot,
      pointer: head.pointer,
      purpose,
    };
    if (readsMissing(head)) {
      const args = { to: head.default ?? '' };
      collector.add({ rule: 'avro/enum-symbol-defaulted', ...found, args, newFails: false, oldFails: false });
    } else collector.add({ rule: 'avro/enum-symbol-removed', ...found, newFails: true, oldFails: false });
  }
  const oldFails = !readsMissing(base);
  for (const [symbol, spot] of head.symbols) {
    if (base.symbols.has(symbol)) continue;
    const found = {
      subject: `${title}.${symbol}`,
      base: base.spot,
      head: spot,
      pointer: head.pointer,
      purpose,
    };
    collector.add({ rule: 'avro/enum-symbol-added', ...found, newFails: false, oldFails });
  }
  if (base.default === head.default || base.default === undefined) return;
  const found = { subject: title, base: base.spot, head: head.spot, pointer: head.pointer, purpose };
  const args = { from: base.default, to: head.default ?? '' };
  collector.add({
    rule: head.default === undefined ? 'avro/default-removed' : 'avro/default-changed',
    ...found,
    args,
  });
}

export function compareFixed(sides: Sides, base: FixedType, head: FixedType, purpose: Purpose): void {
  compareNames(sides, base, head, purpose);
  const subject = simpleName(head.name);
  if (base.size !== head.size) {
    const found = { subject, base: base.spot, head: head.spot, pointer: head.pointer, purpose };
    const args = { from: base.size, to: head.size };
    sides.collector.add({ rule: 'avro/fixed-size-changed', ...found, args, newFails: true, oldFails: true });
  }
  compareLogical(sides, { base, head, subject, purpose }, base.logical, head.logical);
}

function compareNames(sides: Sides, base: Named, head: Named, purpose: Purpose): void {
  const { collector } = sides;
  const [from, to] = [simpleName(base.name), simpleName(head.name)];
  const found = { subject: from, base: base.spot, head: head.spot, pointer: head.pointer, purpose };
  if (from !== to) {
    const args = { from, to, kind: base.kind };
    const oldFails = !nameFits(base, head);
    collector.add({ rule: 'avro/type-renamed', ...found, args, newFails: false, oldFails });
  } else if (base.name !== head.name && !head.aliases.includes(base.name)) {
    const args = { from: base.name, to: head.name };
    collector.add({ rule: 'avro/namespace-changed', ...found, args });
  }
  compareAliases(sides, base.aliases, [...head.aliases, head.name], found);
}

/** Data that was written under a former name can no longer be found under it. */
function compareAliases(
  sides: Sides,
  before: readonly string[],
  after: readonly string[],
  found: Omit<Found, 'rule'>,
): void {
  for (const alias of before) {
    if (after.some((one) => simpleName(one) === simpleName(alias))) continue;
    sides.collector.add({ rule: 'avro/alias-removed', ...found, args: { from: simpleName(alias) } });
  }
}
