/**
 * The readiness tree as plain nodes: release, why, files, areas and stages,
 * items, details. Adapters map nodes to their own types and decide nothing.
 */
import { hour } from '../base/instant.ts';
import { plainText } from '../base/plainText.ts';
import {
  reasonFix,
  reasonSentence,
  unreadableWords,
  verdictWords,
  weightWords,
  whySentence,
} from './catalog.ts';
import type { DisplayNode, TreeFilter, TreeOptions } from './display.ts';
import { headline } from './explain.ts';
import { dueText, isOpenItem, itemNode, standing } from './itemNode.ts';
import type { ChecklistSource, EvaluatedItem, EvaluatedSection, Readiness, Reason } from './model.ts';
import { sameName } from './people.ts';

/** Items that come due within this time belong to the filter `due`, with those that are overdue. */
export const soon = 24 * hour;

export function readinessTree(all: readonly Readiness[], options: TreeOptions): readonly DisplayNode[] {
  const releases = all.map((readiness) => releaseNode(readiness, options));
  const leftOut = options.leftOut ?? [];
  const nodes =
    leftOut.length === 0 || options.filter !== 'all' ? releases : [...releases, leftOutNode(leftOut)];
  return unique(nodes);
}

/** Whether an item stays under a filter. */
export function passes(evaluated: EvaluatedItem, filter: TreeFilter, options: TreeOptions): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'open':
      return isOpenItem(evaluated);
    case 'blocking':
      return evaluated.blocking;
    case 'mine':
      return (
        isOpenItem(evaluated) &&
        evaluated.owners.some((owner) => options.me.some((name) => sameName(name, owner)))
      );
    case 'due':
      return isOpenItem(evaluated) && evaluated.dueAt !== undefined && evaluated.dueAt <= options.now + soon;
  }
}

/** What belongs together while one release is drawn. */
interface Drawing {
  readonly readiness: Readiness;
  readonly options: TreeOptions;
  readonly reasons: ReadonlyMap<string, readonly Reason[]>;
}

const verdictIcons = { go: 'go', conditionalGo: 'conditionalGo', noGo: 'noGo', unknown: 'unknown' } as const;

function releaseNode(readiness: Readiness, options: TreeOptions): DisplayNode {
  const id = `release-${part(readiness.key)}`;
  const drawing: Drawing = { readiness, options, reasons: reasonsByItem(readiness) };
  const { verdict, done, total, blocking, name, type } = readiness;
  const words = verdictWords[verdict];
  const label = plainText(name) || '(no name)';
  const summary = countText(readiness, options);
  const told = headline(readiness, options);
  const content = contentOf(id, drawing);
  const why = readiness.reasons.length === 0 ? [] : [reasonsNode(id, readiness)];
  const empty = content.length === 0 ? [emptyNode(id, options.filter)] : [];
  return {
    id,
    kind: 'release',
    label,
    description: `${words} \u00b7 ${summary}`,
    icon: verdictIcons[verdict],
    tooltip: [
      `${label}: ${told}`,
      ...(type === undefined ? [] : [`Type: ${type}`]),
      ...readiness.sources.map((source) => `${plainText(source.file)}: ${whySentence(source.why)}`),
    ],
    accessibleLabel: `${label}, ${words}, ${done} of ${total} done, ${blocking} blocking`,
    verdict,
    ...(readiness.sources[0] === undefined
      ? {}
      : { where: { file: readiness.sources[0].file, line: 1, column: 1 } }),
    children: unique([...why, ...content, ...empty]),
  };
}

function reasonsNode(id: string, readiness: Readiness): DisplayNode {
  const own = `${id}/why`;
  const { reasons, verdict } = readiness;
  const count = `${reasons.length} ${reasons.length === 1 ? 'reason' : 'reasons'}`;
  const children = reasons.map((reason, index): DisplayNode => {
    const place =
      reason.where === undefined ? '' : `${plainText(reason.where.file ?? '')}:${reason.where.line}`;
    const sentence = plainText(reasonSentence(reason));
    return {
      id: `${own}/${reason.code}-${part(reason.item?.id ?? String(index))}`,
      kind: 'reason',
      label: sentence,
      description: place,
      icon: reason.weight === 'info' || reason.weight === 'warning' ? 'reason' : reasonIcons[reason.weight],
      tooltip: [sentence, reasonFix(reason), `It ${weightWords[reason.weight]}.`],
      accessibleLabel: `${sentence} ${reasonFix(reason)}`,
      ...(reason.where === undefined ? {} : { where: reason.where }),
      children: [],
    };
  });
  return {
    id: own,
    kind: 'reasons',
    label: `Why ${verdictWords[verdict]}`,
    description: count,
    icon: verdictIcons[verdict],
    tooltip: [`Why ${verdictWords[verdict]}: ${count}`],
    accessibleLabel: `Why ${verdictWords[verdict]}, ${count}`,
    verdict,
    children: unique(children),
  };
}

const reasonIcons = { unknown: 'unknown', noGo: 'noGo', conditional: 'conditionalGo' } as const;

function contentOf(id: string, drawing: Drawing): readonly DisplayNode[] {
  const { readiness, options } = drawing;
  const problems = readiness.sources.flatMap((source) =>
    source.status === 'unreadable' ? [problemNode(id, source)] : [],
  );
  if (options.grouping !== 'section') return [...problems, ...flatGroups(id, drawing)];
  const read = readiness.sources.filter((source) => source.status === 'read');
  const sectionsOf = (file: string): readonly EvaluatedSection[] =>
    readiness.sections.filter((section) => section.file === file);
  const only = read[0];
  if (read.length === 1 && only !== undefined) {
    return [...problems, ...sectionNodes(id, sectionsOf(only.file), drawing)];
  }
  const files = read.flatMap((source): readonly DisplayNode[] => {
    const own = `${id}/file-${part(source.file)}`;
    const children = sectionNodes(own, sectionsOf(source.file), drawing);
    return children.length === 0 && options.filter !== 'all' ? [] : [fileNode(own, source, children)];
  });
  return [...problems, ...files];
}

function fileNode(id: string, source: ChecklistSource, children: readonly DisplayNode[]): DisplayNode {
  const label = plainText(source.file);
  return {
    id,
    kind: 'file',
    label,
    description: '',
    icon: 'file',
    tooltip: [label, whySentence(source.why)],
    accessibleLabel: `File ${label}`,
    where: { file: source.file, line: 1, column: 1 },
    children,
  };
}

function problemNode(id: string, source: Extract<ChecklistSource, { status: 'unreadable' }>): DisplayNode {
  const label = plainText(source.file);
  const words = unreadableWords[source.reason];
  return {
    id: `${id}/problem-${part(source.file)}`,
    kind: 'problem',
    label,
    description: words,
    icon: 'problem',
    tooltip: [`${label} cannot be read: ${words}.`, plainText(source.detail), whySentence(source.why)],
    accessibleLabel: `${label} cannot be read, ${words}`,
    where: { file: source.file, line: 1, column: 1 },
    children: [],
  };
}

/** Sections that hold items, nested as their headings are; a heading in between stays when something is below it. */
function sectionNodes(
  id: string,
  sections: readonly EvaluatedSection[],
  drawing: Drawing,
): readonly DisplayNode[] {
  const below = new Map<number, EvaluatedSection[]>();
  for (const section of sections) {
    const parent = section.section?.parent ?? -1;
    const at = section.index === -1 ? -2 : parent < section.index ? parent : -1;
    below.set(at, [...(below.get(at) ?? []), section]);
  }
  const draw = (section: EvaluatedSection, within: string): readonly DisplayNode[] => {
    const own = `${within}/${part(section.section?.id ?? 'start')}`;
    const nested = (below.get(section.index) ?? []).flatMap((inner) => draw(inner, own));
    const items = itemNodes(own, section.items, drawing);
    // A title heading around everything says nothing that the release node does not say.
    const onlyTitle = items.length === 0 && section.section?.level === 1;
    if (items.length === 0 && (nested.length === 0 || onlyTitle)) return nested;
    return [
      sectionNode(own, section, unique([...items, ...nested]), {
        sum: summed(section, below),
        options: drawing.options,
      }),
    ];
  };
  const before = (below.get(-2) ?? []).flatMap((section) => itemNodes(id, section.items, drawing));
  return unique([...before, ...(below.get(-1) ?? []).flatMap((section) => draw(section, id))]);
}

function sectionNode(
  id: string,
  section: EvaluatedSection,
  children: readonly DisplayNode[],
  shown: { readonly sum: Counts; readonly options: TreeOptions },
): DisplayNode {
  const { sum, options } = shown;
  const title = plainText(section.section?.title ?? '') || '(no title)';
  const kind = section.section?.kind;
  const counts = kind === 'area' || kind === 'stage';
  const described = counts ? countText(sum, options) : section.items.length === 0 ? '' : 'not counted';
  const { file, section: heading } = section;
  return {
    id,
    kind: 'group',
    label: title,
    description: described,
    icon: counts ? kind : 'section',
    tooltip: [title, ...(described === '' ? [] : [described])],
    accessibleLabel: counts ? `${title}, ${spokenCount(sum, options)}` : `${title}, not counted`,
    ...(heading === undefined ? {} : { where: { file, line: heading.line, column: 1 } }),
    children,
  };
}

/** A heading speaks for the sections below it too. */
function summed(section: EvaluatedSection, below: ReadonlyMap<number, readonly EvaluatedSection[]>): Counts {
  const inner = (below.get(section.index) ?? []).map((nested) => summed(nested, below));
  const kind = section.section?.kind;
  const own = kind === 'area' || kind === 'stage' ? [section] : [];
  const all: readonly Counts[] = [...own, ...inner];
  const times = all.flatMap(({ dueAt }) => (dueAt === undefined ? [] : [dueAt]));
  return {
    done: all.reduce((sum, { done }) => sum + done, 0),
    total: all.reduce((sum, { total }) => sum + total, 0),
    blocking: all.reduce((sum, { blocking }) => sum + blocking, 0),
    ...(times.length === 0 ? {} : { dueAt: Math.min(...times) }),
  };
}

/** Items under their parents; a parent stays as long as anything below it passes the filter. */
function itemNodes(id: string, items: readonly EvaluatedItem[], drawing: Drawing): readonly DisplayNode[] {
  const { options, reasons } = drawing;
  const places = placesOf(items, drawing);
  const draw = (evaluated: EvaluatedItem): readonly DisplayNode[] => {
    const own = `${id}/${part(evaluated.ref.id)}`;
    const inner = (places.get(evaluated) ?? []).flatMap((child) => draw(child));
    if (inner.length === 0 && !passes(evaluated, options.filter, options)) return [];
    const said = reasons.get(refKey(evaluated.ref)) ?? [];
    return [itemNode({ id: own, evaluated, reasons: said, children: unique(inner), options })];
  };
  return unique((places.get(undefined) ?? []).flatMap((evaluated) => draw(evaluated)));
}

/** Children by parent; what has no parent in the same list stands under `undefined`. */
function placesOf(
  items: readonly EvaluatedItem[],
  { readiness }: Drawing,
): ReadonlyMap<EvaluatedItem | undefined, readonly EvaluatedItem[]> {
  const places = new Map<EvaluatedItem | undefined, EvaluatedItem[]>();
  const byItem = new Map(items.map((evaluated) => [evaluated.item, evaluated]));
  const source = readiness.sources.find((one) => one.file === items[0]?.file);
  const all = source?.status === 'read' ? source.checklist.items : [];
  const earlier = new Set<EvaluatedItem>();
  for (const evaluated of items) {
    const parentItem = all[evaluated.item.parent];
    const parent = parentItem === undefined ? undefined : byItem.get(parentItem);
    const at = parent !== undefined && earlier.has(parent) ? parent : undefined;
    earlier.add(evaluated);
    const siblings = places.get(at);
    if (siblings === undefined) places.set(at, [evaluated]);
    else siblings.push(evaluated);
  }
  return places;
}

/** By owner or by state: the same items in other drawers, without nesting. */
function flatGroups(id: string, drawing: Drawing): readonly DisplayNode[] {
  const { readiness, options, reasons } = drawing;
  const groups = new Map<string, EvaluatedItem[]>();
  for (const evaluated of readiness.sections.flatMap((section) => section.items)) {
    if (!evaluated.counts || !passes(evaluated, options.filter, options)) continue;
    for (const name of groupNames(evaluated, options)) {
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [evaluated]);
      else group.push(evaluated);
    }
  }
  const nobody = noOwner;
  const names = [...groups.keys()].toSorted((a, b) =>
    options.grouping === 'state'
      ? stateOrder.indexOf(a) - stateOrder.indexOf(b)
      : Number(a === nobody) - Number(b === nobody) || compareText(a, b),
  );
  return names.map((name) => {
    const items = groups.get(name) ?? [];
    const own = `${id}/${options.grouping}-${part(name)}`;
    const label = plainText(name);
    const open = items.filter(isOpenItem).length;
    const blocking = items.filter((evaluated) => evaluated.blocking).length;
    const described =
      options.grouping === 'state' ? `${items.length}` : `${items.length - open}/${items.length}`;
    const children = items.map((evaluated) =>
      itemNode({
        id: `${own}/${part(evaluated.file)}-${part(evaluated.ref.id)}`,
        evaluated,
        reasons: reasons.get(refKey(evaluated.ref)) ?? [],
        children: [],
        options,
      }),
    );
    return {
      id: own,
      kind: 'group',
      label,
      description: blocking === 0 ? described : `${described} \u00b7 ${blocking} blocking`,
      icon: 'section',
      tooltip: [label],
      accessibleLabel: `${label}, ${items.length} items, ${open} open, ${blocking} blocking`,
      children: unique(children),
    };
  });
}

const noOwner = 'No owner';
const stateOrder = [
  'raised',
  'failed',
  'blocked',
  'not decided',
  'open',
  'in progress',
  'waived',
  'done',
  'not applicable',
];

function groupNames(evaluated: EvaluatedItem, options: TreeOptions): readonly string[] {
  if (options.grouping === 'state') return [standing(evaluated)];
  return evaluated.owners.length === 0 ? [noOwner] : [...new Set(evaluated.owners)];
}

function leftOutNode(leftOut: NonNullable<TreeOptions['leftOut']>): DisplayNode {
  const children = leftOut.map(({ file, why }): DisplayNode => {
    const label = plainText(file);
    return {
      id: `left-out/${part(file)}`,
      kind: 'file',
      label,
      description: plainText(why),
      icon: 'file',
      tooltip: [label, plainText(why)],
      accessibleLabel: `${label}, not used: ${plainText(why)}`,
      where: { file, line: 1, column: 1 },
      children: [],
    };
  });
  return {
    id: 'left-out',
    kind: 'group',
    label: 'Not used',
    description: String(leftOut.length),
    icon: 'section',
    tooltip: ['Files that look like checklists and are not used'],
    accessibleLabel: `Not used, ${leftOut.length} ${leftOut.length === 1 ? 'file' : 'files'}`,
    children: unique(children),
  };
}

const emptyWords: Readonly<Record<TreeFilter, string>> = {
  all: 'No items were found',
  open: 'Nothing is open',
  blocking: 'Nothing blocks the release',
  mine: 'Nothing open is yours',
  due: 'Nothing is due within a day',
};

function emptyNode(id: string, filter: TreeFilter): DisplayNode {
  const label = emptyWords[filter];
  const hint = filter === 'all' ? 'The checklist has no check boxes.' : 'Choose another filter to see more.';
  return {
    id: `${id}/empty`,
    kind: 'detail',
    label,
    description: hint,
    icon: 'detail',
    tooltip: [label, hint],
    accessibleLabel: `${label}. ${hint}`,
    children: [],
  };
}

interface Counts {
  readonly done: number;
  readonly total: number;
  readonly blocking: number;
  readonly dueAt?: number;
  readonly next?: Readiness['next'];
}

/** `5/7 . 2 blocking . due Tue 14:00`, with middle dots. */
function countText(counts: Counts, options: TreeOptions): string {
  const dueAt = counts.dueAt ?? counts.next?.dueAt;
  return [
    `${counts.done}/${counts.total}`,
    ...(counts.blocking === 0 ? [] : [`${counts.blocking} blocking`]),
    ...(dueAt === undefined ? [] : [dueText(dueAt, options)]),
  ].join(' \u00b7 ');
}

function spokenCount(counts: Counts, options: TreeOptions): string {
  const due = counts.dueAt === undefined ? '' : `, ${dueText(counts.dueAt, options)}`;
  return `${counts.done} of ${counts.total} done, ${counts.blocking} blocking${due}`;
}

function reasonsByItem(readiness: Readiness): ReadonlyMap<string, readonly Reason[]> {
  const map = new Map<string, Reason[]>();
  for (const reason of readiness.reasons) {
    if (reason.item === undefined) continue;
    const key = refKey(reason.item);
    const list = map.get(key);
    if (list === undefined) map.set(key, [reason]);
    else list.push(reason);
  }
  return map;
}

function refKey(ref: { readonly file: string; readonly id: string }): string {
  return `${ref.file}\n${ref.id}`;
}

/** A part of a node id: separators are escaped, so that no two paths read the same. */
function part(text: string): string {
  return text.replace(/[%/#~\n]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}

/** Gives later siblings of the same id a number, and their children with them. */
function unique(nodes: readonly DisplayNode[]): readonly DisplayNode[] {
  const seen = new Map<string, number>();
  return nodes.map((node) => {
    const count = (seen.get(node.id) ?? 0) + 1;
    seen.set(node.id, count);
    return count === 1 ? node : renamed(node, node.id, `${node.id}#${count}`);
  });
}

function renamed(node: DisplayNode, from: string, to: string): DisplayNode {
  return {
    ...node,
    id: to + node.id.slice(from.length),
    children: node.children.map((child) => renamed(child, from, to)),
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
