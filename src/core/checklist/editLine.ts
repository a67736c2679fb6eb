/** Changes of a task on its own line of Markdown: its mark, its strike and its note list. */
import { applyEdits } from '../base/text.ts';
import type { TextEdit } from '../base/text.ts';
import { dueNote, evidenceNote } from './changeArguments.ts';
import type { EditResult, ItemChange, Refusal } from './change.ts';
import { maxItemLength, readWords, stateOf } from './itemWords.ts';
import type { ItemWords } from './itemWords.ts';
import type { Item, ItemState } from './model.ts';
import { parseNotes } from './notes.ts';
import type { NotePart, Notes } from './notes.ts';
import { blankComments, plainText } from './plainText.ts';
import { withRun, taskRunOf, taskRunText, type TaskRun } from './taskRun.ts';

/** The edits for a change of an item whose mark is at `item.markOffset` of the text. */
export function editLine(text: string, item: Item, change: ItemChange): EditResult {
  const line = lineOf(text, item);
  if (line === undefined) return refuse('lineChanged', item);
  switch (change.kind) {
    case 'tick':
      if (item.checked) return refuse('alreadySo', item);
      return change.stamp === undefined
        ? changed(item, [mark(item, 'x')])
        : withNotes(line, change, { mark: 'x', set: { kind: 'done', text: `done ${change.stamp}` } });
    case 'untick':
      return item.checked ? changed(item, [mark(item, ' ')]) : refuse('alreadySo', item);
    case 'notApplicable':
      return withNotes(line, change, {
        mark: ' ',
        strike: 'add',
        set: { kind: 'notApplicable', text: `N/A: ${change.reason}` },
      });
    case 'waive': {
      const note = `waived until ${change.until} by ${change.by}: ${change.reason}`;
      return withNotes(line, change, { mark: ' ', strike: 'remove', set: { kind: 'waived', text: note } });
    }
    case 'block':
      return withNotes(line, change, {
        mark: ' ',
        strike: 'remove',
        set: { kind: 'blocked', text: `blocked: ${change.reason}` },
      });
    case 'assign':
      return withNotes(line, change, { set: { kind: 'owner', text: change.owner } });
    case 'due':
      return withNotes(line, change, { set: { kind: 'due', text: dueNote(change.due) } });
    case 'evidence':
      return withEvidence(line, change);
    case 'task':
      return withNotes(line, change, { set: taskNote(line, change.run) });
  }
}

interface Line {
  readonly text: string;
  readonly item: Item;
  /** Offset of `item.source` in the text. */
  readonly start: number;
  readonly notes: Notes;
}

/** Undefined when the text is not the one that the item was read from. */
function lineOf(text: string, item: Item): Line | undefined {
  const { markOffset, source } = item;
  const isMark = /^\[[ \txX]\]$/.test(text.slice(markOffset - 1, markOffset + 2));
  const white = /^[ \t]*/.exec(text.slice(markOffset + 2))?.[0].length ?? 0;
  const start = markOffset + 2 + white;
  const isSource =
    text.startsWith(source, start) && /^[ \t]*(?:[\r\n]|$)/.test(text.slice(start + source.length));
  if (!isMark || !isSource) return undefined;
  return { text, item, start, notes: parseNotes(blankComments(source).text) };
}

/** Evidence is added to what is there, and only once; its commit takes the place of an earlier one. */
function withEvidence(line: Line, change: Extract<ItemChange, { kind: 'evidence' }>): EditResult {
  const isThere = line.notes.evidence.some(({ target }) => target === change.target);
  const at = change.at === undefined ? [] : [`at ${change.at}`];
  const parts = isThere ? at : [evidenceNote(change.target), ...at];
  if (parts.length === 0) return refuse('alreadySo', line.item);
  const kind = change.at === undefined ? 'evidence' : 'provedAt';
  return withNotes(line, change, { set: { kind, text: parts.join(' \u00b7 '), adds: kind === 'evidence' } });
}

/** One result for each task. The commit of the item is left alone where it speaks for other evidence. */
function taskNote({ item, notes }: Line, run: TaskRun): NoteChange['set'] {
  const earlier = notes.parts.filter((part) => isResultOf(part, run.name));
  const { itself, at } = withRun(item, run);
  const isNew = at !== item.provedAt;
  const outdated = notes.parts.filter(({ kind }) => kind === 'provedAt' && isNew);
  const parts = [taskRunText(itself), ...(isNew && at !== undefined ? [`at ${at}`] : [])];
  return { kind: 'evidence', text: parts.join(' \u00b7 '), replaces: [...earlier, ...outdated] };
}

function isResultOf({ kind, text }: NotePart, name: string): boolean {
  const label = text.replace(/^evidence:\s*/i, '');
  return kind === 'evidence' && taskRunOf({ label: plainText(label) })?.name === name;
}

interface NoteChange {
  readonly mark?: 'x' | ' ';
  readonly strike?: 'add' | 'remove';
  readonly set: {
    readonly kind: NotePart['kind'];
    readonly text: string;
    /** Parts of the same kind stay. */
    readonly adds?: boolean;
    /** The parts that go, instead of those of the same kind. */
    readonly replaces?: readonly NotePart[];
  };
}

const stateNotes: ReadonlySet<NotePart['kind']> = new Set([
  'doing',
  'blocked',
  'failed',
  'notApplicable',
  'waived',
]);

function withNotes(line: Line, change: ItemChange, wanted: NoteChange): EditResult {
  const { item, notes, start } = line;
  if (item.source.length + wanted.set.text.length > maxItemLength - 16) return refuse('tooLarge', item);
  if (notes.parts.length !== item.notes.length || (item.source === '' && item.text !== ''))
    return refuse('notesBelow', item);

  const isState = stateNotes.has(wanted.set.kind);
  const { kind, adds, replaces } = wanted.set;
  const replaced = notes.parts.filter(
    (part) =>
      replaces?.includes(part) ??
      ((part.kind === kind && adds !== true) || (isState && stateNotes.has(part.kind))),
  );
  const list = noteEdits(item.source, notes, replaced, wanted.set.text);
  const strike = strikeEdits(item.source, notes, wanted.strike);
  // An insertion at the end of the words comes after the closing strike.
  const inSource = joinTouching([...strike, ...list]);
  const edits = inSource.map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start }));
  if (wanted.mark !== undefined && item.checked !== (wanted.mark === 'x'))
    edits.unshift(mark(item, wanted.mark));
  const effective = edits.filter((edit) => line.text.slice(edit.start, edit.end) !== edit.newText);
  if (effective.length === 0) return refuse('alreadySo', item);

  const isChecked = wanted.mark === undefined ? item.checked : wanted.mark === 'x';
  return isAsWanted(item, applyEdits(item.source, inSource), { change, isChecked })
    ? changed(item, effective)
    : {
        ok: false,
        refusal: 'badArgument',
        args: { name: change.kind, expected: 'a note that this line can take' },
      };
}

/** Edits of the note list, in offsets of the source: the first of the replaced parts becomes the note, the others go. */
function noteEdits(
  source: string,
  notes: Notes,
  replaced: readonly NotePart[],
  note: string,
): readonly TextEdit[] {
  const [first, ...others] = replaced;
  if (first === undefined) {
    const last = notes.parts.at(-1);
    const at = last?.end ?? source.slice(0, notes.wordsEnd).trimEnd().length;
    const opening = last === undefined ? (at === 0 ? '\u2014 ' : ' \u2014 ') : ' \u00b7 ';
    const closing = at === 0 && source !== '' ? ' ' : '';
    return [{ start: at, end: at, newText: opening + note + closing }];
  }
  const removals = others.map((part): TextEdit => {
    const before = notes.parts[notes.parts.indexOf(part) - 1];
    return { start: before?.end ?? part.start, end: part.end, newText: '' };
  });
  return [{ start: first.start, end: first.end, newText: note }, ...removals];
}

function strikeEdits(source: string, notes: Notes, strike: NoteChange['strike']): readonly TextEdit[] {
  const words = source.slice(0, notes.wordsEnd).trimEnd();
  const inner = /^~~((?:(?!~~).)+)~~$/.exec(words)?.[1];
  if (strike === 'remove' && inner !== undefined) {
    return [
      { start: 0, end: 2, newText: '' },
      { start: words.length - 2, end: words.length, newText: '' },
    ];
  }
  const canStrike =
    words !== '' && !words.includes('~~') && !/\\$|<!--/.test(words) && !/^<(?:del|s|strike)>/i.test(words);
  return strike === 'add' && canStrike
    ? [
        { start: 0, end: 0, newText: '~~' },
        { start: words.length, end: words.length, newText: '~~' },
      ]
    : [];
}

/** Edits that end where the next one starts become one, so that their order is not left to chance. */
function joinTouching(edits: readonly TextEdit[]): readonly TextEdit[] {
  const joined: TextEdit[] = [];
  for (const next of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    if (last !== undefined && last.end === next.start) {
      joined[joined.length - 1] = { start: last.start, end: next.end, newText: last.newText + next.newText };
    } else {
      joined.push(next);
    }
  }
  return joined;
}

/** Reads the line as it would be: the change has to be there, and all else as before. */
function isAsWanted(
  item: Item,
  source: string,
  wanted: { readonly change: ItemChange; readonly isChecked: boolean },
): boolean {
  const { change } = wanted;
  const options = { single: item.endLine === item.line };
  const before = readWords(item.source, options);
  const after = readWords(source, options);
  const state = stateOf(wanted.isChecked, after.notes);
  const isState = (expected: ItemState, reason: string) =>
    state === expected &&
    sameWords(expected === 'waived' ? after.notes?.waiver?.reason : after.notes?.reason, reason);
  const hasChange = {
    tick: () => state === 'done' && (after.notes?.doneStamp ?? '') !== '',
    untick: () => state !== 'done',
    notApplicable: () => change.kind === 'notApplicable' && isState('notApplicable', change.reason),
    block: () => change.kind === 'block' && isState('blocked', change.reason),
    waive: () =>
      change.kind === 'waive' &&
      isState('waived', change.reason) &&
      after.notes?.waiver?.until === change.until &&
      after.notes.waiver.by === change.by,
    assign: () =>
      change.kind === 'assign' && after.notes?.owners.length === 1 && after.notes.owners[0] === change.owner,
    due: () => change.kind === 'due' && after.notes?.due?.text === dueNote(change.due),
    evidence: () =>
      change.kind === 'evidence' &&
      after.notes?.evidence.some(({ target }) => target === change.target) === true &&
      (change.at === undefined || after.notes.provedAt === change.at),
    task: () => change.kind === 'task' && saysResult(item, change.run, after.notes),
  }[change.kind]();
  return hasChange && same(kept(before, change), kept(after, change));
}

function saysResult(item: Item, run: TaskRun, notes: Notes | undefined): boolean {
  const { itself, at } = withRun(item, run);
  const text = taskRunText(itself);
  return notes?.evidence.some(({ label }) => label === text) === true && notes.provedAt === at;
}

/** What a change has to leave as it is. */
function kept(words: ItemWords, change: ItemChange): unknown {
  const { notes } = words;
  return {
    text: words.text,
    owners: words.owners,
    condition: words.condition,
    field: words.field,
    keys: words.keys,
    evidence: (notes?.evidence ?? []).filter((one) =>
      change.kind === 'task'
        ? taskRunOf(one)?.name !== change.run.name
        : change.kind !== 'evidence' || one.target !== change.target,
    ),
    ...(change.kind !== 'task' &&
      (change.kind !== 'evidence' || change.at === undefined) && { provedAt: notes?.provedAt }),
    ...(change.kind !== 'assign' && { noteOwners: notes?.owners ?? [] }),
    ...(change.kind !== 'due' && { due: notes?.due }),
    ...(change.kind !== 'tick' && { doneStamp: notes?.doneStamp }),
    ...(keepsState.has(change.kind) && {
      state: notes?.state,
      reason: notes?.reason,
      waiver: notes?.waiver,
    }),
  };
}

const keepsState: ReadonlySet<ItemChange['kind']> = new Set(['assign', 'due', 'tick', 'evidence', 'task']);

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Formatting marks aside: a reason is read as plain words. */
function sameWords(read: string | undefined, written: string): boolean {
  const letters = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '');
  return read !== undefined && letters(written).includes(letters(read)) && letters(read) !== '';
}

function mark(item: Item, newText: 'x' | ' '): TextEdit {
  return { start: item.markOffset, end: item.markOffset + 1, newText };
}

function changed(item: Item, edits: readonly TextEdit[]): EditResult {
  return { ok: true, edits, line: item.line };
}

function refuse(refusal: Refusal, item: Item): EditResult {
  return { ok: false, refusal, args: { line: item.line } };
}
