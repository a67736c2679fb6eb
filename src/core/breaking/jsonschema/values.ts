/** Values inside schemas: lanes, one text for equal values, and how they are shown. */
import type { DocumentNode } from '../document/node.ts';

/** The types of JSON; an integer is a number. */
export const lanes = ['null', 'boolean', 'number', 'string', 'array', 'object'] as const;
export type Lane = (typeof lanes)[number];

/** Yes, no, or it cannot be decided. */
export type Tri = 'yes' | 'no' | 'unknown';

export function both(a: Tri, b: Tri): Tri {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' && b === 'yes' ? 'yes' : 'unknown';
}

export function either(a: Tri, b: Tri): Tri {
  if (a === 'yes' || b === 'yes') return 'yes';
  return a === 'no' && b === 'no' ? 'no' : 'unknown';
}

export function laneOf(node: DocumentNode): Lane {
  if (node.kind !== 'scalar') return node.kind;
  if (node.value === null) return 'null';
  return laneOfScalar[typeof node.value as 'string' | 'number' | 'boolean'];
}

const laneOfScalar = { string: 'string', number: 'number', boolean: 'boolean' } as const;

/** Values larger than this are compared as far as it reaches. */
const mostNodes = 5000;

/** The same text for equal values, whatever the order of their keys. */
export function canonical(node: DocumentNode): string {
  let left = mostNodes;
  const write = (one: DocumentNode): string => {
    if (left-- <= 0) return '…';
    if (one.kind === 'scalar') return JSON.stringify(one.value);
    if (one.kind === 'array') return `[${one.items.map(write).join(',')}]`;
    const keys = [...one.entries.keys()].toSorted();
    const parts = keys.map((key) => {
      const entry = one.entries.get(key);
      return `${JSON.stringify(key)}:${entry === undefined ? '' : write(entry.value)}`;
    });
    return `{${parts.join(',')}}`;
  };
  return write(node);
}

const mostShown = 60;

/** For people: a value on one short line. */
export function shown(node: DocumentNode): string {
  const text = canonical(node);
  return text.length > mostShown ? `${text.slice(0, mostShown - 1)}…` : text;
}
