/** What the sections of somebody's notes say, for the rules. */
import { plainMarkdown } from '../escape.ts';
import { bodyOf, sectionNamed } from '../read.ts';
import type { NotesView, ReadLine } from '../read.ts';
import { knownPlaceholders, notesTemplate } from '../template.ts';
import type { SectionId } from '../template.ts';
import type { Found, LintContext } from './model.ts';

/** Lines of a section that say something: no placeholder of the form, no "None". */
export function saidIn(view: NotesView, id: SectionId): readonly ReadLine[] {
  return bodyOf(view, id).filter(({ text }) => !saysNone(text) && !isForm(text));
}

/** "None", "N/A", "No breaking changes." and nothing else. */
export function saysNone(text: string): boolean {
  return none.test(contentOf(text));
}

const none =
  /^(?:none|n\/?a|nil|nothing|no|-|not applicable|none (?:known|in this release|for this release)|there are (?:no|none)\b[\w /-]{0,60}|(?:there are )?no (?:known )?[\w /-]{1,40}(?:changes?|issues?|steps?|updates?|fixes|features|deprecations?)(?: (?:in this release|are (?:needed|required|expected)))?)[.!]?$/i;

/** The words of a line without bullet, number and emphasis. */
export function contentOf(text: string): string {
  return plainMarkdown(text)
    .replace(/^\s*(?:[-*+]|\d{1,9}[.)])\s+/, '')
    .replace(/^[*_\s]+|[*_\s]+$/g, '');
}

/** A line of the empty form, or one that is only a placeholder. */
export function isForm(text: string): boolean {
  const content = contentOf(text);
  return (
    formContents.has(content) ||
    (/^\[[^\][]{1,200}\]$/.test(content) && knownPlaceholders.has(content.slice(1, -1).replace(/\s+/g, ' ')))
  );
}

const formContents: ReadonlySet<string> = new Set(
  Object.values(notesTemplate).flatMap(({ lines }) => lines.filter((line) => line !== '').map(contentOf)),
);

/** The line that answers a question of the form: `Database migrations: Yes, …`. */
export function answerOf(
  view: NotesView,
  label: RegExp,
): { readonly line: ReadLine; readonly answer: string } | undefined {
  for (const line of view.lines) {
    if (line.kind !== 'bullet' && line.kind !== 'text' && line.kind !== 'step') {
      continue;
    }
    const content = plainMarkdown(line.text).replace(/^\s*(?:[-*+]|\d{1,9}[.)])\s+/, '');
    const colon = content.indexOf(':');
    if (colon > 0 && colon < 60 && label.test(content.slice(0, colon).trim())) {
      return { line, answer: content.slice(colon + 1).trim() };
    }
  }
  return undefined;
}

export const questions = {
  migrations: /^(?:(?:database|db|schema|data) )?migrations?(?: required| needed)?\??$/i,
  configuration: /^config(?:uration)? changes?(?: required| needed)?\??$/i,
  downtime: /^(?:planned |expected )?downtime(?: required| expected| needed)?\??$/i,
  flags: /^feature (?:flags?|toggles?)$/i,
} as const;

export function isNo(answer: string): boolean {
  return /^(?:no\b(?! longer)|none\b|n\/?a\b|not (?:needed|required|applicable)\b|0$|-$|nothing\b)/i.test(
    answer,
  );
}

export function isYes(answer: string): boolean {
  return /^(?:yes|required|needed)\b/i.test(answer);
}

/** The place of the first heading of a section, else of the title, else the start. */
export function placeOf({ view }: LintContext, ...ids: readonly SectionId[]): Pick<Found, 'start' | 'end'> {
  for (const id of ids) {
    const section = sectionNamed(view, id);
    if (section !== undefined) {
      return spanOf(section.line);
    }
  }
  const first = view.lines.find(({ number }) => number === view.title?.line) ?? view.lines[0];
  return first === undefined ? { start: 0, end: 0 } : spanOf(first);
}

/** A line without its indentation. */
export function spanOf({ start, end, text }: ReadLine): Pick<Found, 'start' | 'end'> {
  const indent = text.length - text.trimStart().length;
  return { start: Math.min(end, start + indent), end };
}

/** Whether a section can be expected at all: a change log has no place for most of the form. */
export function hasFormOf({ view }: LintContext): boolean {
  return view.style === 'template';
}

/** Adds a line at the end of a section; undefined when the section is not there. */
export function addTo(
  { view, text }: LintContext,
  id: SectionId,
  line: string,
):
  | { readonly edits: readonly { readonly start: number; readonly end: number; readonly newText: string }[] }
  | undefined {
  const section = sectionNamed(view, id);
  if (section === undefined) {
    return undefined;
  }
  const last = section.body.findLast(({ kind }) => kind !== 'blank') ?? section.line;
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  return { edits: [{ start: last.end, end: last.end, newText: `${ending}${line}` }] };
}

/** A link to a guide stands for steps in the notes. */
export function hasMigrationGuide(view: NotesView): boolean {
  return view.lines.some(
    ({ text }) =>
      /migrat\w{1,10}[- ]guide|upgrad\w{1,10}[- ]guide|(?:MIGRAT\w{0,10}|UPGRAD\w{0,10})\.md/i.test(text) &&
      /\]\(|https?:|\.md/.test(text),
  );
}
