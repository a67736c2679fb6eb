/** The calls of a Ruby text, with their arguments as data; control flow is looked through. */
import { rubyTokens } from './rubyTokens.ts';
import type { RubyToken } from './rubyTokens.ts';
import { readValues } from './rubyValues.ts';
import type { Value } from './rubyValues.ts';

export interface Call {
  /** `t` of `t.string`; empty without one. */
  readonly receiver: string;
  readonly name: string;
  readonly args: readonly Value[];
  readonly options: ReadonlyMap<string, Value>;
  /** Name of the parameter of the block. */
  readonly parameter: string;
  readonly block: readonly Call[] | undefined;
  readonly start: number;
  readonly end: number;
}

interface Cursor {
  readonly tokens: readonly RubyToken[];
  readonly text: string;
  at: number;
  depth: number;
}

const openers = new Set(['class', 'module', 'def', 'if', 'unless', 'while', 'until', 'case', 'for', 'begin']);
const middles = new Set(['else', 'elsif', 'when', 'in', 'rescue', 'ensure', 'then']);
/** Deeper nesting is no migration that anybody wrote. */
const mostNested = 60;

/** A method is a call named `def NAME`, a class `class NAME`; conditions stand for what they hold. */
export function readCalls(text: string): readonly Call[] {
  const cursor: Cursor = { tokens: rubyTokens(text), text, at: 0, depth: 0 };
  const calls: Call[] = [];
  while (cursor.at < cursor.tokens.length) {
    for (const call of readBody(cursor, '')) calls.push(call);
    // A closing word too many.
    cursor.at++;
  }
  return calls;
}

/** Up to the closing word or bracket, which is left standing. */
function readBody(cursor: Cursor, close: 'end' | '}' | ''): readonly Call[] {
  const calls: Call[] = [];
  cursor.depth++;
  while (cursor.at < cursor.tokens.length) {
    const token = cursor.tokens[cursor.at];
    if (token === undefined) break;
    if (token.kind === 'line' || token.text === ';') cursor.at++;
    else if (isWord(token, 'end') || (token.kind === 'sign' && token.text === '}')) {
      if (close === '' || token.text === close) break;
      cursor.at++;
    } else if (token.kind === 'word' && middles.has(token.text)) skipLine(cursor);
    else if (token.kind === 'word' && openers.has(token.text))
      for (const call of readScope(cursor, token)) calls.push(call);
    else for (const call of readStatement(cursor)) calls.push(call);
  }
  cursor.depth--;
  return calls;
}

function isWord(token: RubyToken | undefined, word: string): boolean {
  return token?.kind === 'word' && token.text === word;
}

function skipLine(cursor: Cursor): readonly RubyToken[] {
  const start = cursor.at;
  let depth = 0;
  for (; cursor.at < cursor.tokens.length; cursor.at++) {
    const token = cursor.tokens[cursor.at];
    if (token?.kind === 'sign' && /^[([{]$/.test(token.text)) depth++;
    else if (token?.kind === 'sign' && /^[)\]}]$/.test(token.text)) depth--;
    else if (depth <= 0 && (token?.kind === 'line' || token?.text === ';' || isWord(token, 'then'))) break;
  }
  return cursor.tokens.slice(start, cursor.at);
}

function readScope(cursor: Cursor, opener: RubyToken): readonly Call[] {
  cursor.at++;
  const header = opener.text === 'begin' ? [] : skipLine(cursor);
  // `def a = b` has no end.
  const short =
    opener.text === 'def' ? header.findIndex(({ kind, text }) => kind === 'sign' && text === '=') : -1;
  const isShort =
    short !== -1 &&
    header.slice(0, short).every(({ text }) => text !== '(' || header[short - 1]?.text === ')');
  if (isShort) cursor.at -= header.length - short - 1;
  const nested = cursor.depth > mostNested;
  const block = nested ? [] : isShort ? readStatement(cursor) : readBody(cursor, 'end');
  const end = cursor.tokens[cursor.at]?.end ?? cursor.text.length;
  if (!isShort) cursor.at++;
  if (opener.text !== 'def' && opener.text !== 'class' && opener.text !== 'module') return block;
  const name = header.filter(({ kind, text }) => kind === 'word' && text !== 'self')[0]?.text ?? '';
  return [{ ...bare, name: `${opener.text} ${name}`, block, start: opener.start, end }];
}

const bare = { receiver: '', args: [], options: new Map<string, Value>(), parameter: '' } as const;

/** One line of code with the blocks that it opens. */
function readStatement(cursor: Cursor): readonly Call[] {
  const own: RubyToken[] = [];
  let block: readonly Call[] | undefined;
  let parameter = '';
  const before: Call[] = [];
  let depth = 0;
  while (cursor.at < cursor.tokens.length) {
    const token = cursor.tokens[cursor.at];
    if (token === undefined) break;
    const last = own.at(-1);
    if (token.kind === 'line') {
      if (depth <= 0 && !goesOn(cursor, last)) break;
      cursor.at++;
      continue;
    }
    if (
      depth <= 0 &&
      (token.text === ';' || isWord(token, 'end') || (token.kind === 'sign' && token.text === '}'))
    )
      break;
    if (
      isWord(token, 'do') ||
      (token.text === '{' && token.kind === 'sign' && depth <= 0 && opensBlock(last))
    ) {
      cursor.at++;
      parameter = takeParameter(cursor);
      const close = token.text === 'do' ? 'end' : '}';
      const body = cursor.depth > mostNested ? [] : readBody(cursor, close);
      block = [...(block ?? []), ...body];
      cursor.at++;
      continue;
    }
    if (token.kind === 'word' && openers.has(token.text) && last?.text === '=') {
      for (const call of readScope(cursor, token)) before.push(call);
      continue;
    }
    if (token.kind === 'sign' && /^[([{]$/.test(token.text)) depth++;
    else if (token.kind === 'sign' && /^[)\]}]$/.test(token.text)) depth--;
    own.push(token);
    cursor.at++;
  }
  if (own.length === 0 && block === undefined) cursor.at++;
  const call = callOf(cursor.text, own, { block, parameter });
  return call === undefined ? [...before, ...(block ?? [])] : [...before, call];
}

function opensBlock(last: RubyToken | undefined): boolean {
  return last?.kind === 'word' || (last?.kind === 'sign' && last.text === ')');
}

function goesOn(cursor: Cursor, last: RubyToken | undefined): boolean {
  if (
    last?.kind === 'label' ||
    (last?.kind === 'sign' && /^(?:,|\.|=>|=|\+|\|\||&&|\||&\.|<)$/.test(last.text))
  )
    return true;
  let next = cursor.at;
  while (cursor.tokens[next]?.kind === 'line') next++;
  const following = cursor.tokens[next];
  return following?.kind === 'sign' && (following.text === '.' || following.text === '&.');
}

function takeParameter(cursor: Cursor): string {
  if (cursor.tokens[cursor.at]?.text !== '|') return '';
  const name = cursor.tokens[cursor.at + 1]?.text ?? '';
  cursor.at++;
  while (cursor.at < cursor.tokens.length && cursor.tokens[cursor.at]?.text !== '|') cursor.at++;
  cursor.at++;
  return name;
}

/** The last call of a chain with its arguments; undefined when the line calls nothing. */
function callOf(
  text: string,
  tokens: readonly RubyToken[],
  { block, parameter }: Pick<Call, 'block' | 'parameter'>,
): Call | undefined {
  const assigned = tokens.findIndex(({ kind, text }, index) => kind === 'sign' && text === '=' && index <= 4);
  const own = assigned === -1 ? tokens : tokens.slice(assigned + 1);
  const [first] = own;
  if (first?.kind !== 'word') return undefined;
  let at = 0;
  let name = first;
  let receiverEnd = first.start;
  let args: readonly RubyToken[] = [];
  for (;;) {
    at++;
    const next = own[at];
    args = [];
    if (next?.text === '(' && next.start === name.end) {
      const close = groupEnd(own, at);
      args = own.slice(at + 1, close);
      at = close + 1;
    }
    const dot = own[at];
    const following = own[at + 1];
    if (dot?.kind !== 'sign' || !/^(?:\.|&\.|::)$/.test(dot.text) || following?.kind !== 'word') break;
    receiverEnd = dot.start;
    name = following;
    at++;
  }
  const rest = own.slice(at);
  const { items, options } = readValues(text, args.length > 0 ? args : withoutModifier(rest));
  return {
    receiver: text.slice(first.start, receiverEnd).trim(),
    name: name.text,
    args: items,
    options,
    parameter,
    block,
    start: first.start,
    end: own.at(-1)?.end ?? name.end,
  };
}

/** `… if condition` says when, not what. */
function withoutModifier(tokens: readonly RubyToken[]): readonly RubyToken[] {
  const at = tokens.findIndex(
    ({ kind, text }) => kind === 'word' && /^(?:if|unless|while|until|rescue|and|or)$/.test(text),
  );
  return at === -1 ? tokens : tokens.slice(0, at);
}

function groupEnd(tokens: readonly RubyToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind !== 'sign') continue;
    if (/^[([{]$/.test(token.text)) depth++;
    else if (/^[)\]}]$/.test(token.text) && --depth === 0) return at;
  }
  return tokens.length;
}
