/**
 * The readiness tree as plain nodes: release, why, files, areas and stages,
 * items, details. Adapters map nodes to their own types and decide nothing.
 */
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
import { passes, type Drawing } from './filters.ts';
import { dueText, itemNode } from './itemNode.ts';
import type { ChecklistSource, EvaluatedItem, EvaluatedSection, Readiness, Reason } from './model.ts';
import { part, refKey, unique } from './nodeIds.ts';
import { commandLine, pathToGreen } from './path.ts';
import { flatGroups } from './treeGroups.ts';

export function readinessTree(all: readonly Readiness[], options: TreeOptions): readonly DisplayNode[] {
  const releases = all.map((readiness) => releaseNode(readiness, options));
  const leftOut = options.leftOut ?? [];
  const nodes =
    leftOut.length === 0 || options.filter !== 'all' ? releases : [...releases, leftOutNode(leftOut)];
  return unique(nodes);
}

const verdictIcons = { go: 'go', conditionalGo: 'conditionalGo', noGo: 'noGo', unknown: 'unknown' } as const;

/** `declared minor, needs major`, where what was declared is too low. */
function needsWords({ forced }: Readiness): readonly string[] {
  if (forced?.enough !== false) return [];
  const needs = `needs ${forced.needed}`;
  return [forced.declared === undefined ? needs : `declared ${forced.declared}, ${needs}`];
}

function releaseNode(readiness: Readiness, options: TreeOptions): DisplayNode {
  const id = `release-${part(readiness.key)}`;
  const drawing: Drawing = { readiness, options, reasons: reasonsByItem(readiness) };
  const { verdict, done, total, blocking, name, type } = readiness;
  const words = verdictWords[verdict];
  const label = plainText(name) || '(no name)';
  const summary = countText(readiness, options);
  const told = headline(readiness, options);
  const needs = needsWords(readiness);
  const content = contentOf(id, drawing);
  const why = readiness.reasons.length === 0 ? [] : [reasonsNode(id, readiness)];
  const empty = content.length === 0 ? [emptyNode(id, options.filter)] : [];
  return {
    id,
    kind: 'release',
    label,
    description: [words, ...needs, summary].join(' \u00b7 '),
    icon: verdictIcons[verdict],
    tooltip: [
      `${label}: ${told}`,
      ...(type === undefined ? [] : [`Type: ${type}`]),
      ...readiness.sources.map((source) => `${plainText(source.file)}: ${whySentence(source.why)}`),
    ],
    accessibleLabel: `${label}, ${[words, ...needs].join(', ')}, ${done} of ${total} done, ${blocking} blocking`,
    verdict,
    ...(readiness.sources[0] === undefined
      ? {}
      : { where: { file: readiness.sources[0].file, line: 1, column: 1 } }),
    children: unique([...why, ...pathNodes(id, readiness), ...content, ...empty]),
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
      accessibleLabel: `${ended(sentence)} ${reasonFix(reason)}`,
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

/** With a full stop where it has none, so that another sentence can follow. */
function ended(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** "What would turn it green" below "Why"; a GO has none. */
function pathNodes(id: string, readiness: Readiness): readonly DisplayNode[] {
  const path = pathToGreen(readiness);
  if (path.length === 0) return [];
  const own = `${id}/path`;
  const count = `${path.length} ${path.length === 1 ? 'step' : 'steps'}`;
  const label = 'What would turn it green';
  const children = path.map(({ what, where, who, argv, how }, index): DisplayNode => {
    const place = where === undefined ? '' : `${plainText(where.file ?? '')}:${where.line}`;
    const people = who.map((name) => plainText(name)).join(', ');
    const sentence = plainText(what);
    return {
      id: `${own}/${index}`,
      kind: 'reason',
      label: sentence,
      description: [people, place].filter((words) => words !== '').join(' \u00b7 '),
      icon: how === 'decide' ? 'undecided' : 'todo',
      tooltip: [
        sentence,
        ...(people === '' ? [] : [people]),
        ...(argv === undefined ? [] : [plainText(commandLine(argv))]),
      ],
      accessibleLabel: [`Step ${index + 1}: ${sentence}`, ...(people === '' ? [] : [people])].join(', '),
      ...(where === undefined ? {} : { where }),
      children: [],
    };
  });
  return [
    {
      id: own,
      kind: 'reasons',
      label,
      description: count,
      icon: 'todo',
      tooltip: [`${label}: ${count}`],
      accessibleLabel: `${label}, ${count}`,
      children,
    },
  ];
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
  const draw = (evaluated: EvaluatedItem, within: string): readonly DisplayNode[] => {
    const own = `${within}/${part(evaluated.ref.id)}`;
    const inner = (places.get(evaluated) ?? []).flatMap((child) => draw(child, own));
    if (inner.length === 0 && !passes(evaluated, options.filter, options)) return [];
    const said = reasons.get(refKey(evaluated.ref)) ?? [];
    return [itemNode({ id: own, evaluated, reasons: said, children: unique(inner), options })];
  };
  return unique((places.get(undefined) ?? []).flatMap((evaluated) => draw(evaluated, id)));
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
