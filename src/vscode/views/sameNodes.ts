import type { FolderNodes } from './rows.ts';

/** Whether the view would look the same and mean the same places. */
export function sameNodes(some: readonly FolderNodes[], others: readonly FolderNodes[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ folder, name, nodes }, index) => {
      const other = others[index];
      return (
        other?.folder.toString() === folder.toString() && other.name === name && same(nodes, other.nodes)
      );
    })
  );
}

/** Of plain data that one function has made, so that members stand in one order. */
function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const members = Object.entries(other);
  const mine = Object.entries(one);
  return (
    mine.length === members.length &&
    mine.every(([key, value], index) => members[index]?.[0] === key && same(value, members[index]?.[1]))
  );
}
