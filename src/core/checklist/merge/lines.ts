/** The lines of one side of a merge, each with what tells whether another side's line is the same one. */
import type { Item, ItemState } from '../model.ts';
import { parseNotes } from '../notes.ts';
import type { NotePart } from '../notes.ts';

export interface MergeLine {
  /** As written, line end included. */
  readonly source: string;
  /** Equal keys: the same line, whatever the state and the notes of its item. */
  readonly key: string;
  readonly item?: ItemLine;
}

export interface ItemLine {
  readonly state: ItemState;
  /** Indent, bullet and the box up to its mark. */
  readonly start: string;
  readonly mark: string;
  /** From the end of the mark to the end of the words. */
  readonly words: string;
  readonly notes: readonly NotePart[];
  /** What follows the notes: comments and spaces. */
  readonly tail: string;
}

/** `items`: those of the text, read by the reader of its format. */
export function mergeLines(
  text: string,
  items: readonly Item[],
  format: 'markdown' | 'yaml',
): readonly MergeLine[] {
  const byLine = new Map(items.map((item) => [item.line, item]));
  return splitLines(text).map((source, index) => {
    const item = byLine.get(index + 1);
    const line = item === undefined || format === 'yaml' ? undefined : itemLine(source, item);
    if (line !== undefined) {
      return { source, key: `item ${line.start}${item?.text ?? ''}`, item: line };
    }
    return { source, key: `line ${format === 'yaml' ? withoutState(source) : withoutEnd(source)}` };
  });
}

/** Every line with its end, so that joining them gives the text again. */
function splitLines(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\r\n|\n|\r(?!\n))/);
}

export function withoutEnd(line: string): string {
  return line.replace(/[\r\n]+$/, '');
}

function itemLine(source: string, item: Item): ItemLine | undefined {
  const at = item.column - 1;
  if (source[at] !== '[' || source[at + 2] !== ']') {
    return undefined;
  }
  const rest = withoutEnd(source).slice(at + 2);
  const tail = /(?:\s*<!--(?:(?!-->).)*-->)*\s*$/.exec(rest)?.[0] ?? '';
  const written = rest.slice(0, rest.length - tail.length);
  const { wordsEnd, parts } = parseNotes(written);
  return {
    state: item.state,
    start: source.slice(0, at + 1),
    mark: source[at + 1] ?? ' ',
    words: written.slice(0, wordsEnd),
    notes: parts,
    tail,
  };
}

/** The one line of an item in flow style holds its state too. */
function withoutState(source: string): string {
  return withoutEnd(source).replace(/\b(done|checked|completed?|state|status)(\s*:\s*)[^\s,}#]+/g, '$1$2');
}
