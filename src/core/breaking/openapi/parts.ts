/** Small parts that many places of a description share. */
import type { NotAnalysedReason } from '../change.ts';
import type { DocumentEntry, DocumentNode, ScalarValue, Span } from '../document/node.ts';
import { booleanOf, entriesOf, entryOf, member, stringOf } from '../document/node.ts';
import type { Library } from '../document/library.ts';
import type { Gap, Lifecycle, Style } from './model.ts';

/** Follows references, and gathers those that lead nowhere. */
export interface Reader {
  readonly version: string;
  readonly root: DocumentNode;
  readonly gaps: Gap[];
  /** How often a reference led nowhere so far. */
  readonly misses: () => number;
  /** What a node stands for: itself, or the end of its references. Undefined when there is none. */
  readonly resolve: (node: DocumentNode | undefined) => DocumentNode | undefined;
}

/** References to references are followed, but not for ever. */
const mostSteps = 30;

type Missed = (at: DocumentNode, reference: string, reason: NotAnalysedReason) => void;

/** What a node stands for, after all of its references. */
export function createResolve(
  library: Library,
  missed: Missed = () => undefined,
): (node: DocumentNode | undefined) => DocumentNode | undefined {
  return (node) => {
    let at = node;
    for (let step = 0; at !== undefined && step < mostSteps; step++) {
      const reference = stringOf(member(at, '$ref'));
      if (reference === undefined) return at;
      const found = library.resolve(reference, at);
      if (!found.ok) {
        missed(at, reference, found.reason);
        return undefined;
      }
      at = found.node;
    }
    return undefined;
  };
}

export function createReader(library: Library, root: DocumentNode, version: string): Reader {
  const gaps: Gap[] = [];
  const known = new Set<DocumentNode>();
  let misses = 0;
  const resolve = createResolve(library, (at, reference, reason) => {
    if (!known.has(at)) gaps.push({ spot: at, reason, detail: reference });
    known.add(at);
    misses++;
  });
  return { version, root, gaps, misses: () => misses, resolve };
}

export interface Resolved {
  readonly key: string;
  readonly spot: Span;
  readonly value: DocumentNode;
}

/** Entries of a map with what they stand for; extensions and what leads nowhere are left out. */
export function resolvedEntries(reader: Reader, node: DocumentNode | undefined): readonly Resolved[] {
  return namedEntries(reader, node).filter(({ key }) => !key.startsWith('x-'));
}

/** The same of a map whose keys are names that anybody may choose. */
export function namedEntries(reader: Reader, node: DocumentNode | undefined): readonly Resolved[] {
  return entriesOf(reader.resolve(node)).flatMap((entry: DocumentEntry) => {
    const value = reader.resolve(entry.value);
    return value === undefined ? [] : [{ key: entry.key, spot: entry, value }];
  });
}

export function lifecycleOf(node: DocumentNode | undefined): Lifecycle {
  const sunset = entryOf(node, 'x-sunset');
  return {
    deprecated: booleanOf(member(node, 'deprecated')) ?? false,
    sunset: sunset === undefined ? undefined : { text: scalarText(sunset.value), spot: sunset },
    stability: scalarTextOf(member(node, 'x-stability-level')),
  };
}

/** What counts when neither `style` nor `explode` is said. */
export function styleOf(node: DocumentNode | undefined, location: string): Style {
  const style = stringOf(member(node, 'style')) ?? defaultStyle(location);
  return { style, explode: booleanOf(member(node, 'explode')) ?? style === 'form' };
}

export function defaultStyle(location: string): string {
  return location === 'query' || location === 'cookie' ? 'form' : 'simple';
}

export function scalarTextOf(node: DocumentNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
}

function scalarText(node: DocumentNode): string {
  return node.kind === 'scalar' ? String(node.value) : '';
}

export function scalarOf(node: DocumentNode | undefined): ScalarValue | undefined {
  return node?.kind === 'scalar' ? node.value : undefined;
}

/** A media type without the layout of its parameters: `application/json; charset=utf-8`. */
export function mediaKey(type: string): string {
  return type
    .split(';')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '')
    .join('; ');
}
