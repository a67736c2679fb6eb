/**
 * What the line scanner knows between two lines, and how it moves to the next.
 *
 * Containers (quotes and list items) are a stack in parallel arrays; the leaf
 * is the one open block inside the innermost container. Columns count from 0
 * with tab stops of four, so that the rest of a tab belongs to whoever reads
 * the text behind it.
 */
import type {
  CommentBlock,
  FenceBlock,
  HeadingBlock,
  NearMiss,
  TaskBlock,
} from '../blocks.ts';

/** Open block inside the innermost container. */
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
  /** Set when a construct turns up that only the reference reader decides. */
  unsure: boolean;

  line: number;
  start: number;
  end: number;
  /** Start of the line after this one. */
  next: number;
  /** First line feed and carriage return at or after `next`; the length of the text when there is none. */
  lineFeed: number;
  carriageReturn: number;
  /** First character after the containers of this line that is no blank, and its column. */
  at: number;
  column: number;
  /** Column where the content of the innermost container begins on this line. */
  base: number;
  /** Last line that is not blank. */
  filled: number;

  height: number;
  listDepth: number;
  readonly widths: number[];
  /** Task of each container, -1 for none. */
  readonly own: number[];
  /** Nearest task at or around each container, -1 for none. */
  readonly near: number[];
  /** The innermost container is a list item that holds nothing yet. */
  fresh: boolean;

  leaf: number;
  leafLine: number;
  /** Offset of the first character of the leaf. */
  leafStart: number;
  /** Paragraph: its task, -1 for none. */
  leafTask: number;
  /** Paragraph: its last line is one that a table may take as its header. */
  headerLine: boolean;
  headerStart: number;
  headerEnd: number;
  /** Fence: marker and length. HTML: kind 1 to 7 in `marker`. */
  marker: number;
  markerLength: number;
  hidden: number[];
  infoStart: number;
  infoEnd: number;

  readonly tasks: Draft<TaskBlock>[];
  readonly headings: HeadingBlock[];
  readonly fences: FenceBlock[];
  readonly comments: CommentBlock[];
  readonly nearMisses: NearMiss[];
}
