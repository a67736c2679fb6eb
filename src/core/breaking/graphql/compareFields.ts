/** Fields of results, their arguments, and fields of inputs. */
import type { Sides } from './compare.ts';
import type { Found, RuleId } from './collector.ts';
import { compareUsages } from './compareUsages.ts';
import type { Field, InputValue, Spot, TypeDefinition } from './schema.ts';
import { isDeprecated, namedType } from './schema.ts';
import { isRequired, isSafeForInputs, isSafeForResults } from './typeSafety.ts';

export function compareFields(sides: Sides, before: TypeDefinition, after: TypeDefinition): void {
  for (const field of before.fields.values()) {
    const now = after.fields.get(field.name);
    const subject = `${before.name}.${field.name}`;
    if (now === undefined) {
      report(sides, before, after, {
        rule: 'graphql/field-removed',
        subject,
        base: field.spot,
        head: after.spot,
        flow: 'output',
        deprecated: isDeprecated(field),
      });
      continue;
    }
    compareField(sides, before, after, field, now);
  }
  for (const field of after.fields.values()) {
    if (before.fields.has(field.name)) continue;
    report(sides, before, after, {
      rule: 'graphql/field-added',
      subject: `${before.name}.${field.name}`,
      base: before.spot,
      head: field.spot,
      flow: 'output',
    });
  }
}

export function compareInputFields(sides: Sides, before: TypeDefinition, after: TypeDefinition): void {
  compareInputValues(sides, before.inputs, after.inputs, {
    rules: inputRules,
    subject: (name) => `${before.name}.${name}`,
    base: before.spot,
    head: after.spot,
    add: (found) => sides.collector.add(found),
  });
}

interface InputRules {
  readonly removed: RuleId;
  readonly requiredAdded: RuleId;
  readonly optionalAdded: RuleId;
  readonly typeChanged: RuleId;
  readonly typeWidened: RuleId;
  readonly defaultRemoved: RuleId;
  readonly defaultChanged: RuleId;
}

const inputRules: InputRules = {
  removed: 'graphql/input-field-removed',
  requiredAdded: 'graphql/required-input-field-added',
  optionalAdded: 'graphql/input-field-added',
  typeChanged: 'graphql/input-field-type-changed',
  typeWidened: 'graphql/input-field-type-widened',
  defaultRemoved: 'graphql/input-default-removed',
  defaultChanged: 'graphql/input-default-changed',
};

const argumentRules: InputRules = {
  removed: 'graphql/argument-removed',
  requiredAdded: 'graphql/required-argument-added',
  optionalAdded: 'graphql/argument-added',
  typeChanged: 'graphql/argument-type-changed',
  typeWidened: 'graphql/argument-type-widened',
  defaultRemoved: 'graphql/argument-default-removed',
  defaultChanged: 'graphql/argument-default-changed',
};

export const directiveArgumentRules: InputRules = {
  removed: 'graphql/directive-argument-removed',
  requiredAdded: 'graphql/required-directive-argument-added',
  optionalAdded: 'graphql/directive-argument-added',
  typeChanged: 'graphql/directive-argument-type-changed',
  typeWidened: 'graphql/directive-argument-type-widened',
  defaultRemoved: 'graphql/directive-argument-default-removed',
  defaultChanged: 'graphql/directive-argument-default-changed',
};

interface InputContext {
  readonly rules: InputRules;
  readonly subject: (name: string) => string;
  /** Where to look when one side has no such value. */
  readonly base: Spot;
  readonly head: Spot;
  readonly add: (found: Found) => void;
}

export function compareInputValues(
  sides: Sides,
  before: ReadonlyMap<string, InputValue>,
  after: ReadonlyMap<string, InputValue>,
  context: InputContext,
): void {
  for (const value of before.values()) {
    const now = after.get(value.name);
    if (now === undefined) {
      context.add({
        rule: context.rules.removed,
        subject: context.subject(value.name),
        base: value.spot,
        head: context.head,
        flow: 'input',
        deprecated: isDeprecated(value),
      });
    } else compareInputValue(sides, value, now, context);
  }
  for (const value of after.values()) {
    if (before.has(value.name)) continue;
    const needed = isRequired(value.type) && value.fallback === undefined;
    context.add({
      rule: needed ? context.rules.requiredAdded : context.rules.optionalAdded,
      subject: context.subject(value.name),
      args: { to: value.type },
      base: context.base,
      head: value.spot,
      flow: 'input',
    });
  }
}

function compareInputValue(sides: Sides, before: InputValue, after: InputValue, context: InputContext): void {
  const { rules } = context;
  const places = { base: before.spot, head: after.spot, flow: 'input' } as const;
  const subject = context.subject(before.name);
  const was = renamedType(sides, before.type);
  if (was !== after.type) {
    const safe = isSafeForInputs(was, after.type);
    const rule = safe ? rules.typeWidened : rules.typeChanged;
    context.add({ rule, subject, args: { from: before.type, to: after.type }, ...places });
  }
  if (before.fallback !== after.fallback) {
    const args = { from: before.fallback ?? '-', to: after.fallback ?? '-' };
    const nowNeeded = after.fallback === undefined && isRequired(after.type);
    if (nowNeeded && isRequired(before.type))
      context.add({ rule: rules.defaultRemoved, subject, args, ...places });
    else if (before.fallback !== undefined && !nowNeeded) {
      context.add({ rule: rules.defaultChanged, subject, args, ...places });
    }
  }
  if (isDeprecated(after) && !isDeprecated(before))
    context.add({ rule: 'graphql/deprecated', subject, ...places });
  compareUsages(sides, subject, before.usages, after.usages, places);
}

function compareField(
  sides: Sides,
  typeBefore: TypeDefinition,
  typeAfter: TypeDefinition,
  before: Field,
  after: Field,
): void {
  const subject = `${typeBefore.name}.${before.name}`;
  const places = { base: before.spot, head: after.spot, flow: 'output' } as const;
  const was = renamedType(sides, before.type);
  if (was !== after.type) {
    const safe = isSafeForResults(was, after.type);
    report(sides, typeBefore, typeAfter, {
      rule: safe ? 'graphql/field-type-narrowed' : 'graphql/field-type-changed',
      subject,
      args: { from: before.type, to: after.type },
      ...places,
    });
  }
  if (isDeprecated(after) && !isDeprecated(before)) {
    report(sides, typeBefore, typeAfter, { rule: 'graphql/deprecated', subject, ...places });
  }
  if (before.args.size > 0 || after.args.size > 0) {
    compareInputValues(sides, before.args, after.args, {
      rules: argumentRules,
      subject: (name) => `${subject}(${name}:)`,
      base: before.spot,
      head: after.spot,
      add: (found) => report(sides, typeBefore, typeAfter, found),
    });
  }
  compareUsages(sides, subject, before.usages, after.usages, places);
}

/** A change that an interface already tells about is not told again for each type that implements it. */
function report(sides: Sides, before: TypeDefinition, after: TypeDefinition, found: Found): void {
  for (const name of before.interfaces.keys()) {
    if (!after.interfaces.has(sides.renames.get(name) ?? name)) continue;
    const subject = name + found.subject.slice(before.name.length);
    if (sides.collector.fold({ ...found, subject }, found.subject)) return;
  }
  sides.collector.add(found);
}

function renamedType(sides: Sides, type: string): string {
  if (sides.renames.size === 0) return type;
  const name = namedType(type);
  const renamed = sides.renames.get(name);
  return renamed === undefined ? type : type.replace(name, renamed);
}
