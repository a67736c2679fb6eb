/**
 * The reference reader of Markdown blocks. Which list items are tasks, and
 * where it differs from the two implementations that it is measured against,
 * stands in docs/conformance.md.
 */
import type { Token } from 'markdown-it';
import { parseBlocks, tooDeepToken, type ParsedBlocks } from './blockParser.ts';
import {
  type Blocks,
  type CommentBlock,
  type FenceBlock,
  type HeadingBlock,
  type NearMiss,
  type NearMissReason,
  type TaskBlock,
} from './blocks.ts';
import { conflictMarkerLines } from './conflictMarkers.ts';
import { frontMatterLines } from './frontMatter.ts';
import { hiddenTasks, readHtmlBlock } from './htmlBlock.ts';
import { boxesInRow, htmlCheckbox, nearMissInItem, nearMissInProse, strayTask } from './nearMiss.ts';
import { sourceLines, type SourceLines } from './sourceLines.ts';

/** Reads any text; never throws. Time grows with the length of the text. */
export function readBlocks(text: string): Blocks {
  const lines = sourceLines(text);
  const front = frontMatterLines((at) => (at < lines.count ? lines.line(at) : undefined));
  const parsed = parseBlocks(withoutLines(lines, front));
  const reading = new Reading(lines, parsed);
  reading.readAll();
  return {
    tasks: reading.tasks,
    headings: reading.headings,
    fences: reading.fences,
    comments: reading.comments,
    nearMisses: reading.nearMisses.toSorted((a, b) => a.line - b.line || a.column - b.column),
    ...(front > 0 && { frontMatter: [1, front] as const }),
    conflictMarkers: conflictMarkerLines(lines, reading.fences),
  };
}

/** The source with its first lines blanked, so that offsets stay. */
function withoutLines({ source, sourceStart }: SourceLines, count: number): string {
  if (count === 0) return source;
  const end = sourceStart(count);
  return source.slice(0, end).replace(/[^\n]/g, ' ') + source.slice(end);
}

interface OpenItem {
  /** Index in `tasks` of this item or of the nearest task around it. */
  readonly task: number;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** One walk over the tokens of one text. */
class Reading {
  readonly tasks: Mutable<TaskBlock>[] = [];
  readonly headings: HeadingBlock[] = [];
  readonly fences: FenceBlock[] = [];
  readonly comments: CommentBlock[] = [];
  readonly nearMisses: NearMiss[] = [];
  readonly #items: OpenItem[] = [];
  readonly #lines: SourceLines;
  readonly #tokens: readonly Token[];
  readonly #contentStart: (line: number) => number;
  #quotes = 0;
  #level = 0;

  constructor(lines: SourceLines, { tokens, contentStart }: ParsedBlocks) {
    this.#lines = lines;
    this.#tokens = tokens;
    this.#contentStart = contentStart;
  }

  readAll(): void {
    for (const [at, token] of this.#tokens.entries()) this.#read(token, at);
  }

  #read(token: Token, at: number): void {
    switch (token.type) {
      case 'list_item_open':
        return this.#openItem(token, at);
      case 'list_item_close':
        this.#items.pop();
        return;
      case 'blockquote_open':
        this.#quotes++;
        return;
      case 'blockquote_close':
        this.#quotes--;
        return;
      case 'heading_open':
        return this.#heading(token, at);
      case 'paragraph_open':
        return this.#paragraph(token, at);
      case 'fence':
        return this.#fence(token);
      case 'code_block':
        return this.#eachLine(token, (line, raw) => this.#stray(line, raw, 'indentedCode'));
      case 'html_block':
        return this.#html(token);
      case 'tr_open':
        return this.#eachLine(token, (line, raw) => this.#row(line, raw));
      case tooDeepToken:
        return this.#tooDeep(token);
    }
  }

  #openItem(token: Token, at: number): void {
    const around = this.#items.at(-1)?.task ?? -1;
    const first = this.#firstBlock(at + 1);
    const task = first === undefined ? undefined : this.#task(token, first, around);
    if (task !== undefined) this.tasks.push(task);
    this.#items.push({ task: task === undefined ? around : this.tasks.length - 1 });
  }

  /** The block with the item's own text. */
  #firstBlock(at: number): Token | undefined {
    const token = this.#tokens[at];
    const holdsText = token?.type === 'paragraph_open' || token?.type === 'table_open' || isSetext(token);
    return holdsText ? token : undefined;
  }

  #task(item: Token, first: Token, parent: number): Mutable<TaskBlock> | undefined {
    const at = first.map![0];
    const start = this.#contentStart(at);
    const line = this.#lines.line(at);
    const box = taskBox.exec(line.slice(start));
    if (box === null) return undefined;
    const textEnd = isSetext(first)
      ? first.map![1] - 1
      : first.type === 'table_open'
        ? at + 1
        : first.map![1];
    const after = line.slice(start + 3);
    const hasText = /[^ \t]/.test(after);
    if (!hasText && textEnd <= at + 1) return undefined;

    const offset = this.#lines.textStart(at);
    const trimmed = after.trim();
    const textStart = offset + start + 3 + (trimmed === '' ? 0 : after.indexOf(trimmed));
    return {
      line: at + 1,
      column: start + 1,
      markOffset: offset + start + 1,
      checked: box[1] === 'x' || box[1] === 'X',
      depth: this.#items.length + 1,
      parent,
      ...(item.info !== '' && { ordinal: item.info }),
      textStart,
      textEnd: textStart + trimmed.length,
      endLine: this.#lastLine(item.map!),
      ...(textEnd > at + 1 && { continuation: [at + 2, textEnd] as const }),
    };
  }

  #heading(token: Token, at: number): void {
    const line = token.map![0];
    if (this.#isTaskText(line)) return;
    this.#level = Number(token.tag.slice(1));
    const inline = this.#tokens[at + 1]!;
    const form = isSetext(token) ? 'setext' : 'atx';
    const text = form === 'atx' ? inline.content : inline.content.replace(/[ \t]*\n[ \t]*/g, ' ');
    this.headings.push({ line: line + 1, level: this.#level, text, form });
    if (form === 'atx') {
      const raw = this.#lines.line(line);
      const from = raw.indexOf(inline.content, this.#contentStart(line) + token.markup.length);
      this.#miss(line, from, nearMissInProse(inline.content));
      this.#checkbox(line, raw);
    } else {
      this.#prose(line, token.map![1] - 1, this.#startsItem(at));
    }
  }

  #paragraph(token: Token, at: number): void {
    this.#prose(token.map![0], token.map![1], this.#startsItem(at));
  }

  /** Near misses in lines of running text; the first of them may be a task's. */
  #prose(from: number, to: number, place: { readonly startsItem: boolean }): void {
    for (let at = from; at < to; at++) {
      const raw = this.#lines.line(at);
      this.#checkbox(at, raw);
      if (at === from) {
        if (this.#isTaskText(at)) continue;
        const start = this.#contentStart(at);
        const content = raw.slice(start);
        const found = place.startsItem
          ? (nearMissOfWholeItem(content, { single: to === from + 1 }) ?? nearMissInProse(content))
          : nearMissInProse(content);
        this.#miss(at, start, found);
        continue;
      }
      const start = proseStart.exec(raw)![0].length;
      const stray = strayTask(raw);
      if (stray !== undefined) {
        this.#stray(at, raw, isInterrupted(stray.ordinal) ? 'listInterruptsParagraph' : 'indentedCode');
      } else {
        this.#miss(at, start, nearMissInProse(raw.slice(start)));
      }
    }
  }

  #fence(token: Token): void {
    const [from, to] = token.map!;
    const inside =
      token.content === '' ? 0 : token.content.split('\n').length - (token.content.endsWith('\n') ? 1 : 0);
    // The parser leaves out a last line with nothing behind its `>`: so count, and look at the line too.
    const last = this.#lines
      .line(to - 1)
      .replace(proseStart, '')
      .trimEnd();
    this.fences.push({
      line: from + 1,
      endLine: to,
      info: token.info.trim(),
      hiddenTasks: hiddenTasks(this.#linesOf([from + 1, to]), from + 2),
      closed: to - from === inside + 2 && isFenceLine(last) && last.startsWith(token.markup),
    });
  }

  #html(token: Token): void {
    const { comments, headings, nearMisses } = readHtmlBlock(
      this.#linesOf(token.map!),
      token.map![0] + 1,
      this.#level,
    );
    this.comments.push(...comments);
    this.headings.push(...headings);
    this.nearMisses.push(...nearMisses);
  }

  #row(at: number, raw: string): void {
    for (const offset of boxesInRow(raw)) {
      if (this.tasks.at(-1)?.line === at + 1 && this.tasks.at(-1)?.column === offset + 1) continue;
      this.nearMisses.push({ line: at + 1, column: offset + 1, why: 'boxInTable' });
    }
    this.#checkbox(at, raw);
  }

  #tooDeep(token: Token): void {
    this.#eachLine(token, (at, raw) => {
      const offset = at === token.map![0] ? this.#contentStart(at) : 0;
      const box = /(?:^|[-*+.)>][ \t]+)\[[ \txX]\][ \t]+[^ \t]/.exec(raw.slice(offset));
      if (box === null) return;
      const column = offset + box.index + box[0].indexOf('[') + 1;
      this.nearMisses.push({ line: at + 1, column, why: 'tooDeep' });
    });
  }

  #stray(at: number, raw: string, why: NearMissReason): void {
    this.#miss(at, 0, withReason(strayTask(raw), why));
  }

  #checkbox(at: number, raw: string): void {
    const box = htmlCheckbox(raw);
    if (box >= 0) this.nearMisses.push({ line: at + 1, column: box + 1, why: 'htmlCheckbox' });
  }

  #miss(
    at: number,
    offset: number,
    found: { readonly why: NearMissReason; readonly at: number } | undefined,
  ): void {
    if (found === undefined) return;
    this.nearMisses.push({ line: at + 1, column: offset + found.at + 1, why: found.why });
  }

  #eachLine(token: Token, read: (at: number, raw: string) => void): void {
    for (let at = token.map![0]; at < token.map![1]; at++) read(at, this.#lines.line(at));
  }

  #linesOf([from, to]: readonly [number, number]): readonly string[] {
    return Array.from({ length: to - from }, (_, at) => this.#lines.line(from + at));
  }

  #isTaskText(line: number): boolean {
    return this.tasks.at(-1)?.line === line + 1;
  }

  #startsItem(at: number): { readonly startsItem: boolean } {
    return { startsItem: this.#tokens[at - 1]?.type === 'list_item_open' };
  }

  /** Number of the last line of an item that is not blank. */
  #lastLine([from, to]: readonly [number, number]): number {
    const isBlank = this.#quotes > 0 ? /^[ \t>]*$/ : /^[ \t]*$/;
    let last = to;
    while (last > from + 1 && isBlank.test(this.#lines.line(last - 1))) last--;
    return last;
  }
}

/** White space behind the box, or the end of the line when the text goes on in the next. */
const taskBox = /^\[([ \txX])\](?=[ \t]|$)/;
const proseStart = /^[ \t>]*/;

function isFenceLine(text: string): boolean {
  return /^(?:`+|~+)$/.test(text);
}

function isSetext(token: Token | undefined): boolean {
  return token?.type === 'heading_open' && (token.markup === '=' || token.markup === '-');
}

function isInterrupted(ordinal: string): boolean {
  return ordinal !== '' && Number(ordinal) !== 1;
}

function nearMissOfWholeItem(content: string, { single }: { readonly single: boolean }) {
  const found = nearMissInItem(content);
  return found?.why === 'boxWithoutText' && !single ? undefined : found;
}

function withReason(found: { readonly at: number } | undefined, why: NearMissReason) {
  return found === undefined ? undefined : { at: found.at, why };
}
