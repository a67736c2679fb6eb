/** Whether notes speak of something, in whatever words. */
import { plainMarkdown } from './escape.ts';
import { keyOf } from './place.ts';
import type { NotesItem } from './place.ts';
import type { CommitReading } from '../history/model.ts';
import type { NotesView, ReadLine } from './read.ts';

export interface MentionedLine {
  readonly line: ReadLine;
  /** Numbers after `#`, `!`, `/pull/` and the like. */
  readonly numbers: ReadonlySet<string>;
  /** Object names, shortened ones too. */
  readonly hashes: readonly string[];
  readonly words: ReadonlySet<string>;
}

export function mentionedLines(view: NotesView): readonly MentionedLine[] {
  return view.lines
    .filter(({ kind }) => kind === 'bullet' || kind === 'step' || kind === 'text')
    .map((line) => ({
      line,
      numbers: new Set(referencesOf(line.text).map(({ id }) => id)),
      hashes: line.text.match(/\b[0-9a-f]{7,40}\b/g) ?? [],
      words: wordsOf(plainMarkdown(line.text)),
    }));
}

/** The first line that speaks of the item: by number, by object name, or in nearly the same words. */
export function mentionOf(
  item: Pick<NotesItem, 'commit' | 'entry'>,
  lines: readonly MentionedLine[],
): MentionedLine | undefined {
  const { commit, entry } = item;
  const number = ownNumber(commit);
  const severalEntries = commit.entries.length > 1;
  return lines.find(
    (line) =>
      (!severalEntries &&
        ((number !== undefined && line.numbers.has(number)) ||
          line.hashes.some((hash) => commit.commit.id.startsWith(hash)))) ||
      saysSame(entry.description, line.words),
  );
}

/** `#412`, `!7`, `/pull/412` outside code, with offsets in the line. Numbers of other repositories are left out. */
export function referencesOf(
  text: string,
): readonly { readonly id: string; readonly index: number; readonly length: number }[] {
  const plain = text.replace(/(?<!`)(`{1,10})(?!`)[^`]{1,500}\1(?!`)/g, (code) => ' '.repeat(code.length));
  return [...plain.matchAll(reference)].flatMap((found) => {
    const id = found[1] ?? found[2];
    return id === undefined ? [] : [{ id, index: found.index, length: found[0].length }];
  });
}

const reference =
  /(?<![\w/&#.-])[#!](\d{1,9})\b(?!;)|\/(?:pull|issues|merge_requests|pull-requests|pullrequest)\/(\d{1,9})\b/g;

export function ownNumber(commit: CommitReading): string | undefined {
  return /^[#!](\d+)$/.exec(keyOf(commit))?.[1];
}

/** Four of five words that carry meaning. */
function saysSame(description: string, words: ReadonlySet<string>): boolean {
  const own = [...wordsOf(description)];
  return own.length >= 2 && own.filter((word) => words.has(word)).length >= own.length * 0.8;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}_]{2,60}/gu) ?? []).filter((word) => !commonWords.has(word)),
  );
}

const commonWords: ReadonlySet<string> = new Set(
  'an and are as at be by for from in is it its of on or that the this to was were when where which while with fix fixed fixes issue problem resolved add added'.split(
    ' ',
  ),
);
