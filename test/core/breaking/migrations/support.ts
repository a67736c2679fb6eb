import assert from 'node:assert/strict';
import type { Change } from '../../../../src/core/breaking/change.ts';
import type { Budget, Compared } from '../../../../src/core/breaking/detector.ts';
import { migrationsDetector } from '../../../../src/core/breaking/migrations/index.ts';
import type { Files, MemoryOptions } from '../../../support/memoryTrees.ts';
import { memoryComparison } from '../../../support/memoryTrees.ts';

export interface RunOptions extends Pick<MemoryOptions, 'unreadable'> {
  readonly profile?: string | undefined;
  readonly budget?: Budget;
}

const unlimited: Budget = { milliseconds: 10_000, cancelled: () => false, elapsed: () => 0 };

export async function compareMigrations(
  base: Files,
  head: Files,
  options: RunOptions = {},
): Promise<Compared> {
  const { profile, budget = unlimited, ...others } = options;
  const comparison = memoryComparison(base, head, {
    ...others,
    profiles: profile === undefined ? {} : { migrations: profile },
  });
  const changes: Change[] = [];
  const notAnalysed: Compared['notAnalysed'][number][] = [];
  for (const unit of migrationsDetector.units(comparison)) {
    const compared = await migrationsDetector.compare(unit, comparison, budget);
    changes.push(...compared.changes);
    notAnalysed.push(...compared.notAnalysed);
  }
  return { changes, notAnalysed };
}

/** `column-dropped users.email` for each change; a level other than that of the rule follows in brackets. */
export function brief(changes: readonly Change[]): readonly string[] {
  return changes.map(({ rule, subject, level }) => {
    const usual = migrationsDetector.rules[rule]?.level === level;
    return `${rule.replace('migrations/', '')} ${subject}${usual ? '' : ` (${level})`}`;
  });
}

/** New migrations, in one file of SQL unless files are given. */
export async function checkMigration(
  head: Files | string,
  expected: readonly string[],
  profile?: string,
): Promise<void> {
  const files = typeof head === 'string' ? { 'migrations/2.sql': head } : head;
  const { changes } = await compareMigrations({}, files, { profile });
  assert.deepEqual(brief(changes), expected);
}
