/** Status codes, headers and what responses hold. */
import type { Span } from '../document/node.ts';
import { compareContent } from './compareContent.ts';
import { schemaOf, styleText } from './compareParameters.ts';
import type { Header, Operation, Response } from './model.ts';
import type { Flow, Sides } from './sides.ts';
import { compareSchema } from './compareSchema.ts';
import { isUnstable } from './sides.ts';

export function compareResponses(sides: Sides, before: Operation, after: Operation, flow: Flow): void {
  const { collector } = sides;
  const unstable = isUnstable(before);
  for (const [code, was] of before.responses) {
    const is = after.responses.get(code) ?? after.responses.get(rangeOf(code));
    const subject = `${before.title} ${code}`;
    if (is !== undefined) {
      compareResponse(sides, was, is, { subject, flow, unstable });
    } else if (flow === 'output') {
      collector.add({
        rule: isSuccess(code, before) ? 'openapi/response-removed' : 'openapi/error-response-removed',
        subject,
        base: was.spot,
        head: after.spot,
        flow,
        unstable,
      });
    }
  }
  if (flow === 'input') return;
  for (const [code, is] of after.responses) {
    if (before.responses.has(code) || before.responses.has(rangeOf(code)) || coversSome(code, before))
      continue;
    const subject = `${after.title} ${code}`;
    collector.add({ rule: 'openapi/response-added', subject, base: before.spot, head: is.spot, flow });
  }
}

function rangeOf(code: string): string {
  return /^\dXX$|^default$/.test(code) ? code : `${code.charAt(0)}XX`;
}

/** A range in the place of the codes that were named before. */
function coversSome(code: string, { responses }: Operation): boolean {
  return /^\dXX$/.test(code) && [...responses.keys()].some((other) => rangeOf(other) === code);
}

/** `default` is for errors, unless nothing else says what a success is. */
function isSuccess(code: string, { responses }: Operation): boolean {
  if (code !== 'default') return /^[23]/.test(code);
  return ![...responses.keys()].some((other) => /^[23]/.test(other));
}

interface ResponsePlace {
  readonly subject: string;
  readonly flow: Flow;
  readonly unstable: boolean;
}

function compareResponse(sides: Sides, was: Response, is: Response, place: ResponsePlace): void {
  const { collector } = sides;
  const { subject, flow, unstable } = place;
  const spots = { base: was.spot, head: is.spot };
  compareContent(sides, { base: was.content, head: is.content }, { ...spots, ...place });
  if (flow === 'input') return;
  for (const [name, header] of was.headers) {
    const now = is.headers.get(name);
    const one = { subject: `${subject} ${header.name}`, flow, unstable };
    if (now !== undefined) compareHeader(sides, header, now, one);
    else if (!header.deprecated) {
      const common = { ...one, base: header.spot, head: is.spot };
      collector.add({ ...common, rule: 'openapi/response-header-removed' });
    }
  }
  for (const [name, header] of is.headers) {
    if (was.headers.has(name)) continue;
    const common: { readonly base: Span; readonly head: Span } = { base: was.spot, head: header.spot };
    collector.add({
      ...common,
      rule: 'openapi/response-header-added',
      subject: `${subject} ${header.name}`,
      flow,
    });
  }
}

function compareHeader(sides: Sides, was: Header, is: Header, place: ResponsePlace): void {
  const { collector } = sides;
  const { subject, unstable } = place;
  const common = { ...place, base: was.spot, head: is.spot } as const;
  if (was.required && !is.required) {
    collector.add({ ...common, rule: 'openapi/response-header-now-optional' });
  }
  const [from, to] = [styleText(was.style), styleText(is.style)];
  if (from !== to) {
    collector.add({ ...common, rule: 'openapi/response-header-style-changed', args: { from, to } });
  }
  const schemas = { base: schemaOf(was), head: schemaOf(is) };
  compareSchema(sides, { use: subject, kind: 'header', direction: 'output', unstable }, schemas);
}
