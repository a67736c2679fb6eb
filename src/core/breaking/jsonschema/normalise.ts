/** Reads schemas into branches: references, `allOf`, `anyOf`, `oneOf` and `not` are worked out. */
import type { Library } from '../document/library.ts';
import type { DocumentNode, ObjectNode, Span } from '../document/node.ts';
import { entryOf, itemsOf, member, stringOf } from '../document/node.ts';
import { disjoint } from './disjoint.ts';
import { mergeBranches } from './merge.ts';
import type { NameMatcher } from './names.ts';
import type { Parts } from './parts.ts';
import { definitionName, keySpan, saysOnly, spanOf } from './parts.ts';
import { readBranch } from './readBranch.ts';
import type { ReadOptions } from './keywords.ts';
import type { Branch, Condition, Part } from './shape.ts';
import { openBranch } from './shape.ts';
import { canonical, lanes, shown } from './values.ts';

export interface Normaliser {
  /** Undefined: too many alternatives to be told apart. No branch: nothing is allowed. */
  readonly branches: (part: Part) => readonly Branch[] | undefined;
}

/** More alternatives than this, multiplied out, are compared as a whole. */
const mostBranches = 200;
/** A union of its own may be longer than a product. */
const mostAlternatives = 1000;
/** Schemas in schemas, by `allOf` and references. */
const mostDepth = 250;

const every = new Set(lanes);

export function createNormaliser(parts: Parts, options: ReadOptions, matches: NameMatcher): Normaliser {
  const known = new Map<string, readonly Branch[] | undefined>();
  const active = new Set<DocumentNode>();
  /** How often a schema was found inside itself: what was read meanwhile is not kept. */
  let cuts = 0;
  const cut = (span: Span): readonly Branch[] => {
    cuts++;
    return [openBranch(every, span)];
  };

  const ofPart = (part: Part): readonly Branch[] | undefined => {
    if (part.never === true) return [];
    if (part.schemas.length === 0) return [openBranch(every, part.span)];
    if (known.has(part.key)) return known.get(part.key);
    // While it is being read, a schema that contains itself says nothing more.
    if (part.schemas.some((schema) => active.has(schema))) return cut(part.span);
    const before = cuts;
    let all: readonly Branch[] | undefined = [openBranch(every, part.span)];
    for (const schema of part.schemas) all = all && product(all, ofNode(schema, part.library));
    if (cuts === before || active.size === 0) known.set(part.key, all);
    return all;
  };

  const product = (
    left: readonly Branch[],
    right: readonly Branch[] | undefined,
  ): readonly Branch[] | undefined => {
    if (right === undefined) return undefined;
    const most = left.length === 1 || right.length === 1 ? mostAlternatives : mostBranches;
    if (left.length * right.length > most) return undefined;
    return left.flatMap((a) => right.flatMap((b) => mergeBranches(b, a, parts, matches) ?? []));
  };

  const ofNode = (node: DocumentNode, library: Library): readonly Branch[] | undefined => {
    if (node.kind === 'scalar') return node.value === false ? [] : [openBranch(every, spanOf(node, library))];
    if (node.kind !== 'object') return [openBranch(every, spanOf(node, library))];
    if (active.size > mostDepth) return undefined;
    if (active.has(node)) return cut(spanOf(node, library));
    active.add(node);
    const read = combined(node, library);
    active.delete(node);
    return read;
  };

  const combined = (node: ObjectNode, library: Library): readonly Branch[] | undefined => {
    const reference = parts.reference(node, library);
    const label = labelOf(node, library);
    let all: readonly Branch[] | undefined = [];
    if (reference?.alone !== true) {
      const own = readBranch(node, library, parts, options);
      all = own === undefined ? [] : [own];
    } else all = [openBranch(every, spanOf(node, library))];
    if (reference?.target !== undefined) {
      const target = reference.target;
      all = all && product(all, ofNode(target, library));
    } else if (reference !== undefined) all = withCondition(all, unresolved(reference.text, reference.span));
    if (reference?.alone === true) return all;
    for (const one of itemsOf(member(node, 'allOf'))) all = all && product(all, ofNode(one, library));
    for (const word of ['anyOf', 'oneOf'] as const) {
      const list = member(node, word);
      if (list?.kind !== 'array' || list.items.length === 0 || all === undefined) continue;
      all = alternatives(all, list.items, word, node, library);
    }
    all = all && negated(all, node, library);
    all = all && all.map((branch) => withUnevaluated(branch, node, library));
    return (
      all && all.map((branch) => (label === undefined ? branch : { ...branch, label: branch.label ?? label }))
    );
  };

  /** What no part of the whole schema speaks of: known only now that all parts are together. */
  const withUnevaluated = (branch: Branch, node: ObjectNode, library: Library): Branch => {
    const part = (word: string): Part | undefined => {
      const entry = entryOf(node, word);
      return entry && parts.of(entry.value, library, keySpan(entry));
    };
    const additional = branch.object.additional ?? part('unevaluatedProperties');
    const rest = branch.array.rest ?? part('unevaluatedItems');
    return {
      ...branch,
      object: additional === undefined ? branch.object : { ...branch.object, additional },
      array: rest === undefined ? branch.array : { ...branch.array, rest },
    };
  };

  const alternatives = (
    before: readonly Branch[],
    items: readonly DocumentNode[],
    word: 'anyOf' | 'oneOf',
    node: ObjectNode,
    library: Library,
  ): readonly Branch[] | undefined => {
    const groups = items.map((item) => {
      const name = labelOf(item, library);
      const own = product(before, ofNode(item, library));
      return own?.map((branch) => {
        // A union inside of the union: each of its alternatives has a name of its own.
        const label = (own.length === 1 ? name : undefined) ?? branch.label ?? tagOf(branch);
        return label === undefined ? branch : { ...branch, label };
      });
    });
    const all: Branch[] = [];
    for (const group of groups) {
      if (group === undefined) return undefined;
      all.push(...group);
    }
    if (all.length > mostAlternatives) return undefined;
    if (word === 'anyOf' || apart(groups)) return all;
    const condition: Condition = {
      keyword: 'oneOf',
      span: entrySpan(node, 'oneOf'),
      text: items.map(canonical).toSorted().join(),
      parts: items.map((item) => parts.of(item, library)),
    };
    return all.map((branch) => ({ ...branch, conditions: [...branch.conditions, condition] }));
  };

  const apart = (groups: readonly (readonly Branch[] | undefined)[]): boolean =>
    groups.length <= mostBranches &&
    groups.every((group, at) =>
      groups
        .slice(at + 1)
        .every((other) => group?.every((a) => other?.every((b) => disjoint(a, b, ofPart, 0)))),
    );

  /** A `not` that says types or values is worked out; any other is a condition. */
  const negated = (
    before: readonly Branch[],
    node: ObjectNode,
    library: Library,
  ): readonly Branch[] | undefined => {
    const inner = member(node, 'not');
    if (inner === undefined) return before;
    const twice = member(inner, 'not');
    if (twice !== undefined && inner.kind === 'object' && saysOnly(inner, 'not')) {
      return product(before, ofNode(twice, library));
    }
    const span = entrySpan(node, 'not');
    const read = ofNode(inner, library);
    if (read?.every(isPlain) === true) {
      return read.reduce<readonly Branch[] | undefined>(
        (all, one) => all && product(all, withoutPlain(one, span)),
        before,
      );
    }
    const condition: Condition = {
      keyword: 'not',
      span,
      text: canonical(inner),
      parts: [parts.of(inner, library)],
    };
    return withCondition(before, condition);
  };

  /** What tells an alternative apart, in its own words. */
  const tagOf = ({ object }: Branch): string | undefined => {
    for (const name of object.required.keys()) {
      const part = object.properties.get(name);
      const [branch, ...more] = (part && ofPart(part)) ?? [];
      const [value, ...others] = branch?.values?.nodes.values() ?? [];
      if (value !== undefined && more.length + others.length === 0) return `{${name}: ${shown(value)}}`;
    }
    return object.required.size === 0 ? undefined : `{${[...object.required.keys()].join(', ')}}`;
  };

  return { branches: ofPart };
}

function withCondition(branches: readonly Branch[], condition: Condition): readonly Branch[] {
  return branches.map((branch) => ({ ...branch, conditions: [...branch.conditions, condition] }));
}

function unresolved(text: string, span: Span): Condition {
  return { keyword: '$ref', span, text, parts: [] };
}

/** Everything but what a plain branch allows. */
function withoutPlain({ values, lanes: named }: Branch, span: Span): readonly Branch[] {
  if (values !== undefined) return [{ ...openBranch(every, span), excluded: values }];
  const left = new Set(lanes.filter((lane) => !named.has(lane)));
  return left.size === 0 ? [] : [openBranch(left, span)];
}

/** It says nothing beside types and values. */
function isPlain({ number, string, array, object, conditions, excluded }: Branch): boolean {
  return (
    excluded === undefined &&
    number.integer === undefined &&
    conditions.length === 0 &&
    number.lower === undefined &&
    number.upper === undefined &&
    number.multiples.length + number.formats.length === 0 &&
    string.least === undefined &&
    string.most === undefined &&
    string.patterns.length + string.formats.length + string.contents.length === 0 &&
    array.prefix.length + array.contains.length === 0 &&
    array.rest === undefined &&
    array.unique === undefined &&
    array.least === undefined &&
    array.most === undefined &&
    object.properties.size + object.patterns.size + object.required.size + object.names.length === 0 &&
    object.dependents.size + object.dependentSchemas.size === 0 &&
    object.additional === undefined &&
    object.least === undefined &&
    object.most === undefined
  );
}

function labelOf(node: DocumentNode, library: Library): string | undefined {
  const reference = stringOf(member(node, '$ref'));
  const named = reference?.slice(reference.lastIndexOf('/') + 1);
  return (
    (named === '' ? undefined : named) ?? stringOf(member(node, 'title')) ?? definitionName(node, library)
  );
}

function entrySpan(node: ObjectNode, key: string): Span {
  return node.entries.get(key) ?? { source: node.source, start: node.start, end: node.start + 1 };
}
