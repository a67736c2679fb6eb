/** What breaks clients that were written against the tables as they were. */
import { shownName } from './cursor.ts';
import { shownColumn } from './found.ts';
import type { Found } from './found.ts';
import { columnOf } from './history.ts';
import type { History } from './history.ts';
import { isMadeLater, makersOf } from './makers.ts';
import { judgeActions } from './judgeTable.ts';
import type { Name, ObjectKind, Step } from './steps.ts';
import type { RuleId } from './rules.ts';

/** Adds what the steps do to the history. Steps that follow decide what a drop means: a view that comes back is no view that is gone. */
export function judgeSteps(
  steps: readonly Step[],
  { history, path }: Pick<Context, 'history' | 'path'>,
): readonly Found[] {
  const makers = makersOf(steps);
  return steps.flatMap((step, index) => {
    const isBack = (object: ObjectKind, name: Name): boolean =>
      isMadeLater(makers, { object, name, index, tables: history.tables });
    const some = judgeStep(step, { history, path, isBack });
    return step.assured === true ? some.map((one) => ({ ...one, assured: true })) : some;
  });
}

interface Context {
  readonly history: History;
  /** Path of the migration. */
  readonly path: string;
  /** Whether something takes the name over later. */
  readonly isBack: (object: ObjectKind, name: Name) => boolean;
}

function judgeStep(step: Step, context: Context): readonly Found[] {
  const { history, isBack, path } = context;
  switch (step.kind) {
    case 'create table':
      history.tables.add(step.name.parts);
      return [];
    case 'create':
      if (!step.replace) history.others.add(step.name.parts);
      return [];
    case 'create index':
      return judgeIndex(step, history);
    case 'drop':
      return step.names.flatMap((name) => judgeDrop(step.object, name, context));
    case 'rename':
      return judgeRename(step, context);
    case 'alter table':
      return judgeActions(step, { history, path, isBack: (name) => isBack('table', name) });
    case 'rename enum value':
      if (history.others.has(step.type.parts)) return [];
      return [
        {
          rule: 'migrations/enum-value-renamed',
          subject: shownColumn(step.type, step.from),
          at: step.type,
          args: { to: step.to },
        },
      ];
    case 'drop attribute':
      if (history.others.has(step.type.parts)) return [];
      return [
        {
          rule: 'migrations/attribute-changed',
          subject: shownColumn(step.type, step.attribute),
          at: step.type,
        },
      ];
    case 'domain':
      return judgeDomain(step, history);
    case 'truncate':
      return step.tables
        .filter(({ parts }) => !history.tables.has(parts))
        .map((table) => ({
          rule: step.cascade ? 'migrations/truncate-cascade' : 'migrations/rows-removed',
          subject: shownName(table),
          at: table,
        }));
    case 'delete':
      if (!step.everyRow || history.tables.has(step.table.parts)) return [];
      return [{ rule: 'migrations/rows-removed', subject: shownName(step.table), at: step.table }];
    case 'not understood':
      return [{ rule: 'migrations/not-understood', subject: step.statement, at: step }];
    default:
      return [];
  }
}

const dropped: Readonly<Partial<Record<ObjectKind, RuleId>>> = {
  table: 'migrations/table-dropped',
  view: 'migrations/view-dropped',
  type: 'migrations/type-dropped',
  schema: 'migrations/schema-dropped',
  database: 'migrations/database-dropped',
  routine: 'migrations/routine-dropped',
  sequence: 'migrations/sequence-dropped',
  extension: 'migrations/extension-dropped',
};

function judgeDrop(object: ObjectKind, name: Name, { history, isBack }: Context): readonly Found[] {
  const rule = dropped[object];
  const own = object === 'table' ? history.tables : history.others;
  if (rule === undefined || own.has(name.parts)) return [];
  const again = isBack(object, name);
  return [
    {
      rule: again ? 'migrations/made-anew' : rule,
      subject: shownName(name),
      at: name,
      args: { kind: object },
    },
  ];
}

const renamed: Readonly<Partial<Record<ObjectKind, RuleId>>> = {
  table: 'migrations/table-renamed',
  view: 'migrations/view-renamed',
  type: 'migrations/type-renamed',
  schema: 'migrations/schema-renamed',
  database: 'migrations/database-renamed',
  routine: 'migrations/routine-renamed',
  sequence: 'migrations/sequence-renamed',
};

function judgeRename(
  { object, from, to }: Extract<Step, { kind: 'rename' }>,
  { history, isBack }: Context,
): readonly Found[] {
  const own = object === 'table' ? history.tables : history.others;
  if (own.has(from.parts)) {
    own.remove(from.parts);
    own.add([...from.parts.slice(0, -1), to]);
    return [];
  }
  const rule = renamed[object];
  if (rule === undefined) return [];
  const again = object === 'table' && isBack('table', from);
  return [
    {
      rule: again ? 'migrations/made-anew' : rule,
      subject: shownName(from),
      at: from,
      args: { to, kind: object },
    },
  ];
}

function judgeDomain(
  { name, created, constrained }: Extract<Step, { kind: 'domain' }>,
  history: History,
): readonly Found[] {
  if (created) {
    history.others.add(name.parts);
    return [];
  }
  if (!constrained || history.others.has(name.parts)) return [];
  return [
    { rule: 'migrations/constraint-added', subject: shownName(name), at: name, args: { kind: 'check' } },
  ];
}

function judgeIndex(
  { table, columns, unique, index }: Extract<Step, { kind: 'create index' }>,
  history: History,
): readonly Found[] {
  if (index !== undefined) history.indexes.add([index]);
  if (
    !unique ||
    history.tables.has(table.parts) ||
    (columns.length > 0 && columns.every((column) => columnOf(history, table, column)?.added === true))
  )
    return [];
  const subject = columns.length === 0 ? shownName(table) : shownColumn(table, columns.join(', '));
  return [{ rule: 'migrations/unique-added', subject, at: table }];
}
