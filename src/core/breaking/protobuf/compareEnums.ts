/** Enums of the same name. */
import { compareReserved, reportUnreserved } from './compareMessages.ts';
import type { Context } from './context.ts';
import { fileCause, isSurelyGone, isSurelyNew } from './context.ts';
import type { Features } from './features.ts';
import { featureOption, syntaxOf } from './features.ts';
import type { Enum, EnumValue } from './model.ts';
import type { RuleId } from './rules.ts';
import type { EnumEntry } from './side.ts';

export function compareEnum(context: Context, before: EnumEntry, after: EnumEntry): void {
  compareFeature(context, before, after, 'enumType', 'protobuf/enum-type-changed');
  compareFeature(context, before, after, 'jsonFormat', 'protobuf/enum-json-format-changed');
  compareValues(context, before.declaration, after.declaration);
  if (after.declaration.broken) return;
  compareReserved(context, before.declaration, after.declaration, 'protobuf/enum-reservation-removed');
}

function compareFeature(
  { collector }: Context,
  before: EnumEntry,
  after: EnumEntry,
  feature: keyof Features,
  rule: RuleId,
): void {
  const from = before.features[feature];
  const to = after.features[feature];
  // A stricter JSON format takes nothing from those who read JSON now.
  if (from === to || (feature === 'jsonFormat' && from !== 'ALLOW')) return;
  const subject = before.declaration.fullName;
  const option = featureOption(after.declaration.options, feature);
  const cause = option === undefined ? fileCause(before, after) : undefined;
  const bySyntax = cause !== undefined && syntaxOf(before.file) !== syntaxOf(after.file);
  if (bySyntax && collector.fold('protobuf/syntax-changed', after.file.file.path, subject)) return;
  collector.add({
    rule,
    subject,
    args: { from, to },
    base: before.declaration.spot,
    head: option?.spot ?? after.declaration.spot,
    cause,
  });
}

function compareValues(context: Context, before: Enum, after: Enum): void {
  const { collector } = context;
  const olds = byNumber(before);
  const news = byNumber(after);
  for (const [number, values] of olds) {
    const now = news.get(number);
    const [value] = values;
    if (value === undefined) continue;
    const subject = `${before.fullName}.${value.name}`;
    if (now === undefined) {
      if (values.some(({ name }) => !isSurelyGone(context, name, after))) continue;
      const found = { subject, args: { number }, base: value.spot, head: after.spot };
      collector.add({ rule: 'protobuf/enum-value-removed', ...found });
      const names = values.map(({ name }) => name);
      reportUnreserved(context, after.reserved, { names, number, found, of: 'enum-value' });
      continue;
    }
    // Another name for the same number takes nothing away.
    const names = new Set(now.map(({ name }) => name));
    const gone = values.filter(({ name }) => !names.has(name));
    if (gone.every(({ name }) => !isSurelyGone(context, name, after))) continue;
    const [lost = value] = gone;
    const args = { from: namesOf(values), to: namesOf(now) };
    for (const one of collector.folds ? now.slice(0, 1) : now) {
      collector.add({
        rule: 'protobuf/enum-value-renamed',
        subject: `${before.fullName}.${lost.name}`,
        args,
        base: lost.spot,
        head: one.numberSpot,
      });
    }
  }
  for (const [number, [value]] of news) {
    if (value === undefined || olds.has(number) || !isSurelyNew(context, value.name, before)) continue;
    const subject = `${before.fullName}.${value.name}`;
    collector.add({ rule: 'protobuf/enum-value-added', subject, base: before.spot, head: value.spot });
  }
}

function byNumber({ values }: Enum): ReadonlyMap<number, readonly EnumValue[]> {
  const all = new Map<number, EnumValue[]>();
  for (const value of values) {
    const known = all.get(value.number);
    if (known === undefined) all.set(value.number, [value]);
    else known.push(value);
  }
  return all;
}

function namesOf(values: readonly EnumValue[]): string {
  return values.map(({ name }) => name).join(', ');
}
