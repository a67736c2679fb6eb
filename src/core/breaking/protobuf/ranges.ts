/** Numbers that are set aside. */
import type { Range } from './model.ts';

/** What `before` covers and `after` does not, in order. */
export function uncovered(before: Range, after: readonly Range[]): readonly Range[] {
  const missing: Range[] = [];
  let from = before.from;
  for (const range of after.toSorted((a, b) => a.from - b.from)) {
    if (range.to < from) continue;
    if (range.from > before.to) break;
    if (range.from > from) missing.push({ from, to: range.from - 1 });
    from = Math.max(from, range.to + 1);
  }
  if (from <= before.to) missing.push({ from, to: before.to });
  return missing;
}

export function covers(ranges: readonly Range[], number: number): boolean {
  return ranges.some(({ from, to }) => from <= number && number <= to);
}

export function rangeText({ from, to }: Range): string {
  const last = to === 536_870_911 || to === 2_147_483_647 ? 'max' : String(to);
  return from === to ? String(from) : `${from} to ${last}`;
}
