/** A checklist for one release out of a template: nothing ticked, the place-holders filled in. */
import { applyEdits, lineStarts } from '../base/text.ts';
import type { TextEdit } from '../base/text.ts';
import type { Checklist, Item } from '../checklist/model.ts';
import { parseNotes } from '../checklist/notes.ts';
import type { NotePart } from '../checklist/notes.ts';
import { blankComments } from '../checklist/plainText.ts';
import { readBlocks } from '../checklist/readBlocks.ts';
import { readMarkdown } from '../checklist/readMarkdown.ts';
import { fillPlaceholders, leftOverPlaceholders, regionsOf } from './placeholders.ts';
import type { LeftOver, TemplateValues } from './placeholders.ts';

export interface Instance {
  readonly text: string;
  readonly checklist: Checklist;
  /** What somebody has to fill in by hand. */
  readonly leftOver: readonly LeftOver[];
  /** Lines of items whose notes of an earlier run stand on lines below, where they stay. */
  readonly notesLeft: readonly number[];
}

export interface InstantiateOptions {
  readonly values: TemplateValues;
  /** `release`: the template is the checklist of an earlier release, and what was noted for that one goes. */
  readonly from: 'template' | 'release';
}

/** `text` is Markdown without a byte order mark; its line ends stay. Every item stays, in its order. */
export function instantiate(text: string, { values, from }: InstantiateOptions): Instance {
  const before = readMarkdown(text, { file: 'checklist.md', reader: 'full' }).value;
  const open = applyEdits(
    text,
    before.items.flatMap((item) => [
      ...unticked(text, item),
      ...(from === 'release' ? withoutRun(text, item) : []),
    ]),
  );
  const filled = applyEdits(open, fillPlaceholders(open, values, regionsIn(open)));
  const { value: checklist } = readMarkdown(filled, { file: 'checklist.md', reader: 'full' });
  return {
    text: filled,
    checklist,
    leftOver: leftOverPlaceholders(filled, regionsIn(filled)),
    notesLeft:
      from === 'release' ? checklist.items.filter((item) => hasRunBelow(item)).map(({ line }) => line) : [],
  };
}

function regionsIn(text: string): ReturnType<typeof regionsOf> {
  return regionsOf(text, lineStarts(text), readBlocks(text));
}

function unticked(text: string, { markOffset }: Item): readonly TextEdit[] {
  return /[xX]/.test(text.charAt(markOffset))
    ? [{ start: markOffset, end: markOffset + 1, newText: ' ' }]
    : [];
}

/** Owners, due times and words that nobody understands are of the template. */
const ofTheRun: ReadonlySet<NotePart['kind']> = new Set([
  'done',
  'evidence',
  'provedAt',
  'notApplicable',
  'waived',
  'doing',
  'blocked',
  'failed',
]);

function withoutRun(text: string, { markOffset, source }: Item): readonly TextEdit[] {
  const start = markOffset + 2 + (/^[ \t]*/.exec(text.slice(markOffset + 2))?.[0].length ?? 0);
  if (!text.startsWith(source, start)) return [];
  const { parts, wordsEnd } = parseNotes(blankComments(source).text);
  const last = parts.at(-1);
  if (last === undefined || !parts.some(({ kind }) => ofTheRun.has(kind))) return [];
  const kept = parts
    .filter(({ kind }) => !ofTheRun.has(kind))
    .map((part) => source.slice(part.start, part.end));
  // An item of notes alone would be none without them.
  if (source.slice(0, wordsEnd).replace(/[~\s]/g, '') === '') return [];
  const comments = blankComments(source.slice(wordsEnd, last.end)).comments.map(
    (comment) => ` <!-- ${comment.text} -->`,
  );
  const list = kept.length === 0 ? '' : ` \u2014 ${kept.join(' \u00b7 ')}`;
  return [
    ...(parts.some(({ kind }) => kind === 'notApplicable')
      ? withoutStrike(source.slice(0, wordsEnd), start)
      : []),
    { start: start + wordsEnd, end: start + last.end, newText: list + comments.join('') },
  ];
}

function withoutStrike(head: string, start: number): readonly TextEdit[] {
  const close = head.lastIndexOf('~~');
  if (!head.startsWith('~~') || close < 2) return [];
  return [
    { start, end: start + 2, newText: '' },
    { start: start + close, end: start + close + 2, newText: '' },
  ];
}

function hasRunBelow({ evidence, waiver, doneStamp, provedAt, state }: Item): boolean {
  return (
    evidence.length > 0 ||
    waiver !== undefined ||
    doneStamp !== undefined ||
    provedAt !== undefined ||
    state !== 'todo'
  );
}
