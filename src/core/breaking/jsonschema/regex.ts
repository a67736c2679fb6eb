/**
 * Regular expressions of schemas as automata of our own: matching takes linear time whatever the
 * pattern, and two patterns can be held against each other. What no automaton can do, such as
 * look-around and references to groups, is not understood.
 */

/** Code points, both ends included. */
export type Range = readonly [number, number];

export interface State {
  readonly ranges: readonly Range[];
  /** States after one of the code points. */
  readonly next: number;
  /** States without reading; `start` and `end` only there. */
  readonly free: readonly { readonly to: number; readonly only?: 'start' | 'end' }[];
}

export interface Automaton {
  readonly states: readonly State[];
  readonly first: number;
  readonly last: number;
}

interface Draft {
  ranges: readonly Range[];
  next: number;
  free: { readonly to: number; readonly only?: 'start' | 'end' }[];
}

interface Piece {
  readonly first: number;
  readonly last: number;
}

interface Reader {
  readonly signs: readonly string[];
  readonly states: Draft[];
  at: number;
  depth: number;
}

const mostStates = 1500;
const mostSigns = 1000;
const mostDepth = 30;
const highest = 0x10ffff;

/** Undefined: not understood. */
export function readRegex(pattern: string): Automaton | undefined {
  const signs = Array.from(pattern);
  if (signs.length > mostSigns) return undefined;
  const reader: Reader = { signs, states: [], at: 0, depth: 0 };
  const whole = readChoice(reader);
  if (whole === undefined || reader.at < signs.length || reader.states.length > mostStates) return undefined;
  return { states: reader.states, first: whole.first, last: whole.last };
}

function state(reader: Reader, ranges: readonly Range[] = [], next = -1): number {
  return reader.states.push({ ranges, next, free: [] }) - 1;
}

function join(reader: Reader, from: number, to: number, only?: 'start' | 'end'): void {
  reader.states[from]?.free.push(only === undefined ? { to } : { to, only });
}

function readChoice(reader: Reader): Piece | undefined {
  if (++reader.depth > mostDepth) return undefined;
  const first = state(reader);
  const last = state(reader);
  for (;;) {
    const piece = readSequence(reader);
    if (piece === undefined) return undefined;
    join(reader, first, piece.first);
    join(reader, piece.last, last);
    if (reader.signs[reader.at] !== '|') break;
    reader.at++;
  }
  reader.depth--;
  return { first, last };
}

function readSequence(reader: Reader): Piece | undefined {
  const first = state(reader);
  let last = first;
  for (;;) {
    const sign = reader.signs[reader.at];
    if (sign === undefined || sign === '|' || sign === ')') return { first, last };
    const from = reader.at;
    let piece = readAtom(reader);
    if (piece === undefined) return undefined;
    const times = readTimes(reader);
    if (times === undefined) return undefined;
    if (times !== 'once') piece = repeated(reader, piece, times, from, reader.at);
    if (piece === undefined || reader.states.length > mostStates) return undefined;
    join(reader, last, piece.first);
    ({ last } = piece);
  }
}

interface Times {
  readonly least: number;
  readonly most: number;
}

function readTimes(reader: Reader): Times | 'once' | undefined {
  const sign = reader.signs[reader.at];
  const simple =
    sign === '*' ? [0, Infinity] : sign === '+' ? [1, Infinity] : sign === '?' ? [0, 1] : undefined;
  let times: Times | undefined;
  if (simple !== undefined) {
    reader.at++;
    times = { least: simple[0] ?? 0, most: simple[1] ?? 1 };
  } else if (sign === '{') {
    const found = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(reader.signs.slice(reader.at, reader.at + 12).join(''));
    if (found === null) return undefined;
    const least = Number(found[1]);
    reader.at += found[0].length;
    times = { least, most: found[2] === undefined ? least : found[3] === '' ? Infinity : Number(found[3]) };
  }
  if (times === undefined) return 'once';
  // Lazy or not, the same texts match.
  if (reader.signs[reader.at] === '?') reader.at++;
  return /^[*+?{]$/.test(reader.signs[reader.at] ?? '') ? undefined : times;
}

/** The piece is read anew for each time that it has to be there. */
function repeated(
  reader: Reader,
  piece: Piece,
  times: Times,
  from: number,
  until: number,
): Piece | undefined {
  const { least, most } = times;
  if (most < least) return undefined;
  const first = state(reader);
  const last = state(reader);
  const again = (): Piece | undefined => {
    reader.at = from;
    const copy = readAtom(reader);
    reader.at = until;
    return reader.states.length > mostStates ? undefined : copy;
  };
  let at = first;
  let current: Piece | undefined = piece;
  const count = most === Infinity ? Math.max(least, 1) : most;
  for (let time = 0; time < count; time++) {
    if (time > 0) current = again();
    if (current === undefined) return undefined;
    if (time >= least) join(reader, at, last);
    join(reader, at, current.first);
    at = current.last;
  }
  join(reader, at, last);
  if (most === Infinity && current !== undefined) join(reader, at, current.first);
  return { first, last };
}

function readAtom(reader: Reader): Piece | undefined {
  const sign = reader.signs[reader.at];
  if (sign === undefined || /^[*+?{}\]]$/.test(sign)) return undefined;
  if (sign === '(') return readGroup(reader);
  reader.at++;
  if (sign === '^' || sign === '$') {
    const first = state(reader);
    const last = state(reader);
    join(reader, first, last, sign === '^' ? 'start' : 'end');
    return { first, last };
  }
  if (sign === '.') return reading(reader, [[0, highest]]);
  if (sign === '[') return readClass(reader);
  const ranges = sign === '\\' ? readEscape(reader) : [pointOf(sign)];
  return ranges === undefined ? undefined : reading(reader, ranges);
}

function reading(reader: Reader, ranges: readonly Range[]): Piece {
  const last = state(reader);
  return { first: state(reader, ranges, last), last };
}

function readGroup(reader: Reader): Piece | undefined {
  reader.at++;
  if (reader.signs[reader.at] === '?') {
    const rest = reader.signs.slice(reader.at, reader.at + 60).join('');
    const opening = /^\?(?::|<[A-Za-z_]\w*>)/.exec(rest)?.[0];
    if (opening === undefined) return undefined;
    reader.at += opening.length;
  }
  const piece = readChoice(reader);
  if (piece === undefined || reader.signs[reader.at] !== ')') return undefined;
  reader.at++;
  return piece;
}

function readClass(reader: Reader): Piece | undefined {
  const negated = reader.signs[reader.at] === '^';
  if (negated) reader.at++;
  const ranges: Range[] = [];
  for (let sign = reader.signs[reader.at]; sign !== ']'; sign = reader.signs[reader.at]) {
    if (sign === undefined) return undefined;
    const low = readClassItem(reader);
    if (low === undefined) return undefined;
    const dash = reader.signs[reader.at] === '-' && reader.signs[reader.at + 1] !== ']';
    const [point] = low;
    if (!dash || low.length !== 1 || point === undefined || point[0] !== point[1]) {
      ranges.push(...low);
      continue;
    }
    reader.at++;
    const high = readClassItem(reader);
    const [end] = high ?? [];
    if (high?.length !== 1 || end === undefined || end[0] < point[0]) return undefined;
    ranges.push([point[0], end[1]]);
  }
  reader.at++;
  return reading(reader, negated ? complement(ranges) : ranges);
}

function readClassItem(reader: Reader): readonly Range[] | undefined {
  const sign = reader.signs[reader.at++];
  if (sign === undefined) return undefined;
  return sign === '\\' ? readEscape(reader) : [pointOf(sign)];
}

function pointOf(sign: string): Range {
  const point = sign.codePointAt(0) ?? 0;
  return [point, point];
}

const digits: readonly Range[] = [[48, 57]];
const wordSigns: readonly Range[] = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
const spaces: readonly Range[] = [
  [9, 13],
  [32, 32],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };

function readEscape(reader: Reader): readonly Range[] | undefined {
  const sign = reader.signs[reader.at++];
  if (sign === undefined) return undefined;
  const lower = sign.toLowerCase();
  const set = lower === 'd' ? digits : lower === 'w' ? wordSigns : lower === 's' ? spaces : undefined;
  if (set !== undefined) return sign === lower ? set : complement(set);
  const control = controls[sign];
  if (control !== undefined) return [[control, control]];
  if (sign === 'x' || sign === 'u') {
    const rest = reader.signs.slice(reader.at, reader.at + 8).join('');
    const found = (sign === 'x' ? /^([\dA-Fa-f]{2})/ : /^([\dA-Fa-f]{4})|^\{([\dA-Fa-f]{1,6})\}/).exec(rest);
    if (found === null) return undefined;
    reader.at += found[0].length;
    const point = Number.parseInt(found[1] ?? found[2] ?? '', 16);
    return [[point, point]];
  }
  // Any other letter or digit is a reference, a property of Unicode or the edge of a word.
  return /^[A-Za-z0-9]$/.test(sign) ? undefined : [pointOf(sign)];
}

function complement(ranges: readonly Range[]): readonly Range[] {
  const left: Range[] = [];
  let from = 0;
  for (const [low, high] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (low > from) left.push([from, low - 1]);
    from = Math.max(from, high + 1);
  }
  if (from <= highest) left.push([from, highest]);
  return left;
}
