/** Steps of a Rails migration: what it does on the way up, SQL in its strings among it. */
import { readScript } from './statements.ts';
import { readStatement } from './readStatement.ts';
import { stepsOfCall, stepsOfChangeTable } from './railsCalls.ts';
import { readCalls } from './ruby.ts';
import type { Call } from './ruby.ts';
import type { Value } from './rubyValues.ts';
import type { Action, Step, Steps } from './steps.ts';

export function railsSteps(text: string): Steps {
  const calls = readCalls(text);
  const up = methodsNamed(calls, /^def (?:change|up|up_only)$/);
  const sql = sqlIn(text, up);
  const steps = stepsOf(up, { sql, assured: false });
  const known = typesBefore(methodsNamed(calls, /^def down$/));
  return {
    steps: steps.map((step) =>
      step.kind === 'alter table'
        ? { ...step, actions: step.actions.map((action) => withType(action, step.table.parts, known)) }
        : step,
    ),
    inTransaction: !/^[ \t]*disable_ddl_transaction!/m.test(text),
    postgres: true,
    names: [],
    language: 'rails',
  };
}

/** Bodies of methods, in classes as deep as they stand. */
function methodsNamed(calls: readonly Call[], name: RegExp): readonly Call[] {
  return calls.flatMap((call) => {
    if (name.test(call.name)) return call.block ?? [];
    return call.name.startsWith('class ') || call.name.startsWith('module ') || call.receiver !== ''
      ? methodsNamed(call.block ?? [], name)
      : [];
  });
}

interface Context {
  readonly sql: ReadonlyMap<number, readonly Step[]>;
  /** The author says that it is safe. */
  readonly assured: boolean;
}

function stepsOf(calls: readonly Call[], context: Context): readonly Step[] {
  return calls.flatMap((call) => stepsOfOne(call, context));
}

function stepsOfOne(call: Call, context: Context): readonly Step[] {
  const mark = (steps: readonly Step[]): readonly Step[] =>
    context.assured ? steps.map((step) => ({ ...step, assured: true })) : steps;
  if (call.name === 'safety_assured') return stepsOf(call.block ?? [], { ...context, assured: true });
  // `dir.down` of `reversible`.
  if (call.name === 'down' && call.receiver !== '') return [];
  if (isExecute(call))
    return mark(
      stringsOf(call)
        .flatMap(({ start }) => context.sql.get(start) ?? [unread(call)])
        .concat(stringsOf(call).length === 0 ? [unread(call)] : []),
    );
  if (call.receiver === '' || /^(?:connection|self|ActiveRecord::Base\.connection)$/.test(call.receiver)) {
    if (call.name === 'change_table') return mark(stepsOfChangeTable(call));
    const steps = stepsOfCall(call);
    if (steps !== undefined) return mark(steps);
    if (
      /^(?:add|remove|drop|rename|change|create|alter|truncate|validate)_(?:\w+_)?(?:tables?|columns?|index(?:es)?|key|constraints?|reference|enum\w*|type|view|schema|default|null|timestamps)\b/.test(
        call.name,
      )
    )
      return mark([{ kind: 'not understood', statement: call.name, start: call.start, end: call.end }]);
  }
  return stepsOf(call.block ?? [], context);
}

function unread(call: Call): Step {
  return { kind: 'not understood', statement: call.name, start: call.start, end: call.end };
}

function isExecute({ name, receiver }: Call): boolean {
  return (
    (name === 'execute' || name === 'exec_query' || name === 'exec_update') &&
    (receiver === '' || /connection$|^self$/.test(receiver))
  );
}

function stringsOf(call: Call): Value['strings'] {
  return call.args[0]?.strings ?? [];
}

/** Statements by the string that holds their first word: the text is read once, with all else blanked out. */
function sqlIn(text: string, calls: readonly Call[]): ReadonlyMap<number, readonly Step[]> {
  const strings = executed(calls).flatMap((call) => stringsOf(call));
  const found = new Map<number, Step[]>();
  if (strings.length === 0) return found;
  const parts: string[] = [];
  let at = 0;
  const inOrder = strings.toSorted((a, b) => (a.content?.start ?? 0) - (b.content?.start ?? 0));
  for (const { content } of inOrder) {
    if (content === undefined || content.start < at) continue;
    parts.push(
      text.slice(at, content.start).replaceAll(/[^\r\n]/g, ' '),
      unescaped(text.slice(content.start, content.end)),
      content.end < text.length ? ';' : '',
    );
    at = content.end + 1;
  }
  const { statements } = readScript(parts.join(''), 'postgres');
  for (const { start } of strings) found.set(start, []);
  for (const statement of statements) {
    const home = inOrder.findLast(({ content }) => content !== undefined && content.start <= statement.start);
    found.get(home?.start ?? -1)?.push(readStatement(statement));
  }
  return found;
}

/** Same length: quotes that a backslash hides become plain, blank on their outer side, and all else blank. */
function unescaped(content: string): string {
  const open = new Set<string>();
  return content.replaceAll(/\\(.)/gs, (_, hidden: string) => {
    if (hidden === '\n') return ' \n';
    if (hidden !== '"' && hidden !== "'") return '  ';
    if (open.delete(hidden)) return `${hidden} `;
    open.add(hidden);
    return ` ${hidden}`;
  });
}

function executed(calls: readonly Call[]): readonly Call[] {
  return calls.flatMap((call) => [...(isExecute(call) ? [call] : []), ...executed(call.block ?? [])]);
}

/** The type that the way back gives to a column is the one that it had. */
function typesBefore(down: readonly Call[]): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const step of stepsOf(down, { sql: new Map(), assured: false })) {
    if (step.kind !== 'alter table') continue;
    for (const action of step.actions)
      if (action.kind === 'change type')
        types.set(`${step.table.parts.join('.')} ${action.column.parts.join('.')}`, action.type);
  }
  return types;
}

function withType(action: Action, table: readonly string[], known: ReadonlyMap<string, string>): Action {
  if (action.kind !== 'change type') return action;
  const was = known.get(`${table.join('.')} ${action.column.parts.join('.')}`);
  return was === undefined ? action : { ...action, was };
}
