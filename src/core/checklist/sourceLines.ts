import { lineStarts } from '../base/text.ts';

/** A text cut into lines: what a Markdown parser reads, and the way back to offsets of the text as given. */
export interface SourceLines {
  /** Lines joined by LF, without byte order mark. */
  readonly source: string;
  /** Line by its number from 0, without its end. */
  readonly line: (at: number) => string;
  readonly count: number;
  /** Offset in `source` of the first character of a line. */
  readonly sourceStart: (at: number) => number;
  /** Offset in the text as given of the first character of a line. */
  readonly textStart: (at: number) => number;
}

export function sourceLines(text: string): SourceLines {
  const textStarts = lineStarts(text);
  const plain = textStarts[0] === 0 && !text.includes('\r');
  const source = plain ? text : text.slice(textStarts[0]).replace(/\r\n?/g, '\n');
  const sourceStarts = plain ? textStarts : lineStarts(source);
  const start = (at: number) => sourceStarts[at] ?? source.length;
  return {
    source,
    count: textStarts.length,
    line: (at) => source.slice(start(at), at + 1 < sourceStarts.length ? start(at + 1) - 1 : source.length),
    sourceStart: start,
    textStart: (at) => textStarts[at] ?? text.length,
  };
}
