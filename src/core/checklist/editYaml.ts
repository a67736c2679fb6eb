/**
 * Changes of items in YAML by range: one value is replaced, one key inserted,
 * or a text item wrapped on its line. The file is never printed again, and the
 * result is read before it is given away: one line differs, one item differs.
 */
import { isMap, isScalar, isSeq } from 'yaml';
import type { ParsedNode, Scalar, YAMLMap } from 'yaml';
import { applyEdits } from '../base/text.ts';
import type { TextEdit } from '../base/text.ts';
import { dueNote, evidenceNote } from './changeArguments.ts';
import type { EditResult, ItemChange, Refusal } from './change.ts';
import type { Item, ItemState } from './model.ts';
import { isOwnChecklist, reasonKeys } from './readChecklistYaml.ts';
import { entryOf, teamKeys, teamState, teamText } from './readTeamYaml.ts';
import { readYaml } from './readYaml.ts';
import { withRun, taskRunOf, taskRunText, type TaskRun } from './taskRun.ts';
import { entries, parseYaml, rangeOf, whereOf } from './yamlDocument.ts';
import type { Entry, YamlDocument } from './yamlDocument.ts';

/** The edits for a change of an item of a YAML checklist, or a refusal. */
export function editYaml(text: string, item: Item, change: ItemChange): EditResult {
  const { document } = parseYaml(text, '');
  const node = document && nodeOf(document, item);
  if (document === undefined || node === undefined) return refuse('lineChanged', item);
  if (isAlready(item, change)) return refuse('alreadySo', item);
  const edits = isOwnChecklist(document)
    ? ownEdits(document, node, { item, change })
    : teamEdits(document, node, change);
  if (edits === undefined || !holds(text, edits, { item, change })) return refuse('yamlShape', item);
  return { ok: true, edits, line: item.line };
}

/** The item's map with the entry of its words, or its scalar alone. */
type ItemNode =
  | { readonly form: 'map'; readonly map: ParsedNode; readonly text: Entry; readonly value: Scalar }
  | { readonly form: 'scalar'; readonly value: Scalar };

function nodeOf(document: YamlDocument, item: Item): ItemNode | undefined {
  const isOwn = isOwnChecklist(document);
  const stands = (node: unknown): node is Scalar => {
    if (!isScalar(node)) return false;
    const { line, column } = whereOf(document, rangeOf(node)[0]);
    return line === item.line && column === item.column;
  };
  const open: unknown[] = [document.root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isMap(node)) {
      const map = node as ParsedNode;
      const text = isOwn ? entryOf(map, ['text']) : teamText(map);
      if (text !== undefined && stands(text.value)) return { form: 'map', map, text, value: text.value };
      for (const { value } of entries(node as YAMLMap.Parsed)) open.push(value ?? undefined);
    } else if (isSeq(node)) {
      const scalar = node.items.find(stands);
      if (scalar !== undefined) return { form: 'scalar', value: scalar };
      open.push(...node.items);
    }
    while (open.length > 0 && open.at(-1) === undefined) open.pop();
  }
  return undefined;
}

function isAlready(item: Item, change: ItemChange): boolean {
  if (change.kind === 'tick') return item.checked;
  if (change.kind === 'untick') return !item.checked;
  if (change.kind === 'evidence') {
    const isThere = item.evidence.some(({ target }) => target === change.target);
    return isThere && (change.at === undefined || item.provedAt === change.at);
  }
  return change.kind === 'assign' && item.owners.length === 1 && item.owners[0] === change.owner;
}

function ownEdits(
  document: YamlDocument,
  node: ItemNode,
  { item, change }: Wanted,
): readonly TextEdit[] | undefined {
  if (change.kind === 'evidence' || change.kind === 'task') {
    return evidenceEdits(document, node, evidencePairs(item, change));
  }
  const pair = ownPair(change);
  if (node.form === 'scalar') return wrap(document, node.value, pair);
  const entry = (key: string) => entryOf(node.map, [key]);
  const state = entry('state');
  if (change.kind === 'tick' || change.kind === 'untick') {
    return state === undefined
      ? put(document, node, entry('done'), pair)
      : put(document, node, state, { key: 'state', value: change.kind === 'tick' ? 'done' : 'todo' });
  }
  if (change.kind === 'assign' || change.kind === 'due') return put(document, node, entry(pair.key), pair);

  const given = Object.keys(reasonKeys)
    .map(entry)
    .find((found) => found !== undefined);
  const isDone = document.text.slice(...rangeOf(entry('done')?.value ?? {})) === 'true';
  const inPlaceOf =
    entry(pair.key) ?? state ?? (isDone ? entry('done') : undefined) ?? given ?? entry('done');
  return inPlaceOf === undefined || inPlaceOf.key === pair.key
    ? put(document, node, inPlaceOf, pair)
    : replacePair(document, inPlaceOf, pair);
}

interface EvidencePairs {
  readonly pair: Pair;
  readonly at: Pair | undefined;
  /** Whose place the value takes, by its label. */
  readonly replaces: (label: string) => boolean;
}

function evidencePairs(
  item: Item,
  change: Extract<ItemChange, { kind: 'evidence' | 'task' }>,
): EvidencePairs {
  const written = change.kind === 'task' ? { ...change, run: withRun(item, change.run).itself } : change;
  const commit = change.kind === 'evidence' ? change.at : newCommit(item, change.run);
  return {
    pair: ownPair(written),
    at: commit === undefined ? undefined : { key: 'at', value: quoted(commit) },
    replaces: (label) => change.kind === 'task' && taskRunOf({ label })?.name === change.run.name,
  };
}

/** A key that is there and holds for nothing any more stays: the result says itself that it proves no commit. */
function newCommit(item: Item, run: TaskRun): string | undefined {
  const { at } = withRun(item, run);
  return at === item.provedAt ? undefined : at;
}

/** A second piece of evidence makes a list of the first; the commit has a key of its own. */
function evidenceEdits(
  document: YamlDocument,
  node: ItemNode,
  { pair: { key, value }, at, replaces }: EvidencePairs,
): readonly TextEdit[] | undefined {
  if (node.form === 'scalar') {
    return wrap(document, node.value, { key, value: at === undefined ? value : `${value}, at: ${at.value}` });
  }
  const entry = entryOf(node.map, [key]);
  const old = entry?.value === null ? '' : document.text.slice(...rangeOf(entry?.value ?? {}));
  const list = old.startsWith('[') ? old.slice(1, -1) : old;
  const values = isSeq(entry?.value) ? entry.value.items : [entry?.value];
  const earlier = values.find((one) => isScalar(one) && replaces(String(one.value)));
  const edits =
    earlier === undefined || earlier === null
      ? put(document, node, entry, { key, value: list === '' ? value : `[${list}, ${value}]` })
      : replaceValue(document, earlier, value);
  const more = at === undefined ? [] : put(document, node, entryOf(node.map, ['at']), at);
  if (edits === undefined || more === undefined) return undefined;
  const [one, other] = [edits[0], more[0]];
  return one !== undefined && other !== undefined && one.start === other.start
    ? [{ ...one, newText: one.newText + other.newText }]
    : [...edits, ...more].toSorted((a, b) => a.start - b.start);
}

interface Pair {
  readonly key: string;
  /** As it is written in YAML. */
  readonly value: string;
}

/** The one key of our schema that says the change; it has none for the stamp of a tick. */
function ownPair(change: ItemChange): Pair {
  switch (change.kind) {
    case 'tick':
      return { key: 'done', value: 'true' };
    case 'untick':
      return { key: 'done', value: 'false' };
    case 'notApplicable':
      return { key: 'na', value: quoted(change.reason) };
    case 'block':
      return { key: 'blocked', value: quoted(change.reason) };
    case 'waive': {
      const { until, by, reason } = change;
      return { key: 'waived', value: `{ until: ${until}, by: ${quoted(by)}, reason: ${quoted(reason)} }` };
    }
    case 'assign':
      return { key: 'owner', value: quoted(change.owner) };
    case 'due':
      return { key: 'due', value: /^[\w-]+$/.test(change.due) ? change.due : quoted(change.due) };
    case 'evidence':
      return { key: 'evidence', value: quoted(evidenceNote(change.target)) };
    case 'task':
      return { key: 'evidence', value: quoted(taskRunText(change.run)) };
  }
}

/** Lists of teams: their own words for done, their own keys; reasons have no known place there. */
function teamEdits(
  document: YamlDocument,
  node: ItemNode,
  change: ItemChange,
): readonly TextEdit[] | undefined {
  const pair = ownPair(change);
  if (change.kind === 'tick' || change.kind === 'untick') {
    if (node.form === 'scalar') return toggleBox(document, node.value, change.kind);
    const stated = teamState(node.map);
    if (stated === undefined) return put(document, node, undefined, pair);
    const word = stated.entry.value === null ? '' : document.text.slice(...rangeOf(stated.entry.value));
    return put(document, node, stated.entry, {
      key: stated.entry.key,
      value: opposite(word, stated.entry.key, change.kind),
    });
  }
  if (node.form === 'scalar' || (change.kind !== 'assign' && change.kind !== 'due')) return undefined;
  const keys = teamKeys[change.kind === 'assign' ? 'owner' : 'due'];
  return put(document, node, entryOf(node.map, keys), pair);
}

/** `"[ ] text"`: the box in the words. */
function toggleBox(
  document: YamlDocument,
  value: Scalar,
  kind: 'tick' | 'untick',
): readonly TextEdit[] | undefined {
  const [start] = rangeOf(value);
  const box = /^["']?\s*\[(?=[ xX]\]\s)/.exec(document.text.slice(start, start + 80));
  if (box === null) return undefined;
  const at = start + box[0].length;
  return [{ start: at, end: at + 1, newText: kind === 'tick' ? 'x' : ' ' }];
}

/** The other word of the pair that the file uses. */
function opposite(word: string, key: string, kind: 'tick' | 'untick'): string {
  const pairs = [
    ['true', 'false'],
    ['True', 'False'],
    ['yes', 'no'],
    ['Yes', 'No'],
    ['closed', 'open'],
    ['complete', 'incomplete'],
    ['done', 'todo'],
  ] as const;
  const isTick = kind === 'tick';
  const known = pairs.find(([done, open]) => word === (isTick ? open : done));
  const isWord = /^(?:state|status)$/i.test(key);
  const [done, open] = known ?? (isWord ? (['done', 'todo'] as const) : (['true', 'false'] as const));
  return isTick ? done : open;
}

/** Gives the key a value: in place of the one it has, else as a new key after the words. */
function put(
  document: YamlDocument,
  node: ItemNode,
  entry: Entry | undefined,
  pair: Pair,
): readonly TextEdit[] | undefined {
  if (entry === undefined) return node.form === 'map' ? insertPair(document, node, pair) : undefined;
  if (entry.value === null) return undefined;
  const [start, end] = rangeOf(entry.value);
  if (/[\r\n]/.test(document.text.slice(start, end))) return undefined;
  // A key without a value has an empty range behind its colon.
  const space = start === end && !/\s/.test(document.text.charAt(start - 1)) ? ' ' : '';
  return [{ start, end, newText: space + pair.value }];
}

function replaceValue(
  document: YamlDocument,
  value: object,
  newText: string,
): readonly TextEdit[] | undefined {
  const [start, end] = rangeOf(value);
  return /[\r\n]/.test(document.text.slice(start, end)) ? undefined : [{ start, end, newText }];
}

function replacePair(document: YamlDocument, entry: Entry, pair: Pair): readonly TextEdit[] | undefined {
  const [start] = rangeOf(entry.keyNode);
  const end = entry.value === null ? rangeOf(entry.keyNode)[1] : rangeOf(entry.value)[1];
  if (/[\r\n]/.test(document.text.slice(start, end))) return undefined;
  return [{ start, end, newText: `${pair.key}: ${pair.value}` }];
}

function insertPair(
  document: YamlDocument,
  node: Extract<ItemNode, { form: 'map' }>,
  pair: Pair,
): readonly TextEdit[] | undefined {
  const { text } = document;
  const [, valueEnd] = rangeOf(node.value);
  if (isMap(node.map) && node.map.flow === true) {
    return [{ start: valueEnd, end: valueEnd, newText: `, ${pair.key}: ${pair.value}` }];
  }
  const { column } = whereOf(document, rangeOf(node.text.keyNode)[0]);
  const line = `${' '.repeat(column - 1)}${pair.key}: ${pair.value}`;
  const isBlock = node.value.type === 'BLOCK_LITERAL' || node.value.type === 'BLOCK_FOLDED';
  const rest = isBlock ? '' : (/^[^\r\n]*/.exec(text.slice(valueEnd))?.[0] ?? '');
  const at = valueEnd + rest.length;
  const near =
    /^(?:\r\n|\r|\n)/.exec(text.slice(at)) ??
    /(?:\r\n|\r|\n)$/.exec(text.slice(0, at)) ??
    /\r\n|\r|\n/.exec(text);
  const lineEnd = near?.[0] ?? '\n';
  // A block value ends with its line end, unless the file ends first.
  const isAtLineStart = at > 0 && /[\r\n]/.test(text.charAt(at - 1));
  return [{ start: at, end: at, newText: isAtLineStart ? line + lineEnd : lineEnd + line }];
}

/** `- text` as `- { text: 'text', done: true }`. */
function wrap(document: YamlDocument, value: Scalar, pair: Pair): readonly TextEdit[] | undefined {
  const [start, end] = rangeOf(value);
  const source = document.text.slice(start, end);
  if (/[\r\n]/.test(source) || source === '' || value.anchor !== undefined || value.tag !== undefined)
    return undefined;
  const words = value.type === 'PLAIN' ? `'${source.replaceAll("'", "''")}'` : source;
  return [{ start, end, newText: `{ text: ${words}, ${pair.key}: ${pair.value} }` }];
}

/** A JSON string is a YAML string; changes are checked to hold nothing that YAML reads in another way. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

interface Wanted {
  readonly item: Item;
  readonly change: ItemChange;
}

/** Reads both texts: the item says what was asked for, and all other items say what they said. */
function holds(text: string, edits: readonly TextEdit[], wanted: Wanted): boolean {
  const options = { file: '', reader: 'full' } as const;
  const before = readYaml(text, options);
  const after = readYaml(applyEdits(text, edits), options);
  const index = before.value.items.findIndex(
    (item) => item.line === wanted.item.line && item.column === wanted.item.column,
  );
  const item = after.value.items[index];
  if (item === undefined || after.findings.length > before.findings.length) return false;
  const isUntouched = before.value.items.every(
    (old, at) => at === index || meaning(old) === meaning(after.value.items[at]),
  );
  return (
    isUntouched &&
    before.value.items.length === after.value.items.length &&
    item.text === before.value.items[index]?.text &&
    says(item, wanted) &&
    (before.value.items[index]?.evidence ?? []).every(
      (old) =>
        item.evidence.some(({ label }) => label === old.label) ||
        (wanted.change.kind === 'task' && taskRunOf(old)?.name === wanted.change.run.name),
    )
  );
}

/** All of an item but where it stands. */
function meaning(item: Item | undefined): string {
  return JSON.stringify({ ...item, line: 0, column: 0, endLine: 0 });
}

function says(item: Item, { item: before, change }: Wanted): boolean {
  const expected: Partial<Record<ItemChange['kind'], ItemState>> = {
    tick: 'done',
    notApplicable: 'notApplicable',
    block: 'blocked',
    waive: 'waived',
  };
  if (change.kind === 'untick') return !item.checked;
  if (change.kind === 'assign') return item.owners.includes(change.owner);
  if (change.kind === 'due') return item.due?.text === dueNote(change.due);
  if (change.kind === 'evidence') {
    const isThere = item.evidence.some(({ target }) => target === change.target);
    return isThere && (change.at === undefined || item.provedAt === change.at);
  }
  if (change.kind === 'task') {
    const { itself } = withRun(before, change.run);
    const at = newCommit(before, change.run) ?? before.provedAt;
    const isThere = item.evidence.some(({ label }) => label === taskRunText(itself));
    return isThere && item.provedAt === at;
  }
  return item.state === expected[change.kind];
}

function refuse(refusal: Refusal, item: Item): EditResult {
  return { ok: false, refusal, args: { line: item.line } };
}
