/**
 * The shape of an incident file: where its front matter and its sections stand. This file reaches the
 * Markdown parser: load it with `import()`.
 */
import { frontMatterLines } from '../checklist/frontMatter.ts';
import { allLines, type Line } from '../checklist/lines.ts';
import { readMarkdown } from '../checklist/readMarkdown.ts';
import type { Checklist, Section } from '../checklist/model.ts';

export interface IncidentDocument {
  readonly text: string;
  readonly lines: readonly Line[];
  /** Lines of the front matter, its fences included; 0 for none. */
  readonly frontMatter: number;
  readonly checklist: Checklist;
}

export const incidentSections = [
  'impact',
  'timeline',
  'runSheet',
  'updates',
  'rootCause',
  'enabled',
  'actions',
] as const;
export type IncidentSection = (typeof incidentSections)[number];

/** Headings that mean a section, whatever else they say. */
const headings: Readonly<Record<IncidentSection, RegExp>> = {
  impact: /\bimpact\b/i,
  timeline: /\btime ?line\b/i,
  runSheet: /\brun ?sheet\b|\broll ?-?back\b.*\b(?:steps|procedure|tasks)\b/i,
  updates: /\bupdates?\b|\bcommunications?\b/i,
  rootCause: /\broot causes?\b|\bcause\b/i,
  enabled: /\benabled\b/i,
  actions: /\bactions?\b|\bfollow-?ups?\b/i,
};

export const sectionTitles: Readonly<Record<IncidentSection, string>> = {
  impact: 'Impact',
  timeline: 'Timeline',
  runSheet: 'Rollback run sheet',
  updates: 'Updates sent',
  rootCause: 'Root cause',
  enabled: 'What enabled the issue',
  actions: 'Actions',
};

export function documentOf(text: string, file: string): IncidentDocument {
  const lines = allLines(text);
  return {
    text,
    lines,
    frontMatter: frontMatterLines((at) => lines[at]?.text),
    checklist: readMarkdown(text, { file, reader: 'full' }).value,
  };
}

/** The first heading that means the section. */
export function sectionOf(document: IncidentDocument, wanted: IncidentSection): Section | undefined {
  return document.checklist.sections.find(({ title }) => headings[wanted].test(title));
}

/** Lines of the section below its heading, up to the next heading of any level. */
export function ownLines(document: IncidentDocument, section: Section): readonly Line[] {
  const next = document.checklist.sections.find(({ line }) => line > section.line);
  const end = next === undefined ? section.endLine : Math.min(section.endLine, next.line - 1);
  return document.lines.filter(({ number }) => number > section.line && number <= end);
}

/** `\n`, or what the text uses. */
export function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
