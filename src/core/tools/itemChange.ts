/** From what a model asks of an item to a change of exactly that item, or to a sentence that says why not. */
import { changeProblem } from '../checklist/changeArguments.ts';
import type { ItemChange } from '../checklist/change.ts';
import type { Checklist, Item } from '../checklist/model.ts';
import { cleanLine } from './answer.ts';
import { itemActions } from './table.ts';
import type { ItemAction } from './table.ts';

export interface AskedChange {
  /** Relative to the folder, `/` separated. */
  readonly file: string;
  readonly action: string;
  readonly values: Readonly<Partial<Record<string, string>>>;
}

export type FoundChange =
  | { readonly ok: true; readonly change: ItemChange }
  | { readonly ok: false; readonly message: string };

/** The change, when everything that it needs is there and can be written. */
export function askedChange({ file, action, values }: AskedChange): FoundChange {
  if (!isAction(action)) return wrong(`action is one of ${Object.keys(itemActions).join(', ')}.`);
  const needed: readonly string[] = itemActions[action];
  const missing = needed.filter((name) => (values[name] ?? '').trim() === '');
  if (missing.length > 0) {
    return wrong(`${action} needs values with ${missing.join(', ')}. Ask the user for what you do not know.`);
  }
  if (action === 'evidence' && (values['file'] === undefined) === (values['link'] === undefined)) {
    return wrong('evidence needs values with either file or link.');
  }
  const change = changeOf(action, file, values);
  const problem = changeProblem(change);
  return problem === undefined
    ? { ok: true, change }
    : wrong(`${problem.name} of values is ${problem.expected}.`);
}

function changeOf(action: ItemAction, file: string, values: AskedChange['values']): ItemChange {
  const { reason = '', until = '', by = '', owner = '', due = '', file: proof, link = '', at } = values;
  const changes: Readonly<Record<ItemAction, ItemChange>> = {
    tick: { kind: 'tick' },
    untick: { kind: 'untick' },
    na: { kind: 'notApplicable', reason },
    waive: { kind: 'waive', until, by, reason },
    block: { kind: 'block', reason },
    assign: { kind: 'assign', owner },
    due: { kind: 'due', due },
    evidence: {
      kind: 'evidence',
      target: proof === undefined ? link : pathFrom(file, proof),
      ...(at === undefined ? {} : { at }),
    },
  };
  return changes[action];
}

/** A path in a checklist begins where the checklist stands, as hosts show links. */
function pathFrom(checklist: string, file: string): string {
  const from = checklist.split('/').slice(0, -1);
  const to = file.split('/');
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

export type ExpectedItem =
  | { readonly ok: true; readonly item: Item }
  | { readonly ok: false; readonly message: string };

/** The item on a line, when it says what the caller has read there. */
export function expectedItem(
  { items, conflictMarkers }: Checklist,
  expected: { readonly line: number; readonly text: string },
): ExpectedItem {
  const [conflict] = conflictMarkers;
  if (conflict !== undefined) {
    return wrong(
      `The file has merge conflict markers at line ${conflict}. A person has to resolve them first.`,
    );
  }
  const text = comparable(expected.text);
  const onLine = items.filter(({ line }) => line === expected.line);
  const matching = onLine.filter((item) => comparable(item.text) === text);
  const [item] = matching;
  if (item !== undefined && matching.length === 1) return { ok: true, item };
  const again = 'Call list_checklist_items again and take file, line and text from there.';
  if (matching.length > 1)
    return wrong(`Line ${expected.line} has several items with that text. Leave it to a person.`);
  const [other] = onLine;
  if (other === undefined)
    return wrong(`Line ${expected.line} has no checklist item. Nothing was changed. ${again}`);
  return wrong(
    `The item on line ${expected.line} does not say that; it may have moved or changed. Nothing was changed. ${again}`,
  );
}

/** As an answer shows it: cleaned, cut, and with single spaces. */
function comparable(text: string): string {
  return cleanLine(text).replace(/\s+/g, ' ').trim();
}

function isAction(action: string): action is ItemAction {
  return Object.hasOwn(itemActions, action);
}

function wrong(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
