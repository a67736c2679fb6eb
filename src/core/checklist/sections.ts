/**
 * Sections: what a heading says about the items below it. The words that tell
 * are a closed table; a policy may type a section by hand. A section with items
 * and without a telling word is an area, so that its items count: nothing is
 * left out of the decision by chance.
 */
import { parseCondition } from './conditions.ts';
import { parseOwners } from './notes.ts';
import { createUniqueIds } from './uniqueIds.ts';
import { plainText, slug } from './plainText.ts';
import { roleOwners } from './roles.ts';
import {
  afterWords,
  areaWords,
  firstMatch,
  firstRows,
  playbookWords,
  referenceWords,
  stageRows,
  triggerWords,
  weakReference,
  weakStageWords,
  type Phase,
} from './sectionWords.ts';
import { parseWindow, type Window } from './window.ts';
import type { HeadingBlock } from './blocks.ts';
import type { Owner, Section, SectionKind } from './model.ts';

export interface SectionOptions {
  /** Lines of the text. */
  readonly lineCount: number;
  /** First lines of tasks, in order: a heading without any below it is reference. */
  readonly taskLines: readonly number[];
  readonly sectionKinds?: readonly { readonly title: string; readonly kind: SectionKind }[];
}

export interface Classified {
  readonly kind: SectionKind;
  readonly why: string;
  readonly phase?: Phase;
}

/** Sections in document order, with parents, kinds, windows and owners. */
export function readSections(headings: readonly HeadingBlock[], options: SectionOptions): readonly Section[] {
  const outlines = outline(headings, options);
  const slugs = pathSlugs(outlines);
  const ids = createUniqueIds([]);
  const classes: Classified[] = [];
  return outlines.map((at, index) => {
    const window = at.hasItems ? parseWindow(at.title) : undefined;
    const classified = classify(at.title, {
      isTitle: index === 0 && at.level === 1,
      hasItems: at.hasItems,
      parent: classes[at.parent],
      parentTitle: outlines[at.parent]?.title ?? '',
      window,
      sectionKinds: options.sectionKinds ?? [],
    });
    classes.push(classified);
    const condition = at.hasItems && at.title.includes('(') ? parseCondition(at.title) : undefined;
    return {
      id: ids.take(slugs[index] || 'section').id,
      line: at.line,
      level: at.level,
      title: at.title,
      parent: at.parent,
      path: at.path,
      kind: classified.kind,
      kindWhy: classified.why,
      ...(window !== undefined && { window }),
      ...(condition !== undefined && { condition }),
      owners: headingOwners(headings[index]?.text ?? ''),
      ...(classified.phase !== undefined && { phase: classified.phase }),
      endLine: at.endLine,
    };
  });
}

/** A heading among the others. */
export interface Outline {
  readonly line: number;
  readonly level: number;
  readonly title: string;
  readonly parent: number;
  readonly path: readonly string[];
  readonly endLine: number;
  /** A task stands in the section or below it. */
  readonly hasItems: boolean;
}

/** Headings with their parents and paths. */
export function outline(
  headings: readonly HeadingBlock[],
  options: Pick<SectionOptions, 'lineCount' | 'taskLines'>,
): readonly Outline[] {
  const outlines: Outline[] = [];
  const ends = endLines(headings, options.lineCount);
  const open: number[] = [];
  for (const [index, { line, level, text }] of headings.entries()) {
    while (open.length > 0 && (headings[open.at(-1) ?? 0]?.level ?? 0) >= level) {
      open.pop();
    }
    const parent = open.at(-1) ?? -1;
    open.push(index);
    const title = plainText(text);
    const endLine = ends[index] ?? options.lineCount;
    const path = [...(outlines[parent]?.path ?? []), title];
    outlines.push({
      line,
      level,
      title,
      parent,
      path,
      endLine,
      hasItems: hasTask(options.taskLines, line, endLine),
    });
  }
  return outlines;
}

/**
 * Slugs of the heading paths of all sections, for ids. The title of the document
 * (a first heading of level 1) is left out below itself: it names the release,
 * and ids should not change with it.
 */
export function pathSlugs(
  sections: readonly Pick<Section, 'title' | 'level' | 'parent'>[],
): readonly string[] {
  const slugs: string[] = [];
  for (const [index, section] of sections.entries()) {
    const own = slug(section.title);
    const underTitle = section.parent === 0 && sections[0]?.level === 1;
    const above = underTitle ? '' : (slugs[section.parent] ?? '');
    slugs[index] = above === '' ? own : `${above}/${own}`;
  }
  return slugs;
}

function endLines(headings: readonly HeadingBlock[], lineCount: number): readonly number[] {
  const ends = headings.map(() => lineCount);
  const open: number[] = [];
  for (const [index, heading] of headings.entries()) {
    while (open.length > 0 && (headings[open.at(-1) ?? 0]?.level ?? 0) >= heading.level) {
      ends[open.pop() ?? 0] = heading.line - 1;
    }
    open.push(index);
  }
  return ends;
}

function hasTask(lines: readonly number[], from: number, to: number): boolean {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? 0) < from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return (lines[low] ?? Infinity) <= to;
}

/** `Windows via @ana`, `Release Readiness (DevOps Engineer)`. */
function headingOwners(text: string): readonly Owner[] {
  if (!text.includes('(') && !text.includes('via')) {
    return nobody;
  }
  const via = /\bvia\s+((?:@[\w./-]+[\s,&]*)+)\s*$/.exec(text)?.[1];
  const inner = /\(([^()]+)\)\s*$/.exec(text)?.[1];
  return (
    (via !== undefined ? parseOwners(via) : undefined) ??
    (inner !== undefined ? (parseOwners(inner) ?? roleOwners(inner)) : undefined) ??
    nobody
  );
}

const nobody: readonly Owner[] = [];

export interface HeadingSurroundings {
  /** First heading of the document, level 1: it names the document and types nothing below it. */
  readonly isTitle: boolean;
  readonly hasItems: boolean;
  readonly parent?: Classified | undefined;
  readonly parentTitle: string;
  readonly window?: Window | undefined;
  readonly sectionKinds: readonly { readonly title: string; readonly kind: SectionKind }[];
}

/** The kind of one section. */
export function classify(title: string, around: HeadingSurroundings): Classified {
  const byPolicy = policyKind(title, around.sectionKinds);
  if (byPolicy !== undefined) {
    return withPhase({ kind: byPolicy, why: 'policy' }, title, around);
  }
  if (around.isTitle) {
    return titleKind(title, around);
  }
  const { parent } = around;
  const inherits = parent !== undefined && parent.why !== 'title';
  if (inherits && sticky.has(parent.kind)) {
    const triggers = parent.kind === 'playbook' ? firstMatch(triggerWords, title) : undefined;
    return triggers === undefined
      ? { kind: parent.kind, why: `above: ${around.parentTitle}` }
      : { kind: 'triggers', why: triggers };
  }
  return ownKind(title, around) ?? inheritedKind(around, inherits);
}

/** Kinds that hold for all that stands below them. */
const sticky: ReadonlySet<SectionKind> = new Set<SectionKind>([
  'playbook',
  'triggers',
  'template',
  'retired',
]);

function ownKind(title: string, around: HeadingSurroundings): Classified | undefined {
  for (const [kind, words] of firstRows) {
    const why = firstMatch(words, title);
    if (why !== undefined) {
      return { kind, why };
    }
  }
  if (!around.hasItems) {
    return undefined;
  }
  const area = firstMatch(areaWords, title);
  const stage = area === undefined ? stageOf(title, around) : undefined;
  if (stage !== undefined) {
    return stage;
  }
  const insideStage = around.parent?.kind === 'stage' && !/\breadiness\b|\bgo[ /-]+no/i.test(title);
  if (area !== undefined && !insideStage) {
    return { kind: 'area', why: area };
  }
  const reference = firstMatch(referenceWords, title);
  return reference !== undefined && !weakReference.test(reference)
    ? { kind: 'reference', why: reference }
    : undefined;
}

function inheritedKind(around: HeadingSurroundings, inherits: boolean): Classified {
  const { parent } = around;
  if (inherits && (parent?.kind === 'stage' || (parent?.kind === 'area' && parent.why !== 'default'))) {
    return {
      kind: parent.kind,
      why: `above: ${around.parentTitle}`,
      ...(parent.phase !== undefined && { phase: parent.phase }),
    };
  }
  return around.hasItems ? { kind: 'area', why: 'default' } : { kind: 'reference', why: 'noItems' };
}

function titleKind(title: string, around: HeadingSurroundings): Classified {
  const after = firstMatch(afterWords, title);
  if (after !== undefined && !/\bpre[- ]/i.test(title)) {
    return { kind: 'stage', why: after, phase: 'after' };
  }
  const playbook = /\b(?:release|deploy|launch)/i.test(title) ? undefined : firstMatch(playbookWords, title);
  if (playbook !== undefined) {
    return { kind: 'playbook', why: playbook };
  }
  return { kind: around.hasItems ? 'area' : 'reference', why: 'title' };
}

function stageOf(title: string, around: HeadingSurroundings): Classified | undefined {
  for (const [phase, words] of stageRows) {
    const why = firstMatch(words, title);
    if (why !== undefined) {
      return { kind: 'stage', why, phase };
    }
  }
  if (around.window !== undefined) {
    return { kind: 'stage', why: around.window.text, phase: windowPhase(around.window) };
  }
  const weak =
    around.parent?.kind === 'area' && around.parent.why !== 'title' && around.parent.why !== 'default';
  const why = weak ? undefined : firstMatch(weakStageWords, title);
  return why === undefined ? undefined : { kind: 'stage', why };
}

function windowPhase(window: Window): Phase {
  if (window.to === 0 && window.from === undefined) {
    return 'production';
  }
  return window.anchor !== 'start' || (window.to ?? window.withoutUnit ?? 0) > 0 ? 'after' : 'before';
}

function withPhase(classified: Classified, title: string, around: HeadingSurroundings): Classified {
  const phase = classified.kind === 'stage' ? stageOf(title, around)?.phase : undefined;
  return phase === undefined ? classified : { ...classified, phase };
}

function policyKind(
  title: string,
  kinds: readonly { readonly title: string; readonly kind: SectionKind }[],
): SectionKind | undefined {
  if (kinds.length === 0) {
    return undefined;
  }
  const wanted = [foldTitle(title), foldTitle(title.replace(/\s*\([^()]*\)\s*$/, ''))];
  return kinds.find((entry) => wanted.some((name) => titleMatches(foldCase(entry.title), name)))?.kind;
}

function foldTitle(title: string): string {
  return foldCase(plainText(title));
}

function foldCase(title: string): string {
  return title.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** `*` stands for any words; without one the titles are equal. Linear: pieces are found from left to right. */
function titleMatches(pattern: string, title: string): boolean {
  const pieces = pattern.split('*');
  const [first = ''] = pieces;
  if (pieces.length === 1) {
    return first === title;
  }
  const last = pieces.at(-1) ?? '';
  if (!title.startsWith(first) || !title.endsWith(last) || title.length < first.length + last.length) {
    return false;
  }
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = title.indexOf(piece, at);
    if (found === -1 || found + piece.length > title.length - last.length) {
      return false;
    }
    at = found + piece.length;
  }
  return true;
}
