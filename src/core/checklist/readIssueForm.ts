/**
 * GitHub issue forms as checklists. A form is a template: its check boxes have
 * no state of their own, so that only tasks inside Markdown values can be ticked
 * in place. Markdown in a block value (`|`, `>`) is read line by line as it
 * stands in the file, so that every task has its exact position.
 */
import { isMap, isScalar, isSeq } from 'yaml';
import type { ParsedNode, Scalar } from 'yaml';
import type { Parsed } from '../base/finding.ts';
import { addHeading, addMarkdown, addTask, newView, readView } from './markdownView.ts';
import type { MarkdownView, Origin } from './markdownView.ts';
import type { Checklist, ChecklistFindingCode } from './model.ts';
import type { ReadOptions } from './read.ts';
import { entries, lineAt, rangeOf, scalarText, whereOf } from './yamlDocument.ts';
import type { YamlDocument } from './yamlDocument.ts';

/** Whether the document is an issue form: a `body` with elements of the known types. */
export function isIssueForm(document: YamlDocument): boolean {
  return bodyElements(document).some((element) => elementTypes.has(textOf(element, 'type') ?? ''));
}

export function readIssueForm(
  document: YamlDocument,
  options: ReadOptions,
): Parsed<Checklist, ChecklistFindingCode> {
  const view = newView();
  const name = valueOf(document.root, 'name');
  if (isScalar(name)) addHeading(view, { level: 1, title: scalarText(name) }, originOf(document, name));
  for (const element of bodyElements(document)) addElement(document, view, element);
  return readView(view, options, 'issueForm');
}

const elementTypes: ReadonlySet<string> = new Set([
  'checkboxes',
  'markdown',
  'textarea',
  'input',
  'dropdown',
  'upload',
]);

/** GitHub shows labels of elements as headings of this level. */
const labelLevel = 3;

function addElement(document: YamlDocument, view: MarkdownView, element: ParsedNode): void {
  const type = textOf(element, 'type');
  const attributes = valueOf(element, 'attributes');
  if (attributes === undefined) return;
  if (type === 'checkboxes') {
    addLabel(document, view, attributes);
    addOptions(document, view, valueOf(attributes, 'options'));
    return;
  }
  const value = valueOf(attributes, 'value');
  if ((type === 'markdown' || type === 'textarea') && isScalar(value)) {
    if (type === 'textarea') addLabel(document, view, attributes);
    addMarkdown(view, markdownLines(document, value));
  }
}

function addLabel(document: YamlDocument, view: MarkdownView, attributes: ParsedNode): void {
  const label = valueOf(attributes, 'label');
  if (isScalar(label) && scalarText(label).trim() !== '') {
    addHeading(view, { level: labelLevel, title: scalarText(label) }, originOf(document, label));
  }
}

function addOptions(document: YamlDocument, view: MarkdownView, options: ParsedNode | undefined): void {
  if (!isSeq(options)) return;
  for (const option of options.items) {
    const label = isScalar(option) ? option : valueOf(option, 'label');
    if (!isScalar(label)) continue;
    addTask(
      view,
      { text: scalarText(label), checked: false, depth: 1, parent: -1 },
      originOf(document, label),
    );
  }
}

/** The lines of a value, without the indentation that YAML takes away. */
function markdownLines(
  document: YamlDocument,
  value: Scalar,
): readonly { readonly text: string; readonly origin: Origin }[] {
  const isBlock = value.type === 'BLOCK_LITERAL' || value.type === 'BLOCK_FOLDED';
  if (!isBlock) {
    const origin = originOf(document, value);
    return scalarText(value)
      .split('\n')
      .map((text) => ({ text, origin }));
  }
  const { text, starts } = document;
  const [start, end] = rangeOf(value);
  const first = lineAt(starts, start) + 1;
  const last = lineAt(starts, Math.max(start, end - 1));
  const lines = [];
  for (let line = first; line <= last; line++) {
    const from = starts[line - 1] ?? text.length;
    lines.push({ line, from, text: text.slice(from, starts[line] ?? text.length).replace(/[\r\n]+$/, '') });
  }
  const indent = blockIndent(
    text.slice(start),
    lines.map((line) => line.text),
    value,
  );
  return lines.map((line) => {
    const taken = Math.min(indent, /^ */.exec(line.text)?.[0].length ?? 0);
    return {
      text: line.text.slice(taken),
      origin: { line: line.line, column: taken + 1, offset: line.from + taken },
    };
  });
}

/** Spaces that YAML takes from each line: those of the first line with text, unless the header names a number. */
function blockIndent(source: string, lines: readonly string[], value: Scalar): number {
  const firstWithText = lines.find((line) => line.trim() !== '') ?? '';
  const leading = /^ */.exec(firstWithText)?.[0].length ?? 0;
  if (!/^[|>][+-]?[1-9]/.test(source)) return leading;
  // With a number, spaces beyond it belong to the text, and the parsed value shows how many those are.
  const first =
    scalarText(value)
      .split('\n')
      .find((line) => line.trim() !== '') ?? '';
  return leading - (/^ */.exec(first)?.[0].length ?? 0);
}

function originOf(document: YamlDocument, node: ParsedNode | Scalar): Origin {
  const [start, end] = rangeOf(node);
  const { line, column } = whereOf(document, start);
  return { line, column, endLine: lineAt(document.starts, Math.max(start, end - 1)) };
}

function bodyElements(document: YamlDocument): readonly ParsedNode[] {
  const body = valueOf(document.root, 'body');
  return isSeq(body) ? body.items : [];
}

/** Value of a key; the first one where a key stands twice. */
function valueOf(node: ParsedNode | null | undefined, key: string): ParsedNode | undefined {
  if (!isMap(node)) return undefined;
  return entries(node).find((entry) => entry.key === key)?.value ?? undefined;
}

function textOf(node: ParsedNode, key: string): string | undefined {
  const value = valueOf(node, key);
  return isScalar(value) ? scalarText(value) : undefined;
}
