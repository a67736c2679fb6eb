/** Messages of the same name: their fields, oneofs and what they set aside. */
import type { FieldSide } from './compareFields.ts';
import { compareField } from './compareFields.ts';
import type { Context } from './context.ts';
import { fileCause, isSurelyGone, isSurelyNew } from './context.ts';
import { featureOption } from './features.ts';
import type { FieldFacts } from './fieldFacts.ts';
import { aroundField, factsOf } from './fieldFacts.ts';
import type { Field, Message, Reserved } from './model.ts';
import { optionOf } from './model.ts';
import { covers, rangeText, uncovered } from './ranges.ts';
import type { RuleId } from './rules.ts';
import type { ExtensionEntry, MessageEntry, Side } from './side.ts';

export function compareMessage(context: Context, before: MessageEntry, after: MessageEntry): void {
  const { collector } = context;
  const places = { base: before.declaration.spot, head: after.declaration.spot };
  const subject = before.declaration.fullName;
  compareOneofs(context, before.declaration, after.declaration);
  compareFields(context, before, after);
  // A stricter format takes nothing from those who read JSON now.
  if (before.features.jsonFormat === 'ALLOW' && after.features.jsonFormat !== 'ALLOW') {
    const option = featureOption(after.declaration.options, 'jsonFormat');
    collector.add({
      rule: 'protobuf/message-json-format-changed',
      subject,
      args: { from: before.features.jsonFormat, to: after.features.jsonFormat },
      base: places.base,
      head: option?.spot ?? places.head,
      cause: option === undefined ? fileCause(before, after) : undefined,
    });
  }
  const accessor = 'no_standard_descriptor_accessor';
  const option = optionOf(after.declaration.options, accessor);
  if (option?.value === 'true' && optionOf(before.declaration.options, accessor)?.value !== 'true') {
    const found = { subject, base: places.base, head: option.spot };
    collector.add({ rule: 'protobuf/message-descriptor-accessor-removed', ...found });
  }
  if (after.declaration.broken) return;
  compareReserved(context, before.declaration, after.declaration, 'protobuf/message-reservation-removed');
  for (const range of before.declaration.extensionRanges) {
    const numbers = uncovered(range, after.declaration.extensionRanges).map(rangeText).join(', ');
    if (numbers === '') continue;
    const found = { subject, args: { numbers }, base: range.spot, head: places.head };
    collector.add({ rule: 'protobuf/extension-range-removed', ...found });
  }
}

function compareOneofs(context: Context, before: Message, after: Message): void {
  const { collector } = context;
  const numbers = new Set(after.fields.map(({ number }) => number));
  for (const { name, spot } of before.oneofs) {
    if (after.oneofs.some((one) => one.name === name) || !isSurelyGone(context, name, after)) continue;
    const fields = before.fields.filter(({ oneof }) => oneof === name);
    // Gone with all that it held: that is told of the fields.
    const empty = collector.folds && collector.enabled('protobuf/field-removed');
    if (empty && fields.every(({ number }) => !numbers.has(number))) continue;
    const subject = `${before.fullName}.${name}`;
    collector.add({ rule: 'protobuf/oneof-removed', subject, base: spot, head: after.spot });
  }
}

/** Also for enums. One change for each range and name that is no longer set aside. */
export function compareReserved(
  { collector }: Context,
  before: Pick<Message, 'fullName' | 'reserved'>,
  after: Pick<Message, 'reserved' | 'spot'>,
  rule: RuleId,
): void {
  const found = { rule, subject: before.fullName, head: after.spot };
  for (const range of before.reserved.ranges) {
    const reserved = uncovered(range, after.reserved.ranges).map(rangeText).join(', ');
    if (reserved !== '') collector.add({ ...found, args: { reserved }, base: range.spot });
  }
  for (const [name, spot] of before.reserved.names) {
    if (after.reserved.names.has(name)) continue;
    collector.add({ ...found, args: { reserved: `"${name}"` }, base: spot });
  }
}

function compareFields(context: Context, before: MessageEntry, after: MessageEntry): void {
  const { collector } = context;
  const subjectOf = ({ name }: Field): string => `${before.declaration.fullName}.${name}`;
  const numbers = new Map(after.declaration.fields.map((field) => [field.number, field]));
  const known = new Set(before.declaration.fields.map(({ number }) => number));
  for (const field of before.declaration.fields) {
    const now = numbers.get(field.number);
    const facts = messageFacts(context.base, before, field);
    if (now === undefined) {
      compareGone(context, { before, after, field, required: facts.cardinality === 'required' });
      continue;
    }
    const nowFacts = messageFacts(context.head, after, now);
    const subject = subjectOf(field);
    const required = compareRequired(context, { before, after, subject, field, facts, now, nowFacts });
    compareField(context, {
      before: { field, name: field.name, facts, file: before.file },
      after: { field: now, name: now.name, facts: nowFacts, file: after.file },
      subject,
      extension: false,
      required,
    });
  }
  for (const field of after.declaration.fields) {
    if (known.has(field.number) || !isSurelyNew(context, field.name, before.declaration)) continue;
    const found = { subject: subjectOf(field), base: before.declaration.spot, head: field.spot };
    if (messageFacts(context.head, after, field).cardinality === 'required') {
      collector.add({ rule: 'protobuf/required-field-added', ...found });
    } else collector.add({ rule: 'protobuf/field-added', ...found });
  }
}

function compareGone(
  context: Context,
  gone: {
    readonly before: MessageEntry;
    readonly after: MessageEntry;
    readonly field: Field;
    readonly required: boolean;
  },
): void {
  const { field, before, after } = gone;
  const { collector } = context;
  if (!isSurelyGone(context, field.name, after.declaration)) return;
  const { reserved } = after.declaration;
  const found = {
    subject: `${before.declaration.fullName}.${field.name}`,
    args: { number: field.number },
    base: field.spot,
    head: after.declaration.spot,
  };
  collector.add({ rule: 'protobuf/field-removed', ...found });
  reportUnreserved(context, reserved, { names: [field.name], number: field.number, found, of: 'field' });
  if (!gone.required) return;
  const told = (
    [
      'protobuf/field-removed',
      'protobuf/field-number-not-reserved',
      'protobuf/field-name-not-reserved',
    ] as const
  ).some((rule) => collector.fold(rule, found.subject, 'required'));
  if (!told) collector.add({ rule: 'protobuf/required-field-removed', ...found });
}

/** What is gone without a note that nobody may take its place. */
export function reportUnreserved(
  { collector }: Context,
  reserved: Reserved,
  gone: {
    readonly names: readonly string[];
    readonly number: number;
    readonly found: Omit<Parameters<Context['collector']['add']>[0], 'rule'>;
    readonly of: 'field' | 'enum-value';
  },
): void {
  if (!covers(reserved.ranges, gone.number)) {
    collector.add({ rule: `protobuf/${gone.of}-number-not-reserved`, ...gone.found });
  }
  if (gone.names.some((name) => !reserved.names.has(name))) {
    collector.add({ rule: `protobuf/${gone.of}-name-not-reserved`, ...gone.found });
  }
}

/** True where the change is told as one of required fields. */
function compareRequired(
  { collector }: Context,
  pair: {
    readonly before: MessageEntry;
    readonly after: MessageEntry;
    readonly subject: string;
    readonly field: Field;
    readonly facts: FieldFacts;
    readonly now: Field;
    readonly nowFacts: FieldFacts;
  },
): boolean {
  const { subject, field, now, after } = pair;
  const was = pair.facts.cardinality === 'required';
  const is = pair.nowFacts.cardinality === 'required';
  if (was === is) return false;
  if (is) collector.add({ rule: 'protobuf/required-field-added', subject, base: field.spot, head: now.spot });
  else {
    const head = collector.folds ? now.spot : after.declaration.spot;
    collector.add({ rule: 'protobuf/required-field-removed', subject, base: field.spot, head });
  }
  return collector.enabled(is ? 'protobuf/required-field-added' : 'protobuf/required-field-removed');
}

function messageFacts(side: Side, { declaration, file, features }: MessageEntry, field: Field): FieldFacts {
  return factsOf(field, {
    side,
    file,
    scope: declaration.fullName,
    features: aroundField(declaration, features, field),
    extension: false,
  });
}

/** Extensions of the same message with the same number. */
export function compareExtensions(context: Context): void {
  for (const [key, entry] of context.base.extensions) {
    const now = context.head.extensions.get(key);
    if (now === undefined) continue;
    compareField(context, {
      before: extensionSide(context.base, entry),
      after: extensionSide(context.head, now),
      subject: entry.fullName,
      extension: true,
      required: false,
    });
  }
}

function extensionSide(side: Side, entry: ExtensionEntry): FieldSide {
  const { extension, field, file, features, fullName } = entry;
  const facts = factsOf(field, { side, file, scope: extension.scope, features, extension: true });
  return { field, name: fullName, facts, file };
}
