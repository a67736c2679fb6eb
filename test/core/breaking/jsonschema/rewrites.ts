/** Schemas, and other ways to write them that allow the same values. */
import fc from 'fast-check';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type SchemaObject = Readonly<Record<string, Json>>;

/** Chooses among a few; the same numbers give the same rewrites. */
export interface Choices {
  readonly next: (of: number) => number;
}

export function choicesFrom(numbers: readonly number[]): Choices {
  let at = 0;
  return { next: (of) => (numbers.length === 0 ? 0 : (numbers[at++ % numbers.length] ?? 0) % of) };
}

const name = fc.constantFrom('id', 'size', 'note', 'kind', 'items', 'a b', 'x-y');

const leaf: fc.Arbitrary<SchemaObject> = fc.oneof(
  fc.record({ type: fc.constant('string'), maxLength: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ type: fc.constant('integer'), minimum: fc.integer({ min: -3, max: 3 }) }),
  fc.constant({ type: ['string', 'null'], minLength: 1 }),
  fc.constant({ enum: ['s', 'm', 3] }),
  fc.constant({ type: 'string', pattern: '^[a-z]+$' }),
  fc.constant({ type: 'boolean' }),
  fc.constant({ const: 'only' }),
);

export const schemas: fc.Arbitrary<SchemaObject> = fc.letrec<{ schema: SchemaObject }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .record({
        properties: fc.dictionary(name, tie('schema'), { minKeys: 1, maxKeys: 4 }),
        closed: fc.boolean(),
      })
      .chain(({ properties, closed }) =>
        fc.subarray(Object.keys(properties)).map((required) => ({
          type: 'object',
          properties,
          ...(required.length === 0 ? {} : { required }),
          ...(closed ? { additionalProperties: false } : {}),
        })),
      ),
    fc.tuple(tie('schema'), tie('schema')).map((parts) => ({
      oneOf: parts.map((part, at) => ({
        type: 'object',
        properties: { kind: { const: `k${at}` }, part },
        required: ['kind'],
      })),
    })),
    tie('schema').map((items) => ({ type: 'array', items, maxItems: 5 })),
    tie('schema').map((additionalProperties) => ({ type: 'object', additionalProperties })),
  ),
})).schema;

/** The same schema in other words; definitions that it needs are added to `definitions`. */
export function rewrite(
  schema: SchemaObject,
  choices: Choices,
  definitions: Record<string, Json>,
): SchemaObject {
  const inner = Object.fromEntries(
    shuffled(Object.entries(schema), choices).map(([key, value]) => [
      key,
      rewritten(key, value, choices, definitions),
    ]),
  );
  return wrap(inner, choices, definitions);
}

function rewritten(key: string, value: Json, choices: Choices, definitions: Record<string, Json>): Json {
  if (key === 'properties' && isObject(value)) {
    return Object.fromEntries(
      shuffled(Object.entries(value), choices).map(([property, schema]) => [
        property,
        isObject(schema) ? rewrite(schema, choices, definitions) : schema,
      ]),
    );
  }
  if ((key === 'items' || key === 'additionalProperties') && isObject(value)) {
    return rewrite(value, choices, definitions);
  }
  if (key === 'oneOf' && Array.isArray(value)) {
    return shuffled(value as Json[], choices).map((one) =>
      isObject(one) ? rewrite(one, choices, definitions) : one,
    );
  }
  if ((key === 'required' || key === 'enum') && Array.isArray(value))
    return shuffled(value as Json[], choices);
  return value;
}

function wrap(schema: SchemaObject, choices: Choices, definitions: Record<string, Json>): SchemaObject {
  const { type, minimum, enum: values, const: only, ...rest } = schema;
  switch (choices.next(9)) {
    case 0: {
      const key = `D${Object.keys(definitions).length}`;
      definitions[key] = schema;
      return { $ref: `#/$defs/${key}` };
    }
    case 1:
      return { allOf: [schema], description: 'Said twice.' };
    case 2:
      return { anyOf: [schema] };
    case 3:
      return split(schema);
    case 4:
      return Array.isArray(type)
        ? { oneOf: type.map((one: Json) => ({ ...schema, type: one })) }
        : { ...schema, title: 'T' };
    case 5:
      return typeof minimum === 'number' && type === 'integer'
        ? { type, ...rest, exclusiveMinimum: minimum - 1 }
        : { not: { not: schema } };
    case 6:
      return only === undefined ? schema : { ...rest, ...(type === undefined ? {} : { type }), enum: [only] };
    case 7:
      return Array.isArray(values) ? { anyOf: values.map((one: Json) => ({ const: one })) } : schema;
    default:
      return schema;
  }
}

/** An object in two halves that hold together. */
function split(schema: SchemaObject): SchemaObject {
  const { properties, required, additionalProperties, ...rest } = schema;
  if (!isObject(properties)) return schema;
  const [first, ...others] = Object.entries(properties);
  const closed = additionalProperties === undefined ? {} : { unevaluatedProperties: additionalProperties };
  const half = first === undefined ? {} : Object.fromEntries([first]);
  return {
    allOf: [{ ...rest, properties: half }, { properties: Object.fromEntries(others) }],
    ...(required === undefined ? {} : { required }),
    ...closed,
  };
}

function shuffled<Item>(items: readonly Item[], choices: Choices): Item[] {
  const left = [...items];
  const out: Item[] = [];
  while (left.length > 0) out.push(...left.splice(choices.next(left.length), 1));
  return out;
}

export function isObject(value: Json | undefined): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
