/** One statement of SQL as a step. */
import {
  atEnd,
  cursorOf,
  follows,
  restOf,
  take,
  takeName,
  takeNames,
  takeOneOf,
  textOf,
  wordAt,
} from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { nameOf } from './readAlter.ts';
import { readAlter, takeObject } from './readAlterObject.ts';
import { readCreate } from './readCreate.ts';
import type { Statement } from './statements.ts';
import { readDelete, readInsert, readReindex, readUpdate, readVacuum } from './readRows.ts';
import type { Span, Step } from './steps.ts';

export function readStatement({ tokens, start, end }: Statement): Step {
  const cursor = cursorOf(tokens);
  const span = { start, end };
  const step = readByWord(cursor, span);
  return step ?? { kind: 'not understood', statement: textOf(tokens.slice(0, 4)), ...span };
}

function readByWord(cursor: Cursor, span: Span): Step | undefined {
  const word = wordAt(cursor);
  cursor.at++;
  switch (word) {
    case 'create':
      return readCreate(cursor, span);
    case 'alter':
      return readAlter(cursor, span);
    case 'drop':
      return readDrop(cursor, span);
    case 'rename':
      return readRenameTable(cursor, span);
    case 'truncate':
      take(cursor, 'table');
      return { kind: 'truncate', tables: takeNames(cursor), cascade: follows(cursor, 'cascade'), ...span };
    case 'update':
      return readUpdate(cursor, span);
    case 'delete':
      return readDelete(cursor, span);
    case 'insert':
    case 'replace':
    case 'merge':
      return readInsert(cursor, span);
    case 'set':
      takeOneOf(cursor, ['local', 'session', 'global']);
      return { kind: 'set', setting: nameOf(takeName(cursor)), ...span };
    case 'begin':
      return isBlock(cursor) ? { kind: 'other', ...span } : { kind: 'begin', ...span };
    case 'start':
      return wordAt(cursor) === 'transaction' ? { kind: 'begin', ...span } : undefined;
    case 'commit':
    case 'end':
    case 'abort':
      return { kind: 'end', ...span };
    case 'rollback':
      return { kind: follows(cursor, 'to') ? 'other' : 'end', ...span };
    case 'reindex':
      return readReindex(cursor, span);
    case 'vacuum':
      return readVacuum(cursor, span);
    case 'cluster':
      take(cursor, 'verbose');
      return { kind: 'cluster', name: nameOf(takeName(cursor)), ...span };
    case 'exec':
    case 'execute':
    case 'call':
      return readProcedure(cursor, span);
    default:
      return others.has(word) ? { kind: definitions.has(word) ? 'definition' : 'other', ...span } : undefined;
  }
}

const definitions: ReadonlySet<string> = new Set([
  'comment',
  'grant',
  'revoke',
  'security',
  'reassign',
  'refresh',
  'lock',
  'import',
]);

/** First words of statements that define no table, view or type. */
const others: ReadonlySet<string> = new Set([
  ...definitions,
  'select',
  'with',
  'values',
  'table',
  'copy',
  'do',
  'savepoint',
  'release',
  'reset',
  'show',
  'explain',
  'analyze',
  'analyse',
  'notify',
  'listen',
  'unlisten',
  'discard',
  'prepare',
  'deallocate',
  'declare',
  'fetch',
  'close',
  'move',
  'checkpoint',
  'load',
  'use',
  'pragma',
  'print',
  'if',
  'unlock',
  'optimize',
  'flush',
  'attach',
  'detach',
  'describe',
  'desc',
  'signal',
  'raiserror',
  'handler',
  'kill',
  'repair',
  'check',
  '(',
  'throw',
]);

/** `BEGIN` of a block, not of a transaction. */
function isBlock(cursor: Cursor): boolean {
  return (
    !atEnd(cursor) &&
    !/^(?:work|transaction|tran|isolation|read|not|deferrable|deferred|immediate|exclusive|concurrent)$/.test(
      wordAt(cursor),
    )
  );
}

function readDrop(cursor: Cursor, span: Span): Step | undefined {
  const object = takeObject(cursor);
  if (object === undefined)
    return droppedAside.has(wordAt(cursor)) ? { kind: 'definition', ...span } : undefined;
  const concurrently = take(cursor, 'concurrently');
  const ifExists = take(cursor, 'if exists');
  const names = takeNames(cursor);
  if (names.length === 0) return undefined;
  return { kind: 'drop', object, names, ifExists, concurrently, ...span };
}

/** What clients never name. */
const droppedAside: ReadonlySet<string> = new Set([
  'operator',
  'trigger',
  'policy',
  'rule',
  'role',
  'user',
  'owned',
  'publication',
  'subscription',
  'statistics',
  'event',
  'cast',
  'collation',
  'conversion',
  'language',
  'access',
  'text',
  'transform',
  'tablespace',
  'prepare',
  'constraint',
  'login',
]);

function readRenameTable(cursor: Cursor, span: Span): Step | undefined {
  if (!take(cursor, 'table') && !take(cursor, 'tables')) return undefined;
  const from = takeName(cursor);
  if (from === undefined || !take(cursor, 'to')) return undefined;
  return { kind: 'rename', object: 'table', from, to: nameOf(takeName(cursor)), ...span };
}

/** `sp_rename` of SQL Server renames tables and columns. */
function readProcedure(cursor: Cursor, span: Span): Step {
  const name = takeName(cursor);
  if (nameOf(name) !== 'sp_rename') return { kind: 'other', ...span };
  const [from, to, what] = restOf(cursor)
    .filter(({ kind }) => kind === 'string')
    .map(({ text, start, end }) => ({
      value: text.replaceAll(/^[Nn]?'|'$/g, '').replaceAll(/[[\]"]/g, ''),
      start,
      end,
    }));
  if (from === undefined || to === undefined)
    return { kind: 'not understood', statement: 'sp_rename', ...span };
  const parts = from.value.split('.');
  if (what?.value.toLowerCase() === 'index') return { kind: 'definition', ...span };
  if (what?.value.toLowerCase() !== 'column')
    return {
      kind: 'rename',
      object: 'table',
      from: { parts, start: from.start, end: from.end },
      to: to.value,
      ...span,
    };
  const column = { parts: parts.slice(-1), start: from.start, end: from.end };
  const table = { parts: parts.slice(0, -1), start: from.start, end: from.end };
  return {
    kind: 'alter table',
    table,
    ifExists: false,
    actions: [{ kind: 'rename column', from: column, to: to.value, ...span }],
    ...span,
  };
}
