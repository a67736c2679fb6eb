/** Objects: which properties there may be, which there have to be, and what they hold. */
import { allows } from './allows.ts';
import { add, link } from './result.ts';
import type { BranchPair, Includer, Result } from './result.ts';
import { includeWithin } from './includeConditions.ts';
import { compareCount } from './includeScalars.ts';
import { partFor } from './names.ts';
import type { NamedPart } from './names.ts';
import type { Branch, ObjectShape, Part } from './shape.ts';
import { booleanOf, member } from '../document/node.ts';

interface Sides {
  readonly includer: Includer;
  readonly from: Branch;
  readonly to: Branch;
  readonly whole: Part;
  readonly result: Result;
}

export function includeObjects(includer: Includer, { from, to, whole }: BranchPair, result: Result): void {
  const sides: Sides = { includer, from, to, whole, result };
  const left = from.object;
  const right = to.object;
  compareRequired(sides);
  for (const name of new Set([...left.properties.keys(), ...right.properties.keys()]))
    compareName(sides, name);
  comparePatterns(sides);
  compareAdditional(sides);
  const held = left.required.size;
  if (held < (right.least?.value ?? 0)) {
    compareCount('minProperties', left.least, right.least, 1, from.span, result);
  }
  const closed = isClosed(sides) && left.patterns.size === 0;
  if (!closed || left.properties.size > (right.most?.value ?? Infinity)) {
    compareCount('maxProperties', left.most, right.most, -1, from.span, result);
  }
  compareNames(sides);
  compareDependents(sides);
}

/** What the other side does not declare is not there: the schema says so, or is silent and declares the rest. */
function isClosed({ includer, from }: Sides): boolean {
  const { additional, properties } = from.object;
  if (additional !== undefined) return additional.never === true;
  return includer.openContent === 'declared' && properties.size > 0;
}

function compareRequired({ from, to, result }: Sides): void {
  for (const [name, span] of to.object.required) {
    if (from.object.required.has(name)) continue;
    const part = to.object.properties.get(name);
    const fallback = member(part?.schema, 'default') !== undefined;
    add(result, {
      kind: 'required',
      // Some readers fill in the default before they check, others do not.
      verdict: fallback ? 'unknown' : 'no',
      certain: !fallback,
      from: from.object.properties.get(name)?.span ?? from.span,
      to: span,
      args: {
        name,
        declared: from.object.properties.has(name) ? 'yes' : 'no',
        ...(fallback ? { fallback: 'yes' } : {}),
      },
    });
  }
}

function compareName(sides: Sides, name: string): void {
  const { includer, from, to, result } = sides;
  const left = partFor(from.object, name, includer.patterns.matches);
  const right = partFor(to.object, name, includer.patterns.matches);
  const { part } = left;
  if (part?.never === true) return;
  if (left.doubtful || right.doubtful) {
    const args = { keyword: 'patternProperties', name };
    const places = { from: part?.span ?? from.span, to: right.part?.span ?? to.span };
    if (samePatterns(from.object, to.object)) compareSame(sides, name, left, right);
    else add(result, { kind: 'additionalProperties', verdict: 'unknown', certain: false, ...places, args });
    return;
  }
  if (left.by === 'additional' && isClosed(sides)) return;
  compareSame(sides, name, left, right);
}

function compareSame(sides: Sides, name: string, left: NamedPart, right: NamedPart): void {
  const { includer, from, to, result } = sides;
  const own = left.part;
  const other = right.part;
  const places = { from: own?.span ?? from.span, to: other?.span ?? to.span };
  if (right.by === 'additional' && left.by === 'property' && (other === undefined || other.key === '')) {
    add(result, {
      kind: 'property',
      verdict: 'note',
      certain: true,
      ...places,
      args: noted(name, own, from),
    });
    return;
  }
  if (right.by === 'additional' && other?.never === true) {
    const args = { ...noted(name, own, from), refused: 'yes' };
    add(result, { kind: 'property', verdict: 'no', certain: true, ...places, args });
    return;
  }
  if (other === undefined || other.key === '') return;
  if (own === undefined || (left.by === 'additional' && own.key === '')) {
    const args = { name, declared: 'yes' };
    add(result, { kind: 'property', verdict: 'no', certain: true, ...places, args });
    return;
  }
  link(result, segmentOf(name), includer.compare(own, other));
}

function noted(name: string, part: Part | undefined, { object }: Branch): Readonly<Record<string, string>> {
  const gone = booleanOf(member(part?.schema, 'deprecated')) === true;
  return {
    name,
    ...(object.required.has(name) ? { required: 'yes' } : {}),
    ...(gone ? { deprecated: 'yes' } : {}),
  };
}

/** Names that are no plain words stand in brackets. */
export function segmentOf(name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function samePatterns(a: ObjectShape, b: ObjectShape): boolean {
  return a.patterns.size === b.patterns.size && [...a.patterns.keys()].every((key) => b.patterns.has(key));
}

function comparePatterns(sides: Sides): void {
  const { includer, from, to, result } = sides;
  for (const [pattern, part] of to.object.patterns) {
    const own = from.object.patterns.get(pattern) ?? from.object.additional;
    if (own === undefined && isClosed(sides)) continue;
    if (own?.never === true || part.key === '') continue;
    const anything: Part = own ?? { schemas: [], library: part.library, key: '', span: from.span };
    const places = { from: anything.span, to: part.span };
    if (part.never === true || anything.key === '') {
      const args = { keyword: 'patternProperties', name: pattern };
      add(result, { kind: 'additionalProperties', verdict: 'no', certain: false, ...places, args });
    } else link(result, `[/${pattern}/]`, includer.compare(anything, part));
  }
  for (const [pattern, part] of from.object.patterns) {
    const other = to.object.additional;
    if (to.object.patterns.has(pattern) || other === undefined || part.never === true || other.key === '')
      continue;
    if (namesAll(includer, pattern, to.object)) continue;
    const args = { keyword: 'patternProperties', name: pattern };
    const places = { from: part.span, to: other.span };
    if (other.never === true) {
      add(result, { kind: 'additionalProperties', verdict: 'no', certain: false, ...places, args });
    } else link(result, `[/${pattern}/]`, includer.compare(part, other));
  }
}

/** Every name that the pattern matches is declared, and was compared by its name. */
function namesAll({ patterns }: Includer, pattern: string, { properties }: ObjectShape): boolean {
  if (properties.size === 0 || properties.size > 100) return false;
  const names = [...properties.keys()].map((name) =>
    name.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`),
  );
  return patterns.within(pattern, `^(?:${names.join('|')})$`) === 'yes';
}

function compareAdditional(sides: Sides): void {
  const { includer, from, to, result } = sides;
  const left = from.object.additional;
  const right = to.object.additional;
  // To close what was silent refuses what nobody was told not to send.
  if (right === undefined || right.key === '' || left?.never === true) return;
  const places = { from: left?.span ?? from.span, to: right.span };
  const args = { keyword: 'additionalProperties' };
  if (right.never === true || left === undefined || left.key === '') {
    add(result, { kind: 'additionalProperties', verdict: 'no', certain: true, ...places, args });
  } else link(result, '[*]', includer.compare(left, right));
}

function compareNames(sides: Sides): void {
  const { includer, from, to, result } = sides;
  for (const wanted of to.object.names) {
    if (
      from.object.names.some(
        (own) => own.key === wanted.key || includer.compare(own, wanted).verdict === 'yes',
      )
    )
      continue;
    const known = isClosed(sides) && from.object.patterns.size === 0;
    const verdicts = [...from.object.properties.values()].map((part) => nameAllowed(includer, wanted, part));
    if (known && verdicts.every((verdict) => verdict)) continue;
    const [own] = from.object.names;
    const args = { keyword: 'propertyNames' };
    const places = { from: own?.span ?? from.span, to: wanted.span };
    add(result, { kind: 'additionalProperties', verdict: 'no', certain: false, ...places, args });
  }
}

function nameAllowed(includer: Includer, wanted: Part, { span }: Part): boolean {
  const text = span.source.text.slice(span.start, span.end).replaceAll(/^["']|["']$/g, '');
  return allows(includer, wanted, { kind: 'scalar', value: text, ...span }) === 'yes';
}

function compareDependents(sides: Sides): void {
  const { includer, from, to, whole, result } = sides;
  const absent = (name: string): boolean =>
    isClosed(sides) && !from.object.properties.has(name) && from.object.patterns.size === 0;
  for (const [name, wanted] of to.object.dependents) {
    const own = from.object.dependents.get(name);
    for (const [other, span] of wanted) {
      if (own?.has(other) === true || from.object.required.has(other) || absent(name)) continue;
      const args = { keyword: 'dependentRequired', name, other };
      const certain = true;
      const place = from.object.properties.get(name)?.span ?? from.span;
      add(result, { kind: 'condition', verdict: 'no', certain, from: place, to: span, args });
    }
  }
  for (const [name, wanted] of to.object.dependentSchemas) {
    const own = from.object.dependentSchemas.get(name);
    if (absent(name) || wanted.key === '') continue;
    if (own !== undefined && wanted.never !== true) {
      includeWithin(includer, own, whole, wanted, result);
      continue;
    }
    if (includer.compare(whole, wanted).verdict === 'yes') continue;
    const args = { keyword: 'dependentSchemas', name };
    const places = { from: own?.span ?? from.span, to: wanted.span };
    add(result, { kind: 'condition', verdict: 'no', certain: false, ...places, args });
  }
}
