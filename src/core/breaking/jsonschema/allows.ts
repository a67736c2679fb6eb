/** Whether one value is allowed by a schema. Patterns that are not understood and formats leave it open. */
import type { DocumentNode } from '../document/node.ts';
import { partFor } from './names.ts';
import type { Patterns } from './patterns.ts';
import type { Branch, Part } from './shape.ts';
import type { Tri } from './values.ts';
import { both, canonical, either, laneOf } from './values.ts';

export interface Judge {
  readonly branches: (part: Part) => readonly Branch[] | undefined;
  readonly patterns: Patterns;
}

export function allows(judge: Judge, part: Part, value: DocumentNode): Tri {
  const branches = judge.branches(part);
  if (branches === undefined) return 'unknown';
  return branches.reduce<Tri>((sofar, branch) => either(sofar, branchAllows(judge, branch, value)), 'no');
}

export function branchAllows(judge: Judge, branch: Branch, value: DocumentNode): Tri {
  if (!branch.lanes.has(laneOf(value))) return 'no';
  const text = (branch.values ?? branch.excluded) ? canonical(value) : '';
  if (branch.values !== undefined && !branch.values.nodes.has(text)) return 'no';
  if (branch.excluded?.nodes.has(text) === true) return 'no';
  const verdict = laneAllows(judge, branch, value);
  return branch.conditions.length > 0 ? both(verdict, 'unknown') : verdict;
}

function laneAllows(judge: Judge, branch: Branch, value: DocumentNode): Tri {
  if (value.kind === 'object') {
    const { object } = branch;
    const size = value.entries.size;
    if (size < (object.least?.value ?? 0) || size > (object.most?.value ?? Infinity)) return 'no';
    for (const name of object.required.keys()) if (!value.entries.has(name)) return 'no';
    let verdict: Tri =
      object.names.length + object.dependents.size + object.dependentSchemas.size > 0 ? 'unknown' : 'yes';
    for (const { key, value: below } of value.entries.values()) {
      const { part, doubtful } = partFor(object, key, judge.patterns.matches);
      if (doubtful) verdict = both(verdict, 'unknown');
      if (part !== undefined) verdict = both(verdict, allows(judge, part, below));
    }
    return verdict;
  }
  if (value.kind === 'array') {
    const { array } = branch;
    const size = value.items.length;
    if (size < (array.least?.value ?? 0) || size > (array.most?.value ?? Infinity)) return 'no';
    let verdict: Tri = array.contains.length > 0 ? 'unknown' : 'yes';
    if (array.unique !== undefined && new Set(value.items.map(canonical)).size < size) return 'no';
    for (const [at, item] of value.items.entries()) {
      const part = array.prefix[at] ?? array.rest;
      if (part !== undefined) verdict = both(verdict, allows(judge, part, item));
    }
    return verdict;
  }
  if (typeof value.value === 'number') return numberAllows(branch, value.value);
  return typeof value.value === 'string' ? stringAllows(judge, branch, value.value) : 'yes';
}

function numberAllows({ number }: Branch, value: number): Tri {
  const { integer, lower, upper, multiples, formats } = number;
  if (integer !== undefined && !Number.isInteger(value)) return 'no';
  if (lower !== undefined && (value < lower.value || (lower.exclusive && value === lower.value))) return 'no';
  if (upper !== undefined && (value > upper.value || (upper.exclusive && value === upper.value))) return 'no';
  if (multiples.some((one) => !isMultiple(value, one.value))) return 'no';
  return formats.length === 0 ? 'yes' : 'unknown';
}

function stringAllows({ patterns }: Judge, { string }: Branch, value: string): Tri {
  const length = Array.from(value).length;
  if (length < (string.least?.value ?? 0) || length > (string.most?.value ?? Infinity)) return 'no';
  let verdict: Tri = string.formats.length + string.contents.length === 0 ? 'yes' : 'unknown';
  for (const { text } of string.patterns) verdict = both(verdict, patterns.matches(text, value));
  return verdict;
}

/** Decimal fractions are no exact numbers: 0.3 is three times 0.1 all the same. */
export function isMultiple(value: number, of: number): boolean {
  const quotient = value / of;
  return Math.abs(quotient - Math.round(quotient)) < 1e-9 * Math.max(1, Math.abs(quotient));
}
