/** Ends the contradiction between notes that name no breaking change and a range that has some. */
import type { TextEdit } from '../base/text.ts';
import { breakingItems, breakingLines } from '../notes/breakingLines.ts';
import { draftNotes } from '../notes/draft.ts';
import type { NotesFacts } from '../notes/facts.ts';
import { saysNone } from '../notes/lint/sections.ts';
import { bodyOf, readNotes, sectionNamed } from '../notes/read.ts';
import { spaced } from '../notes/render.ts';
import { sectionText } from '../notes/update.ts';

export interface ListedBreaks {
  readonly count: number;
  /** `answer`: in place of a line that says "None" and nothing else. `section`: a new section. */
  readonly place: 'answer' | 'section';
  readonly edits: readonly TextEdit[];
}

/** Undefined where nothing breaks, or where the notes say something else than "None". */
export function listBreaks(text: string, facts: NotesFacts): ListedBreaks | undefined {
  const count = breakingItems(facts).length;
  if (count === 0) {
    return undefined;
  }
  const view = readNotes(text, facts.version === undefined ? {} : { version: facts.version.text });
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  const none = bodyOf(view, 'breaking').find((line) => saysNone(line.text));
  if (none !== undefined) {
    const newText = spaced(breakingLines(facts)).join(ending);
    return { count, place: 'answer', edits: [{ start: none.start, end: none.end, newText }] };
  }
  if (sectionNamed(view, 'breaking') !== undefined) {
    return undefined;
  }
  const last = view.lines.findLast(({ kind }) => kind !== 'blank');
  const at = last?.end ?? 0;
  const words = sectionText(draftNotes(facts), 'breaking').trimEnd().replaceAll('\n', ending);
  const newText = `${at === 0 ? '' : `${ending}${ending}`}${words}`;
  return { count, place: 'section', edits: [{ start: at, end: at, newText }] };
}
