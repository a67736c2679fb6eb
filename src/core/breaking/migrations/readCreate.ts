/** Statements that begin with `CREATE`. */
import {
  bareName,
  cursorOf,
  follows,
  restOf,
  spanOf,
  splitAtCommas,
  take,
  takeGroup,
  takeName,
  takeOneOf,
  wordAt,
} from './cursor.ts';
import type { Cursor } from './cursor.ts';
import type { Token } from './lexer.ts';
import { objectKinds } from './objects.ts';
import { readColumn, readConstraint } from './readColumn.ts';
import type { Column, Constraint, Span, Step } from './steps.ts';

/** Undefined: not understood. */
export function readCreate(cursor: Cursor, span: Span): Step | undefined {
  const replace = take(cursor, 'or replace') || take(cursor, 'or alter');
  takeOneOf(cursor, ['global', 'local']);
  const temporary = takeOneOf(cursor, ['temporary', 'temp']) !== undefined;
  takeOneOf(cursor, [
    'unlogged',
    'recursive',
    'foreign',
    'external',
    'virtual',
    'constraint',
    'trusted',
    'definer',
  ]);
  if (take(cursor, 'table')) return readCreateTable(cursor, span, { temporary });
  const unique = take(cursor, 'unique');
  takeOneOf(cursor, ['clustered', 'nonclustered', 'fulltext', 'spatial']);
  takeOneOf(cursor, ['columnstore']);
  if (take(cursor, 'index')) return readCreateIndex(cursor, span, { unique });
  if (take(cursor, 'domain')) return readCreateDomain(cursor, span);
  const object = objectKinds.find(([words]) => take(cursor, words))?.[1];
  // Views of MySQL may name their owner and how they are merged first.
  if (object === undefined && follows(cursor, 'view')) {
    while (wordAt(cursor) !== 'view') cursor.at++;
    cursor.at++;
    const view = takeName(cursor);
    return view === undefined ? undefined : { kind: 'create', object: 'view', name: view, replace, ...span };
  }
  if (object === undefined) return { kind: 'definition', ...span };
  const ifNotExists = take(cursor, 'if not exists');
  const name = takeName(cursor);
  return name === undefined
    ? { kind: 'definition', ...span }
    : { kind: 'create', object, name, replace: replace || ifNotExists, ...span };
}

function readCreateTable(
  cursor: Cursor,
  span: Span,
  { temporary }: { readonly temporary: boolean },
): Step | undefined {
  const ifNotExists = take(cursor, 'if not exists');
  const name = takeName(cursor);
  if (name === undefined) return undefined;
  const columns: Column[] = [];
  const constraints: Constraint[] = [];
  const isPartition = wordAt(cursor) === 'partition';
  const group = isPartition ? undefined : takeGroup(cursor);
  for (const tokens of splitAtCommas(group ?? [])) readElement(tokens, { columns, constraints, span });
  return {
    kind: 'create table',
    name,
    // `#name` of SQL Server lives as long as its session.
    temporary: temporary || name.parts.at(-1)?.startsWith('#') === true,
    ifNotExists,
    keptOnCommit: !follows(cursor, 'on commit drop'),
    columns,
    constraints,
    ...span,
  };
}

function readElement(
  tokens: readonly Token[],
  {
    columns,
    constraints,
    span,
  }: { readonly columns: Column[]; readonly constraints: Constraint[]; readonly span: Span },
): void {
  const constraint = readConstraint(tokens, spanOf(tokens, span));
  if (constraint !== undefined) {
    constraints.push(constraint);
    return;
  }
  const cursor = cursorOf(tokens);
  if (takeOneOf(cursor, indexWords) !== undefined && isIndex(cursor)) return;
  const column = readColumn(tokens);
  if (column !== undefined) columns.push(column);
}

const indexWords = ['like', 'index', 'key', 'fulltext', 'spatial', 'period'] as const;

/** `KEY name (columns)` and `LIKE other`, not a column that bears such a name: the brackets of a type hold a number. */
function isIndex(cursor: Cursor): boolean {
  const rest = restOf(cursor);
  const open = rest.findIndex(({ text }) => text === '(');
  if (wordAt(cursor, -1) === 'like') return true;
  return open !== -1 && open <= 3 && rest[open + 1]?.kind !== 'number';
}

function readCreateIndex(
  cursor: Cursor,
  span: Span,
  { unique }: { readonly unique: boolean },
): Step | undefined {
  const concurrently = take(cursor, 'concurrently');
  const ifNotExists = take(cursor, 'if not exists');
  const index = wordAt(cursor) === 'on' ? undefined : takeName(cursor)?.parts.at(-1);
  while (cursor.at < cursor.tokens.length && wordAt(cursor) !== 'on') cursor.at++;
  if (!take(cursor, 'on')) return undefined;
  take(cursor, 'only');
  const table = takeName(cursor);
  if (table === undefined) return undefined;
  take(cursor, 'using');
  const columns = columnsIn(cursor);
  const online =
    follows(cursor, 'online = on') ||
    follows(cursor, 'algorithm = inplace') ||
    follows(cursor, 'algorithm inplace');
  return {
    kind: 'create index',
    index,
    table,
    columns,
    unique,
    concurrently,
    online,
    ifNotExists,
    ...span,
  };
}

/** First words of what is indexed; of an expression, its function. */
function columnsIn(cursor: Cursor): readonly string[] {
  while (cursor.at < cursor.tokens.length && wordAt(cursor) !== '(') cursor.at++;
  return splitAtCommas(takeGroup(cursor) ?? []).flatMap(([first]) =>
    first === undefined ? [] : [bareName(first)],
  );
}

function readCreateDomain(cursor: Cursor, span: Span): Step | undefined {
  const name = takeName(cursor);
  if (name === undefined) return undefined;
  const constrained = ['check', 'constraint', 'not null'].some((words) => follows(cursor, words));
  return { kind: 'domain', name, created: true, constrained, ...span };
}
