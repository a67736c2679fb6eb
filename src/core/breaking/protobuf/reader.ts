/** The state of reading one file, and what every part of the grammar needs. */
import type { Lexer } from './lexer.ts';
import { advance, isSign, moveTo, passSign, tokenText } from './lexer.ts';
import type { SourceFile, Spot, SyntaxError } from './model.ts';

export interface Reader {
  readonly file: SourceFile;
  readonly lexer: Lexer;
  readonly errors: SyntaxError[];
  readonly unknown: Set<string>;
  unbalanced: boolean;
}

/** Where reading stopped; undefined where all went well. */
export type Stop = number | undefined;

/** Messages and groups inside of each other; deeper ones are passed over as unreadable. */
export const deepest = 60;

export function spotFrom(reader: Reader, start: number): Spot {
  return { file: reader.file, start, end: Math.max(start, reader.lexer.previousEnd) };
}

export function spotHere(reader: Reader): Spot {
  return { file: reader.file, start: reader.lexer.start, end: reader.lexer.end };
}

/** A name with points, of which the first may lead; undefined when none stands there. */
export function readPath(lexer: Lexer): string | undefined {
  let path = passSign(lexer, '.') ? '.' : '';
  for (;;) {
    if (lexer.kind !== 'name') return undefined;
    path += tokenText(lexer);
    advance(lexer);
    if (!isSign(lexer, '.')) return path;
    path += '.';
    advance(lexer);
  }
}

/** Strings that stand side by side are one; without quotes, escapes as written. */
export function readStrings(lexer: Lexer): string | undefined {
  if (lexer.kind !== 'string') return undefined;
  let text = '';
  while (lexer.kind === 'string') {
    text += lexer.text.slice(lexer.start + 1, lexer.end - 1);
    advance(lexer);
  }
  return text;
}

/** An integer with an optional minus; undefined when none stands there. */
export function readInteger(lexer: Lexer): number | undefined {
  const negative = passSign(lexer, '-');
  if (lexer.kind !== 'number') return undefined;
  const value = integerOf(tokenText(lexer));
  if (value === undefined) return undefined;
  advance(lexer);
  return negative ? -value : value;
}

export function integerOf(written: string): number | undefined {
  if (/^0[0-7]+$/.test(written)) return Number.parseInt(written, 8);
  return /^(?:\d+|0[xX][\da-fA-F]+)$/.test(written) ? Number(written) : undefined;
}

/**
 * Statements up to the closing brace, which is passed. A statement that cannot be read is passed
 * over; the answer tells whether there was one.
 */
export function readBody(reader: Reader, statement: () => Stop): { readonly broken: boolean } {
  const { lexer } = reader;
  let broken = false;
  while (!isSign(lexer, '}')) {
    if (lexer.kind === 'end') {
      reader.unbalanced = true;
      reader.errors.push({ offset: lexer.start, found: '' });
      return { broken: true };
    }
    if (passSign(lexer, ';')) continue;
    broken = !attempt(reader, statement) || broken;
  }
  advance(lexer);
  return { broken };
}

/** False when the statement could not be read; the cursor then stands behind it. */
export function attempt(reader: Reader, statement: () => Stop): boolean {
  const { lexer, file } = reader;
  const from = lexer.start;
  const stop = statement();
  if (stop === undefined) return true;
  reader.errors.push({ offset: stop, found: wordAt(file.text, stop) });
  skipStatement(reader, from, stop);
  for (const word of wordsIn(file.text, from, lexer.start)) reader.unknown.add(word);
  return false;
}

/** To behind the next semicolon or block; a closing brace of the surroundings stays. */
function skipStatement(reader: Reader, from: number, stop: number): void {
  const { lexer, file } = reader;
  // From its start, so that a brace that was passed on the way is closed again.
  moveTo(lexer, from);
  let depth = 0;
  let moved = false;
  while (lexer.kind !== 'end') {
    if (isSign(lexer, '{')) depth++;
    else if (isSign(lexer, '}')) {
      if (depth === 0) {
        // A brace too many at the outermost level must not stop the reader for ever.
        if (!moved && lexer.start === from) advance(lexer);
        return;
      }
      depth--;
      if (depth === 0 && lexer.start >= stop) {
        advance(lexer);
        return;
      }
    } else if (depth === 0 && isSign(lexer, ';') && lexer.start >= stop) {
      advance(lexer);
      return;
    } else if (depth === 0 && lexer.start > stop && startsDeclaration(file.text, lexer.start)) return;
    advance(lexer);
    moved = true;
  }
}

const declarationLine =
  /(?:message|enum|service|extend|oneof|rpc|import|package|option)[^\S\r\n]+["(.A-Za-z_]/y;

/** A word that begins a declaration, first on its line: the semicolon before it was forgotten. */
function startsDeclaration(text: string, offset: number): boolean {
  let at = offset - 1;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at--;
  if (at >= 0 && text.charCodeAt(at) !== 10) return false;
  declarationLine.lastIndex = offset;
  return declarationLine.test(text);
}

/** Characters of one passage whose words are kept. */
const mostSkipped = 200_000;

export function wordsIn(text: string, from: number, to: number): readonly string[] {
  return text.slice(from, Math.min(to, from + mostSkipped)).match(/[A-Za-z_]\w*/g) ?? [];
}

/** The word or sign at an offset, to show to people; empty at the end. */
function wordAt(text: string, offset: number): string {
  return /\w{1,40}|\S/y.exec(text.slice(offset, offset + 40))?.[0] ?? '';
}
