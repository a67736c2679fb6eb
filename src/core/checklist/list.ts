/**
 * What listings show of a checklist: its items and findings without ids, kinds of sections and
 * offsets, at a fraction of the cost. Plain words are most of every checklist; they are looked at
 * once, character by character. A text whose listing needs more is assembled.
 */
import { assemble, hiddenTasks, maxItems, readTask, toItem } from './assemble.ts';
import { conditionAtStart, conditionWords } from './conditions.ts';
import { readFindings, type ItemFacts } from './findings.ts';
import { itemMarks, markOfOther, markOfParenthesis, rolesAtEnd } from './itemWords.ts';
import { longestSlug } from './identity.ts';
import { lineOffsets } from './lines.ts';
import { slug } from './plainText.ts';
import { createReferences } from './references.ts';
import { outline, type Outline } from './sections.ts';
import { saysGoOrNoGo } from './tables.ts';
import { parseWindow } from './window.ts';
import type { Parsed } from '../base/finding.ts';
import type { Blocks, TaskBlock } from './blocks.ts';
import type { Checklist, ChecklistFindingCode, Item, Section } from './model.ts';

export interface ListedItem extends Pick<
  Item,
  | 'line'
  | 'column'
  | 'checked'
  | 'state'
  | 'text'
  | 'depth'
  | 'parent'
  | 'section'
  | 'owners'
  | 'notes'
  | 'due'
  | 'waiver'
  | 'reason'
  | 'decision'
> {
  readonly condition?: { readonly text: string };
}

export interface ListedChecklist extends Pick<Checklist, 'nearMisses' | 'conflictMarkers'> {
  readonly items: readonly ListedItem[];
  readonly sections: readonly Pick<Section, 'path'>[];
}

export type Listing = Parsed<ListedChecklist, ChecklistFindingCode>;

/** The same as `assemble` gives, in the fields that a listing has. */
export function listChecklist(text: string, blocks: Blocks, options: { readonly file: string }): Listing {
  return listPlainly(text, blocks, options.file) ?? assemble(text, blocks, { ...options, reader: 'scan' });
}

/** Undefined when a mark, an id or a neighbour decides what an item is. */
function listPlainly(text: string, blocks: Blocks, file: string): Listing | undefined {
  const { tasks, nearMisses, conflictMarkers } = blocks;
  if (nearMisses.length > 0 || tasks.length > maxItems) {
    return undefined;
  }
  const taskLines = tasks.map((task) => task.line);
  const sections = outline(blocks.headings, { lineCount: Number.MAX_SAFE_INTEGER, taskLines });
  const places = placesOf(sections);
  const isReference = createReferences(text);
  const starts = blocks.comments.length > 0 || tasks.some(continues) ? lineOffsets(text) : noStarts;
  const ids = new Int32Array(tasks.length);
  const look: Look = { marks: 0, words: 0 };
  const items: ListedItem[] = [];
  const facts: ItemFacts[] = [];
  let section = -1;
  for (const [index, task] of tasks.entries()) {
    while ((sections[section + 1]?.line ?? Infinity) <= task.line) {
      section++;
    }
    lookAt(text, task, look);
    if ((look.marks & ~markOfParenthesis) === 0 && !continues(task)) {
      const words = text.slice(task.textStart, task.textEnd);
      if (saysGoOrNoGo(words)) {
        return undefined;
      }
      items.push(plainItem(task, words, section, look.marks));
    } else {
      const words = readTask(text, task, { starts, isReference });
      if (words.keys?.['id'] !== undefined || saysGoOrNoGo(words.text)) {
        return undefined;
      }
      const source = text.slice(task.textStart, task.textEnd);
      const item = toItem(task, words, { id: '', section, source, alarm: false });
      items.push(item);
      facts.push({ item, struck: words.struck, repeats: false });
      look.words = hashOf(item.text);
    }
    ids[index] = mix(places[section] ?? 0, look.words === 0 ? hashOfNothing : look.words);
  }
  if (hasRepeats(ids)) {
    return undefined;
  }
  const findings = readFindings({
    text,
    blocks,
    checklist: {
      items,
      sections: sections.flatMap(windowInDoubt),
      nearMisses,
      hidden: hiddenTasks(text, blocks, starts),
    },
    facts,
    file,
    limit: maxItems,
    isReference,
  });
  return { value: { items, sections, nearMisses, conflictMarkers }, findings };
}

/** A section whose window may lack a unit. */
function windowInDoubt({ line, title, hasItems }: Outline): readonly Pick<Section, 'line' | 'window'>[] {
  const window = hasItems && bareT.test(title) ? parseWindow(title) : undefined;
  return window === undefined ? [] : [{ line, window }];
}

/** Only comments and items of several lines ask where lines begin. */
const noStarts: readonly number[] = [];
/** Items without letters are called this. */
const hashOfNothing = hashOfSlug('item');

function continues(task: TaskBlock): boolean {
  return task.continuation !== undefined;
}

function plainItem(task: TaskBlock, text: string, section: number, marks: number): ListedItem {
  const condition = marks === 0 ? conditionAtStart(text) : conditionWords(text);
  const item: ListedItem = {
    line: task.line,
    column: task.column,
    checked: task.checked,
    state: task.checked ? 'done' : 'todo',
    text,
    depth: task.depth,
    parent: task.parent,
    section,
    owners: marks === 0 ? nobody : rolesAtEnd(text),
    notes: noNotes,
  };
  return condition === undefined ? item : { ...item, condition: { text: condition } };
}

const nobody: Item['owners'] = [];
const noNotes: Item['notes'] = [];

/** Only a `T` with an offset behind it can lack a unit. */
const bareT = /T(?:[\s\u2013\u2014\u2212+-]|minus|plus)/;

/** What one look at the characters of an item tells. */
interface Look {
  /** `markOfOther` for all but plain words and parentheses. */
  marks: number;
  /** Hash of the slug of plain words; 0 for one without letters. */
  words: number;
}

function lookAt(text: string, { textStart, textEnd }: TaskBlock, look: Look): void {
  look.marks = markOfOther;
  if (textStart === textEnd || textEnd - textStart > longestSlug) {
    return;
  }
  let marks = 0;
  let hash = 0;
  let between = false;
  for (let at = textStart; at < textEnd; at++) {
    const unit = text.charCodeAt(at);
    const entry = unit > 127 ? markOfOther << 8 : (units[unit] ?? 0);
    const mark = entry >> 8;
    if (mark !== 0) {
      if (mark === markOfOther || (mark === markByNeighbour && isMarked(text, at, unit))) {
        return;
      }
      marks |= mark & markOfParenthesis;
    }
    const letter = entry & 255;
    if (letter === 0) {
      between = hash !== 0;
    } else {
      hash = mix(between ? mix(hash, hyphen) : hash, letter);
      between = false;
    }
  }
  look.marks = marks;
  look.words = hash;
}

const hyphen = 45;
const fullStop = 46;
const letterY = 89;
const markByNeighbour = 4;

/** Of each ASCII character: above, its mark; below, what it becomes in a slug, 0 for nothing. */
const units = Uint16Array.from(itemMarks, (mark, unit) => {
  const doubtful = unit === hyphen || unit === fullStop || unit === letterY;
  const isWord = /[0-9A-Za-z]/.test(String.fromCharCode(unit));
  const letter = isWord ? String.fromCharCode(unit).toLowerCase().charCodeAt(0) : 0;
  return ((doubtful ? markByNeighbour : mark) << 8) | letter;
});

/** A second hyphen makes a dash; `x.y` and `YYYY` are place-holders. */
function isMarked(text: string, at: number, unit: number): boolean {
  return unit === fullStop ? (text.charCodeAt(at - 1) | 32) === 120 : text.charCodeAt(at + 1) === unit;
}

/** A hash of the slug of a text: equal slugs have equal hashes. */
function hashOf(text: string): number {
  let hash = 0;
  let between = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 127 || at === longestSlug) {
      return hashOfSlug(slug(text).slice(0, longestSlug));
    }
    const letter = (units[unit] ?? 0) & 255;
    if (letter === 0) {
      between = hash !== 0;
    } else {
      hash = mix(between ? mix(hash, hyphen) : hash, letter);
      between = false;
    }
  }
  return hash;
}

function hashOfSlug(slugged: string): number {
  let hash = 0;
  for (let at = 0; at < slugged.length; at++) {
    hash = mix(hash, slugged.charCodeAt(at));
  }
  return hash;
}

/** Hashes of the paths that `pathSlugs` gives: equal paths have equal hashes. */
function placesOf(sections: readonly Outline[]): readonly number[] {
  const places: number[] = [];
  for (const { title, parent } of sections) {
    const underTitle = parent === 0 && sections[0]?.level === 1;
    const above = underTitle ? 0 : (places[parent] ?? 0);
    const own = hashOf(title);
    places.push(above === 0 ? own : mix(above, own));
  }
  return places;
}

/** Two items with one id have one hash; which of them repeats the other is the assembler's to say. */
function hasRepeats(ids: Int32Array): boolean {
  ids.sort();
  return ids.some((id, index) => index > 0 && id === ids[index - 1]);
}

/** Never 0, and small enough to need no memory of its own. */
function mix(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193) & 0x3fffffff || 1;
}
