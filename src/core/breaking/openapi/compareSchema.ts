/** Two schemas at one place: the values that they allow, and what they say beyond. */
import type { DocumentNode } from '../document/node.ts';
import { compareAnnotations, isReached } from './annotations.ts';
import type { Place, Sides } from './sides.ts';

const mostUses = 40;

export function compareSchema(
  sides: Sides,
  place: Place,
  schemas: { readonly base: DocumentNode | undefined; readonly head: DocumentNode | undefined },
): void {
  const { base, head } = schemas;
  // Whoever runs out of time says so for the whole description.
  if (base === undefined || head === undefined || sides.stop()) return;
  const { use, kind, direction, unstable } = place;
  sides.uses.set(use, { kind, unstable, direction });
  // Of a schema that a huge description uses everywhere some uses are enough.
  if (sides.uses.size < mostUses || !isReached(sides, direction, { base, head })) {
    sides.session.compare({ base, head, direction, use });
  }
  compareAnnotations(sides, place, base, head);
}
