/** Version constraints, and whether one refuses what another took. */

type Numbers = readonly number[];

interface Bound {
  readonly version: Numbers;
  readonly inclusive: boolean;
}

interface Range {
  readonly low: Bound;
  readonly high: Bound | undefined;
  readonly not: readonly Numbers[];
}

/** `tighter` also where some of the old versions are refused while new ones are taken. */
export type Comparison = 'same' | 'looser' | 'tighter' | 'unknown';

/** An absent constraint takes every version. */
export function compareConstraints(base: string | undefined, head: string | undefined): Comparison {
  const before = rangeOf(base ?? '');
  const after = rangeOf(head ?? '');
  if (before === undefined || after === undefined) return base === head ? 'same' : 'unknown';
  const kept = within(before, after);
  return kept ? (within(after, before) ? 'same' : 'looser') : 'tighter';
}

function rangeOf(text: string): Range | undefined {
  // No version is before the first one.
  let range: Range = { low: { version: [0], inclusive: true }, high: undefined, not: [] };
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === '') continue;
    const match = /^(~>|[<>]=?|!=|=)?\s*v?(\d+(?:\.\d+){0,3})(?:[-+][\w.+-]*)?$/.exec(part);
    const version = match?.[2]?.split('.').map(Number);
    if (match === null || version === undefined) return undefined;
    range = narrowed(range, match[1] ?? '=', version);
  }
  const { low, high, not } = range;
  return { low: without(low, not), high: high === undefined ? undefined : without(high, not), not };
}

/** A bound that is itself refused. */
function without(bound: Bound, not: readonly Numbers[]): Bound {
  if (!not.some((version) => compare(version, bound.version) === 0)) return bound;
  return { ...bound, inclusive: false };
}

function narrowed(range: Range, sign: string, version: Numbers): Range {
  const low = (inclusive: boolean): Range => ({ ...range, low: later(range.low, { version, inclusive }) });
  const high = (one: Range, bound: Bound): Range => ({ ...one, high: earlier(one.high, bound) });
  switch (sign) {
    case '>':
      return low(false);
    case '>=':
      return low(true);
    case '<':
      return high(range, { version, inclusive: false });
    case '<=':
      return high(range, { version, inclusive: true });
    case '!=':
      return { ...range, not: [...range.not, version] };
    case '~>': {
      // All but the last number stay.
      const kept = version.length === 1 ? [] : version.slice(0, -1);
      const next = kept.map((part, at) => (at === kept.length - 1 ? part + 1 : part));
      return next.length === 0 ? low(true) : high(low(true), { version: next, inclusive: false });
    }
    default:
      return high(low(true), { version, inclusive: true });
  }
}

function within(inner: Range, outer: Range): boolean {
  if (later(inner.low, outer.low) !== inner.low) return false;
  if (
    outer.high !== undefined &&
    (inner.high === undefined || earlier(inner.high, outer.high) !== inner.high)
  )
    return false;
  return outer.not.every((version) => !takes(inner, version));
}

function takes({ low, high, not }: Range, version: Numbers): boolean {
  const isAbove = compare(version, low.version) > (low.inclusive ? -1 : 0);
  const isBelow = high === undefined || compare(version, high.version) < (high.inclusive ? 1 : 0);
  return isAbove && isBelow && not.every((one) => compare(one, version) !== 0);
}

/** The lower bound that refuses more; the first one where they are equal. */
function later(a: Bound, b: Bound): Bound {
  const order = compare(a.version, b.version);
  return order > 0 || (order === 0 && (!a.inclusive || b.inclusive)) ? a : b;
}

/** The upper bound that refuses more; the first one where they are equal. */
function earlier(a: Bound | undefined, b: Bound): Bound {
  if (a === undefined) return b;
  const order = compare(a.version, b.version);
  return order < 0 || (order === 0 && (!a.inclusive || b.inclusive)) ? a : b;
}

function compare(a: Numbers, b: Numbers): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}
