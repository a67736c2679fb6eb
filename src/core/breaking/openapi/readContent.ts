/** Parameters, bodies, responses and headers of OpenAPI 3. */
import type { DocumentNode, ScalarValue, Span } from '../document/node.ts';
import { booleanOf, entryOf, itemsOf, member, stringOf } from '../document/node.ts';
import type { Body, Content, Encoding, Header, Media, Parameter, Response } from './model.ts';
import type { Reader } from './parts.ts';
import { lifecycleOf, mediaKey, namedEntries, resolvedEntries, scalarOf, styleOf } from './parts.ts';

/** Those of the operation hide those of its path. */
export function readParameters(
  reader: Reader,
  lists: readonly (DocumentNode | undefined)[],
  path: string,
): ReadonlyMap<string, Parameter> {
  const parameters = new Map<string, Parameter>();
  for (const list of lists) {
    for (const item of itemsOf(reader.resolve(list))) {
      const node = reader.resolve(item);
      const parameter = node === undefined ? undefined : readParameter(reader, node);
      if (parameter !== undefined) parameters.set(parameterKey(parameter, path), parameter);
    }
  }
  return parameters;
}

/** Names of headers know no case; a parameter of the path is known by its position. */
export function parameterKey(
  { name, location }: { readonly name: string; readonly location: string },
  path: string,
): string {
  if (location === 'header') return `header ${name.toLowerCase()}`;
  const position = location === 'path' ? variablesOf(path).indexOf(name) : -1;
  return position === -1 ? `${location} ${name}` : `path {${position}}`;
}

export function variablesOf(path: string): readonly string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
}

function readParameter(reader: Reader, node: DocumentNode): Parameter | undefined {
  const name = stringOf(member(node, 'name'));
  const location = stringOf(member(node, 'in'));
  if (name === undefined || location === undefined || isIgnoredHeader(location, name)) return undefined;
  return {
    ...lifecycleOf(node),
    name,
    location,
    spot: entryOf(node, 'name') === undefined ? node : (member(node, 'name') ?? node),
    required: location === 'path' || booleanOf(member(node, 'required')) === true,
    style: styleOf(node, location),
    allowEmptyValue: booleanOf(member(node, 'allowEmptyValue')) === true,
    schema: member(node, 'schema'),
    content: readContent(reader, member(node, 'content')),
  };
}

/** The specification has these say nothing; they are described elsewhere. */
function isIgnoredHeader(location: string, name: string): boolean {
  return location === 'header' && /^(?:accept|content-type|authorization)$/i.test(name);
}

export function readBody(reader: Reader, spot: Span, value: DocumentNode | undefined): Body | undefined {
  const node = reader.resolve(value);
  if (node?.kind !== 'object') return undefined;
  return {
    spot,
    required: booleanOf(member(node, 'required')) === true,
    byFields: false,
    content: readContent(reader, member(node, 'content')),
  };
}

export function readContent(reader: Reader, value: DocumentNode | undefined): Content {
  const content = new Map<string, Media>();
  for (const { key, spot, value: node } of resolvedEntries(reader, value)) {
    const encoding = new Map<string, Encoding>();
    for (const one of namedEntries(reader, member(node, 'encoding'))) {
      encoding.set(one.key, { spot: one.spot, values: encodingOf(one.value) });
    }
    content.set(mediaKey(key), {
      type: key,
      spot,
      schema: member(node, 'schema'),
      itemSchema: member(node, 'itemSchema'),
      encoding,
    });
  }
  return content;
}

function encodingOf(node: DocumentNode): ReadonlyMap<string, ScalarValue> {
  const values = new Map<string, ScalarValue>();
  for (const keyword of ['contentType', 'style', 'explode', 'allowReserved']) {
    const value = scalarOf(member(node, keyword));
    if (value !== undefined && value !== null) values.set(keyword, value);
  }
  return values;
}

export function readResponses(reader: Reader, value: DocumentNode | undefined): Map<string, Response> {
  const responses = new Map<string, Response>();
  for (const { key, spot, value: node } of resolvedEntries(reader, value)) {
    responses.set(key.toUpperCase() === 'DEFAULT' ? 'default' : key.toUpperCase(), {
      spot,
      content: readContent(reader, member(node, 'content')),
      headers: readHeaders(reader, member(node, 'headers'), (header) => member(header, 'schema')),
    });
  }
  return responses;
}

export function readHeaders(
  reader: Reader,
  value: DocumentNode | undefined,
  schemaOf: (header: DocumentNode) => DocumentNode | undefined,
): ReadonlyMap<string, Header> {
  const headers = new Map<string, Header>();
  for (const { key, spot, value: node } of namedEntries(reader, value)) {
    const name = key.toLowerCase();
    if (name === 'content-type') continue;
    headers.set(name, {
      name: key,
      spot,
      required: booleanOf(member(node, 'required')) === true,
      deprecated: booleanOf(member(node, 'deprecated')) === true,
      style: styleOf(node, 'header'),
      schema: schemaOf(node),
      content: readContent(reader, member(node, 'content')),
    });
  }
  return headers;
}
