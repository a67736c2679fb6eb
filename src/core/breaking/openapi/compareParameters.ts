/** Parameters side by side, by location and name. */
import type { Operation, Parameter, Style } from './model.ts';
import { compareLifecycle, compareRemoved } from './compareLifecycle.ts';
import type { Sides } from './sides.ts';
import { compareSchema } from './compareSchema.ts';
import { isUnstable } from './sides.ts';

export function compareParameters(sides: Sides, before: Operation, after: Operation): void {
  const { collector } = sides;
  const unstable = isUnstable(before);
  const moved = new Set<string>();
  for (const [key, was] of before.parameters) {
    const is = after.parameters.get(key);
    const subject = nameOf(before, was);
    if (is !== undefined) {
      compareParameter(sides, { was, is, subject, unstable });
      continue;
    }
    const elsewhere = [...after.parameters].find(
      ([other, { name }]) => name === was.name && !before.parameters.has(other),
    );
    if (elsewhere === undefined) {
      const spots = { base: was.spot, head: after.spot };
      compareRemoved(sides, was, { ...spots, subject, unstable, what: 'parameter' });
      continue;
    }
    moved.add(elsewhere[0]);
    collector.add({
      rule: 'openapi/parameter-moved',
      subject,
      args: { from: was.location, to: elsewhere[1].location },
      base: was.spot,
      head: elsewhere[1].spot,
      flow: 'input',
      unstable,
    });
  }
  for (const [key, is] of after.parameters) {
    if (before.parameters.has(key) || moved.has(key)) continue;
    collector.add({
      rule: is.required ? 'openapi/required-parameter-added' : 'openapi/parameter-added',
      subject: nameOf(after, is),
      base: before.spot,
      head: is.spot,
      flow: 'input',
      unstable,
    });
  }
}

function nameOf({ title }: Operation, { location, name }: Parameter): string {
  return `${title} ${location} ${name}`;
}

function compareParameter(
  sides: Sides,
  pair: {
    readonly was: Parameter;
    readonly is: Parameter;
    readonly subject: string;
    readonly unstable: boolean;
  },
): void {
  const { was, is, subject, unstable } = pair;
  const { collector } = sides;
  const common = { subject, base: was.spot, head: is.spot, flow: 'input', unstable } as const;
  compareLifecycle(sides, was, is, common);
  if (is.required && !was.required) collector.add({ ...common, rule: 'openapi/parameter-now-required' });
  if (was.required && !is.required) collector.add({ ...common, rule: 'openapi/parameter-now-optional' });
  const [from, to] = [styleText(was.style), styleText(is.style)];
  if (from !== to) collector.add({ ...common, rule: 'openapi/parameter-style-changed', args: { from, to } });
  if (was.allowEmptyValue && !is.allowEmptyValue) {
    collector.add({ ...common, rule: 'openapi/parameter-empty-refused' });
  }
  const schemas = { base: schemaOf(was), head: schemaOf(is) };
  compareSchema(sides, { use: subject, kind: 'parameter', direction: 'input', unstable }, schemas);
}

/** A parameter has a schema, or a content of exactly one media type. */
export function schemaOf({ schema, content }: Pick<Parameter, 'schema' | 'content'>): Parameter['schema'] {
  const [only] = content.values();
  return schema ?? only?.schema;
}

export function styleText({ style, explode }: Style): string {
  return explode ? `${style}, exploded` : style;
}
