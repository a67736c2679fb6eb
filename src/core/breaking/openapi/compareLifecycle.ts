/** Deprecation, dates of sunset and levels of stability. */
import type { Instant } from '../../base/instant.ts';
import { day, epochDay, parseDate } from '../../base/instant.ts';
import type { Span } from '../document/node.ts';
import type { Lifecycle, Operation } from './model.ts';
import type { Sides } from './sides.ts';
import { isUnstable } from './sides.ts';

export interface Named {
  readonly subject: string;
  readonly base: Span;
  readonly head: Span;
  readonly unstable: boolean;
}

/** Something that is there on both sides. */
export function compareLifecycle(sides: Sides, before: Lifecycle, after: Lifecycle, named: Named): void {
  const { collector, profile } = sides;
  if (before.deprecated && !after.deprecated) {
    collector.add({ ...named, rule: 'openapi/no-longer-deprecated' });
  }
  if (!after.deprecated) return;
  const head = after.sunset?.spot ?? named.head;
  const to = after.sunset === undefined ? undefined : dayOf(after.sunset.text);
  if (after.sunset !== undefined && to === undefined && after.sunset.text !== before.sunset?.text) {
    collector.add({ ...named, rule: 'openapi/sunset-invalid', args: { from: after.sunset.text }, head });
  }
  if (!before.deprecated) {
    const missing = after.sunset === undefined && profile === 'strict';
    collector.add({ ...named, rule: missing ? 'openapi/sunset-missing' : 'openapi/deprecated' });
    return;
  }
  if (before.sunset === undefined) return;
  const sunset = { ...named, base: before.sunset.spot, head };
  const from = dayOf(before.sunset.text);
  if (after.sunset === undefined) {
    collector.add({ ...sunset, rule: 'openapi/sunset-removed', args: { from: before.sunset.text } });
  } else if (from !== undefined && to !== undefined && to < from) {
    const args = { from: before.sunset.text, to: after.sunset.text };
    collector.add({ ...sunset, rule: 'openapi/sunset-earlier', args });
  }
}

/** Something that is gone, softer when that was announced. */
export function compareRemoved(
  { collector, now }: Sides,
  { deprecated, sunset }: Lifecycle,
  removed: Named & { readonly what: 'operation' | 'parameter' },
): void {
  const { what, ...named } = removed;
  if (!deprecated) {
    collector.add({ ...named, rule: `openapi/${what}-removed` });
    return;
  }
  const end = sunset === undefined ? undefined : dayOf(sunset.text);
  if (sunset !== undefined && end === undefined) {
    const invalid = { args: { from: sunset.text }, base: sunset.spot };
    collector.add({ ...named, ...invalid, rule: 'openapi/sunset-invalid' });
  } else if (sunset === undefined || end === undefined || (now !== undefined && end <= now)) {
    collector.add({ ...named, rule: `openapi/deprecated-${what}-removed` });
  } else {
    collector.add({
      ...named,
      rule: `openapi/${what}-removed-before-sunset`,
      args: { date: sunset.text },
      // Nobody says what day it is.
      ...(now === undefined ? { level: 'review' } : {}),
    });
  }
}

const levels = ['draft', 'alpha', 'beta', 'stable'];

export function compareStability(
  { collector }: Sides,
  before: Operation | undefined,
  after: Operation,
): void {
  const from = before?.stability;
  const to = after.stability;
  for (const [level, operation] of [
    [from, before],
    [to, after],
  ] as const) {
    if (level === undefined || operation === undefined || levels.includes(level)) continue;
    if (before !== undefined && from === to) continue;
    collector.add({
      rule: 'openapi/stability-invalid',
      subject: operation.title,
      args: { from: level },
      ...(before === undefined ? {} : { base: before.spot }),
      head: after.spot,
    });
  }
  // Nothing said promises as much as the highest level.
  const was = from === undefined ? levels.length - 1 : levels.indexOf(from);
  const is = to === undefined ? levels.length - 1 : levels.indexOf(to);
  if (before === undefined || was === -1 || is === -1 || is >= was) return;
  collector.add({
    rule: 'openapi/stability-lowered',
    subject: before.title,
    args: { from: from ?? 'stable', to: to ?? 'stable' },
    base: before.spot,
    head: after.spot,
    unstable: isUnstable(before),
  });
}

/** Midnight in UTC; of a time its day. */
function dayOf(text: string): Instant | undefined {
  const date = parseDate(/^[^T ]*/.exec(text.trim())?.[0] ?? '');
  return date === undefined ? undefined : epochDay(date) * day;
}
