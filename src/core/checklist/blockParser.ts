/**
 * markdown-it as a reader of blocks only: no inline rules run, and every block
 * remembers where its text begins.
 */
import markdownIt, { type MarkdownIt, type StateBlock, type Token } from 'markdown-it';
import { maxListDepth } from './blocks.ts';

export interface ParsedBlocks {
  readonly tokens: readonly Token[];
  /** Offset, in its line, of the innermost block that starts on a line (from 0), after all its markers. */
  contentStart(line: number): number;
}

/** Type of the token that stands for lines too deep to read. */
export const tooDeepToken = 'too_deep';

/** Parses a source whose lines end in LF. Never throws. */
export function parseBlocks(source: string): ParsedBlocks {
  // Only columns count in front of a text, and markdown-it miscounts tabs behind two quote marks.
  const expanded = source.includes('\t') ? source.replace(tabbedPrefix, expandTabs) : source;
  const env: StartEnv = { starts: [] };
  const tokens: Token[] = [];
  const state = new parser.block.State(expanded, parser, env, tokens);
  parser.block.tokenize(state, 0, state.lineMax);

  const column = (line: number) => (env.starts[line] ?? state.bMarks[line]!) - state.bMarks[line]!;
  if (expanded === source) return { tokens, contentStart: column };
  const lines = source.split('\n');
  return { tokens, contentStart: (line) => offsetOfColumn(lines[line]!, column(line)) };
}

/** What block rules leave behind: by line, where the last block that was tried on it starts. */
interface StartEnv extends Record<string, unknown> {
  readonly starts: number[];
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

/** Holds no state between texts. This file is loaded when the first text is read, and the parser built with it. */
const parser = createParser();

function createParser(): MarkdownIt {
  const created = markdownIt({ html: true, maxNesting });
  created.block.ruler.before('table', 'start', recordStart);
  created.block.ruler.before('reference', 'footnote', footnote, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  return created;
}

/** Runs before every other rule, so the last call for a line is by the innermost block on it. */
function recordStart(state: StateBlock, line: number, endLine: number, silent: boolean): boolean {
  if (silent) return false;
  (state.env as StartEnv).starts[line] = state.bMarks[line]! + state.tShift[line]!;
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
