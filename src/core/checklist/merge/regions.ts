/** Parts of three texts that answer each other. */
import { diffIndices } from 'node-diff3';
import type { MergeLine } from './lines.ts';

export interface Sides {
  readonly base: readonly MergeLine[];
  readonly ours: readonly MergeLine[];
  readonly theirs: readonly MergeLine[];
}

/** Regions in order: single lines that all three sides have, and what stands between two of those. */
export function regionsOf({ base, ours, theirs }: Sides): readonly Sides[] {
  const inOurs = matches(base, ours);
  const inTheirs = matches(base, theirs);
  const regions: Sides[] = [];
  let from = { base: 0, ours: 0, theirs: 0 };
  const cut = (to: typeof from): void => {
    const region = {
      base: base.slice(from.base, to.base),
      ours: ours.slice(from.ours, to.ours),
      theirs: theirs.slice(from.theirs, to.theirs),
    };
    if (region.base.length + region.ours.length + region.theirs.length > 0) {
      regions.push(region);
    }
    from = to;
  };
  for (const line of base.keys()) {
    const at = { base: line, ours: inOurs.get(line), theirs: inTheirs.get(line) };
    if (at.ours !== undefined && at.theirs !== undefined) {
      cut({ base: line, ours: at.ours, theirs: at.theirs });
      cut({ base: line + 1, ours: at.ours + 1, theirs: at.theirs + 1 });
    }
  }
  cut({ base: base.length, ours: ours.length, theirs: theirs.length });
  return regions;
}

/** Index in `base` to index in `side` of the lines that are the same. */
function matches(base: readonly MergeLine[], side: readonly MergeLine[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let at = { base: 0, side: 0 };
  const equalUntil = (end: number): void => {
    for (; at.base < end; at = { base: at.base + 1, side: at.side + 1 }) {
      found.set(at.base, at.side);
    }
  };
  const keys = (lines: readonly MergeLine[]): string[] => lines.map(({ key }) => key);
  for (const { buffer1, buffer2 } of diffIndices(keys(base), keys(side))) {
    equalUntil(buffer1[0]);
    at = { base: buffer1[0] + buffer1[1], side: buffer2[0] + buffer2[1] };
  }
  equalUntil(base.length);
  return found;
}
