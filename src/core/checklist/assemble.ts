/** From the blocks of a Markdown text to the checklist that they mean. */
import { readFindings, type ItemFacts } from './findings.ts';
import { createReferences } from './references.ts';
import { createIds } from './identity.ts';
import { readWords, stateOf, type ItemWords } from './itemWords.ts';
import { lineOffsets, visibleLinesAt } from './lines.ts';
import { parseOwners } from './notes.ts';
import { plainText } from './plainText.ts';
import { roleOwners } from './roles.ts';
import { pathSlugs, readSections } from './sections.ts';
import { meaningfulLines, readMarks, saysGoOrNoGo, sectionAt, taskDecision } from './tables.ts';
import type { Parsed } from '../base/finding.ts';
import type { Blocks, NearMiss, TaskBlock } from './blocks.ts';
import type {
  Checklist,
  ChecklistFindingCode,
  Decision,
  HiddenTasks,
  Item,
  Owner,
  Section,
} from './model.ts';
import type { ReadOptions } from './read.ts';

/** Tasks of one file that are read; more of them is a finding, and the file is not ready. */
export const maxItems = 10_000;

/** Reads the meaning of a text whose blocks are known. Total: whatever the text says, there is a checklist. */
export function assemble(
  text: string,
  blocks: Blocks,
  options: ReadOptions,
): Parsed<Checklist, ChecklistFindingCode> {
  const tasks = blocks.tasks.length > maxItems ? blocks.tasks.slice(0, maxItems) : blocks.tasks;
  const starts = lineOffsets(text);
  const sections = withOwners(
    text,
    blocks,
    readSections(blocks.headings, {
      lineCount: starts.length,
      taskLines: tasks.map((task) => task.line),
      ...(options.sectionKinds !== undefined && { sectionKinds: options.sectionKinds }),
    }),
  );
  const isReference = createReferences(text);
  const facts = readItems(text, tasks, { sections, starts, isReference });
  const marks = readMarks(text, blocks, (line) => sectionAt(sections, line));
  const paired = pairDecisions(facts.map((fact) => fact.item));
  const meaningful = meaningfulLines(marks);
  const title = titleOf(text, blocks);
  const checklist: Checklist = {
    format: 'markdown',
    ...(title !== undefined && { title }),
    items: paired.items,
    sections,
    nearMisses: blocks.nearMisses.filter(
      (near) => !meaningful.has(near.line) && !isStatus(near, text, starts),
    ),
    choices: marks.choices,
    decisions: [...marks.decisions, ...paired.decisions].toSorted((a, b) => a.line - b.line),
    signOffs: marks.signOffs,
    hidden: hiddenTasks(text, blocks, starts),
    conflictMarkers: blocks.conflictMarkers,
  };
  const findings = readFindings({
    text,
    blocks,
    checklist,
    facts,
    file: options.file,
    limit: maxItems,
    isReference,
  });
  return { value: checklist, findings };
}

/** A check mark alone in a table says how things stand; it is no box that somebody forgot. */
function isStatus(near: NearMiss, text: string, starts: readonly number[]): boolean {
  const char = text.charAt((starts[near.line - 1] ?? 0) + near.column - 1);
  return near.why === 'boxInTable' && (char === '\u2705' || char === '\u274c');
}

interface Surroundings {
  readonly sections: readonly Section[];
  readonly starts: readonly number[];
  readonly isReference: (label: string) => boolean;
}

function readItems(text: string, tasks: readonly TaskBlock[], around: Surroundings): readonly ItemFacts[] {
  const read = tasks.map((task) => readTask(text, task, around));
  const ids = createIds(read.map((words) => words.keys?.['id']).filter((id) => id !== undefined));
  const paths = pathSlugs(around.sections);
  let section = -1;
  return tasks.map((task, index) => {
    while ((around.sections[section + 1]?.line ?? Infinity) <= task.line) {
      section++;
    }
    const words = read[index] ?? emptyWords;
    const { id, repeats } = ids.take(paths[section] ?? '', words.text, words.keys?.['id']);
    const alarm = around.sections[section]?.kind === 'triggers';
    const item = toItem(task, words, {
      id,
      section,
      source: text.slice(task.textStart, task.textEnd),
      alarm,
    });
    return { item, struck: words.struck, repeats };
  });
}

const emptyWords: ItemWords = { text: '', struck: false, owners: [] };

/** The words of a task; `starts` are the offsets of all lines, asked only for an item of several lines. */
export function readTask(
  text: string,
  task: TaskBlock,
  around: Pick<Surroundings, 'starts' | 'isReference'>,
): ItemWords {
  const { starts, isReference } = around;
  const source = text.slice(task.textStart, task.textEnd);
  if (task.continuation === undefined) {
    return readWords(source, { single: task.endLine === task.line, isReference });
  }
  const [from, to] = task.continuation;
  const continuation = text
    .slice(starts[from - 1], starts[to])
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .trim();
  return readWords(source, { single: false, continuation, isReference });
}

/** What the words of an item leave open. */
export interface Placed {
  readonly id: string;
  readonly section: number;
  readonly source: string;
  readonly alarm: boolean;
}

export function toItem(task: TaskBlock, words: ItemWords, placed: Placed): Item {
  const { notes } = words;
  const item: Draft = {
    id: placed.id,
    line: task.line,
    column: task.column,
    markOffset: task.markOffset,
    checked: task.checked,
    state: stateOf(task.checked, notes),
    text: words.text,
    source: placed.source,
    depth: task.depth,
    parent: task.parent,
    section: placed.section,
    endLine: task.endLine,
    owners: notes === undefined ? words.owners : [...words.owners, ...notes.owners],
    evidence: notes?.evidence ?? noEvidence,
    notes: notes?.parts.map((part) => part.text) ?? noNotes,
  };
  fillFromWords(item, words);
  if (notes !== undefined) fillFromNotes(item, notes);
  if (placed.alarm) item.alarm = true;
  return item;
}

const noEvidence: Item['evidence'] = [];
const noNotes: Item['notes'] = [];

// Field by field: most items have none of these, and a copy for each that is there would cost more than reading it.
type Draft = { -readonly [K in keyof Item]: Item[K] };

function fillFromWords(item: Draft, words: ItemWords): void {
  if (words.condition !== undefined) item.condition = words.condition;
  if (words.signOff !== undefined) item.signOff = words.signOff;
  if (words.derived !== undefined) item.derived = words.derived;
  if (words.field !== undefined) item.field = words.field;
  if (words.keys !== undefined) item.keys = words.keys;
}

function fillFromNotes(item: Draft, notes: NonNullable<ItemWords['notes']>): void {
  if (notes.due !== undefined) item.due = notes.due;
  if (notes.provedAt !== undefined) item.provedAt = notes.provedAt;
  if (notes.waiver !== undefined) item.waiver = notes.waiver;
  if (notes.reason !== undefined) item.reason = notes.reason;
  if (notes.doneStamp !== undefined) item.doneStamp = notes.doneStamp;
}

/** Neighbouring tasks GO and NO-GO are one answer, not two steps. */
function pairDecisions(items: readonly Item[]): {
  readonly items: readonly Item[];
  readonly decisions: readonly Decision[];
} {
  const decisions: Decision[] = [];
  const halves = new Set<Item>();
  for (let index = 0; index < items.length; index++) {
    const group = answersFrom(items, index);
    const decision = group.length === 0 ? undefined : taskDecision(group);
    if (decision !== undefined) {
      decisions.push(decision);
      for (const item of group) halves.add(item);
      index += group.length - 1;
    }
  }
  return halves.size === 0
    ? { items, decisions }
    : {
        items: items.map((item) => (halves.has(item) ? { ...item, decision: true as const } : item)),
        decisions,
      };
}

/** The items from here on that can be answers to one go / no-go question. */
function answersFrom(items: readonly Item[], from: number): readonly Item[] {
  const first = items[from];
  let to = from;
  for (let item = first; item !== undefined && saysGoOrNoGo(item.text); item = items[to]) {
    if (item.parent !== first?.parent || item.section !== first.section) break;
    to++;
  }
  return items.slice(from, to);
}

/** Fences and comments with tasks inside. */
export function hiddenTasks(text: string, blocks: Blocks, starts: readonly number[]): readonly HiddenTasks[] {
  const ends = (line: number): boolean => text.includes('-->', starts[line - 1]);
  const forms = [
    ...blocks.fences.map((block) => ({ block, form: 'fence' as const, closed: block.closed })),
    ...blocks.comments.map((block) => ({ block, form: 'comment' as const, closed: ends(block.line) })),
  ];
  return forms
    .filter(({ block }) => block.hiddenTasks.length > 0)
    .map(({ block, form, closed }) => ({
      line: block.line,
      endLine: block.endLine,
      form,
      count: block.hiddenTasks.length,
      ...(!closed && { unclosed: true as const }),
    }))
    .toSorted((a, b) => a.line - b.line);
}

/** The heading that stands above all others, else `name` or `title` of the front matter, else the first heading. */
function titleOf(text: string, blocks: Blocks): string | undefined {
  const [heading, ...others] = blocks.headings;
  const isAbove =
    heading !== undefined && (heading.level === 1 || others.every(({ level }) => level > heading.level));
  const named = isAbove ? undefined : frontMatterName(text, blocks);
  return named ?? (heading === undefined ? undefined : plainText(heading.text));
}

/** Issue templates have both: `name` is what people choose it by, `title` is a pattern. */
function frontMatterName(text: string, blocks: Blocks): string | undefined {
  if (blocks.frontMatter === undefined) {
    return undefined;
  }
  const front = text.split(/\r\n|\n|\r/, blocks.frontMatter[1]).join('\n');
  const values = [/^name:[ \t]*(.+)$/m, /^title:[ \t]*(.+)$/m].map((key) =>
    key
      .exec(front)?.[1]
      ?.trim()
      .replace(/^(["'])(.*)\1$/, '$2'),
  );
  return values.find((value) => value !== undefined && value !== '');
}

/** "**Owner: QA / Testing**" under a heading: the owner of the section. */
function withOwners(text: string, blocks: Blocks, sections: readonly Section[]): readonly Section[] {
  if (!ownerHints.some((hint) => text.includes(hint))) {
    return sections;
  }
  const found = new Map<number, readonly Owner[]>();
  const offsets = Array.from(text.matchAll(ownerLine), (match) => match.index);
  for (const line of visibleLinesAt(text, blocks, offsets)) {
    const match = ownerValue.exec(plainText(line.text.replace(/^\s*(?:[-+>]|\*\s)\s*/, '')));
    const owners = match?.[1] === undefined ? undefined : sectionOwners(match[1]);
    const section = sectionAt(sections, line.number);
    if (owners !== undefined && section !== -1 && !found.has(section)) {
      found.set(section, owners);
    }
  }
  return found.size === 0
    ? sections
    : sections.map((section, index) => ({ ...section, owners: found.get(index) ?? section.owners }));
}

/** Parts of the words that begin an owner line; most texts hold none of them. */
const ownerHints = ['wner', 'WNER', 'DRI', 'esponsible', 'erantwortlich', 'тветственный', '负责人', '担当'];
const ownerLine =
  /^[ \t]*(?:[-+>][ \t]+|\*[ \t]+)?[*_]*(?:owners?|dri|responsible|verantwortlich|ответственный|负责人|担当)[*_]*[ \t]*[:\uff1a]/gimu;
const ownerValue =
  /^(?:owners?|dri|responsible|verantwortlich|ответственный|负责人|担当)\s*[:\uff1a]\s*(.+)$/iu;

function sectionOwners(words: string): readonly Owner[] | undefined {
  return parseOwners(words) ?? roleOwners(words);
}
