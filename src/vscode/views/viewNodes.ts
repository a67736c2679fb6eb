import type { DisplayNode, TreeFilter, TreeGrouping } from '../../core/readiness/display.ts';
import type { FolderState } from '../assessedFolder.ts';
import type { Engine } from '../engine.ts';

export interface ViewOptions {
  readonly filter: TreeFilter;
  readonly grouping: TreeGrouping;
  readonly me: readonly string[];
}

/** The nodes of one folder: its releases, and what was left out while nothing is filtered away. */
export function viewNodes(engine: Engine, state: FolderState, options: ViewOptions): readonly DisplayNode[] {
  const { assessment } = state;
  if (assessment === undefined) return [];
  const { timezone } = assessment.policy;
  const leftOut = assessment.leftOut.map((entry) => ({
    file: entry.file,
    why: engine.leftOutSentence(entry),
  }));
  return engine.readinessTree(assessment.readiness, { ...options, now: assessment.now, timezone, leftOut });
}
