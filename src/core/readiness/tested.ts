/** What a task has tested: a commit, or something that no commit holds. */
import type { TaskRun } from '../checklist/taskRun.ts';

/** The files of a folder at one moment, as far as they are not those of a commit. */
export interface TestedTree {
  /** Full object name of the head. */
  readonly commit: string;
  /** Files that git knows and that differ from the head, or will when the editor saves them. */
  readonly changed: readonly string[];
  /** Files that git neither knows nor ignores. */
  readonly unknown: readonly string[];
}

/**
 * What a run from one moment to another proves. New files at the end are what the task wrote; a known file
 * that changed meanwhile may have been edited under it. Nothing is proved where git could not be asked.
 */
export function provedBy(
  before: TestedTree | undefined,
  after: TestedTree | undefined,
): Pick<TaskRun, 'commit' | 'doubt'> {
  if (before === undefined || after === undefined) return {};
  if (before.commit !== after.commit) return { doubt: 'moved' };
  const isClean = [before.changed, before.unknown, after.changed].every((files) => files.length === 0);
  return isClean ? { commit: before.commit.slice(0, shortName) } : { doubt: 'uncommitted' };
}

/** Digits that tell commits apart in any repository, and that a person can still read. */
const shortName = 12;
