/** Releases for tests, built from the parts that a case is about. */
import { changeFacts } from '../../src/core/checklist/conditions.ts';
import type { Checklist, Item, ItemState, Section, SectionKind } from '../../src/core/checklist/model.ts';
import type { Answer, ChangeFacts, ChecklistSource, ReleaseFacts } from '../../src/core/readiness/model.ts';
import { emptyRecord } from '../../src/core/readiness/record.ts';
import type { ReleaseRecord } from '../../src/core/readiness/record.ts';

export interface ItemPart extends Partial<Omit<Item, 'parent' | 'section'>> {
  readonly text: string;
  readonly below?: readonly ItemPart[];
}

export interface SectionPart extends Partial<Omit<Section, 'parent'>> {
  readonly title: string;
  readonly items: readonly ItemPart[];
}

export const file = 'checklist.md';

/** `[x] text`, `[ ] text`, `[-] text` (not applicable, with a reason), `[!] text` (blocked), or all fields. */
export function item(spec: string, more: Partial<ItemPart> = {}): ItemPart {
  const mark = spec.slice(1, 2);
  const states: Readonly<Record<string, ItemState>> = {
    x: 'done',
    '-': 'notApplicable',
    '!': 'blocked',
    '/': 'doing',
    '?': 'failed',
    w: 'waived',
  };
  const state = states[mark] ?? 'todo';
  const reason = state === 'todo' || state === 'done' || state === 'waived' ? {} : { reason: 'a reason' };
  return { text: spec.slice(4), state, checked: state === 'done', ...reason, ...more };
}

export function section(
  kind: SectionKind,
  title: string,
  items: readonly (ItemPart | string)[],
  more: Partial<SectionPart> = {},
): SectionPart {
  return { kind, title, items: items.map((part) => (typeof part === 'string' ? item(part) : part)), ...more };
}

/** Sections in a row, no heading inside another unless `level` says so by being larger than the one before. */
export function checklist(parts: readonly SectionPart[], more: Partial<Checklist> = {}): Checklist {
  const items: Item[] = [];
  const sections: Section[] = [];
  let line = 0;
  const open: number[] = [];
  for (const part of parts) {
    line += 1;
    const level = part.level ?? 2;
    while (open.length > 0 && (sections[open.at(-1) ?? 0]?.level ?? 0) >= level) open.pop();
    const parent = open.at(-1) ?? -1;
    const index = sections.length;
    const { items: own, ...fields } = part;
    const start = line;
    const addAll = (parts2: readonly ItemPart[], parentItem: number, depth: number): void => {
      for (const { below, ...given } of parts2) {
        line += 1;
        const at = items.length;
        items.push({
          id: `s${index}/${given.text}-${at}`,
          line,
          column: 3,
          markOffset: line * 10,
          checked: false,
          state: 'todo',
          source: given.text,
          depth,
          parent: parentItem,
          section: index,
          endLine: line,
          owners: [],
          evidence: [],
          notes: [],
          ...given,
        });
        addAll(below ?? [], at, depth + 1);
      }
    };
    open.push(index);
    sections.push({
      id: `s${index}`,
      line: start,
      level,
      parent,
      path: [part.title],
      kind: 'area',
      kindWhy: 'test',
      owners: [],
      endLine: start,
      ...fields,
    });
    addAll(own, -1, 1);
    for (const ancestor of open) {
      const section2 = sections[ancestor];
      if (section2 !== undefined) sections[ancestor] = { ...section2, endLine: line };
    }
  }
  return {
    format: 'markdown',
    items,
    sections,
    nearMisses: [],
    choices: [],
    decisions: [],
    signOffs: [],
    hidden: [],
    conflictMarkers: [],
    ...more,
  };
}

export function source(
  value: Checklist,
  more: Partial<Extract<ChecklistSource, { status: 'read' }>> = {},
): ChecklistSource {
  return { file, status: 'read', checklist: value, findings: [], why: { by: 'named', args: {} }, ...more };
}

export function record(more: Partial<ReleaseRecord>): ReleaseRecord {
  return { ...emptyRecord, ...more };
}

export function changes(answers: Partial<Record<(typeof changeFacts)[number], boolean>> = {}): ChangeFacts {
  const entries = changeFacts.map((fact): [string, Answer] => {
    const holds = answers[fact];
    return [
      fact,
      holds === undefined
        ? { known: false, why: 'notAnalysed' }
        : { known: true, holds, evidence: 'compared' },
    ];
  });
  return Object.fromEntries(entries) as ChangeFacts;
}

export function release(sources: readonly ChecklistSource[], more: Partial<ReleaseFacts> = {}): ReleaseFacts {
  return { key: file, name: '1.4.0', sources, unsafe: [], change: changes(), ...more };
}
