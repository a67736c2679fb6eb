/** Yes, no, or nobody can tell. */
import type { Walk } from './place.ts';
import type { Direction } from './relate.ts';

export type Verdict = 'yes' | 'no' | 'unknown';

export function judge(
  walk: Walk,
  directions: readonly Direction[],
  ask: (direction: Direction) => boolean,
): Verdict {
  for (const direction of directions) {
    if (attempt(walk, () => ask(direction))) continue;
    return walk.relation.gaveUp() ? 'unknown' : 'no';
  }
  return 'yes';
}

export function attempt(walk: Walk, ask: () => boolean): boolean {
  walk.relation.restart();
  return ask();
}
