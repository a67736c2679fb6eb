/** JSON pointers as they stand in references: `#/definitions/a~1b%20c`. */
import type { DocumentNode } from './node.ts';

/** Keys of a pointer, `/` first or empty; undefined when it is none. */
export function pointerKeys(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((key) => decoded(key).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The node below, one key or index down. */
export function child(node: DocumentNode, key: string): DocumentNode | undefined {
  if (node.kind === 'object') return node.entries.get(key)?.value;
  return node.kind === 'array' && /^\d{1,9}$/.test(key) ? node.items[Number(key)] : undefined;
}

/** Percent signs that mean nothing stay as they are. */
export function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
