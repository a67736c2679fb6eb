/** Operations side by side: by method and path, whatever the variables of the path are called. */
import type { Api, Operation } from './model.ts';
import { compareBody } from './compareContent.ts';
import { compareLifecycle, compareRemoved, compareStability } from './compareLifecycle.ts';
import { compareParameters } from './compareParameters.ts';
import { compareResponses } from './compareResponses.ts';
import { compareSecurity } from './compareSecurity.ts';
import type { Sides } from './sides.ts';
import { isUnstable } from './sides.ts';

export interface Pairing {
  readonly pairs: readonly (readonly [Operation, Operation])[];
  readonly gone: readonly Operation[];
  readonly fresh: readonly Operation[];
}

export function pairOperations(base: readonly Operation[], head: readonly Operation[]): Pairing {
  const pairs = new Map<Operation, Operation>();
  const taken = new Set<Operation>();
  const keys = [
    ({ method, path }: Operation) => `${method} ${path}`,
    ({ method, path }: Operation) => `${method} ${shapeOf(path)}`,
  ];
  for (const keyOf of keys) {
    const waiting = grouped(
      head.filter((operation) => !taken.has(operation)),
      keyOf,
    );
    for (const before of base) {
      if (pairs.has(before)) continue;
      const after = waiting.get(keyOf(before))?.shift();
      if (after === undefined) continue;
      pairs.set(before, after);
      taken.add(after);
    }
  }
  return {
    pairs: base.flatMap((before) => {
      const after = pairs.get(before);
      return after === undefined ? [] : [[before, after] as const];
    }),
    gone: base.filter((before) => !pairs.has(before)),
    fresh: head.filter((after) => !taken.has(after)),
  };
}

function grouped(
  operations: readonly Operation[],
  keyOf: (operation: Operation) => string,
): ReadonlyMap<string, Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    const key = keyOf(operation);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [operation]);
    else group.push(operation);
  }
  return groups;
}

function shapeOf(path: string): string {
  return path.replaceAll(/\{[^{}]*\}/g, '{}');
}

export function compareOperations(sides: Sides, base: Api, head: Api): void {
  const { pairs, gone, fresh } = pairOperations(base.operations, head.operations);
  for (const before of gone) {
    const path = head.operations.find((after) => shapeOf(after.path) === shapeOf(before.path));
    compareRemoved(sides, before, {
      base: before.spot,
      head: path?.pathSpot ?? head.pathsSpot,
      subject: before.title,
      what: 'operation',
      unstable: isUnstable(before),
    });
  }
  for (const [before, after] of pairs) compareOperation(sides, before, after);
  for (const after of fresh) {
    sides.collector.add({ rule: 'openapi/operation-added', subject: after.title, head: after.spot });
    compareStability(sides, undefined, after);
  }
}

function compareOperation(sides: Sides, before: Operation, after: Operation): void {
  const { collector } = sides;
  if (before.partial || after.partial) return;
  const spots = { base: before.spot, head: after.spot };
  const unstable = isUnstable(before);
  compareLifecycle(sides, before, after, { ...spots, subject: before.title, unstable });
  compareStability(sides, before, after);
  compareParameters(sides, before, after);
  compareBody(sides, before, after, 'input');
  compareResponses(sides, before, after, 'output');
  compareSecurity(sides, before, after);
  if (before.id !== undefined && before.id.text !== (after.id?.text ?? '')) {
    collector.add({
      rule: 'openapi/operation-id-changed',
      subject: before.title,
      args: { from: before.id.text, to: after.id?.text ?? 'none' },
      base: before.id.spot,
      head: after.id?.spot ?? after.spot,
      unstable,
    });
  }
  const callbacks = pairOperations(before.callbacks, after.callbacks);
  for (const one of callbacks.gone) {
    collector.add({
      rule: 'openapi/callback-removed',
      subject: one.title,
      base: one.spot,
      head: after.spot,
      unstable,
    });
  }
  for (const one of callbacks.fresh) {
    collector.add({ rule: 'openapi/callback-added', subject: one.title, base: before.spot, head: one.spot });
  }
  for (const [one, other] of callbacks.pairs) compareCalls(sides, one, other);
}

/** What the API sends and others receive: webhooks and callbacks. */
export function compareWebhooks(sides: Sides, base: Api, head: Api): void {
  const { pairs, gone, fresh } = pairOperations(base.webhooks, head.webhooks);
  for (const one of gone) {
    sides.collector.add({
      rule: 'openapi/webhook-removed',
      subject: one.title,
      base: one.spot,
      head: head.spot,
      unstable: isUnstable(one),
    });
  }
  for (const one of fresh) {
    sides.collector.add({
      rule: 'openapi/webhook-added',
      subject: one.title,
      base: base.spot,
      head: one.spot,
    });
  }
  for (const [before, after] of pairs) compareCalls(sides, before, after);
}

function compareCalls(sides: Sides, before: Operation, after: Operation): void {
  if (before.partial || after.partial) return;
  compareLifecycle(sides, before, after, {
    base: before.spot,
    head: after.spot,
    subject: before.title,
    unstable: isUnstable(before),
  });
  compareBody(sides, before, after, 'output');
  compareResponses(sides, before, after, 'input');
}
