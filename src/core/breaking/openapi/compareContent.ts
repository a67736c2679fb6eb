/** Bodies and their media types. Which way they flow decides what breaks. */
import type { Span } from '../document/node.ts';
import type { Content, Media, Operation } from './model.ts';
import type { Flow, Sides } from './sides.ts';
import { compareSchema } from './compareSchema.ts';
import { isUnstable } from './sides.ts';

export function compareBody(sides: Sides, before: Operation, after: Operation, flow: Flow): void {
  const { collector } = sides;
  const subject = `${before.title} request`;
  const unstable = isUnstable(before);
  const common = { subject: `The body of ${before.title}`, flow, unstable } as const;
  const [was, is] = [before.body, after.body];
  if (was === undefined || is === undefined) {
    if (was === is || flow === 'output') return;
    const spots = { base: was?.spot ?? before.spot, head: is?.spot ?? after.spot };
    const rule =
      is === undefined
        ? 'openapi/request-body-removed'
        : is.required
          ? 'openapi/required-request-body-added'
          : 'openapi/request-body-added';
    collector.add({ ...common, ...spots, rule });
    return;
  }
  const spots = { base: was.spot, head: is.spot };
  const said = flow === 'input' && !was.byFields && !is.byFields;
  if (said && is.required && !was.required) {
    collector.add({ ...common, ...spots, rule: 'openapi/request-body-now-required' });
  }
  if (said && was.required && !is.required) {
    collector.add({ ...common, ...spots, rule: 'openapi/request-body-now-optional' });
  }
  compareContent(sides, { base: was.content, head: is.content }, { ...spots, subject, flow, unstable });
}

interface ContentPlace {
  readonly subject: string;
  readonly flow: Flow;
  readonly unstable: boolean;
  readonly base: Span;
  readonly head: Span;
}

export function compareContent(
  sides: Sides,
  { base, head }: { readonly base: Content; readonly head: Content },
  place: ContentPlace,
): void {
  const { collector } = sides;
  const { flow, unstable } = place;
  const met = new Set<Media>();
  for (const [key, was] of base) {
    const is = counterpart(key, head, flow);
    if (is === undefined) {
      collector.add({
        rule: flow === 'input' ? 'openapi/request-media-type-removed' : 'openapi/response-media-type-removed',
        subject: `${place.subject} ${was.type}`,
        base: was.spot,
        head: place.head,
        flow,
        unstable,
      });
      continue;
    }
    met.add(is);
    compareMedia(sides, was, is, { ...place, subject: `${place.subject} ${was.type}` });
  }
  for (const [key, is] of head) {
    if (met.has(is) || counterpart(key, base, 'input') !== undefined) continue;
    collector.add({
      rule: flow === 'input' ? 'openapi/request-media-type-added' : 'openapi/response-media-type-added',
      subject: `${place.subject} ${is.type}`,
      base: place.base,
      head: is.spot,
      flow,
    });
  }
}

/**
 * The media type on the other side that stands for the same: equal, or equal but for parameters. For
 * input a range that holds it is enough; for output one that the range of before holds.
 */
function counterpart(key: string, others: Content, flow: Flow): Media | undefined {
  const exact = others.get(key);
  if (exact !== undefined) return exact;
  const essence = essenceOf(key);
  for (const [other, media] of others) if (essenceOf(other) === essence) return media;
  for (const [other, media] of others) {
    const [range, one] = flow === 'input' ? [essenceOf(other), essence] : [essence, essenceOf(other)];
    if (isWithin(one, range)) return media;
  }
  return undefined;
}

function essenceOf(key: string): string {
  const end = key.indexOf(';');
  return end === -1 ? key : key.slice(0, end);
}

function isWithin(type: string, range: string): boolean {
  return range === '*/*' || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));
}

function compareMedia(sides: Sides, was: Media, is: Media, place: ContentPlace): void {
  const { collector } = sides;
  const { subject, flow, unstable } = place;
  const common = { subject, base: was.spot, head: is.spot, flow, unstable } as const;
  const side = flow === 'input' ? 'request' : 'response';
  for (const [base, head] of [
    [was.schema, is.schema],
    [was.itemSchema, is.itemSchema],
  ]) {
    if (base === undefined && head !== undefined) {
      collector.add({ ...common, rule: `openapi/${side}-schema-added`, head });
    } else if (base !== undefined && head === undefined) {
      collector.add({ ...common, rule: `openapi/${side}-schema-removed`, base });
    }
    compareSchema(sides, { use: subject, kind: 'body', direction: flow, unstable }, { base, head });
  }
  for (const [field, encoding] of was.encoding) {
    const now = is.encoding.get(field);
    if (now === undefined) continue;
    for (const keyword of new Set([...encoding.values.keys(), ...now.values.keys()])) {
      const [from, to] = [encoding.values.get(keyword), now.values.get(keyword)];
      if (from === to) continue;
      collector.add({
        ...common,
        rule: 'openapi/encoding-changed',
        subject: `${subject} .${field}`,
        args: { keyword, from: String(from ?? 'none'), to: String(to ?? 'none') },
        base: encoding.spot,
        head: now.spot,
      });
    }
  }
}
