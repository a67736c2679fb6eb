/** Ids of tree nodes: unique in the tree, and the same from one evaluation to the next. */
import type { DisplayNode } from './display.ts';

export function refKey(ref: { readonly file: string; readonly id: string }): string {
  return `${ref.file}\n${ref.id}`;
}

/** A part of a node id: separators are escaped, so that no two paths read the same. */
export function part(text: string): string {
  return text.replace(/[%/#~\n]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}

/** Gives later siblings of the same id a number, and their children with them. */
export function unique(nodes: readonly DisplayNode[]): readonly DisplayNode[] {
  const seen = new Map<string, number>();
  return nodes.map((node) => {
    const count = (seen.get(node.id) ?? 0) + 1;
    seen.set(node.id, count);
    return count === 1 ? node : renamed(node, node.id, `${node.id}#${count}`);
  });
}

function renamed(node: DisplayNode, from: string, to: string): DisplayNode {
  return {
    ...node,
    id: to + node.id.slice(from.length),
    children: node.children.map((child) => renamed(child, from, to)),
  };
}
