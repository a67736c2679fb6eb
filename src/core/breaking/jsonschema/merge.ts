/** What holds when two branches hold together. Undefined where nothing can satisfy both. */
import type { Span } from '../document/node.ts';
import type { Parts } from './parts.ts';
import type { NameMatcher } from './names.ts';
import { partFor } from './names.ts';
import type { ArrayShape, Bound, Branch, Count, NumberShape, ObjectShape, Part, Values } from './shape.ts';
import type { Lane } from './values.ts';
import { laneOf } from './values.ts';

export function mergeBranches(a: Branch, b: Branch, parts: Parts, matches: NameMatcher): Branch | undefined {
  const values = mergeValues(a.values, b.values);
  const excluded = unionValues(a.excluded, b.excluded);
  const held = new Set([...a.lanes].filter((lane) => b.lanes.has(lane)));
  const left = leftValues(values, excluded, held);
  const lanes = left === undefined ? held : lanesOf(left, held);
  if (lanes.size === 0) return undefined;
  const label = a.label ?? b.label;
  return {
    lanes,
    typeSpan: a.lanes.size <= b.lanes.size ? a.typeSpan : b.typeSpan,
    ...(left === undefined ? {} : { values: left }),
    ...(excluded === undefined || left !== undefined ? {} : { excluded }),
    number: mergeNumbers(a.number, b.number),
    string: {
      ...least(a.string.least, b.string.least),
      ...most(a.string.most, b.string.most),
      patterns: [...a.string.patterns, ...b.string.patterns],
      formats: [...a.string.formats, ...b.string.formats],
      contents: [...a.string.contents, ...b.string.contents],
    },
    array: mergeArrays(a.array, b.array, parts),
    object: mergeObjects(a.object, b.object, parts, matches),
    conditions: [...a.conditions, ...b.conditions],
    ...(label === undefined ? {} : { label }),
    span: a.span,
  };
}

function mergeValues(a: Values | undefined, b: Values | undefined): Values | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return { nodes: new Map([...a.nodes].filter(([text]) => b.nodes.has(text))), span: a.span };
}

function unionValues(a: Values | undefined, b: Values | undefined): Values | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return { nodes: new Map([...a.nodes, ...b.nodes]), span: a.span };
}

function leftValues(
  values: Values | undefined,
  excluded: Values | undefined,
  held: ReadonlySet<Lane>,
): Values | undefined {
  if (values === undefined) return undefined;
  const nodes = [...values.nodes].filter(
    ([text, node]) => held.has(laneOf(node)) && excluded?.nodes.has(text) !== true,
  );
  return nodes.length === values.nodes.size ? values : { nodes: new Map(nodes), span: values.span };
}

function lanesOf(values: Values, held: ReadonlySet<Lane>): ReadonlySet<Lane> {
  const own = new Set([...values.nodes.values()].map(laneOf));
  return new Set([...held].filter((lane) => own.has(lane)));
}

function mergeNumbers(a: NumberShape, b: NumberShape): NumberShape {
  const integer = a.integer ?? b.integer;
  const lower = tighter(a.lower, b.lower, 1);
  const upper = tighter(a.upper, b.upper, -1);
  return {
    ...(integer === undefined ? {} : { integer }),
    ...(lower === undefined ? {} : { lower }),
    ...(upper === undefined ? {} : { upper }),
    multiples: [...a.multiples, ...b.multiples],
    formats: [...a.formats, ...b.formats],
  };
}

/** `sign` 1 for lower bounds, -1 for upper ones. */
export function tighter(a: Bound | undefined, b: Bound | undefined, sign: 1 | -1): Bound | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const difference = (a.value - b.value) * sign;
  if (difference === 0) return a.exclusive ? a : b;
  return difference > 0 ? a : b;
}

function least(a: Count | undefined, b: Count | undefined): { readonly least?: Count } {
  const one = a === undefined || (b !== undefined && b.value > a.value) ? b : a;
  return one === undefined ? {} : { least: one };
}

function most(a: Count | undefined, b: Count | undefined): { readonly most?: Count } {
  const one = a === undefined || (b !== undefined && b.value < a.value) ? b : a;
  return one === undefined ? {} : { most: one };
}

function mergeArrays(a: ArrayShape, b: ArrayShape, parts: Parts): ArrayShape {
  const prefix: Part[] = [];
  for (let at = 0; at < Math.max(a.prefix.length, b.prefix.length); at++) {
    const part = andMaybe(a.prefix[at] ?? a.rest, b.prefix[at] ?? b.rest, parts);
    if (part !== undefined) prefix.push(part);
  }
  const rest = andMaybe(a.rest, b.rest, parts);
  const unique = a.unique ?? b.unique;
  return {
    prefix,
    ...(rest === undefined ? {} : { rest }),
    ...(unique === undefined ? {} : { unique }),
    contains: [...a.contains, ...b.contains],
    ...least(a.least, b.least),
    ...most(a.most, b.most),
  };
}

function mergeObjects(a: ObjectShape, b: ObjectShape, parts: Parts, matches: NameMatcher): ObjectShape {
  const properties = new Map<string, Part>();
  for (const name of new Set([...a.properties.keys(), ...b.properties.keys()])) {
    const part = andMaybe(partFor(a, name, matches).part, partFor(b, name, matches).part, parts);
    if (part !== undefined) properties.set(name, part);
  }
  const patterns = new Map<string, Part>();
  for (const pattern of new Set([...a.patterns.keys(), ...b.patterns.keys()])) {
    const part = andMaybe(
      a.patterns.get(pattern) ?? a.additional,
      b.patterns.get(pattern) ?? b.additional,
      parts,
    );
    if (part !== undefined) patterns.set(pattern, part);
  }
  const additional = andMaybe(a.additional, b.additional, parts);
  return {
    properties,
    patterns,
    ...(additional === undefined ? {} : { additional }),
    required: mergeMaps(a.required, b.required, (one) => one),
    names: [...a.names, ...b.names],
    dependents: mergeMaps(a.dependents, b.dependents, (one, other) => new Map([...other, ...one])),
    dependentSchemas: mergeMaps(a.dependentSchemas, b.dependentSchemas, parts.and),
    ...least(a.least, b.least),
    ...most(a.most, b.most),
  };
}

function mergeMaps<Value extends Span | Part | ReadonlyMap<string, Span>>(
  a: ReadonlyMap<string, Value>,
  b: ReadonlyMap<string, Value>,
  join: (one: Value, other: Value) => Value,
): ReadonlyMap<string, Value> {
  if (b.size === 0) return a;
  const merged = new Map(a);
  for (const [key, value] of b) {
    const known = merged.get(key);
    merged.set(key, known === undefined ? value : join(known, value));
  }
  return merged;
}

function andMaybe(a: Part | undefined, b: Part | undefined, parts: Parts): Part | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return parts.and(a, b);
}
