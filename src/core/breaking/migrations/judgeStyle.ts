/** What teams may agree on about names and types. */
import { shownName } from './cursor.ts';
import { shownColumn } from './found.ts';
import type { Found } from './found.ts';
import type { Action, Name, Span, Step, Steps } from './steps.ts';
import { readType } from './types.ts';

export function judgeStyle({ steps, names, language }: Steps): readonly Found[] {
  if (language === 'rails') return [];
  return [
    ...steps.flatMap(judgeStep),
    ...names.map(({ text, start, end }): Found => ({
      rule: 'migrations/name-too-long',
      subject: text,
      at: { start, end },
    })),
  ];
}

function judgeStep(step: Step): readonly Found[] {
  switch (step.kind) {
    case 'create table':
      return [
        ...(step.temporary ? [] : withoutSchema([step.name])),
        ...step.columns.flatMap(({ name, type }) => judgeType({ table: step.name, name, type, at: name })),
      ];
    case 'alter table':
      return [
        ...withoutSchema([step.table]),
        ...step.actions.flatMap((action) => judgeAction(action, step.table)),
      ];
    case 'create index':
      return withoutSchema([step.table]);
    case 'drop':
      return step.object === 'table' ? withoutSchema(step.names) : [];
    case 'truncate':
      return withoutSchema(step.tables);
    case 'update':
    case 'insert':
      if (step.twice === undefined) return [];
      return [
        { rule: 'migrations/assigned-twice', subject: shownColumn(step.table, step.twice), at: step.table },
      ];
    case 'domain':
      if (!step.created || !step.constrained) return [];
      return [{ rule: 'migrations/domain-with-constraint', subject: shownName(step.name), at: step.name }];
    case 'add enum value':
      if (step.ordered) return [];
      return [{ rule: 'migrations/enum-value-unordered', subject: shownName(step.type), at: step.type }];
    default:
      return [];
  }
}

function judgeAction(action: Action, table: Name): readonly Found[] {
  if (action.kind === 'change type')
    return judgeType({ table, name: action.column, type: action.type, at: action.typeSpan });
  if (action.kind !== 'add column' && action.kind !== 'redefine column') return [];
  return judgeType({ table, name: action.column.name, type: action.column.type, at: action.column.name });
}

function withoutSchema(names: readonly Name[]): readonly Found[] {
  return names
    .filter(({ parts }) => parts.length === 1)
    .map((name) => ({ rule: 'migrations/table-without-schema', subject: shownName(name), at: name }));
}

interface Typed {
  readonly table: Name;
  readonly name: Name;
  readonly type: string;
  readonly at: Span;
}

function judgeType({ table, name, type, at }: Typed): readonly Found[] {
  // `"char"` in quotes is a type of one byte.
  if (type.startsWith('"')) return [];
  const { base, sizes } = readType(type);
  const found = (rule: Found['rule'], when: boolean): readonly Found[] =>
    when ? [{ rule, subject: shownColumn(table, shownName(name)), at }] : [];
  return [
    ...found('migrations/char-type', base === 'char' || base === 'bpchar'),
    ...found('migrations/integer-type', base === 'integer'),
    ...found('migrations/smallint-type', base === 'smallint'),
    ...found('migrations/serial-type', /^(?:big|small)?serial\d?$/.test(type)),
    ...found('migrations/limited-text', base === 'varchar' && sizes.length > 0),
    ...found('migrations/timestamp-without-zone', base === 'timestamp'),
  ];
}
