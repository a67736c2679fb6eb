/**
 * A checklist as the YAML readers find it, before anybody asks what its words
 * mean. It is written down as Markdown and read by the same rules as every
 * other checklist; what a field says replaces the same note in the text.
 */
import type { Parsed } from '../base/finding.ts';
import { addHeading, addTask, newView, oneLine, readView } from './markdownView.ts';
import type { MarkdownView, Origin } from './markdownView.ts';
import type {
  Checklist,
  ChecklistFinding,
  ChecklistFindingCode,
  ItemState,
  Section,
  SectionKind,
} from './model.ts';
import { parseNotes } from './notes.ts';
import type { NotePart } from './notes.ts';
import { blankComments } from './plainText.ts';
import type { ReadOptions } from './read.ts';
import { parseWindow } from './window.ts';

export interface ItemSource {
  readonly text: string;
  /** Where the text stands. */
  readonly origin: Origin;
  /** Absent when no field says it; notes in the text may. */
  readonly state?: ItemState;
  readonly reason?: string;
  readonly owners?: readonly string[];
  readonly due?: string;
  readonly evidence?: readonly string[];
  readonly at?: string;
  readonly waiver?: { readonly until?: string; readonly by?: string; readonly reason?: string };
  readonly condition?: string;
  readonly id?: string;
  readonly items: readonly ItemSource[];
}

export interface SectionSource {
  readonly title: string;
  readonly origin: Origin;
  readonly kind?: SectionKind;
  readonly window?: string;
  readonly owners?: readonly string[];
  readonly items: readonly ItemSource[];
}

export interface ChecklistSource {
  readonly title?: { readonly text: string; readonly origin: Origin };
  /** Items before the first section. */
  readonly items: readonly ItemSource[];
  readonly sections: readonly SectionSource[];
}

export function readSource(
  source: ChecklistSource,
  options: ReadOptions,
): Parsed<Checklist, ChecklistFindingCode> {
  const view = newView();
  const conditions = new Map<string, string>();
  if (source.title) addHeading(view, { level: 1, title: source.title.text }, source.title.origin);
  addItems(view, source.items, { depth: 1, parent: -1, conditions });
  const statedSections: SectionSource[] = [];
  for (const section of source.sections) {
    addHeading(view, { level: 2, title: headingOf(section) }, section.origin);
    addItems(view, section.items, { depth: 1, parent: -1, conditions });
    statedSections.push(section);
  }

  const stated = statedSections.flatMap((section) =>
    section.kind === undefined ? [] : [{ title: headingOf(section), kind: section.kind }],
  );
  const read = readView(
    view,
    { ...options, sectionKinds: [...stated, ...(options.sectionKinds ?? [])] },
    'yaml',
  );
  const first = read.value.sections.length - statedSections.length;
  const findings: ChecklistFinding[] = [...read.findings];
  const sections = read.value.sections.map((section, index) => {
    const from = statedSections[index - first];
    return from === undefined ? section : withFields(section, from, options.file, findings);
  });
  const items = read.value.items.map((item) => {
    const text = conditions.get(placeOf(item));
    return text === undefined || item.condition !== undefined
      ? item
      : { ...item, condition: { text, predicate: { kind: 'manual' } as const } };
  });
  return { value: { ...read.value, sections, items }, findings };
}

interface Place {
  readonly depth: number;
  readonly parent: number;
  /** Conditions of fields by place of the item, for words that no rule knows. */
  readonly conditions: Map<string, string>;
}

function placeOf(at: { readonly line: number; readonly column: number }): string {
  return `${at.line}:${at.column}`;
}

function addItems(view: MarkdownView, items: readonly ItemSource[], place: Place): void {
  for (const item of items) {
    const task = {
      text: lineOf(item),
      checked: item.state === 'done',
      depth: place.depth,
      parent: place.parent,
    };
    const index = addTask(view, task, item.origin);
    if (item.condition !== undefined) place.conditions.set(placeOf(item.origin), item.condition);
    addItems(view, item.items, { ...place, depth: place.depth + 1, parent: index });
  }
}

/** The item as one line of Markdown. Text without fields stays as it is. */
function lineOf(item: ItemSource): string {
  const text = oneLine(item.text);
  const added = fieldNotes(item);
  const isNotApplicable = item.state === 'notApplicable';
  if (added.length === 0 && item.condition === undefined && item.id === undefined && item.state === undefined)
    return text;

  const notes = parseNotes(blankComments(text).text);
  const replaced = new Set<NotePart['kind']>(added.map(({ kind }) => kind));
  if (item.state !== undefined) for (const kind of stateNotes) replaced.add(kind);
  const kept = notes.parts.filter((part) => !replaced.has(part.kind)).map((part) => part.text);

  let words = text.slice(0, notes.wordsEnd);
  if (isNotApplicable) words = `~~${words.replaceAll('~~', '')}~~`;
  if (item.condition !== undefined) words += ` (${conditionWords(item.condition)})`;
  const list = [...added.map((note) => note.text), ...kept];
  const id = item.id === undefined ? '' : ` <!-- rr: id=${item.id} -->`;
  return `${words}${list.length === 0 ? '' : ` \u2014 ${list.join(' \u00b7 ')}`}${id}`;
}

const stateNotes = ['doing', 'blocked', 'failed', 'notApplicable', 'waived'] as const;

/** The fields as notes, states first. */
function fieldNotes(item: ItemSource): readonly { readonly kind: NotePart['kind']; readonly text: string }[] {
  const notes: { readonly kind: NotePart['kind']; readonly text: string }[] = [];
  const reason = item.reason === undefined ? '' : `: ${noteValue(item.reason)}`;
  if (item.state === 'notApplicable') notes.push({ kind: 'notApplicable', text: `N/A${reason}` });
  if (item.state === 'doing' || item.state === 'blocked' || item.state === 'failed') {
    notes.push({ kind: item.state, text: `${item.state}${reason}` });
  }
  if (item.state === 'waived') {
    const { until, by, reason: why = item.reason } = item.waiver ?? {};
    const parts = ['waived', ...(until ? [`until ${until}`] : []), ...(by ? [`by ${by}`] : [])];
    notes.push({ kind: 'waived', text: parts.join(' ') + (why === undefined ? '' : `: ${noteValue(why)}`) });
  }
  if (item.owners?.length) notes.push({ kind: 'owner', text: item.owners.join(', ') });
  if (item.due !== undefined) {
    const due = noteValue(item.due);
    notes.push({ kind: 'due', text: /^(?:due|within)\b/i.test(due) ? due : `due ${due}` });
  }
  for (const evidence of item.evidence ?? []) {
    notes.push({ kind: 'evidence', text: `evidence: ${noteValue(evidence)}` });
  }
  if (item.at !== undefined) notes.push({ kind: 'provedAt', text: `at ${item.at}` });
  return notes;
}

/** A value that cannot be taken for the end of its note. */
function noteValue(value: string): string {
  return oneLine(value)
    .replace(/\s+\u00b7\s+/g, ', ')
    .replace(/(^|\s)(?:\u2014|--)(?=\s|$)/g, '$1-')
    .replaceAll('<!--', '<! --');
}

/** `UI changes` is written `if UI changes`; words that begin like a condition stay. */
function conditionWords(condition: string): string {
  const words = oneLine(condition).replace(/^\((.*)\)$/, '$1');
  return /^(?:if|when|unless|only|optional|for)\b/i.test(words) ? words : `if ${words}`;
}

function headingOf(section: SectionSource): string {
  const title = oneLine(section.title);
  const window = section.window === undefined ? '' : oneLine(section.window);
  return window === '' || title.includes(window) ? title : `${title} (${window})`;
}

function withFields(
  section: Section,
  from: SectionSource,
  file: string,
  findings: ChecklistFinding[],
): Section {
  const window = from.window === undefined ? undefined : parseWindow(from.window);
  if (from.window !== undefined && window === undefined) {
    const where = { file, line: from.origin.line, column: from.origin.column };
    findings.push({ code: 'unreadableDue', args: { text: from.window }, where });
  }
  return {
    ...section,
    ...(from.kind !== undefined && { kind: from.kind, kindWhy: 'stated in the file' }),
    ...(from.owners?.length && { owners: from.owners }),
    ...(window !== undefined && { window }),
  };
}
