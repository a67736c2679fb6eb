/** What `ALTER TABLE` does, clause by clause. */
import {
  cursorOf,
  follows,
  restOf,
  spanOf,
  splitAtCommas,
  take,
  takeGroup,
  takeName,
  takeOneOf,
  textOf,
  wordAt,
} from './cursor.ts';
import type { Cursor } from './cursor.ts';
import type { Token } from './lexer.ts';
import { readColumn, readConstraint, readDefinition, takeType } from './readColumn.ts';
import type { Action, Name, Span } from './steps.ts';

export function readActions(cursor: Cursor, near: Span): readonly Action[] {
  const actions: Action[] = [];
  for (const tokens of splitAtCommas(restOf(cursor))) {
    const span = spanOf(tokens, near);
    const [previous] = actions.slice(-1);
    const read = readAction(cursorOf(tokens), span);
    // `ADD a int, b int` of SQL Server and Oracle: what follows belongs to the word before.
    const again =
      read.length === 1 && read[0]?.kind === 'not understood' ? continued(previous, tokens, span) : undefined;
    for (const action of again ?? read) actions.push(action);
  }
  return actions.length === 0 ? [{ kind: 'not understood', ...near }] : actions;
}

function continued(
  previous: Action | undefined,
  tokens: readonly Token[],
  span: Span,
): readonly Action[] | undefined {
  if (previous?.kind === 'add column') return addColumn(tokens, span, false);
  const name =
    previous?.kind === 'drop column' && tokens.length === 1 ? takeName(cursorOf(tokens)) : undefined;
  return name === undefined ? undefined : [{ kind: 'drop column', column: name, ifExists: false, ...span }];
}

function readAction(cursor: Cursor, span: Span): readonly Action[] {
  takeOneOf(cursor, ['with check', 'with nocheck']);
  if (take(cursor, 'add')) return readAdd(cursor, span);
  if (take(cursor, 'drop')) return [readDrop(cursor, span)];
  if (take(cursor, 'rename')) return [readRename(cursor, span)];
  if (take(cursor, 'alter')) return [readAlterColumn(cursor, span)];
  if (take(cursor, 'modify')) return [readModify(cursor, span)];
  if (take(cursor, 'change')) return readChange(cursor, span);
  if (take(cursor, 'validate constraint')) {
    const name = takeName(cursor);
    return [
      name === undefined
        ? { kind: 'not understood', ...span }
        : { kind: 'validate constraint', name: nameOf(name), ...span },
    ];
  }
  if (take(cursor, 'set schema')) return [{ kind: 'set schema', to: nameOf(takeName(cursor)), ...span }];
  if (take(cursor, 'detach partition'))
    return [
      {
        kind: 'detach partition',
        concurrently: follows(cursor, 'concurrently') || follows(cursor, 'finalize'),
        ...span,
      },
    ];
  if (
    take(cursor, 'set') &&
    takeOneOf(cursor, ['logged', 'unlogged', 'tablespace', 'access method']) !== undefined
  )
    return [{ kind: 'rewrite', ...span }];
  return [
    { kind: harmless.has(wordAt({ tokens: cursor.tokens, at: 0 })) ? 'harmless' : 'not understood', ...span },
  ];
}

/** First words of clauses that neither break a client nor are read closer. */
const harmless: ReadonlySet<string> = new Set([
  'owner',
  'set',
  'reset',
  'enable',
  'disable',
  'force',
  'no',
  'attach',
  'inherit',
  'replica',
  'cluster',
  'comment',
  'engine',
  'auto_increment',
  'algorithm',
  'lock',
  'row_format',
  'depends',
  'options',
  'order',
  'check',
  'nocheck',
  'partition',
  'checksum',
  'stats_persistent',
  'default',
  'convert',
  'character',
  'collate',
  'tablespace',
  'without',
]);

function readAdd(cursor: Cursor, span: Span): readonly Action[] {
  const rest = restOf(cursor);
  const constraint = readConstraint(rest, span);
  if (constraint !== undefined) return [{ kind: 'add constraint', constraint, ...span }];
  if (take(cursor, 'unique'))
    return [
      {
        kind: 'add constraint',
        constraint: {
          kind: 'unique',
          name: undefined,
          columns: [],
          notValid: false,
          usingIndex: false,
          requires: undefined,
          ...span,
        },
        ...span,
      },
    ];
  if (
    takeOneOf(cursor, ['index', 'key', 'fulltext', 'spatial', 'partition', 'generated']) !== undefined &&
    wordAt(cursor) !== ''
  )
    return [{ kind: 'harmless', ...span }];
  cursor.at = cursor.tokens.length - rest.length;
  take(cursor, 'column');
  const ifNotExists = take(cursor, 'if not exists');
  const group = takeGroup(cursor);
  if (group !== undefined)
    return splitAtCommas(group).flatMap((one) => addColumn(one, spanOf(one, span), ifNotExists));
  return addColumn(restOf(cursor), span, ifNotExists);
}

function addColumn(tokens: readonly Token[], span: Span, ifNotExists: boolean): readonly Action[] {
  const constraint = readConstraint(tokens, span);
  if (constraint !== undefined) return [{ kind: 'add constraint', constraint, ...span }];
  const column = readColumn(tokens);
  return [
    column === undefined || column.name.parts.length > 1
      ? { kind: 'not understood', ...span }
      : { kind: 'add column', column, ifNotExists, ...span },
  ];
}

function readDrop(cursor: Cursor, span: Span): Action {
  if (take(cursor, 'constraint') || takeOneOf(cursor, ['foreign key', 'check']) !== undefined) {
    const ifExists = take(cursor, 'if exists');
    return { kind: 'drop constraint', name: nameOf(takeName(cursor)), ifExists, ...span };
  }
  if (takeOneOf(cursor, ['primary key', 'index', 'key', 'partition', 'expression']) !== undefined)
    return { kind: 'harmless', ...span };
  take(cursor, 'column');
  const ifExists = take(cursor, 'if exists');
  const column = wordAt(cursor) === '(' ? takeName(cursorOf(takeGroup(cursor) ?? [])) : takeName(cursor);
  return column === undefined
    ? { kind: 'not understood', ...span }
    : { kind: 'drop column', column, ifExists, ...span };
}

function readRename(cursor: Cursor, span: Span): Action {
  if (take(cursor, 'constraint') || takeOneOf(cursor, ['index', 'key']) !== undefined)
    return { kind: 'harmless', ...span };
  if (takeOneOf(cursor, ['to', 'as']) !== undefined) return renamed(takeName(cursor), span);
  take(cursor, 'column');
  const from = takeName(cursor);
  if (from !== undefined && take(cursor, 'to')) {
    const to = takeName(cursor);
    if (to !== undefined) return { kind: 'rename column', from, to: nameOf(to), ...span };
  }
  // `RENAME new_name` of MySQL.
  return from !== undefined && cursor.at >= cursor.tokens.length
    ? renamed(from, span)
    : { kind: 'not understood', ...span };
}

function renamed(to: Name | undefined, span: Span): Action {
  return to === undefined
    ? { kind: 'not understood', ...span }
    : { kind: 'rename', to: nameOf(to), toSpan: to, ...span };
}

function readAlterColumn(cursor: Cursor, span: Span): Action {
  if (takeOneOf(cursor, ['constraint', 'index', 'check']) !== undefined) return { kind: 'harmless', ...span };
  take(cursor, 'column');
  const column = takeName(cursor);
  if (column === undefined) return { kind: 'not understood', ...span };
  if (takeOneOf(cursor, ['set data type', 'type']) !== undefined) {
    const type = takeType(cursor);
    return { kind: 'change type', column, type: textOf(type), typeSpan: spanOf(type, span), ...span };
  }
  if (take(cursor, 'set not null')) return { kind: 'set not null', column, default: false, ...span };
  if (take(cursor, 'drop not null')) return { kind: 'drop not null', column, ...span };
  if (take(cursor, 'drop default')) return { kind: 'drop default', column, ...span };
  if (take(cursor, 'set default')) return { kind: 'set default', column, ...span };
  if (
    takeOneOf(cursor, [
      'set',
      'reset',
      'add generated',
      'add identity',
      'restart',
      'drop identity',
      'drop expression',
    ]) !== undefined
  )
    return { kind: 'harmless', ...span };
  // `ALTER COLUMN a bigint NOT NULL` of SQL Server.
  const definition = readDefinition(cursor, span);
  return definition.type === ''
    ? { kind: 'not understood', ...span }
    : { kind: 'redefine column', column: { name: column, ...definition }, was: undefined, ...span };
}

function readModify(cursor: Cursor, span: Span): Action {
  take(cursor, 'column');
  const group = takeGroup(cursor);
  const column = readColumn(group ?? restOf(cursor));
  return column === undefined
    ? { kind: 'not understood', ...span }
    : { kind: 'redefine column', column, was: undefined, ...span };
}

/** `CHANGE old new definition`: a rename where both names differ. */
function readChange(cursor: Cursor, span: Span): readonly Action[] {
  take(cursor, 'column');
  const from = takeName(cursor);
  const column = readColumn(restOf(cursor));
  if (from === undefined || column === undefined) return [{ kind: 'not understood', ...span }];
  const to = nameOf(column.name);
  if (nameOf(from).toLowerCase() === to.toLowerCase())
    return [{ kind: 'redefine column', column, was: undefined, ...span }];
  return [{ kind: 'rename column', from, to, ...span }];
}

export function nameOf(name: Name | undefined): string {
  return name?.parts.at(-1) ?? '';
}
