/** One definition on both sides: its names, its versions and their schemas. */
import { itemsOf, member, stringOf } from '../document/node.ts';
import type { ObjectNode } from '../document/node.ts';
import type { Collector } from './collector.ts';
import { compareStatus } from './conventions.ts';
import { compareSchemas } from './compareSchema.ts';
import type { Definition, Version } from './definition.ts';

export function compareDefinitions(base: Definition, head: Definition, collector: Collector): void {
  const spots = { base: base.spot, head: head.spot };
  const subject = base.kind;
  if (base.kind !== head.kind) {
    const args = { from: base.kind, to: head.kind };
    const places = { base: base.namesSpot, head: head.namesSpot };
    collector.add({ rule: 'crd/kind-changed', subject: base.name, args, ...places });
  }
  if (base.scope !== head.scope && base.scope !== undefined && head.scope !== undefined) {
    const args = { from: base.scope, to: head.scope };
    collector.add({ rule: 'crd/scope-changed', subject, args, base: base.scopeSpot, head: head.scopeSpot });
  }
  if (!base.prunes && head.prunes) collector.add({ rule: 'crd/pruning-started', subject, ...spots });
  compareNames(base, head, collector);
  compareVersions(base, head, collector);
}

function compareNames(base: Definition, head: Definition, collector: Collector): void {
  const now = namesOf(head.names);
  for (const name of namesOf(base.names)) {
    if (now.has(name)) continue;
    const places = { base: base.namesSpot, head: head.namesSpot };
    collector.add({ rule: 'crd/name-removed', subject: base.kind, args: { from: name }, ...places });
  }
}

/** Names by which people and scripts ask for objects, besides the kind and the plural. */
function namesOf(names: ObjectNode | undefined): ReadonlySet<string> {
  const lists = ['shortNames', 'categories'].flatMap((key) => itemsOf(member(names, key)));
  return new Set(
    [member(names, 'singular'), ...lists]
      .flatMap((node) => stringOf(node) ?? [])
      .filter((name) => name !== ''),
  );
}

function compareVersions(base: Definition, head: Definition, collector: Collector): void {
  const { kind } = base;
  for (const version of base.versions.values()) {
    const now = head.versions.get(version.name);
    const subject = `${kind} ${version.name}`;
    if (now === undefined) {
      const used = version.served || version.storage || base.stored.has(version.name);
      const found = { subject, base: version.spot, head: head.spot };
      collector.add({ rule: 'crd/version-removed', ...found, ...(used ? {} : { level: 'review' }) });
      continue;
    }
    const spots = { base: version.spot, head: now.spot };
    if (version.served && !now.served) {
      collector.add({ rule: 'crd/version-not-served', subject, ...spots });
    } else if (!version.served && now.served) {
      collector.add({ rule: 'crd/version-added', subject, ...spots });
    }
    if (!version.storage && now.storage) {
      const from = [...base.versions.values()].find(({ storage }) => storage)?.name;
      if (from !== undefined) {
        collector.add({
          rule: 'crd/storage-version-changed',
          subject: kind,
          args: { from, to: now.name },
          ...spots,
        });
      }
    }
    if (!version.deprecated && now.deprecated)
      collector.add({ rule: 'crd/version-deprecated', subject, ...spots });
    // Nobody writes objects of a version that is served on neither side.
    if (version.served && now.served) compareVersion(kind, version, now, collector);
  }
  for (const version of head.versions.values()) {
    if (base.versions.has(version.name) || base.versions.size === 0) continue;
    const subject = `${kind} ${version.name}`;
    collector.add({ rule: 'crd/version-added', subject, base: base.spot, head: version.spot });
    const from = [...base.versions.values()].find(({ storage }) => storage)?.name;
    if (version.storage && from !== undefined && head.versions.has(from)) {
      const args = { from, to: version.name };
      collector.add({
        rule: 'crd/storage-version-changed',
        subject: kind,
        args,
        base: base.spot,
        head: version.spot,
      });
    }
  }
}

function compareVersion(kind: string, base: Version, head: Version, collector: Collector): void {
  const spots = { base: base.spot, head: head.spot };
  const version = base.name;
  for (const part of ['status', 'scale'] as const) {
    const args = { part };
    const found = { subject: kind, version, args, ...spots };
    if (base[part] && !head[part]) collector.add({ rule: 'crd/subresource-removed', ...found });
    if (!base[part] && head[part]) {
      // With a status of its own, what others write into it beside the rest is ignored from now on.
      collector.add({
        rule: 'crd/subresource-added',
        ...found,
        level: part === 'status' ? 'review' : 'minor',
      });
    }
  }
  for (const path of base.selectable) {
    if (head.selectable.has(path)) continue;
    collector.add({ rule: 'crd/selectable-field-removed', subject: kind + path, version, ...spots });
  }
  compareStatus(collector, kind, base, head);
  if (base.schema !== undefined && head.schema !== undefined) {
    compareSchemas(
      { collector, version },
      {
        base: base.schema,
        head: head.schema,
        baseSpot: base.schemaSpot,
        headSpot: head.schemaSpot,
        subject: kind,
        isRoot: true,
      },
    );
  } else if (base.schema !== head.schema) {
    const given = base.schema === undefined;
    const args = { from: given ? 'no schema' : 'a schema', to: given ? 'one' : 'none' };
    const places = { base: base.schemaSpot, head: head.schemaSpot };
    collector.add({ rule: 'crd/schema-presence-changed', subject: kind, version, args, ...places });
  }
}
