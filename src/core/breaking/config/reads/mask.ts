/** Source text in which only code is left: comments are blank and the inside of a string is filled. Offsets stay. */

export interface StringShape {
  readonly open: string;
  readonly close: string;
  /** A backslash takes the next character along. */
  readonly escapes?: true;
  /** Without it, the end of the line ends the string: then one stray quote spoils one line only. */
  readonly lines?: true;
  /** Starts code inside, up to the brace that closes it. */
  readonly code?: string;
  /** The inside stays as it is: a shell expands variables there. */
  readonly kept?: true;
}

export interface Syntax {
  readonly line: readonly string[];
  readonly block: readonly (readonly [string, string])[];
  /** Longer openings first. */
  readonly strings: readonly StringShape[];
  /** A slash after an operator starts a pattern. */
  readonly patterns?: true;
  /** `'a` is a lifetime, `'a'` a character. */
  readonly lifetimes?: true;
  /** A line comment counts only after a blank. */
  readonly spaced?: true;
}

/** What stands for a character of a string. */
export const filler = '\u0001';

export function maskCode(text: string, syntax: Syntax): string {
  const out: string[] = [];
  let copied = 0;
  const fill = (from: number, to: number, sign: string): void => {
    if (to <= from) return;
    out.push(text.slice(copied, from), sign.repeat(to - from));
    copied = to;
  };
  const open: { readonly shape: StringShape; braces: number }[] = [];
  /** From inside a string to behind its end, or to the code in it. */
  const throughString = (shape: StringShape, from: number): number => {
    let at = from;
    for (; at < text.length; at++) {
      const sign = text[at];
      if (sign === '\\' && shape.escapes === true) at++;
      else if (text.startsWith(shape.close, at) || (sign === '\n' && shape.lines !== true)) break;
      else if (shape.code !== undefined && text.startsWith(shape.code, at)) {
        fill(from, at, filler);
        open.push({ shape, braces: 0 });
        return at + shape.code.length;
      }
    }
    const end = Math.min(at, text.length);
    if (shape.kept !== true) fill(from, end, filler);
    return end + (text.startsWith(shape.close, end) ? shape.close.length : 0);
  };
  const signs = interesting(syntax);
  for (let at = 0; at < text.length;) {
    signs.lastIndex = at;
    const next = signs.exec(text);
    if (next === null) break;
    at = next.index;
    const top = open.at(-1);
    const sign = text[at];
    if (top !== undefined && (sign === '{' || sign === '}')) {
      if (sign === '}' && top.braces === 0) {
        open.pop();
        at = throughString(top.shape, at + 1);
        continue;
      }
      top.braces += sign === '{' ? 1 : -1;
    }
    const comment = commentAt(text, at, syntax);
    if (comment !== undefined) {
      fill(at, comment, ' ');
      at = comment;
      continue;
    }
    const whole = literalAt(text, at, syntax);
    if (whole !== undefined) {
      fill(at, whole, ' ');
      at = whole;
      continue;
    }
    const shape =
      syntax.lifetimes === true && sign === "'"
        ? undefined
        : syntax.strings.find((one) => text.startsWith(one.open, at));
    at = shape === undefined ? at + 1 : throughString(shape, at + shape.open.length);
  }
  out.push(text.slice(copied));
  return out.join('');
}

/** First characters of everything that matters. */
function interesting(syntax: Syntax): RegExp {
  const first = new Set(['{', '}', ...(syntax.lifetimes === true ? ["'"] : [])]);
  for (const start of [
    ...syntax.line,
    ...syntax.block.map(([from]) => from),
    ...syntax.strings.map((one) => one.open),
  ])
    first.add(start[0] ?? '');
  if (syntax.patterns === true) first.add('/');
  return new RegExp(`[${[...first].map((sign) => `\\u${hex(sign)}`).join('')}]`, 'g');
}

function hex(sign: string): string {
  return sign.charCodeAt(0).toString(16).padStart(4, '0');
}

function commentAt(text: string, at: number, syntax: Syntax): number | undefined {
  for (const [from, to] of syntax.block) {
    if (!text.startsWith(from, at)) continue;
    const end = text.indexOf(to, at + from.length);
    return end === -1 ? text.length : end + to.length;
  }
  if (!syntax.line.some((from) => text.startsWith(from, at))) return undefined;
  if (syntax.spaced === true && at > 0 && !/\s/.test(text[at - 1] ?? '')) return undefined;
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** A pattern or a character, which may hold quotes. */
function literalAt(text: string, at: number, syntax: Syntax): number | undefined {
  if (syntax.lifetimes === true && text[at] === "'") {
    const end = text[at + 1] === '\\' ? text.indexOf("'", at + 3) : at + 2;
    return text[end] === "'" && end - at < 12 ? end + 1 : undefined;
  }
  if (syntax.patterns !== true || text[at] !== '/') return undefined;
  if (!/(?:^|[=(,:[!&|?{};+]|\breturn|=>)\s*$/.test(text.slice(Math.max(0, at - 24), at))) return undefined;
  let inClass = false;
  for (let end = at + 1; end < text.length && text[end] !== '\n'; end++) {
    const sign = text[end];
    if (sign === '\\') end++;
    else if (sign === '[') inClass = true;
    else if (sign === ']') inClass = false;
    else if (sign === '/' && !inClass) return end + 1;
  }
  return undefined;
}
