/** Calls of Rails migrations as steps: tables, columns, constraints, indexes. */
import {
  addColumn,
  addReference,
  changeColumn,
  changeDefault,
  changeNull,
  columnNamed,
  dropColumn,
  dropNamed,
  dropReference,
  timestamps,
} from './railsColumns.ts';
import {
  addConstraint,
  addIndex,
  checkedColumns,
  columnsOf,
  dropConstraint,
  foreignColumns,
  harmless,
  indexes,
  indexName,
  isOnline,
  lockRequested,
  nameOf,
  spanOf,
  validate,
} from './railsConstraints.ts';
import type { Call } from './ruby.ts';
import type { Value } from './rubyValues.ts';
import type { Action, Step } from './steps.ts';

/** Steps of one call outside of blocks; undefined when it is none of these. */
export function stepsOfCall(call: Call): readonly Step[] | undefined {
  const read = Object.hasOwn(calls, call.name) ? calls[call.name] : undefined;
  return read?.(call);
}

type Read = (call: Call) => readonly Step[];

const tableCalls: Readonly<Record<string, (call: Call) => readonly Action[]>> = {
  add_column: (call) => call.args.slice(1, 2).flatMap((name) => addColumn(call, name, call.args[2])),
  add_columns: (call) =>
    call.args.slice(1).flatMap((name) => addColumn(call, name, call.options.get('type'))),
  add_timestamps: (call) => timestamps(call),
  remove_column: (call) => call.args.slice(1, 2).map((name) => dropColumn(call, name)),
  remove_columns: (call) =>
    call.args
      .slice(1)
      .filter(({ kind }) => kind !== 'hash')
      .map((name) => dropColumn(call, name)),
  remove_timestamps: (call) => ['created_at', 'updated_at'].map((name) => dropNamed(call, name)),
  remove_reference: (call) => call.args.slice(1, 2).flatMap((name) => dropReference(call, name)),
  remove_belongs_to: (call) => call.args.slice(1, 2).flatMap((name) => dropReference(call, name)),
  add_reference: (call) => call.args.slice(1, 2).flatMap((name) => addReference(call, name)),
  add_belongs_to: (call) => call.args.slice(1, 2).flatMap((name) => addReference(call, name)),
  rename_column: ({ args: [, from, to], ...span }) =>
    from === undefined || to === undefined
      ? []
      : [{ kind: 'rename column', from: nameOf(from), to: to.text, ...spanOf(span) }],
  change_column: (call) => call.args.slice(1, 2).flatMap((name) => changeColumn(call, name, call.args[2])),
  change_column_null: ({ args: [, column, allowed, value], ...span }) =>
    changeNull(span, column, allowed, value),
  change_column_default: ({ args: [, column, value], options, ...span }) =>
    changeDefault(span, column, options.get('to') ?? value),
  add_foreign_key: (call) => [addConstraint(call, 'foreign key', foreignColumns(call))],
  add_check_constraint: (call) => [addConstraint(call, 'check', checkedColumns(call))],
  add_exclusion_constraint: (call) => [addConstraint(call, 'exclude', [])],
  add_unique_constraint: (call) => [addConstraint(call, 'unique', columnsOf(call.args[1]))],
  remove_foreign_key: (call) => [dropConstraint(call)],
  remove_check_constraint: (call) => [dropConstraint(call)],
  remove_exclusion_constraint: (call) => [dropConstraint(call)],
  remove_unique_constraint: (call) => [dropConstraint(call)],
  validate_foreign_key: (call) => [validate(call)],
  validate_check_constraint: (call) => [validate(call)],
  validate_constraint: (call) => [validate(call)],
  change_column_comment: harmless,
  change_table_comment: harmless,
  rename_index: harmless,
};

const calls: Readonly<Record<string, Read>> = {
  ...Object.fromEntries(Object.entries(tableCalls).map(([name, read]) => [name, onTable(read)])),
  create_table: createTable,
  create_join_table: createTable,
  drop_table: (call) => [drop(call, 'table', call.args)],
  drop_join_table: (call) => [drop(call, 'table', [joined(call)])],
  rename_table: ({ args: [from, to], ...span }) =>
    from === undefined || to === undefined
      ? []
      : [{ kind: 'rename', object: 'table', from: nameOf(from), to: to.text, ...spanOf(span) }],
  add_index: (call) => [...addIndex(call), ...lockRequested(call)],
  remove_index: (call) => [
    {
      kind: 'drop',
      object: 'index',
      names: call.args.slice(0, 1).map(indexName(call)),
      ifExists: call.options.get('if_exists')?.kind === 'true',
      concurrently: isOnline(call) || call.options.get('algorithm')?.text === 'concurrently',
      ...spanOf(call),
    },
    ...lockRequested(call),
  ],
  create_enum: (call) =>
    call.args.slice(0, 1).map((name) => ({
      kind: 'create',
      object: 'type',
      name: nameOf(name),
      replace: false,
      ...spanOf(call),
    })),
  drop_enum: (call) => [drop(call, 'type', call.args.slice(0, 1))],
  rename_enum: ({ args: [from, to], options, ...span }) => {
    const name = to?.text ?? options.get('to')?.text ?? '';
    return from === undefined
      ? []
      : [{ kind: 'rename', object: 'type', from: nameOf(from), to: name, ...spanOf(span) }];
  },
  add_enum_value: ({ args: [type], options, ...span }) =>
    type === undefined
      ? []
      : [
          {
            kind: 'add enum value',
            type: nameOf(type),
            ordered: options.has('before') || options.has('after'),
            ...spanOf(span),
          },
        ],
  rename_enum_value: ({ args: [type], options, ...span }) =>
    type === undefined
      ? []
      : [
          {
            kind: 'rename enum value',
            type: nameOf(type),
            from: options.get('from')?.text ?? '',
            to: options.get('to')?.text ?? '',
            ...spanOf(span),
          },
        ],
  create_view: (call) =>
    call.args.slice(0, 1).map((name) => ({
      kind: 'create',
      object: 'view',
      name: nameOf(name),
      replace: false,
      ...spanOf(call),
    })),
  drop_view: (call) => [drop(call, 'view', call.args.slice(0, 1))],
  update_view: redefineView,
  replace_view: (call) =>
    call.args.slice(0, 1).map((name) => ({
      kind: 'create',
      object: 'view',
      name: nameOf(name),
      replace: true,
      ...spanOf(call),
    })),
  create_schema: (call) => [{ kind: 'definition', ...spanOf(call) }],
  drop_schema: (call) => [drop(call, 'schema', call.args.slice(0, 1))],
  rename_schema: ({ args: [from, to], ...span }) =>
    from === undefined || to === undefined
      ? []
      : [{ kind: 'rename', object: 'schema', from: nameOf(from), to: to.text, ...spanOf(span) }],
  enable_extension: (call) => [{ kind: 'definition', ...spanOf(call) }],
  disable_extension: (call) => [drop(call, 'extension', call.args.slice(0, 1))],
  revert: (call) => [{ kind: 'not understood', statement: 'revert', ...spanOf(call) }],
};

function redefineView(call: Call): readonly Step[] {
  const names = call.args.slice(0, 1);
  return [
    drop(call, 'view', names),
    ...names.map((name): Step => ({
      kind: 'create',
      object: 'view',
      name: nameOf(name),
      replace: false,
      ...spanOf(call),
    })),
  ];
}

/** A call whose first argument names the table. */
function onTable(read: (call: Call) => readonly Action[]): Read {
  return (call) => {
    const [table] = call.args;
    const actions = read(call);
    if (table === undefined || actions.length === 0)
      return [{ kind: 'not understood', statement: call.name, ...spanOf(call) }];
    return [
      { kind: 'alter table', table: nameOf(table), ifExists: false, actions, ...spanOf(call) },
      ...lockRequested(call),
      ...indexes(call, table),
    ];
  };
}

/** Steps of `change_table :users do |t| … end`. */
export function stepsOfChangeTable(call: Call): readonly Step[] {
  const [table] = call.args;
  if (table === undefined) return [];
  return (call.block ?? []).flatMap((inner): readonly Step[] => {
    if (inner.receiver !== call.parameter) return [];
    const name = Object.hasOwn(inTable, inner.name) ? inTable[inner.name] : undefined;
    if (name !== undefined) {
      return stepsOfCall({ ...inner, name, args: [table, ...inner.args] }) ?? [];
    }
    // `t.string :a, :b` adds columns of this type.
    return inner.args.flatMap(
      (column) =>
        stepsOfCall({
          ...inner,
          name: 'add_column',
          args: [table, column, { ...column, text: inner.name, kind: 'name' }],
        }) ?? [],
    );
  });
}

const inTable: Readonly<Record<string, string>> = {
  column: 'add_column',
  timestamps: 'add_timestamps',
  remove: 'remove_columns',
  remove_column: 'remove_column',
  remove_timestamps: 'remove_timestamps',
  remove_references: 'remove_reference',
  remove_belongs_to: 'remove_belongs_to',
  references: 'add_reference',
  belongs_to: 'add_reference',
  rename: 'rename_column',
  change: 'change_column',
  change_null: 'change_column_null',
  change_default: 'change_column_default',
  index: 'add_index',
  remove_index: 'remove_index',
  foreign_key: 'add_foreign_key',
  remove_foreign_key: 'remove_foreign_key',
  check_constraint: 'add_check_constraint',
  unique_constraint: 'add_unique_constraint',
  exclusion_constraint: 'add_exclusion_constraint',
};

function createTable(call: Call): readonly Step[] {
  const name = call.name === 'create_join_table' ? joined(call) : call.args[0];
  if (name === undefined) return [];
  const columns = (call.block ?? []).flatMap(({ args, name: type, options, ...span }) =>
    args.map((column) => columnNamed(column.text, type, { options, span: spanOf(column), near: span })),
  );
  const forced = call.options.get('force');
  const create: Step = {
    kind: 'create table',
    name: nameOf(name),
    temporary: call.options.get('temporary')?.kind === 'true',
    ifNotExists: call.options.get('if_not_exists')?.kind === 'true',
    keptOnCommit: true,
    columns,
    constraints: [],
    ...spanOf(call),
  };
  const isForced = forced !== undefined && forced.kind !== 'false' && forced.kind !== 'nil';
  return isForced
    ? [
        {
          kind: 'drop',
          object: 'table',
          names: [nameOf(name)],
          ifExists: true,
          concurrently: false,
          ...spanOf(call),
        },
        create,
      ]
    : [create];
}

function joined({ args: [one, other], options, ...span }: Call): Value {
  const text = options.get('table_name')?.text ?? [one?.text ?? '', other?.text ?? ''].toSorted().join('_');
  return { kind: 'name', text, items: [], options: new Map(), strings: [], ...spanOf(one ?? span) };
}

function drop(
  call: Call,
  object: 'table' | 'type' | 'view' | 'schema' | 'extension',
  names: readonly Value[],
): Step {
  return {
    kind: 'drop',
    object,
    names: names.filter(({ kind }) => kind !== 'hash').map(nameOf),
    ifExists: call.options.get('if_exists')?.kind === 'true',
    concurrently: false,
    ...spanOf(call),
  };
}
