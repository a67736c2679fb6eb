/** JSON to schemas. What is no schema is marked as broken, and reading goes on beside it. */
import { readJsonDocument } from '../document/json.ts';
import type { DocumentNode, ObjectNode } from '../document/node.ts';
import { entriesOf, member, stringOf } from '../document/node.ts';
import { readLogical } from './logical.ts';
import type { Position, Range, Reader } from './reading.ts';
import { broken, canonical, escaped, inner, node, nothing, qualified, spotOf, stringsIn } from './reading.ts';
import type {
  AvroType,
  Document,
  Field,
  Message,
  Named,
  Protocol,
  Reference,
  SourceFile,
  Spot,
  Union,
} from './schema.ts';
import { isNamed, isPrimitive, primitives } from './schema.ts';

/** Where it stops to be JSON, for a text that is none. */
export function readDocument(file: SourceFile): Document | { readonly stopped: number } {
  const reading = readJsonDocument(file);
  const [root] = reading.documents;
  const problem = reading.problems.find(({ code }) => code !== 'duplicateKey');
  if (root === undefined || problem !== undefined) return { stopped: problem?.offset ?? 0 };
  const reader: Reader = { file, named: new Map(), references: [], held: new Map(), problems: [] };
  const { named, references, held, problems } = reader;
  const usedIn = (name: string): readonly Reference[] => {
    const { from, to } = held.get(name) ?? nothing;
    return references.slice(from, to);
  };
  if (stringOf(member(root, 'protocol')) !== undefined && root.kind === 'object') {
    const { protocol, types, messages } = readProtocol(reader, root);
    const sent = sentTypes(reader, messages);
    const roots = types.filter((type) => !isNamed(type) || !sent.has(type.name));
    return { file, roots, protocol, named, references, usedIn, problems };
  }
  const type = readType(reader, root, { namespace: '', pointer: '' });
  return { file, roots: [type], named, references, usedIn, problems };
}

/** Names of types that messages hold, and that those hold in turn: they are compared where they are sent. */
function sentTypes({ references, named, held }: Reader, messages: Range): ReadonlySet<string> {
  const sent = new Set<string>();
  const waiting = [messages];
  for (let range = waiting.pop(); range !== undefined; range = waiting.pop()) {
    for (const { names } of references.slice(range.from, range.to)) {
      const name = names.find((one) => named.has(one));
      if (name === undefined || sent.has(name)) continue;
      sent.add(name);
      waiting.push(held.get(name) ?? nothing);
    }
  }
  return sent;
}

function readType(reader: Reader, value: DocumentNode, at: Position): AvroType {
  if (value.kind === 'array') return readUnion(reader, value, at);
  if (value.kind === 'scalar') {
    return typeof value.value === 'string'
      ? readName(reader, value.value, value, at)
      : broken(reader, value, at, 'a schema');
  }
  const type = member(value, 'type');
  if (type === undefined) return broken(reader, value, at, 'a "type"');
  const name = stringOf(type);
  if (name === undefined) return readType(reader, type, inner(at, 'type'));
  switch (name) {
    case 'record':
    case 'error':
      return readRecord(reader, value, at);
    case 'enum':
      return readEnum(reader, value, at);
    case 'fixed':
      return readFixed(reader, value, at);
    case 'array': {
      const items = member(value, 'items');
      if (items === undefined) return broken(reader, value, at, '"items"');
      return { kind: 'array', items: readType(reader, items, inner(at, 'items')), ...node(reader, type, at) };
    }
    case 'map': {
      const values = member(value, 'values');
      if (values === undefined) return broken(reader, value, at, '"values"');
      return {
        kind: 'map',
        values: readType(reader, values, inner(at, 'values')),
        ...node(reader, type, at),
      };
    }
    default: {
      const read = readName(reader, name, type, at);
      const logical = isPrimitive(read) ? readLogical(value, read.kind) : undefined;
      return logical === undefined || !isPrimitive(read) ? read : { ...read, logical };
    }
  }
}

function readName(reader: Reader, name: string, value: DocumentNode, at: Position): AvroType {
  const primitive = primitives.find((known) => known === name);
  if (primitive !== undefined) return { kind: primitive, ...node(reader, value, at) };
  const names = name.includes('.') || at.namespace === '' ? [name] : [`${at.namespace}.${name}`, name];
  const reference: Reference = { kind: 'reference', names, ...node(reader, value, at) };
  reader.references.push(reference);
  return reference;
}

function readUnion(reader: Reader, value: DocumentNode, at: Position): Union {
  const items = value.kind === 'array' ? value.items : [];
  const branches = items.map((item, index) => readType(reader, item, inner(at, String(index))));
  return { kind: 'union', branches, ...node(reader, value, at) };
}

interface Heading {
  readonly name: string;
  readonly namespace: string;
  readonly aliases: readonly string[];
  readonly spot: Spot;
  readonly pointer: string;
}

function readHeading(reader: Reader, value: ObjectNode, at: Position): Heading | undefined {
  const written = member(value, 'name');
  const name = stringOf(written);
  if (written === undefined || name === undefined || name === '') return undefined;
  const dot = name.lastIndexOf('.');
  const namespace = dot === -1 ? (stringOf(member(value, 'namespace')) ?? at.namespace) : name.slice(0, dot);
  const full = dot === -1 ? qualified(name, namespace) : name;
  const aliases = stringsIn(member(value, 'aliases')).map((alias) => qualified(alias, namespace));
  return { name: full, namespace, aliases, ...node(reader, written, at) };
}

function readRecord(reader: Reader, value: ObjectNode, at: Position): AvroType {
  const heading = readHeading(reader, value, at);
  const list = member(value, 'fields');
  if (heading === undefined) return broken(reader, value, at, 'a "name"');
  if (list?.kind !== 'array') return broken(reader, value, at, '"fields"');
  const { namespace, ...own } = heading;
  const from = reader.references.length;
  const fields = readFields(reader, list, inner({ ...at, namespace }, 'fields'));
  if (!reader.held.has(own.name)) reader.held.set(own.name, { from, to: reader.references.length });
  return define(reader, { kind: 'record', ...own, fields });
}

function readFields(reader: Reader, list: DocumentNode, at: Position): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  for (const [index, item] of (list.kind === 'array' ? list.items : []).entries()) {
    const here = inner(at, String(index));
    const written = member(item, 'name');
    const name = stringOf(written);
    const type = member(item, 'type');
    if (written === undefined || name === undefined) {
      broken(reader, item, here, 'a field with a "name"');
      continue;
    }
    const standard = member(item, 'default');
    fields.set(name, {
      name,
      aliases: stringsIn(member(item, 'aliases')),
      type:
        type === undefined
          ? broken(reader, item, here, 'a field with a "type"')
          : readType(reader, type, inner(here, 'type')),
      ...(standard === undefined ? {} : { default: canonical(standard) }),
      ...node(reader, written, here),
    });
  }
  return fields;
}

function readEnum(reader: Reader, value: ObjectNode, at: Position): AvroType {
  const heading = readHeading(reader, value, at);
  const list = member(value, 'symbols');
  if (heading === undefined) return broken(reader, value, at, 'a "name"');
  if (list?.kind !== 'array') return broken(reader, value, at, '"symbols"');
  const { namespace: _, ...own } = heading;
  const symbols = new Map<string, Spot>();
  for (const item of list.items) {
    const symbol = stringOf(item);
    if (symbol !== undefined) symbols.set(symbol, spotOf(reader, item));
  }
  const standard = stringOf(member(value, 'default'));
  return define(reader, {
    kind: 'enum',
    ...own,
    symbols,
    ...(standard === undefined ? {} : { default: standard }),
  });
}

function readFixed(reader: Reader, value: ObjectNode, at: Position): AvroType {
  const heading = readHeading(reader, value, at);
  const size = member(value, 'size');
  if (heading === undefined) return broken(reader, value, at, 'a "name"');
  if (size?.kind !== 'scalar' || typeof size.value !== 'number') return broken(reader, value, at, 'a "size"');
  const { namespace: _, ...own } = heading;
  const logical = readLogical(value, 'fixed');
  return define(reader, {
    kind: 'fixed',
    ...own,
    size: size.value,
    ...(logical === undefined ? {} : { logical }),
  });
}

function define(reader: Reader, type: Named): Named {
  if (!reader.named.has(type.name)) reader.named.set(type.name, type);
  return type;
}

function readProtocol(
  reader: Reader,
  value: ObjectNode,
): { readonly protocol: Protocol; readonly types: readonly AvroType[]; readonly messages: Range } {
  const written = member(value, 'protocol') ?? value;
  const name = stringOf(written) ?? '';
  const namespace = stringOf(member(value, 'namespace')) ?? name.slice(0, Math.max(name.lastIndexOf('.'), 0));
  const list = member(value, 'types');
  const types = (list?.kind === 'array' ? list.items : []).map((item, index) =>
    readType(reader, item, { namespace, pointer: `/types/${index}` }),
  );
  const from = reader.references.length;
  const messages = new Map<string, Message>();
  for (const entry of entriesOf(member(value, 'messages'))) {
    const at: Position = { namespace, pointer: `/messages/${escaped(entry.key)}` };
    const request = member(entry.value, 'request');
    const response = member(entry.value, 'response');
    const errors = member(entry.value, 'errors');
    const oneWay = member(entry.value, 'one-way');
    const key = { spot: { file: reader.file, start: entry.start, end: entry.end }, pointer: at.pointer };
    messages.set(entry.key, {
      name: entry.key,
      request:
        request === undefined ? new Map<string, Field>() : readFields(reader, request, inner(at, 'request')),
      response:
        response === undefined ? { kind: 'null', ...key } : readType(reader, response, inner(at, 'response')),
      errors:
        errors === undefined
          ? { kind: 'union', branches: [], ...key }
          : readUnion(reader, errors, inner(at, 'errors')),
      oneWay: oneWay?.kind === 'scalar' && oneWay.value === true,
      ...key,
    });
  }
  const protocol = { name, messages, spot: spotOf(reader, written) };
  return { protocol, types, messages: { from, to: reader.references.length } };
}
