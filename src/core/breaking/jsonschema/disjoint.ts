/** Whether two branches share no value: provably, or not at all. */
import type { Branch, Part } from './shape.ts';
import { laneOf } from './values.ts';

type Branches = (part: Part) => readonly Branch[] | undefined;

const mostDepth = 3;

export function disjoint(a: Branch, b: Branch, branchesOf: Branches, depth: number): boolean {
  return [...a.lanes].every((lane) => {
    if (!b.lanes.has(lane)) return true;
    if (a.values !== undefined && b.values !== undefined) {
      const { nodes } = b.values;
      return [...a.values.nodes].every(([text, node]) => laneOf(node) !== lane || !nodes.has(text));
    }
    if (lane === 'number') {
      return above(a, b) || above(b, a);
    }
    return lane === 'object' && depth < mostDepth && objectsApart(a, b, branchesOf, depth);
  });
}

function above({ number: { lower } }: Branch, { number: { upper } }: Branch): boolean {
  if (lower === undefined || upper === undefined) return false;
  return lower.value > upper.value || (lower.value === upper.value && (lower.exclusive || upper.exclusive));
}

/** A property that one has to have and whose values the other does not allow: the usual tag of a union. */
function objectsApart(a: Branch, b: Branch, branchesOf: Branches, depth: number): boolean {
  const closes = (one: Branch, other: Branch): boolean =>
    [...one.object.required.keys()].some(
      (name) =>
        other.object.additional?.never === true &&
        !other.object.properties.has(name) &&
        other.object.patterns.size === 0,
    );
  if (closes(a, b) || closes(b, a)) return true;
  for (const [name, part] of a.object.properties) {
    const other = b.object.properties.get(name);
    if (other === undefined || !(a.object.required.has(name) || b.object.required.has(name))) continue;
    const left = branchesOf(part);
    const right = branchesOf(other);
    if (left === undefined || right === undefined) continue;
    if (left.every((one) => right.every((two) => disjoint(one, two, branchesOf, depth + 1)))) return true;
  }
  return false;
}
