/** What a field means, however it is spelled: kind, cardinality, default value, name in JSON. */
import type { Features } from './features.ts';
import { withOptions } from './features.ts';
import type { Field, Message, Oneof, ProtoFile } from './model.ts';
import { optionOf } from './model.ts';
import { resolveType, scalars } from './resolve.ts';
import type { Side } from './side.ts';

/** A scalar type, `enum`, `message`, `group`, or `unknown` for a name that nobody declares. */
export type Kind = string;

export interface FieldType {
  readonly kind: Kind;
  /** Full name of an enum or a message; the scalar type otherwise. */
  readonly name: string;
}

export type Cardinality = 'required' | 'repeated' | 'map' | 'explicit presence' | 'implicit presence';

export interface FieldFacts {
  readonly type: FieldType;
  readonly map: { readonly key: FieldType; readonly value: FieldType } | undefined;
  readonly cardinality: Cardinality;
  readonly features: Features;
  /** Canonical; undefined where a default value makes no sense. */
  readonly fallback: Fallback | undefined;
  readonly jsonName: string;
}

export interface Fallback {
  /** The number of a value of an enum: another name for it changes nothing. */
  readonly value: string;
  /** What people are told. */
  readonly text: string;
}

/** Where a field is declared. */
export interface FieldHome {
  readonly side: Side;
  readonly file: ProtoFile;
  readonly scope: string;
  /** Of what surrounds the field. */
  readonly features: Features;
  readonly extension: boolean;
}

export function factsOf(
  field: Field,
  { side, file, scope, features: around, extension }: FieldHome,
): FieldFacts {
  const features = withOptions(around, field.options);
  const typeOf = (written: string): FieldType => fieldType(written, { side, file, scope });
  const map =
    field.map === undefined ? undefined : { key: typeOf(field.map.key), value: typeOf(field.map.value) };
  const plain = map === undefined ? typeOf(field.type) : { kind: 'message', name: 'map' };
  const delimited = features.messageEncoding === 'DELIMITED' && plain.kind === 'message' && map === undefined;
  const type = field.group || delimited ? { ...plain, kind: 'group' } : plain;
  const cardinality = cardinalityOf(field, type.kind, features, extension);
  return {
    type,
    map,
    cardinality,
    features,
    fallback: fallbackOf(field, type, cardinality, side),
    jsonName: jsonNameOf(field),
  };
}

/** Features that hold inside of a message, and inside of one of its oneofs. */
export function aroundField(message: Message, features: Features, field: Field): Features {
  const oneof: Oneof | undefined = message.oneofs.find(({ name }) => name === field.oneof);
  return oneof === undefined ? features : withOptions(features, oneof.options);
}

function fieldType(
  written: string,
  { side, file, scope }: Pick<FieldHome, 'side' | 'file' | 'scope'>,
): FieldType {
  if (scalars.has(written)) return { kind: written, name: written };
  const { name, kind } = resolveType(side.names, file, scope, written);
  return { name, kind };
}

function cardinalityOf(field: Field, kind: Kind, features: Features, extension: boolean): Cardinality {
  if (field.map !== undefined) return 'map';
  if (field.label === 'repeated') return 'repeated';
  if (field.label === 'required' || features.fieldPresence === 'LEGACY_REQUIRED') return 'required';
  const always =
    kind === 'message' ||
    kind === 'group' ||
    field.oneof !== undefined ||
    extension ||
    field.label === 'optional';
  return always || features.fieldPresence !== 'IMPLICIT' ? 'explicit presence' : 'implicit presence';
}

function fallbackOf(
  field: Field,
  type: FieldType,
  cardinality: Cardinality,
  side: Side,
): Fallback | undefined {
  if (cardinality === 'repeated' || cardinality === 'map') return undefined;
  const written = optionOf(field.options, 'default')?.value;
  switch (type.kind) {
    case 'message':
    case 'group':
    case 'unknown':
      return undefined;
    case 'enum':
      return enumFallback(written, type, side);
    case 'bool':
      return plain(written ?? 'false');
    case 'string':
      return plain(written ?? '""');
    case 'bytes':
      return plain(written === undefined ? '""' : unescaped(written));
    case 'float':
      return plain(String(Math.fround(Number(written ?? 0))));
    default:
      return plain(written ?? '0');
  }
}

function plain(value: string): Fallback {
  return { value, text: value };
}

function enumFallback(written: string | undefined, { name }: FieldType, side: Side): Fallback | undefined {
  const [declared] = side.names.declared.get(name) ?? [];
  if (declared === undefined || !('values' in declared.declaration)) {
    return written === undefined ? undefined : plain(written);
  }
  const { values, broken } = declared.declaration;
  if (broken) return undefined;
  const value = written === undefined ? values[0] : values.find((one) => one.name === written);
  if (value !== undefined) return { value: String(value.number), text: value.name };
  return written === undefined ? undefined : plain(written);
}

/** `"\001"` and `"\x01"` are the same byte. */
function unescaped(written: string): string {
  return written.replace(/\\(?:([0-7]{1,3})|[xX]([\da-fA-F]{1,2}))/g, (_, octal?: string, hex?: string) =>
    String.fromCharCode(
      octal === undefined ? Number.parseInt(hex ?? '0', 16) : Number.parseInt(octal, 8) & 255,
    ),
  );
}

/** `foo_bar` is `fooBar` in JSON unless the option `json_name` says otherwise. */
function jsonNameOf(field: Field): string {
  const written = optionOf(field.options, 'json_name')?.value;
  if (written !== undefined) return written.replaceAll('"', '');
  return field.name.replace(/_+(.?)/g, (_, letter: string) => letter.toUpperCase());
}
