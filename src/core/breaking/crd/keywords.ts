/** Keywords that limit a value: enum, bounds, pattern, format, nullable. */
import type { DocumentNode, ObjectNode } from '../document/node.ts';
import { booleanOf, itemsOf, member, numberOf, stringOf } from '../document/node.ts';
import type { SchemaPair, Walk } from './schemaPair.ts';
import { foundAt } from './schemaPair.ts';
import { canonicalValue } from './values.ts';

export function compareKeywords(walk: Walk, pair: SchemaPair): void {
  compareEnums(walk, pair);
  for (const [keyword, limit] of limits) compareLimit(walk, pair, keyword, limit);
  compareFlags(walk, pair);
  comparePatterns(walk, pair);
  compareFormats(walk, pair);
}

function compareEnums(walk: Walk, pair: SchemaPair): void {
  const { collector } = walk;
  const before = enumOf(pair.base);
  const after = enumOf(pair.head);
  const found = foundAt(walk, pair, 'enum');
  if (before === undefined || after === undefined) {
    if (after !== undefined) {
      const args = { to: [...after.keys()].slice(0, mostValues).join(', ') };
      collector.add({ rule: 'crd/enum-added', ...found, args });
    } else if (before !== undefined) collector.add({ rule: 'crd/enum-removed', ...found });
    return;
  }
  for (const [value, node] of before) {
    if (after.has(value)) continue;
    collector.add({ rule: 'crd/enum-value-removed', ...found, base: node, args: { from: value } });
  }
  for (const [value, node] of after) {
    if (before.has(value)) continue;
    collector.add({ rule: 'crd/enum-value-added', ...found, head: node, args: { to: value } });
  }
}

const mostValues = 5;

function enumOf(schema: ObjectNode): ReadonlyMap<string, DocumentNode> | undefined {
  const list = member(schema, 'enum');
  if (list?.kind !== 'array') return undefined;
  return new Map(itemsOf(list).map((item) => [canonicalValue(item), item]));
}

/** Which way a number narrows, and the number that limits nothing. */
type Limit = 'lower' | 'upper' | 'length';

const limits: readonly (readonly [string, Limit])[] = [
  ['minimum', 'lower'],
  ['maximum', 'upper'],
  ['minLength', 'length'],
  ['maxLength', 'upper'],
  ['minItems', 'length'],
  ['maxItems', 'upper'],
  ['minProperties', 'length'],
  ['maxProperties', 'upper'],
];

function compareLimit(walk: Walk, pair: SchemaPair, keyword: string, limit: Limit): void {
  const none = limit === 'upper' ? Infinity : limit === 'lower' ? -Infinity : 0;
  const from = numberOf(member(pair.base, keyword)) ?? none;
  const to = numberOf(member(pair.head, keyword)) ?? none;
  if (from === to) return;
  const tighter = limit === 'upper' ? to < from : to > from;
  const shown = (value: number): string | number => (Number.isFinite(value) ? value : 'none');
  const args = { keyword, from: shown(from), to: shown(to) };
  const rule = tighter ? 'crd/limit-tightened' : 'crd/limit-loosened';
  walk.collector.add({ rule, ...foundAt(walk, pair, keyword), args });
}

function compareFlags(walk: Walk, pair: SchemaPair): void {
  const { collector } = walk;
  for (const keyword of ['exclusiveMinimum', 'exclusiveMaximum', 'uniqueItems']) {
    const from = flag(pair.base, keyword);
    const to = flag(pair.head, keyword);
    if (from === to) continue;
    const args = { keyword, from: String(from), to: String(to) };
    const rule = to ? 'crd/limit-tightened' : 'crd/limit-loosened';
    collector.add({ rule, ...foundAt(walk, pair, keyword), args });
  }
  const step = numberOf(member(pair.base, 'multipleOf'));
  const newStep = numberOf(member(pair.head, 'multipleOf'));
  if (step !== newStep) {
    const fits = newStep === undefined || (step !== undefined && step % newStep === 0);
    const args = { keyword: 'multipleOf', from: step ?? 'none', to: newStep ?? 'none' };
    const rule = fits ? 'crd/limit-loosened' : 'crd/limit-tightened';
    collector.add({ rule, ...foundAt(walk, pair, 'multipleOf'), args });
  }
  const nullable = flag(pair.base, 'nullable');
  if (nullable === flag(pair.head, 'nullable')) return;
  const rule = nullable ? 'crd/nullable-removed' : 'crd/nullable-added';
  collector.add({ rule, ...foundAt(walk, pair, 'nullable') });
}

function comparePatterns(walk: Walk, pair: SchemaPair): void {
  const from = stringOf(member(pair.base, 'pattern')) ?? '';
  const to = stringOf(member(pair.head, 'pattern')) ?? '';
  if (from === to) return;
  const found = foundAt(walk, pair, 'pattern');
  if (to === '') walk.collector.add({ rule: 'crd/pattern-removed', ...found, args: { from } });
  else if (from === '') walk.collector.add({ rule: 'crd/pattern-added', ...found, args: { to } });
  else walk.collector.add({ rule: 'crd/pattern-changed', ...found, args: { from, to } });
}

/** Formats that the server checks; all others are words for people. */
const checked: ReadonlySet<string> = new Set(
  (
    'int32 int64 float double byte date date-time datetime duration email hostname ipv4 ipv6 cidr mac uri uuid uuid3 uuid4 ' +
    'uuid5 isbn isbn10 isbn13 bsonobjectid creditcard ssn hexcolor rgbcolor'
  ).split(' '),
);

const wider: ReadonlySet<string> = new Set(['int32 int64', 'float double']);

function compareFormats(walk: Walk, pair: SchemaPair): void {
  const from = formatOf(pair.base);
  const to = formatOf(pair.head);
  if (from === to) return;
  const loosened = to === 'none' || wider.has(`${from} ${to}`);
  // An integer has 64 bits at most anyway.
  const says = from === 'none' && (to === 'int64' || to === 'double');
  const rule = loosened || says ? 'crd/limit-loosened' : 'crd/format-changed';
  const args = rule === 'crd/format-changed' ? { from, to } : { keyword: 'format', from, to };
  walk.collector.add({ rule, ...foundAt(walk, pair, 'format'), args });
}

function formatOf(schema: ObjectNode): string {
  const format = stringOf(member(schema, 'format'));
  return format !== undefined && checked.has(format) ? format : 'none';
}

function flag(schema: ObjectNode, keyword: string): boolean {
  return booleanOf(member(schema, keyword)) === true;
}
