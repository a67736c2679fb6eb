/**
 * Swagger 2.0: the body and the fields of forms are parameters there, and schemas of parameters and
 * headers stand among their other keywords. All of it becomes what OpenAPI 3 would say.
 */
import type { DocumentEntry, DocumentNode, ObjectNode, ScalarNode, Span } from '../document/node.ts';
import { booleanOf, entriesOf, itemsOf, member, stringOf } from '../document/node.ts';
import type { Body, Content, Media, Parameter, Response, Style } from './model.ts';
import type { Reader } from './parts.ts';
import { defaultStyle, lifecycleOf, mediaKey, resolvedEntries } from './parts.ts';
import { parameterKey, readHeaders } from './readContent.ts';

export interface SwaggerInput {
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly body: Body | undefined;
}

/** `consumes` of the operation, or of the document where it has none. */
export function readSwaggerInput(
  reader: Reader,
  lists: readonly (DocumentNode | undefined)[],
  operation: { readonly path: string; readonly consumes: DocumentNode | undefined },
): SwaggerInput {
  const parameters = new Map<string, Parameter>();
  const fields = new Map<string, DocumentNode>();
  let body: DocumentNode | undefined;
  for (const list of lists) {
    for (const item of itemsOf(reader.resolve(list))) {
      const node = reader.resolve(item);
      const name = stringOf(member(node, 'name'));
      const location = stringOf(member(node, 'in'));
      if (node === undefined || location === undefined) continue;
      if (location === 'body') body = node;
      else if (name !== undefined && location === 'formData') fields.set(name, node);
      else if (name !== undefined) {
        parameters.set(parameterKey({ name, location }, operation.path), readParameter(node, name, location));
      }
    }
  }
  return { parameters, body: readBody(body, fields, operation.consumes) };
}

function readParameter(node: DocumentNode, name: string, location: string): Parameter {
  return {
    ...lifecycleOf(node),
    name,
    location,
    spot: member(node, 'name') ?? node,
    required: location === 'path' || booleanOf(member(node, 'required')) === true,
    style: styleOfCollection(node, location),
    allowEmptyValue: booleanOf(member(node, 'allowEmptyValue')) === true,
    schema: schemaAmong(node),
    content: new Map(),
  };
}

const collectionStyles: Readonly<Record<string, Style>> = {
  multi: { style: 'form', explode: true },
  ssv: { style: 'spaceDelimited', explode: false },
  tsv: { style: 'tabDelimited', explode: false },
  pipes: { style: 'pipeDelimited', explode: false },
};

function styleOfCollection(node: DocumentNode, location: string): Style {
  const style = defaultStyle(location);
  // What is no list is written the same way in all of them.
  if (stringOf(member(node, 'type')) !== 'array') return { style, explode: style === 'form' };
  const format = stringOf(member(node, 'collectionFormat')) ?? 'csv';
  return collectionStyles[format] ?? { style, explode: false };
}

function readBody(
  body: DocumentNode | undefined,
  fields: ReadonlyMap<string, DocumentNode>,
  consumes: DocumentNode | undefined,
): Body | undefined {
  const named = itemsOf(consumes)
    .map(stringOf)
    .filter((type) => type !== undefined);
  if (body !== undefined) {
    const spot = member(body, 'name') ?? body;
    const schema = member(body, 'schema');
    const content = contentOf(named.length === 0 ? ['application/json'] : named, spot, schema);
    return { spot, required: booleanOf(member(body, 'required')) === true, byFields: false, content };
  }
  const [first] = fields.values();
  if (first === undefined) return undefined;
  const forms = named.filter((type) => /form/i.test(type));
  const holdsFile = [...fields.values()].some((field) => stringOf(member(field, 'type')) === 'file');
  const type = holdsFile ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
  const required = [...fields.values()].some((field) => booleanOf(member(field, 'required')) === true);
  return {
    spot: first,
    required,
    byFields: true,
    content: contentOf(forms.length === 0 ? [type] : forms, first, formOf(fields)),
  };
}

function contentOf(types: readonly string[], spot: Span, schema: DocumentNode | undefined): Content {
  return new Map(
    types.map((type): readonly [string, Media] => [
      mediaKey(type),
      { type, spot, schema, itemSchema: undefined, encoding: new Map() },
    ]),
  );
}

/** An object with a property for each field. */
function formOf(fields: ReadonlyMap<string, DocumentNode>): DocumentNode {
  const [first] = fields.values();
  const at: Span = first ?? { source: { path: '', text: '' }, start: 0, end: 0 };
  const properties = [...fields].map(([name, field]) =>
    entry(name, member(field, 'name') ?? field, schemaAmong(field)),
  );
  const required = [...fields]
    .filter(([, field]) => booleanOf(member(field, 'required')) === true)
    .map(([name, field]) => text(name, member(field, 'name') ?? field));
  return objectAt(at, [
    entry('type', at, text('object', at)),
    entry('properties', at, objectAt(at, properties)),
    ...(required.length === 0
      ? []
      : [entry('required', at, { ...spanOf(at), kind: 'array' as const, items: required })]),
  ]);
}

const noSchema = new Set([
  'name',
  'in',
  'required',
  'description',
  'collectionFormat',
  'allowEmptyValue',
  'schema',
]);
const schemas = new WeakMap<DocumentNode, ObjectNode>();

/** The keywords of a schema among those of a parameter or a header, always as the same node. */
export function schemaAmong(node: DocumentNode): DocumentNode {
  const known = schemas.get(node);
  if (known !== undefined) return known;
  const schema = objectAt(
    node,
    entriesOf(node).filter(
      ({ key }) => !noSchema.has(key) && !(key.startsWith('x-') && key !== 'x-nullable'),
    ),
  );
  schemas.set(node, schema);
  return schema;
}

function objectAt(at: Span, entries: readonly DocumentEntry[]): ObjectNode {
  return { ...spanOf(at), kind: 'object', entries: new Map(entries.map((one) => [one.key, one])) };
}

function entry(key: string, at: Span, value: DocumentNode): DocumentEntry {
  return { ...spanOf(at), key, value };
}

function text(value: string, at: Span): ScalarNode {
  return { ...spanOf(at), kind: 'scalar', value };
}

function spanOf({ source, start, end }: Span): Span {
  return { source, start, end };
}

/** `produces` of the operation, or of the document where it has none. */
export function readSwaggerResponses(
  reader: Reader,
  value: DocumentNode | undefined,
  produces: DocumentNode | undefined,
): ReadonlyMap<string, Response> {
  const named = itemsOf(produces)
    .map(stringOf)
    .filter((type) => type !== undefined);
  const responses = new Map<string, Response>();
  for (const { key, spot, value: node } of resolvedEntries(reader, value)) {
    const schema = member(node, 'schema');
    const types = named.length === 0 ? ['application/json'] : named;
    responses.set(key.toLowerCase() === 'default' ? 'default' : key, {
      spot,
      content: schema === undefined ? new Map() : contentOf(types, spot, schema),
      headers: readHeaders(reader, member(node, 'headers'), schemaAmong),
    });
  }
  return responses;
}
