/** One item as a node of the tree: label, sentence for a screen reader, details. */
import { plainText } from '../base/plainText.ts';
import { formatDue, spokenDue } from '../base/zone.ts';
import type { ItemState } from '../checklist/model.ts';
import { reasonFix, reasonSentence } from './catalog.ts';
import type { DisplayNode, IconName, TreeOptions } from './display.ts';
import { isDerived, isOpen } from './judge.ts';
import type { EvaluatedItem, Reason } from './model.ts';

export interface ItemNodeInput {
  readonly id: string;
  readonly evaluated: EvaluatedItem;
  readonly reasons: readonly Reason[];
  readonly children: readonly DisplayNode[];
  readonly options: TreeOptions;
}

export function itemNode(input: ItemNodeInput): DisplayNode {
  const { evaluated, id, options, reasons } = input;
  const { item, file, ref } = evaluated;
  const details = detailsOf(evaluated, options).map(([name, text], index): DisplayNode => ({
    id: `${id}/~detail-${index}`,
    kind: 'detail',
    label: name,
    description: text,
    icon: 'detail',
    tooltip: [`${name}: ${text}`],
    accessibleLabel: `${name}: ${text}`,
    where: { file, line: item.line, column: item.column },
    children: [],
  }));
  return {
    id,
    kind: 'item',
    label: itemLabel(evaluated),
    description: descriptionOf(evaluated, options),
    icon: iconOf(evaluated),
    tooltip: [
      itemLabel(evaluated),
      ...reasons.flatMap((reason) => [reasonSentence(reason), reasonFix(reason)]),
      ...detailsOf(evaluated, options).map(([name, text]) => `${name}: ${text}`),
      `${plainText(file)}:${item.line}`,
    ],
    accessibleLabel: spoken(evaluated, options),
    check: item.checked ? 'checked' : 'unchecked',
    item: { ref, state: evaluated.state, line: item.line, source: item.source },
    where: { file, line: item.line, column: item.column },
    children: [...input.children, ...details],
  };
}

export function itemLabel({ item }: EvaluatedItem): string {
  return plainText(item.text) || '(no text)';
}

export const stateWords: Readonly<Record<ItemState, string>> = {
  todo: 'open',
  doing: 'in progress',
  blocked: 'blocked',
  failed: 'failed',
  done: 'done',
  notApplicable: 'not applicable',
  waived: 'waived',
};

/** In the words of the state, or of what the release makes of it. */
export function standing(evaluated: EvaluatedItem): string {
  if (isAlarmed(evaluated)) return 'raised';
  if (evaluated.applies.outcome === 'doesNotApply') return stateWords.notApplicable;
  if (isUndecided(evaluated)) return 'not decided';
  return stateWords[evaluated.state];
}

/** Open and applying: what "open" means to every filter and count of the tree. */
export function isOpenItem(evaluated: EvaluatedItem): boolean {
  return isOpen(evaluated.state) && evaluated.applies.outcome !== 'doesNotApply' && evaluated.counts;
}

function iconOf(evaluated: EvaluatedItem): IconName {
  if (isAlarmed(evaluated)) return 'alarm';
  if (evaluated.applies.outcome === 'doesNotApply') return 'notApplicable';
  if (evaluated.overdue) return 'overdue';
  return isUndecided(evaluated) ? 'undecided' : evaluated.state;
}

function isAlarmed({ item, counts }: EvaluatedItem): boolean {
  return item.alarm === true && item.checked && !counts;
}

function isUndecided(evaluated: EvaluatedItem): boolean {
  return evaluated.applies.outcome === 'undecided' && isOpen(evaluated.state);
}

function descriptionOf(evaluated: EvaluatedItem, options: TreeOptions): string {
  const { owners, dueAt, item } = evaluated;
  const named = standing(evaluated);
  const parts = [
    ...(named === 'open' || named === 'done' ? doneWithoutTick(evaluated) : [named]),
    ...(evaluated.applies.outcome === 'applies' && evaluated.applies.by !== undefined
      ? [`required: ${plainText(evaluated.applies.why, 60)}`]
      : []),
    ...owners.map((owner) => plainText(owner, 40)),
    ...(item.waiver?.until === undefined || evaluated.state !== 'waived'
      ? []
      : [`until ${plainText(item.waiver.until, 20)}`]),
    ...(dueAt === undefined || !isOpenItem(evaluated) ? [] : [dueText(dueAt, options)]),
  ];
  return parts.join(' \u00b7 ');
}

/** Why an item counts as done although its box is empty. */
function doneWithoutTick(evaluated: EvaluatedItem): readonly string[] {
  if (evaluated.state !== 'done' || evaluated.item.state === 'done') return [];
  return [isDerived(evaluated) ? 'follows from the others' : 'signed off'];
}

export function dueText(dueAt: number, options: TreeOptions): string {
  const time = formatDue(dueAt, { zone: options.timezone, now: options.now });
  return dueAt < options.now ? `overdue ${time}` : `due ${time}`;
}

function spoken(evaluated: EvaluatedItem, options: TreeOptions): string {
  const { blocking, dueAt, overdue, owners } = evaluated;
  const time = dueAt === undefined ? '' : spokenDue(dueAt, { zone: options.timezone, now: options.now });
  const parts = [
    itemLabel(evaluated),
    standing(evaluated),
    ...(blocking ? ['blocks the release'] : []),
    ...(dueAt === undefined || !isOpenItem(evaluated)
      ? []
      : [overdue ? `overdue since ${time}` : `due ${time}`]),
    ...(owners.length === 0 ? [] : [`owner ${owners.map((owner) => plainText(owner, 40)).join(' and ')}`]),
  ];
  return parts.join(', ');
}

function detailsOf(evaluated: EvaluatedItem, options: TreeOptions): readonly (readonly [string, string])[] {
  const { item, owners, dueAt, applies, gates } = evaluated;
  const { waiver } = item;
  const rows: [string, string | undefined][] = [
    ['Owner', owners.length === 0 ? undefined : owners.join(', ')],
    [
      'Due',
      dueAt === undefined ? item.due?.text : formatDue(dueAt, { zone: options.timezone, now: options.now }),
    ],
    ['Condition', item.condition === undefined ? undefined : `${item.condition.text}: ${applies.why}`],
    [
      'Not applicable',
      applies.outcome === 'doesNotApply' && item.condition === undefined ? applies.why : undefined,
    ],
    ['Reason', applies.outcome === 'doesNotApply' ? undefined : item.reason],
    ...item.evidence.map(({ label, target }): [string, string] => [
      'Evidence',
      target === undefined || target === label ? label : `${label} (${target})`,
    ]),
    ['Proved at', item.provedAt],
    [
      'Waiver',
      waiver === undefined
        ? undefined
        : `until ${waiver.until ?? '?'} by ${waiver.by ?? '?'}: ${waiver.reason ?? '?'}`,
    ],
    ['Done', item.doneStamp],
    ['Gate', gates.length === 0 ? undefined : gates.join(', ')],
    ['Notes', item.notes.length === 0 ? undefined : item.notes.join(' \u00b7 ')],
  ];
  return rows.flatMap(([name, text]): readonly (readonly [string, string])[] =>
    text === undefined || text.trim() === '' ? [] : [[name, plainText(text)]],
  );
}
