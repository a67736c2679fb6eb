/** Options, in all three spellings: a statement, a list in brackets, a message literal. */
import type { Lexer } from './lexer.ts';
import { advance, isSign, passSign, tokenText } from './lexer.ts';
import type { Option } from './model.ts';
import type { Reader, Stop } from './reader.ts';
import { deepest, integerOf, readPath, readStrings, spotFrom } from './reader.ts';

/** `option name = value;`; the cursor stands on the first word. */
export function readOption(reader: Reader, options: Option[]): Stop {
  const { lexer } = reader;
  const start = lexer.start;
  advance(lexer);
  const read = readAssignment(lexer);
  if (read === undefined || !passSign(lexer, ';')) return lexer.start;
  pushAll(reader, options, read, start);
  return undefined;
}

/** `[a = 1, b = 2]` where it stands; nothing where it does not. */
export function readOptionList(reader: Reader, options: Option[]): Stop {
  const { lexer } = reader;
  if (!passSign(lexer, '[')) return undefined;
  if (passSign(lexer, ']')) return undefined;
  for (;;) {
    const start = lexer.start;
    const read = readAssignment(lexer);
    if (read === undefined) return lexer.start;
    pushAll(reader, options, read, start);
    if (passSign(lexer, ']')) return undefined;
    if (!passSign(lexer, ',')) return lexer.start;
  }
}

type Assignments = readonly { readonly name: string; readonly value: string }[];

function pushAll(reader: Reader, options: Option[], read: Assignments, start: number): void {
  const spot = spotFrom(reader, start);
  for (const one of read) options.push({ ...one, spot });
}

function readAssignment(lexer: Lexer): Assignments | undefined {
  const name = readName(lexer);
  if (name === undefined || !passSign(lexer, '=')) return undefined;
  if (isSign(lexer, '{')) {
    const found: { name: string; value: string }[] = [];
    const start = lexer.start;
    const closed = readLiteral(lexer, name, found, 0);
    if (!closed) return undefined;
    const features = name === 'features' || name.startsWith('features.');
    return features ? found : [{ name, value: lexer.text.slice(start, lexer.previousEnd) }];
  }
  const value = readScalar(lexer);
  return value === undefined ? undefined : [{ name, value }];
}

/** `a.(b.c).d` without spaces. */
function readName(lexer: Lexer): string | undefined {
  let name = '';
  for (;;) {
    if (passSign(lexer, '(')) {
      const path = readPath(lexer);
      if (path === undefined || !passSign(lexer, ')')) return undefined;
      name += `(${path.startsWith('.') ? path.slice(1) : path})`;
    } else if (lexer.kind === 'name') {
      name += tokenText(lexer);
      advance(lexer);
    } else return undefined;
    if (!passSign(lexer, '.')) return name;
    name += '.';
  }
}

/** A word, a number or a string, in one spelling for each value. */
export function readScalar(lexer: Lexer): string | undefined {
  if (lexer.kind === 'string') {
    const text = readStrings(lexer);
    return text === undefined ? undefined : quoted(text);
  }
  const sign = passSign(lexer, '-') ? '-' : '';
  if (!sign) passSign(lexer, '+');
  if (lexer.kind === 'name') return sign + (readPath(lexer) ?? '');
  if (lexer.kind !== 'number') return undefined;
  const value = canonicalNumber(tokenText(lexer));
  advance(lexer);
  return value === '0' ? '0' : sign + value;
}

function canonicalNumber(written: string): string {
  if (/^0[0-7]+$/.test(written)) return BigInt(`0o${written.slice(1)}`).toString();
  if (integerOf(written) !== undefined) return BigInt(written).toString();
  const value = Number(written.replace(/[fF]$/, ''));
  return Number.isNaN(value) ? written : String(value);
}

/** Quotes are one of two kinds, and an escape of the other kind says nothing. */
function quoted(text: string): string {
  return `"${text.replace(/\\(['"])|"/g, (found: string, quote: string | undefined) => ((quote ?? found) === '"' ? '\\"' : "'"))}"`;
}

/** `{a: 1, b {c: 2}}` up to its end; simple values by the path of their names. */
function readLiteral(
  lexer: Lexer,
  prefix: string,
  found: { name: string; value: string }[],
  depth: number,
): boolean {
  if (depth > deepest) return false;
  advance(lexer);
  while (!passSign(lexer, '}')) {
    if (passSign(lexer, ',') || passSign(lexer, ';')) continue;
    const key = readKey(lexer);
    if (key === undefined) return false;
    const name = `${prefix}.${key}`;
    const colon = passSign(lexer, ':');
    if (isSign(lexer, '{')) {
      if (!readLiteral(lexer, name, found, depth + 1)) return false;
    } else if (isSign(lexer, '[') || isSign(lexer, '<')) {
      if (!skipBalanced(lexer)) return false;
    } else {
      const value = colon ? readScalar(lexer) : undefined;
      if (value === undefined) return false;
      found.push({ name, value });
    }
  }
  return true;
}

/** `name`, `[extension.name]` or `[type.url/Name]`. */
function readKey(lexer: Lexer): string | undefined {
  if (lexer.kind === 'name') {
    const name = tokenText(lexer);
    advance(lexer);
    return name;
  }
  if (!passSign(lexer, '[')) return undefined;
  let name = '';
  while (!passSign(lexer, ']')) {
    if (lexer.kind === 'end') return undefined;
    name += tokenText(lexer);
    advance(lexer);
  }
  return `(${name})`;
}

function skipBalanced(lexer: Lexer): boolean {
  let depth = 0;
  while (lexer.kind !== 'end') {
    if (lexer.kind === 'sign') {
      const sign = tokenText(lexer);
      if (sign === '[' || sign === '<' || sign === '{') depth++;
      else if (sign === ']' || sign === '>' || sign === '}') depth--;
    }
    advance(lexer);
    if (depth === 0) return true;
  }
  return false;
}
