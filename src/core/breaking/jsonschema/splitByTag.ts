/** One object whose tag has several values, against a union that has an alternative for each of them. */
import type { DocumentNode } from '../document/node.ts';
import type { Includer } from './result.ts';
import type { Branch, Part, Values } from './shape.ts';
import type { Lane } from './values.ts';

export interface Tagged {
  readonly branch: Branch;
  readonly lane: Lane;
  readonly candidates: readonly Branch[];
}

const mostTags = 50;

/** One for each value of the tag; none where there is no such tag. */
export function splitByTag<Atom extends Tagged>(includer: Includer, atom: Atom): readonly Atom[] {
  const { branch, lane, candidates } = atom;
  if (lane !== 'object' || candidates.length < 2) return [];
  for (const [name, part] of branch.object.properties) {
    if (!branch.object.required.has(name)) continue;
    const values = valuesOf(includer, part);
    if (values === undefined || values.nodes.size < 2 || values.nodes.size > mostTags) continue;
    const others = candidates.map((candidate) => candidate.object.properties.get(name));
    if (!others.every((other) => other !== undefined && valuesOf(includer, other) !== undefined)) continue;
    return [...values.nodes.values()].map((value) => ({
      ...atom,
      branch: withTag(branch, name, includer.constant(value, part)),
    }));
  }
  return [];
}

function withTag(branch: Branch, name: string, part: Part): Branch {
  const properties = new Map(branch.object.properties).set(name, part);
  return { ...branch, object: { ...branch.object, properties } };
}

function valuesOf(includer: Includer, part: Part): Values | undefined {
  const branches = includer.branches(part);
  return branches?.length === 1 ? branches[0]?.values : undefined;
}

/** The schema that allows one value. */
export function constantSchema(value: DocumentNode): DocumentNode {
  const { source, start, end } = value;
  const entry = { key: 'const', value, source, start, end };
  return { kind: 'object', entries: new Map([['const', entry]]), source, start, end };
}
