/** Two schemas side by side, with all types that they use. */
import { compareEnums, compareFixed, compareRecords } from './compareNamed.ts';
import type { Pair, Sides } from './walk.ts';
import { walk } from './walk.ts';

export function compareTypes(sides: Sides, pair: Pair): void {
  walk(sides, pair);
  for (let next = sides.waiting.pop(); next !== undefined; next = sides.waiting.pop()) {
    const { base, head, purpose } = next;
    if (base.kind === 'record' && head.kind === 'record') compareRecords(sides, base, head, purpose);
    else if (base.kind === 'enum' && head.kind === 'enum') compareEnums(sides, base, head, purpose);
    else if (base.kind === 'fixed' && head.kind === 'fixed') compareFixed(sides, base, head, purpose);
  }
}
