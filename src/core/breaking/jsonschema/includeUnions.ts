/** What is compared of two unions before their alternatives are. */
import type { Span } from '../document/node.ts';
import { entryOf } from '../document/node.ts';
import { keySpan } from './parts.ts';
import { add } from './result.ts';
import type { Reason, Result } from './result.ts';
import type { Branch, Condition, Part } from './shape.ts';
import { canonical, lanes, shown } from './values.ts';

export function undecided(from: Span, to: Span, keyword: string): Reason {
  return { kind: 'undecided', verdict: 'unknown', certain: false, from, to, args: { keyword } };
}

/** A default says nothing about values, but about what those get who leave one out. */
export function compareDefaults(from: Part, to: Part, result: Result): void {
  const before = entryOf(from.schema, 'default');
  const after = entryOf(to.schema, 'default');
  if (before === undefined || after === undefined) return;
  if (canonical(before.value) === canonical(after.value)) return;
  add(result, {
    kind: 'annotation',
    verdict: 'note',
    certain: true,
    from: keySpan(before),
    to: keySpan(after),
    args: { keyword: 'default', from: shown(before.value), to: shown(after.value) },
  });
}

/**
 * What one side alone leaves to a schema that nobody can read. `left`: it may allow less than is seen, so
 * that only what is not allowed remains open. `right`: nothing can be said.
 */
export function leadsNowhere(
  left: readonly Branch[],
  right: readonly Branch[],
): { readonly side: 'left' | 'right'; readonly reason: Reason } | undefined {
  const [before, after] = [unreadIn(left), unreadIn(right)];
  const has = (all: readonly Condition[], one: Condition): boolean =>
    one.keyword === '$ref' && all.some(({ text }) => text === one.text);
  const own = before.find((one) => !has(after, one));
  const other = after.find((one) => !has(before, one));
  const found = other ?? own;
  const [first] = left;
  const [last] = right;
  if (found === undefined || first === undefined || last === undefined) return undefined;
  return {
    side: other === undefined ? 'left' : 'right',
    reason: {
      kind: found.keyword === '$ref' ? 'unresolved' : 'undecided',
      verdict: 'unknown',
      certain: false,
      from: own?.span ?? first.span,
      to: other?.span ?? last.span,
      args: { keyword: found.keyword, reference: found.text },
    },
  };
}

function unreadIn(branches: readonly Branch[]): readonly Condition[] {
  return branches.flatMap(({ conditions }) =>
    conditions.filter(({ keyword }) => keyword === '$ref' || keyword === 'unread'),
  );
}

/** Lanes that are not allowed any more, told once for the whole union; false when nothing is left to compare. */
export function compareTypes(left: readonly Branch[], right: readonly Branch[], result: Result): boolean {
  const allowed = new Set(right.flatMap((branch) => [...branch.lanes]));
  const given = new Set(left.flatMap((branch) => [...branch.lanes]));
  const missing = lanes.filter((lane) => given.has(lane) && !allowed.has(lane));
  const [first] = left;
  const [other] = right;
  if (missing.length === 0 || first === undefined || other === undefined) return true;
  // Values of a list that are gone with their type are told as values.
  const losing = left.filter((branch) => missing.some((lane) => branch.lanes.has(lane)));
  const values = losing.every((branch) => branch.values !== undefined);
  const holder = losing[0] ?? first;
  add(result, {
    kind: 'type',
    verdict: 'no',
    certain: true,
    from: values ? (holder.values?.span ?? holder.typeSpan) : holder.typeSpan,
    to: other.typeSpan,
    args: { from: typeNames(left), to: typeNames(right), gone: missing.join(', ') },
  });
  return [...given].some((lane) => allowed.has(lane));
}

function typeNames(branches: readonly Branch[]): string {
  const names = new Set<string>();
  for (const lane of lanes) {
    const own = branches.filter((branch) => branch.lanes.has(lane));
    if (own.length === 0) continue;
    names.add(
      lane === 'number' && own.every(({ number }) => number.integer !== undefined) ? 'integer' : lane,
    );
  }
  return names.size === lanes.length ? 'any' : [...names].join(', ');
}
