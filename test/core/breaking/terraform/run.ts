import type { Change } from '../../../../src/core/breaking/change.ts';
import type { Budget, Compared } from '../../../../src/core/breaking/detector.ts';
import { terraformDetector } from '../../../../src/core/breaking/terraform/index.ts';
import type { Files, MemoryOptions } from '../../../support/memoryTrees.ts';
import { memoryComparison } from '../../../support/memoryTrees.ts';

const unlimited: Budget = { milliseconds: 10_000, cancelled: () => false, elapsed: () => 0 };

export async function run(
  base: Files,
  head: Files,
  options?: MemoryOptions,
  budget = unlimited,
): Promise<Compared> {
  const comparison = memoryComparison(base, head, options);
  const changes: Change[] = [];
  const notAnalysed: Compared['notAnalysed'][number][] = [];
  for (const unit of terraformDetector.units(comparison)) {
    const compared = await terraformDetector.compare(unit, comparison, budget);
    changes.push(...compared.changes);
    notAnalysed.push(...compared.notAnalysed);
  }
  return { changes, notAnalysed };
}

/** `variable-removed var.zone major` for each change. */
export function brief(changes: readonly Change[]): readonly string[] {
  return changes.map(({ rule, subject, level }) => `${rule.replace('terraform/', '')} ${subject} ${level}`);
}
