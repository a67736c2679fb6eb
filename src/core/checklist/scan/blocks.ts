/**
 * One line of the scan: which containers go on, which block begins, and what
 * goes into the open leaf. Follows the CommonMark algorithm (containers first,
 * then new blocks, then lazy continuation).
 */
import { maxListDepth } from '../blocks.ts';
import { endsHtml, htmlKind } from './html.ts';
import {
  closeContainers,
  closeLeaf,
  continueParagraph,
  openParagraph,
  readCodeLine,
  readFenceLine,
  readHtmlLine,
  readTableLine,
  startTable,
} from './leaves.ts';
import {
  atxEnd,
  atxLevel,
  delimiterColumns,
  fenceLength,
  isBlank,
  isThematicBreak,
  isUnderline,
  orderedEnd,
  rowColumns,
  skipBlanks,
  trimBlanks,
} from './shapes.ts';
import {
  leafCode,
  leafFence,
  leafHtml,
  leafNone,
  leafParagraph,
  leafTable,
  quoteWidth,
  type Scan,
} from './state.ts';

/** Containers deeper than this are left to the reference reader. */
const maxHeight = 96;

export function scanLine(scan: Scan): void {
  scan.column = 0;
  scan.base = 0;
  scan.at = scan.start;
  skipToContent(scan);
  const matched = matchContainers(scan);
  const blank = scan.at >= scan.end;
  if (matched === scan.height) {
    if (scan.leaf === leafFence) return readFenceLine(scan);
    if (scan.leaf === leafHtml) return readHtmlLine(scan);
  }
  if (!blank) {
    startBlocks(scan, matched);
    scan.filled = scan.line;
    return;
  }
  if (matched < scan.height) closeContainers(scan, matched);
  else if (scan.leaf !== leafCode) closeLeaf(scan);
}

/** Moves over the blanks in front of the content and counts their columns. */
function skipToContent(scan: Scan): void {
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
function matchContainers(scan: Scan): number {
  const { widths, height } = scan;
  let matched = 0;
  for (; matched < height; matched++) {
    const width = widths[matched] as number;
    if (width === quoteWidth) {
      if (!readQuoteMarker(scan)) break;
    } else if (scan.at >= scan.end) {
      if (scan.fresh && matched === height - 1) break;
    } else if (scan.column - scan.base >= width) {
      scan.base += width;
    } else {
      break;
    }
  }
  return matched;
}

function readQuoteMarker(scan: Scan): boolean {
  if (scan.at >= scan.end || scan.column - scan.base > 3 || scan.text.charCodeAt(scan.at) !== 62) return false;
  const after = ++scan.at < scan.end && isBlank(scan.text.charCodeAt(scan.at)) ? 1 : 0;
  scan.base = ++scan.column + after;
  skipToContent(scan);
  return true;
}

/** Opens whatever begins on this line, inside the containers that it continues. */
function startBlocks(scan: Scan, matched: number): void {
  const { text, end } = scan;
  for (;;) {
    const { at } = scan;
    // A paragraph that an unmatched container holds may go on lazily.
    const inParagraph = scan.leaf === leafParagraph;
    const whole = matched === scan.height;
    if (scan.column - scan.base >= 4) {
      if (inParagraph) return continueParagraph(scan, { lazy: !whole });
      leaveOpen(scan, matched, leafCode);
      return readCodeLine(scan);
    }
    const code = text.charCodeAt(at);
    switch (code) {
      case 62: {
        leaveOpen(scan, matched, leafNone);
        readQuoteMarker(scan);
        push(scan, quoteWidth);
        matched = scan.height;
        scan.fresh = false;
        if (scan.unsure || scan.at >= end) return;
        continue;
      }
      case 35: {
        const level = atxLevel(text, at, end);
        if (level === 0) break;
        leaveOpen(scan, matched, leafNone);
        const from = skipBlanks(text, at + level, end);
        const words = text.slice(from, atxEnd(text, from, end));
        scan.headings.push({ line: scan.line, level, text: words, form: 'atx' });
        return;
      }
      case 96:
      case 126: {
        const length = fenceLength(text, at, end);
        if (length === 0) break;
        leaveOpen(scan, matched, leafNone);
        scan.leaf = leafFence;
        scan.leafLine = scan.line;
        scan.marker = code;
        scan.markerLength = length;
        scan.infoStart = at + length;
        scan.infoEnd = end;
        scan.hidden = [];
        return;
      }
      case 60: {
        const kind = htmlKind(text, at, end);
        if (kind === 0) break;
        if (kind === 7 && inParagraph) break;
        if (kind === 7 && whole && scan.leaf === leafTable) return giveUp(scan);
        leaveOpen(scan, matched, leafNone);
        scan.leaf = leafHtml;
        scan.leafLine = scan.line;
        scan.leafStart = at;
        scan.marker = kind;
        scan.hidden = [];
        return readHtmlLine(scan);
      }
      case 61: {
        if (!inParagraph || !whole || !isUnderline(text, at, end)) break;
        return readUnderline(scan, 1);
      }
      case 42:
      case 43:
      case 45:
      case 95: {
        if (code === 45 && inParagraph && whole && isUnderline(text, at, end)) return readUnderline(scan, 2);
        if (code !== 43 && isThematicBreak(text, at, end)) {
          leaveOpen(scan, matched, leafNone);
          return;
        }
        if (code === 95 || (at + 1 < end && !isBlank(text.charCodeAt(at + 1)))) break;
        if (inParagraph && whole && skipBlanks(text, at + 1, end) === end) {
          if (mayDefine(scan)) return giveUp(scan);
          break;
        }
        leaveOpen(scan, matched, leafNone);
        matched = openItem(scan, at + 1);
        if (scan.unsure || scan.at >= end) return;
        continue;
      }
      default: {
        if (code < 48 || code > 57) break;
        const stop = orderedEnd(text, at, end);
        if (stop < 0) break;
        if (inParagraph && whole && !mayInterrupt(scan, stop)) {
          if (mayDefine(scan)) return giveUp(scan);
          break;
        }
        leaveOpen(scan, matched, leafNone);
        matched = openItem(scan, stop);
        if (scan.unsure || scan.at >= end) return;
        continue;
      }
    }
    return readWords(scan, matched);
  }
}
