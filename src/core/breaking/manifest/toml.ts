/** The keys of TOML and INI files with their places; values stay as they are written. */
import type { Locate, Spot } from './facts.ts';
import { locator } from './locate.ts';

export interface Row {
  /** Table and key: `['project', 'scripts', 'run']`. */
  readonly path: readonly string[];
  /** Without comments around it; may span lines. */
  readonly value: string;
  readonly spot: Spot;
  readonly start: number;
  readonly valueStart: number;
}

const header = /^[^\S\r\n]*\[{1,2}([^\]\r\n]+)\]{1,2}[^\S\r\n]*(?:#.*)?$/;
const key = String.raw`(?:"[^"\r\n]*"|'[^'\r\n]*'|[\w-]+)`;
const keys = String.raw`${key}(?:\s*\.\s*${key})*`;
const assignment = new RegExp(String.raw`^[^\S\r\n]*(${keys})\s*=\s*`);

export function readToml(text: string): readonly Row[] {
  const locate = locator(text);
  const rows: Row[] = [];
  let table: readonly string[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    const head = header.exec(line);
    const pair = head === null ? assignment.exec(line) : null;
    if (head !== null) table = splitKey(head[1] ?? '');
    if (pair !== null) {
      const key = pair[1] ?? '';
      const start = at + line.indexOf(key);
      const valueStart = at + pair[0].length;
      const valueEnd = endOfValue(text, valueStart);
      rows.push(
        row(
          [...table, ...splitKey(key)],
          text.slice(valueStart, valueEnd).trim(),
          start,
          key.length,
          valueStart,
          locate,
        ),
      );
      at = lineEnd(text, valueEnd);
    } else at = end;
    while (at < text.length && (text.charCodeAt(at) === 10 || text.charCodeAt(at) === 13)) at++;
  }
  return rows;
}

/** INI as Python tools write it: a line that is indented goes on with the value before. */
export function readIni(text: string): readonly Row[] {
  const locate = locator(text);
  const rows: Row[] = [];
  let table: readonly string[] = [];
  const lines = /([^\r\n]*)(?:\r\n|\r|\n|$)/y;
  let open: { key: string; start: number; value: string; valueStart: number } | undefined;
  const close = (): void => {
    if (open !== undefined)
      rows.push(
        row([...table, open.key], open.value.trim(), open.start, open.key.length, open.valueStart, locate),
      );
    open = undefined;
  };
  for (let at = 0; at < text.length; at = lines.lastIndex) {
    lines.lastIndex = at;
    const line = lines.exec(text)?.[1] ?? '';
    const head = /^\[([^\]]+)\]/.exec(line);
    const pair = /^([\w.-]+)\s*[=:]\s*/.exec(line);
    if (head !== null) {
      close();
      table = [(head[1] ?? '').trim()];
    } else if (pair !== null) {
      close();
      open = {
        key: pair[1] ?? '',
        start: at,
        value: line.slice(pair[0].length),
        valueStart: at + pair[0].length,
      };
    } else if (open !== undefined && /^\s+\S/.test(line)) open.value += `\n${line.trim()}`;
  }
  close();
  return rows;
}

/** `["a", "b"]`, also over lines, as its strings. */
export function stringsIn(value: string): readonly string[] {
  return [...value.replaceAll(/^\s*#.*$/gm, '').matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
}

/** A value that is one string; undefined for anything else. */
export function stringIn(value: string): string | undefined {
  const match = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')/.exec(value);
  return match === null ? undefined : (match[1] ?? match[2]);
}

/** The pairs of an inline table as rows of their own, those of tables inside it too; any other row as it is. */
export function inlineRows(row: Row): readonly Row[] {
  if (!row.value.startsWith('{') || row.path.length > deepest) return [row];
  const rows: Row[] = [];
  let at = 1;
  for (;;) {
    inlineKey.lastIndex = at;
    const pair = inlineKey.exec(row.value);
    if (pair === null) return rows;
    const from = at + pair[0].length;
    const end = endOfInline(row.value, from);
    const value = row.value.slice(from, end).trim();
    rows.push(
      ...inlineRows({
        ...row,
        path: [...row.path, ...splitKey(pair[1] ?? '')],
        value,
        valueStart: row.valueStart + from,
      }),
    );
    at = end + 1;
  }
}

const deepest = 6;
const inlineKey = new RegExp(String.raw`\s*(${keys})\s*=\s*`, 'y');

/** The comma or the brace that ends a value of an inline table. */
function endOfInline(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '"' || sign === "'") {
      at = endOfString(text, at) - 1;
    } else if (depth === 0 && (sign === ',' || sign === '}')) {
      return at;
    } else if (sign === '[' || sign === '{') {
      depth++;
    } else if (sign === ']' || sign === '}') {
      depth--;
    }
  }
  return text.length;
}

/** Behind the string that starts here; an open one is skipped by its first sign alone. */
function endOfString(text: string, at: number): number {
  const close = text.charAt(at) === '"' ? doubleQuoted : singleQuoted;
  close.lastIndex = at;
  return close.test(text) ? close.lastIndex : at + 1;
}

const doubleQuoted = /"(?:[^"\\\r\n]|\\.)*"/y;
const singleQuoted = /'[^'\r\n]*'/y;

/** Keys of an inline table. */
export function inlineKeys(value: string): readonly string[] {
  if (!value.startsWith('{')) return [];
  return [...value.matchAll(/(?:[{,]\s*)([\w-]+|"[^"]*")\s*=/g)].map((match) =>
    (match[1] ?? '').replaceAll('"', ''),
  );
}

function row(
  path: readonly string[],
  value: string,
  start: number,
  length: number,
  valueStart: number,
  locate: Locate,
): Row {
  return { path, value, spot: locate(start, start + length), start, valueStart };
}

function splitKey(key: string): readonly string[] {
  return [...key.matchAll(/"([^"]*)"|'([^']*)'|([^.\s"']+)/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? '',
  );
}

/** A value ends with its line, unless brackets or a long string are open. */
function endOfValue(text: string, from: number): number {
  for (const quotes of ['"""', "'''"]) {
    if (!text.startsWith(quotes, from)) continue;
    const close = text.indexOf(quotes, from + 3);
    return close === -1 ? text.length : close + 3;
  }
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const sign = text.charAt(at);
    if (sign === '"' || sign === "'") {
      at = endOfString(text, at);
      continue;
    }
    if (sign === '#') {
      const end = lineEnd(text, at);
      if (depth === 0) return at;
      at = end;
      continue;
    }
    if (sign === '[' || sign === '{') depth++;
    if (sign === ']' || sign === '}') depth--;
    if ((sign === '\n' || sign === '\r') && depth <= 0) return at;
    at++;
  }
  return at;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++;
  return at;
}
