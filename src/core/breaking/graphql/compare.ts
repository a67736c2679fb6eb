/** Two schemas side by side, by name. What could not be read on either side is left out. */
import type { Change } from '../change.ts';
import type { Collector } from './collector.ts';
import { createCollector } from './collector.ts';
import { compareDirectives } from './compareDirectives.ts';
import { compareFields, compareInputFields } from './compareFields.ts';
import { findRenames } from './renames.ts';
import type { Operation, Schema, Spot, TypeDefinition } from './schema.ts';
import { isDeprecated, namedType, operations } from './schema.ts';
import { compareUsages } from './compareUsages.ts';

export interface Sides {
  readonly base: Schema;
  readonly head: Schema;
  /** New name by old name, of types that are otherwise the same. */
  readonly renames: ReadonlyMap<string, string>;
  readonly collector: Collector;
}

export interface CompareOptions {
  readonly profile: string | undefined;
  /** Types and fields that live on in another schema of the package: `User`, `User.name`. */
  readonly movedTo: (element: string) => boolean;
}

export function compareSchemas(base: Schema, head: Schema, options: CompareOptions): readonly Change[] {
  const collector = createCollector(options.profile);
  const sides: Sides = { base, head, renames: findRenames(base, head), collector };
  const flows = readFlows(base);
  const nearest = nearestSurvivors(base, head);
  for (const type of base.types.values()) {
    if (!head.types.has(type.name) && !options.movedTo(type.name)) compareGone(sides, type, nearest);
  }
  for (const type of inOrder(base.types.values())) {
    const after = head.types.get(sides.renames.get(type.name) ?? type.name);
    if (after === undefined || type.broken || after.broken) continue;
    if (type.kind === after.kind) compareType(sides, type, after, flows);
    else {
      collector.add({
        rule: 'graphql/type-kind-changed',
        subject: type.name,
        args: { from: type.kind, to: after.kind },
        base: type.spot,
        head: after.spot,
      });
    }
  }
  compareRoots(sides);
  compareAdded(sides);
  compareDirectives(sides);
  compareUsages(sides, 'schema', base.usages, head.usages, rootSpots(sides));
  return collector.changes();
}

function compareGone(sides: Sides, type: TypeDefinition, nearest: ReadonlyMap<string, Spot>): void {
  const { collector, head, renames } = sides;
  const renamed = renames.get(type.name);
  if (renamed !== undefined) {
    collector.add({
      rule: 'graphql/type-renamed',
      subject: type.name,
      args: { to: renamed },
      base: type.spot,
      head: head.types.get(renamed)?.spot,
    });
  } else if (!type.broken && !head.unknown.has(type.name)) {
    collector.add({
      rule: 'graphql/type-removed',
      subject: type.name,
      args: { kind: type.kind },
      base: type.spot,
      head: nearest.get(type.name),
      deprecated: isDeprecated(type),
    });
  }
}

function compareType(sides: Sides, before: TypeDefinition, after: TypeDefinition, flows: Flows): void {
  const { collector, renames } = sides;
  const { name } = before;
  const parent = { base: before.spot, head: after.spot };
  compareFields(sides, before, after);
  compareInputFields(sides, before, after);
  for (const [member, spot] of before.members) {
    if (after.members.has(renames.get(member) ?? member)) continue;
    if (collector.fold({ rule: 'graphql/type-removed', subject: member }, name)) continue;
    collector.add({
      rule: 'graphql/union-member-removed',
      subject: name,
      args: { from: member },
      base: spot,
      head: after.spot,
      flow: 'output',
    });
  }
  for (const [member, spot] of after.members) {
    if (before.members.has(member) || isNewName(renames, member)) continue;
    collector.add({
      rule: 'graphql/union-member-added',
      subject: name,
      args: { to: member },
      base: before.spot,
      head: spot,
      flow: 'output',
    });
  }
  for (const [one, spot] of before.interfaces) {
    if (after.interfaces.has(renames.get(one) ?? one)) continue;
    if (collector.fold({ rule: 'graphql/type-removed', subject: one }, name)) continue;
    collector.add({
      rule: 'graphql/interface-removed',
      subject: name,
      args: { from: one },
      base: spot,
      head: after.spot,
      flow: 'output',
    });
  }
  for (const [one, spot] of after.interfaces) {
    if (before.interfaces.has(one) || isNewName(renames, one)) continue;
    collector.add({
      rule: 'graphql/interface-added',
      subject: name,
      args: { to: one },
      base: before.spot,
      head: spot,
      flow: 'output',
    });
  }
  const flow = flows.get(name);
  for (const value of before.values.values()) {
    const now = after.values.get(value.name);
    const subject = `${name}.${value.name}`;
    if (now === undefined) {
      collector.add({
        rule: 'graphql/enum-value-removed',
        subject,
        base: value.spot,
        head: after.spot,
        flow,
        deprecated: isDeprecated(value),
      });
    } else {
      if (isDeprecated(now) && !isDeprecated(value)) {
        collector.add({ rule: 'graphql/deprecated', subject, base: value.spot, head: now.spot, flow });
      }
      compareUsages(sides, subject, value.usages, now.usages, { base: value.spot, head: now.spot });
    }
  }
  for (const value of after.values.values()) {
    if (before.values.has(value.name)) continue;
    const subject = `${name}.${value.name}`;
    collector.add({ rule: 'graphql/enum-value-added', subject, base: before.spot, head: value.spot, flow });
  }
  compareUsages(sides, name, before.usages, after.usages, parent);
}

function compareRoots(sides: Sides): void {
  const { base, head, renames, collector } = sides;
  for (const operation of operations) {
    const before = base.roots.get(operation);
    const after = head.roots.get(operation);
    if (before === undefined) {
      if (after === undefined || base.roots.size === 0 || head.types.get(after.type)?.broken === true)
        continue;
      const rule = 'graphql/root-added';
      collector.add({
        rule,
        subject: operation,
        args: { to: after.type },
        base: anyRoot(base),
        head: after.spot,
      });
    } else if (after?.type !== before.type && after?.type !== renames.get(before.type)) {
      const removed = { rule: 'graphql/type-removed', subject: before.type };
      if (head.unknown.has(before.type) || collector.fold(removed, operation)) continue;
      if (after === undefined && !isRemoval(sides, operation)) continue;
      collector.add({
        rule: 'graphql/root-changed',
        subject: operation,
        args: { from: before.type, to: after?.type ?? '-' },
        base: before.spot,
        head: after?.spot ?? head.types.get(before.type)?.spot ?? anyRoot(head),
      });
    }
  }
}

/** A root that is gone counts only when the head side still has a root or the type itself. */
function isRemoval(sides: Sides, operation: Operation): boolean {
  const type = sides.base.roots.get(operation)?.type ?? '';
  return sides.head.roots.size > 0 || sides.head.types.has(type);
}

function compareAdded(sides: Sides): void {
  const { base, head, renames, collector } = sides;
  for (const type of head.types.values()) {
    if (base.types.has(type.name) || type.broken || type.extension || base.unknown.has(type.name)) continue;
    if (isNewName(renames, type.name)) continue;
    if (
      collector.fold(
        { rule: 'graphql/root-added', subject: rootOf(head, type.name), args: { to: type.name } },
        type.name,
      )
    ) {
      continue;
    }
    collector.add({
      rule: 'graphql/type-added',
      subject: type.name,
      args: { kind: type.kind },
      head: type.spot,
    });
  }
}

function rootOf(schema: Schema, type: string): string {
  return operations.find((operation) => schema.roots.get(operation)?.type === type) ?? '';
}

function rootSpots({ base, head }: Sides): {
  readonly base: Spot | undefined;
  readonly head: Spot | undefined;
} {
  return { base: anyRoot(base), head: anyRoot(head) };
}

function anyRoot(schema: Schema): Spot | undefined {
  return [...schema.roots.values()][0]?.spot;
}

/** Interfaces before the types that implement them, so that a change is told where it begins. */
function inOrder(types: Iterable<TypeDefinition>): readonly TypeDefinition[] {
  const interfaces: TypeDefinition[] = [];
  const others: TypeDefinition[] = [];
  for (const type of types) (type.kind === 'interface' ? interfaces : others).push(type);
  return [...interfaces.toSorted((a, b) => a.interfaces.size - b.interfaces.size), ...others];
}

function isNewName(renames: ReadonlyMap<string, string>, name: string): boolean {
  if (renames.size === 0) return false;
  for (const after of renames.values()) if (after === name) return true;
  return false;
}

/** For each type that is gone: the last one before it in its file that is still there. */
function nearestSurvivors(base: Schema, head: Schema): ReadonlyMap<string, Spot> {
  const heads = new Map<string, Spot>();
  for (const { spot } of head.types.values()) if (!heads.has(spot.file.path)) heads.set(spot.file.path, spot);
  const last = new Map<string, Spot>();
  const nearest = new Map<string, Spot>();
  for (const type of base.types.values()) {
    const { path } = type.spot.file;
    const survivor = head.types.get(type.name);
    if (survivor !== undefined) {
      last.set(path, survivor.spot);
      continue;
    }
    const spot = last.get(path) ?? heads.get(path) ?? anyRoot(head);
    if (spot !== undefined) nearest.set(type.name, spot);
  }
  return nearest;
}

type Flows = ReadonlyMap<string, 'input' | 'output' | 'both'>;

/** Which way the values of scalars and enums flow. */
function readFlows(schema: Schema): Flows {
  const flows = new Map<string, 'input' | 'output' | 'both'>();
  const note = (type: string, flow: 'input' | 'output'): void => {
    const name = namedType(type);
    const known = flows.get(name);
    flows.set(name, known === undefined || known === flow ? flow : 'both');
  };
  for (const type of schema.types.values()) {
    for (const input of type.inputs.values()) note(input.type, 'input');
    for (const field of type.fields.values()) {
      note(field.type, 'output');
      for (const argument of field.args.values()) note(argument.type, 'input');
    }
  }
  return flows;
}
