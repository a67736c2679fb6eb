/**
 * Lists of tasks as teams write them in YAML, without a schema of ours:
 * `- task: Tag the release` with `done: false` or `status: open`. Read only when
 * it is plain that the file is a checklist: entries with words, and a state that
 * can be read on at least half of them.
 */
import { isMap, isScalar, isSeq } from 'yaml';
import type { ParsedNode, Scalar } from 'yaml';
import type { Parsed } from '../base/finding.ts';
import { readSource } from './checklistSource.ts';
import type { ItemSource, SectionSource } from './checklistSource.ts';
import type { Checklist, ChecklistFinding, ChecklistFindingCode, ItemState } from './model.ts';
import { parseOwners } from './notes.ts';
import { originOf } from './readChecklistYaml.ts';
import type { ReadOptions } from './read.ts';
import { entries, scalarText, whereOf, rangeOf } from './yamlDocument.ts';
import type { Entry, YamlDocument } from './yamlDocument.ts';

/** The checklist, or undefined when the file is not plainly one. */
export function readTeamYaml(
  document: YamlDocument,
  options: ReadOptions,
): Parsed<Checklist, ChecklistFindingCode> | undefined {
  const lists = listsOf(document.root);
  const count = { entries: 0, stated: 0 };
  for (const list of lists) countEntries(list.node, count);
  if (count.stated === 0 || count.stated * 2 < count.entries) return undefined;

  const findings: ChecklistFinding[] = [];
  const items = (node: ParsedNode) => readEntries({ document, findings }, node);
  const title = isMap(document.root) ? entryOf(document.root, titleKeys) : undefined;
  const sections = lists.flatMap((list): readonly SectionSource[] =>
    list.title === undefined
      ? []
      : [
          {
            title: scalarText(list.title),
            origin: originOf(document, list.title, list.node),
            items: items(list.node),
          },
        ],
  );
  const source = {
    ...(isScalar(title?.value) && {
      title: { text: scalarText(title.value), origin: originOf(document, title.value) },
    }),
    items: lists.filter((list) => list.title === undefined).flatMap((list) => items(list.node)),
    sections,
  };
  const read = readSource(source, options);
  return { value: read.value, findings: [...findings, ...read.findings] };
}

/** The entry that says whether a task is done, and the state it says; `state` is absent for words that nobody knows. */
export function teamState(
  node: ParsedNode,
): { readonly entry: Entry; readonly state?: ItemState } | undefined {
  const entry = entryOf(node, stateKeys);
  if (entry === undefined) return undefined;
  if (entry.value === null) return { entry, state: 'todo' };
  if (!isScalar(entry.value)) return { entry };
  const word = scalarText(entry.value)
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
  const state = Object.hasOwn(stateWords, word) ? stateWords[word] : undefined;
  return { entry, ...(state !== undefined && { state }) };
}

/** The entry with the words of a task. */
export function teamText(node: ParsedNode): Entry | undefined {
  const entry = entryOf(node, textKeys);
  return entry !== undefined && isScalar(entry.value) ? entry : undefined;
}

export const teamKeys = {
  owner: ['owner', 'owners', 'assignee', 'assigned_to', 'responsible'],
  due: ['due', 'due_date', 'deadline'],
} as const;

const textKeys = ['text', 'task', 'title', 'name', 'item', 'check', 'label', 'description', 'summary'];
const stateKeys = ['done', 'checked', 'completed', 'complete', 'state', 'status'];
const titleKeys = ['title', 'name', 'checklist', 'release'];
const listKeys = ['items', 'tasks', 'steps', 'checks', 'checklist', 'children', 'subtasks'];
const evidenceKeys = ['evidence', 'link', 'url'];

const stateWords: Readonly<Record<string, ItemState>> = {
  ...words('done', [
    'true',
    'yes',
    'done',
    'complete',
    'completed',
    'closed',
    'checked',
    'finished',
    'passed',
    'pass',
    'ok',
    'x',
  ]),
  ...words('todo', [
    '',
    'null',
    '~',
    'false',
    'no',
    'todo',
    'to do',
    'open',
    'pending',
    'planned',
    'not started',
    'incomplete',
    'unchecked',
  ]),
  ...words('doing', ['doing', 'in progress', 'started', 'ongoing', 'wip']),
  ...words('blocked', ['blocked', 'on hold', 'waiting']),
  ...words('failed', ['failed', 'fail']),
  ...words('notApplicable', ['na', 'n/a', 'not applicable', 'skipped', 'skip']),
  ...words('waived', ['waived']),
};

function words(state: ItemState, all: readonly string[]): Record<string, ItemState> {
  return Object.fromEntries(all.map((word) => [word, state]));
}

interface TaskList {
  readonly title?: Scalar;
  readonly node: ParsedNode;
}

/** The root when it is a list; else lists below the root's keys, and below the entries of `sections`-like lists. */
function listsOf(root: ParsedNode | null): readonly TaskList[] {
  if (isSeq(root)) return sectionsOrTasks(root as ParsedNode, undefined);
  if (!isMap(root)) return [];
  return entries(root).flatMap(({ key, keyNode, value }): readonly TaskList[] => {
    if (isSeq(value))
      return sectionsOrTasks(value as ParsedNode, listKeys.includes(key) ? undefined : keyNode);
    if (!isMap(value)) return [];
    return entries(value).flatMap((inner): readonly TaskList[] =>
      isSeq(inner.value)
        ? [{ title: listKeys.includes(inner.key) ? keyNode : inner.keyNode, node: inner.value as ParsedNode }]
        : [],
    );
  });
}

function sectionsOrTasks(list: ParsedNode, title: Scalar | undefined): readonly TaskList[] {
  if (!isSeq(list)) return [];
  const nodes = list.items as readonly ParsedNode[];
  const inner = nodes.map((node) => ({ node, list: entryOf(node, listKeys), title: teamText(node) }));
  const areSections =
    nodes.length > 0 && inner.every((part) => isSeq(part.list?.value) && teamState(part.node) === undefined);
  if (!areSections) return [{ ...(title && { title }), node: list }];
  return inner.flatMap((part): readonly TaskList[] =>
    isSeq(part.list?.value)
      ? [
          {
            ...(isScalar(part.title?.value) && { title: part.title.value }),
            node: part.list.value as ParsedNode,
          },
        ]
      : [],
  );
}

function countEntries(list: ParsedNode, count: { entries: number; stated: number }): void {
  if (!isSeq(list)) return;
  for (const node of list.items as readonly ParsedNode[]) {
    count.entries++;
    if (isScalar(node) && boxed.test(scalarText(node))) count.stated++;
    if (!isMap(node) || teamText(node) === undefined) continue;
    if (teamState(node)?.state !== undefined) count.stated++;
    const inner = entryOf(node, listKeys)?.value;
    if (inner) countEntries(inner, count);
  }
}

/** `"[x] text"`: a box written into the words. */
const boxed = /^\s*\[([ xX])\]\s+/;

interface Reading {
  readonly document: YamlDocument;
  readonly findings: ChecklistFinding[];
}

/** Every entry becomes an item: one that cannot be understood is open, and a finding. */
function readEntries(reading: Reading, list: ParsedNode): readonly ItemSource[] {
  if (!isSeq(list)) return [];
  return (list.items as readonly ParsedNode[]).map((node): ItemSource => {
    const { document } = reading;
    if (isScalar(node)) {
      const text = scalarText(node);
      const box = boxed.exec(text);
      return {
        text: box === null ? text : text.slice(box[0].length),
        origin: originOf(document, node),
        ...(box !== null && box[1] !== ' ' && { state: 'done' as const }),
        items: [],
      };
    }
    const text = teamText(node);
    if (text === undefined) {
      report(reading, { key: 'task', value: node }, 'the words of a task');
      return { text: '', origin: originOf(document, node), state: 'todo', items: [] };
    }
    return readTask(reading, node, text);
  });
}

function readTask(reading: Reading, node: ParsedNode, text: Entry): ItemSource {
  const { document } = reading;
  const value = text.value;
  const stated = teamState(node);
  if (stated !== undefined && stated.state === undefined) {
    report(
      reading,
      { key: stated.entry.key, value: stated.entry.value ?? node },
      'a state such as done or todo',
    );
  }
  const owners = textOf(node, teamKeys.owner);
  const due = textOf(node, teamKeys.due);
  const evidence = textOf(node, evidenceKeys);
  const reason = textOf(node, ['reason', 'why']);
  const inner = entryOf(node, listKeys)?.value;
  const namedOwners =
    owners === undefined ? undefined : (parseOwners(owners) ?? parseOwners(asNames(owners)));
  const state = stated === undefined ? undefined : (stated.state ?? 'todo');
  // An empty box leaves room for the notes in the text.
  const isEmptyBox = state === 'todo' && stated?.state === 'todo';
  return {
    text: isScalar(value) ? scalarText(value) : '',
    origin: originOf(document, isScalar(value) ? value : node, node),
    ...(state !== undefined && !isEmptyBox && { state }),
    ...(reason !== undefined && { reason }),
    ...(namedOwners !== undefined && { owners: namedOwners }),
    ...(due !== undefined && { due }),
    ...(evidence !== undefined && { evidence: [evidence] }),
    items: inner ? readEntries(reading, inner) : [],
  };
}

/** `ana, ben` as `@ana, @ben`. */
function asNames(owners: string): string {
  return owners
    .split(/\s*,\s*/)
    .map((name) => (/^[A-Za-z0-9]/.test(name) && !name.startsWith('role:') ? `@${name}` : name))
    .join(', ');
}

function textOf(node: ParsedNode, keys: readonly string[]): string | undefined {
  const value = entryOf(node, keys)?.value;
  const nodes: readonly unknown[] = isSeq(value) ? value.items : [value];
  const texts = nodes.flatMap((one) => (isScalar(one) && one.value !== null ? [scalarText(one)] : []));
  const text = texts.join(', ').trim();
  return text === '' ? undefined : text;
}

/** The first entry that has one of the keys, in the order of the keys; case does not matter. */
export function entryOf(node: ParsedNode | null | undefined, keys: readonly string[]): Entry | undefined {
  if (!isMap(node)) return undefined;
  const found = entries(node);
  for (const key of keys) {
    const entry = found.find((candidate) => candidate.key.toLowerCase() === key);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

function report(
  reading: Reading,
  at: { readonly key: string; readonly value: ParsedNode },
  expected: string,
): void {
  const where = whereOf(reading.document, rangeOf(at.value)[0]);
  reading.findings.push({ code: 'yamlBadValue', args: { key: at.key, expected }, where });
}
