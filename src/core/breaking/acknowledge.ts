/** Edits that accept a change with a reason: a comment beside the code, or an entry in the one list for all. */
import { lineStarts } from '../base/text.ts';
import type { TextEdit } from '../base/text.ts';
import { acceptedEntry, readAcceptedList } from './acceptedList.ts';
import type { Change } from './change.ts';
import { acceptanceComment, acceptedFile } from './suppress.ts';

/** Where a change can be accepted; the first one is the one to offer. */
export function acknowledgePlaces(change: Change): readonly ('comment' | 'list')[] {
  return change.head !== undefined && commentFor(change.head.path) !== undefined
    ? ['comment', 'list']
    : ['list'];
}

export type Acknowledged =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly why: 'noReason' | 'noComment' | 'lineGone' | 'listUnreadable' };

/** A comment above the line of the change, in the words of its language; an older one for the same rule is replaced. */
export function acknowledgeInComment(text: string, change: Change, reason: string): Acknowledged {
  const words = oneLine(reason);
  const { head } = change;
  const comment = head === undefined ? undefined : commentFor(head.path);
  if (words === '') {
    return { ok: false, why: 'noReason' };
  }
  if (head === undefined || comment === undefined) {
    return { ok: false, why: 'noComment' };
  }
  const starts = lineStarts(text);
  const start = starts[head.line - 1];
  if (start === undefined) {
    return { ok: false, why: 'lineGone' };
  }
  const [open, close] = comment;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const written = `${indent}${open} ${acceptanceComment(change, safeIn(words, close))}${close === '' ? '' : ` ${close}`}`;
  const above = starts[head.line - 2];
  const lineAbove = above === undefined ? '' : text.slice(above, start).replace(/[\r\n]+$/, '');
  if (
    above !== undefined &&
    isComment(lineAbove, open) &&
    lineAbove.includes(`release-readiness-allow ${change.rule}`)
  ) {
    return { ok: true, edits: [{ start: above, end: above + lineAbove.length, newText: written }] };
  }
  return { ok: true, edits: [{ start, end: start, newText: written + lineEndOf(text) }] };
}

/** An entry at the end of the list; `text` is undefined while there is no such file. */
export function acknowledgeInList(text: string | undefined, change: Change, reason: string): Acknowledged {
  const words = oneLine(reason);
  if (words === '') {
    return { ok: false, why: 'noReason' };
  }
  const entry = acceptedEntry(change, words);
  if (text === undefined || text.trim() === '') {
    const end = text?.length ?? 0;
    return { ok: true, edits: [{ start: 0, end, newText: `accepted:\n${entry}` }] };
  }
  const lineEnd = lineEndOf(text);
  const before = /[\r\n]$/.test(text) ? '' : lineEnd;
  const newText = before + entry.replaceAll('\n', lineEnd);
  const known = readAcceptedList(text, acceptedFile);
  const after = readAcceptedList(text + newText, acceptedFile);
  // Another shape of list, or a text that is broken already: an entry at its end would say something else.
  if (after.problems.length > 0 || after.acceptances.length !== known.acceptances.length + 1) {
    return { ok: false, why: 'listUnreadable' };
  }
  return { ok: true, edits: [{ start: text.length, end: text.length, newText }] };
}

type Comment = readonly [open: string, close: string];

/** How a line of comment begins and ends, by the ending of the file; undefined where there are no comments. */
function commentFor(path: string): Comment | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return byName.find(([shape]) => shape.test(name))?.[1];
}

const byName: readonly (readonly [shape: RegExp, comment: Comment])[] = [
  [
    /\.(?:[cm]?[jt]sx?|jsonc|proto|go|rs|java|kt|kts|swift|cs|php|scala|gradle|prisma)$|^go\.mod$/i,
    ['//', ''],
  ],
  [
    /\.(?:graphqls?|gql|ya?ml|toml|py|rb|gemspec|sh|env|cfg|properties|tf)$|^\.env|^(?:Gemfile|Dockerfile|Makefile)/i,
    ['#', ''],
  ],
  [/\.sql$/i, ['--', '']],
  [/\.(?:xml|csproj|props|html?|md|vue|svelte)$/i, ['<!--', '-->']],
];

function isComment(line: string, open: string): boolean {
  return line.trimStart().startsWith(open);
}

/** What ends a comment would end it early. */
function safeIn(words: string, close: string): string {
  return close === '' ? words : words.replaceAll(close, close.split('').join(' '));
}

function oneLine(reason: string): string {
  return reason.replace(/\s+/g, ' ').trim();
}

function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
