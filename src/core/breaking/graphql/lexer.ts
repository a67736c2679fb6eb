/** Splits a schema text into words and signs. Total: a character that fits nowhere is a sign of its own. */

export type TokenKind = 'name' | 'number' | 'string' | 'sign' | 'end';

/** A cursor that always stands on one token; comments, commas and white space are skipped. */
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
  return lexer;
}

export function tokenText(lexer: Lexer): string {
  return lexer.text.slice(lexer.start, lexer.end);
}

/** True when the token is this one sign. */
export function isSign(lexer: Lexer, code: number): boolean {
  return lexer.kind === 'sign' && lexer.text.charCodeAt(lexer.start) === code;
}

export function isWord(lexer: Lexer, word: string): boolean {
  return (
    lexer.kind === 'name' &&
    lexer.end - lexer.start === word.length &&
    lexer.text.startsWith(word, lexer.start)
  );
}

/** Puts the cursor on the first token at or after an offset. */
export function moveTo(lexer: Lexer, offset: number): void {
  lexer.end = offset;
  advance(lexer);
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
  } else if (code === 34) {
    lexer.kind = 'string';
    lexer.end = text.startsWith('"""', start) ? blockEnd(text, start + 3) : lineStringEnd(text, start + 1);
  } else if (code === 45 || (code >= 48 && code <= 57)) {
    let end = start + 1;
    while (isNumberPart(text.charCodeAt(end))) end++;
    lexer.kind = 'number';
    lexer.end = end;
  } else {
    lexer.kind = 'sign';
    lexer.end = start + (text.startsWith('...', start) ? 3 : 1);
  }
}

function skipIgnored(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 10 || code === 13 || code === 9 || code === 44 || code === 0xfeff) at++;
    else if (code === 35) {
      while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++;
    } else return at;
  }
}

function blockEnd(text: string, from: number): number {
  let at = text.indexOf('"""', from);
  while (at > 0 && text.charCodeAt(at - 1) === 92) at = text.indexOf('"""', at + 3);
  return at === -1 ? text.length : at + 3;
}

/** An unclosed string ends with its line. */
function lineStringEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 34) return at + 1;
    if (code === 10 || code === 13) return at;
    at += code === 92 ? 2 : 1;
  }
  return text.length;
}

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || (code >= 48 && code <= 57);
}

/** Digits, a point, an exponent and its sign. */
function isNumberPart(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || code === 46 || code === 43 || code === 45 || code === 101 || code === 69
  );
}
