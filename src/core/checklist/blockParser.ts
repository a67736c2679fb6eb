/**
 * markdown-it as a reader of blocks only: no inline rules run, and every block
 * remembers where its text begins.
 */
import markdownIt, { type Env, type MarkdownIt, type StateBlock, type Token } from 'markdown-it';
import { maxListDepth } from './blocks.ts';

export interface ParsedBlocks {
  readonly tokens: readonly Token[];
  /** Offset, in its line, of the innermost block that starts on a line (from 0), after all its markers. */
  readonly contentStart: (line: number) => number;
}

/** Type of the token that stands for lines too deep to read. */
export const tooDeepToken = 'too_deep';

/** Parses a source whose lines end in LF. Never throws. */
export function parseBlocks(source: string): ParsedBlocks {
  // Only columns count in front of a text, and markdown-it miscounts tabs behind two quote marks.
  const expanded = source.includes('\t') ? source.replace(tabbedPrefix, expandTabs) : source;
  const env: StartEnv = { starts: [], indents: [] };
  const tokens: Token[] = [];
  const state = new parser.block.State(expanded, parser, env as unknown as Env, tokens);
  state.push = pushPlain;
  parser.block.tokenize(state, 0, state.lineMax);

  const column = (line: number) => (env.starts[line] ?? state.bMarks[line]!) - state.bMarks[line]!;
  if (expanded === source) return { tokens, contentStart: column };
  const lines = source.split('\n');
  return { tokens, contentStart: (line) => offsetOfColumn(lines[line]!, column(line)) };
}

/** Does what the method of markdown-it does with a plain object, whose making takes a third of the time. */
function pushPlain(this: StateBlock, type: string, tag: string, nesting: -1 | 0 | 1): Token {
  if (nesting < 0) this.level--;
  const { level } = this;
  if (nesting > 0) this.level++;
  const token = { type, tag, nesting, level, map: null, markup: '', info: '', content: '' };
  this.tokens.push(token as unknown as Token);
  return token as unknown as Token;
}

/** What block rules leave behind. */
interface StartEnv {
  /** By line, where the last block that was tried on it starts. */
  readonly starts: number[];
  /** Columns where the open containers begin, inside the innermost quote. */
  readonly indents: { readonly level: number; readonly indent: number }[];
}

const tabbedPrefix = /^[ >*+\-\d.)]*\t[ \t>*+\-\d.)]*/gm;
const tabStop = 4;

function expandTabs(prefix: string): string {
  let expanded = '';
  for (const character of prefix) {
    expanded += character === '\t' ? ' '.repeat(tabStop - (expanded.length % tabStop)) : character;
  }
  return expanded;
}

function offsetOfColumn(line: string, column: number): number {
  let offset = 0;
  for (let at = 0; at < column; offset++) {
    at = line.charCodeAt(offset) === 9 ? at + tabStop - (at % tabStop) : at + 1;
  }
  return offset;
}

/** Containers that may stand in each other, quotes included; markdown-it drops what is deeper, so we stop before. */
const maxNesting = 1000;

/** Rules that may end a paragraph. */
const interrupting = ['fence', 'hr', 'list', 'html_block', 'heading'] as const;

function createParser(): MarkdownIt {
  const created = markdownIt({ html: true, maxNesting });
  const { ruler } = created.block;
  const [tableRule, , fence, , hr, list, , htmlBlock, heading] = ruler.getRules('');
  const rules = { fence, hr, list, html_block: exceptOddSpace(htmlBlock!), heading };
  for (const name of interrupting) ruler.at(name, unlessLazy(rules[name]!), { alt: endsWith[name] });
  ruler.at('blockquote', unlessLazy(quote), { alt: endsWith.blockquote });
  // To CommonMark definitions are the beginning of a paragraph, and may go on like one.
  ruler.disable('reference');
  // A list marker goes before a cell, so a table comes after every container.
  ruler.disable('table');
  ruler.before('lheading', 'late_table', unlessLazy(tableRule!), { alt: endsWith.late_table });
  ruler.before('reference', 'footnote', unlessLazy(footnote), { alt: endsWith.footnote });
  ruler.before('table', 'start', recordStart);
  return created;
}

/** What each rule may end, by the names of markdown-it. */
const endsWith = {
  fence: ['paragraph', 'reference', 'blockquote', 'list'],
  hr: ['paragraph', 'reference', 'blockquote', 'list'],
  list: ['paragraph', 'reference', 'blockquote'],
  html_block: ['paragraph', 'reference', 'blockquote'],
  heading: ['paragraph', 'reference', 'blockquote'],
  blockquote: ['paragraph', 'reference', 'blockquote', 'list'],
  late_table: ['paragraph', 'reference'],
  footnote: ['paragraph', 'reference', 'blockquote', 'list'],
} satisfies Record<string, string[]>;

type BlockRule = (state: StateBlock, line: number, endLine: number, silent: boolean) => boolean;

/**
 * A line to the left of its list item is measured from the container that it
 * still belongs to. markdown-it measures it from the item that it leaves, and
 * so lets text indented by four columns and more begin a block.
 */
function unlessLazy(rule: BlockRule): BlockRule {
  return (state, line, endLine, silent) => {
    const count = state.sCount[line]!;
    if (!silent || count < 0 || count >= state.blkIndent) return rule(state, line, endLine, silent);
    const around = (state.env as unknown as StartEnv).indents.findLast(({ indent }) => indent <= count);
    return count - (around?.indent ?? 0) < 4 && rule(state, line, endLine, silent);
  };
}

/** A tag with a no-break space, a form feed or the like behind it does not stand alone on its line; for markdown-it it does. */
function exceptOddSpace(htmlBlock: BlockRule): BlockRule {
  return (state, line, endLine, silent) => {
    const isOdd = oddSpaces.has(state.src.charCodeAt(state.eMarks[line]! - 1));
    // Asked silently, the rule says yes to every block of HTML but a tag that stands alone.
    return (
      htmlBlock(state, line, endLine, silent || isOdd) &&
      (silent || !isOdd || htmlBlock(state, line, endLine, false))
    );
  };
}

const oddSpaces: ReadonlySet<number> = new Set(
  Array.from(
    '\u000b\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff',
    (space) => space.charCodeAt(0),
  ),
);

/** Runs before every other rule, so the last call for a line is by the innermost block on it. */
function recordStart(state: StateBlock, line: number, endLine: number, silent: boolean): boolean {
  if (silent) return false;
  const { starts, indents } = state.env as unknown as StartEnv;
  starts[line] = state.bMarks[line]! + state.tShift[line]!;
  while (indents.length > 0 && indents.at(-1)!.level >= state.level) indents.pop();
  indents.push({ level: state.level, indent: state.blkIndent });
  return state.level > 2 * maxListDepth && skipTooDeep(state, line, endLine);
}

function skipTooDeep(state: StateBlock, line: number, endLine: number): boolean {
  let depth = 0;
  for (const token of state.tokens) {
    if (token.type === 'list_item_open') depth++;
    if (token.type === 'list_item_close') depth--;
  }
  if (depth <= maxListDepth && state.level < maxNesting - 10) return false;
  let next = line + 1;
  while (next < endLine && (state.isEmpty(next) || state.sCount[next]! >= state.blkIndent)) next++;
  state.push(tooDeepToken, '', 0).map = [line, next];
  state.line = next;
  return true;
}

/**
 * A block quote. The rule of markdown-it takes `>` behind four columns for the
 * mark of a quote that goes on; for CommonMark that is code, or more of a
 * paragraph. Relies on there being no tabs between the marks.
 */
function quote(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (indentOf(state, startLine) >= 4 || !hasQuoteMark(state, startLine)) return false;
  if (silent) return true;

  const saved: QuotedLine[] = [];
  const { lineMax, parentType, blkIndent } = state;
  state.parentType = 'blockquote';
  let line = startLine;
  for (let lastIsBlank = false; line < endLine && !state.isEmpty(line); line++) {
    const indent = indentOf(state, line);
    const marked = indent >= 0 && indent < 4 && hasQuoteMark(state, line);
    if (!marked && (lastIsBlank || startsBlock(state, line, endLine))) break;
    saved.push({ mark: state.bMarks[line]!, shift: state.tShift[line]!, count: state.sCount[line]! });
    if (marked) {
      takeQuoteMark(state, line);
      lastIsBlank = state.isEmpty(line);
    } else {
      state.sCount[line] = -1;
    }
  }

  state.blkIndent = 0;
  state.lineMax = line;
  const open = state.push('blockquote_open', '', 1);
  state.md.block.tokenize(state, startLine, line);
  open.map = [startLine, state.line];
  state.push('blockquote_close', '', -1);

  state.blkIndent = blkIndent;
  state.lineMax = lineMax;
  state.parentType = parentType;
  for (const [at, { mark, shift, count }] of saved.entries()) {
    state.bMarks[startLine + at] = mark;
    state.tShift[startLine + at] = shift;
    state.sCount[startLine + at] = count;
  }
  return true;
}

interface QuotedLine {
  readonly mark: number;
  readonly shift: number;
  readonly count: number;
}

/** Columns in front of a line's text, from where its container begins; negative outside of it. */
function indentOf(state: StateBlock, line: number): number {
  return state.sCount[line]! - state.blkIndent;
}

function hasQuoteMark(state: StateBlock, line: number): boolean {
  return state.src.charCodeAt(state.bMarks[line]! + state.tShift[line]!) === 0x3e;
}

function takeQuoteMark(state: StateBlock, line: number): void {
  let mark = state.bMarks[line]! + state.tShift[line]! + 1;
  if (state.src.charCodeAt(mark) === 0x20) mark++;
  let text = mark;
  while (state.src.charCodeAt(text) === 0x20) text++;
  state.bMarks[line] = mark;
  state.tShift[line] = text - mark;
  state.sCount[line] = text - mark;
}

/** Whether a line without quote mark begins something, rather than going on with a quoted paragraph. */
function startsBlock(state: StateBlock, line: number, endLine: number): boolean {
  const isSettled = state.sCount[line]! < 0; // by the quote around this one
  return (
    !isSettled && state.md.block.ruler.getRules('blockquote').some((rule) => rule(state, line, endLine, true))
  );
}

/** `[^label]: text`, a container whose later lines are indented by four columns. */
function footnote(state: StateBlock, line: number, endLine: number, silent: boolean): boolean {
  const start = state.bMarks[line]! + state.tShift[line]!;
  if (state.sCount[line]! - state.blkIndent >= 4) return false;
  if (state.src.charCodeAt(start) !== 0x5b || state.src.charCodeAt(start + 1) !== 0x5e) return false;
  const label = /^\[\^(?:[^\s[\]\\]|\\[^\s])+\]:[ \t]*/.exec(state.src.slice(start, state.eMarks[line]));
  if (label === null) return false;
  if (silent) return true;

  const { parentType } = state;
  const oldShift = state.tShift[line]!;
  const oldCount = state.sCount[line]!;
  const oldMark = state.bMarks[line]!;
  state.push('footnote_open', '', 1).map = [line, line];
  const open = state.tokens.at(-1)!;
  state.blkIndent += 4;
  state.parentType = 'root';
  state.bMarks[line] = start + label[0].length;
  state.tShift[line] = 0;
  state.sCount[line] = state.blkIndent;
  state.md.block.tokenize(state, line, endLine);
  state.bMarks[line] = oldMark;
  state.tShift[line] = oldShift;
  state.sCount[line] = oldCount;
  state.blkIndent -= 4;
  state.parentType = parentType;
  if (state.line <= line) state.line = line + 1;
  open.map![1] = state.line;
  state.push('footnote_close', '', -1);
  return true;
}

/** Holds no state between texts. This file is loaded when the first text is read, and the parser built with it. */
const parser = createParser();
