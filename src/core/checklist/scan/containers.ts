/**
 * The stack of quotes and list items.
 */
import { maxListDepth } from '../blocks.ts';
import { isBlank } from './shapes.ts';
import { quoteWidth, type Scan } from './state.ts';

/** More containers than this are left to the reference reader. */
const maxHeight = 96;

/** Moves over the blanks in front of the content and counts their columns. */
export function skipToContent(scan: Scan): void {
  const { text, end } = scan;
  let { at, column } = scan;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 32) column++;
    else if (code === 9) column += 4 - (column & 3);
    else break;
  }
  scan.at = at;
  scan.column = column;
}

/** Number of containers that this line continues; leaves `at` behind their prefixes. */
export function matchContainers(scan: Scan): number {
  const { widths, height } = scan;
  let matched = 0;
  for (; matched < height; matched++) {
    const width = widths[matched]!;
    if (width === quoteWidth) {
      if (!readQuoteMarker(scan)) break;
    } else if (scan.at >= scan.end) {
      // A blank line right below an empty item ends it.
      if (scan.fresh && matched === height - 1) break;
    } else if (scan.column - scan.base >= width) {
      scan.base += width;
    } else {
      break;
    }
  }
  return matched;
}

/** Opens a quote at its `>`. */
export function openQuote(scan: Scan): void {
  readQuoteMarker(scan);
  push(scan, quoteWidth);
  scan.quotes++;
  scan.fresh = false;
}

/** Opens a list item whose marker ends at `stop` and has that many digits. */
export function openItem(scan: Scan, stop: number, digits: number): void {
  scan.ordinalStart = scan.at;
  scan.ordinalEnd = scan.at + digits;
  const markerEnd = scan.column + stop - scan.at;
  const outer = scan.base;
  scan.at = stop;
  scan.column = markerEnd;
  skipToContent(scan);
  // Nothing behind the marker, or code behind it: the content begins one column on.
  const narrow = scan.at >= scan.end || scan.column - markerEnd > 4;
  scan.base = narrow ? markerEnd + 1 : scan.column;
  push(scan, scan.base - outer);
  scan.listDepth++;
  scan.fresh = true;
  if (scan.listDepth > maxListDepth) scan.unsure = true;
}

/** Closes the containers from `height` up; the lines before the current one are theirs. */
export function popContainers(scan: Scan, height: number): void {
  while (scan.height > height) {
    const top = --scan.height;
    if (scan.widths[top] === quoteWidth) {
      scan.quotes--;
      continue;
    }
    scan.listDepth--;
    const task = scan.own[top]!;
    if (task >= 0) scan.tasks[task]!.endLine = scan.quotes > 0 ? scan.worded : scan.filled;
  }
}

function push(scan: Scan, width: number): void {
  const top = scan.height++;
  scan.widths[top] = width;
  scan.own[top] = -1;
  scan.near[top] = top === 0 ? -1 : scan.near[top - 1]!;
  if (scan.height > maxHeight) scan.unsure = true;
}

function readQuoteMarker(scan: Scan): boolean {
  const { text, end } = scan;
  if (scan.at >= end || scan.column - scan.base > 3 || text.charCodeAt(scan.at) !== 62) return false;
  scan.at++;
  scan.column++;
  scan.base = scan.at < end && isBlank(text.charCodeAt(scan.at)) ? scan.column + 1 : scan.column;
  skipToContent(scan);
  return true;
}
