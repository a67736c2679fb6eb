/**
 * Whether two schemas are written alike, their references followed: what has not changed needs no
 * comparison, however much of it there is.
 */
import type { Library } from '../document/library.ts';
import type { DocumentNode } from '../document/node.ts';
import type { Parts } from './parts.ts';
import type { Part } from './shape.ts';
import { canonical } from './values.ts';

/** A schema as one text without its references, and where they lead, in order. */
interface Outline {
  readonly text: string;
  readonly targets: readonly DocumentNode[];
}

/** Names of properties and definitions stand below these keys, not keywords. */
const named = /^(?:properties|patternProperties|dependentSchemas|dependencies|dependentRequired)$/;
const plain = /^(?:enum|const|default|required|type)$/;
const silent = /^(?:description|\$comment|examples?|definitions|\$defs|\$schema|\$id|\$anchor)$/;
const mostNodes = 20_000;

export function createSame(parts: Parts): (a: Part, b: Part) => boolean {
  const outlines = new WeakMap<DocumentNode, Outline>();
  const equal = new Map<DocumentNode, Set<DocumentNode>>();
  const unequal = new Map<DocumentNode, Set<DocumentNode>>();
  const outlineOf = (node: DocumentNode, library: Library): Outline => {
    let outline = outlines.get(node);
    if (outline === undefined) {
      outline = write(node, library, parts);
      outlines.set(node, outline);
    }
    return outline;
  };
  return (a, b) => {
    const [first] = a.schemas;
    const [second] = b.schemas;
    if (first === undefined || second === undefined || a.schemas.length + b.schemas.length > 2) return false;
    // Pairs are taken to be alike until one of them is not; only then does none of them count.
    const assumed: (readonly [DocumentNode, DocumentNode])[] = [];
    const waiting: (readonly [DocumentNode, DocumentNode])[] = [[first, second]];
    const seen = new Map<DocumentNode, Set<DocumentNode>>();
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [one, other] = next;
      if (has(equal, one, other) || has(seen, one, other)) continue;
      const left = outlineOf(one, a.library);
      const right = outlineOf(other, b.library);
      if (has(unequal, one, other) || left.text !== right.text) {
        put(unequal, one, other);
        put(unequal, first, second);
        return false;
      }
      put(seen, one, other);
      assumed.push(next);
      for (const [at, target] of left.targets.entries()) {
        const opposite = right.targets[at];
        if (opposite !== undefined) waiting.push([target, opposite]);
      }
    }
    for (const [one, other] of assumed) put(equal, one, other);
    return true;
  };
}

function write(node: DocumentNode, library: Library, parts: Parts): Outline {
  const targets: DocumentNode[] = [];
  let left = mostNodes;
  const schema = (one: DocumentNode): string => {
    if (left-- <= 0) {
      // Too much to be sure: never alike, but the very same.
      targets.length = 0;
      return `${one.source.path}:${one.start}:${one.source.text.length}`;
    }
    if (one.kind === 'scalar') return JSON.stringify(one.value);
    if (one.kind === 'array') return `[${one.items.map(schema).join(',')}]`;
    const reference = parts.reference(one, library);
    const fields = [...one.entries.values()]
      .filter(({ key }) => !silent.test(key))
      .toSorted((x, y) => (x.key < y.key ? -1 : 1))
      .map(({ key, value }) => {
        if (reference?.target !== undefined && key === reference.word) return '"$ref"';
        if (plain.test(key)) return `${JSON.stringify(key)}:${canonical(value)}`;
        return `${JSON.stringify(key)}:${named.test(key) ? names(value) : schema(value)}`;
      });
    if (reference?.target !== undefined) targets.push(reference.target);
    return `{${reference?.alone === true ? '!' : ''}${one.incomplete === true ? '?' : ''}${fields.join(',')}}`;
  };
  const names = (one: DocumentNode): string => {
    if (one.kind !== 'object') return canonical(one);
    const keys = [...one.entries.values()].toSorted((x, y) => (x.key < y.key ? -1 : 1));
    return `{${keys.map(({ key, value }) => `${JSON.stringify(key)}:${schema(value)}`).join(',')}}`;
  };
  return { text: schema(node), targets };
}

function has(
  map: ReadonlyMap<DocumentNode, ReadonlySet<DocumentNode>>,
  a: DocumentNode,
  b: DocumentNode,
): boolean {
  return map.get(a)?.has(b) === true;
}

function put(map: Map<DocumentNode, Set<DocumentNode>>, a: DocumentNode, b: DocumentNode): void {
  const known = map.get(a);
  if (known === undefined) map.set(a, new Set([b]));
  else known.add(b);
}
