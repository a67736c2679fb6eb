/** A document, as far as it describes an API of HTTP. */
import type { DocumentNode, Span } from '../document/node.ts';
import { entriesOf, entryOf, member } from '../document/node.ts';
import type { Api, Operation } from './model.ts';
import type { Reader } from './parts.ts';
import { lifecycleOf, resolvedEntries, scalarTextOf } from './parts.ts';
import { readBody, readParameters, readResponses } from './readContent.ts';
import { readElements, readSecurity, readServers } from './readSecurity.ts';
import { readSwaggerInput, readSwaggerResponses } from './readSwagger.ts';

/** `2.0`, `3.1`; undefined for what is no such document. */
export function versionOf(node: DocumentNode | undefined): string | undefined {
  const text = scalarTextOf(member(node, 'openapi')) ?? scalarTextOf(member(node, 'swagger'));
  return text === undefined ? undefined : /^\d+(?:\.\d+)?/.exec(text)?.[0];
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

export function readApi(reader: Reader): Api {
  const { root } = reader;
  const swagger = reader.version.startsWith('2');
  const components = reader.resolve(member(root, 'components'));
  return {
    version: reader.version,
    spot: entryOf(root, swagger ? 'swagger' : 'openapi') ?? root,
    pathsSpot: entryOf(root, 'paths') ?? root,
    operations: resolvedEntries(reader, member(root, 'paths')).flatMap(({ key, spot, value }) =>
      readPath(reader, { path: key, spot, node: value }, (method) => `${method} ${key}`),
    ),
    webhooks: [
      ...resolvedEntries(reader, member(root, 'webhooks')),
      ...resolvedEntries(reader, member(root, 'x-webhooks')),
    ].flatMap(({ key, spot, value }) =>
      readPath(reader, { path: key, spot, node: value }, (method) => `webhook ${key} ${method}`),
    ),
    servers: readServers(reader),
    securitySchemes: readElements(
      reader,
      swagger ? member(root, 'securityDefinitions') : member(components, 'securitySchemes'),
    ),
    schemas: new Map(
      entriesOf(reader.resolve(swagger ? member(root, 'definitions') : member(components, 'schemas'))).map(
        (entry) => [entry.key, { spot: entry, node: entry.value }],
      ),
    ),
    gaps: reader.gaps,
  };
}

interface PathItem {
  readonly path: string;
  readonly spot: Span;
  readonly node: DocumentNode;
}

function readPath(reader: Reader, item: PathItem, title: (method: string) => string): readonly Operation[] {
  const named = [
    ...methods.map((method) => ({ method: method.toUpperCase(), entry: entryOf(item.node, method) })),
    ...entriesOf(member(item.node, 'additionalOperations')).map((entry) => ({ method: entry.key, entry })),
  ];
  return named.flatMap(({ method, entry }) => {
    const node = reader.resolve(entry?.value);
    if (entry === undefined || node?.kind !== 'object') return [];
    return [readOperation(reader, item, { method, node, spot: entry, title: title(method) })];
  });
}

function readOperation(
  reader: Reader,
  item: PathItem,
  own: { readonly method: string; readonly node: DocumentNode; readonly spot: Span; readonly title: string },
): Operation {
  const { node, spot, title } = own;
  const lists = [member(item.node, 'parameters'), member(node, 'parameters')];
  const id = entryOf(node, 'operationId');
  const lifecycle = lifecycleOf(node);
  const misses = reader.misses();
  const operation = {
    ...lifecycle,
    stability: lifecycle.stability ?? lifecycleOf(item.node).stability,
    path: item.path,
    method: own.method,
    title,
    spot,
    pathSpot: item.spot,
    id: id === undefined ? undefined : { text: scalarTextOf(id.value) ?? '', spot: id },
    ...readTraffic(reader, { node, lists, spot, path: item.path }),
    security: readSecurity(reader, { node, spot }),
    callbacks: resolvedEntries(reader, member(node, 'callbacks')).flatMap((callback) =>
      resolvedEntries(reader, callback.value).flatMap(({ key, spot: at, value }) =>
        readPath(
          reader,
          { path: key, spot: at, node: value },
          (method) => `${title} callback ${callback.key} ${method}`,
        ),
      ),
    ),
  };
  return { ...operation, partial: reader.misses() > misses };
}

type Traffic = Pick<Operation, 'parameters' | 'body' | 'responses'>;

function readTraffic(
  reader: Reader,
  operation: {
    readonly node: DocumentNode;
    readonly lists: readonly (DocumentNode | undefined)[];
    readonly spot: Span;
    readonly path: string;
  },
): Traffic {
  const { node, lists, path } = operation;
  const responses = member(node, 'responses');
  if (!reader.version.startsWith('2')) {
    const body = entryOf(node, 'requestBody');
    return {
      parameters: readParameters(reader, lists, path),
      body: body === undefined ? undefined : readBody(reader, body, body.value),
      responses: readResponses(reader, responses),
    };
  }
  const consumes = member(node, 'consumes') ?? member(reader.root, 'consumes');
  const produces = member(node, 'produces') ?? member(reader.root, 'produces');
  return {
    ...readSwaggerInput(reader, lists, { path, consumes }),
    responses: readSwaggerResponses(reader, responses, produces),
  };
}
