/** What a person should know about a checklist that was read. Data only: sentences are in `catalog.ts`. */
import { repairMojibake } from './mojibake.ts';
import { findPlaceholder } from './placeholder.ts';
import type { Finding } from '../base/finding.ts';
import type { Where } from '../base/text.ts';
import type { Blocks } from './blocks.ts';
import type { Checklist, ChecklistFinding, ChecklistFindingCode, Item, Section } from './model.ts';

/** What the reading of an item knows besides the item. */
export interface ItemFacts {
  readonly item: Item;
  readonly struck: boolean;
  /** Another item above has the same section and words, or the same explicit id. */
  readonly repeats: boolean;
}

type ItemState = Pick<Item, 'line' | 'column' | 'checked' | 'state' | 'parent'>;

export interface FindingInput {
  readonly text: string;
  readonly blocks: Blocks;
  readonly checklist: Pick<Checklist, 'nearMisses' | 'hidden'> & {
    readonly items: readonly ItemState[];
    readonly sections: readonly Pick<Section, 'line' | 'window'>[];
  };
  /** Items about which something may have to be said; all that are not plain words. */
  readonly facts: readonly ItemFacts[];
  readonly file: string;
  /** Most items that are read. */
  readonly limit: number;
  /** Whether `[label]` is a link that the document defines elsewhere. */
  readonly isReference: (label: string) => boolean;
}

/** Findings in the order of their lines. */
export function readFindings(input: FindingInput): readonly ChecklistFinding[] {
  const findings: ChecklistFinding[] = [];
  const say: Say = (code, line, column, args = {}, span = {}) =>
    void findings.push({ code, args, where: { file: input.file, line, column, ...span } });
  aboutDocument(input, say);
  aboutSections(input, say);
  aboutItems(input, say);
  aboutChildren(input.checklist.items, say);
  return findings.toSorted((a, b) => a.where.line - b.where.line || a.where.column - b.where.column);
}

type Say = (
  code: ChecklistFindingCode,
  line: number,
  column: number,
  args?: Finding['args'],
  span?: Partial<Where>,
) => void;

function aboutDocument(input: FindingInput, say: Say): void {
  const { blocks, checklist } = input;
  for (const near of checklist.nearMisses) {
    say(
      near.why === 'tooDeep' ? 'tooDeep' : 'nearMiss',
      near.line,
      near.column,
      near.why === 'tooDeep' ? {} : { why: near.why },
    );
  }
  for (const hidden of checklist.hidden) {
    say('hiddenTasks', hidden.line, 1, { count: hidden.count, form: hidden.form });
  }
  if (blocks.conflictMarkers[0] !== undefined) {
    say('conflictMarker', blocks.conflictMarkers[0], 1);
  }
  if (checklist.items.length === 0) {
    say('noItems', 1, 1);
  }
  if (blocks.tasks.length > input.limit) {
    say('tooManyItems', blocks.tasks[input.limit]?.line ?? 1, 1, {
      count: blocks.tasks.length,
      limit: input.limit,
    });
  }
  if (hasMixedLineEnds(input.text)) {
    say('mixedLineEnds', 1, 1);
  }
  for (const broken of repairMojibake(input.text)) {
    const span = { endLine: broken.line, endColumn: broken.column + broken.from.length };
    say('mojibake', broken.line, broken.column, { from: broken.from, to: broken.to }, span);
  }
}

function hasMixedLineEnds(text: string): boolean {
  return text.includes('\r') && /\r\n/.test(text) && /(?<!\r)\n|\r(?!\n)/.test(text);
}

function aboutSections(input: FindingInput, say: Say): void {
  for (const section of input.checklist.sections) {
    if (section.window?.withoutUnit !== undefined) {
      say('windowWithoutUnit', section.line, 1, { text: section.window.text });
    }
  }
}

function aboutItems(input: FindingInput, say: Say): void {
  const linesById = new Map<string, number>();
  for (const { item, struck, repeats } of input.facts) {
    const at = (code: ChecklistFindingCode, args?: Finding['args']) =>
      say(code, item.line, item.column, args);
    if (item.text === '') {
      at('emptyItem');
    }
    if (item.field !== undefined && item.checked && !item.field.filled) {
      at('fieldWithoutValue');
    }
    if (repeats) {
      aboutRepeat(item, linesById, at);
    } else {
      linesById.set(item.id, item.line);
    }
    const placeholder = findPlaceholder(item.source, input.isReference);
    if (placeholder !== undefined) {
      at('placeholder', { text: placeholder });
    }
    if (!item.checked) {
      aboutOpenItem(item, struck, at);
    }
    aboutDue(item, at);
  }
}

type At = (code: ChecklistFindingCode, args?: Finding['args']) => void;

function aboutRepeat(item: Item, linesById: ReadonlyMap<string, number>, at: At): void {
  const explicit = item.keys?.['id'];
  const line = linesById.get(explicit ?? item.id.replace(/~\d+$/, '')) ?? item.line;
  if (explicit === undefined) {
    at('duplicateItem', { line });
  } else {
    at('duplicateId', { id: explicit, line });
  }
}

function aboutOpenItem(item: Item, struck: boolean, at: At): void {
  const saysNotApplicable =
    item.state !== 'notApplicable' && item.notes.some((note) => /^N\/A\b/i.test(note));
  if (saysNotApplicable && item.state === 'todo') {
    at('notApplicableWithoutReason');
  } else if (struck && item.state === 'todo') {
    at('struckWithoutReason');
  }
  if (item.state === 'waived') {
    const missing = (['until', 'by', 'reason'] as const).filter((part) => item.waiver?.[part] === undefined);
    if (missing.length > 0) {
      at('waiverIncomplete', { missing: missing.join(', ') });
    }
  }
}

function aboutDue(item: Item, at: At): void {
  if (item.due?.kind === 'unreadable') {
    at('unreadableDue', { text: item.due.text });
  } else if (item.due?.kind === 'window' && item.due.window.withoutUnit !== undefined) {
    at('windowWithoutUnit', { text: item.due.window.text });
  }
}

const closed: ReadonlySet<Item['state']> = new Set<Item['state']>(['done', 'notApplicable', 'waived']);

/** A parent's box is its own; ticked over open children, it is worth a look. */
function aboutChildren(items: readonly ItemState[], say: Say): void {
  const open = new Map<number, number>();
  for (const item of items) {
    if (closed.has(item.state)) {
      continue;
    }
    for (let parent = item.parent; parent !== -1; parent = items[parent]?.parent ?? -1) {
      if (items[parent]?.checked === true) {
        open.set(parent, (open.get(parent) ?? 0) + 1);
      }
    }
  }
  for (const [index, count] of open) {
    const parent = items[index];
    if (parent !== undefined) {
      say('doneWithOpenChildren', parent.line, parent.column, { open: count });
    }
  }
}
