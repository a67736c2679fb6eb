/** Conventions for new fields that cannot be kept later without a break; told under the profile that asks for them. */
import type { DocumentEntry, DocumentNode, Span } from '../document/node.ts';
import { entriesOf, entryOf, itemsOf, member, stringOf } from '../document/node.ts';
import type { Collector, RuleId } from './collector.ts';
import type { Version } from './definition.ts';
import type { Walk } from './schemaPair.ts';
import { typeOf } from './types.ts';

const conventionsProfile = 'crd-schema-checker';

/** A field that is new, or all of a definition that is, with everything below. */
export function compareConventions(walk: Walk, schema: DocumentNode, subject: string, spot: Span): void {
  if (walk.collector.profile !== conventionsProfile || schema.kind !== 'object') return;
  const { collector, version } = walk;
  const add = (rule: RuleId): void => collector.add({ rule, subject, version, head: spot });
  const type = typeOf(schema);
  if (type === 'boolean') add('crd/boolean-field');
  if (type === 'number') add('crd/float-field');
  if (stringOf(member(schema, 'format'))?.startsWith('uint') === true) add('crd/unsigned-field');
  const values = entryOf(schema, 'additionalProperties');
  if (values?.value.kind === 'object') add('crd/map-field');
  if (type === 'array') compareList(schema, subject, add);
  const below: readonly (readonly [string, { readonly value: DocumentNode } & Span])[] = [
    ...entriesOf(member(schema, 'properties')).map((entry) => [`.${entry.key}`, entry] as const),
    ...[entryOf(schema, 'items')].flatMap((entry) => (entry === undefined ? [] : [['[]', entry] as const])),
    ...(values === undefined ? [] : [['{}', values] as const]),
  ];
  for (const [name, entry] of below) compareConventions(walk, entry.value, subject + name, entry);
}

/** A status that is new, and that everybody who may write the object may write. */
export function compareStatus(
  collector: Collector,
  kind: string,
  base: Version | undefined,
  head: Version,
): void {
  const statusOf = (version: Version | undefined): DocumentEntry | undefined =>
    entryOf(member(version?.schema, 'properties'), 'status');
  const spot = statusOf(head);
  if (collector.profile !== conventionsProfile || spot === undefined || head.status) return;
  if (statusOf(base) !== undefined) return;
  const found = { subject: `${kind}.status`, version: head.name, head: spot };
  collector.add({ rule: 'crd/status-without-subresource', ...found });
}

function compareList(schema: DocumentNode, subject: string, add: (rule: RuleId) => void): void {
  const listType = stringOf(member(schema, 'x-kubernetes-list-type'));
  if (listType === undefined) add('crd/list-without-type');
  if (!subject.endsWith('.conditions')) return;
  const keys = itemsOf(member(schema, 'x-kubernetes-list-map-keys')).map(stringOf);
  if (listType !== 'map' || keys.length !== 1 || keys[0] !== 'type') add('crd/conditions-without-keys');
}
