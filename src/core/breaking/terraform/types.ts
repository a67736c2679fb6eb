/** Type constraints of variables, and whether values of one still fit another. */
import type { Attribute } from './hcl.ts';
import { isSign, unquoted } from './hcl.ts';
import type { Token } from './lexer.ts';

export type TypeExpression =
  | { readonly kind: 'simple'; readonly name: string }
  | { readonly kind: 'of'; readonly name: string; readonly inner: TypeExpression }
  | { readonly kind: 'tuple'; readonly items: readonly TypeExpression[] }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, ObjectField> };

interface ObjectField {
  readonly type: TypeExpression;
  readonly optional: boolean;
}

const anything: TypeExpression = { kind: 'simple', name: 'any' };

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
}

/** Anything where nothing is said; undefined for what cannot be read. */
export function readTypeExpression(attribute: Attribute | undefined): TypeExpression | undefined {
  if (attribute === undefined) return anything;
  const cursor: Cursor = { tokens: attribute.tokens, at: 0 };
  const type = readType(cursor, 0);
  return cursor.at === cursor.tokens.length ? type : undefined;
}

const mostDepth = 40;

function readType(cursor: Cursor, depth: number): TypeExpression | undefined {
  const token = cursor.tokens[cursor.at];
  if (depth > mostDepth || token === undefined || (token.kind !== 'name' && token.kind !== 'string'))
    return undefined;
  cursor.at++;
  // Types were words in quotes once.
  const name = unquoted(token.text);
  if (!take(cursor, '(')) {
    return /^(?:list|set|map)$/.test(name) ? { kind: 'of', name, inner: anything } : { kind: 'simple', name };
  }
  let type: TypeExpression | undefined;
  if (name === 'object') type = readObject(cursor, depth);
  else if (name === 'tuple') type = readTuple(cursor, depth);
  else {
    const inner = readType(cursor, depth + 1);
    type = inner === undefined ? undefined : { kind: 'of', name, inner };
  }
  return take(cursor, ')') ? type : undefined;
}

function readTuple(cursor: Cursor, depth: number): TypeExpression | undefined {
  if (!take(cursor, '[')) return undefined;
  const items: TypeExpression[] = [];
  while (!take(cursor, ']')) {
    const item = readType(cursor, depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
    take(cursor, ',');
  }
  return { kind: 'tuple', items };
}

function readObject(cursor: Cursor, depth: number): TypeExpression | undefined {
  if (!take(cursor, '{')) return undefined;
  const fields = new Map<string, ObjectField>();
  while (!take(cursor, '}')) {
    const token = cursor.tokens[cursor.at];
    if (token === undefined || (token.kind !== 'name' && token.kind !== 'string')) return undefined;
    cursor.at++;
    if (!take(cursor, '=') && !take(cursor, ':')) return undefined;
    const optional =
      cursor.tokens[cursor.at]?.text === 'optional' && isSign(cursor.tokens[cursor.at + 1], '(');
    if (optional) cursor.at += 2;
    const type = readType(cursor, depth + 1);
    if (type === undefined) return undefined;
    if (optional) passDefault(cursor);
    fields.set(unquoted(token.text), { type, optional });
    take(cursor, ',');
  }
  return { kind: 'object', fields };
}

/** Over the default value of an optional attribute and the bracket behind it. */
function passDefault(cursor: Cursor): void {
  for (let depth = 0; cursor.at < cursor.tokens.length; cursor.at++) {
    const text = cursor.tokens[cursor.at]?.kind === 'sign' ? (cursor.tokens[cursor.at]?.text ?? '') : '';
    if (text === ')' && depth === 0) {
      cursor.at++;
      return;
    }
    if (/^[([{]$/.test(text)) depth++;
    else if (/^[)\]}]$/.test(text)) depth--;
  }
}

function take(cursor: Cursor, sign: string): boolean {
  const found = isSign(cursor.tokens[cursor.at], sign);
  if (found) cursor.at++;
  return found;
}

/** From harmless to not; `unsure`: it depends on the value, or the value is converted. */
const fits = ['same', 'wider', 'unsure', 'never'] as const;
export type Fit = (typeof fits)[number];

export function fitOf(from: TypeExpression, to: TypeExpression): Fit {
  if (to.kind === 'simple' && to.name === 'any')
    return from.kind === 'simple' && from.name === 'any' ? 'same' : 'wider';
  if (from.kind === 'simple' && from.name === 'any') return 'unsure';
  if (from.kind === 'simple' && to.kind === 'simple') {
    if (from.name === to.name) return 'same';
    return to.name === 'string' ? 'unsure' : 'never';
  }
  if (from.kind === 'of' && to.kind === 'of') {
    if (from.name === to.name) return fitOf(from.inner, to.inner);
    return from.name === 'map' || to.name === 'map'
      ? 'never'
      : worst(['unsure', fitOf(from.inner, to.inner)]);
  }
  if (from.kind === 'tuple' && to.kind === 'tuple') {
    if (from.items.length !== to.items.length) return 'never';
    return worst(from.items.map((item, at) => fitOf(item, to.items[at] ?? anything)));
  }
  if (from.kind === 'tuple' && to.kind === 'of') {
    return to.name === 'map'
      ? 'never'
      : worst(['unsure', ...from.items.map((item) => fitOf(item, to.inner))]);
  }
  if (from.kind === 'object' && to.kind === 'of') {
    if (to.name !== 'map') return 'never';
    return worst(['unsure', ...[...from.fields.values()].map(({ type }) => fitOf(type, to.inner))]);
  }
  return from.kind === 'object' && to.kind === 'object' ? objectFit(from.fields, to.fields) : 'never';
}

function objectFit(from: ReadonlyMap<string, ObjectField>, to: ReadonlyMap<string, ObjectField>): Fit {
  const found: Fit[] = [];
  for (const [name, field] of to) {
    const before = from.get(name);
    if (before === undefined) found.push(field.optional ? 'wider' : 'never');
    else {
      found.push(fitOf(before.type, field.type));
      if (before.optional !== field.optional) found.push(field.optional ? 'wider' : 'never');
    }
  }
  // An attribute that the type does not name is dropped without a word.
  if ([...from.keys()].some((name) => !to.has(name))) found.push('unsure');
  return worst(found);
}

function worst(all: readonly Fit[]): Fit {
  return fits[Math.max(0, ...all.map((one) => fits.indexOf(one)))] ?? 'never';
}
