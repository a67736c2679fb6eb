/** JSON with the place of every key and value. Comments and trailing commas are passed over. */

export type JsonValue = JsonObject | JsonArray | JsonScalar;

export interface JsonObject {
  readonly kind: 'object';
  readonly entries: ReadonlyMap<string, JsonEntry>;
  readonly start: number;
  readonly end: number;
}

export interface JsonArray {
  readonly kind: 'array';
  readonly items: readonly JsonValue[];
  readonly start: number;
  readonly end: number;
}

export interface JsonScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly start: number;
  readonly end: number;
}

export interface JsonEntry {
  readonly key: string;
  /** Offsets of the key, its quotes included. */
  readonly start: number;
  readonly end: number;
  readonly value: JsonValue;
}

export type JsonReading =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly offset: number };

const mostDepth = 100;

interface Cursor {
  readonly text: string;
  at: number;
}

export function readJson(text: string): JsonReading {
  const cursor: Cursor = { text, at: 0 };
  const value = readValue(cursor, 0);
  if (value === undefined) return { ok: false, offset: cursor.at };
  skip(cursor);
  return cursor.at < text.length ? { ok: false, offset: cursor.at } : { ok: true, value };
}

export function member(value: JsonValue | undefined, key: string): JsonEntry | undefined {
  return value?.kind === 'object' ? value.entries.get(key) : undefined;
}

export function stringOf(value: JsonValue | undefined): string | undefined {
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

export function entriesOf(value: JsonValue | undefined): readonly JsonEntry[] {
  return value?.kind === 'object' ? [...value.entries.values()] : [];
}

function readValue(cursor: Cursor, depth: number): JsonValue | undefined {
  skip(cursor);
  if (depth > mostDepth) return undefined;
  const start = cursor.at;
  const sign = cursor.text.charAt(start);
  if (sign === '{') return readObject(cursor, depth);
  if (sign === '[') return readArray(cursor, depth);
  const scalar = /"(?:[^"\\\r\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
  scalar.lastIndex = start;
  const match = scalar.exec(cursor.text);
  const value = match === null ? undefined : parsed(match[0]);
  if (value === undefined) return undefined;
  cursor.at = scalar.lastIndex;
  return { kind: 'scalar', value, start, end: cursor.at };
}

function parsed(text: string): string | number | boolean | null | undefined {
  try {
    return JSON.parse(text) as string | number | boolean | null;
  } catch {
    return undefined;
  }
}

function readObject(cursor: Cursor, depth: number): JsonObject | undefined {
  const start = cursor.at;
  const entries = new Map<string, JsonEntry>();
  cursor.at++;
  for (;;) {
    skip(cursor);
    if (take(cursor, '}')) return { kind: 'object', entries, start, end: cursor.at };
    const keyStart = cursor.at;
    const key = readValue(cursor, mostDepth);
    if (key?.kind !== 'scalar' || typeof key.value !== 'string') return undefined;
    const keyEnd = cursor.at;
    skip(cursor);
    if (!take(cursor, ':')) return undefined;
    const value = readValue(cursor, depth + 1);
    if (value === undefined) return undefined;
    entries.set(key.value, { key: key.value, start: keyStart, end: keyEnd, value });
    skip(cursor);
    if (!take(cursor, ',') && cursor.text.charAt(cursor.at) !== '}') return undefined;
  }
}

function readArray(cursor: Cursor, depth: number): JsonArray | undefined {
  const start = cursor.at;
  const items: JsonValue[] = [];
  cursor.at++;
  for (;;) {
    skip(cursor);
    if (take(cursor, ']')) return { kind: 'array', items, start, end: cursor.at };
    const value = readValue(cursor, depth + 1);
    if (value === undefined) return undefined;
    items.push(value);
    skip(cursor);
    if (!take(cursor, ',') && cursor.text.charAt(cursor.at) !== ']') return undefined;
  }
}

function take(cursor: Cursor, sign: string): boolean {
  const found = cursor.text.charAt(cursor.at) === sign;
  if (found) cursor.at++;
  return found;
}

function skip(cursor: Cursor): void {
  const ignored = /(?:[\s\uFEFF]|\/\/.*|\/\*[^]*?\*\/)*/y;
  ignored.lastIndex = cursor.at;
  ignored.test(cursor.text);
  cursor.at = ignored.lastIndex;
}
