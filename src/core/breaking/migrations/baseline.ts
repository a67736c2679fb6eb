/** The columns as the migrations before the release have left them. */
import type { Comparison } from '../detector.ts';
import { columnKey } from './history.ts';
import type { BaseColumn } from './history.ts';
import { readMigration } from './migration.ts';
import type { Action, Column, Name, Step } from './steps.ts';
import { folderOf, inRunningOrder, isAside, isMigrationPath } from './units.ts';

/** More than this is not replayed; what a column was is not known then. */
const mostFiles = 1000;
const mostCharacters = 2_000_000;

/** Statements whose meaning depends on what the column was. */
export function dependsOnBefore(text: string): boolean {
  return /\bmodify\b|\bchange(?:_column)?\b|\btype\b|\balter\s{1,9}column\b/i.test(text);
}

/** Fills in what is known; nothing when there is too much to read, or no time for it. */
export async function readBaseline(
  columns: Map<string, BaseColumn>,
  { base }: Comparison,
  { path, late }: { readonly path: string; readonly late: () => boolean },
): Promise<void> {
  const folder = folderOf(path);
  const paths = base.paths.filter((one) => folderOf(one) === folder && isMigrationPath(one) && !isAside(one));
  if (paths.length > mostFiles) return;
  let left = mostCharacters;
  for (const { base: one = '' } of inRunningOrder(paths.map((file) => ({ base: file })))) {
    const read = await base.read(one);
    left -= read.ok ? read.text.length : 0;
    if (!read.ok || left < 0 || late()) {
      columns.clear();
      return;
    }
    for (const step of readMigration(one, read.text)?.steps ?? []) replay(step, columns);
  }
}

function replay(step: Step, columns: Map<string, BaseColumn>): void {
  if (step.kind === 'create table') {
    const keys = step.constraints.flatMap(({ kind, columns }) => (kind === 'primary key' ? columns : []));
    for (const column of step.columns) {
      const isKey = keys.includes(column.name.parts.at(-1) ?? '');
      columns.set(keyOf(step.name, column.name), stateOf(column, isKey));
    }
  } else if (step.kind === 'alter table')
    for (const action of step.actions) replayAction(action, step.table, columns);
  else if (step.kind === 'rename' && step.object === 'table') moveTable(step.from, step.to, columns);
  else if (step.kind === 'not understood') columns.clear();
}

function replayAction(action: Action, table: Name, columns: Map<string, BaseColumn>): void {
  const set = (column: Name, part: Partial<BaseColumn>): void => {
    const known = columns.get(keyOf(table, column));
    if (known !== undefined) columns.set(keyOf(table, column), { ...known, ...part });
  };
  switch (action.kind) {
    case 'add column':
    case 'redefine column':
      columns.set(keyOf(table, action.column.name), stateOf(action.column, false));
      break;
    case 'drop column':
      columns.delete(keyOf(table, action.column));
      break;
    case 'rename column': {
      const known = columns.get(keyOf(table, action.from));
      columns.delete(keyOf(table, action.from));
      if (known !== undefined) columns.set(columnKey(table, action.to), known);
      break;
    }
    case 'change type':
      set(action.column, { type: action.type });
      break;
    case 'set not null':
      set(action.column, { notNull: true });
      break;
    case 'drop not null':
      set(action.column, { notNull: false });
      break;
    case 'rename':
      moveTable(table, action.to, columns);
      break;
    case 'not understood':
      columns.clear();
      break;
    default:
  }
}

function moveTable(from: Name, to: string, columns: Map<string, BaseColumn>): void {
  const start = columnKey(from, '');
  const target = columnKey({ ...from, parts: [...from.parts.slice(0, -1), to] }, '');
  for (const [key, column] of [...columns]) {
    if (!key.startsWith(start)) continue;
    columns.delete(key);
    columns.set(target + key.slice(start.length), column);
  }
}

function stateOf({ type, notNull, primary }: Column, isKey: boolean): BaseColumn {
  return { type, notNull: notNull || primary || isKey };
}

function keyOf(table: Name, column: Name): string {
  return columnKey(table, column.parts.at(-1) ?? '');
}
