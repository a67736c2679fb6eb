/** A team's own form: its headings and its words stay, and below a heading that names a section comes what is known. */
import type { NotesDocument } from './model.ts';
import { classify, headingText, splitLines } from './read.ts';
import type { ReadLine } from './read.ts';
import { spaced } from './render.ts';
import { sectionIds } from './template.ts';
import type { SectionId } from './template.ts';

export interface FilledTemplate {
  readonly text: string;
  /** Sections with something to say that the form has no heading for. */
  readonly unplaced: readonly SectionId[];
}

/** Each section is filled once, at its first heading. What is not known leaves the form's own words. */
export function fillTemplate(template: string, draft: NotesDocument): FilledTemplate {
  const lines = classify(splitLines(template));
  const ending = template.includes('\r\n') ? '\r\n' : '\n';
  const filled = new Set<SectionId>();
  const out: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined) {
      continue;
    }
    const section = line.kind === 'heading' ? line.section : undefined;
    const own = section === undefined || filled.has(section) ? undefined : saidIn(draft, section);
    out.push(section === 'title' && !filled.has('title') ? titleText(line, draft) : line.text);
    if (section !== undefined) {
      filled.add(section);
    }
    if (own === undefined || own.length === 0) {
      continue;
    }
    const end = bodyEnd(lines, at);
    const gap = lines[at + 1]?.kind === 'blank' ? [''] : [];
    out.push(...gap, ...own, ...(end < lines.length ? [''] : []));
    at = end - 1;
  }
  const unplaced = sectionIds.filter(
    (id) => !filled.has(id) && id !== 'title' && (saidIn(draft, id)?.length ?? 0) > 0,
  );
  return { text: `${out.join(ending).trimEnd()}${ending}`, unplaced };
}

/** Nothing when all that the section has is the empty form. */
function saidIn(draft: NotesDocument, section: SectionId): readonly string[] | undefined {
  const own = draft.sections.find(({ id }) => id === section);
  return own?.lines.some(({ source }) => source !== 'form') === true ? spaced(own.lines) : undefined;
}

/** Up to the next heading; a comment at the end belongs to the form and stays. */
function bodyEnd(lines: readonly ReadLine[], heading: number): number {
  let at = heading + 1;
  while (at < lines.length && lines[at]?.kind !== 'heading' && lines[at]?.kind !== 'comment') {
    at++;
  }
  return at;
}

/** Blanks of the form get the version and the date; a title without blanks is the team's own. */
function titleText({ text }: ReadLine, { version, date }: NotesDocument): string {
  const words = headingText(text);
  const given = words
    .replace(
      /\[(?:name\/number|version|number|release|x\.y\.z)\]|\{\{\s*version\s*\}\}|<version>|\bv?[xX]\.[yY]\.[zZ]\b/gi,
      version ?? '$&',
    )
    .replace(/\[date\]|\{\{\s*date\s*\}\}|<date>|\bYYYY-MM-DD\b/gi, date ?? '$&');
  return text.replace(words, () => given);
}
