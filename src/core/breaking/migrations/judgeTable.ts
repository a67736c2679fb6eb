/** What the clauses of one `ALTER TABLE` break. */
import { shownName } from './cursor.ts';
import { shownColumn } from './found.ts';
import type { Found } from './found.ts';
import { baseColumnOf, columnOf, forgetColumn, noteColumn } from './history.ts';
import type { History, KnownColumn } from './history.ts';
import type { Action, Column, Name, Step } from './steps.ts';
import { isWider, sameType } from './types.ts';

export interface TableContext {
  readonly history: History;
  /** Path of the migration. */
  readonly path: string;
  /** Whether something takes the name over later. */
  readonly isBack: (name: Name) => boolean;
}

type AlterTable = Extract<Step, { kind: 'alter table' }>;

export function judgeActions(
  { table, actions, assured }: AlterTable,
  context: TableContext,
): readonly Found[] {
  const { history } = context;
  if (history.tables.has(table.parts)) {
    for (const action of actions)
      if (action.kind === 'rename') history.tables.add([...table.parts.slice(0, -1), action.to]);
    return [];
  }
  return actions.flatMap((action) => judgeAction(action, { ...context, table, assured: assured === true }));
}

interface ActionContext extends TableContext {
  readonly table: Name;
  readonly assured: boolean;
}

function judgeAction(action: Action, context: ActionContext): readonly Found[] {
  const { table, isBack } = context;
  switch (action.kind) {
    case 'add column':
      note(context, action.column.name, {
        added: true,
        type: action.column.type,
        notNull: action.column.notNull || action.column.primary,
        hasDefault: givesValue(action.column),
      });
      return [];
    case 'drop column':
      return judgeDropColumn(action.column, context);
    case 'rename column':
      return judgeRenameColumn(action, context);
    case 'change type':
      return judgeType(action, context);
    case 'set not null':
      return judgeNotNull(action.column, context);
    case 'drop not null':
      return judgeNull(action.column, context);
    case 'set default':
      note(context, action.column, { hasDefault: true });
      return [];
    case 'drop default':
      return judgeDefault(action.column, context);
    case 'redefine column':
      return judgeRedefined(action.column, context);
    case 'add constraint':
      return judgeConstraint(action.constraint, context);
    case 'rename':
      return [
        {
          rule: isBack(table) ? 'migrations/made-anew' : 'migrations/table-renamed',
          subject: shownName(table),
          at: table,
          args: { to: action.to, kind: 'table' },
        },
      ];
    case 'set schema':
      return [
        {
          rule: 'migrations/table-renamed',
          subject: shownName(table),
          at: table,
          args: { to: `${action.to}.${table.parts.at(-1) ?? ''}` },
        },
      ];
    case 'not understood':
      return [{ rule: 'migrations/not-understood', subject: `ALTER TABLE ${shownName(table)}`, at: action }];
    default:
      return [];
  }
}

/** Something stands there when a client gives no value. */
function givesValue(column: Column): boolean {
  if (column.generated !== undefined) return true;
  if (column.default === undefined) return false;
  return typeof column.default === 'string' || column.default[0]?.text.toLowerCase() !== 'null';
}

function note(
  { history, table, path, assured }: ActionContext,
  column: Name,
  known: Partial<KnownColumn>,
): void {
  const name = nameOf(column);
  noteColumn(
    history,
    { table, column: name },
    { ...known, where: { path, at: column, subject: shownColumn(table, name), assured } },
  );
}

function judgeDropColumn(column: Name, { history, table }: ActionContext): readonly Found[] {
  const name = nameOf(column);
  const isAdded = columnOf(history, table, name)?.added === true;
  forgetColumn(history, table, name);
  return isAdded
    ? []
    : [{ rule: 'migrations/column-dropped', subject: shownColumn(table, name), at: column }];
}

function judgeRenameColumn(
  action: Extract<Action, { kind: 'rename column' }>,
  context: ActionContext,
): readonly Found[] {
  const { history, table } = context;
  const from = nameOf(action.from);
  const known = columnOf(history, table, from);
  forgetColumn(history, table, from);
  if (known?.added === true) {
    noteColumn(history, { table, column: action.to }, known);
    return [];
  }
  noteColumn(history, { table, column: action.to }, known ?? {});
  return [
    {
      rule: 'migrations/column-renamed',
      subject: shownColumn(table, from),
      at: action.from,
      args: { to: action.to },
    },
  ];
}

function judgeType(
  action: Extract<Action, { kind: 'change type' }>,
  context: ActionContext,
): readonly Found[] {
  const { history, table } = context;
  const name = nameOf(action.column);
  const known = columnOf(history, table, name);
  const was = known?.type ?? action.was ?? baseColumnOf(history, table, name)?.type;
  noteColumn(history, { table, column: name }, { type: action.type });
  return known?.added === true ? [] : typeChange({ table, column: action.column, was, type: action.type });
}

interface TypeChange {
  readonly table: Name;
  readonly column: Name;
  readonly was: string | undefined;
  readonly type: string;
}

function typeChange({ table, column, was, type }: TypeChange): readonly Found[] {
  if (was !== undefined && sameType(was, type)) return [];
  const isFine = was !== undefined && isWider(was, type);
  const found = { subject: shownColumn(table, nameOf(column)), at: column, args: { to: type } };
  return [{ rule: isFine ? 'migrations/column-type-widened' : 'migrations/column-type-changed', ...found }];
}

function judgeNotNull(column: Name, context: ActionContext): readonly Found[] {
  const { history, table } = context;
  const name = nameOf(column);
  const known = columnOf(history, table, name);
  note(context, column, { notNull: true, narrowed: true });
  if (known?.added === true || known?.narrowed === true) return [];
  return [{ rule: 'migrations/not-null-added', subject: shownColumn(table, name), at: column }];
}

function judgeNull(column: Name, context: ActionContext): readonly Found[] {
  const { history, table } = context;
  const name = nameOf(column);
  const known = columnOf(history, table, name);
  note(context, column, { notNull: false, narrowed: false });
  if (known?.added === true || known?.narrowed === true) return [];
  return [{ rule: 'migrations/not-null-dropped', subject: shownColumn(table, name), at: column }];
}

function judgeDefault(column: Name, context: ActionContext): readonly Found[] {
  const { history, table } = context;
  const name = nameOf(column);
  const known = columnOf(history, table, name);
  note(context, column, { hasDefault: false });
  if (known?.added === true) return [];
  return [{ rule: 'migrations/default-dropped', subject: shownColumn(table, name), at: column }];
}

/** `MODIFY` says all of a column again, and not what is new about it. */
function judgeRedefined(column: Column, context: ActionContext): readonly Found[] {
  const { history, table } = context;
  const name = nameOf(column.name);
  const known = columnOf(history, table, name);
  note(context, column.name, { type: column.type, notNull: column.notNull, hasDefault: givesValue(column) });
  if (known?.added === true) return [];
  const before = baseColumnOf(history, table, name);
  const was = known?.type ?? before?.type;
  if (was !== undefined) {
    const isNotNull = known?.notNull === true || before?.notNull === true;
    const subject = shownColumn(table, name);
    return [
      ...typeChange({ table, column: column.name, was, type: column.type }),
      ...(column.notNull && !isNotNull
        ? [{ rule: 'migrations/not-null-added' as const, subject, at: column.name }]
        : []),
      ...(!column.notNull && isNotNull && !column.primary
        ? [{ rule: 'migrations/not-null-dropped' as const, subject, at: column.name }]
        : []),
    ];
  }
  return [
    {
      rule: 'migrations/column-redefined',
      subject: shownColumn(table, name),
      at: column.name,
      args: { to: column.type },
    },
  ];
}

function judgeConstraint(
  constraint: Extract<Action, { kind: 'add constraint' }>['constraint'],
  context: ActionContext,
): readonly Found[] {
  const { history, table, assured } = context;
  const { kind, columns, requires, usingIndex, notValid, ...span } = constraint;
  const at = { start: span.start, end: span.end };
  const required = requires ?? (kind === 'not null' ? columns[0] : undefined);
  if (required !== undefined) {
    const known = columnOf(history, table, required);
    const column = { parts: [required], ...at };
    // What the author alone has called safe leaves the next step to be told; a check of all rows has been passed.
    const isTold = !assured || !notValid;
    note(context, column, known?.added === true ? { notNull: true } : { narrowed: isTold });
    if (known?.added === true || known?.narrowed === true) return [];
    return [
      {
        rule: kind === 'not null' ? 'migrations/not-null-added' : 'migrations/null-refused',
        subject: shownColumn(table, required),
        at,
      },
    ];
  }
  // Nobody writes to columns that are new; an index that is ready has been told of.
  if (
    usingIndex ||
    (columns.length > 0 && columns.every((column) => columnOf(history, table, column)?.added === true))
  )
    return [];
  const subject = columns.length === 0 ? shownName(table) : shownColumn(table, columns.join(', '));
  if (kind === 'unique') return [{ rule: 'migrations/unique-added', subject, at }];
  return [{ rule: 'migrations/constraint-added', subject, at, args: { kind } }];
}

/** Columns that this release adds and that clients, who do not know them, would have to fill. */
export function requiredColumns(history: History): readonly (Found & { readonly path: string })[] {
  return [...history.columns.values()].flatMap(({ added, notNull, hasDefault, where }) => {
    if (!added || !notNull || hasDefault || where === undefined) return [];
    const { path, at, subject, assured } = where;
    return [{ rule: 'migrations/required-column-added' as const, subject, at, path, assured }];
  });
}

function nameOf({ parts }: Name): string {
  return parts.at(-1) ?? '';
}
