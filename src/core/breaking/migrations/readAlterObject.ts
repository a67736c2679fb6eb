/** Statements that begin with `ALTER`. */
import { follows, restOf, take, takeGroup, takeName, takeOneOf, wordAt } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { nameOf, readActions } from './readAlter.ts';
import { objectKinds } from './objects.ts';
import type { ObjectKind, Span, Step } from './steps.ts';

export function readAlter(cursor: Cursor, span: Span): Step | undefined {
  if (takeOneOf(cursor, ['table', 'foreign table', 'online table', 'ignore table']) !== undefined) {
    const ifExists = take(cursor, 'if exists');
    take(cursor, 'only');
    if (take(cursor, 'all in tablespace')) return { kind: 'definition', ...span };
    const table = takeName(cursor);
    take(cursor, '*');
    if (table === undefined) return undefined;
    return { kind: 'alter table', table, ifExists, actions: readActions(cursor, span), ...span };
  }
  if (take(cursor, 'domain')) return readAlterDomain(cursor, span);
  if (take(cursor, 'type')) return readAlterType(cursor, span);
  const object = takeObject(cursor);
  if (object === undefined) return { kind: 'definition', ...span };
  take(cursor, 'if exists');
  const from = takeName(cursor);
  takeGroup(cursor);
  if (from === undefined) return undefined;
  if (take(cursor, 'rename to')) {
    const to = takeName(cursor);
    return to === undefined ? undefined : { kind: 'rename', object, from, to: nameOf(to), ...span };
  }
  if (object === 'view' && take(cursor, 'rename')) {
    take(cursor, 'column');
    const column = takeName(cursor);
    if (column !== undefined && take(cursor, 'to'))
      return {
        kind: 'alter table',
        table: from,
        ifExists: false,
        actions: [{ kind: 'rename column', from: column, to: nameOf(takeName(cursor)), ...span }],
        ...span,
      };
  }
  if (take(cursor, 'set schema')) return moved(object, from, nameOf(takeName(cursor)), span);
  // A view or routine of MySQL and SQL Server with a new body.
  if ((object === 'view' || object === 'routine') && follows(cursor, 'as'))
    return { kind: 'create', object, name: from, replace: true, ...span };
  return { kind: 'definition', ...span };
}

function moved(
  object: ObjectKind,
  from: Parameters<typeof nameOf>[0] & object,
  schema: string,
  span: Span,
): Step {
  return { kind: 'rename', object, from, to: `${schema}.${nameOf(from)}`, ...span };
}

function readAlterDomain(cursor: Cursor, span: Span): Step | undefined {
  const name = takeName(cursor);
  if (name === undefined) return undefined;
  if (take(cursor, 'rename to'))
    return { kind: 'rename', object: 'type', from: name, to: nameOf(takeName(cursor)), ...span };
  const constrained = wordAt(cursor) === 'add';
  return { kind: 'domain', name, created: false, constrained, ...span };
}

function readAlterType(cursor: Cursor, span: Span): Step | undefined {
  const type = takeName(cursor);
  if (type === undefined) return undefined;
  if (take(cursor, 'add value')) {
    return {
      kind: 'add enum value',
      type,
      ordered: follows(cursor, 'before') || follows(cursor, 'after'),
      ...span,
    };
  }
  if (take(cursor, 'rename value')) {
    const [from, , to] = restOf(cursor);
    return { kind: 'rename enum value', type, from: unquoted(from?.text), to: unquoted(to?.text), ...span };
  }
  if (take(cursor, 'rename to'))
    return { kind: 'rename', object: 'type', from: type, to: nameOf(takeName(cursor)), ...span };
  if (take(cursor, 'set schema')) return moved('type', type, nameOf(takeName(cursor)), span);
  for (const words of ['drop attribute if exists', 'drop attribute', 'rename attribute', 'alter attribute'])
    if (take(cursor, words))
      return { kind: 'drop attribute', type, attribute: nameOf(takeName(cursor)), ...span };
  return { kind: 'definition', ...span };
}

function unquoted(text: string | undefined): string {
  return (text ?? '').replaceAll(/^'|'$/g, '').replaceAll("''", "'");
}

export function takeObject(cursor: Cursor): ObjectKind | undefined {
  const found = objectKinds.find(([words]) => take(cursor, words));
  return found?.[1];
}
