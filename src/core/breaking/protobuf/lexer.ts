/** Splits a `.proto` text into words and signs. Total: a character that fits nowhere is a sign of its own. */

export type TokenKind = 'name' | 'number' | 'string' | 'sign' | 'end';

/** A cursor that always stands on one token; comments and white space are skipped. */
export interface Lexer {
  readonly text: string;
  kind: TokenKind;
  start: number;
  end: number;
  /** End of the token before. */
  previousEnd: number;
}

export function createLexer(text: string): Lexer {
  const lexer: Lexer = { text, kind: 'sign', start: 0, end: 0, previousEnd: 0 };
  advance(lexer);
  lexer.previousEnd = lexer.start;
  return lexer;
}

export function tokenText(lexer: Lexer): string {
  return lexer.text.slice(lexer.start, lexer.end);
}

export function isSign(lexer: Lexer, sign: string): boolean {
  return lexer.kind === 'sign' && lexer.text.charAt(lexer.start) === sign;
}

export function isWord(lexer: Lexer, word: string): boolean {
  return (
    lexer.kind === 'name' &&
    lexer.end - lexer.start === word.length &&
    lexer.text.startsWith(word, lexer.start)
  );
}

/** Passes the sign; false when another token stands there. */
export function passSign(lexer: Lexer, sign: string): boolean {
  if (!isSign(lexer, sign)) return false;
  advance(lexer);
  return true;
}

export function passWord(lexer: Lexer, word: string): boolean {
  if (!isWord(lexer, word)) return false;
  advance(lexer);
  return true;
}

/** Puts the cursor on the first token at or after an offset. */
export function moveTo(lexer: Lexer, offset: number): void {
  lexer.end = offset;
  advance(lexer);
}

/** Runs `look` and puts the cursor back. */
export function lookAhead(lexer: Lexer, look: () => boolean): boolean {
  const { kind, start, end, previousEnd } = lexer;
  const answer = look();
  Object.assign(lexer, { kind, start, end, previousEnd });
  return answer;
}

export function advance(lexer: Lexer): void {
  const { text } = lexer;
  lexer.previousEnd = lexer.end;
  const start = skipIgnored(text, lexer.end);
  lexer.start = start;
  if (start >= text.length) {
    lexer.kind = 'end';
    lexer.end = start;
    return;
  }
  const code = text.charCodeAt(start);
  if (isNameStart(code)) {
    let end = start + 1;
    while (isNamePart(text.charCodeAt(end))) end++;
    lexer.kind = 'name';
    lexer.end = end;
  } else if (code === 34 || code === 39) {
    lexer.kind = 'string';
    lexer.end = stringEnd(text, start + 1, code);
  } else if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(start + 1)))) {
    lexer.kind = 'number';
    lexer.end = numberEnd(text, start + 1);
  } else {
    lexer.kind = 'sign';
    lexer.end = start + 1;
  }
}

function skipIgnored(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 32 || (code >= 9 && code <= 13) || code === 0xfeff) at++;
    else if (code === 47 && text.charCodeAt(at + 1) === 47) {
      const end = text.indexOf('\n', at);
      at = end === -1 ? text.length : end + 1;
    } else if (code === 47 && text.charCodeAt(at + 1) === 42) {
      const end = text.indexOf('*/', at + 2);
      at = end === -1 ? text.length : end + 2;
    } else return at;
  }
}

/** An unclosed string ends with its line. */
function stringEnd(text: string, from: number, quote: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === 10 || code === 13) return at;
    at += code === 92 ? 2 : 1;
  }
  return text.length;
}

/** Digits and letters, points, and a sign behind an exponent that is not hexadecimal. */
function numberEnd(text: string, from: number): number {
  const hexadecimal = (text.charCodeAt(from) | 32) === 120;
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    const signed = code === 43 || code === 45;
    const exponent = !hexadecimal && (text.charCodeAt(at - 1) | 32) === 101;
    if (isNamePart(code) || code === 46 || (signed && exponent)) at++;
    else return at;
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code);
}
