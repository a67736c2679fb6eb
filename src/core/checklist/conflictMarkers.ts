import type { FenceBlock } from './blocks.ts';
import type { SourceLines } from './sourceLines.ts';

/**
 * Numbers of the lines that a merge left behind, outside fences. Whoever resolves a conflict by hand may
 * forget any of them, so two of the three kinds are enough, and a first line with a name is alone.
 */
export function conflictMarkerLines(lines: SourceLines, fences: readonly FenceBlock[]): readonly number[] {
  if (!mayHoldConflict(lines.source)) return [];
  const found: number[] = [];
  const kinds = new Set<string>();
  for (let at = 0; at < lines.count; at++) {
    const marker = /^(?:(<{7}|>{7})(?:[ \t]|$)|(={7})[ \t]*$)/.exec(lines.line(at));
    if (marker === null || fences.some(({ line, endLine }) => line <= at + 1 && at + 1 <= endLine)) continue;
    found.push(at + 1);
    kinds.add(marker[1] ?? marker[2]!);
  }
  return kinds.size > 1 || kinds.has('<<<<<<<') ? found : [];
}

/** A search that spares nearly every text the look at each of its lines. */
export function mayHoldConflict(text: string): boolean {
  return text.includes('<<<<<<<') || text.includes('>>>>>>>');
}
