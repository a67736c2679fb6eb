/** Version ranges as sets of versions, so that one can be asked whether it contains another. */

/**
 * How a range is written. `floor`: a bare version means this one and later ones (`1.65`, `go 1.21`,
 * a Java release).
 */
export type Dialect = 'npm' | 'python' | 'composer' | 'ruby' | 'floor';

type Version = readonly [number, number, number];

/** From `from` up to, not including, `to`. Pre-releases count as the release that they lead to. */
interface Interval {
  readonly from: Version;
  readonly to: Version;
}

const zero: Version = [0, 0, 0];
const end: Version = [Infinity, 0, 0];

/** Whether every version of `before` is also in `after`; undefined when one of them cannot be read. */
export function contains(after: string, before: string, dialect: Dialect): boolean | undefined {
  const wide = parseRange(after, dialect);
  const narrow = parseRange(before, dialect);
  if (wide === undefined || narrow === undefined) return undefined;
  const joined = join(wide);
  return narrow.every(({ from, to }) =>
    joined.some((one) => compare(one.from, from) <= 0 && compare(to, one.to) <= 0),
  );
}

/** Longer texts are no ranges that a person wrote. */
const mostLength = 1000;

function parseRange(text: string, dialect: Dialect): readonly Interval[] | undefined {
  if (text.length > mostLength) return undefined;
  const all: Interval[] = [];
  const alternatives = dialect === 'composer' ? text.split(/\|\|?/) : text.split('||');
  for (const alternative of alternatives) {
    const parsed = parseAll(alternative.trim(), dialect);
    if (parsed === undefined) return undefined;
    all.push(...parsed);
  }
  return all.filter(({ from, to }) => compare(from, to) < 0);
}

const comparator = /(\^|~>|~=|===?|!=|>=|<=|=|~|>|<)?\s*v?([0-9xX*][\w.*+-]*|\*)/y;

function parseAll(text: string, dialect: Dialect): readonly Interval[] | undefined {
  const hyphen = /^v?([\w.*+-]+)\s+-\s+v?([\w.*+-]+)$/.exec(text);
  if (hyphen !== null && dialect !== 'python' && dialect !== 'ruby') {
    const low = parsePartial(hyphen[1] ?? '');
    const high = parsePartial(hyphen[2] ?? '');
    return low && high ? [{ from: floorOf(low), to: above(high) }] : undefined;
  }
  let intervals: readonly Interval[] = [{ from: zero, to: end }];
  let at = 0;
  while (at < text.length) {
    const separator = /[\s,]+/y;
    separator.lastIndex = at;
    if (separator.test(text)) at = separator.lastIndex;
    if (at >= text.length) break;
    comparator.lastIndex = at;
    const match = comparator.exec(text);
    if (match === null) return undefined;
    at = comparator.lastIndex;
    const partial = parsePartial(match[2] ?? '');
    if (partial === undefined) return undefined;
    intervals = intersect(intervals, interpret(match[1] ?? '', partial, dialect));
  }
  return intervals;
}

/** One to three numbers; what follows a `*` or is missing is open. */
function parsePartial(text: string): readonly number[] | undefined {
  const bare = text.replace(/(?:[-+]|(?<=\d)(?:a|b|rc|dev|alpha|beta)\.?\d*).*$/, '');
  const parts: number[] = [];
  for (const part of bare.split('.').slice(0, 3)) {
    if (/^[xX*]$/.test(part) || part === '') break;
    if (!/^\d{1,9}$/.test(part)) return undefined;
    parts.push(Number(part));
  }
  return parts;
}

function interpret(operator: string, partial: readonly number[], dialect: Dialect): readonly Interval[] {
  const from = floorOf(partial);
  const rest: Interval = { from, to: end };
  if (partial.length === 0) return operator === '>' || operator === '<' ? [] : [{ from: zero, to: end }];
  switch (operator) {
    case '>=':
      return [rest];
    case '>':
      return [{ from: above(partial), to: end }];
    case '<':
      return [{ from: zero, to: from }];
    case '<=':
      return [{ from: zero, to: above(partial) }];
    case '!=':
      return [
        { from: zero, to: from },
        { from: above(partial), to: end },
      ];
    case '^':
      return [{ from, to: caretEnd(partial) }];
    case '~>':
    case '~=':
      return [{ from, to: bump(partial, Math.max(partial.length - 2, 0)) }];
    case '~':
      return [
        {
          from,
          to: bump(
            partial,
            dialect === 'composer' ? Math.max(partial.length - 2, 0) : Math.min(partial.length - 1, 1),
          ),
        },
      ];
    case '':
      if (dialect === 'floor') return [rest];
      return [{ from, to: above(partial) }];
    default:
      return [{ from, to: above(partial) }];
  }
}

function caretEnd(partial: readonly number[]): Version {
  const first = partial.findIndex((part) => part !== 0);
  return bump(partial, first === -1 ? partial.length - 1 : first);
}

/** The first version after all those that the partial covers: `1.2` gives 1.3.0. */
function above(partial: readonly number[]): Version {
  return partial.length === 0 ? end : bump(partial, partial.length - 1);
}

function bump(partial: readonly number[], index: number): Version {
  const [a, b, c] = floorOf(partial);
  if (index === 0) return [a + 1, 0, 0];
  return index === 1 ? [a, b + 1, 0] : [a, b, c + 1];
}

function floorOf(partial: readonly number[]): Version {
  return [partial[0] ?? 0, partial[1] ?? 0, partial[2] ?? 0];
}

function intersect(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  return a.flatMap((one) =>
    b
      .map((other) => ({
        from: compare(one.from, other.from) > 0 ? one.from : other.from,
        to: compare(one.to, other.to) < 0 ? one.to : other.to,
      }))
      .filter(({ from, to }) => compare(from, to) < 0),
  );
}

/** Sorted, with touching intervals made one. */
function join(intervals: readonly Interval[]): readonly Interval[] {
  const joined: Interval[] = [];
  for (const one of intervals.toSorted((a, b) => compare(a.from, b.from))) {
    const last = joined.at(-1);
    if (last !== undefined && compare(one.from, last.to) <= 0) {
      joined[joined.length - 1] = { from: last.from, to: compare(one.to, last.to) > 0 ? one.to : last.to };
    } else joined.push(one);
  }
  return joined;
}

function compare(a: Version, b: Version): number {
  for (let index = 0; index < 3; index++) {
    const left = a[index] ?? 0;
    const right = b[index] ?? 0;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
