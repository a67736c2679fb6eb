/**
 * Notes written again from newer facts, line by line, so that what people wrote stays. A sidecar beside
 * the file remembers what was written last: a line that is still the same is ours to replace; one that
 * was changed or taken away is theirs from then on; anything that is not in the sidecar always was.
 */
import type { NotesDocument, NotesLine, NotesSection } from './model.ts';
import { classify, splitLines } from './read.ts';
import { notesMarkdown, spaced } from './render.ts';
import { notesTemplate, sectionIds } from './template.ts';
import type { SectionId } from './template.ts';

export const sidecarSchema = 'release-readiness/notes-lines/1';

export interface Sidecar {
  readonly schema: typeof sidecarSchema;
  readonly lines: readonly SidecarLine[];
}

export interface SidecarLine {
  readonly section: SectionId;
  readonly key: string;
  /** What we wrote last, the number of a step as `#`; absent once a person has changed or removed it. */
  readonly text?: string;
}

export interface Updated {
  readonly text: string;
  readonly sidecar: Sidecar;
  readonly counts: Readonly<Record<'inserted' | 'updated' | 'removed' | 'kept', number>>;
}

/** The first writing: the form as drafted. */
export function newNotes(draft: NotesDocument): Updated {
  const lines = allLines(draft);
  return {
    text: notesMarkdown(draft),
    sidecar: sidecarOf(
      lines.map(({ section, line }) => ({ section, key: line.key, text: unnumbered(line.text) })),
    ),
    counts: { inserted: lines.length, updated: 0, removed: 0, kept: 0 },
  };
}

/**
 * Writes what is new into notes that exist. Without a sidecar every line of the file is somebody's, save
 * those of the empty form. Old lines are settled before new ones come, so that no text meets its own past.
 */
export function updateNotes(existing: string, sidecar: Sidecar | undefined, draft: NotesDocument): Updated {
  if (existing.trim() === '') {
    return newNotes(draft);
  }
  const page = openPage(existing);
  const known = sidecar === undefined ? found(claim(page, emptyForm())) : claim(page, sidecar.lines);
  const counts = { inserted: 0, updated: 0, removed: 0, kept: 0 };
  const drafted = allLines(draft);
  const wanted = new Set(drafted.map(({ section, line }) => id(section, line.key)));
  const released: SidecarLine[] = [];

  for (const { section, line } of drafted) {
    const at = known.get(id(section, line.key))?.at;
    const text = unnumbered(line.text);
    if (at !== undefined && unnumbered(at.text) !== text) {
      at.text = numberedLike(at.text, text);
      counts.updated++;
    }
  }
  for (const { section, key, at } of known.values()) {
    if (wanted.has(id(section, key))) {
      continue;
    }
    if (at === undefined) {
      released.push({ section, key });
    } else if (section !== 'title') {
      // Only what nobody has touched goes.
      remove(page, at);
      counts.removed++;
    }
  }
  const written: SidecarLine[] = [];
  let parent: PageLine | undefined;
  for (const { section, line } of drafted) {
    const claimed = known.get(id(section, line.key));
    let at = claimed?.at;
    if (claimed === undefined && canInsert(line, parent, page, section)) {
      at = insert(page, section, line, parent, draft);
      counts.inserted++;
    } else if (at === undefined) {
      counts.kept++;
    }
    const { key } = line;
    written.push(at === undefined ? { section, key } : { section, key, text: unnumbered(line.text) });
    if (line.form !== 'nested') {
      parent = at;
    }
  }
  return { text: closePage(page), sidecar: sidecarOf([...written, ...released]), counts };
}

/** Tolerant: anything that is no sidecar is as good as none, so that nothing is claimed that is not ours. */
export function readSidecar(text: string): Sidecar | undefined {
  try {
    const data: unknown = JSON.parse(text);
    if (
      typeof data !== 'object' ||
      data === null ||
      !('schema' in data) ||
      data.schema !== sidecarSchema ||
      !('lines' in data) ||
      !Array.isArray(data.lines)
    ) {
      return undefined;
    }
    return sidecarOf(data.lines.filter(isSidecarLine));
  } catch {
    return undefined;
  }
}

export function sidecarText(sidecar: Sidecar): string {
  return `${JSON.stringify(sidecar, null, 2)}\n`;
}

function isSidecarLine(value: unknown): value is SidecarLine {
  return (
    typeof value === 'object' &&
    value !== null &&
    'section' in value &&
    sectionIds.some((section) => section === value.section) &&
    'key' in value &&
    typeof value.key === 'string' &&
    (!('text' in value) || typeof value.text === 'string')
  );
}

function sidecarOf(lines: readonly SidecarLine[]): Sidecar {
  return { schema: sidecarSchema, lines };
}

interface PageLine {
  text: string;
  /** The line break as it stands; empty for a last line without one. */
  readonly ending: string;
  readonly section: SectionId | undefined;
  readonly kind: ReturnType<typeof classify>[number]['kind'];
}

interface Page {
  readonly lines: PageLine[];
  readonly ending: string;
  readonly mark: string;
  readonly endsWithBreak: boolean;
}

function openPage(existing: string): Page {
  const raw = splitLines(existing);
  const crlf = raw.filter(({ ending }) => ending === '\r\n').length;
  return {
    lines: classify(raw).map(({ text, section, kind }, index) => ({
      text,
      section,
      kind,
      ending: raw[index]?.ending ?? '',
    })),
    ending: crlf * 2 > raw.length ? '\r\n' : '\n',
    mark: existing.startsWith('\ufeff') ? '\ufeff' : '',
    endsWithBreak: (raw.at(-1)?.ending ?? '') !== '',
  };
}

function closePage({ lines, ending, mark, endsWithBreak }: Page): string {
  const last = lines.length - 1;
  const text = lines.map((line, index) =>
    index < last || endsWithBreak ? line.text + (line.ending || ending) : line.text,
  );
  return mark + text.join('');
}

/** Lines of a form that was copied and not filled in belong to nobody yet. */
function emptyForm(): readonly SidecarLine[] {
  return sectionIds.flatMap((section) => [
    ...(section === 'title' ? [{ section, key: 'title', text: `# ${notesTemplate.title.heading}` }] : []),
    ...notesTemplate[section].lines.flatMap((text, index) =>
      text === '' ? [] : [{ section, key: `form/${section}/${index}`, text: unnumbered(text) }],
    ),
  ]);
}

interface Claimed {
  readonly section: SectionId;
  readonly key: string;
  /** Absent: a person has it now. */
  readonly at: PageLine | undefined;
}

/** Finds each line that we wrote and nobody changed, in its own section and at most once. */
function claim(page: Page, lines: readonly SidecarLine[]): ReadonlyMap<string, Claimed> {
  const bySection = new Map<string, PageLine[]>();
  for (const line of page.lines) {
    if (line.section !== undefined) {
      const key = id(line.section, unnumbered(line.text));
      bySection.set(key, [...(bySection.get(key) ?? []), line]);
    }
  }
  const claimed = new Map<string, Claimed>();
  for (const { section, key, text } of lines) {
    const same = text === undefined ? undefined : bySection.get(id(section, text));
    const at = same?.shift();
    claimed.set(id(section, key), { section, key, at });
  }
  return claimed;
}

/** Of the empty form only what is there: what is missing was never ours to give up. */
function found(claimed: ReadonlyMap<string, Claimed>): ReadonlyMap<string, Claimed> {
  return new Map([...claimed].filter(([, { at }]) => at !== undefined));
}

/** Never what stands there already, by hand or by an earlier run whose sidecar is lost. */
function canInsert(line: NotesLine, parent: PageLine | undefined, page: Page, section: SectionId): boolean {
  if (section === 'title') {
    return false;
  }
  if (line.form === 'nested') {
    return parent !== undefined;
  }
  const text = unnumbered(line.text);
  if (page.lines.some((one) => one.section === section && unnumbered(one.text) === text)) {
    return false;
  }
  // What is only a question is asked again in no section that somebody took out, and in none that has answers.
  return line.source !== 'form' || headingIndex(page, section) !== -1;
}

function insert(
  page: Page,
  section: SectionId,
  line: NotesLine,
  parent: PageLine | undefined,
  draft: NotesDocument,
): PageLine {
  const added: PageLine = { text: line.text, ending: page.ending, section, kind: 'text' };
  if (line.form === 'nested' && parent !== undefined) {
    let at = page.lines.indexOf(parent) + 1;
    while (/^\s+\S/.test(page.lines[at]?.text ?? '')) {
      at++;
    }
    page.lines.splice(at, 0, added);
    return added;
  }
  let heading = headingIndex(page, section);
  if (heading === -1) {
    heading = addHeading(page, section, draft);
  }
  let end = heading + 1;
  for (let at = end; at < page.lines.length && page.lines[at]?.kind !== 'heading'; at++) {
    if (page.lines[at]?.kind !== 'blank') {
      end = at + 1;
    }
  }
  const before = page.lines[end - 1];
  if (line.form === 'step') {
    const steps = page.lines.slice(heading, end).filter(({ text }) => stepShape.test(text));
    added.text = `${Number(stepShape.exec(steps.at(-1)?.text ?? '')?.[1] ?? 0) + 1}${line.text.replace(/^\d+/, '')}`;
  }
  const isApart =
    before === undefined || before.kind === 'heading' || isList(before.text) === isList(line.text);
  page.lines.splice(end, 0, ...(isApart ? [] : [blank(page, section)]), added);
  return added;
}

function addHeading(page: Page, section: SectionId, draft: NotesDocument): number {
  const order = sectionIds.indexOf(section);
  const next = sectionIds
    .slice(order + 1)
    .map((later) => headingIndex(page, later))
    .find((at) => at !== -1);
  const own: NotesSection | undefined = draft.sections.find((one) => one.id === section);
  const text = `${'#'.repeat(own?.level ?? 2)} ${own?.heading ?? section}`;
  const heading: PageLine = { text, ending: page.ending, section, kind: 'heading' };
  if (next === undefined) {
    const gap = page.lines.at(-1)?.kind === 'blank' ? [] : [blank(page, undefined)];
    page.lines.push(...gap, heading);
    return page.lines.length - 1;
  }
  page.lines.splice(next, 0, heading, blank(page, section));
  return next;
}

function remove(page: Page, line: PageLine): void {
  const at = page.lines.indexOf(line);
  page.lines.splice(at, 1);
  // Two empty lines that met become one.
  if (page.lines[at]?.kind === 'blank' && page.lines[at - 1]?.kind === 'blank') {
    page.lines.splice(at, 1);
  }
}

function blank({ ending }: Page, section: SectionId | undefined): PageLine {
  return { text: '', ending, section, kind: 'blank' };
}

function headingIndex(page: Page, section: SectionId): number {
  return page.lines.findIndex((line) => line.kind === 'heading' && line.section === section);
}

function isList(text: string): boolean {
  return /^\s*(?:[-*+]|\d+[.)])\s/.test(text);
}

function allLines(
  draft: NotesDocument,
): readonly { readonly section: SectionId; readonly line: NotesLine }[] {
  return draft.sections.flatMap(({ id: section, level, heading, lines }) => [
    ...(section === 'title'
      ? [
          {
            section,
            line: {
              key: 'title',
              text: `${'#'.repeat(level)} ${heading}`,
              form: 'paragraph',
              state: 'filled',
              source: 'form',
              evidence: [],
            } as const,
          },
        ]
      : []),
    ...lines.map((line) => ({ section, line })),
  ]);
}

const stepShape = /^(\d{1,9})[.)] /;

/** The place of a step in its list is not what it says. */
function unnumbered(text: string): string {
  return text.replace(/^\d{1,9}(?=[.)] )/, '#');
}

function numberedLike(old: string, text: string): string {
  const number = stepShape.exec(old)?.[1];
  return number === undefined ? text.replace(/^#(?=[.)] )/, '1') : text.replace(/^#(?=[.)] )/, number);
}

function id(section: SectionId, key: string): string {
  return `${section}\0${key}`;
}

/** A section as it would be written alone: for an editor that adds one that is missing. */
export function sectionText(draft: NotesDocument, section: SectionId): string {
  const own = draft.sections.find((one) => one.id === section);
  return own === undefined
    ? ''
    : `${'#'.repeat(own.level)} ${own.heading}\n${spaced(own.lines).join('\n')}\n`;
}
