/** Lines of a text that a reader of the rendered page sees: outside fences, comments and front matter. */
import { lineStarts } from '../base/text.ts';
import type { Blocks } from './blocks.ts';

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Offset of the first character. */
  readonly start: number;
  readonly text: string;
}

/** The lines of some offsets, ascending, without those that are hidden; each line once. */
export function visibleLinesAt(text: string, blocks: Blocks, offsets: readonly number[]): Line[] {
  if (offsets.length === 0) {
    return [];
  }
  const hidden = hiddenLines(blocks);
  const found: Line[] = [];
  const lineAt = lineCursor(text);
  let last = 0;
  for (const offset of offsets) {
    const line = lineAt(offset);
    if (line.number !== last && !hidden(line.number)) {
      found.push(line);
    }
    last = line.number;
  }
  return found;
}

/** All lines of the text, without their line ends. */
export function allLines(text: string): Line[] {
  const body = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const lines: Line[] = [];
  let start = body;
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ number: lines.length + 1, start, text: text.slice(start, match.index) });
    start = match.index + match[0].length;
  }
  lines.push({ number: lines.length + 1, start, text: text.slice(start) });
  return lines;
}

/** The same as `lineStarts`, at the speed of a search while no line ends in CR. */
export function lineOffsets(text: string): readonly number[] {
  if (text.includes('\r')) {
    return lineStarts(text);
  }
  const starts = [text.charCodeAt(0) === 0xfeff ? 1 : 0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) {
    starts.push(end + 1);
  }
  return starts;
}

/** Tells whether a line is inside a fence, a comment or the front matter. */
export function hiddenLines(blocks: Blocks): (line: number) => boolean {
  const ranges: (readonly [number, number])[] = [
    ...blocks.fences.map(({ line, endLine }) => [line, endLine] as const),
    ...blocks.comments
      .filter(({ line, endLine }) => endLine > line)
      .map(({ line, endLine }) => [line, endLine] as const),
    ...(blocks.frontMatter === undefined ? [] : [blocks.frontMatter]),
  ].toSorted((a, b) => a[0] - b[0]);
  const reach: number[] = [];
  for (const [, end] of ranges) {
    reach.push(Math.max(end, reach.at(-1) ?? 0));
  }
  return (line) => {
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle]?.[0] ?? 0) <= line) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 && line <= (reach[low - 1] ?? 0);
  };
}

/** Finds the line of an offset, for offsets that only grow. */
function lineCursor(text: string): (offset: number) => Line {
  let number = 1;
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let end = endOfLine(text, start);
  return (offset) => {
    while (offset >= nextStart(text, end) && end < text.length) {
      start = nextStart(text, end);
      end = endOfLine(text, start);
      number++;
    }
    return { number, start, text: text.slice(start, end) };
  };
}

const lineEnd = /[\r\n]/g;

function endOfLine(text: string, from: number): number {
  lineEnd.lastIndex = from;
  const match = lineEnd.exec(text);
  return match === null ? text.length : match.index;
}

function nextStart(text: string, end: number): number {
  return text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
}
