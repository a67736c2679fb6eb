/**
 * What a block of HTML holds: comments, tasks that it hides, titles of folded
 * parts. HTML is looked at, never rendered.
 */
import type { CommentBlock, HeadingBlock, NearMiss } from './blocks.ts';
import { htmlCheckbox, strayTask } from './nearMiss.ts';

export interface HtmlReading {
  readonly comments: readonly CommentBlock[];
  readonly headings: readonly HeadingBlock[];
  readonly nearMisses: readonly NearMiss[];
}

/**
 * @param lines the lines of the block, as they stand in the text
 * @param first number of the first of them
 * @param levelAbove level of the heading above the block, 0 for none
 */
export function readHtmlBlock(lines: readonly string[], first: number, levelAbove: number): HtmlReading {
  const { comments, visible } = takeComments(lines, first);
  const body = visible.join('\n');
  return {
    comments,
    headings: summaries(body, first, levelAbove),
    nearMisses: literal.test(body) ? [] : missesIn(visible, first),
  };
}

/** Lines of a text that look like tasks, by number. */
export function hiddenTasks(lines: readonly string[], first: number): readonly number[] {
  return lines.flatMap((line, at) => (strayTask(line) === undefined ? [] : [first + at]));
}

/** Blocks whose text browsers show as it is, or not at all. */
const literal = /^[ \t>]*<(?:pre|script|style|textarea)\b/i;

/** Splits off the comments; what is left has the same lines and columns. */
function takeComments(lines: readonly string[], first: number) {
  const comments: CommentBlock[] = [];
  const visible: string[] = [];
  let open: OpenComment | undefined;
  for (const [at, line] of lines.entries()) {
    const parts: string[] = [];
    for (let from = 0; from < line.length;) {
      if (open === undefined) {
        const start = line.indexOf('<!--', from);
        const stop = start < 0 ? line.length : start;
        parts.push(line.slice(from, stop));
        if (start < 0) break;
        from = start + 4;
        // `<!-->` and `<!--->` are whole comments.
        const short = line.startsWith('>', from) ? 1 : line.startsWith('->', from) ? 2 : 0;
        parts.push(' '.repeat(4 + short));
        if (short === 0) open = { at, inside: [''] };
        from += short;
      } else {
        const end = line.indexOf('-->', from);
        const stop = end < 0 ? line.length : end;
        open.inside[at - open.at] = (open.inside[at - open.at] ?? '') + line.slice(from, stop);
        const next = end < 0 ? stop : end + 3;
        parts.push(' '.repeat(next - from));
        from = next;
        if (end < 0) break;
        comments.push(comment(open, first, at));
        open = undefined;
      }
    }
    visible.push(parts.join(''));
  }
  if (open !== undefined) comments.push(comment(open, first, lines.length - 1));
  return { comments, visible };
}

interface OpenComment {
  /** Index of the line where it opens. */
  readonly at: number;
  /** Its text by line. */
  readonly inside: string[];
}

function comment({ at, inside }: OpenComment, first: number, end: number): CommentBlock {
  // A line without anything in it leaves a hole.
  const text = Array.from(inside, (line) => line ?? '');
  return { line: first + at, endLine: first + end, hiddenTasks: hiddenTasks(text, first + at) };
}

/** Titles of folded parts. Walks the text once, whatever is left open. */
function summaries(body: string, first: number, levelAbove: number): readonly HeadingBlock[] {
  const found: HeadingBlock[] = [];
  const opening = /<summary\b[^<>]*>/gi;
  const closing = /<\/summary\s*>/gi;
  let line = first;
  let counted = 0;
  for (let open = opening.exec(body); open !== null; open = opening.exec(body)) {
    closing.lastIndex = opening.lastIndex;
    const close = closing.exec(body);
    if (close === null) break;
    line += lineBreaks(body.slice(counted, open.index));
    counted = open.index;
    const inside = body.slice(opening.lastIndex, close.index);
    opening.lastIndex = closing.lastIndex;
    const text = inside
      .replace(/<\/?[a-z][^<>]*>/gi, '')
      .replace(/\s+/g, ' ')
      .trim();
    if (text === '') continue;
    const named = /<h([1-6])\b/i.exec(inside);
    const level = named === null ? Math.min(levelAbove + 1, 6) : Number(named[1]);
    found.push({ line, level, text, form: 'summary' });
  }
  return found;
}

function lineBreaks(text: string): number {
  return text.split('\n').length - 1;
}

function missesIn(lines: readonly string[], first: number): readonly NearMiss[] {
  const misses: NearMiss[] = [];
  for (const [at, line] of lines.entries()) {
    const stray = strayTask(line);
    if (stray !== undefined) {
      misses.push({ line: first + at, column: stray.at + 1, why: 'detailsWithoutBlankLine' });
    }
    const box = htmlCheckbox(line);
    if (box >= 0) misses.push({ line: first + at, column: box + 1, why: 'htmlCheckbox' });
  }
  return misses;
}
