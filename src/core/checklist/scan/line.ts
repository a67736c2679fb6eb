/**
 * One line of the scan, by the algorithm of CommonMark: which containers go
 * on, which blocks begin inside them, and what is left for the open leaf.
 */
import { matchContainers, openItem, openQuote, skipToContent } from './containers.ts';
import { htmlKind, undecided } from './html.ts';
import {
  closeLeaf,
  continueParagraph,
  leave,
  mayDefine,
  openFence,
  openHtml,
  openParagraph,
  openTable,
  paragraphWords,
  readCodeLine,
  readFenceLine,
  readHtmlLine,
  readRow,
} from './leaves.ts';
import { readHeadingWords } from './prose.ts';
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
} from './shapes.ts';
import { leafCode, leafFence, leafHtml, leafNone, leafParagraph, leafTable, type Scan } from './state.ts';

export function scanLine(scan: Scan): void {
  scan.at = scan.start;
  scan.column = 0;
  scan.base = 0;
  skipToContent(scan);
  const { line, at, end } = scan;
  const matched = matchContainers(scan);
  if (scan.at >= end) readBlankLine(scan, matched);
  else if (!mayHeadTable(scan.text.charCodeAt(scan.at)) || !headsTable(scan, matched))
    readFilledLine(scan, matched);
  if (at >= end) return;
  scan.filled = line;
  scan.filledStart = scan.start;
  if (scan.text.charCodeAt(at) !== 62 || hasWords(scan, at)) scan.worded = line;
}

function readBlankLine(scan: Scan, matched: number): void {
  if (matched < scan.height) leave(scan, matched);
  else if (scan.leaf === leafHtml) readHtmlLine(scan);
  else if (scan.leaf !== leafFence && scan.leaf !== leafCode) closeLeaf(scan, scan.line - 1);
}

function readFilledLine(scan: Scan, matched: number): void {
  if (matched === scan.height && scan.leaf === leafFence) readFenceLine(scan);
  else if (matched === scan.height && scan.leaf === leafHtml) readHtmlLine(scan);
  else {
    let height = matched;
    while (height >= 0) height = openBlock(scan, height);
  }
}

/** Opens the block at `scan.at` inside the first `height` containers; returns the height to go on with, -1 when the line is read. */
function openBlock(scan: Scan, height: number): number {
  const { text, at, end } = scan;
  if (at >= end || scan.unsure) return -1;
  // A paragraph goes on lazily when only its containers are missing.
  const inParagraph = scan.leaf === leafParagraph;
  const whole = height === scan.height;
  if (scan.column - scan.base > 3) {
    if (inParagraph) continueParagraph(scan, height);
    else {
      leave(scan, height);
      readCodeLine(scan);
    }
    return -1;
  }
  const code = text.charCodeAt(at);
  switch (code) {
    case 62:
      leave(scan, height);
      openQuote(scan);
      return scan.height;
    case 35:
      return readAtx(scan, height);
    case 96:
    case 126: {
      const length = fenceLength(text, at, end);
      if (length === 0) break;
      leave(scan, height);
      openFence(scan, length);
      return -1;
    }
    case 60: {
      const kind = htmlKind(text, at, end);
      if (kind === 0) break;
      if (kind === undecided) scan.unsure = true;
      if (kind === 7 && (inParagraph || (whole && scan.leaf === leafTable))) {
        if (!inParagraph || mayDefine(scan, scan.start)) scan.unsure = true;
        break;
      }
      leave(scan, height);
      openHtml(scan, kind);
      return -1;
    }
    case 61:
      if (inParagraph && whole && isUnderline(text, at, end)) return readUnderline(scan, 1);
      break;
    case 42:
    case 45:
    case 95:
    case 43: {
      if (beginsPlainItem(text, at, end)) {
        leave(scan, height);
        openItem(scan, at + 1, 0);
        if (text.charCodeAt(at + 2) !== 91 || text.charCodeAt(at + 3) === 94) return scan.height;
        openParagraph(scan, scan.height);
        return -1;
      }
      if (code === 45 && inParagraph && whole && isUnderline(text, at, end)) return readUnderline(scan, 2);
      if (code !== 43 && isThematicBreak(text, at, end)) {
        leave(scan, height);
        return -1;
      }
      if (code === 95 || (at + 1 < end && !isBlank(text.charCodeAt(at + 1)))) break;
      if (inParagraph && whole && skipBlanks(text, at + 1, end) === end) {
        if (mayDefine(scan, scan.start)) scan.unsure = true;
        break;
      }
      leave(scan, height);
      openItem(scan, at + 1, 0);
      return scan.height;
    }
    case 91:
      if (text.charCodeAt(at + 1) === 94 && isFootnote(scan)) scan.unsure = true;
      break;
    default: {
      const stop = code >= 48 && code <= 57 ? orderedEnd(text, at, end) : -1;
      if (stop < 0) break;
      if (inParagraph && whole && !mayInterrupt(scan, stop)) {
        if (mayDefine(scan, scan.start)) scan.unsure = true;
        break;
      }
      leave(scan, height);
      openItem(scan, stop, stop - 1 - at);
      return scan.height;
    }
  }
  readWords(scan, height);
  return -1;
}

function readWords(scan: Scan, height: number): void {
  const whole = height === scan.height;
  if (scan.leaf === leafParagraph) return continueParagraph(scan, height);
  if (whole && scan.leaf === leafTable) return readRow(scan);
  openParagraph(scan, height);
}

function readAtx(scan: Scan, height: number): number {
  const { text, at, end, line } = scan;
  const level = atxLevel(text, at, end);
  if (level === 0) {
    readWords(scan, height);
    return -1;
  }
  leave(scan, height);
  const from = skipBlanks(text, at + level, end);
  const words = text.slice(from, atxEnd(text, from, end));
  scan.level = level;
  scan.headings.push({ line, level, text: words, form: 'atx' });
  readHeadingWords(scan, from, words);
  return -1;
}

/** The open paragraph turns out to be a heading. */
function readUnderline(scan: Scan, level: number): number {
  const { leafLine } = scan;
  const several = scan.line > leafLine + 1;
  if (
    mayDefine(scan, scan.start) ||
    scan.leafTask >= 0 ||
    scan.bareBox >= 0 ||
    (several && scan.quotes > 0)
  ) {
    scan.unsure = true;
    return -1;
  }
  const words = paragraphWords(scan);
  // Tabs in front of words may have become spaces in the reference reader.
  if (words.includes('\t')) scan.unsure = true;
  scan.level = level;
  scan.headings.push({ line: leafLine, level, text: words, form: 'setext' });
  scan.leaf = leafNone;
  return -1;
}

/** A bullet, one space and a letter or the like: no rule, no underline, no empty item. The way of almost all items. */
function beginsPlainItem(text: string, at: number, end: number): boolean {
  if (at + 2 >= end || text.charCodeAt(at + 1) !== 32 || text.charCodeAt(at) === 95) return false;
  const code = text.charCodeAt(at + 2);
  return code > 47 && code !== 95;
}

/** An ordered item goes into a running paragraph only as number 1, and with content. */
function mayInterrupt({ text, at, end }: Scan, stop: number): boolean {
  return Number(text.slice(at, stop - 1)) === 1 && skipBlanks(text, stop, end) < end;
}

/** `[^label]:`, where GitHub begins a footnote. */
function isFootnote({ text, at, end }: Scan): boolean {
  return text.slice(at, end).includes(']:');
}

/** `-`, `|` or `:`. */
function mayHeadTable(code: number): boolean {
  return code === 45 || code === 124 || code === 58;
}

/**
 * Whether this line is the delimiter row of a table. Its header must be the
 * last line of the open paragraph; markdown-it also takes lines that begin a
 * block, and those are left to it.
 */
function headsTable(scan: Scan, matched: number): boolean {
  const { text, at, end, leaf } = scan;
  const code = text.charCodeAt(at);
  const second = at + 1 < end ? text.charCodeAt(at + 1) : 0;
  if (second !== 45 && second !== 124 && second !== 58 && (code === 45 || !isBlank(second))) return false;
  const whole = matched === scan.height;
  if (scan.filled !== scan.line - 1 || (leaf === leafTable && whole)) return false;
  if ((leaf === leafFence || leaf === leafHtml) && scan.leafLine < scan.line - 1) return false;
  const columns = scan.column - scan.base > 3 ? 0 : delimiterColumns(text, at, end);
  if (columns === 0) return false;
  if (leaf === leafParagraph && whole && scan.rowStart >= 0) {
    if (rowColumns(text, scan.rowStart, scan.rowEnd) !== columns) return false;
    // A number that could not begin a list inside a paragraph can in front of a table.
    if (mayDefine(scan, scan.start) || orderedEnd(text, scan.rowStart, scan.rowEnd) >= 0) scan.unsure = true;
    openTable(scan);
    return true;
  }
  const before = text.lastIndexOf('|', scan.start - 1);
  if (before >= scan.filledStart) scan.unsure = true;
  return false;
}

function hasWords({ text, end }: Scan, at: number): boolean {
  while (at < end && (isBlank(text.charCodeAt(at)) || text.charCodeAt(at) === 62)) at++;
  return at < end;
}
