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
  const visible = lines.slice();
  let open: { readonly at: number; readonly inside: string[] } | undefined;
  for (let at = 0; at < lines.length; at++) {
    let line = lines[at]!;
    let from = 0;
    for (;;) {
      if (open === undefined) {
        const start = line.indexOf('<!--', from);
        if (start < 0) break;
        open = { at, inside: [' '.repeat(start + 4)] };
        line = blank(line, start, start + 4);
        from = start + 4;
        const short = /^-?>/.exec(lines[at]!.slice(from));
        if (short !== null) {
          line = blank(line, from, from + short[0].length);
          open = undefined;
        }
      } else {
        const end = line.indexOf('-->', from);
        const stop = end < 0 ? line.length : end;
        open.inside[at - open.at] = (open.inside[at - open.at] ?? '') + line.slice(from, stop);
        line = blank(line, from, end < 0 ? stop : stop + 3);
        if (end < 0) break;
        from = end + 3;
        comments.push(comment(open, first, at));
        open = undefined;
      }
    }
    visible[at] = line;
  }
  if (open !== undefined) comments.push(comment(open, first, lines.length - 1));
  return { comments, visible };
}

function comment(
  { at, inside }: { readonly at: number; readonly inside: readonly string[] },
  first: number,
  end: number,
): CommentBlock {
  return { line: first + at, endLine: first + end, hiddenTasks: hiddenTasks(inside, first + at) };
}

function blank(line: string, from: number, to: number): string {
  return line.slice(0, from) + ' '.repeat(to - from) + line.slice(to);
}

function summaries(body: string, first: number, levelAbove: number): readonly HeadingBlock[] {
  if (!body.includes('<')) return [];
  return [...body.matchAll(/<summary\b[^>]*>([\s\S]*?)<\/summary\s*>/gi)].flatMap(
    (found): readonly HeadingBlock[] => {
      const inside = found[1]!;
      const text = inside
        .replace(/<\/?[a-z][^>]*>/gi, '')
        .replace(/\s+/g, ' ')
        .trim();
      if (text === '') return [];
      const named = /<h([1-6])\b/i.exec(inside);
      return [
        {
          line: first + lineBreaks(body.slice(0, found.index)),
          level: named === null ? Math.min(levelAbove + 1, 6) : Number(named[1]),
          text,
          form: 'summary',
        },
      ];
    },
  );
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
