/** Constant values: default values and arguments of directives, in one canonical form. */
import type { Lexer } from './lexer.ts';
import { advance, isSign, tokenText } from './lexer.ts';

const mostDepth = 200;

/**
 * Two values mean the same when their canonical forms are equal: fields of an object are sorted,
 * commas and white space do not count, a block string equals the same string on one line.
 * Undefined when there is no value.
 */
export function readConstant(lexer: Lexer, depth = 0): string | undefined {
  if (depth > mostDepth) return undefined;
  if (lexer.kind === 'string') return take(lexer, canonicalString(tokenText(lexer)));
  if (lexer.kind === 'name' || lexer.kind === 'number') return take(lexer, tokenText(lexer));
  if (isSign(lexer, 91)) return readList(lexer, depth);
  if (isSign(lexer, 123)) return readObject(lexer, depth);
  return undefined;
}

function readList(lexer: Lexer, depth: number): string | undefined {
  const items: string[] = [];
  advance(lexer);
  while (!isSign(lexer, 93)) {
    const item = readConstant(lexer, depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return take(lexer, `[${items.join(', ')}]`);
}

function readObject(lexer: Lexer, depth: number): string | undefined {
  const fields: string[] = [];
  advance(lexer);
  while (!isSign(lexer, 125)) {
    if (lexer.kind !== 'name') return undefined;
    const name = tokenText(lexer);
    advance(lexer);
    if (!isSign(lexer, 58)) return undefined;
    advance(lexer);
    const value = readConstant(lexer, depth + 1);
    if (value === undefined) return undefined;
    fields.push(`${name}: ${value}`);
  }
  return take(lexer, `{${fields.toSorted().join(', ')}}`);
}

function take(lexer: Lexer, value: string): string {
  advance(lexer);
  return value;
}

function canonicalString(written: string): string {
  if (!written.startsWith('"""')) return written;
  const lines = written
    .slice(3, -3)
    .replaceAll('\\"""', '"""')
    .split(/\r\n|\r|\n/);
  const indents = lines
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents, 1000);
  const text = lines.map((line, index) => (index === 0 ? line : line.slice(indent)));
  while (text[0]?.trim() === '') text.shift();
  while (text.at(-1)?.trim() === '') text.pop();
  return JSON.stringify(text.join('\n'));
}
