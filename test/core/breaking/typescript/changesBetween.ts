import type { Change } from '../../../../src/core/breaking/change.ts';
import type { Budget } from '../../../../src/core/breaking/detector.ts';
import { typescriptDetector } from '../../../../src/core/breaking/typescript/index.ts';
import { memoryComparison } from '../../../support/memoryTrees.ts';

export type Files = Readonly<Record<string, string>>;

const plenty: Budget = { milliseconds: 1000, cancelled: () => false, elapsed: () => 0 };

/** All changes that the detector reports between two sets of files. */
export async function changesBetween(
  base: Files,
  head: Files,
  options: { readonly profile?: string; readonly budget?: Budget } = {},
): Promise<readonly Change[]> {
  const profiles = options.profile === undefined ? {} : { profiles: { typescript: options.profile } };
  const comparison = memoryComparison(base, head, profiles);
  const changes: Change[] = [];
  for (const unit of typescriptDetector.units(comparison)) {
    const compared = await typescriptDetector.compare(unit, comparison, options.budget ?? plenty);
    changes.push(...compared.changes);
  }
  return changes;
}
