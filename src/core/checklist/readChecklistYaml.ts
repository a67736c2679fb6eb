/**
 * Checklists of our own schema, `schema: release-readiness/checklist/1`. What
 * the published JSON schema refuses is a finding here, and the other way round;
 * the item is read all the same as far as it can be understood.
 */
import { isMap, isScalar, isSeq } from 'yaml';
import type { ParsedNode, Scalar, YAMLMap } from 'yaml';
import type { Parsed } from '../base/finding.ts';
import { readSource } from './checklistSource.ts';
import type { ChecklistSource, ItemSource, SectionSource } from './checklistSource.ts';
import type { Origin } from './markdownView.ts';
import { sectionKinds } from './model.ts';
import type { Checklist, ChecklistFinding, ChecklistFindingCode, ItemState, SectionKind } from './model.ts';
import type { ReadOptions } from './read.ts';
import { entries, lineAt, rangeOf, scalarText, whereOf } from './yamlDocument.ts';
import type { Entry, YamlDocument } from './yamlDocument.ts';

const checklistSchema = 'release-readiness/checklist/1';

/** States as they are written, and what they mean. */
export const writtenStates = {
  todo: 'todo',
  doing: 'doing',
  blocked: 'blocked',
  failed: 'failed',
  done: 'done',
  na: 'notApplicable',
  waived: 'waived',
} as const satisfies Readonly<Record<string, ItemState>>;

/** Keys that give a state and its reason in one; the gravest one counts when several stand there. */
export const reasonKeys = {
  failed: 'failed',
  blocked: 'blocked',
  waived: 'waived',
  na: 'notApplicable',
} as const;

export function isOwnChecklist(document: YamlDocument): boolean {
  return (
    isMap(document.root) &&
    entries(document.root).some(
      ({ key, value }) =>
        key === 'schema' && isScalar(value) && scalarText(value).startsWith('release-readiness/checklist'),
    )
  );
}

export function readChecklistYaml(
  document: YamlDocument,
  options: ReadOptions,
): Parsed<Checklist, ChecklistFindingCode> {
  const reader: Reader = { document, findings: [] };
  const source = isMap(document.root) ? readRoot(reader, document.root) : { items: [], sections: [] };
  const read = readSource(source, options);
  return { value: read.value, findings: [...reader.findings, ...read.findings] };
}

/** Where a value stands, from its first to its last line. */
export function originOf(
  document: YamlDocument,
  node: ParsedNode | Scalar,
  whole: ParsedNode | Scalar = node,
): Origin {
  const { line, column } = whereOf(document, rangeOf(node)[0]);
  const [start, end] = rangeOf(whole);
  return { line, column, endLine: lineAt(document.starts, Math.max(start, end - 1)) };
}

interface Reader {
  readonly document: YamlDocument;
  readonly findings: ChecklistFinding[];
}

function readRoot(reader: Reader, root: YAMLMap.Parsed): ChecklistSource {
  const fields = collect(reader, root, ['schema', 'title', 'items', 'sections']);
  const schema = fields.first('schema');
  if (schema !== undefined && textValue(schema.value) !== checklistSchema)
    bad(reader, schema, checklistSchema);
  const title = fields.first('title');
  const titleText = title && words(reader, title);
  return {
    ...(title?.value &&
      titleText !== undefined && {
        title: { text: titleText, origin: originOf(reader.document, title.value) },
      }),
    items: fields.all('items').flatMap((entry) => readItems(reader, entry)),
    sections: fields.all('sections').flatMap((entry) => readSections(reader, entry)),
  };
}

function readSections(reader: Reader, entry: Entry): readonly SectionSource[] {
  return listOf(reader, entry, 'a list of sections').flatMap((node): readonly SectionSource[] => {
    if (!isMap(node)) {
      bad(reader, { ...entry, value: node }, 'a section with title and items');
      return [];
    }
    const fields = collect(reader, node, ['title', 'kind', 'window', 'owner', 'items']);
    const title = fields.first('title');
    if (title === undefined) bad(reader, { key: 'title', keyNode: entry.keyNode, value: node }, 'a title');
    const kind = fields.first('kind');
    const knownKind = sectionKinds.find((known) => known === textValue(kind?.value));
    if (kind !== undefined && knownKind === undefined) bad(reader, kind, sectionKinds.join(', '));
    const window = fields.text('window');
    const owners = fields.owners('owner');
    return [
      {
        title: (title && words(reader, title)) ?? '',
        origin: originOf(reader.document, title?.value ?? node, node),
        ...(knownKind !== undefined && { kind: knownKind satisfies SectionKind }),
        ...(window !== undefined && { window }),
        ...(owners !== undefined && { owners }),
        items: fields.all('items').flatMap((items) => readItems(reader, items)),
      },
    ];
  });
}

function readItems(reader: Reader, entry: Entry): readonly ItemSource[] {
  return listOf(reader, entry, 'a list of items').flatMap((node): readonly ItemSource[] => {
    if (isScalar(node)) {
      const text = words(reader, { ...entry, value: node });
      return text === undefined ? [] : [{ text, origin: originOf(reader.document, node), items: [] }];
    }
    if (isMap(node)) return [readItem(reader, node, entry)];
    bad(reader, { ...entry, value: node }, 'text, or an item with text');
    return [];
  });
}

const itemKeys = [
  ...['text', 'state', 'done', 'failed', 'blocked', 'waived', 'na', 'reason'],
  ...['owner', 'due', 'evidence', 'at', 'condition', 'id', 'items'],
];

function readItem(reader: Reader, node: YAMLMap.Parsed, list: Entry): ItemSource {
  const fields = collect(reader, node, itemKeys);
  const text = fields.first('text');
  if (text === undefined)
    bad(reader, { key: 'text', keyNode: list.keyNode, value: node }, 'the words of the item');
  const owners = fields.owners('owner');
  const due = fields.text('due');
  const evidence = fields.texts('evidence');
  const at = fields.text('at', {
    shape: /^[0-9a-f]{7,64}$/i,
    expected: 'a commit in quotes, 7 digits or more',
  });
  const condition = fields.text('condition');
  const id = fields.text('id', {
    shape: /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    expected: 'letters, digits, dots and hyphens',
  });
  return {
    text: (text && words(reader, text)) ?? '',
    origin: originOf(reader.document, text?.value ?? node, node),
    ...readState(reader, fields),
    ...(owners !== undefined && { owners }),
    ...(due !== undefined && { due }),
    ...(evidence !== undefined && { evidence }),
    ...(at !== undefined && { at }),
    ...(condition !== undefined && { condition }),
    ...(id !== undefined && { id }),
    items: fields.all('items').flatMap((items) => readItems(reader, items)),
  };
}

/**
 * `done: true` and `state: done` win, as a tick does in Markdown; then a key
 * that gives a reason; then `state`. `done: false` is an empty box: notes in the
 * text may still say more. A state that stands twice, or in words that nobody
 * knows, leaves the item open.
 */
function readState(reader: Reader, fields: Fields): Pick<ItemSource, 'state' | 'reason' | 'waiver'> {
  const state = fields.first('state');
  const done = fields.first('done');
  const written = textValue(state?.value);
  const known =
    written !== undefined && Object.hasOwn(writtenStates, written)
      ? writtenStates[written as keyof typeof writtenStates]
      : undefined;
  if (state !== undefined && known === undefined) bad(reader, state, Object.keys(writtenStates).join(', '));
  const isDone =
    isScalar(done?.value) && typeof done.value.value === 'boolean' ? done.value.value : undefined;
  if (done !== undefined && isDone === undefined) bad(reader, done, 'true or false');
  if (state !== undefined && done !== undefined) bad(reader, done, 'either state or done');

  const reason = fields.text('reason');
  const stated: Record<keyof typeof reasonKeys, Pick<ItemSource, 'state' | 'reason' | 'waiver'> | undefined> =
    {
      failed: reasoned('failed', fields.text('failed')),
      blocked: reasoned('blocked', fields.text('blocked')),
      waived: readWaiver(reader, fields.first('waived')),
      na: reasoned('notApplicable', fields.text('na')),
    };
  const isUnclear =
    fields.all('state').length + fields.all('done').length > 1 ||
    (state !== undefined && known === undefined) ||
    (done !== undefined && isDone === undefined);
  if (!isUnclear && (known === 'done' || isDone === true)) return { state: 'done' };

  const gravest = stated.failed ?? stated.blocked ?? stated.waived ?? stated.na;
  if (gravest !== undefined) return gravest;
  if (isUnclear) return { state: 'todo' };
  return known === undefined ? {} : { state: known, ...(reason !== undefined && { reason }) };
}

function reasoned(
  state: ItemState,
  reason: string | undefined,
): Pick<ItemSource, 'state' | 'reason'> | undefined {
  return reason === undefined ? undefined : { state, reason };
}

function readWaiver(
  reader: Reader,
  entry: Entry | undefined,
): Pick<ItemSource, 'state' | 'waiver'> | undefined {
  if (entry === undefined) return undefined;
  if (!isMap(entry.value)) {
    bad(reader, entry, 'until, by and reason');
    return { state: 'waived' };
  }
  const fields = collect(reader, entry.value, ['until', 'by', 'reason']);
  const until = fields.text('until', { shape: /^\d{4}-\d{2}-\d{2}$/, expected: 'a date, YYYY-MM-DD' });
  const by = fields.text('by', { shape: ownerShape, expected: ownerExpected });
  const reason = fields.text('reason');
  return {
    state: 'waived',
    waiver: {
      ...(until !== undefined && { until }),
      ...(by !== undefined && { by }),
      ...(reason !== undefined && { reason }),
    },
  };
}

interface Shape {
  readonly shape: RegExp;
  readonly expected: string;
}

/** The known keys of a map; every value is checked when it is asked for. */
interface Fields {
  first(key: string): Entry | undefined;
  all(key: string): readonly Entry[];
  text(key: string, shape?: Shape): string | undefined;
  texts(key: string, shape?: Shape): readonly string[] | undefined;
  owners(key: string): readonly string[] | undefined;
}

function collect(reader: Reader, map: YAMLMap.Parsed, keys: readonly string[]): Fields {
  const found = entries(map);
  for (const { key, keyNode } of found) {
    if (keys.includes(key)) continue;
    const where = whereOf(reader.document, rangeOf(keyNode)[0]);
    reader.findings.push({ code: 'yamlUnknownKey', args: { key }, where });
  }
  const all = (key: string) => found.filter((entry) => entry.key === key);
  const first = (key: string) => found.find((entry) => entry.key === key);
  const text = (key: string, shape?: Shape) => {
    const entry = first(key);
    return entry && checkedText(reader, entry, shape);
  };
  const texts = (key: string, shape?: Shape) => {
    const entry = first(key);
    if (entry === undefined || !isSeq(entry.value)) return entry && oneText(reader, entry, shape);
    return entry.value.items.flatMap((value) => oneText(reader, { ...entry, value }, shape) ?? []);
  };
  return {
    first,
    all,
    text,
    texts,
    owners: (key) => texts(key, { shape: ownerShape, expected: ownerExpected }),
  };
}

const ownerShape = /^(?:@[A-Za-z0-9](?:[\w./-]*\w)?|role:[\p{L}\p{N}][\p{L}\p{N}._-]*)$/u;
const ownerExpected = '@name or role:name';

function oneText(reader: Reader, entry: Entry, shape?: Shape): readonly string[] | undefined {
  const text = checkedText(reader, entry, shape);
  return text === undefined ? undefined : [text];
}

function checkedText(reader: Reader, entry: Entry, shape?: Shape): string | undefined {
  const text = textValue(entry.value);
  if (text !== undefined && (shape?.shape ?? /\S/).test(text)) return text;
  bad(reader, entry, shape?.expected ?? 'text');
  return undefined;
}

/** Words of an item or a title: numbers and the like are reported and read as they stand, so that no item is lost. */
function words(reader: Reader, entry: Entry): string | undefined {
  const text = textValue(entry.value);
  if (text === undefined || !/\S/.test(text)) bad(reader, entry, 'text');
  return isScalar(entry.value) ? scalarText(entry.value) : undefined;
}

function textValue(node: ParsedNode | null | undefined): string | undefined {
  return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
}

function listOf(reader: Reader, entry: Entry, expected: string): readonly ParsedNode[] {
  if (isSeq(entry.value)) return entry.value.items;
  bad(reader, entry, expected);
  return [];
}

function bad(reader: Reader, entry: Entry, expected: string): void {
  const where = whereOf(reader.document, rangeOf(entry.value ?? entry.keyNode)[0]);
  reader.findings.push({ code: 'yamlBadValue', args: { key: entry.key, expected }, where });
}
