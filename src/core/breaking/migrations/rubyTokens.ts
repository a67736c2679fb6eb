/** Splits Ruby into tokens, as far as migrations need it. Total: what is open at the end ends there. */

export interface RubyToken {
  readonly kind: 'word' | 'label' | 'symbol' | 'string' | 'list' | 'number' | 'sign' | 'line';
  /** The name, the content of a string as it is written, the sign. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Where the content of a string stands; of text that begins below, not within the token. */
  readonly content?: { readonly start: number; readonly end: number };
}

/** A text that begins on the next line: its name, and where its token waits. */
interface Waiting {
  readonly name: string;
  readonly index: number;
}

interface State {
  readonly text: string;
  readonly tokens: RubyToken[];
  readonly waiting: Waiting[];
  at: number;
}

export function rubyTokens(text: string): readonly RubyToken[] {
  const state: State = { text, tokens: [], waiting: [], at: 0 };
  while (state.at < text.length) step(state);
  return state.tokens;
}

function step(state: State): void {
  const { text, at } = state;
  const character = text.charAt(at);
  if (character === '\n') {
    if (state.tokens.at(-1)?.kind === 'line') state.at++;
    else push(state, 'line', at + 1);
    readWaiting(state);
    skipBlockComment(state);
  } else if (/\s/.test(character)) state.at++;
  else if (character === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3)))
    state.at = text.indexOf('\n', at) + 1;
  else if (character === '#') state.at = lineEnd(text, at);
  else if (character === '"' || character === "'" || character === '`')
    pushString(state, at, at + 1, character);
  else if (character === '%' && percentShape.test(text.slice(at, at + 3)) && !isAfterValue(state))
    pushPercent(state);
  else if (character === '<' && pushHeredoc(state)) return;
  else if (character === ':' && /^:["']/.test(text.slice(at, at + 2))) {
    pushString(state, at, at + 2, text.charAt(at + 1));
    retag(state, 'symbol');
  } else if (character === '/' && !isAfterValue(state)) push(state, 'sign', regexEnd(text, at));
  else pushPlain(state);
}

const percentShape = /^%(?:[qQwWiI]?[([{<|!/])/;

function pushPlain(state: State): void {
  const { text, at } = state;
  const found = plainShape.exec(text.slice(at, at + 300))?.[0] ?? text.charAt(at);
  const first = found.charAt(0);
  if (/[A-Za-z_@$\u0080-\uffff]/.test(first)) {
    const isLabel =
      text.charAt(at + found.length) === ':' &&
      text.charAt(at + found.length + 1) !== ':' &&
      state.tokens.at(-1)?.text !== '?';
    push(state, isLabel ? 'label' : 'word', at + found.length);
    if (isLabel) state.at++;
  } else if (first === ':' && found.length > 1 && found !== '::') {
    push(state, 'symbol', at + found.length);
    const last = state.tokens.pop();
    if (last !== undefined) state.tokens.push({ ...last, text: found.slice(1) });
  } else push(state, /\d/.test(first) ? 'number' : 'sign', at + found.length);
}

const plainShape =
  /^(?:[@$]{0,2}[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*[?!]?|:[A-Za-z_]\w*[?!=]?(?!\w)|\d[\d_.]*(?:\w+)?|::|=>|->|&\.|\|\||&&|==|.)/s;

function push(state: State, kind: RubyToken['kind'], end: number): void {
  state.tokens.push({ kind, text: state.text.slice(state.at, end), start: state.at, end });
  state.at = end;
}

/** A string from `open` to its closing quote; with brackets, to the one that matches. */
function pushString(state: State, start: number, content: number, close: string): void {
  const { text } = state;
  const opener = brackets[close];
  let depth = 1;
  let at = content;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (character === '#' && text.charAt(at + 1) === '{' && close !== "'")
      at = interpolationEnd(text, at + 2) - 1;
    else if (character === close && --depth === 0) break;
    else if (character === opener) depth++;
    at++;
  }
  const end = Math.min(at, text.length);
  const isLabel = close === '"' && text.charAt(end + 1) === ':' && text.charAt(end + 2) !== ':';
  state.tokens.push({
    kind: isLabel ? 'label' : 'string',
    text: text.slice(content, end),
    start,
    end: Math.min(end + 1, text.length),
    content: { start: content, end },
  });
  state.at = end + (isLabel ? 2 : 1);
}

const brackets: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };
const closings: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

function interpolationEnd(text: string, from: number): number {
  let depth = 1;
  const last = Math.min(text.length, from + 2000);
  for (let at = from; at < last; at++) {
    const character = text.charAt(at);
    if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at + 1;
    else if (character === '\n' && depth === 1) return at;
  }
  return last;
}

function pushPercent(state: State): void {
  const { text, at } = state;
  const letter = /[A-Za-z]/.test(text.charAt(at + 1)) ? text.charAt(at + 1) : '';
  const open = text.charAt(at + 1 + letter.length);
  pushString(state, at, at + 2 + letter.length, closings[open] ?? open);
  if (/[wWiI]/.test(letter)) retag(state, 'list');
}

function retag(state: State, kind: RubyToken['kind']): void {
  const last = state.tokens.pop();
  if (last !== undefined) state.tokens.push({ ...last, kind });
}

/** `<<~SQL`: the content begins below this line. */
function pushHeredoc(state: State): boolean {
  const found = /^<<[~-]?(?:(["'`])([^"'`\n]{1,60})\1|([A-Z_]\w{0,60}))/.exec(
    state.text.slice(state.at, state.at + 70),
  );
  if (found === null) return false;
  state.waiting.push({ name: found[2] ?? found[3] ?? '', index: state.tokens.length });
  push(state, 'string', state.at + found[0].length);
  return true;
}

function readWaiting(state: State): void {
  const { text } = state;
  for (const { name, index } of state.waiting.splice(0)) {
    const start = state.at;
    let end = start;
    let next = start;
    for (;;) {
      end = next;
      const stop = lineEnd(text, end);
      next = Math.min(stop + 1, text.length);
      if (stop >= text.length || text.slice(end, stop).trim() === name) break;
    }
    const token = state.tokens[index];
    if (token !== undefined)
      state.tokens[index] = { ...token, text: text.slice(start, end), content: { start, end } };
    state.at = next;
  }
}

function skipBlockComment(state: State): void {
  if (!state.text.startsWith('=begin', state.at)) return;
  const end = state.text.indexOf('\n=end', state.at);
  state.at = end === -1 ? state.text.length : lineEnd(state.text, end + 1);
}

/** Whether what stands before is a value, so that a slash or a percent sign calculates. */
function isAfterValue({ tokens, text, at }: State): boolean {
  const last = tokens.at(-1);
  if (last === undefined || last.kind === 'line' || last.kind === 'label') return false;
  if (last.kind === 'sign') return /^[)\]}]$/.test(last.text);
  // `execute %(…)` and `split /,/` begin an argument.
  return last.kind !== 'word' || last.end === at || /\s/.test(text.charAt(at + 1));
}

function regexEnd(text: string, from: number): number {
  const stop = lineEnd(text, from);
  let at = from + 1;
  while (at < stop && text.charAt(at) !== '/') at += text.charAt(at) === '\\' ? 2 : 1;
  return Math.min(at + 1, stop);
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}
