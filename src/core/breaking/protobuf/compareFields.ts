/** Fields and extensions with the same number. */
import type { Context } from './context.ts';
import { fileCause } from './context.ts';
import type { FieldFacts } from './fieldFacts.ts';
import type { Field, Option, ProtoFile, Spot } from './model.ts';
import { optionOf } from './model.ts';
import type { Features } from './features.ts';
import { featureOption, syntaxOf } from './features.ts';
import type { RuleId } from './rules.ts';
import { compareFieldTypes, sameType } from './compareTypes.ts';

export interface FieldSide {
  readonly field: Field;
  /** Of an extension with its scope, as JSON and code name it. */
  readonly name: string;
  readonly facts: FieldFacts;
  readonly file: ProtoFile;
}

export interface FieldPair {
  readonly before: FieldSide;
  readonly after: FieldSide;
  /** `a.Message.field`, by its old name. */
  readonly subject: string;
  readonly extension: boolean;
  /** Told as a required field that is new or gone. */
  readonly required: boolean;
}

export function compareField(context: Context, pair: FieldPair): void {
  const { before, after, subject } = pair;
  compareNames(context, pair);
  compareFieldTypes(context, pair);
  compareCardinality(context, pair);
  const report = reporter(context, pair);
  if (!pair.extension && before.field.oneof !== after.field.oneof) {
    const { oneof: from } = before.field;
    const { oneof: to } = after.field;
    const oneof = `${subject.slice(0, subject.lastIndexOf('.'))}.${from ?? ''}`;
    if (from === undefined || !context.collector.fold('protobuf/oneof-removed', oneof, subject)) {
      report('protobuf/field-oneof-changed', from ?? 'no oneof', to ?? 'no oneof', after.field.spot);
    }
  }
  compareDefaults(context, pair);
  compareStrings(context, pair);
  const isWide = ({ type }: FieldFacts): boolean => /64/.test(type.kind);
  if (isWide(before.facts) && isWide(after.facts)) {
    const jstype = ({ field }: FieldSide): string => optionOf(field.options, 'jstype')?.value ?? 'JS_NORMAL';
    report('protobuf/field-jstype-changed', jstype(before), jstype(after), optionSpot(after.field, 'jstype'));
  }
  const deprecated = ({ field }: FieldSide): boolean =>
    optionOf(field.options, 'deprecated')?.value === 'true';
  if (deprecated(after) && !deprecated(before)) {
    const spots = { base: before.field.spot, head: after.field.spot };
    context.collector.add({ rule: 'protobuf/deprecated', subject, ...spots });
  }
}

type Report = (rule: RuleId, from: string, to: string, head: Spot, cause?: string) => void;

/** Says nothing where both values are the same. */
function reporter({ collector }: Context, { before, subject }: FieldPair): Report {
  return (rule, from, to, head, cause) => {
    if (from !== to)
      collector.add({ rule, subject, args: { from, to }, base: before.field.spot, head, cause });
  };
}

function compareNames(context: Context, pair: FieldPair): void {
  const { before, after } = pair;
  const report = reporter(context, pair);
  report('protobuf/field-renamed', before.name, after.name, after.field.nameSpot);
  if (pair.extension) return;
  const written = [before, after].some(({ field }) => optionOf(field.options, 'json_name') !== undefined);
  // The name in JSON follows the name: that is one cause.
  const follows = !written && before.field.name !== after.field.name && context.collector.folds;
  if (follows && context.collector.enabled('protobuf/field-renamed')) return;
  const spot = optionSpot(after.field, 'json_name');
  report('protobuf/field-json-name-changed', before.facts.jsonName, after.facts.jsonName, spot);
}

function compareCardinality(context: Context, pair: FieldPair): void {
  const { before, after } = pair;
  const { collector } = context;
  const from = before.facts.cardinality;
  const to = after.facts.cardinality;
  if (from === to || (pair.required && collector.folds)) return;
  if (before.field.label === after.field.label && fromSyntax(context, pair)) return;
  const report = reporter(context, pair);
  // Labels that one syntax asks for and the other does without.
  const cause = hasOtherSyntax(before, after) ? after.file.file.path : undefined;
  report('protobuf/field-cardinality-changed', from, to, after.field.spot, cause);
  const group = (one: string): string => (one.endsWith('presence') ? 'singular' : one);
  const wire = (one: string): string => (one === 'map' ? 'repeated' : group(one));
  if (wire(from) !== wire(to)) {
    report('protobuf/field-wire-cardinality-changed', from, to, after.field.spot);
  }
  if (group(from) !== group(to)) {
    report('protobuf/field-wire-json-cardinality-changed', from, to, after.field.spot);
  }
}

function compareDefaults(context: Context, pair: FieldPair): void {
  const { before, after } = pair;
  const from = before.facts.fallback;
  const to = after.facts.fallback;
  if (from === undefined || to === undefined || from.value === to.value) return;
  const written = [before, after].some(({ field }) => optionOf(field.options, 'default') !== undefined);
  if (!written && !sameType(context, before.facts.type, after.facts.type)) return;
  const spot = optionSpot(after.field, 'default');
  reporter(context, pair)('protobuf/field-default-changed', from.text, to.text, spot);
}

function compareStrings(context: Context, pair: FieldPair): void {
  const { before, after } = pair;
  const report = reporter(context, pair);
  const isText = ({ type, map }: FieldFacts): boolean =>
    type.kind === 'string' || map?.key.kind === 'string' || map?.value.kind === 'string';
  const isBytes = ({ type }: FieldFacts): boolean => type.kind === 'bytes' || type.kind === 'string';
  if (isText(before.facts) && isText(after.facts)) compareChecks(context, pair, report);
  if (isBytes(before.facts) && isBytes(after.facts)) {
    const ctype = optionOf(after.field.options, 'ctype');
    const feature = featureSpot(after, 'cppStringType');
    const spot = ctype?.spot ?? feature.spot;
    const rule = 'protobuf/field-cpp-string-type-changed';
    report(
      rule,
      cppType(before),
      cppType(after),
      spot,
      ctype === undefined ? causeOf(pair, feature) : undefined,
    );
  }
}

function compareChecks(context: Context, pair: FieldPair, report: Report): void {
  const { before, after } = pair;
  const from = before.facts.features.utf8Validation;
  const to = after.facts.features.utf8Validation;
  const javaFrom = javaChecks(before);
  const javaTo = javaChecks(after);
  if ((from === to && javaFrom === javaTo) || fromSyntax(context, pair)) return;
  const rule = 'protobuf/field-utf8-validation-changed';
  const feature = featureSpot(after, 'utf8Validation');
  report(rule, from, to, feature.spot, causeOf(pair, feature));
  // Java follows the other check where nothing of its own is said: that is one cause.
  const told = context.collector.folds && context.collector.enabled(rule) && from !== to;
  if (told && javaFrom === from && javaTo === to) return;
  const java = javaSpot(after);
  const cause = causeOf(pair, java);
  report('protobuf/field-java-utf8-validation-changed', javaFrom, javaTo, java.spot, cause);
}

/** A change that the file makes for all of its fields is told once. */
function causeOf({ before, after }: FieldPair, { own }: { readonly own: boolean }): string | undefined {
  const owns = own || ownOptions(before.field) !== ownOptions(after.field);
  return owns ? undefined : fileCause(before, after);
}

/** True when the new default of a syntax makes the change: then the syntax is what changed. */
function fromSyntax({ collector }: Context, { before, after, subject }: FieldPair): boolean {
  if (!hasOtherSyntax(before, after) || ownOptions(before.field) !== ownOptions(after.field)) return false;
  return collector.fold('protobuf/syntax-changed', after.file.file.path, subject);
}

function hasOtherSyntax(before: FieldSide, after: FieldSide): boolean {
  return syntaxOf(before.file) !== syntaxOf(after.file) && fileCause(before, after) !== undefined;
}

function ownOptions({ options }: Field): string {
  return options
    .map(({ name, value }) => `${name}=${value}`)
    .toSorted()
    .join();
}

function javaChecks({ file, facts }: FieldSide): string {
  const { javaUtf8Validation, utf8Validation } = facts.features;
  if (javaUtf8Validation !== 'DEFAULT') return javaUtf8Validation;
  const whole = syntaxOf(file) === 'editions' ? undefined : optionOf(file.options, 'java_string_check_utf8');
  return whole?.value === 'true' ? 'VERIFY' : utf8Validation;
}

function javaSpot(side: FieldSide): { readonly spot: Spot; readonly own: boolean } {
  const own = featureSpot(side, 'javaUtf8Validation');
  const whole = optionOf(side.file.options, 'java_string_check_utf8');
  return own.own || whole === undefined ? own : { spot: whole.spot, own: false };
}

function cppType({ field, facts }: FieldSide): string {
  const ctype = optionOf(field.options, 'ctype')?.value;
  const feature = facts.features.cppStringType;
  return ctype ?? (feature === 'DEFAULT' ? 'STRING' : feature);
}

function featureSpot(
  { field }: FieldSide,
  feature: keyof Features,
): { readonly spot: Spot; readonly own: boolean } {
  const option: Option | undefined = featureOption(field.options, feature);
  return { spot: option?.spot ?? field.spot, own: option !== undefined };
}

function optionSpot(field: Field, name: string): Spot {
  return optionOf(field.options, name)?.spot ?? field.spot;
}
