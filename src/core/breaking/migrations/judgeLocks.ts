/** Which steps keep others waiting for as long as a table is large. */
import { shownName } from './cursor.ts';
import { shownColumn } from './found.ts';
import type { Found } from './found.ts';
import type { NameSet } from './history.ts';
import type { Token } from './lexer.ts';
import type { Action, Column, Constraint, Name, Step } from './steps.ts';
import { isWider } from './types.ts';

/** What the locks of a step depend on, in one file. */
export interface LockState {
  /** Tables of this release: nobody waits for them. */
  readonly tables: NameSet;
  readonly indexes: NameSet;
  /** Constraints by name, of the file: the column that they require, and whether every row was looked at. */
  readonly checks: Map<string, { readonly requires: string; validated: boolean }>;
  /** Types of columns that the file adds, by table and column. */
  readonly types: Map<string, string>;
  /** Names of constraints that the transaction which runs has added; undefined outside of one. */
  pending: Set<string> | undefined;
}

export function judgeLocks(step: Step, state: LockState): readonly Found[] {
  switch (step.kind) {
    case 'create table':
      state.tables.add(step.name.parts);
      return [];
    case 'rename':
      if (step.object === 'table' && state.tables.has(step.from.parts)) state.tables.add([step.to]);
      return [];
    case 'create index':
      return judgeIndex(step, state);
    case 'drop':
      if (step.object !== 'index' || step.concurrently) return [];
      return step.names
        .filter(
          ({ parts }) =>
            !state.indexes.has(parts) && !state.tables.has((parts.at(-1) ?? '').split('.').slice(0, 1)),
        )
        .map((name) => ({
          rule: 'migrations/index-drop-not-concurrent',
          subject: shownName(name),
          at: name,
        }));
    case 'alter table':
      if (state.tables.has(step.table.parts)) {
        for (const action of step.actions) if (action.kind === 'rename') state.tables.add([action.to]);
        return [];
      }
      return step.actions.flatMap((action) => judgeAction(action, { table: step.table, state }));
    case 'update':
      if (!step.everyRow || state.tables.has(step.table.parts)) return [];
      return [{ rule: 'migrations/every-row-updated', subject: shownName(step.table), at: step.table }];
    case 'lock requested':
      if (state.tables.has(step.table.parts)) return [];
      return [
        {
          rule: 'migrations/lock-requested',
          subject: shownName(step.table),
          at: step.table,
          args: { how: step.how },
        },
      ];
    case 'reindex':
      if (step.concurrently) return [];
      return [
        {
          rule: 'migrations/reindex-not-concurrent',
          subject: step.name === '' ? 'the database' : step.name,
          at: step,
        },
      ];
    case 'vacuum full':
    case 'cluster':
      return [
        {
          rule: 'migrations/table-locked-to-pack',
          subject: step.name === '' ? 'the database' : step.name,
          at: step,
        },
      ];
    case 'domain':
      if (step.created || !step.constrained) return [];
      return [{ rule: 'migrations/domain-constraint-added', subject: shownName(step.name), at: step.name }];
    default:
      return [];
  }
}

/** More columns than this in an index that is not unique seldom pay. */
const mostIndexed = 3;

function judgeIndex(step: Extract<Step, { kind: 'create index' }>, state: LockState): readonly Found[] {
  const { index, table, columns, unique, concurrently, online } = step;
  if (index !== undefined) state.indexes.add([index]);
  if (state.tables.has(table.parts)) return [];
  const subject = columns.length === 0 ? shownName(table) : shownColumn(table, columns.join(', '));
  const wide: readonly Found[] =
    !unique && columns.length > mostIndexed ? [{ rule: 'migrations/index-wide', subject, at: table }] : [];
  if (!concurrently && !online)
    return [{ rule: 'migrations/index-not-concurrent', subject: shownName(table), at: table }, ...wide];
  if (state.pending === undefined || !concurrently) return wide;
  return [{ rule: 'migrations/concurrent-in-transaction', subject: shownName(table), at: table }, ...wide];
}

interface Context {
  readonly table: Name;
  readonly state: LockState;
}

function judgeAction(action: Action, context: Context): readonly Found[] {
  const { table, state } = context;
  switch (action.kind) {
    case 'add column':
      state.types.set(keyOf(table, action.column.name), action.column.type);
      return judgeColumn(action.column, table);
    case 'change type':
      return judgeType(action, context);
    case 'set not null':
      return judgeNotNull(action.column, context);
    case 'add constraint':
      return judgeConstraint(action.constraint, context);
    case 'validate constraint': {
      const check = state.checks.get(action.name);
      if (check !== undefined) check.validated = true;
      if (state.pending?.has(action.name) !== true) return [];
      return [
        { rule: 'migrations/validated-in-transaction', subject: shownColumn(table, action.name), at: action },
      ];
    }
    case 'detach partition':
      if (action.concurrently) return [];
      return [{ rule: 'migrations/detach-not-concurrent', subject: shownName(table), at: action }];
    case 'rewrite':
      return [{ rule: 'migrations/table-rewritten', subject: shownName(table), at: action }];
    default:
      return [];
  }
}

function judgeColumn(column: Column, table: Name): readonly Found[] {
  const subject = shownColumn(table, column.name.parts.at(-1) ?? '');
  const found = (rule: Found['rule']): Found => ({ rule, subject, at: column.name });
  const all: Found[] = [];
  if (column.primary) all.push(found('migrations/primary-key-with-column'));
  else if (column.generated === 'identity') all.push(found('migrations/serial-added'));
  if (column.generated === 'stored') all.push(found('migrations/stored-column'));
  if (column.unique) all.push(found('migrations/unique-with-column'));
  if (column.references) all.push(found('migrations/foreign-key-with-column'));
  if (column.default === 'volatile' || (Array.isArray(column.default) && isVolatile(column.default)))
    all.push(found('migrations/volatile-default'));
  if (/^json(?:$|\W)/.test(column.type)) all.push(found('migrations/json-column'));
  return all;
}

/** Functions that give the same for every row of one statement. */
const steady: ReadonlySet<string> = new Set(
  (
    'now transaction_timestamp statement_timestamp current_timestamp current_time current_date localtime localtimestamp ' +
    'current_setting current_schema current_user cast coalesce nullif greatest least lower upper initcap trim btrim ltrim ' +
    'rtrim length char_length concat concat_ws replace substr substring left right lpad rpad md5 sha256 repeat reverse ' +
    'format abs round floor ceil ceiling trunc mod power sqrt sign to_char to_date to_number to_timestamp to_json to_jsonb ' +
    'date_trunc date_part date extract age make_date make_time make_interval make_timestamp make_timestamptz timezone ' +
    'array_append array_cat array_fill array_length array_prepend array_to_string string_to_array json_build_array ' +
    'json_build_object json_object jsonb_build_array jsonb_build_object jsonb_object jsonb_set row encode decode convert_to ' +
    'convert_from int4range int8range numrange tsrange tstzrange daterange interval array numeric decimal varchar char bit ' +
    'timestamp timestamptz time point box to_tsvector inet cidr quote_literal version'
  ).split(' '),
);

function isVolatile(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ kind, text }, index) =>
      (kind === 'word' || kind === 'quoted') &&
      tokens[index + 1]?.text === '(' &&
      tokens[index - 1]?.text !== '::' &&
      !steady.has(text.replaceAll('"', '').toLowerCase()),
  );
}

/** Of a column that was there before, the change of its type is told anyway. */
function judgeType(
  action: Extract<Action, { kind: 'change type' }>,
  { table, state }: Context,
): readonly Found[] {
  const key = keyOf(table, action.column);
  const was = state.types.get(key);
  if (was === undefined) return [];
  state.types.set(key, action.type);
  if (isWider(was, action.type)) return [];
  return [
    {
      rule: 'migrations/table-rewritten',
      subject: shownColumn(table, action.column.parts.at(-1) ?? ''),
      at: action.column,
    },
  ];
}

function judgeNotNull(column: Name, { table, state }: Context): readonly Found[] {
  const name = column.parts.at(-1)?.toLowerCase() ?? '';
  const isChecked = [...state.checks.values()].some(
    ({ requires, validated }) => validated && requires.toLowerCase() === name,
  );
  return isChecked
    ? []
    : [{ rule: 'migrations/not-null-scan', subject: shownColumn(table, name), at: column }];
}

const constraintRules: Readonly<Record<Constraint['kind'], Found['rule']>> = {
  'foreign key': 'migrations/foreign-key-validated',
  check: 'migrations/check-validated',
  unique: 'migrations/unique-constraint-built',
  'primary key': 'migrations/primary-key-built',
  exclude: 'migrations/exclusion-built',
  'not null': 'migrations/not-null-scan',
};

function judgeConstraint(constraint: Constraint, { table, state }: Context): readonly Found[] {
  const { kind, name, notValid, usingIndex, requires, start, end } = constraint;
  if (name !== undefined && requires !== undefined)
    state.checks.set(name, { requires, validated: !notValid });
  if (name !== undefined && notValid) state.pending?.add(name);
  return notValid || usingIndex
    ? []
    : [{ rule: constraintRules[kind], subject: shownName(table), at: { start, end } }];
}

function keyOf(table: Name, column: Name): string {
  return `${table.parts.at(-1) ?? ''} ${column.parts.at(-1) ?? ''}`.toLowerCase();
}
