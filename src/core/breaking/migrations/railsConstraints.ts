/** Calls of Rails migrations about constraints and indexes. */
import { readPieces } from './lexer.ts';
import { namesIn } from './readColumn.ts';
import type { Call } from './ruby.ts';
import type { Value } from './rubyValues.ts';
import type { Action, Constraint, Name, Span, Step } from './steps.ts';

/** The index that `add_reference` makes unless told not to. */
export function indexes(call: Call, table: Value): readonly Step[] {
  const isReference = call.name === 'add_reference' || call.name === 'add_belongs_to';
  const index = call.options.get('index');
  const wanted = isReference
    ? index?.kind !== 'false'
    : call.name === 'add_column' && (index?.kind === 'true' || index?.kind === 'hash');
  if (!wanted) return [];
  const columns = call.args.slice(1, 2).map(({ text }) => (isReference ? `${text}_id` : text));
  const options = index?.kind === 'hash' ? index.options : new Map<string, Value>();
  const concurrently = options.get('algorithm')?.text === 'concurrently';
  return [
    {
      kind: 'create index',
      index: undefined,
      table: nameOf(table),
      columns,
      unique: options.get('unique')?.kind === 'true',
      concurrently,
      online: isOnline(call),
      ifNotExists: false,
      ...spanOf(call),
    },
  ];
}

export function addConstraint(call: Call, kind: Constraint['kind'], columns: readonly string[]): Action {
  const constraint: Constraint = {
    kind,
    // Without a name it is meant by what it is about.
    name: call.options.get('name')?.text ?? call.args[1]?.text,
    columns,
    notValid: call.options.get('validate')?.kind === 'false',
    usingIndex: call.options.has('using_index'),
    requires:
      kind === 'check'
        ? /^\s*"?(\w+)"?\s+IS\s+NOT\s+NULL\s*$/i.exec(call.args[1]?.text ?? '')?.[1]?.toLowerCase()
        : undefined,
    ...spanOf(call),
  };
  return { kind: 'add constraint', constraint, ...spanOf(call) };
}

/** Columns that the expression of a check names. */
export function checkedColumns({ args }: Call): readonly string[] {
  return readPieces(args[1]?.text ?? '', 'postgres').flatMap(({ tokens }) => namesIn(tokens));
}

export function foreignColumns({ args, options }: Call): readonly string[] {
  const own = options.get('column');
  if (own !== undefined) return columnsOf(own);
  const other = args[1]?.text ?? '';
  return other === '' ? [] : [`${other.replace(/ies$/, 'y').replace(/s$/, '')}_id`];
}

export function dropConstraint(call: Call): Action {
  return {
    kind: 'drop constraint',
    name: call.options.get('name')?.text ?? call.args[1]?.text ?? '',
    ifExists: call.options.get('if_exists')?.kind === 'true',
    ...spanOf(call),
  };
}

export function validate(call: Call): Action {
  return {
    kind: 'validate constraint',
    name: call.options.get('name')?.text ?? call.args[1]?.text ?? '',
    ...spanOf(call),
  };
}

export function harmless(call: Call): readonly Action[] {
  return [{ kind: 'harmless', ...spanOf(call) }];
}

export function addIndex(call: Call): readonly Step[] {
  const [table, columns] = call.args;
  if (table === undefined) return [];
  return [
    {
      kind: 'create index',
      index: call.options.get('name')?.text,
      table: nameOf(table),
      columns: columnsOf(columns),
      unique: call.options.get('unique')?.kind === 'true',
      concurrently: call.options.get('algorithm')?.text === 'concurrently',
      online: isOnline(call),
      ifNotExists: call.options.get('if_not_exists')?.kind === 'true',
      ...spanOf(call),
    },
  ];
}

/** Without a lock on writers, in the way of MySQL. */
export function isOnline({ options }: Call): boolean {
  const algorithm = options.get('algorithm')?.text;
  const lock = options.get('lock')?.text;
  return algorithm === 'inplace' || algorithm === 'instant' || lock === 'none' || lock === 'default';
}

export function lockRequested(call: Call): readonly Step[] {
  const [table] = call.args;
  const lock = call.options.get('lock')?.text;
  const how =
    lock === 'shared' || lock === 'exclusive'
      ? `lock: :${lock}`
      : call.options.get('algorithm')?.text === 'copy'
        ? 'algorithm: :copy'
        : undefined;
  return table === undefined || how === undefined
    ? []
    : [{ kind: 'lock requested', table: nameOf(table), how, ...spanOf(call) }];
}

export function indexName(call: Call): (table: Value) => Name {
  return (table) => {
    const name =
      call.options.get('name')?.text ?? call.options.get('column')?.text ?? call.args[1]?.text ?? '';
    return { parts: [`${table.text}.${name.replaceAll(/[[\]:]/g, '')}`], ...spanOf(table) };
  };
}

export function columnsOf(value: Value | undefined): readonly string[] {
  if (value === undefined) return [];
  return value.kind === 'array'
    ? value.items.map(({ text }) => text)
    : value.kind === 'name'
      ? [value.text]
      : [];
}

export function nameOf({ text, start, end }: Value): Name {
  return { parts: text.replaceAll(/^"|"$/g, '').split('.'), start, end };
}

export function spanOf({ start, end }: Span): Span {
  return { start, end };
}
