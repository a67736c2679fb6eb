/** A CustomResourceDefinition, as far as those who write or read its objects depend on it. */
import type { DocumentNode, ObjectNode, Span } from '../document/node.ts';
import { booleanOf, entriesOf, entryOf, itemsOf, member, stringOf } from '../document/node.ts';

export interface Definition {
  /** `backups.example.com`: the plural and the group. */
  readonly name: string;
  readonly kind: string;
  readonly scope: string | undefined;
  readonly names: ObjectNode | undefined;
  readonly versions: ReadonlyMap<string, Version>;
  /** Versions in which objects are stored, as far as the definition of a cluster says so. */
  readonly stored: ReadonlySet<string>;
  /** Fields that the schema does not name are dropped. */
  readonly prunes: boolean;
  readonly spot: Span;
  readonly scopeSpot: Span;
  readonly namesSpot: Span;
}

export interface Version {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly deprecated: boolean;
  readonly schema: ObjectNode | undefined;
  readonly schemaSpot: Span;
  readonly status: boolean;
  readonly scale: boolean;
  /** Paths by which objects can be selected. */
  readonly selectable: ReadonlySet<string>;
  readonly spot: Span;
}

/** All definitions in a document, alone or in a list. */
export function definitionsIn(document: DocumentNode): readonly Definition[] {
  const kind = stringOf(member(document, 'kind'));
  if (kind === 'List' || kind === 'CustomResourceDefinitionList') {
    return itemsOf(member(document, 'items')).flatMap((item) => definitionIn(item) ?? []);
  }
  const found = definitionIn(document);
  return found === undefined ? [] : [found];
}

function definitionIn(document: DocumentNode): Definition | undefined {
  const spec = member(document, 'spec');
  if (stringOf(member(document, 'kind')) !== 'CustomResourceDefinition' || spec?.kind !== 'object') {
    return undefined;
  }
  const metadata = member(document, 'metadata');
  const names = member(spec, 'names');
  const group = stringOf(member(spec, 'group'));
  const kind = stringOf(member(names, 'kind'));
  const versions = versionsIn(spec);
  // What has less is a patch for a definition that stands elsewhere.
  if (group === undefined || kind === undefined || versions.size === 0) return undefined;
  const name = stringOf(member(metadata, 'name')) ?? `${stringOf(member(names, 'plural')) ?? kind}.${group}`;
  const kindEntry = entryOf(document, 'kind');
  const spot = member(metadata, 'name') ?? kindEntry ?? startOf(document);
  const old = stringOf(member(document, 'apiVersion')) === 'apiextensions.k8s.io/v1beta1';
  return {
    name,
    kind,
    scope: stringOf(member(spec, 'scope')),
    names: names?.kind === 'object' ? names : undefined,
    versions,
    stored: new Set(stringsIn(member(member(document, 'status'), 'storedVersions'))),
    prunes: !(booleanOf(member(spec, 'preserveUnknownFields')) ?? old),
    spot,
    scopeSpot: entryOf(spec, 'scope') ?? spot,
    namesSpot: entryOf(spec, 'names') ?? spot,
  };
}

function versionsIn(spec: ObjectNode): ReadonlyMap<string, Version> {
  const versions = new Map<string, Version>();
  const read = (name: string, node: DocumentNode, own: Span): void => {
    const validation =
      entryOf(member(node, 'schema'), 'openAPIV3Schema') ??
      entryOf(member(spec, 'validation'), 'openAPIV3Schema');
    const subresources = member(node, 'subresources') ?? member(spec, 'subresources');
    const has = (key: string): boolean => entriesOf(subresources).some((entry) => entry.key === key);
    const schema = validation?.value;
    versions.set(name, {
      name,
      served: booleanOf(member(node, 'served')) !== false,
      storage: booleanOf(member(node, 'storage')) === true,
      deprecated: booleanOf(member(node, 'deprecated')) === true,
      schema: schema?.kind === 'object' ? schema : undefined,
      schemaSpot: validation ?? own,
      status: has('status'),
      scale: has('scale'),
      selectable: new Set(
        itemsOf(member(node, 'selectableFields')).flatMap(
          (field) => stringOf(member(field, 'jsonPath')) ?? [],
        ),
      ),
      spot: own,
    });
  };
  for (const item of itemsOf(member(spec, 'versions'))) {
    const name = member(item, 'name');
    const text = stringOf(name);
    if (name !== undefined && text !== undefined) read(text, item, name);
  }
  // Before there were several versions there was one.
  const single = member(spec, 'version');
  const text = stringOf(single);
  if (versions.size === 0 && single !== undefined && text !== undefined) read(text, spec, single);
  return versions;
}

function stringsIn(node: DocumentNode | undefined): readonly string[] {
  return itemsOf(node).flatMap((item) => stringOf(item) ?? []);
}

function startOf({ source, start }: Span): Span {
  return { source, start, end: start + 1 };
}
