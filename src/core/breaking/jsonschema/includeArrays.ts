import { add, link } from './result.ts';
import type { Includer, Result } from './result.ts';
import { compareCount } from './includeScalars.ts';
import type { Branch, Part } from './shape.ts';

export function includeArrays(includer: Includer, from: Branch, to: Branch, result: Result): void {
  const { array: left } = from;
  const { array: right } = to;
  compareCount('minItems', left.least, right.least, 1, from.span, result);
  const closed = left.rest?.never === true ? { value: left.prefix.length, span: left.rest.span } : undefined;
  const most = closed !== undefined && closed.value < (left.most?.value ?? Infinity) ? closed : left.most;
  compareCount('maxItems', most, right.most, -1, from.span, result);
  if (right.unique !== undefined && left.unique === undefined && (most?.value ?? 2) > 1) {
    const args = { keyword: 'uniqueItems' };
    add(result, {
      kind: 'uniqueItems',
      verdict: 'no',
      certain: true,
      from: from.span,
      to: right.unique,
      args,
    });
  }
  const length = Math.max(left.prefix.length, right.prefix.length);
  for (let at = 0; at < length && at < (most?.value ?? Infinity); at++) {
    comparePosition(
      includer,
      `[${at}]`,
      left.prefix[at] ?? left.rest,
      right.prefix[at] ?? right.rest,
      from,
      result,
    );
  }
  if (length < (most?.value ?? Infinity))
    comparePosition(includer, '[]', left.rest, right.rest, from, result);
  compareContains(includer, from, to, result);
}

function comparePosition(
  includer: Includer,
  segment: string,
  left: Part | undefined,
  right: Part | undefined,
  from: Branch,
  result: Result,
): void {
  if (right === undefined || left?.never === true) return;
  if (right.never === true) {
    const args = { keyword: 'items', name: segment };
    const place = left?.span ?? from.span;
    add(result, { kind: 'items', verdict: 'no', certain: true, from: place, to: right.span, args });
    return;
  }
  const anything: Part = left ?? { schemas: [], library: right.library, key: '', span: from.span };
  link(result, segment, includer.compare(anything, right));
}

function compareContains(includer: Includer, from: Branch, to: Branch, result: Result): void {
  for (const wanted of to.array.contains) {
    const own = from.array.contains.find(
      (one) =>
        one.least >= wanted.least &&
        one.most <= wanted.most &&
        includer.compare(one.part, wanted.part).verdict !== 'no',
    );
    const items = from.array.rest;
    const all =
      items !== undefined &&
      from.array.prefix.length === 0 &&
      wanted.most === Infinity &&
      (from.array.least?.value ?? 0) >= wanted.least &&
      includer.compare(items, wanted.part).verdict === 'yes';
    if (own !== undefined || all || (wanted.least === 0 && wanted.most === Infinity)) continue;
    const [near] = from.array.contains;
    add(result, {
      kind: 'items',
      verdict: 'no',
      certain: false,
      from: near?.span ?? from.span,
      to: wanted.span,
      args: { keyword: 'contains' },
    });
  }
}
