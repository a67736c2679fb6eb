import { avroDetector } from '../../../../src/core/breaking/avro/index.ts';
import type { Change } from '../../../../src/core/breaking/change.ts';
import type { Budget, Compared } from '../../../../src/core/breaking/detector.ts';
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
  const [unit] = avroDetector.units(comparison);
  return unit === undefined
    ? { changes: [], notAnalysed: [] }
    : avroDetector.compare(unit, comparison, budget);
}

/** `type-widened Money.cents minor` for each change. */
export function brief(changes: readonly Change[]): readonly string[] {
  return changes.map(({ rule, subject, level }) => `${rule.replace('avro/', '')} ${subject} ${level}`);
}
