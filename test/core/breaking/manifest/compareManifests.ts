import type { Change } from '../../../../src/core/breaking/change.ts';
import type { Budget, Compared } from '../../../../src/core/breaking/detector.ts';
import { manifestDetector } from '../../../../src/core/breaking/manifest/index.ts';
import type { Files, MemoryOptions } from '../../../support/memoryTrees.ts';
import { memoryComparison } from '../../../support/memoryTrees.ts';

const unlimited: Budget = { milliseconds: 10_000, cancelled: () => false, elapsed: () => 0 };

/** What the manifest detector finds between two sets of files. */
export async function compareManifests(base: Files, head: Files, options?: MemoryOptions): Promise<Compared> {
  const comparison = memoryComparison(base, head, options);
  const changes: Change[] = [];
  const notAnalysed: Compared['notAnalysed'][number][] = [];
  for (const unit of manifestDetector.units(comparison)) {
    const compared = await manifestDetector.compare(unit, comparison, unlimited);
    changes.push(...compared.changes);
    notAnalysed.push(...compared.notAnalysed);
  }
  return { changes, notAnalysed };
}
