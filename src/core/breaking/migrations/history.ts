/** What a migration may change freely, because the same release made it: nobody runs on it yet. */
import type { Name, Span } from './steps.ts';

/** Names of tables, views, types or columns; `public.users` and `users` are the same. */
export interface NameSet {
  add(name: readonly string[]): void;
  remove(name: readonly string[]): void;
  has(name: readonly string[]): boolean;
}

const usualSchemas: ReadonlySet<string> = new Set(['public', 'dbo', 'main']);

/** The last part and the schema, if one is given that says something. */
function splitName(name: readonly string[]): readonly [last: string, schema: string] {
  const schema = name.at(-2)?.toLowerCase() ?? '';
  return [name.at(-1)?.toLowerCase() ?? '', usualSchemas.has(schema) ? '' : schema];
}

export function nameSet(): NameSet {
  const known = new Map<string, Set<string>>();
  return {
    add: (name) => {
      const [last, schema] = splitName(name);
      const schemas = known.get(last);
      if (schemas === undefined) known.set(last, new Set([schema]));
      else schemas.add(schema);
    },
    remove: (name) => {
      const [last, schema] = splitName(name);
      const schemas = known.get(last);
      schemas?.delete(schema);
      if (schemas?.size === 0) known.delete(last);
    },
    has: (name) => {
      const [last, schema] = splitName(name);
      const schemas = known.get(last);
      if (schemas === undefined) return false;
      return schema === '' || schemas.has('') || schemas.has(schema);
    },
  };
}

/** What is known of a column that this release added, or has changed before. */
export interface KnownColumn {
  readonly added: boolean;
  readonly type?: string;
  readonly notNull: boolean;
  /** A value comes from somewhere when a client gives none. */
  readonly hasDefault: boolean;
  /** Null is refused already, by a step before. */
  readonly narrowed: boolean;
  /** Where it got its last property. */
  readonly where?: Whereabouts;
}

export interface Whereabouts {
  readonly path: string;
  readonly at: Span;
  readonly subject: string;
  readonly assured: boolean;
}

/** Carried from one migration of a release to the next. */
export interface History {
  readonly tables: NameSet;
  /** Views, types, routines and sequences. */
  readonly others: NameSet;
  readonly columns: Map<string, KnownColumn>;
  readonly indexes: NameSet;
  /** Columns as the release before has left them, as far as its migrations say so. */
  readonly before: Map<string, BaseColumn>;
}

export interface BaseColumn {
  readonly type: string;
  readonly notNull: boolean;
}

export function emptyHistory(): History {
  return { tables: nameSet(), others: nameSet(), columns: new Map(), indexes: nameSet(), before: new Map() };
}

export function columnOf({ columns }: History, table: Name, column: string): KnownColumn | undefined {
  return columns.get(columnKey(table, column));
}

/** Changes what is known of a column; of one that nothing was known of, it was there before. */
export function noteColumn(
  { columns }: History,
  { table, column }: { readonly table: Name; readonly column: string },
  known: Partial<KnownColumn>,
): void {
  const key = columnKey(table, column);
  const before = columns.get(key) ?? { added: false, notNull: false, hasDefault: false, narrowed: false };
  columns.set(key, { ...before, ...known });
}

/** A column of the release before; undefined when its migrations do not say what it was. */
export function baseColumnOf({ before }: History, table: Name, column: string): BaseColumn | undefined {
  return before.get(columnKey(table, column));
}

export function forgetColumn({ columns }: History, table: Name, column: string): void {
  columns.delete(columnKey(table, column));
}

export function columnKey(table: Name, column: string): string {
  const [last, schema] = splitName(table.parts);
  return `${schema === '' ? '' : `${schema}.`}${last} ${column.toLowerCase()}`;
}
