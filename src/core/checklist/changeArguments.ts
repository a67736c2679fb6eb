import type { ItemChange } from './change.ts';
import { parseOwners } from './notes.ts';
import { taskName } from './taskRun.ts';
import { isCalendarDay, parseDue } from './window.ts';

export type ChangeProblem = { readonly name: string; readonly expected: string };

/** What is wrong with the arguments of a change; undefined when they can be written and read back as they are. */
export function changeProblem(change: ItemChange): ChangeProblem | undefined {
  switch (change.kind) {
    case 'tick':
      return change.stamp === undefined || stampShape.test(change.stamp)
        ? undefined
        : { name: 'stamp', expected: '2026-11-22T14:05Z @name' };
    case 'untick':
      return undefined;
    case 'notApplicable':
    case 'block':
      return reasonProblem(change.reason);
    case 'waive':
      return untilProblem(change.until) ?? ownerProblem('by', change.by) ?? reasonProblem(change.reason);
    case 'assign':
      return ownerProblem('owner', change.owner);
    case 'due':
      return dueProblem(change.due);
    case 'evidence':
      return evidenceProblem(change);
    case 'task':
      return taskProblem(change);
  }
}

/** `[junit.xml](out/junit.xml)` for a path; a link stands for itself. */
export function evidenceNote(target: string): string {
  return isLink.test(target) ? target : `[${target.slice(target.lastIndexOf('/') + 1)}](${target})`;
}

const isLink = /^https?:\/\//i;

/** `due T-24h`, `within 30m`: the note of a due time. */
export function dueNote(due: string): string {
  return /^(?:due|within)\b/i.test(due) ? due : `due ${due}`;
}

const stampShape = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z)?(?: @[A-Za-z0-9](?:[\w./-]*\w)?)?$/;
const longest = 500;

function reasonProblem(reason: string): ChangeProblem | undefined {
  const isGood = reason.length <= longest && /[\p{L}\p{N}]/u.test(reason) && staysOneNote(reason);
  return isGood
    ? undefined
    : {
        name: 'reason',
        expected: `words on one line, without " \u00b7 ", spaced dashes or comments, at most ${longest} characters`,
      };
}

function untilProblem(until: string): ChangeProblem | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(until);
  return match !== null && isCalendarDay(Number(match[1]), Number(match[2]), Number(match[3]))
    ? undefined
    : { name: 'until', expected: 'a date of the calendar, YYYY-MM-DD' };
}

function ownerProblem(name: string, owner: string): ChangeProblem | undefined {
  const isOne =
    owner.length <= longest && parseOwners(owner)?.length === 1 && parseOwners(owner)?.[0] === owner;
  return isOne ? undefined : { name, expected: '@name or role:name' };
}

function dueProblem(due: string): ChangeProblem | undefined {
  const isGood =
    staysOneNote(due) &&
    due === due.trim() &&
    (parseDue(dueNote(due))?.kind ?? 'unreadable') !== 'unreadable';
  return isGood ? undefined : { name: 'due', expected: 'T-24h, 2026-11-30 14:00 UTC or within 30m' };
}

function evidenceProblem({
  target,
  at,
}: Extract<ItemChange, { kind: 'evidence' }>): ChangeProblem | undefined {
  if (at !== undefined && !commitShape.test(at)) return badCommit;
  const link = isLink.test(target);
  const isGood =
    target.length <= longest &&
    staysOneNote(target) &&
    /^[^\s()[\]<>"\\]+$/.test(target) &&
    (link ? /[\p{L}\p{N}/]$/u.test(target) : !/^[a-z][\w+.-]*:|^\/|[?#]|\/$/i.test(target));
  if (isGood) return undefined;
  return link
    ? { name: 'link', expected: 'an address http:// or https:// without spaces and brackets' }
    : { name: 'file', expected: 'a path without spaces and brackets, inside the folder' };
}

const commitShape = /^[0-9a-f]{7,64}$/;
const badCommit = { name: 'at', expected: 'a commit, 7 to 64 digits of its name in small letters' };

function taskProblem({ run }: Extract<ItemChange, { kind: 'task' }>): ChangeProblem | undefined {
  const { name, exit, commit, doubt } = run;
  if (commit !== undefined && !commitShape.test(commit)) return badCommit;
  if (commit !== undefined && doubt !== undefined)
    return { name: 'at', expected: 'no commit beside a doubt' };
  if (!Number.isSafeInteger(exit) || Math.abs(exit) > 9_999_999_999) {
    return { name: 'exit', expected: 'the exit code of a process' };
  }
  const isGood = name !== '' && name === taskName(name) && staysOneNote(name);
  return isGood ? undefined : { name: 'task', expected: 'the name of a task on one line' };
}

/** Nothing in it ends the note, begins another, or changes what the lines below mean. */
function staysOneNote(value: string): boolean {
  return (
    value === value.trim() &&
    !/[\p{Cc}\p{Surrogate}\u2028\u2029\ufeff`]/u.test(value) &&
    !/(?:^|\s)\u00b7(?:\s|$)|(?:^|\s)(?:\u2014|--)(?:\s|$)|<!--|-->/.test(value)
  );
}
