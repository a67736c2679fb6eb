/** The migrations of a release, one after the other: each is judged knowing what those before it have made. */
import type { Found } from './found.ts';
import { emptyHistory, nameSet } from './history.ts';
import type { History, NameSet } from './history.ts';
import { judgeSteps } from './judge.ts';
import { judgeLocks } from './judgeLocks.ts';
import type { LockState } from './judgeLocks.ts';
import { judgeAgain, judgeLimits, judgeTransaction } from './judgeRun.ts';
import { judgeStyle } from './judgeStyle.ts';
import { requiredColumns } from './judgeTable.ts';
import type { Span, Steps } from './steps.ts';

export interface Release {
  readonly history: History;
  readonly tables: NameSet;
  readonly profile: string | undefined;
}

export function emptyRelease(profile: string | undefined): Release {
  return { history: emptyHistory(), tables: nameSet(), profile };
}

/** Locks and choices are judged only where the profile asks for them, and the database is the one that they are about. */
export function judgeMigration(steps: Steps, path: string, release: Release): readonly Found[] {
  const found = judgeSteps(steps.steps, { history: release.history, path });
  const isPlain = release.profile !== 'lock-safety' && release.profile !== 'strict';
  if (isPlain || !steps.postgres) return found;
  const style = release.profile === 'strict' ? [...judgeStyle(steps), ...judgeAgain(steps)] : [];
  return [...found, ...judgeAllLocks(steps, release), ...judgeLimits(steps), ...style];
}

/** What can be said only when the last migration has been read. */
export function judgeRelease({ history }: Release): readonly (Found & { readonly path: string })[] {
  return requiredColumns(history);
}

function judgeAllLocks(steps: Steps, { tables }: Release): readonly Found[] {
  const state: LockState = {
    tables,
    indexes: nameSet(),
    checks: new Map(),
    types: new Map(),
    pending: steps.inTransaction ? new Set() : undefined,
  };
  const run: { explicit: Span | undefined } = { explicit: undefined };
  const found = steps.steps.flatMap((step): readonly Found[] => {
    const own = [...judgeTransaction(step, run, { state, steps }), ...judgeLocks(step, state)];
    // Whoever says that it is safe has thought of the locks.
    return step.assured === true ? [] : own;
  });
  if (run.explicit === undefined) return found;
  return [...found, { rule: 'migrations/transaction-open', subject: 'BEGIN', at: run.explicit }];
}
