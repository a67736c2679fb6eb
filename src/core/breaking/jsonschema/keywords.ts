/** Small parts of schemas that many keywords are made of. */
import type { Library } from '../document/library.ts';
import type { DocumentEntry, DocumentNode, ObjectNode, Span } from '../document/node.ts';
import { entriesOf, entryOf, itemsOf, numberOf, stringOf } from '../document/node.ts';
import type { Dialect } from './engine.ts';
import type { Parts } from './parts.ts';
import { keySpan } from './parts.ts';
import type { Count, Part } from './shape.ts';

export interface ReadOptions {
  readonly dialect: Dialect;
  /** Properties that only flow the other way are left out. */
  readonly leavesOut?: 'readOnly' | 'writeOnly';
}

export function readCount(node: ObjectNode, keyword: string): Count | undefined {
  const entry = entryOf(node, keyword);
  const value = numberOf(entry?.value);
  return entry === undefined || value === undefined ? undefined : { value, span: keySpan(entry) };
}

/** Strings of a list with their places. */
export function namesIn(entry: DocumentEntry | undefined): ReadonlyMap<string, Span> {
  const names = new Map<string, Span>();
  for (const item of itemsOf(entry?.value)) {
    const name = stringOf(item);
    if (name !== undefined) names.set(name, item);
  }
  return names;
}

/** Parts by key, of an object that holds schemas. */
export function partsIn(node: DocumentNode | undefined, library: Library, parts: Parts): Map<string, Part> {
  return new Map(entriesOf(node).map((entry) => [entry.key, parts.of(entry.value, library, keySpan(entry))]));
}
