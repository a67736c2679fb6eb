/** Database migrations of a range: whether each can be undone, and what locks a table. */
import type { Comparison } from '../breaking/detector.ts';
import type { DeploymentFacts } from '../notes/facts.ts';
import { isWayBack, kindOf } from './migrationKinds.ts';
import type { MigrationKind } from './migrationKinds.ts';
import { lockingStatements, sqlStatements } from './sql.ts';

export type MigrationFact = DeploymentFacts['migrations'][number];

/** Facts of one file that is a migration; undefined when it is the way back of another one. */
export async function migrationFact(path: string, { head }: Comparison): Promise<MigrationFact | undefined> {
  if (isWayBack(path)) return undefined;
  const read = await head.read(path);
  if (!read.ok) return { path, reversible: 'unknown' };
  const { text } = read;
  const kind = kindOf(path, text);
  // A file that only names others changes nothing itself.
  if (kind?.id === 'liquibase' && /\binclude(?:All)?\b/.test(text) && !/\bchange[sS]et\b/.test(text)) {
    return undefined;
  }
  const locking = firstLock(text, path, kind);
  return {
    path,
    reversible: kind?.reversible({ path, text, has: (other) => head.has(other) }) ?? 'unknown',
    ...(locking === undefined ? {} : { locking }),
  };
}

function firstLock(
  text: string,
  path: string,
  kind: MigrationKind | undefined,
): MigrationFact['locking'] | undefined {
  const back = kind?.back === undefined ? null : kind.back.exec(text);
  const forward = back === null ? text : text.slice(0, back.index);
  if (/\.sql$/i.test(path)) {
    const [first] = lockingStatements(sqlStatements(forward));
    return first === undefined ? undefined : { line: first.line, statement: shortened(first.text) };
  }
  return byCalls(forward, kind) ?? inStrings(forward);
}

/** The line of the call and the few that follow it: arguments stand on lines of their own. */
function byCalls(text: string, kind: MigrationKind | undefined): MigrationFact['locking'] | undefined {
  if (kind === undefined || kind.locks.length === 0) return undefined;
  const lines = text.split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) {
    if (/^\s*(?:#|\/\/|\*)/.test(line)) continue;
    const called = lines.slice(index, index + argumentLines).join('\n');
    const lock = kind.locks.find(
      ({ call, unless }) => call.test(line) && unless?.test(untilNextCall(called)) !== true,
    );
    if (lock !== undefined) return { line: index + 1, statement: shortened(line) };
  }
  return undefined;
}

const argumentLines = 8;

/** Up to the end of the call: a bracket that closes it, or an empty line. */
function untilNextCall(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '(') depth++;
    else if (character === ')' && --depth <= 0) return text.slice(0, at + 1);
    else if (character === '\n' && depth === 0 && text.charAt(at - 1) !== ',') return text.slice(0, at);
  }
  return text;
}

/** SQL inside of the strings of a program. */
function inStrings(text: string): MigrationFact['locking'] | undefined {
  const lines = text.split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) {
    const at = line.search(
      /\b(?:ALTER\s+TABLE|CREATE\s+(?:UNIQUE\s+)?INDEX|LOCK\s+TABLE|VACUUM\s+FULL|REINDEX)\b/i,
    );
    if (at === -1 || !/["'`]|<<[~-]?\w/.test(lines.slice(Math.max(0, index - 5), index + 1).join('\n')))
      continue;
    const words = lines
      .slice(index, index + argumentLines)
      .join(' ')
      .slice(at);
    const [statement] = sqlStatements(words.replaceAll(/["'`]/g, ' '));
    if (statement !== undefined && lockingStatements([statement]).length > 0) {
      return { line: index + 1, statement: shortened(line.slice(at).replace(/["'`].*$/, '')) };
    }
  }
  return undefined;
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}\u2026` : line;
}
