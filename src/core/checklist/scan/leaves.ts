/**
 * The open leaf: what a line adds to it, and what it leaves behind when it
 * closes.
 */
import { readHtmlBlock } from '../htmlBlock.ts';
import { boxesInRow, strayTask } from '../nearMiss.ts';
import { popContainers } from './containers.ts';
import { endsHtml } from './html.ts';
import { addTask, miss, readCheckbox, readFirstLine, readFurtherLine, readStray } from './prose.ts';
import { fenceLength, isThematicBreak, orderedEnd, skipBlanks } from './shapes.ts';
import {
  find,
  hasBracket,
  leafCode,
  leafFence,
  leafHtml,
  leafNone,
  leafParagraph,
  leafTable,
  quoteWidth,
  type Scan,
} from './state.ts';

/** Closes the leaf and the containers from `height` up; the current line is no longer theirs. */
export function leave(scan: Scan, height: number): void {
  if (scan.leaf !== leafNone) closeLeaf(scan, scan.line - 1);
  scan.fresh = false;
  if (height < scan.height) popContainers(scan, height);
}

/** Begins a paragraph inside the first `height` containers. */
export function openParagraph(scan: Scan, height: number): void {
  const isFirst = scan.fresh && height === scan.height;
  leave(scan, height);
  scan.leaf = leafParagraph;
  scan.leafLine = scan.line;
  scan.leafStart = scan.at;
  scan.leafTask = -1;
  scan.bareBox = -1;
  scan.leafFresh = isFirst;
  scan.rowStart = scan.at;
  scan.rowEnd = scan.end;
  const { length } = scan.nearMisses;
  readFirstLine(scan);
  if (scan.nearMisses.length > length && mayDefine(scan, scan.end)) scan.unsure = true;
}

/** Adds a line that continues the first `height` containers to the paragraph, lazily when there are more. */
export function continueParagraph(scan: Scan, height: number): void {
  const lazy = height < scan.height;
  const indented = scan.column - scan.base > 3;
  const defines = mayDefine(scan, scan.start);
  if (lazy && indented && mayEndLazily(scan, height)) {
    scan.unsure = true;
    return;
  }
  if (defines && (lazy || indented || (scan.leafFresh && hasBracket(scan)))) {
    scan.unsure = true;
    return;
  }
  scan.rowStart = lazy || indented ? -1 : scan.at;
  scan.rowEnd = scan.end;
  if (scan.bareBox >= 0) {
    addTask(scan, scan.leafLine, scan.bareBox, lineStartOf(scan), scan.bareBox + 3);
    scan.bareBox = -1;
  }
  if (scan.leafTask >= 0) scan.tasks[scan.leafTask]!.continuation = [scan.leafLine + 1, scan.line];
  const { length } = scan.nearMisses;
  readFurtherLine(scan);
  if (defines && scan.nearMisses.length > length) scan.unsure = true;
}

/**
 * Whether a lazy line behind four columns or more may be read as a block.
 * CommonMark goes on with the paragraph. markdown-it counts the columns from
 * the innermost container instead, and agrees only where the missing container
 * is one list item and the line another, or is one quote.
 */
function mayEndLazily(scan: Scan, height: number): boolean {
  const { text, at, end, widths } = scan;
  let quotes = 0;
  for (let missing = height; missing < scan.height; missing++) {
    if (widths[missing] === quoteWidth) quotes++;
  }
  if (widths[height] === quoteWidth && quotes === 1) return false;
  const mayBeItem = quotes > 0 || scan.height > height + 1;
  switch (text.charCodeAt(at)) {
    case 35: // #
    case 60: // <
    case 62: // >
    case 96: // `
    case 126: // ~
      return true;
    case 91: // [
      return text.charCodeAt(at + 1) === 94;
    case 42: // *
    case 45: // -
    case 95: // _
      return mayBeItem || isThematicBreak(text, at, end);
    case 43: // +
      return mayBeItem;
    default:
      return mayBeItem && orderedEnd(text, at, end) >= 0;
  }
}

/** Whether the open paragraph may begin with a link definition that ends before `offset`. */
export function mayDefine(scan: Scan, offset: number): boolean {
  const { text, leafStart } = scan;
  if (text.charCodeAt(leafStart) !== 91) return false;
  if (scan.definition < leafStart) scan.definition = find(text, ']:', leafStart);
  return scan.definition < offset;
}

export function openFence(scan: Scan, length: number): void {
  const { text, at, end } = scan;
  scan.leaf = leafFence;
  scan.leafLine = scan.line;
  scan.marker = text.charCodeAt(at);
  scan.markerLength = length;
  scan.info = text.slice(at + length, end).trim();
  scan.hidden = [];
}

export function readFenceLine(scan: Scan): void {
  const { text, at, end } = scan;
  if (scan.column - scan.base < 4 && text.charCodeAt(at) === scan.marker && at < end) {
    const length = fenceLength(text, at, end);
    if (length >= scan.markerLength && skipBlanks(text, at + length, end) === end) {
      closeFence(scan, { endLine: scan.line, closed: true });
      return;
    }
  }
  if (hasBracket(scan) && strayTask(text.slice(scan.start, end)) !== undefined) scan.hidden.push(scan.line);
}

export function openHtml(scan: Scan, kind: number): void {
  scan.leaf = leafHtml;
  scan.leafLine = scan.line;
  scan.leafStart = scan.start;
  scan.marker = kind;
  readHtmlLine(scan);
}

export function readHtmlLine(scan: Scan): void {
  const { at, end, marker } = scan;
  if (at >= end) {
    if (marker > 5) closeHtml(scan, scan.line - 1);
  } else if (endsHtml(scan.text, at, end, marker)) {
    closeHtml(scan, scan.line);
  }
}

export function readCodeLine(scan: Scan): void {
  scan.leaf = leafCode;
  readStray(scan, 'indentedCode');
}

/** The paragraph's last line turns out to be the header of a table. */
export function openTable(scan: Scan): void {
  const { nearMisses } = scan;
  const header = scan.line - 1;
  if (scan.bareBox >= 0 || scan.leafTask >= 0) {
    scan.unsure = true;
    return;
  }
  const start = lineStartBefore(scan, scan.rowStart);
  while (nearMisses.at(-1)?.line === header) nearMisses.pop();
  const current = { line: scan.line, start: scan.start, end: scan.end };
  scan.line = header;
  scan.start = start;
  scan.end = scan.rowEnd;
  scan.bracket = scan.input = -1;
  readRow(scan);
  Object.assign(scan, current);
  scan.bracket = scan.input = -1;
  scan.leaf = leafTable;
}

export function readRow(scan: Scan): void {
  const { text, start, end } = scan;
  if (hasBracket(scan)) {
    for (const at of boxesInRow(text.slice(start, end))) miss(scan, start, { at, why: 'boxInTable' });
  }
  readCheckbox(scan);
}

/** Closes the leaf; `endLine` is the last line that may be its own. */
export function closeLeaf(scan: Scan, endLine: number): void {
  const { leaf } = scan;
  scan.leaf = leafNone;
  if (leaf === leafFence) closeFence(scan, { endLine, closed: false });
  else if (leaf === leafHtml) closeHtml(scan, endLine);
  else if (leaf === leafParagraph && scan.bareBox >= 0) {
    const column = scan.bareBox - lineStartOf(scan) + 1;
    scan.nearMisses.push({ line: scan.leafLine, column, why: 'boxWithoutText' });
  }
}

/** Words of the open paragraph as a heading shows them. */
export function paragraphWords(scan: Scan): string {
  const { text, leafStart, rowEnd } = scan;
  return trimAscii(text.slice(leafStart, rowEnd)).replace(/[ \t]*(?:\r\n?|\n)[ \t]*/g, ' ');
}

function closeFence(
  scan: Scan,
  { endLine, closed }: { readonly endLine: number; readonly closed: boolean },
): void {
  const { leafLine, info, hidden } = scan;
  scan.fences.push({ line: leafLine, endLine, info, hiddenTasks: hidden, closed });
  scan.leaf = leafNone;
}

function closeHtml(scan: Scan, endLine: number): void {
  const { leafLine, leafStart } = scan;
  const stop = endLine < scan.line ? scan.start : scan.end;
  const lines = scan.text.slice(leafStart, stop).split(/\r\n?|\n/);
  const read = readHtmlBlock(lines.slice(0, endLine - leafLine + 1), leafLine, scan.level);
  scan.comments.push(...read.comments);
  scan.headings.push(...read.headings);
  scan.nearMisses.push(...read.nearMisses);
  scan.leaf = leafNone;
}

function lineStartOf(scan: Scan): number {
  return lineStartBefore(scan, scan.leafStart);
}

/** Start of the line that holds an offset. */
function lineStartBefore({ text }: Scan, offset: number): number {
  while (offset > 0) {
    const code = text.charCodeAt(offset - 1);
    if (code === 10 || code === 13 || (offset === 1 && code === 0xfeff)) break;
    offset--;
  }
  return offset;
}

function trimAscii(text: string): string {
  return text.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
}
