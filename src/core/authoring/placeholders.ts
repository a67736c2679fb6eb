/** Blanks of the form that are left in notes, in their order. Offsets count from 0. */
import { readNotes } from '../notes/read.ts';
import { knownPlaceholders } from '../notes/template.ts';

export interface Blank {
  /** Words between the brackets, white space folded. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Links, code and comments hold none; the title may. */
export function blanksIn(text: string): readonly Blank[] {
  return readNotes(text).lines.flatMap((line) =>
    line.kind === 'code' || line.kind === 'comment'
      ? []
      : [...line.text.matchAll(/\[([^\][]{1,200})\](?![([])/g)].flatMap(
          ({ 0: whole, 1: words = '', index }) => {
            const name = words.replace(/\s+/g, ' ').trim();
            const start = line.start + index;
            return knownPlaceholders.has(name) ? [{ name, start, end: start + whole.length }] : [];
          },
        ),
  );
}

/** The first blank behind the offset, else the first of all. */
export function nextBlank(text: string, offset: number): Blank | undefined {
  const blanks = blanksIn(text);
  return blanks.find(({ start }) => start >= offset) ?? blanks[0];
}

/**
 * Whether a key that usually indents may lead to the next blank: on a blank, or behind words of a line that
 * holds one further on, or that ends here while another line holds one.
 */
export function leadsToBlank(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  blanks: readonly Blank[] = blanksIn(text),
): boolean {
  const on = blanks.some((blank) => blank.start <= start && end <= blank.end);
  if (on || start !== end) {
    return on;
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start).replace(/^\s*(?:[-*+]|\d{1,9}[.)]|#{1,6})?\s*/, '');
  if (before === '') {
    return false;
  }
  const rest = /^[^\r\n]*/.exec(text.slice(start, start + 2000))?.[0] ?? '';
  const next = blanks.find((blank) => blank.start >= start);
  return next !== undefined && (next.start < start + rest.length || rest.trim() === '');
}
