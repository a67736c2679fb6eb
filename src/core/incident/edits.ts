/**
 * Changes of an incident file as edits of its text: fields of the front matter, lines of the timeline, the
 * run sheet. Nothing else of the text moves. This file reaches the Markdown parser: load it with `import()`.
 */
import { formatInstant } from '../base/instant.ts';
import type { Instant } from '../base/instant.ts';
import type { TextEdit } from '../base/text.ts';
import { documentOf, incidentSections, lineEndOf, ownLines, sectionOf, sectionTitles } from './document.ts';
import type { IncidentDocument, IncidentSection } from './document.ts';
import type { IncidentStatus } from './model.ts';
import { runSheetLines } from './runSheet.ts';
import type { RunSheet } from './runSheet.ts';

export type IncidentChange =
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'severity'; readonly severity: string; readonly reason: string }
  | { readonly kind: 'status'; readonly status: Exclude<IncidentStatus, 'resolved'> }
  | {
      readonly kind: 'decide';
      readonly decision: 'rollback' | 'fix-forward';
      readonly reason: string;
      /** Written into the file when the decision is to roll back. */
      readonly runSheet?: RunSheet;
    }
  /** A run sheet under a heading of its own. */
  | { readonly kind: 'sheet'; readonly title: string; readonly sheet: RunSheet }
  | { readonly kind: 'mitigate'; readonly text: string }
  | { readonly kind: 'resolve'; readonly text: string }
  | { readonly kind: 'update'; readonly audience: string; readonly text: string; readonly next?: Instant }
  | { readonly kind: 'cause'; readonly release: string }
  | {
      readonly kind: 'assign';
      readonly role: 'commander' | 'comms' | 'scribe';
      readonly who: string;
    }
  | { readonly kind: 'action'; readonly text: string; readonly owner?: string; readonly due?: string };

export interface Stamp {
  readonly at: Instant;
  /** `@name`; absent when nobody said who. */
  readonly by?: string;
}

export const incidentRefusals = [
  'conflictMarkers', // args: line
  'noFrontMatter',
  'fieldNotPlain', // args: key, line: its value goes over several lines
  'emptyText',
  'badName', // args: value
  'badDate', // args: value
] as const;
export type IncidentRefusal = (typeof incidentRefusals)[number];

export type IncidentEdit =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | {
      readonly ok: false;
      readonly refusal: IncidentRefusal;
      readonly args: Readonly<Record<string, string | number>>;
    };

export function changeIncident(
  text: string,
  file: string,
  change: IncidentChange,
  stamp: Stamp,
): IncidentEdit {
  const document = documentOf(text, file);
  const [conflict] = document.checklist.conflictMarkers;
  if (conflict !== undefined) return refuse('conflictMarkers', { line: conflict });
  const mistake = mistakeIn(change, stamp);
  if (mistake !== undefined) return mistake;
  const time = formatInstant(stamp.at);
  const said = (words: string): TextEdit => lineIn(document, 'timeline', entryLine(words, stamp));
  switch (change.kind) {
    case 'note':
      return { ok: true, edits: [said(change.text)] };
    case 'acknowledge':
      return withFields(document, { acknowledged: time }, [said('Acknowledged')]);
    case 'severity':
      return withFields(document, { severity: change.severity }, [
        said(`Severity is now ${change.severity}: ${change.reason}`),
      ]);
    case 'status':
      return withFields(document, { status: change.status }, [said(`Status: ${change.status}`)]);
    case 'decide': {
      const sheet =
        change.decision === 'rollback' &&
        change.runSheet !== undefined &&
        sectionOf(document, 'runSheet') === undefined
          ? [sectionIn(document, 'runSheet', runSheetLines(change.runSheet))]
          : [];
      const words = change.decision === 'rollback' ? 'Decided to roll back' : 'Decided to fix forward';
      return withFields(document, { decision: change.decision }, [
        said(`${words}: ${change.reason}`),
        ...sheet,
      ]);
    }
    case 'sheet': {
      const lines = runSheetLines(change.sheet);
      return {
        ok: true,
        edits: [
          said(`Run sheet started: ${change.title}`),
          sectionIn(document, 'runSheet', lines, change.title),
        ],
      };
    }
    case 'mitigate':
      return withFields(document, { mitigated: time, status: 'monitoring' }, [
        said(`Mitigated: ${change.text}`),
      ]);
    case 'resolve':
      return withFields(document, { resolved: time, status: 'resolved', next_update: undefined }, [
        said(`Resolved: ${change.text}`),
      ]);
    case 'update': {
      const next = change.next === undefined ? {} : { next_update: formatInstant(change.next) };
      return withFields(document, next, [
        lineIn(document, 'updates', entryLine(`${change.audience}: ${change.text}`, stamp)),
      ]);
    }
    case 'cause':
      return withFields(document, { caused_by: change.release }, [said(`Caused by ${change.release}`)]);
    case 'assign':
      return withFields(document, { [change.role]: change.who }, [
        said(`${roleWords[change.role]}: ${change.who}`),
      ]);
    case 'action': {
      const notes = [change.owner, change.due === undefined ? undefined : `due ${change.due}`].filter(
        (note) => note !== undefined,
      );
      const tail = notes.length === 0 ? '' : ` \u2014 ${notes.join(' \u00b7 ')}`;
      return { ok: true, edits: [lineIn(document, 'actions', `- [ ] ${oneLine(change.text)}${tail}`)] };
    }
  }
}

export const roleWords = {
  commander: 'Incident commander',
  comms: 'Communication',
  scribe: 'Scribe',
} as const;

/** `- 2026-11-24T09:26Z text (@who)`. */
export function entryLine(words: string, { at, by }: Stamp): string {
  const time = formatInstant(at).replace(/:00Z$/, 'Z');
  return `- ${time} ${oneLine(words)}${by === undefined ? '' : ` (${by})`}`;
}

/** One line that neither ends the list nor hides the rest of the file. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll('<!--', '&lt;!--')
    .trim();
}

const nameShape = /^@?[\p{L}\p{N}][\p{L}\p{N}._/-]{0,99}$/u;
const dateShape = /^\d{4}-\d{2}-\d{2}$/;

function mistakeIn(change: IncidentChange, { by }: Stamp): IncidentEdit | undefined {
  const names = [
    by,
    change.kind === 'assign' ? change.who : undefined,
    change.kind === 'action' ? change.owner : undefined,
  ];
  const wrong = names.find((name) => name !== undefined && !nameShape.test(name));
  if (wrong !== undefined) return refuse('badName', { value: wrong });
  if (change.kind === 'action' && change.due !== undefined && !dateShape.test(change.due)) {
    return refuse('badDate', { value: change.due });
  }
  const text = 'text' in change ? change.text : 'reason' in change ? change.reason : 'x';
  return oneLine(text) === '' ? refuse('emptyText', {}) : undefined;
}

type FieldValues = Readonly<Record<string, string | undefined>>;

function withFields(
  document: IncidentDocument,
  fields: FieldValues,
  more: readonly TextEdit[],
): IncidentEdit {
  const edits: TextEdit[] = [];
  const added: string[] = [];
  const closing = document.lines[document.frontMatter - 1];
  if (document.frontMatter === 0 || closing === undefined) return refuse('noFrontMatter', {});
  for (const [key, value] of Object.entries(fields)) {
    const at = document.lines
      .slice(1, document.frontMatter - 1)
      .find(({ text }) => new RegExp(`^${key}[ \\t]*:(?:[ \\t]|$)`).test(text));
    if (at === undefined) {
      if (value !== undefined) added.push(`${key}: ${scalar(value)}`);
      continue;
    }
    const shape =
      /^([^:]*:[ \t]*)((?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^#"'|>\s](?:[^#]|\S#)*?)?)([ \t]+#.*|[ \t]*)$/.exec(
        at.text,
      );
    const below = document.lines[at.number]?.text ?? '';
    if (shape === null || /^[ \t]+\S/.test(below)) {
      return refuse('fieldNotPlain', { key, line: at.number });
    }
    const [, head = '', old = ''] = shape;
    const name = /^[^:]*:/.exec(head)?.[0].length ?? head.length;
    const end = at.start + head.length + old.length;
    // A key that loses its value keeps no space behind its colon.
    edits.push({ start: at.start + name, end, newText: value === undefined ? '' : ` ${scalar(value)}` });
  }
  if (added.length > 0) {
    const end = lineEndOf(document.text);
    const newText = added.map((line) => `${line}${end}`).join('');
    edits.push({ start: closing.start, end: closing.start, newText });
  }
  return { ok: true, edits: [...edits, ...more] };
}

/** A YAML scalar on one line: plain where that reads back as the same text, else in double quotes. */
export function scalar(value: string): string {
  const text = oneLine(value);
  const isPlain =
    /^[\p{L}\p{N}][\p{L}\p{N} ._/+-]*$/u.test(text) &&
    !/^(?:true|false|yes|no|null|on|off|[\d._+-]+(?:e[\d+-]+)?)$/i.test(text);
  const isInstant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text);
  return isInstant || (isPlain && !text.endsWith(' ')) ? text : JSON.stringify(text);
}

/** A line at the end of a section; a section that is not there is made. */
function lineIn(document: IncidentDocument, name: IncidentSection, line: string): TextEdit {
  const section = sectionOf(document, name);
  if (section === undefined) return sectionIn(document, name, [line]);
  const own = ownLines(document, section);
  const last = own.findLast(({ text }) => text.trim() !== '');
  const end = lineEndOf(document.text);
  const after = last ?? document.lines[section.line - 1]!;
  const at = after.start + after.text.length;
  return { start: at, end: at, newText: `${last === undefined ? end : ''}${end}${line}` };
}

/** A section before the first of those that follow it in an incident file, else at the end. */
function sectionIn(
  document: IncidentDocument,
  name: IncidentSection,
  lines: readonly string[],
  title: string = sectionTitles[name],
): TextEdit {
  const end = lineEndOf(document.text);
  const later = incidentSections.slice(incidentSections.indexOf(name) + 1);
  const following = later
    .map((other) => sectionOf(document, other)?.line)
    .filter((line) => line !== undefined)
    .toSorted((a, b) => a - b)[0];
  const body = [`## ${oneLine(title)}`, '', ...lines, ''].join(end) + end;
  if (following !== undefined) {
    const start = document.lines[following - 1]!.start;
    return { start, end: start, newText: body };
  }
  const { text } = document;
  const length = text.length;
  const gap = text === '' || /[\r\n]$/.test(text) ? end : end + end;
  return { start: length, end: length, newText: gap + body.slice(0, -end.length) };
}

function refuse(
  refusal: IncidentRefusal,
  args: Readonly<Record<string, string | number>>,
): Extract<IncidentEdit, { ok: false }> {
  return { ok: false, refusal, args };
}
