/**
 * A checklist of another format seen as Markdown, so that it is understood by
 * the same rules: lines, the blocks on them, and where each line came from.
 */
import type { Parsed } from '../base/finding.ts';
import type { Where } from '../base/text.ts';
import { assemble } from './assemble.ts';
import type { Blocks, HeadingBlock, NearMiss, TaskBlock } from './blocks.ts';
import type { Checklist, ChecklistFinding, ChecklistFindingCode, Item } from './model.ts';
import { readBlocks } from './readBlocks.ts';
import type { ReadOptions } from './read.ts';

/** Where a line of the view stands in the file. */
export interface Origin {
  readonly line: number;
  /** Column of the line's first character, or of the value that became the line. */
  readonly column: number;
  /** Last line of what became the line. */
  readonly endLine?: number;
  /** Offset in the file of the line's first character, when the line stands there character by character. */
  readonly offset?: number;
}

export interface MarkdownView {
  readonly lines: string[];
  readonly origins: Origin[];
  readonly blocks: { readonly [Key in keyof Omit<Blocks, 'frontMatter'>]: Blocks[Key][number][] };
  /** Offset of the next line. */
  length: number;
}

export function newView(): MarkdownView {
  const blocks = { tasks: [], headings: [], fences: [], comments: [], nearMisses: [], conflictMarkers: [] };
  return { lines: [], origins: [], blocks, length: 0 };
}

export function addHeading(
  view: MarkdownView,
  heading: { readonly level: number; readonly title: string },
  origin: Origin,
): void {
  const text = oneLine(heading.title);
  const block: HeadingBlock = { line: view.lines.length + 1, level: heading.level, text, form: 'atx' };
  addLine(view, `${'#'.repeat(heading.level)} ${text}`, origin);
  view.blocks.headings.push(block);
}

/** Adds a task and returns its index, the `parent` of tasks below it. */
export function addTask(
  view: MarkdownView,
  task: { readonly text: string; readonly checked: boolean; readonly depth: number; readonly parent: number },
  origin: Origin,
): number {
  const text = oneLine(task.text);
  const indent = '  '.repeat(task.depth - 1);
  const start = view.length + indent.length;
  const line = view.lines.length + 1;
  const block: TaskBlock = {
    line,
    column: indent.length + 3,
    markOffset: start + 3,
    checked: task.checked,
    depth: task.depth,
    parent: task.parent,
    textStart: start + 6,
    textEnd: start + 6 + text.length,
    endLine: line,
  };
  addLine(view, `${indent}- [${task.checked ? 'x' : ' '}] ${text}`, origin);
  const index = view.blocks.tasks.push(block) - 1;
  for (let above = task.parent; above >= 0; above = view.blocks.tasks[above]?.parent ?? -1) {
    const parent = view.blocks.tasks[above];
    if (parent !== undefined) view.blocks.tasks[above] = { ...parent, endLine: line };
  }
  return index;
}

/** Adds Markdown that stands in a value. Each value is read by itself: a fence that stays open ends with its value. */
export function addMarkdown(
  view: MarkdownView,
  lines: readonly { readonly text: string; readonly origin: Origin }[],
): void {
  const [first] = lines;
  if (first === undefined) return;
  // An empty line in front: `---` at the start of a value is no front matter.
  addLine(view, '', first.origin);
  const lineShift = view.lines.length - 1;
  const offsetShift = view.length - 1;
  const inner = readBlocks(`\n${lines.map(({ text }) => text).join('\n')}`);
  for (const { text, origin } of lines) addLine(view, text, origin);

  const { blocks } = view;
  const taskShift = blocks.tasks.length;
  for (const task of inner.tasks) blocks.tasks.push(shiftTask(task, { lineShift, offsetShift, taskShift }));
  for (const heading of inner.headings) blocks.headings.push({ ...heading, line: heading.line + lineShift });
  const hidden = <
    Block extends {
      readonly line: number;
      readonly endLine: number;
      readonly hiddenTasks: readonly number[];
    },
  >(
    block: Block,
  ): Block => ({
    ...block,
    line: block.line + lineShift,
    endLine: block.endLine + lineShift,
    hiddenTasks: block.hiddenTasks.map((line) => line + lineShift),
  });
  blocks.fences.push(...inner.fences.map(hidden));
  blocks.comments.push(...inner.comments.map(hidden));
  blocks.nearMisses.push(...inner.nearMisses.map((miss) => ({ ...miss, line: miss.line + lineShift })));
  blocks.conflictMarkers.push(...inner.conflictMarkers.map((line) => line + lineShift));
}

/** Reads the view by the rules of Markdown and puts every position back where it stands in the file. */
export function readView(
  view: MarkdownView,
  options: ReadOptions,
  format: Checklist['format'],
): Parsed<Checklist, ChecklistFindingCode> {
  const { value, findings } = assemble(view.lines.join('\n'), view.blocks, options);
  const origin = (line: number): Origin => view.origins[line - 1] ?? { line: 1, column: 1 };
  const lineOf = (line: number): number => origin(line).line;
  const endOf = (line: number): number => origin(line).endLine ?? lineOf(line);
  const columnOf = (line: number, column: number): number =>
    origin(line).offset === undefined ? origin(line).column : origin(line).column + column - 1;
  const ranges = <Part extends { readonly line: number; readonly endLine: number }>(
    parts: readonly Part[],
  ): Part[] => parts.map((part) => ({ ...part, line: lineOf(part.line), endLine: endOf(part.endLine) }));
  const lines = <Part extends { readonly line: number }>(parts: readonly Part[]): Part[] =>
    parts.map((part) => ({ ...part, line: lineOf(part.line) }));

  const items = value.items.map((item): Item => {
    const { offset } = origin(item.line);
    const markOffset = offset === undefined ? noMark : offset + item.column;
    return {
      ...item,
      line: lineOf(item.line),
      column: columnOf(item.line, item.column),
      markOffset,
      endLine: endOf(item.endLine),
    };
  });
  const place = (where: Where): Where => ({
    ...(where.file !== undefined && { file: where.file }),
    line: lineOf(where.line),
    column: columnOf(where.line, where.column),
    ...(where.endLine !== undefined && { endLine: endOf(where.endLine) }),
    ...(where.endColumn !== undefined &&
      origin(where.endLine ?? where.line).offset !== undefined && {
        endColumn: columnOf(where.endLine ?? where.line, where.endColumn),
      }),
  });
  return {
    value: {
      ...value,
      format,
      items,
      sections: ranges(value.sections),
      nearMisses: value.nearMisses.map((miss): NearMiss => ({
        ...miss,
        line: lineOf(miss.line),
        column: columnOf(miss.line, miss.column),
      })),
      choices: value.choices.map((choice) => ({
        ...choice,
        line: lineOf(choice.line),
        options: choice.options.map((option) => ({
          ...option,
          column: columnOf(choice.line, option.column),
        })),
      })),
      decisions: lines(value.decisions),
      signOffs: lines(value.signOffs),
      hidden: ranges(value.hidden),
      conflictMarkers: value.conflictMarkers.map(lineOf),
    },
    findings: findings.map((finding): ChecklistFinding => ({
      ...finding,
      args:
        typeof finding.args['line'] === 'number'
          ? { ...finding.args, line: lineOf(finding.args['line']) }
          : finding.args,
      where: place(finding.where),
    })),
  };
}

/** `markOffset` of an item that has no mark to replace. */
export const noMark = -1;

/** Line ends and the white space around them become one space. */
export function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]\s*/g, ' ').trim();
}

function addLine(view: MarkdownView, text: string, origin: Origin): void {
  view.lines.push(text);
  view.origins.push(origin);
  view.length += text.length + 1;
}

function shiftTask(
  task: TaskBlock,
  shift: { readonly lineShift: number; readonly offsetShift: number; readonly taskShift: number },
): TaskBlock {
  const { continuation } = task;
  return {
    ...task,
    line: task.line + shift.lineShift,
    markOffset: task.markOffset + shift.offsetShift,
    parent: task.parent === -1 ? -1 : task.parent + shift.taskShift,
    textStart: task.textStart + shift.offsetShift,
    textEnd: task.textEnd + shift.offsetShift,
    endLine: task.endLine + shift.lineShift,
    ...(continuation && {
      continuation: [continuation[0] + shift.lineShift, continuation[1] + shift.lineShift] as const,
    }),
  };
}
