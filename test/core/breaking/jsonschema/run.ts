/** Runs the detector on two sets of files. */
import type { Change } from '../../../../src/core/breaking/change.ts';
import type { Budget, Compared } from '../../../../src/core/breaking/detector.ts';
import { jsonSchemaDetector } from '../../../../src/core/breaking/jsonschema/index.ts';
import type { Files } from '../../../support/memoryTrees.ts';
import { memoryComparison } from '../../../support/memoryTrees.ts';

export const unlimited: Budget = { milliseconds: 60_000, cancelled: () => false, elapsed: () => 0 };

export async function run(
  base: Files,
  head: Files,
  profile = 'request',
  budget: Budget = unlimited,
): Promise<Compared> {
  const comparison = memoryComparison(base, head, { profiles: { jsonschema: profile } });
  const changes: Change[] = [];
  const notAnalysed: Compared['notAnalysed'][number][] = [];
  for (const unit of jsonSchemaDetector.units(comparison)) {
    const compared = await jsonSchemaDetector.compare(unit, comparison, budget);
    changes.push(...compared.changes);
    notAnalysed.push(...compared.notAnalysed);
  }
  return { changes, notAnalysed };
}

/** `major type-narrowed size` for each change. */
export function brief(changes: readonly Change[]): readonly string[] {
  return changes.map(({ rule, level, subject }) => `${level} ${rule.replace('jsonschema/', '')} ${subject}`);
}
