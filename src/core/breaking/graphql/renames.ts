/** Types that only changed their name. */
import type { InputValue, Schema, TypeDefinition } from './schema.ts';
import { namedType } from './schema.ts';

/** New name by old name: one type is gone, one of equal kind and content is new, and no other fits. */
export function findRenames(base: Schema, head: Schema): ReadonlyMap<string, string> {
  const gone = bySignature(base, head);
  const renames = new Map<string, string>();
  if (gone.size === 0) return renames;
  const added = bySignature(head, base);
  for (const [signature, [before, ...others]] of gone) {
    const [after, ...more] = added.get(signature) ?? [];
    if (before !== undefined && after !== undefined && others.length + more.length === 0)
      renames.set(before, after);
  }
  return renames;
}

function bySignature(schema: Schema, other: Schema): ReadonlyMap<string, readonly string[]> {
  const types = new Map<string, string[]>();
  for (const type of schema.types.values()) {
    if (type.broken || other.types.has(type.name) || other.unknown.has(type.name)) continue;
    const signature = signatureOf(type);
    if (signature === undefined) continue;
    const names = types.get(signature);
    if (names === undefined) types.set(signature, [type.name]);
    else names.push(type.name);
  }
  return types;
}

/** Undefined for what has no content of its own to compare. A type that names itself stays itself. */
function signatureOf(type: TypeDefinition): string | undefined {
  const named = (written: string): string =>
    namedType(written) === type.name ? written.replace(type.name, '*') : written;
  const inputs = (values: ReadonlyMap<string, InputValue>): readonly string[] =>
    [...values.values()].map((one) => `${one.name}:${named(one.type)}=${one.fallback ?? ''}`);
  const parts = [
    ...[...type.fields.values()].map(
      (field) => `${field.name}(${inputs(field.args).toSorted().join()}):${named(field.type)}`,
    ),
    ...inputs(type.inputs),
    ...type.values.keys(),
    ...[...type.members.keys()].map((name) => `|${name}`),
  ];
  if (parts.length === 0) return undefined;
  const interfaces = [...type.interfaces.keys()].toSorted().join('&');
  return `${type.kind} ${interfaces} ${parts.toSorted().join(' ')}`;
}
