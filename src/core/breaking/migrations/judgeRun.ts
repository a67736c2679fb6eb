/** How a migration is run: its transactions, its time limits, and whether it can be run again. */
import { shownName } from './cursor.ts';
import { shownColumn } from './found.ts';
import type { Found } from './found.ts';
import type { LockState } from './judgeLocks.ts';
import type { Action, Span, Step, Steps } from './steps.ts';

/** Follows the transactions through one file; call it with each step, before the locks are judged. */
export function judgeTransaction(
  step: Step,
  run: { explicit: Span | undefined },
  { state, steps }: { readonly state: LockState; readonly steps: Steps },
): readonly Found[] {
  if (step.kind === 'begin') {
    const nested = run.explicit !== undefined || steps.inTransaction;
    run.explicit = step;
    state.pending = new Set();
    return nested ? [{ rule: 'migrations/transaction-nested', subject: 'BEGIN', at: step }] : [];
  }
  if (step.kind === 'end') {
    const wrong = run.explicit === undefined && steps.inTransaction;
    run.explicit = undefined;
    state.pending = steps.inTransaction ? new Set() : undefined;
    return wrong ? [{ rule: 'migrations/transaction-nested', subject: 'COMMIT', at: step }] : [];
  }
  return [];
}

/** Once for a file and a limit: the first step that waits for a lock without it. */
export function judgeLimits({ steps, language }: Steps): readonly Found[] {
  if (language === 'rails') return [];
  return (['lock', 'statement'] as const).flatMap((limit): readonly Found[] => {
    const isSet = steps.findIndex((step) => step.kind === 'set' && step.setting === `${limit}_timeout`);
    const first = steps.findIndex(waitsForLock);
    const step = steps[first];
    if (step === undefined || (isSet !== -1 && isSet < first)) return [];
    return [{ rule: `migrations/${limit}-timeout-missing`, subject: targetOf(step), at: step }];
  });
}

function waitsForLock(step: Step): boolean {
  switch (step.kind) {
    case 'create index':
    case 'drop':
    case 'reindex':
      return !step.concurrently;
    case 'alter table':
    case 'rename':
    case 'create':
    case 'add enum value':
    case 'rename enum value':
    case 'drop attribute':
    case 'domain':
    case 'truncate':
    case 'vacuum full':
    case 'cluster':
    case 'definition':
    case 'not understood':
      return true;
    default:
      return false;
  }
}

function targetOf(step: Step): string {
  switch (step.kind) {
    case 'alter table':
    case 'create index':
      return shownName(step.table);
    case 'drop':
      return step.names.map(shownName).join(', ');
    case 'truncate':
      return step.tables.map(shownName).join(', ');
    case 'create':
    case 'domain':
      return shownName(step.name);
    case 'add enum value':
    case 'rename enum value':
    case 'drop attribute':
      return shownName(step.type);
    case 'rename':
      return shownName(step.from);
    case 'reindex':
    case 'vacuum full':
    case 'cluster':
      return step.name;
    default:
      return 'a definition';
  }
}

/** What fails when it is run again after a later statement has failed. */
export function judgeAgain({ steps, inTransaction, language }: Steps): readonly Found[] {
  // The only statement of a file is done, or it is not.
  if (language === 'rails' || steps.length < 2) return [];
  const found: Found[] = [];
  const dropped = new Set<string>();
  let isInside = inTransaction;
  for (const step of steps) {
    if (step.kind === 'begin') isInside = true;
    else if (step.kind === 'end') isInside = inTransaction;
    if (step.kind === 'alter table') {
      for (const action of step.actions) {
        if (action.kind === 'drop constraint' && action.ifExists) dropped.add(action.name);
        const subject = isInside ? undefined : notAgain(action, dropped);
        if (subject !== undefined)
          found.push({
            rule: 'migrations/not-rerunnable',
            subject: shownColumn(step.table, subject),
            at: action,
          });
      }
    } else if (!isInside && isNotAgain(step))
      found.push({ rule: 'migrations/not-rerunnable', subject: targetOfCreate(step), at: step });
  }
  return found;
}

function notAgain(action: Action, dropped: ReadonlySet<string>): string | undefined {
  switch (action.kind) {
    case 'add column':
      return action.ifNotExists ? undefined : shownName(action.column.name);
    case 'drop column':
      return action.ifExists ? undefined : shownName(action.column);
    case 'drop constraint':
      return action.ifExists ? undefined : action.name;
    case 'add constraint':
      return action.constraint.name !== undefined && dropped.has(action.constraint.name)
        ? undefined
        : (action.constraint.name ?? action.constraint.kind);
    case 'rename column':
      return shownName(action.from);
    default:
      return undefined;
  }
}

function isNotAgain(step: Step): boolean {
  switch (step.kind) {
    case 'create table':
      return !step.ifNotExists && !(step.temporary && !step.keptOnCommit);
    case 'create index':
      return !step.ifNotExists;
    case 'drop':
      return !step.ifExists;
    default:
      return false;
  }
}

function targetOfCreate(step: Step): string {
  return step.kind === 'create table' ? shownName(step.name) : targetOf(step);
}
