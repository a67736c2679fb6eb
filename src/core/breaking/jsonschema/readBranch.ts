/** The keywords of one schema object that speak of its own level. */
import type { Library } from '../document/library.ts';
import type { DocumentEntry, DocumentNode, ObjectNode, Span } from '../document/node.ts';
import { booleanOf, entryOf, member, numberOf, stringOf } from '../document/node.ts';
import type { Dialect } from './engine.ts';
import type { ReadOptions } from './keywords.ts';
import { readCount } from './keywords.ts';
import { readArrayShape, readObjectShape } from './readShapes.ts';
import type { Parts } from './parts.ts';
import { keySpan, spanOf } from './parts.ts';
import type { Bound, Branch, Condition, NumberShape, StringShape, Values, Word } from './shape.ts';
import { openBranch } from './shape.ts';
import type { Lane } from './values.ts';
import { canonical, laneOf, lanes } from './values.ts';

const every: ReadonlySet<Lane> = new Set(lanes);

/** Undefined: nothing satisfies it. */
export function readBranch(
  node: ObjectNode,
  library: Library,
  parts: Parts,
  options: ReadOptions,
): Branch | undefined {
  const span = spanOf(node, library);
  const { lanes: said, integer, span: typeSpan } = readTypes(node, options.dialect, span);
  const values = readValues(node, said);
  const held = values === undefined ? said : lanesHeld(values, said);
  if (held.size === 0) return undefined;
  return {
    ...openBranch(held, span),
    typeSpan,
    ...(values === undefined ? {} : { values }),
    number: readNumber(node, integer),
    string: readString(node),
    array: readArrayShape(node, library, parts),
    object: readObjectShape(node, library, parts, options),
    conditions: [...readConditions(node, library, parts), ...readDiscriminator(node, options.dialect)],
  };
}

interface Types {
  readonly lanes: ReadonlySet<Lane>;
  readonly integer?: Span;
  readonly span: Span;
}

/** Of OpenAPI 3.0, and what people wrote before it in Swagger 2. */
const nullableKeys = ['nullable', 'x-nullable'];

function readTypes(node: ObjectNode, dialect: Dialect, own: Span): Types {
  const entry = entryOf(node, 'type');
  if (entry === undefined) return { lanes: every, span: own };
  const names = entry.value.kind === 'array' ? entry.value.items.map(stringOf) : [stringOf(entry.value)];
  const found = new Set<Lane>();
  for (const name of names) {
    const lane = name === 'integer' ? 'number' : lanes.find((known) => known === name);
    if (lane !== undefined) found.add(lane);
    // `any` of the first drafts, `file` of OpenAPI 2.
    else return { lanes: every, span: keySpan(entry) };
  }
  if (dialect === 'openapi30' && nullableKeys.some((key) => booleanOf(member(node, key)) === true))
    found.add('null');
  const whole = names.includes('integer') && !names.includes('number');
  return { lanes: found, ...(whole ? { integer: keySpan(entry) } : {}), span: keySpan(entry) };
}

function readValues(node: ObjectNode, said: ReadonlySet<Lane>): Values | undefined {
  const list = entryOf(node, 'enum');
  const constant = entryOf(node, 'const');
  const all = list?.value.kind === 'array' ? list.value.items : undefined;
  if (all === undefined && constant === undefined) return undefined;
  const nodes = new Map<string, DocumentNode>();
  const only = constant === undefined ? undefined : canonical(constant.value);
  for (const value of all ?? (constant === undefined ? [] : [constant.value])) {
    const text = canonical(value);
    if ((only === undefined || text === only) && said.has(laneOf(value))) nodes.set(text, value);
  }
  const entry = list ?? constant;
  return { nodes, span: entry === undefined ? startOf(node) : keySpan(entry) };
}

function lanesHeld(values: Values, said: ReadonlySet<Lane>): ReadonlySet<Lane> {
  const own = new Set([...values.nodes.values()].map(laneOf));
  return new Set([...said].filter((lane) => own.has(lane)));
}

function readNumber(node: ObjectNode, integer: Span | undefined): NumberShape {
  const lower = readBound(node, 'minimum', 'exclusiveMinimum', 1);
  const upper = readBound(node, 'maximum', 'exclusiveMaximum', -1);
  const multiple = readCount(node, 'multipleOf');
  return {
    ...(integer === undefined ? {} : { integer }),
    ...(lower === undefined ? {} : { lower }),
    ...(upper === undefined ? {} : { upper }),
    multiples: multiple === undefined || multiple.value <= 0 ? [] : [multiple],
    formats: readWords(node, ['format']),
  };
}

/** `exclusiveMinimum` is a number of its own, or, before draft 6, a boolean beside the number. */
function readBound(node: ObjectNode, plain: string, exclusive: string, sign: 1 | -1): Bound | undefined {
  const entry = entryOf(node, plain);
  const value = numberOf(entry?.value);
  const other = entryOf(node, exclusive);
  const otherValue = numberOf(other?.value);
  const strict = booleanOf(other?.value) === true;
  const one =
    entry === undefined || value === undefined
      ? undefined
      : { value, exclusive: strict, span: keySpan(entry) };
  if (other === undefined || otherValue === undefined) return one;
  const two = { value: otherValue, exclusive: true, span: keySpan(other) };
  return one === undefined || (two.value - one.value) * sign >= 0 ? two : one;
}

function readString(node: ObjectNode): StringShape {
  const least = readCount(node, 'minLength');
  const most = readCount(node, 'maxLength');
  return {
    ...(least === undefined || least.value <= 0 ? {} : { least }),
    ...(most === undefined ? {} : { most }),
    patterns: readWords(node, ['pattern']),
    formats: readWords(node, ['format']),
    contents: readWords(node, ['contentEncoding', 'contentMediaType']),
  };
}

function readWords(node: ObjectNode, keywords: readonly string[]): readonly Word[] {
  return keywords.flatMap((keyword) => {
    const entry = entryOf(node, keyword);
    const text = stringOf(entry?.value);
    return entry === undefined || text === undefined ? [] : [{ text, span: keySpan(entry) }];
  });
}

function readConditions(node: ObjectNode, library: Library, parts: Parts): readonly Condition[] {
  const test = entryOf(node, 'if');
  const branches = ['then', 'else'].map((word) => entryOf(node, word));
  if (test === undefined || branches.every((one) => one === undefined)) return unread(node);
  const open = { schemas: [], library, key: '', span: keySpan(test) };
  const partOf = (entry: DocumentEntry | undefined) =>
    entry === undefined ? open : parts.of(entry.value, library, keySpan(entry));
  const condition: Condition = {
    keyword: 'if',
    span: keySpan(test),
    text: [test, ...branches].map((entry) => (entry === undefined ? '' : canonical(entry.value))).join(),
    parts: [partOf(test), ...branches.map(partOf)],
  };
  return [condition, ...unread(node)];
}

/** A schema of which a part could not be read says more than is known. */
function unread(node: ObjectNode): readonly Condition[] {
  const broken = node.incomplete === true;
  return broken ? [{ keyword: 'unread', span: startOf(node), text: '', parts: [] }] : [];
}

function readDiscriminator(node: ObjectNode, dialect: Dialect): readonly Condition[] {
  const entry = dialect === 'jsonSchema' ? undefined : entryOf(node, 'discriminator');
  const name = stringOf(member(entry?.value, 'propertyName'));
  return entry === undefined || name === undefined
    ? []
    : [{ keyword: 'discriminator', span: keySpan(entry), text: name, parts: [] }];
}

export function startOf({ source, start, end }: Span): Span {
  return { source, start, end: Math.min(start + 1, end) };
}
