/** What a schema object says of arrays and objects. */
import type { Library } from '../document/library.ts';
import type { DocumentNode, ObjectNode, Span } from '../document/node.ts';
import { booleanOf, entriesOf, entryOf, itemsOf, member } from '../document/node.ts';
import type { Parts } from './parts.ts';
import { keySpan } from './parts.ts';
import type { ReadOptions } from './keywords.ts';
import { namesIn, partsIn, readCount } from './keywords.ts';
import type { ArrayShape, Contains, ObjectShape, Part } from './shape.ts';

export function readArrayShape(node: ObjectNode, library: Library, parts: Parts): ArrayShape {
  const items = entryOf(node, 'items');
  const tuple = items?.value.kind === 'array' ? items : entryOf(node, 'prefixItems');
  const last = items?.value.kind === 'array' ? entryOf(node, 'additionalItems') : items;
  const least = readCount(node, 'minItems');
  const most = readCount(node, 'maxItems');
  const unique = entryOf(node, 'uniqueItems');
  const contains = readContains(node, library, parts);
  return {
    prefix: itemsOf(tuple?.value).map((item) => parts.of(item, library, placed(item))),
    ...(last === undefined ? {} : { rest: parts.of(last.value, library, keySpan(last)) }),
    ...(unique !== undefined && booleanOf(unique.value) === true ? { unique: keySpan(unique) } : {}),
    contains: contains === undefined ? [] : [contains],
    ...(least === undefined || least.value <= 0 ? {} : { least }),
    ...(most === undefined ? {} : { most }),
  };
}

/** An item of a list has no key: its first sign stands for it. */
function placed(item: DocumentNode): Span {
  return { source: item.source, start: item.start, end: Math.min(item.start + 1, item.end) };
}

function readContains(node: ObjectNode, library: Library, parts: Parts): Contains | undefined {
  const entry = entryOf(node, 'contains');
  if (entry === undefined) return undefined;
  return {
    part: parts.of(entry.value, library, keySpan(entry)),
    least: readCount(node, 'minContains')?.value ?? 1,
    most: readCount(node, 'maxContains')?.value ?? Infinity,
    span: keySpan(entry),
  };
}

export function readObjectShape(
  node: ObjectNode,
  library: Library,
  parts: Parts,
  options: ReadOptions,
): ObjectShape {
  const properties = partsIn(member(node, 'properties'), library, parts);
  const required = new Map(namesIn(entryOf(node, 'required')));
  for (const entry of entriesOf(member(node, 'properties'))) {
    // Draft 3 says it in the property.
    if (booleanOf(member(entry.value, 'required')) === true) required.set(entry.key, keySpan(entry));
    if (isLeftOut(entry.value, library, parts, options)) {
      properties.delete(entry.key);
      required.delete(entry.key);
    }
  }
  const additional = entryOf(node, 'additionalProperties');
  const names = entryOf(node, 'propertyNames');
  const least = readCount(node, 'minProperties');
  const most = readCount(node, 'maxProperties');
  return {
    properties,
    patterns: partsIn(member(node, 'patternProperties'), library, parts),
    ...(additional === undefined
      ? {}
      : { additional: parts.of(additional.value, library, keySpan(additional)) }),
    required,
    names: names === undefined ? [] : [parts.of(names.value, library, keySpan(names))],
    ...readDependents(node, library, parts),
    ...(least === undefined || least.value <= 0 ? {} : { least }),
    ...(most === undefined ? {} : { most }),
  };
}

function isLeftOut(node: DocumentNode, library: Library, parts: Parts, { leavesOut }: ReadOptions): boolean {
  if (leavesOut === undefined) return false;
  if (booleanOf(member(node, leavesOut)) === true) return true;
  const [target] = parts.of(node, library).schemas;
  return booleanOf(member(target, leavesOut)) === true;
}

function readDependents(
  node: ObjectNode,
  library: Library,
  parts: Parts,
): Pick<ObjectShape, 'dependents' | 'dependentSchemas'> {
  const dependents = new Map<string, ReadonlyMap<string, Span>>();
  const dependentSchemas = new Map<string, Part>();
  for (const word of ['dependencies', 'dependentRequired', 'dependentSchemas']) {
    for (const entry of entriesOf(member(node, word))) {
      if (entry.value.kind === 'array') dependents.set(entry.key, namesIn(entry));
      else dependentSchemas.set(entry.key, parts.of(entry.value, library, keySpan(entry)));
    }
  }
  return { dependents, dependentSchemas };
}
