/** Release notes as somebody wrote them: which lines stand in which section. Any Markdown is read; nothing is an error. */
import { sectionOfHeading } from './headings.ts';
import { notesTemplate } from './template.ts';
import type { SectionId } from './template.ts';

export interface NotesView {
  readonly lines: readonly ReadLine[];
  readonly sections: readonly ReadSection[];
  /** `template`: most headings of the form are there; `changelog`: headings of Keep a Changelog. */
  readonly style: 'template' | 'changelog' | 'other';
  readonly title?: { readonly line: number; readonly version?: string; readonly date?: string };
  /** First and last line that count: in a change log, those of one release. */
  readonly range: readonly [number, number];
}

export interface ReadLine {
  /** Counts from 1. */
  readonly number: number;
  /** Offset of the first character. */
  readonly start: number;
  /** Offset behind the last character, the line break left out. */
  readonly end: number;
  readonly text: string;
  readonly kind: LineKind;
  /** Section of the nearest heading above that names one. */
  readonly section?: SectionId;
}

export type LineKind = 'heading' | 'blank' | 'bullet' | 'step' | 'text' | 'code' | 'comment';

export interface ReadSection {
  readonly id?: SectionId;
  readonly heading: string;
  readonly level: number;
  readonly line: ReadLine;
  /** Up to the next heading of any level. */
  readonly body: readonly ReadLine[];
}

/** Lines past this number are not read, and neither is a longer line: no person wrote it. */
const mostLines = 20_000;
const longestLine = 20_000;

export function readNotes(text: string, wanted: { readonly version?: string } = {}): NotesView {
  const raw = splitLines(text);
  const lines = classify(raw);
  const range = releaseRange(lines, wanted.version);
  const within = lines.filter(({ number }) => number >= range[0] && number <= range[1]);
  const sections = sectionsOf(within);
  const title = titleOf(within);
  return {
    lines: within,
    sections,
    style: styleOf(sections),
    ...(title === undefined ? {} : { title }),
    range,
  };
}

/** Lines of a section without headings and empty lines; comments and code left out unless asked for. */
export function bodyOf(view: NotesView, id: SectionId): readonly ReadLine[] {
  return view.lines.filter(
    ({ section, kind }) =>
      section === id && kind !== 'heading' && kind !== 'blank' && kind !== 'comment' && kind !== 'code',
  );
}

/** The first heading that names the section. */
export function sectionNamed(view: NotesView, id: SectionId): ReadSection | undefined {
  return view.sections.find((section) => section.id === id);
}

export interface RawLine {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The line break as it stands; empty at the end of the text. */
  readonly ending: string;
}

export function splitLines(text: string): readonly RawLine[] {
  const lines: RawLine[] = [];
  const breaks = /\r\n|\n|\r/g;
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let found = breaks.exec(text); found !== null && lines.length < mostLines; found = breaks.exec(text)) {
    lines.push({ start, end: found.index, text: text.slice(start, found.index), ending: found[0] });
    start = found.index + found[0].length;
  }
  if (start < text.length || lines.length === 0) {
    lines.push({ start, end: text.length, text: text.slice(start), ending: '' });
  }
  return lines;
}

export function classify(raw: readonly RawLine[]): readonly ReadLine[] {
  const lines: ReadLine[] = [];
  let fence: string | undefined;
  let isComment = false;
  const open: { readonly level: number; readonly id: SectionId | undefined }[] = [];
  for (const [index, { start, end, text }] of raw.entries()) {
    let kind: LineKind = kindOf(text, raw[index + 1]?.text);
    if (text.length > longestLine) {
      kind = 'code';
    } else if (fence !== undefined) {
      kind = 'code';
      if (isClosing(text, fence)) {
        fence = undefined;
      }
    } else if (isComment) {
      kind = 'comment';
      isComment = !text.includes('-->');
    } else if (/^ {0,3}(?:`{3,}[^`]*|~{3,}.*)$/.test(text)) {
      fence = /[`~]+/.exec(text)?.[0];
      kind = 'code';
    } else if (/^\s*<!--/.test(text)) {
      kind = 'comment';
      isComment = !text.includes('-->');
    }
    if (kind === 'heading') {
      const level = headingLevel(text, raw[index + 1]?.text);
      while ((open.at(-1)?.level ?? 0) >= level) {
        open.pop();
      }
      open.push({ level, id: headingSection(headingText(text), level) });
    }
    const section = open.at(-1)?.id;
    lines.push({ number: index + 1, start, end, text, kind, ...(section === undefined ? {} : { section }) });
  }
  return lines;
}

/** The heading of the page may say anything: "Release 2.0: security". */
function headingSection(heading: string, level: number): SectionId | undefined {
  if (level !== 1) {
    return sectionOfHeading(heading);
  }
  return /\d+\.\d+|\brelease\b|\bchange ?log\b/i.test(heading)
    ? 'title'
    : (sectionOfHeading(heading) ?? 'title');
}

export function headingText(text: string): string {
  return text
    .replace(/^ {0,3}#{1,6}(?=\s|$)/, '')
    .replace(/\s#+\s*$/, '')
    .trim();
}

function headingLevel(text: string, next: string | undefined): number {
  const marks = /^ {0,3}(#{1,6})(?=\s|$)/.exec(text)?.[1];
  return marks?.length ?? (next?.trimStart().startsWith('=') === true ? 1 : 2);
}

function kindOf(text: string, next: string | undefined): LineKind {
  if (text.trim() === '') {
    return 'blank';
  }
  if (/^ {0,3}#{1,6}(?:\s|$)/.test(text)) {
    return 'heading';
  }
  if (/^\s*[-*+](?:\s|$)/.test(text) && !/^ {0,3}(?:[-*] *){3,}$/.test(text)) {
    return 'bullet';
  }
  if (/^\s*\d{1,9}[.)](?:\s|$)/.test(text)) {
    return 'step';
  }
  return next !== undefined &&
    /^ {0,3}(?:={2,}|-{2,}) *$/.test(next) &&
    /^ {0,3}\S/.test(text) &&
    !/^ {0,3}[-=]+ *$/.test(text)
    ? 'heading'
    : 'text';
}

function isClosing(text: string, fence: string): boolean {
  const run = /^ {0,3}(`{3,}|~{3,}) *$/.exec(text)?.[1];
  return run !== undefined && run.startsWith(fence.charAt(0)) && run.length >= fence.length;
}

function sectionsOf(lines: readonly ReadLine[]): readonly ReadSection[] {
  const sections: { id?: SectionId; heading: string; level: number; line: ReadLine; body: ReadLine[] }[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'heading') {
      sections.push({
        ...(line.section === undefined ? {} : { id: line.section }),
        heading: headingText(line.text),
        level: headingLevel(line.text, lines[index + 1]?.text),
        line,
        body: [],
      });
    } else {
      sections.at(-1)?.body.push(line);
    }
  }
  return sections;
}

function styleOf(sections: readonly ReadSection[]): NotesView['style'] {
  const headings = sections.map(({ heading }) => heading.toLowerCase().replace('’', "'"));
  const own = Object.values(notesTemplate).filter(({ heading }) => headings.includes(heading.toLowerCase()));
  if (own.length >= 5) {
    return 'template';
  }
  const keep = headings.filter((heading) =>
    /^(?:added|changed|deprecated|removed|fixed|security)$/.test(heading),
  );
  return keep.length > 0 && headings.some((heading) => releaseHeading.test(heading)) ? 'changelog' : 'other';
}

/** Version of any spelling in a heading that stands for a release. */
const releaseHeading =
  /^(?:release )?\[?(?:[\w@/-]{1,60}[@ ])?v?(\d{1,9}\.\d{1,9}(?:\.\d{1,9})?(?:-[\w.]{1,40})?)\]?(?=\s|$|\()/i;

/** A file with several releases is a log: the newest one counts, or the one that is asked for. */
function releaseRange(lines: readonly ReadLine[], version: string | undefined): readonly [number, number] {
  const last = lines.at(-1)?.number ?? 1;
  const heads = lines.filter(
    ({ kind, text }) =>
      kind === 'heading' &&
      (releaseHeading.test(headingText(text)) || /^\[?unreleased\]?$/i.test(headingText(text))),
  );
  if (heads.length < 2) {
    return [1, last];
  }
  const of = ({ text }: ReadLine) => releaseHeading.exec(headingText(text))?.[1];
  const chosen = (version === undefined ? undefined : heads.findIndex((head) => of(head) === version)) ?? -1;
  const index =
    chosen >= 0
      ? chosen
      : Math.max(
          0,
          heads.findIndex((head) => hasContent(lines, head, heads)),
        );
  const from = heads[index]?.number ?? 1;
  return [from, (heads[index + 1]?.number ?? last + 1) - 1];
}

function hasContent(lines: readonly ReadLine[], head: ReadLine, heads: readonly ReadLine[]): boolean {
  const end = heads.find(({ number }) => number > head.number)?.number ?? Infinity;
  return lines.some(
    ({ number, kind }) => number > head.number && number < end && kind !== 'blank' && kind !== 'heading',
  );
}

function titleOf(lines: readonly ReadLine[]): NotesView['title'] {
  const head = lines.find(
    ({ kind, text }) =>
      kind === 'heading' && (releaseHeading.test(headingText(text)) || /^ {0,3}# /.test(text)),
  );
  if (head === undefined) {
    return undefined;
  }
  const words = headingText(head.text);
  const version =
    releaseHeading.exec(words)?.[1] ?? /\bv?(\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[\w.]{1,40})?)\b/.exec(words)?.[1];
  const date = /\b\d{4}-\d{2}-\d{2}\b/.exec(words)?.[0];
  return {
    line: head.number,
    ...(version === undefined ? {} : { version }),
    ...(date === undefined ? {} : { date }),
  };
}
