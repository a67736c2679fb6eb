/**
 * The result of a task as evidence: `task npm: test, exit 0, 2026-11-24T09:26Z`. What follows the exit
 * code may be left out by a person who writes it; words that nobody knows there are passed over.
 */
import { formatInstant, minute, parseInstant, type Instant } from '../base/instant.ts';
import type { Evidence, Item } from './model.ts';
import { plainText } from './plainText.ts';

export interface TaskRun {
  /** As `taskName` writes it. */
  readonly name: string;
  /** Exit code of its process; anything but 0 is a failure. */
  readonly exit: number;
  /** When it ended; absent when nobody wrote it down. */
  readonly at?: Instant;
  /** Why it proves no commit. */
  readonly doubt?: TaskDoubt;
  /** Commit of this result alone. Absent when the item's own `at` holds for it, and when nobody knows. */
  readonly commit?: string;
}

/** Files differed from the commit, or the commit was another one at the end. */
export type TaskDoubt = 'uncommitted' | 'moved';

const doubtWords: Readonly<Record<TaskDoubt, string>> = {
  uncommitted: 'over uncommitted changes',
  moved: 'while the commit changed',
};

/** Undefined for evidence that is anything else. */
export function taskRunOf({ label, target }: Evidence): TaskRun | undefined {
  const match = target === undefined ? /^task (\S.*), exit (-?\d{1,10})(?:,(.*))?$/i.exec(label) : null;
  if (match === null) return undefined;
  const [, name = '', exit, rest = ''] = match;
  const words = rest.split(',').map((word) => word.trim());
  const at = words.flatMap((word) => parseInstant(word) ?? [])[0];
  const doubt = taskDoubts.find((known) => words.includes(doubtWords[known]));
  const commit = words.flatMap((word) => /^commit ([0-9a-f]{7,64})$/i.exec(word)?.[1] ?? [])[0];
  return {
    name: taskName(name),
    exit: Number(exit),
    ...(at === undefined ? {} : { at }),
    ...(doubt === undefined ? {} : { doubt }),
    ...(commit === undefined ? {} : { commit }),
  };
}

const taskDoubts: readonly TaskDoubt[] = ['uncommitted', 'moved'];

/** What `taskRunOf` reads; the time to the minute. */
export function taskRunText({ name, exit, at, doubt, commit }: TaskRun): string {
  const parts = [
    `task ${name}`,
    `exit ${exit}`,
    ...(at === undefined ? [] : [minuteOf(at)]),
    ...(doubt === undefined ? [] : [doubtWords[doubt]]),
    ...(commit === undefined ? [] : [`commit ${commit}`]),
  ];
  return parts.join(', ');
}

function minuteOf(at: Instant): string {
  return formatInstant(Math.floor(at / minute) * minute).replace(/:00Z$/, 'Z');
}

/** Longer names are cut. */
const longestName = 100;

/**
 * A task's name as it can stand in a note and be read back: one line without marks of Markdown, links,
 * and whatever ends a note. Empty when nothing is left.
 */
export function taskName(name: string): string {
  const bare = name
    .slice(0, longestName * 4)
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}\u2028\u2029*`~[\]<>\\&|]/gu, ' ')
    .replace(/:\/+/g, ':')
    .replace(/[-\u00b7\u2014]{2,}|[\u00b7\u2014]/g, '-')
    .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, ' ')
    .replace(/[\s,]+(?=,|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const cut = bare.slice(0, longestName).replace(/[\s,]+$/, '');
  return plainText(cut);
}

/** The result that holds for each task that an item names: the latest, and of two at one time the failure. */
export function taskRuns({ evidence }: Pick<Item, 'evidence'>): readonly TaskRun[] {
  const latest = new Map<string, TaskRun>();
  for (const run of evidence.flatMap((one) => taskRunOf(one) ?? [])) {
    const known = latest.get(run.name);
    if (known === undefined || outdoes(run, known)) latest.set(run.name, run);
  }
  return [...latest.values()];
}

function outdoes(run: TaskRun, known: TaskRun): boolean {
  const difference = (run.at ?? 0) - (known.at ?? 0);
  return difference === 0 ? known.exit === 0 : difference > 0;
}

/** Every commit that the evidence of an item was proved at, as written. */
export function provedCommits(item: Item): readonly string[] {
  const own = taskRuns(item).flatMap(({ commit }) => commit ?? []);
  return item.provedAt === undefined ? own : [item.provedAt, ...own];
}

/**
 * What a new result says `itself`, and the commit that the item is proved `at` with it. The commit of the item
 * stays while other evidence rests on it, and the result then names its own; it goes when nothing rests on it.
 */
export function withRun(
  item: Pick<Item, 'evidence' | 'provedAt'>,
  run: TaskRun,
): { readonly itself: TaskRun; readonly at: string | undefined } {
  const { commit, ...plain } = run;
  const others = item.evidence.filter((one) => taskRunOf(one)?.name !== run.name && restsOnItem(one));
  const at = item.provedAt;
  if (others.length === 0 || at === undefined) return { itself: plain, at: commit };
  return { itself: commit === undefined || sameCommit(commit, at) ? plain : run, at };
}

/** A result rests on the commit of its item unless it names its own, or none. */
function restsOnItem(evidence: Evidence): boolean {
  const run = taskRunOf(evidence);
  return run === undefined || (run.commit === undefined && run.doubt === undefined);
}

function sameCommit(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return long.toLowerCase().startsWith(short.toLowerCase());
}
