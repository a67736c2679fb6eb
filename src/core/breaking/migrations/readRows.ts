/** Statements that change rows, or how they are kept. */
import {
  atEnd,
  bareName,
  cursorOf,
  follows,
  restOf,
  splitAtCommas,
  take,
  takeGroup,
  takeName,
  takeOneOf,
  wordAt,
} from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { nameOf } from './readAlter.ts';
import type { Span, Step } from './steps.ts';

export function readUpdate(cursor: Cursor, span: Span): Step | undefined {
  takeOneOf(cursor, ['only', 'low_priority', 'ignore']);
  const table = takeName(cursor);
  while (!atEnd(cursor) && wordAt(cursor) !== 'set') cursor.at++;
  if (table === undefined || !take(cursor, 'set')) return undefined;
  const everyRow = !follows(cursor, 'where') && !follows(cursor, 'limit');
  return { kind: 'update', table, everyRow, twice: twiceAssigned(cursor), ...span };
}

export function readDelete(cursor: Cursor, span: Span): Step | undefined {
  takeOneOf(cursor, ['from only', 'from']);
  const table = takeName(cursor);
  return table === undefined
    ? undefined
    : { kind: 'delete', table, everyRow: !follows(cursor, 'where') && !follows(cursor, 'limit'), ...span };
}

export function readInsert(cursor: Cursor, span: Span): Step | undefined {
  takeOneOf(cursor, ['into', 'ignore into', 'or replace into', 'or ignore into']);
  const table = takeName(cursor);
  if (table === undefined) return { kind: 'other', ...span };
  if (take(cursor, 'as')) takeName(cursor);
  const columns = takeGroup(cursor) ?? [];
  const listed = wordAt({ tokens: columns, at: 0 }) === 'select' ? [] : columns;
  const names = splitAtCommas(listed).flatMap(([first]) => (first === undefined ? [] : [bareName(first)]));
  let twice = repeated(names);
  while (!atEnd(cursor) && twice === undefined) {
    if (take(cursor, 'do update set')) twice = twiceAssigned(cursor);
    else cursor.at++;
  }
  return { kind: 'insert', table, twice, ...span };
}

/** A column that `SET a = 1, a = 2` gives two values. */
function twiceAssigned(cursor: Cursor): string | undefined {
  const rest = restOf(cursor);
  let depth = 0;
  const end = rest.findIndex(({ kind, text }) => {
    if (text === '(') depth++;
    else if (text === ')') depth--;
    return depth === 0 && kind === 'word' && /^(?:where|from|returning)$/i.test(text);
  });
  const names = splitAtCommas(end === -1 ? rest : rest.slice(0, end)).flatMap((tokens) => {
    const one = cursorOf(tokens);
    const group = takeGroup(one);
    if (group !== undefined)
      return splitAtCommas(group).flatMap(([first]) => (first === undefined ? [] : [bareName(first)]));
    const name = takeName(one);
    return name === undefined || wordAt(one) !== '=' ? [] : [name.parts.join('.')];
  });
  return repeated(names);
}

function repeated(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}

export function readReindex(cursor: Cursor, span: Span): Step {
  const options = takeGroup(cursor) ?? [];
  const chosen = splitAtCommas(options).find(([first]) => first?.text.toLowerCase() === 'concurrently');
  const inOptions = chosen !== undefined && !/^(?:false|off|0)$/i.test(chosen[1]?.text ?? '');
  takeOneOf(cursor, ['index', 'table', 'schema', 'database', 'system']);
  const concurrently = take(cursor, 'concurrently') || inOptions;
  return { kind: 'reindex', concurrently, name: nameOf(takeName(cursor)), ...span };
}

export function readVacuum(cursor: Cursor, span: Span): Step {
  const options = takeGroup(cursor);
  const chosen = splitAtCommas(options ?? []).find(([first]) => first?.text.toLowerCase() === 'full');
  const inOptions = chosen !== undefined && !/^(?:false|off|0)$/i.test(chosen[1]?.text ?? '');
  const full = take(cursor, 'full') || inOptions;
  while (takeOneOf(cursor, ['freeze', 'verbose', 'analyze', 'analyse']) !== undefined) cursor.at += 0;
  return full ? { kind: 'vacuum full', name: nameOf(takeName(cursor)), ...span } : { kind: 'other', ...span };
}
