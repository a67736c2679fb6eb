/** From the text of a file to the part of it that a release is made from, as Markdown. */
import { isMap, isScalar, isSeq } from 'yaml';
import type { ParsedNode } from 'yaml';
import { lineStarts } from '../base/text.ts';
import { isLarge } from '../checklist/largeText.ts';
import type { Checklist, Section } from '../checklist/model.ts';
import { slug } from '../checklist/plainText.ts';
import { isIssueForm } from '../checklist/readIssueForm.ts';
import { readMarkdown } from '../checklist/readMarkdown.ts';
import { entries, parseYaml, scalarText } from '../checklist/yamlDocument.ts';
import type { YamlDocument } from '../checklist/yamlDocument.ts';

export const templateRefusals = [
  'tooLarge',
  'notAForm', // YAML that is no issue form; detail: what the parser said, or empty
  'noSuchPart', // detail: the parts that there are
  'severalParts', // detail: the parts that there are
  'noItems',
  'conflict', // detail: line
] as const;
export type TemplateRefusal = (typeof templateRefusals)[number];

export type ChosenTemplate =
  | {
      readonly ok: true;
      /** Markdown with the tasks of the template, in its line ends. */
      readonly text: string;
      /** Line of the file that the first line of the text stands on; 0 when the text was made from a form. */
      readonly line: number;
    }
  | { readonly ok: false; readonly refusal: TemplateRefusal; readonly detail: string };

/** A part that can be started from, for a list to pick from. */
export interface TemplatePart {
  /** What `chooseTemplate` takes; absent for the whole file. */
  readonly part?: string;
  readonly kind: 'file' | 'fence' | 'form';
  readonly line: number;
  readonly items: number;
}

/**
 * The part of a file: all of it, the section under a heading, or the n-th fence that holds tasks
 * (`2`). A file whose only tasks stand in one fence means that fence. `text` has no byte order mark.
 */
export function chooseTemplate(text: string, file: string, part: string | undefined): ChosenTemplate {
  if (isLarge(text)) return refuse('tooLarge');
  if (isYaml(file)) return part === undefined ? fromForm(text, file) : refuse('noSuchPart', 'the whole form');
  const { value } = readMarkdown(text, { file, reader: 'full' });
  const [conflict] = value.conflictMarkers;
  if (conflict !== undefined) return refuse('conflict', String(conflict));
  const lines = linesOf(text);
  const fences = fencesOf(value);
  if (part === undefined) {
    if (value.items.length > 0) return { ok: true, text: withoutMetadata(text, file), line: 1 };
    const [only, ...more] = fences;
    if (only === undefined) return refuse('noItems');
    return more.length === 0 ? fenceText(lines, only) : refuse('severalParts', namesOfParts(value));
  }
  const section = sectionNamed(value, part);
  if (section !== undefined) return sectionText(value, section, lines);
  const fence = /^\d{1,4}$/.test(part) ? fences[Number(part) - 1] : undefined;
  return fence === undefined ? refuse('noSuchPart', namesOfParts(value)) : fenceText(lines, fence);
}

/** What a file offers; nothing when it holds no tasks or cannot be read. */
export function templateParts(text: string, file: string): readonly TemplatePart[] {
  if (isLarge(text)) return [];
  if (isYaml(file)) {
    const form = fromForm(text, file);
    if (!form.ok) return [];
    const { items } = readMarkdown(form.text, { file: 'form.md', reader: 'full' }).value;
    return [{ kind: 'form', line: 1, items: items.length }];
  }
  const { value } = readMarkdown(text, { file, reader: 'full' });
  if (value.conflictMarkers.length > 0) return [];
  return [
    ...(value.items.length === 0 ? [] : [{ kind: 'file', line: 1, items: value.items.length } as const]),
    ...fencesOf(value).map(({ line, count }, index) => ({
      kind: 'fence' as const,
      part: String(index + 1),
      line,
      items: count,
    })),
  ];
}

function isYaml(file: string): boolean {
  return /\.ya?ml$/i.test(file);
}

type Fence = Checklist['hidden'][number];

function fencesOf(checklist: Checklist): readonly Fence[] {
  return checklist.hidden.filter(({ form }) => form === 'fence');
}

function sectionNamed({ sections }: Checklist, name: string): Section | undefined {
  const wanted = slug(name);
  return (
    sections.find(({ title }) => title === name) ??
    (wanted === '' ? undefined : sections.find(({ title }) => slug(title) === wanted))
  );
}

/** A section whose only tasks stand in one fence means that fence. */
function sectionText(
  checklist: Checklist,
  { line, endLine }: Section,
  lines: readonly string[],
): ChosenTemplate {
  const within = (at: number): boolean => at >= line && at <= endLine;
  if (checklist.items.some((item) => within(item.line))) {
    return { ok: true, text: lines.slice(line - 1, endLine).join(''), line };
  }
  const [only, ...more] = fencesOf(checklist).filter((fence) => within(fence.line));
  if (only === undefined) return refuse('noItems');
  return more.length === 0 ? fenceText(lines, only) : refuse('severalParts', namesOfParts(checklist));
}

/** The lines inside, without what the container of the fence puts in front of them. */
function fenceText(lines: readonly string[], { line, endLine, unclosed }: Fence): ChosenTemplate {
  const prefix = /^[\s>]*(?:[-*+] +|\d{1,9}[.)] +)?/.exec(lines[line - 1] ?? '')?.[0] ?? '';
  const inside = lines.slice(line, unclosed === true ? endLine : endLine - 1);
  return { ok: true, text: inside.map((text) => withoutPrefix(text, prefix)).join(''), line: line + 1 };
}

function withoutPrefix(line: string, prefix: string): string {
  let at = 0;
  for (const character of prefix) {
    const own = line.charAt(at);
    const same = character === '>' ? own === '>' : own === ' ' || own === '\t';
    if (!same) break;
    at++;
  }
  return line.slice(at);
}

function namesOfParts(checklist: Checklist): string {
  const fences = fencesOf(checklist).map(({ line }, index) => `#${index + 1} (fence in line ${line})`);
  const holding = new Set<number>();
  for (const { section } of checklist.items) {
    for (let at = section; at !== -1 && !holding.has(at); at = checklist.sections[at]?.parent ?? -1) {
      holding.add(at);
    }
  }
  const headings = checklist.sections
    .filter((_, index) => holding.has(index))
    .map(({ title }) => `#${title}`);
  const names = [...headings, ...fences];
  return names.length > 8 ? `${names.slice(0, 8).join(', ')} and ${names.length - 8} more` : names.join(', ');
}

/** The front matter of an issue template tells the host how to open an issue; a release has no use for it. */
function withoutMetadata(text: string, file: string): string {
  if (!/(?:^|\/)issue_template\//i.test(file)) return text;
  const matter = /^---[ \t]*(?:\r\n|\n|\r)/.exec(text);
  const close = matter === null ? null : /(?:\r\n|\n|\r)---[ \t]*(?:\r\n|\n|\r)+/.exec(text);
  return close === null ? text : text.slice(close.index + close[0].length);
}

/** An issue form as the issue that it would open: labels are headings, options are tasks. */
function fromForm(text: string, file: string): ChosenTemplate {
  const { document, findings } = parseYaml(text, file);
  const [problem] = findings;
  if (document === undefined || problem !== undefined) {
    const line = problem === undefined ? '' : ` in line ${problem.where.line}`;
    return refuse('notAForm', `${String(problem?.args['message'] ?? 'it cannot be read')}${line}`);
  }
  if (!isIssueForm(document)) return refuse('notAForm');
  const parts = [headingOf(document), ...bodyOf(document).map(elementText)].filter((part) => part !== '');
  const markdown = `${parts.join('\n\n')}\n`;
  const { items } = readMarkdown(markdown, { file: 'form.md', reader: 'full' }).value;
  return items.length === 0 ? refuse('noItems') : { ok: true, text: markdown, line: 0 };
}

function headingOf(document: YamlDocument): string {
  const name = textAt(document.root, 'title') || textAt(document.root, 'name');
  return name === '' ? '' : `# ${oneLine(name)}`;
}

function bodyOf(document: YamlDocument): readonly ParsedNode[] {
  const body = at(document.root, 'body');
  return isSeq(body) ? body.items : [];
}

function elementText(element: ParsedNode): string {
  const attributes = at(element, 'attributes');
  const label = textAt(attributes, 'label');
  const heading = label === '' ? '' : `### ${oneLine(label)}`;
  const description = textAt(attributes, 'description').trim();
  const value = textAt(attributes, 'value').trimEnd();
  switch (textAt(element, 'type')) {
    case 'markdown':
      return value;
    case 'checkboxes':
      return joined([heading, description, optionsOf(attributes).join('\n')]);
    case 'textarea':
    case 'input':
      return joined([heading, description, value]);
    case 'dropdown':
      return joined([heading, description]);
    default:
      return '';
  }
}

function optionsOf(attributes: ParsedNode | undefined): readonly string[] {
  const options = at(attributes, 'options');
  if (!isSeq(options)) return [];
  return options.items.flatMap((option: ParsedNode) => {
    const label = isScalar(option) ? scalarText(option) : textAt(option, 'label');
    return oneLine(label) === '' ? [] : [`- [ ] ${oneLine(label)}`];
  });
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part.trim() !== '').join('\n\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function at(node: ParsedNode | null | undefined, key: string): ParsedNode | undefined {
  return isMap(node) ? (entries(node).find((entry) => entry.key === key)?.value ?? undefined) : undefined;
}

function textAt(node: ParsedNode | null | undefined, key: string): string {
  const value = at(node, key);
  return isScalar(value) ? scalarText(value) : '';
}

/** Lines with their ends. */
function linesOf(text: string): readonly string[] {
  const starts = lineStarts(text);
  return starts.map((start, index) => text.slice(start, starts[index + 1] ?? text.length));
}

function refuse(refusal: TemplateRefusal, detail = ''): ChosenTemplate & { readonly ok: false } {
  return { ok: false, refusal, detail };
}
