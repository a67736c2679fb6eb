import { lineStarts } from '../../base/text.ts';
import type { Locate } from './facts.ts';

/** Offsets of a text as lines and columns. */
export function locator(text: string): Locate {
  const starts = lineStarts(text);
  const at = (offset: number): { readonly line: number; readonly column: number } => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? Infinity) <= offset) low = middle + 1;
      else high = middle;
    }
    const line = Math.max(low, 1);
    return { line, column: Math.max(offset - (starts[line - 1] ?? 0) + 1, 1) };
  };
  return (start, end) => {
    const from = at(start);
    const to = at(end);
    return { ...from, endLine: to.line, endColumn: to.column };
  };
}
