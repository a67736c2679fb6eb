/** Words of HCL with their places. Whatever it is, each character of a text is in one of them or passed over. */

export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'heredoc' | 'sign' | 'line';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const signs = /=>|==|!=|<=|>=|&&|\|\||\.\.\.|[^\s\w]/y;
const name = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const heredoc = /<<-?([\p{L}_][\p{L}\p{N}_-]*)[^\S\r\n]*\r?\n/uy;

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const push = (kind: Token['kind'], end: number): void => {
    tokens.push({ kind, text: text.slice(at, end), start: at, end });
    at = end;
  };
  while (at < text.length) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (char === '\n') push('line', at + 1);
    else if (/\s/.test(char)) at++;
    else if (char === '#' || (char === '/' && next === '/')) at = lineEnd(text, at);
    else if (char === '/' && next === '*') at = commentEnd(text, at);
    else if (char === '"') push('string', stringEnd(text, at));
    else {
      const opened = matchAt(heredoc, text, at);
      if (opened === undefined) {
        const isName = matchAt(name, text, at)?.[0];
        const isNumber = isName === undefined ? matchAt(number, text, at)?.[0] : undefined;
        if (isName !== undefined) push('name', at + isName.length);
        else if (isNumber !== undefined) push('number', at + isNumber.length);
        else push('sign', at + (matchAt(signs, text, at)?.[0].length ?? 1));
      } else push('heredoc', heredocEnd(text, at + opened[0].length, opened[1] ?? ''));
    }
  }
  return tokens;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function commentEnd(text: string, at: number): number {
  const end = text.indexOf('*/', at + 2);
  return end === -1 ? text.length : end + 2;
}

/** Behind the closing quote. Templates inside may hold strings and braces of their own. */
function stringEnd(text: string, start: number): number {
  /** What is open, innermost last: a string, or a template in one. */
  const open: ('"' | '{')[] = ['"'];
  let at = start + 1;
  while (at < text.length) {
    const char = text.charAt(at);
    if (open.at(-1) === '"') {
      if (char === '\\') at++;
      else if (char === '"') open.pop();
      else if ((char === '$' || char === '%') && text.charAt(at + 1) === char) at++;
      else if ((char === '$' || char === '%') && text.charAt(at + 1) === '{') {
        open.push('{');
        at++;
      } else if (char === '\n') return at;
    } else if (char === '"' || char === '{') open.push(char);
    else if (char === '}') open.pop();
    at++;
    if (open.length === 0) return at;
  }
  return text.length;
}

function heredocEnd(text: string, from: number, word: string): number {
  let at = from;
  while (at < text.length) {
    const end = lineEnd(text, at);
    if (text.slice(at, end).trim() === word) return end;
    at = end + 1;
  }
  return text.length;
}
