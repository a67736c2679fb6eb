/** A cursor over the tokens of a statement. */
import type { Token } from './lexer.ts';
import type { Name, Span } from './steps.ts';

export interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
}

export function cursorOf(tokens: readonly Token[]): Cursor {
  return { tokens, at: 0 };
}

export function atEnd({ tokens, at }: Cursor): boolean {
  return at >= tokens.length;
}

/** The word under the cursor in lower case; the sign itself for a sign; empty for names in quotes, strings and at the end. */
export function wordAt({ tokens, at }: Cursor, ahead = 0): string {
  const token = tokens[at + ahead];
  return token === undefined || token.kind === 'quoted' || token.kind === 'string'
    ? ''
    : token.text.toLowerCase();
}

/** Moves past the words, `if not exists`, when they all stand there. */
export function take(cursor: Cursor, words: string): boolean {
  const wanted = words.split(' ');
  if (!wanted.every((word, index) => wordAt(cursor, index) === word)) return false;
  cursor.at += wanted.length;
  return true;
}

/** Moves past the first of the choices that stands there, and gives it. */
export function takeOneOf<T extends string>(cursor: Cursor, choices: readonly T[]): T | undefined {
  return choices.find((choice) => take(cursor, choice));
}

/** A name with its schema; undefined where none stands. */
export function takeName(cursor: Cursor): Name | undefined {
  const parts: string[] = [];
  const first = cursor.tokens[cursor.at];
  let last = first;
  for (;;) {
    const token = cursor.tokens[cursor.at];
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'quoted')) break;
    parts.push(bareName(token));
    last = token;
    cursor.at++;
    if (wordAt(cursor) !== '.') break;
    cursor.at++;
  }
  return first === undefined || last === undefined || parts.length === 0
    ? undefined
    : { parts, start: first.start, end: last.end };
}

/** Without quotes; words that are not in quotes mean the same in capitals. */
export function bareName({ kind, text }: Pick<Token, 'kind' | 'text'>): string {
  if (kind !== 'quoted') return /[{}]/.test(text) ? text : text.toLowerCase();
  const quote = text.charAt(0);
  return quote === '[' ? text.slice(1, -1) : text.slice(1, -1).replaceAll(quote + quote, quote);
}

/** Names between commas. */
export function takeNames(cursor: Cursor): readonly Name[] {
  const names: Name[] = [];
  do {
    take(cursor, 'only');
    const name = takeName(cursor);
    if (name === undefined) break;
    names.push(name);
    take(cursor, '*');
    // The arguments of a routine.
    takeGroup(cursor);
  } while (take(cursor, ','));
  return names;
}

/** What stands in brackets, without them; undefined when no bracket opens here. */
export function takeGroup(cursor: Cursor): readonly Token[] | undefined {
  if (wordAt(cursor) !== '(') return undefined;
  const start = cursor.at + 1;
  cursor.at = groupEnd(cursor.tokens, cursor.at);
  return cursor.tokens.slice(start, cursor.tokens[cursor.at - 1]?.text === ')' ? cursor.at - 1 : cursor.at);
}

/** Index behind the bracket that closes the one at `open`, or the end. */
export function groupEnd(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind !== 'sign') continue;
    if (token.text === '(') depth++;
    else if (token.text === ')' && --depth === 0) return at + 1;
  }
  return tokens.length;
}

/** Parts between commas that stand in no bracket. */
export function splitAtCommas(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [];
  let part: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'sign') {
      if (token.text === '(' || token.text === '[') depth++;
      else if (token.text === ')' || token.text === ']') depth--;
      else if (token.text === ',' && depth <= 0) {
        parts.push(part);
        part = [];
        continue;
      }
    }
    part.push(token);
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

export function restOf({ tokens, at }: Cursor): readonly Token[] {
  return tokens.slice(at);
}

/** Whether the words stand anywhere from the cursor on, in this order side by side. */
export function follows(cursor: Cursor, words: string): boolean {
  const wanted = words.split(' ');
  for (let ahead = 0; cursor.at + ahead < cursor.tokens.length; ahead++) {
    if (wanted.every((word, index) => wordAt(cursor, ahead + index) === word)) return true;
  }
  return false;
}

export function spanOf(tokens: readonly Token[], otherwise: Span): Span {
  const [first] = tokens;
  return { start: first?.start ?? otherwise.start, end: tokens.at(-1)?.end ?? otherwise.end };
}

/** Tokens in one line, words in lower case. */
export function textOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ kind, text }) => (kind === 'word' ? text.toLowerCase() : text))
    .join(' ')
    .replaceAll(/ ?([(),.]|::) ?/g, '$1');
}

/** `a.b`, for people. */
export function shownName({ parts }: Pick<Name, 'parts'>): string {
  return parts.join('.');
}
