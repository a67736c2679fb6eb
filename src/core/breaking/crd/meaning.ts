/** Keywords that say what a value means or how it is merged: default, lists and maps, rules in CEL, combinations. */
import type { ObjectNode } from '../document/node.ts';
import { itemsOf, member, stringOf } from '../document/node.ts';
import type { SchemaPair, Walk } from './schemaPair.ts';
import { foundAt } from './schemaPair.ts';
import { canonicalSchema, canonicalValue } from './values.ts';

export function compareMeaning(walk: Walk, pair: SchemaPair): void {
  compareDefaults(walk, pair);
  compareLists(walk, pair);
  compareRules(walk, pair);
  compareCombinations(walk, pair);
}

function compareDefaults(walk: Walk, pair: SchemaPair): void {
  const before = member(pair.base, 'default');
  const after = member(pair.head, 'default');
  const from = before === undefined ? undefined : canonicalValue(before);
  const to = after === undefined ? undefined : canonicalValue(after);
  if (from === to) return;
  const found = foundAt(walk, pair, 'default');
  if (from === undefined) walk.collector.add({ rule: 'crd/default-added', ...found, args: { to: to ?? '' } });
  else if (to === undefined) walk.collector.add({ rule: 'crd/default-removed', ...found, args: { from } });
  else walk.collector.add({ rule: 'crd/default-changed', ...found, args: { from, to } });
}

function compareLists(walk: Walk, pair: SchemaPair): void {
  const { collector } = walk;
  const from = listType(pair.base);
  const to = listType(pair.head);
  if (from !== to) {
    const found = { ...foundAt(walk, pair, 'x-kubernetes-list-type'), args: { from, to } };
    // A list without keys refuses nothing; only who owns its items changes.
    const level = to === 'atomic' ? ({ level: 'review' } as const) : {};
    collector.add({ rule: 'crd/list-type-changed', ...found, ...level });
  }
  const keys = textOf(pair.base, 'x-kubernetes-list-map-keys', '');
  const newKeys = textOf(pair.head, 'x-kubernetes-list-map-keys', '');
  if (from === 'map' && to === 'map' && keys !== newKeys) {
    const found = foundAt(walk, pair, 'x-kubernetes-list-map-keys');
    collector.add({ rule: 'crd/list-keys-changed', ...found, args: { from: keys, to: newKeys } });
  }
  const map = stringOf(member(pair.base, 'x-kubernetes-map-type')) ?? 'granular';
  const newMap = stringOf(member(pair.head, 'x-kubernetes-map-type')) ?? 'granular';
  if (map === newMap) return;
  const found = foundAt(walk, pair, 'x-kubernetes-map-type');
  collector.add({ rule: 'crd/map-type-changed', ...found, args: { from: map, to: newMap } });
}

function listType(schema: ObjectNode): string {
  return stringOf(member(schema, 'x-kubernetes-list-type')) ?? 'atomic';
}

function textOf(schema: ObjectNode, keyword: string, none: string): string {
  const node = member(schema, keyword);
  if (node?.kind !== 'array') return none;
  return node.items.map(canonicalValue).toSorted().join(', ');
}

const mostShown = 120;

function compareRules(walk: Walk, pair: SchemaPair): void {
  const keyword = 'x-kubernetes-validations';
  const before = rulesIn(pair.base);
  const after = rulesIn(pair.head);
  let added = false;
  for (const rule of after) {
    if (before.has(rule)) continue;
    added = true;
    const args = { to: rule.length > mostShown ? `${rule.slice(0, mostShown)}…` : rule };
    walk.collector.add({ rule: 'crd/validation-added', ...foundAt(walk, pair, keyword), args });
  }
  if (added || [...before].every((rule) => after.has(rule))) return;
  walk.collector.add({ rule: 'crd/validation-removed', ...foundAt(walk, pair, keyword) });
}

/** Without the white space, which means nothing between words and is seldom within them. */
function rulesIn(schema: ObjectNode): ReadonlySet<string> {
  const rules = itemsOf(member(schema, 'x-kubernetes-validations'));
  return new Set(
    rules.flatMap((rule) => stringOf(member(rule, 'rule'))?.replaceAll(/\s+/g, ' ').trim() ?? []),
  );
}

function compareCombinations(walk: Walk, pair: SchemaPair): void {
  for (const keyword of ['allOf', 'anyOf', 'oneOf', 'not', 'x-kubernetes-embedded-resource']) {
    const before = member(pair.base, keyword);
    const after = member(pair.head, keyword);
    const to = after === undefined ? undefined : canonicalSchema(after);
    if (to === undefined || to === (before === undefined ? undefined : canonicalSchema(before))) continue;
    walk.collector.add({
      rule: 'crd/combination-changed',
      ...foundAt(walk, pair, keyword),
      args: { keyword },
    });
  }
}
