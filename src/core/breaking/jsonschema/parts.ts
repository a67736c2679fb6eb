/** Schemas as the documents hold them: references followed, conjunctions named. */
import type { Library } from '../document/library.ts';
import type { DocumentEntry, DocumentNode, Span } from '../document/node.ts';
import { entryOf, member, stringOf } from '../document/node.ts';
import type { Dialect } from './engine.ts';
import type { Part } from './shape.ts';

export interface Parts {
  /** The part of one schema; `span` is where it is declared. */
  readonly of: (node: DocumentNode, library: Library, span?: Span) => Part;
  /** Both hold. */
  readonly and: (a: Part, b: Part) => Part;
  /** What the schema refers to, if it does; `alone`: nothing beside the reference counts. */
  readonly reference: (node: DocumentNode, library: Library) => Reference | undefined;
}

export interface Reference {
  /** The keyword. */
  readonly word: string;
  readonly text: string;
  readonly alone: boolean;
  readonly target?: DocumentNode;
  readonly reason?: string;
  readonly span: Span;
}

const mostHops = 50;
const referenceWords = ['$ref', '$dynamicRef', '$recursiveRef'];
const definitionWords = ['definitions', '$defs', 'schemas'];
/** Before 2019-09 nothing beside a reference counts. */
const aloneBefore = /draft-0[3-7]/;

export function createParts(dialect: Dialect): Parts {
  const ids = new WeakMap<DocumentNode, number>();
  let last = 0;
  const idOf = (node: DocumentNode): number => {
    let id = ids.get(node);
    if (id === undefined) {
      id = ++last;
      ids.set(node, id);
    }
    return id;
  };
  const reference = (node: DocumentNode, library: Library): Reference | undefined => {
    for (const word of referenceWords) {
      const entry = entryOf(node, word);
      const text = stringOf(entry?.value);
      if (entry === undefined || text === undefined) continue;
      const found = library.resolve(text, node);
      const alone = dialect === 'openapi30' || (word === '$ref' && isOld(node, library));
      if (found.ok) return { word, text, alone, target: found.node, span: entry };
      return { word, text, alone, reason: found.reason, span: entry };
    }
    return undefined;
  };
  const of = (node: DocumentNode, library: Library, span?: Span): Part => {
    let at = node;
    let name = definitionName(node, library);
    for (let hops = 0; hops < mostHops; hops++) {
      const next = reference(at, library);
      if (next?.target === undefined || !(next.alone || saysOnly(at, ...referenceWords))) break;
      at = next.target;
      name = definitionName(at, library) ?? name;
    }
    const declared = span ?? spanOf(node, library);
    if (at.kind === 'scalar' && at.value === false) {
      return { schemas: [], library, key: 'false', span: declared, never: true };
    }
    const known = name === undefined ? {} : { name };
    const said = { library, span: declared, schema: at, ...known };
    return allowsAnything(at)
      ? { ...said, schemas: [], key: '' }
      : { ...said, schemas: [at], key: String(idOf(at)) };
  };
  const and = (a: Part, b: Part): Part => {
    if (a.never === true || b.key === '' || a.key === b.key) return a;
    if (b.never === true || a.key === '') return b;
    const schemas = [...new Set([...a.schemas, ...b.schemas])];
    const key = schemas
      .map(idOf)
      .toSorted((one, other) => one - other)
      .join(',');
    return { schemas, library: a.library, key, span: a.span };
  };
  return { of, and, reference };
}

/** The first sign of a schema, or the key under which it stands. */
export function spanOf(node: DocumentNode, library: Library): Span {
  const parent = library.parentOf(node);
  if (parent?.kind === 'object') {
    const key = library.keysOf(node).at(-1);
    const entry = key === undefined ? undefined : parent.entries.get(key);
    if (entry !== undefined) return keySpan(entry);
  }
  return { source: node.source, start: node.start, end: Math.min(node.start + 1, node.end) };
}

export function keySpan({ source, start, end }: DocumentEntry): Span {
  return { source, start, end };
}

/** Name of the definition that the schema is, when it stands where definitions stand. */
export function definitionName(node: DocumentNode, library: Library): string | undefined {
  const holder = library.parentOf(node);
  const above = holder === undefined ? undefined : library.parentOf(holder);
  const isHolder = definitionWords.some((word) => member(above, word) === holder);
  return isHolder && holder !== undefined ? library.keysOf(node).at(-1) : undefined;
}

function isOld(node: DocumentNode, library: Library): boolean {
  let root = node;
  for (let up = library.parentOf(root); up !== undefined; up = library.parentOf(root)) root = up;
  return aloneBefore.test(stringOf(member(root, '$schema')) ?? '');
}

/** Keywords that say nothing about values. */
const annotations =
  /^(?:title|description|\$comment|examples?|default|deprecated|readOnly|writeOnly|\$id|id|\$anchor|\$schema|\$vocabulary|definitions|\$defs|externalDocs|xml|x-.*)$/;

/** Of the keywords that say something about values it has no other than these. */
export function saysOnly(node: DocumentNode, ...words: readonly string[]): boolean {
  if (node.kind !== 'object' || node.incomplete === true) return false;
  for (const key of node.entries.keys()) if (!words.includes(key) && !annotations.test(key)) return false;
  return true;
}

function allowsAnything(node: DocumentNode): boolean {
  return node.kind === 'scalar' ? node.value === true : saysOnly(node);
}
