/**
 * Additions to a release record by range: one line for an entry, one value for a key. The file is
 * never printed again, so comments, order, quotes, line ends and keys of other programs stay; and the
 * result is read before it is given away: nothing but what was asked for differs.
 */
import { isMap, isScalar, isSeq } from 'yaml';
import type { ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import { applyEdits, type TextEdit } from '../base/text.ts';
import {
  entries,
  parseYaml,
  rangeOf,
  whereOf,
  type Entry,
  type YamlDocument,
} from '../checklist/yamlDocument.ts';
import { isYamlMap, longestYaml, readYamlData, type YamlMap, type YamlValue } from '../policy/yamlData.ts';
import { flowMap, flowValue } from './flow.ts';

export type RecordList =
  | 'signoffs'
  | 'deployments'
  | 'rollbacks'
  | 'decisions'
  | 'overrides'
  | 'alarms'
  | 'issues_found';

/** One change of a record. Keys with an undefined value are left out. */
export type RecordChange =
  | { readonly kind: 'append'; readonly list: RecordList; readonly entry: EntryValues }
  /** Gives a key of the record a value, in place of the one it has. */
  | { readonly kind: 'set'; readonly key: string; readonly value: YamlValue }
  /** Adds keys to an entry that is there, counted from 0. A key that it has already is refused. */
  | {
      readonly kind: 'complete';
      readonly list: RecordList;
      readonly index: number;
      readonly entry: EntryValues;
    }
  /** Gives keys of the map `quality` a value. */
  | { readonly kind: 'quality'; readonly entry: EntryValues };

export type EntryValues = Readonly<Record<string, YamlValue | undefined>>;

export const recordRefusals = [
  'notYaml', // detail: what, line
  'notAMap',
  'notAList', // detail: key
  'shape', // detail: key: written in a way that an addition could damage
  'alreadyThere', // detail: key
  'tooLarge',
] as const;
export type RecordRefusal = (typeof recordRefusals)[number];

export type RecordEdit =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly refusal: RecordRefusal; readonly detail: string };

/** The edits for all changes together, or a refusal; `text` without a byte order mark. */
export function editRecord(text: string, changes: readonly RecordChange[]): RecordEdit {
  let current = text;
  for (const change of changes) {
    const result = editOnce(current, change);
    if (!result.ok) return result;
    current = applyEdits(current, result.edits);
  }
  return { ok: true, edits: difference(text, current) };
}

function editOnce(text: string, change: RecordChange): RecordEdit {
  const { document, findings } = parseYaml(text, '');
  const [problem] = findings;
  if (document === undefined || problem !== undefined) {
    const what = String(problem?.args['message'] ?? problem?.args['key'] ?? '');
    return refuse('notYaml', `${what}${problem === undefined ? '' : `, line ${problem.where.line}`}`);
  }
  const { root } = document;
  if (root !== null && !(isScalar(root) && root.value === null) && !isMap(root)) return refuse('notAMap');
  const map = root !== null && isMap(root) ? root : undefined;
  if (map?.flow === true) return refuse('shape', 'the record');
  const edits = editsFor({ document, map }, change);
  if ('refusal' in edits) return edits;
  const after = applyEdits(text, edits.edits);
  // What a reader would refuse is not written.
  if (after.length > longestYaml) return refuse('tooLarge');
  return holds(text, after, change) ? edits : refuse('shape', nameOf(change));
}

interface Place {
  readonly document: YamlDocument;
  /** Absent for a file without keys. */
  readonly map: YAMLMap.Parsed | undefined;
}

function editsFor(place: Place, change: RecordChange): RecordEdit {
  switch (change.kind) {
    case 'append':
      return append(place, change.list, flowMap(change.entry));
    case 'set':
      return setKey(place, change.key, flowValue(change.value));
    case 'complete':
      return complete(place, change);
    case 'quality':
      return setQuality(place, change.entry);
  }
}

function append(place: Place, list: RecordList, entry: string): RecordEdit {
  const found = entryOf(place.map, list);
  const { document } = place;
  if (found === undefined) return atEnd(place, [`${list}:`, `  - ${entry}`]);
  const { value } = found;
  if (
    value === null ||
    (isScalar(value) && value.value === null && rangeOf(value)[0] === rangeOf(value)[1])
  ) {
    return below(document, rangeOf(found.keyNode)[1], `${indentOf(document, found)}  - ${entry}`);
  }
  if (!isSeq(value)) return refuse('notAList', list);
  return value.flow === true
    ? appendToFlow(document, found, value, entry)
    : appendToBlock(document, value, entry);
}

/** `rollbacks: []` becomes a list in block style; a list with entries stays as it is. */
function appendToFlow(document: YamlDocument, found: Entry, list: YAMLSeq.Parsed, entry: string): RecordEdit {
  const [start, end] = rangeOf(list);
  const { text } = document;
  const last = list.items.at(-1);
  if (last !== undefined) {
    const at = rangeOf(last)[1];
    const lineStart = document.starts.findLast((from) => from <= rangeOf(last)[0]) ?? 0;
    const before = text.slice(lineStart, rangeOf(last)[0]);
    const ownLine = /^[ \t]+$/.test(before) ? `,${lineEndOf(text)}${before}` : ', ';
    return done([{ start: at, end: at, newText: `${ownLine}${entry}` }]);
  }
  if (text.slice(start + 1, end - 1).trim() !== '') return refuse('shape', found.key);
  const keyEnd = rangeOf(found.keyNode)[1];
  const gap = text.slice(keyEnd, start);
  if (!/^\s*:[ \t]*$/.test(gap)) return refuse('shape', found.key);
  const lineEnd = restOfLine(text, end);
  const line = `${lineEndOf(text)}${indentOf(document, found)}  - ${entry}`;
  const removed = { start: start - /[ \t]*$/.exec(gap)![0].length, end, newText: '' };
  return done([removed, { start: lineEnd, end: lineEnd, newText: line }]);
}

function appendToBlock(document: YamlDocument, list: YAMLSeq.Parsed, entry: string): RecordEdit {
  const { column } = whereOf(document, rangeOf(list)[0]);
  const last = list.items.at(-1);
  if (last === undefined) return refuse('shape', 'the list');
  return below(document, endOf(last), `${' '.repeat(column - 1)}- ${entry}`);
}

function setKey(place: Place, key: string, value: string): RecordEdit {
  const found = entryOf(place.map, key);
  if (found === undefined) {
    const before = headerKeys.flatMap((name) => entryOf(place.map, name) ?? []);
    const after = before
      .filter((entry) => isOneLine(place.document, entry))
      .toSorted((a, b) => rangeOf(a.keyNode)[0] - rangeOf(b.keyNode)[0])
      .at(-1);
    if (after === undefined) return atEnd(place, [`${key}: ${value}`]);
    return below(
      place.document,
      endOf(after.value ?? after.keyNode),
      `${indentOf(place.document, after)}${key}: ${value}`,
    );
  }
  return replaceValue(place.document, found, value);
}

function replaceValue(document: YamlDocument, found: Entry, value: string): RecordEdit {
  if (!isOneLine(document, found)) return refuse('shape', found.key);
  const node = found.value ?? undefined;
  const [start, end] =
    node === undefined ? [rangeOf(found.keyNode)[1], rangeOf(found.keyNode)[1]] : rangeOf(node);
  if (node !== undefined && end > start) return done([{ start, end, newText: value }]);
  const colon = document.text.indexOf(':', rangeOf(found.keyNode)[1]) + 1;
  return colon === 0
    ? refuse('shape', found.key)
    : done([{ start: colon, end: colon, newText: ` ${value}` }]);
}

function complete(place: Place, change: Extract<RecordChange, { kind: 'complete' }>): RecordEdit {
  const list = entryOf(place.map, change.list)?.value;
  const entry = isSeq(list) ? list.items[change.index] : undefined;
  if (!isMap(entry)) return refuse('notAList', change.list);
  return addKeys(place.document, entry, change.entry);
}

function setQuality(place: Place, values: EntryValues): RecordEdit {
  const found = entryOf(place.map, 'quality');
  if (found === undefined || found.value === null || (isScalar(found.value) && found.value.value === null)) {
    return found === undefined
      ? atEnd(place, [`quality: ${flowMap(values)}`])
      : replaceValue(place.document, found, flowMap(values));
  }
  if (!isMap(found.value)) return refuse('shape', 'quality');
  const map = found.value;
  const edits: TextEdit[] = [];
  const added: [string, YamlValue][] = [];
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const old = entries(map).find((entry) => entry.key === key);
    if (old === undefined) {
      added.push([key, value]);
      continue;
    }
    const replaced = replaceValue(place.document, old, flowValue(value));
    if (!replaced.ok) return replaced;
    edits.push(...replaced.edits);
  }
  if (added.length === 0) return done(edits);
  const more = addKeys(place.document, map, Object.fromEntries(added));
  return more.ok ? done([...edits, ...more.edits]) : more;
}

/** New keys behind the last one, in the style of the map. */
function addKeys(document: YamlDocument, map: YAMLMap.Parsed, values: EntryValues): RecordEdit {
  const given = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  const known = entries(map);
  const twice = given.find(([key]) => known.some((entry) => entry.key === key));
  if (twice !== undefined) return refuse('alreadyThere', twice[0]);
  const last = known.at(-1);
  if (given.length === 0) return done([]);
  if (last === undefined) return refuse('shape', given[0]![0]);
  const pairs = given.map(([key, value]) => `${key}: ${flowValue(value)}`);
  const at = endOf(last.value ?? last.keyNode);
  if (map.flow === true) return done([{ start: at, end: at, newText: `, ${pairs.join(', ')}` }]);
  const indent = indentOf(document, last);
  return below(document, at, pairs.map((pair) => `${indent}${pair}`).join(lineEndOf(document.text)));
}

/** Keys that stand at the top of a record; a new one goes behind the last of them. */
const headerKeys = [
  'schema',
  'version',
  'type',
  'previous',
  'template',
  'owner',
  'planned_start',
  'started',
  'verified',
  'planned',
] as const;

function entryOf(map: YAMLMap.Parsed | undefined, key: string): Entry | undefined {
  return map === undefined ? undefined : entries(map).find((entry) => entry.key === key);
}

function endOf(node: { range?: ParsedNode['range'] | null }): number {
  return rangeOf(node)[1];
}

function isOneLine({ text }: YamlDocument, entry: Entry): boolean {
  const [start] = rangeOf(entry.keyNode);
  const end = entry.value === null ? rangeOf(entry.keyNode)[1] : rangeOf(entry.value)[1];
  return !/[\r\n]/.test(text.slice(start, end));
}

function indentOf(document: YamlDocument, entry: Entry): string {
  return ' '.repeat(whereOf(document, rangeOf(entry.keyNode)[0]).column - 1);
}

/** Lines behind the line that holds the offset; an offset at the start of a line is behind a block value. */
function below({ text }: YamlDocument, offset: number, lines: string): RecordEdit {
  const end = lineEndOf(text);
  if (offset > 0 && /[\r\n]/.test(text.charAt(offset - 1))) {
    return done([{ start: offset, end: offset, newText: lines + end }]);
  }
  const at = restOfLine(text, offset);
  return done([{ start: at, end: at, newText: end + lines }]);
}

/** Behind the last key, before what ends the document. */
function atEnd({ document, map }: Place, lines: readonly string[]): RecordEdit {
  const { text } = document;
  const end = lineEndOf(text);
  const first = map === undefined ? undefined : entries(map)[0];
  const indent = first === undefined ? '' : indentOf(document, first);
  const written = lines.map((line) => indent + line).join(end);
  const stop = /(?:^|[\r\n])(\.\.\.(?:[ \t][^\r\n]*)?[\r\n]*)$/.exec(text);
  const at = stop === null ? text.length : text.length - stop[1]!.length;
  const startsLine = at === 0 || /[\r\n]/.test(text.charAt(at - 1));
  return done([{ start: at, end: at, newText: `${startsLine ? '' : end}${written}${end}` }]);
}

function restOfLine(text: string, offset: number): number {
  return offset + (/^[^\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0);
}

function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** Both texts as data: the change was made, and everything else says what it said. */
function holds(before: string, after: string, change: RecordChange): boolean {
  const [old, now] = [readYamlData(before, ''), readYamlData(after, '')];
  if (now.problems.length > 0) return false;
  const data = isYamlMap(old.value) ? old.value : {};
  return sameData(now.value, expected(data, change));
}

/** Keys in any order: a new key may stand between others. */
function sameData(a: YamlValue, b: YamlValue): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: YamlValue): YamlValue {
  if (Array.isArray(value)) return value.map((one: YamlValue) => sorted(one));
  if (!isYamlMap(value)) return typeof value === 'number' ? String(value) : value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
}

function expected(data: YamlMap, change: RecordChange): YamlMap {
  const listAt = (key: string): readonly YamlValue[] => {
    const list = data[key];
    return Array.isArray(list) ? (list as readonly YamlValue[]) : [];
  };
  const given = (values: EntryValues): YamlMap =>
    Object.fromEntries(
      Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    );
  switch (change.kind) {
    case 'append':
      return { ...data, [change.list]: [...listAt(change.list), given(change.entry)] };
    case 'set':
      return { ...data, [change.key]: change.value };
    case 'complete':
      return {
        ...data,
        [change.list]: listAt(change.list).map((entry, index) =>
          index === change.index && isYamlMap(entry) ? { ...entry, ...given(change.entry) } : entry,
        ),
      };
    case 'quality': {
      const quality = data['quality'];
      return { ...data, quality: { ...(isYamlMap(quality) ? quality : {}), ...given(change.entry) } };
    }
  }
}

function nameOf(change: RecordChange): string {
  return change.kind === 'append' || change.kind === 'complete'
    ? change.list
    : change.kind === 'set'
      ? change.key
      : 'quality';
}

/** One edit for what lies between the common start and the common end. */
function difference(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  let start = 0;
  while (start < before.length && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - start;
  while (
    tail < most &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  // Never between the halves of one character.
  if (/[\udc00-\udfff]/.test(before.charAt(start)) || /[\ud800-\udbff]/.test(after.charAt(start - 1)))
    start--;
  if (/[\udc00-\udfff]/.test(before.charAt(before.length - tail))) tail--;
  return [{ start, end: before.length - tail, newText: after.slice(start, after.length - tail) }];
}

function done(edits: readonly TextEdit[]): RecordEdit {
  return { ok: true, edits };
}

function refuse(refusal: RecordRefusal, detail = ''): RecordEdit & { readonly ok: false } {
  return { ok: false, refusal, detail };
}
