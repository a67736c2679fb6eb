/**
 * JSON as people write it: comments, trailing commas and a byte order mark are passed over. After an
 * error reading goes on behind the next comma or bracket, so that one slip does not hide the rest.
 */
import type { DocumentEntry, DocumentNode, Problem, ProblemCode, Reading, SourceText } from './node.ts';
import { mostDepth } from './node.ts';

interface Cursor {
  readonly source: SourceText;
  readonly text: string;
  readonly problems: Problem[];
  at: number;
  /** Counts on where `problems` has stopped. */
  errors: number;
  /** Where a comment begins that nobody closes. */
  unclosed: number;
}

/** Enough to tell what is wrong; a text that is no JSON at all has one for each word. */
const mostProblems = 50;

export function readJsonDocument(source: SourceText): Reading {
  const cursor: Cursor = { source, text: source.text, problems: [], at: 0, errors: 0, unclosed: Infinity };
  const node = readValue(cursor, 0);
  skip(cursor);
  if (cursor.at < cursor.text.length) report(cursor, 'syntax');
  return { documents: node === undefined ? [] : [node], problems: cursor.problems };
}

function readValue(cursor: Cursor, depth: number): DocumentNode | undefined {
  skip(cursor);
  const sign = cursor.text.charAt(cursor.at);
  if (sign === '{' || sign === '[') {
    if (depth < mostDepth) return sign === '{' ? readObject(cursor, depth) : readArray(cursor, depth);
    report(cursor, 'tooDeep');
    passOver(cursor);
    return undefined;
  }
  const scalar = readScalar(cursor);
  if (scalar === undefined) report(cursor, 'syntax');
  return scalar;
}

function readScalar(cursor: Cursor): DocumentNode | undefined {
  const { source, at: start } = cursor;
  const scalar = /"(?:[^"\\\r\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
  scalar.lastIndex = start;
  const match = scalar.exec(cursor.text);
  const value = match === null ? undefined : parsed(match[0]);
  if (value === undefined) return undefined;
  cursor.at = scalar.lastIndex;
  return { kind: 'scalar', value, source, start, end: cursor.at };
}

function parsed(text: string): string | number | boolean | null | undefined {
  try {
    return JSON.parse(text) as string | number | boolean | null;
  } catch {
    return undefined;
  }
}

function readObject(cursor: Cursor, depth: number): DocumentNode {
  const { source, at: start } = cursor;
  const entries = new Map<string, DocumentEntry>();
  const before = cursor.errors;
  cursor.at++;
  for (;;) {
    skip(cursor);
    if (atEnd(cursor, '}')) break;
    const from = cursor.at;
    const entry = readEntry(cursor, depth);
    if (entry !== undefined) {
      if (entries.delete(entry.key)) {
        cursor.problems.push({ code: 'duplicateKey', offset: entry.start, detail: entry.key });
      }
      entries.set(entry.key, entry);
    }
    afterValue(cursor, '}', from);
  }
  const broken = cursor.errors > before;
  return { kind: 'object', entries, source, start, end: cursor.at, ...(broken ? { incomplete: true } : {}) };
}

function readEntry(cursor: Cursor, depth: number): DocumentEntry | undefined {
  const { source, at: start } = cursor;
  const key = cursor.text.charAt(start) === '"' ? readScalar(cursor) : undefined;
  if (key?.kind !== 'scalar' || typeof key.value !== 'string') {
    report(cursor, 'syntax');
    return undefined;
  }
  const end = cursor.at;
  skip(cursor);
  if (!take(cursor, ':')) {
    report(cursor, 'syntax');
    return undefined;
  }
  const value = readValue(cursor, depth + 1);
  return value === undefined ? undefined : { key: key.value, value, source, start, end };
}

function readArray(cursor: Cursor, depth: number): DocumentNode {
  const { source, at: start } = cursor;
  const items: DocumentNode[] = [];
  const before = cursor.errors;
  cursor.at++;
  for (;;) {
    skip(cursor);
    if (atEnd(cursor, ']')) break;
    const from = cursor.at;
    const value = readValue(cursor, depth + 1);
    if (value !== undefined) items.push(value);
    afterValue(cursor, ']', from);
  }
  const broken = cursor.errors > before;
  return { kind: 'array', items, source, start, end: cursor.at, ...(broken ? { incomplete: true } : {}) };
}

/** Takes the closing sign; true at the end of the text and before the closing sign of another bracket too. */
function atEnd(cursor: Cursor, close: '}' | ']'): boolean {
  if (take(cursor, close)) return true;
  const sign = cursor.text.charAt(cursor.at);
  if (sign !== '' && sign !== '}' && sign !== ']') return false;
  report(cursor, 'syntax');
  return true;
}

/** To the next comma or closing sign; whatever stands in between is an error. */
function afterValue(cursor: Cursor, close: '}' | ']', from: number): void {
  skip(cursor);
  if (take(cursor, ',') || cursor.text.charAt(cursor.at) === close) return;
  if (cursor.at >= cursor.text.length) return;
  report(cursor, 'syntax');
  // Most often a comma is missing between two entries.
  if (close === '}' && cursor.at > from && cursor.text.charAt(cursor.at) === '"') return;
  for (;;) {
    skip(cursor);
    const sign = cursor.text.charAt(cursor.at);
    if (sign === '' || sign === '}' || sign === ']' || take(cursor, ',')) return;
    passOver(cursor);
  }
}

/** Over one token, or over one bracket with all that it holds. */
function passOver(cursor: Cursor): void {
  let depth = 0;
  do {
    skip(cursor);
    const token = /"(?:[^"\\\r\n]|\\.)*"?|[[\]{},:]|[^"[\]{},:\s]+/y;
    token.lastIndex = cursor.at;
    const found = token.exec(cursor.text)?.[0];
    if (found === undefined) {
      cursor.at = Math.min(cursor.at + 1, cursor.text.length);
    } else {
      cursor.at = token.lastIndex;
      if (found === '{' || found === '[') depth++;
      else if (found === '}' || found === ']') depth--;
    }
  } while (depth > 0 && cursor.at < cursor.text.length);
}

function report(cursor: Cursor, code: ProblemCode): void {
  cursor.errors++;
  if (cursor.problems.length >= mostProblems) return;
  const last = cursor.problems.at(-1);
  if (last?.offset === cursor.at && last.code === code) return;
  const rest = cursor.text.slice(cursor.at, cursor.at + 20);
  cursor.problems.push({ code, offset: cursor.at, detail: /^\S*/.exec(rest)?.[0] ?? '' });
}

function take(cursor: Cursor, sign: string): boolean {
  const found = cursor.text.charAt(cursor.at) === sign;
  if (found) cursor.at++;
  return found;
}

/** Over white space and comments. */
function skip(cursor: Cursor): void {
  const { text } = cursor;
  for (; cursor.at < text.length; cursor.at++) {
    if (text.charAt(cursor.at) === '/') {
      const end = commentEnd(cursor);
      if (end === undefined) return;
      cursor.at = end - 1;
    } else if (!isSpace(text.charCodeAt(cursor.at))) return;
  }
}

function commentEnd(cursor: Cursor): number | undefined {
  const { text, at } = cursor;
  const second = text.charAt(at + 1);
  if (second === '/') {
    const end = /[\r\n]|$/g;
    end.lastIndex = at;
    return end.exec(text)?.index ?? text.length;
  }
  if (second !== '*' || at >= cursor.unclosed) return undefined;
  const close = text.indexOf('*/', at + 2);
  if (close !== -1) return close + 2;
  cursor.unclosed = at;
  return undefined;
}

function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0 || unit === 0xfeff;
}
