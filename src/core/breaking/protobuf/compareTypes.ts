/** The type of a field: as it is, as the wire sees it, and as JSON sees it. */
import type { Context } from './context.ts';
import type { FieldPair } from './compareFields.ts';
import type { FieldType } from './fieldFacts.ts';
import type { Enum } from './model.ts';
import { shortName } from './model.ts';
import { renamed } from './renames.ts';
import type { Side } from './side.ts';

/** Types of one group read each other's bytes. */
const wireGroups: Readonly<Record<string, string>> = {
  int32: 'varint',
  int64: 'varint',
  uint32: 'varint',
  uint64: 'varint',
  bool: 'varint',
  sint32: 'zigzag',
  sint64: 'zigzag',
  fixed32: 'fixed32',
  sfixed32: 'fixed32',
  fixed64: 'fixed64',
  sfixed64: 'fixed64',
};

/** In JSON 64 bits are a string, and a boolean is no number. */
const jsonGroups: Readonly<Record<string, string>> = {
  int32: 'int32',
  uint32: 'int32',
  int64: 'int64',
  uint64: 'int64',
  fixed32: 'fixed32',
  sfixed32: 'fixed32',
  fixed64: 'fixed64',
  sfixed64: 'fixed64',
};

/** Kinds of types that have a name of their own. */
const named: ReadonlySet<string> = new Set(['message', 'group', 'enum', 'unknown']);

interface TypePair {
  readonly before: FieldType;
  readonly after: FieldType;
  readonly subject: string;
}

export function compareFieldTypes(context: Context, pair: FieldPair): void {
  const from = pair.before.facts;
  const to = pair.after.facts;
  if (from.map !== undefined && to.map !== undefined) {
    const { subject } = pair;
    compareType(context, pair, { before: from.map.key, after: to.map.key, subject: `${subject} (key)` });
    compareType(context, pair, {
      before: from.map.value,
      after: to.map.value,
      subject: `${subject} (value)`,
    });
    return;
  }
  compareType(context, pair, { before: from.type, after: to.type, subject: pair.subject });
}

/** The same by name, after renames; a name that nobody declares is the same however much of it is written. */
export function sameType({ base, head, renames }: Context, before: FieldType, after: FieldType): boolean {
  const from = renamed(renames, before.name);
  if (from === after.name || before.name === after.name) return true;
  const short = shortName(after.name);
  if (shortName(from) !== short) return false;
  // The nearer one of that name may stand in what could not be read.
  if (base.unknown.has(short) || head.unknown.has(short)) return true;
  if (before.kind !== 'unknown' && after.kind !== 'unknown') return false;
  return from.endsWith(`.${after.name}`) || after.name.endsWith(`.${from}`);
}

function compareType(context: Context, pair: FieldPair, { before, after, subject }: TypePair): void {
  const sameKind = before.kind === after.kind;
  const same = sameType(context, before, after);
  if (sameKind ? same : same && [before.kind, after.kind].includes('unknown')) return;
  const { collector } = context;
  const found = {
    subject,
    args: { from: typeText(before), to: typeText(after) },
    base: pair.before.field.typeSpot,
    head: pair.after.field.typeSpot,
  };
  collector.add({ rule: 'protobuf/field-type-changed', ...found });
  const wire = verdict(context, before, after, wireGroups);
  const widened = before.kind === 'string' && after.kind === 'bytes';
  if (wire !== 'fits' && !widened) {
    collector.add({ rule: 'protobuf/field-wire-type-changed', ...found, undecided: wire === 'unknown' });
  }
  const json = verdict(context, before, after, jsonGroups);
  if (json !== 'fits') {
    collector.add({ rule: 'protobuf/field-wire-json-type-changed', ...found, undecided: json === 'unknown' });
  }
}

function verdict(
  context: Context,
  before: FieldType,
  after: FieldType,
  groups: Readonly<Record<string, string>>,
): 'fits' | 'breaks' | 'unknown' {
  const group = ({ kind }: FieldType): string =>
    Object.hasOwn(groups, kind) ? (groups[kind] ?? kind) : kind;
  if (before.kind === 'enum' && after.kind === 'enum') {
    const from = enumNamed(context.base, before);
    const to = enumNamed(context.head, after);
    if (from === undefined || to === undefined || from.broken || to.broken) return 'unknown';
    return shortName(before.name) === shortName(after.name) && isPartOf(from, to) ? 'fits' : 'breaks';
  }
  if ([before, after].every(({ kind }) => named.has(kind))) {
    return [before, after].some(({ kind }) => kind === 'unknown') ? 'unknown' : 'breaks';
  }
  return group(before) === group(after) ? 'fits' : 'breaks';
}

/** Every name of the first enum has the same number in the second one. */
function isPartOf(part: Enum, whole: Enum): boolean {
  const numbers = new Map(whole.values.map(({ name, number }) => [name, number]));
  return part.values.every(({ name, number }) => numbers.get(name) === number);
}

function enumNamed(side: Side, { name }: FieldType): Enum | undefined {
  const [declared] = side.names.declared.get(name) ?? [];
  return declared !== undefined && 'values' in declared.declaration ? declared.declaration : undefined;
}

/** A group or message by its name, with the encoding where only that differs. */
function typeText({ kind, name }: FieldType): string {
  return kind === 'group' ? `group ${name}` : name;
}
