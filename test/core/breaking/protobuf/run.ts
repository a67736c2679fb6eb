import type { Change } from '../../../../src/core/breaking/change.ts';
import type { Budget, Compared } from '../../../../src/core/breaking/detector.ts';
import { protobufDetector } from '../../../../src/core/breaking/protobuf/index.ts';
import type { Files, MemoryOptions } from '../../../support/memoryTrees.ts';
import { memoryComparison } from '../../../support/memoryTrees.ts';

export const unlimited: Budget = { milliseconds: 10_000, cancelled: () => false, elapsed: () => 0 };

export interface RunOptions extends Omit<MemoryOptions, 'profiles'> {
  readonly profile?: string;
  readonly named?: readonly string[];
  readonly budget?: Budget;
}

export async function run(base: Files, head: Files, options: RunOptions = {}): Promise<Compared> {
  const { profile, named, budget = unlimited, ...rest } = options;
  const profiles = profile === undefined ? {} : { profiles: { protobuf: profile } };
  const comparison = {
    ...memoryComparison(base, head, { ...rest, ...profiles }),
    ...(named === undefined ? {} : { named }),
  };
  const changes: Change[] = [];
  const notAnalysed: Compared['notAnalysed'][number][] = [];
  for (const unit of protobufDetector.units(comparison)) {
    const compared = await protobufDetector.compare(unit, comparison, budget);
    changes.push(...compared.changes);
    notAnalysed.push(...compared.notAnalysed);
  }
  return { changes, notAnalysed };
}

/** `field-removed shop.Order.id` for each change. */
export function brief(changes: readonly Change[]): readonly string[] {
  return changes.map(({ rule, subject }) => `${rule.replace('protobuf/', '')} ${subject}`);
}

/** A text stands for one file. */
export function asFiles(text: Files | string): Files {
  return typeof text === 'string' ? { 'shop.proto': text } : text;
}
