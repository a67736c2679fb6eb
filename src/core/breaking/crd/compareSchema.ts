/**
 * The schema of one version, place by place. Structural schemas have no references, so both sides are walked
 * together. Users write the values: what was accepted has to stay accepted and to mean the same.
 */
import type { DocumentNode, ObjectNode, Span } from '../document/node.ts';
import { booleanOf, entriesOf, entryOf, itemsOf, member, stringOf } from '../document/node.ts';
import { compareConventions } from './conventions.ts';
import { compareKeywords } from './keywords.ts';
import { compareMeaning } from './meaning.ts';
import type { SchemaPair, Walk } from './schemaPair.ts';
import { foundAt } from './schemaPair.ts';
import { typeFits, typeOf } from './types.ts';

const ofAllKinds: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

export function compareSchemas(walk: Walk, pair: SchemaPair): void {
  const { base, head } = pair;
  if (base.incomplete === true || head.incomplete === true) return;
  const from = typeOf(base);
  const to = typeOf(head);
  if (from !== to) {
    const widened = typeFits(from, to);
    const rule = widened ? 'crd/type-widened' : 'crd/type-changed';
    const found = { ...foundAt(walk, pair, 'type'), args: { from, to } };
    walk.collector.add({ rule, ...found });
    // Another kind of value is judged by other keywords, and one cause is enough.
    if (!widened || to !== 'number') return;
  }
  compareKeywords(walk, pair);
  compareMeaning(walk, pair);
  compareFields(walk, pair);
  compareOthers(walk, pair);
  compareBelow(walk, pair, 'items', '[]');
}

function compareFields(walk: Walk, pair: SchemaPair): void {
  const { collector, version } = walk;
  const { base, head, isRoot } = pair;
  const before = propertiesOf(base);
  const after = propertiesOf(head);
  const needed = requiredIn(head);
  const neededBefore = requiredIn(base);
  const values = member(head, 'additionalProperties');
  for (const [name, { value, ...spot }] of before) {
    if (isRoot && ofAllKinds.has(name)) continue;
    const subject = `${pair.subject}.${name}`;
    const now =
      after.get(name) ?? (values?.kind === 'object' ? { ...pair.headSpot, value: values } : undefined);
    if (now === undefined) {
      // Where unknown fields are kept, the value stays and is only no longer checked.
      const level = keepsUnknown(head) ? ({ level: 'minor' } as const) : {};
      collector.add({
        rule: 'crd/field-removed',
        subject,
        version,
        base: spot,
        head: pair.headSpot,
        ...level,
      });
    } else if (value.kind === 'object' && now.value.kind === 'object') {
      const spots = { baseSpot: spot, headSpot: now };
      compareSchemas(walk, { base: value, head: now.value, ...spots, subject, isRoot: false });
    }
  }
  for (const name of new Set([...after.keys(), ...needed])) {
    if (isRoot && ofAllKinds.has(name)) continue;
    const subject = `${pair.subject}.${name}`;
    const now = after.get(name);
    const isNew = !before.has(name);
    // Default values are filled in before anything is checked.
    const isNeeded = needed.has(name) && member(now?.value, 'default') === undefined;
    const wasNeeded = neededBefore.has(name) && member(before.get(name)?.value, 'default') === undefined;
    const found = { subject, version, base: before.get(name) ?? pair.baseSpot, head: now ?? pair.headSpot };
    if (isNeeded && !wasNeeded) collector.add({ rule: 'crd/required-added', ...found });
    else if (isNew && now !== undefined) collector.add({ rule: 'crd/field-added', ...found });
    else if (wasNeeded && !isNeeded && !needed.has(name))
      collector.add({ rule: 'crd/required-removed', ...found });
    if (isNew && now !== undefined) compareConventions(walk, now.value, subject, now);
  }
  for (const name of neededBefore) {
    if (after.has(name) || needed.has(name) || before.has(name)) continue;
    const found = { subject: `${pair.subject}.${name}`, version, base: pair.baseSpot, head: pair.headSpot };
    collector.add({ rule: 'crd/required-removed', ...found });
  }
}

/** Fields beyond those with a name. */
function compareOthers(walk: Walk, pair: SchemaPair): void {
  const { collector } = walk;
  const { base, head } = pair;
  const before = member(base, 'additionalProperties');
  const after = member(head, 'additionalProperties');
  if (before?.kind === 'object' && after?.kind === 'object') {
    compareBelow(walk, pair, 'additionalProperties', '{}');
    return;
  }
  const wasOpen = isOpen(base);
  const isStillOpen = isOpen(head);
  const keyword = before === undefined ? 'x-kubernetes-preserve-unknown-fields' : 'additionalProperties';
  if (wasOpen && !isStillOpen)
    collector.add({ rule: 'crd/unknown-fields-dropped', ...foundAt(walk, pair, keyword) });
  else if (!wasOpen && isStillOpen) {
    const now = after === undefined ? 'x-kubernetes-preserve-unknown-fields' : 'additionalProperties';
    collector.add({ rule: 'crd/unknown-fields-kept', ...foundAt(walk, pair, now) });
  } else if (wasOpen && after?.kind === 'object' && typeOf(after) !== 'any') {
    const found = foundAt(walk, pair, 'additionalProperties');
    const args = { from: 'any', to: typeOf(after) };
    collector.add({ rule: 'crd/type-changed', ...found, subject: `${pair.subject}{}`, args });
  }
}

function compareBelow(
  walk: Walk,
  pair: SchemaPair,
  keyword: 'items' | 'additionalProperties',
  sign: string,
): void {
  const before = entryOf(pair.base, keyword);
  const after = entryOf(pair.head, keyword);
  if (before?.value.kind !== 'object' || after?.value.kind !== 'object') return;
  const subject = pair.subject + sign;
  const spots = { baseSpot: before, headSpot: after };
  compareSchemas(walk, { base: before.value, head: after.value, ...spots, subject, isRoot: false });
}

interface Property extends Span {
  readonly value: DocumentNode;
}

function propertiesOf(schema: ObjectNode): ReadonlyMap<string, Property> {
  return new Map(entriesOf(member(schema, 'properties')).map((entry) => [entry.key, entry]));
}

function requiredIn(schema: ObjectNode): ReadonlySet<string> {
  return new Set(itemsOf(member(schema, 'required')).flatMap((item) => stringOf(item) ?? []));
}

function keepsUnknown(schema: ObjectNode): boolean {
  return booleanOf(member(schema, 'x-kubernetes-preserve-unknown-fields')) === true;
}

/** Whether fields without a name of their own are kept. */
function isOpen(schema: ObjectNode): boolean {
  const others = member(schema, 'additionalProperties');
  return keepsUnknown(schema) || others?.kind === 'object' || booleanOf(others) === true;
}
