import type { DocumentNode } from '../document/node.ts';

/** Equal values have equal texts, whatever their layout and the order of keys. */
export function canonicalValue(node: DocumentNode): string {
  return canonical(node, () => true);
}

/** The same for schemas, in which words for people do not count. A field may have such a name too. */
export function canonicalSchema(node: DocumentNode): string {
  return canonical(node, (key, value) => !forPeople.has(key) || value.kind === 'object');
}

const forPeople: ReadonlySet<string> = new Set(['description', 'title', 'example']);

function canonical(node: DocumentNode, counts: (key: string, value: DocumentNode) => boolean): string {
  if (node.kind === 'scalar') return JSON.stringify(node.value);
  if (node.kind === 'array') return `[${node.items.map((item) => canonical(item, counts)).join(', ')}]`;
  const entries = [...node.entries.values()]
    .filter(({ key, value }) => counts(key, value))
    .map(({ key, value }) => `${JSON.stringify(key)}: ${canonical(value, counts)}`);
  return `{${entries.toSorted().join(', ')}}`;
}
