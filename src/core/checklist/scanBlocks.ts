/**
 * The reading of `readBlocks` at the speed of a line scanner, for files that
 * nobody has open. It answers only when it is certain.
 */
import type { Blocks } from './blocks.ts';
import { conflictMarkerLines, mayHoldConflict } from './conflictMarkers.ts';
import { frontMatterLines } from './frontMatter.ts';
import { leave } from './scan/leaves.ts';
import { scanLine } from './scan/line.ts';
import { findInput, mayOpenBox } from './scan/prose.ts';
import { beginScan, nextLine, type Scan } from './scan/state.ts';
import { sourceLines } from './sourceLines.ts';

/**
 * Exactly what `readBlocks(text)` returns, or nothing for a text with a
 * construct that only the reference reader decides. Never throws; the time
 * grows with the length of the text.
 */
export function scanBlocks(text: string): Blocks | undefined {
  const scan = beginScan(text);
  const front = skipFrontMatter(scan);
  while (nextLine(scan)) {
    scanLine(scan);
    if (scan.unsure) return undefined;
  }
  scan.line++;
  scan.start = scan.end = text.length;
  leave(scan, 0);
  if (scan.unsure) return undefined;
  const { tasks, headings, fences, comments, nearMisses } = scan;
  return {
    tasks,
    headings,
    fences,
    comments,
    nearMisses: nearMisses.toSorted((a, b) => a.line - b.line || a.column - b.column),
    ...(front > 0 && { frontMatter: [1, front] as const }),
    conflictMarkers: mayHoldConflict(text) ? conflictMarkerLines(sourceLines(text), fences) : [],
  };
}

/**
 * False only for a text whose blocks have neither tasks nor near misses, so
 * that a caller who asks for nothing else need not read it.
 */
export function hasBoxes(text: string): boolean {
  for (let at = text.indexOf('['); at >= 0; at = text.indexOf('[', at + 1)) {
    if (mayOpenBox(text.charCodeAt(at + 1), text.charCodeAt(at + 2))) return true;
  }
  return boxCharacters.test(text) || findInput(text, 0) < text.length;
}

/** Signs that are a box, or open one, without `[`. */
const boxCharacters = /[［【〔☐☑☒⬜□▢]|\ud83d[\uddf9\uddf7\udd32\udd33]/;

function skipFrontMatter(scan: Scan): number {
  const { text } = scan;
  if (!text.startsWith('---', scan.next)) return 0;
  const ahead = beginScan(text);
  const lines: string[] = [];
  const front = frontMatterLines((at) => {
    while (lines.length <= at && nextLine(ahead)) lines.push(text.slice(ahead.start, ahead.end));
    return lines[at];
  });
  for (let at = 0; at < front; at++) nextLine(scan);
  return front;
}
