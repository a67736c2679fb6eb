/**
 * What the line scanner knows between two lines.
 *
 * Containers (quotes and list items) are a stack in parallel arrays; the leaf
 * is the one open block inside the innermost container. Columns count from 0
 * with tab stops of four from the start of the line, so that the rest of a tab
 * belongs to whoever reads the text behind it.
 */
import { isBlank } from './shapes.ts';
import type { CommentBlock, FenceBlock, HeadingBlock, NearMiss, TaskBlock } from '../blocks.ts';

/** The open block inside the innermost container. */
export const leafNone = 0;
export const leafParagraph = 1;
export const leafFence = 2;
export const leafHtml = 3;
export const leafCode = 4;
export const leafTable = 5;

/** Width of a container that is a quote; a list item has the columns up to its content. */
export const quoteWidth = -1;

export type Draft<T> = { -readonly [K in keyof T]: T[K] };

export interface Scan {
  readonly text: string;
  /** End of the last line; a last line of nothing but blanks without a line end is none. */
  readonly limit: number;
  /** Set when something turns up that only the reference reader decides. */
  unsure: boolean;

  line: number;
  start: number;
  end: number;
  /** Start of the line after this one. */
  next: number;
  /** First of its kind at or after the start of the line; the length of the text when there is none. */
  lineFeed: number;
  carriageReturn: number;
  bracket: number;
  input: number;
  /** First character behind the containers of this line that is no blank, and its column. */
  at: number;
  column: number;
  /** Column where the content of the innermost container begins on this line. */
  base: number;
  /** Last line that is not blank, and last line that holds more than blanks and `>`. */
  filled: number;
  worded: number;
  /** Start of the last line that is not blank. */
  filledStart: number;

  height: number;
  listDepth: number;
  quotes: number;
  readonly widths: number[];
  /** Task of each container, -1 for none. */
  readonly own: number[];
  /** Nearest task at or around each container, -1 for none. */
  readonly near: number[];
  /** The innermost container is a list item that holds nothing yet. */
  fresh: boolean;
  /** Number of the innermost item as written; equal offsets for a bullet. */
  ordinalStart: number;
  ordinalEnd: number;

  leaf: number;
  leafLine: number;
  /** Offset of its first character; HTML: start of its first line. */
  leafStart: number;
  /** Paragraph: its task, -1 for none. */
  leafTask: number;
  /** Paragraph: offset of a box on its first line that has no text behind it; -1 for none. */
  bareBox: number;
  /** Paragraph: it is the first block of an item. */
  leafFresh: boolean;
  /** Offset of the first `]:` at or behind the start of the last paragraph that begins with `[`. */
  definition: number;
  /** Paragraph: content of its last line; -1 when that line cannot be the header of a table. */
  rowStart: number;
  rowEnd: number;
  /** Fence: character code. HTML: kind 1 to 7. */
  marker: number;
  /** Fence: length of the marker. */
  markerLength: number;
  info: string;
  hidden: number[];
  /** Level of the last heading. */
  level: number;

  readonly tasks: Draft<TaskBlock>[];
  readonly headings: HeadingBlock[];
  readonly fences: FenceBlock[];
  readonly comments: CommentBlock[];
  readonly nearMisses: NearMiss[];
}

export function beginScan(text: string): Scan {
  return {
    text,
    limit: lastLineEnd(text),
    unsure: false,
    line: 0,
    start: 0,
    end: 0,
    next: text.charCodeAt(0) === 0xfeff ? 1 : 0,
    lineFeed: -1,
    carriageReturn: -1,
    bracket: -1,
    input: -1,
    at: 0,
    column: 0,
    base: 0,
    filled: 0,
    worded: 0,
    filledStart: 0,
    height: 0,
    listDepth: 0,
    quotes: 0,
    widths: [],
    own: [],
    near: [],
    fresh: false,
    ordinalStart: 0,
    ordinalEnd: 0,
    leaf: leafNone,
    leafLine: 0,
    leafStart: 0,
    leafTask: -1,
    bareBox: -1,
    leafFresh: false,
    definition: -1,
    rowStart: -1,
    rowEnd: -1,
    marker: 0,
    markerLength: 0,
    info: '',
    hidden: [],
    level: 0,
    tasks: [],
    headings: [],
    fences: [],
    comments: [],
    nearMisses: [],
  };
}

/** Moves to the next line, if there is one. A line ends at LF, CRLF or CR alone. */
export function nextLine(scan: Scan): boolean {
  const { text, next } = scan;
  if (next >= scan.limit) return false;
  if (scan.lineFeed < next) scan.lineFeed = find(text, '\n', next);
  if (scan.carriageReturn < next) scan.carriageReturn = find(text, '\r', next);
  scan.line++;
  scan.start = next;
  if (scan.carriageReturn < scan.lineFeed) {
    scan.end = scan.carriageReturn;
    scan.next = scan.end + (scan.end + 1 === scan.lineFeed ? 2 : 1);
  } else {
    scan.end = scan.lineFeed;
    scan.next = scan.end + 1;
  }
  return true;
}

function lastLineEnd(text: string): number {
  let end = text.length;
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) end--;
  const before = text.charCodeAt(end - 1);
  return end === 0 || before === 10 || before === 13 || before === 0xfeff ? end : text.length;
}

/** Offset of the next occurrence, the length of the text when there is none. */
export function find(text: string, wanted: string, from: number): number {
  const found = text.indexOf(wanted, from);
  return found < 0 ? text.length : found;
}

/** Whether the current line holds a `[`. */
export function hasBracket(scan: Scan): boolean {
  if (scan.bracket < scan.start) scan.bracket = find(scan.text, '[', scan.start);
  return scan.bracket < scan.end;
}
