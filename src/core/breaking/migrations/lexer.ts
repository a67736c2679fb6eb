/** Splits SQL of any usual dialect into words and signs. Total: what is open at the end ends there. */

export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'sign';

/** Offsets count UTF-16 units from 0. */
export interface Token {
  readonly kind: TokenKind;
  /** As it is written, with its quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export type Dialect = 'postgres' | 'mysql' | 'sqlite' | 'mssql';

/** A piece of text between two ends of statements. */
export interface Piece {
  readonly tokens: readonly Token[];
  /** What ended it was a line for a client, not SQL. */
  readonly meta?: { readonly text: string; readonly start: number };
}

/** Where the next token begins to be read, and what ends a statement. */
interface State {
  readonly text: string;
  readonly dialect: Dialect;
  at: number;
  delimiter: string;
  /** Only white space since the last line end. */
  freshLine: boolean;
}

/**
 * All tokens, one list for each stretch between delimiters. Comments are left out, also nested ones; data of
 * COPY, lines for psql and `DELIMITER` are passed over.
 */
export function readPieces(text: string, dialect: Dialect): readonly Piece[] {
  const state: State = { text, dialect, at: 0, delimiter: ';', freshLine: true };
  const pieces: Piece[] = [];
  let tokens: Token[] = [];
  const end = (meta?: Piece['meta']): void => {
    if (tokens.length > 0 || meta !== undefined)
      pieces.push(meta === undefined ? { tokens } : { tokens, meta });
    tokens = [];
  };
  while (skipBlank(state)) {
    const start = state.at;
    const line = state.freshLine ? lineForClient(state, tokens) : undefined;
    if (line !== undefined) {
      end({ text: line, start });
      continue;
    }
    state.freshLine = false;
    if (text.startsWith(state.delimiter, state.at)) {
      state.at += state.delimiter.length;
      if (isCopyFromInput(tokens)) skipData(state);
      end();
      continue;
    }
    const token = readToken(state);
    tokens.push(token);
    state.at = token.end;
  }
  end();
  return pieces;
}

/** Moves past white space and comments; false at the end. */
function skipBlank(state: State): boolean {
  const { text } = state;
  for (;;) {
    const code = text.charCodeAt(state.at);
    if (Number.isNaN(code)) return false;
    if (code === 10 || code === 13) {
      state.freshLine = true;
      state.at++;
    } else if (code <= 32 || code === 0xa0 || code === 0xfeff) state.at++;
    else if (code === 45 && text.charCodeAt(state.at + 1) === 45) state.at = lineEnd(text, state.at);
    else if (code === 35 && state.freshLine && !/[{>-]/.test(text.charAt(state.at + 1)))
      state.at = lineEnd(text, state.at);
    else if (code === 35 && state.dialect === 'mysql' && text.charAt(state.at + 1) !== '{')
      state.at = lineEnd(text, state.at);
    else if (code === 47 && text.charCodeAt(state.at + 1) === 42) skipComment(state);
    // The end of a comment whose content MySQL runs.
    else if (code === 42 && text.charCodeAt(state.at + 1) === 47) state.at += 2;
    else return true;
  }
}

function skipComment(state: State): void {
  const { text } = state;
  const run = /^\/\*!\d*/.exec(text.slice(state.at, state.at + 12));
  if (run !== null) {
    state.at += run[0].length;
    return;
  }
  const nests = state.dialect === 'postgres' || state.dialect === 'mssql';
  let depth = 1;
  let at = state.at + 2;
  while (at < text.length && depth > 0) {
    if (text.startsWith('*/', at)) {
      depth--;
      at += 2;
    } else if (nests && text.startsWith('/*', at)) {
      depth++;
      at += 2;
    } else at++;
  }
  state.at = at;
}

/** A whole line that speaks to the client, or that ends a batch; the state stands behind it then. */
function lineForClient(state: State, tokens: readonly Token[]): string | undefined {
  const { text } = state;
  const end = lineEnd(text, state.at);
  const first = text.charCodeAt(state.at);
  // Backslash, slash, D, G.
  if (first !== 92 && first !== 47 && (first & 0xdf) !== 68 && (first & 0xdf) !== 71) return undefined;
  const line = text.slice(state.at, Math.min(end, state.at + 200)).trimEnd();
  const delimiter = /^delimiter\s+(\S+)$/i.exec(line)?.[1];
  if (delimiter !== undefined) state.delimiter = delimiter;
  const isMeta = line.startsWith('\\') && !/^\\\.?$/.test(line);
  const isBatch = line === '/' || /^go(?:\s+\d+)?$/i.test(line);
  if (delimiter === undefined && !isMeta && !isBatch) return undefined;
  if (isBatch && tokens.length === 1) return undefined;
  state.at = end;
  return line;
}

function isCopyFromInput(tokens: readonly Token[]): boolean {
  if (!/^copy$/i.test(tokens[0]?.text ?? '')) return false;
  return tokens.some(
    ({ text }, index) => /^stdin$/i.test(text) && /^from$/i.test(tokens[index - 1]?.text ?? ''),
  );
}

/** To the line that holds `\.` alone. */
function skipData(state: State): void {
  const shape = /^\\\.[ \t]*$/gm;
  shape.lastIndex = lineEnd(state.text, state.at);
  const found = shape.exec(state.text);
  state.at = found === null ? state.text.length : shape.lastIndex;
}

function readToken(state: State): Token {
  const { text, at } = state;
  const character = text.charAt(at);
  const token = (kind: TokenKind, end: number): Token => ({
    kind,
    text: text.slice(at, end),
    start: at,
    end,
  });
  if (character === "'") return token('string', quoteEnd(text, at, state.dialect === 'mysql'));
  if (character === '"' || character === '`') return token('quoted', quoteEnd(text, at, false));
  if (character === '[' && isBracketName(text, at)) return token('quoted', text.indexOf(']', at) + 1);
  const placeholder = placeholderEnd(text, at);
  if (placeholder !== undefined) return token('word', placeholder);
  if (character === '$') {
    const tag = dollarTag(text, at);
    if (tag !== undefined) {
      const close = text.indexOf(tag, at + tag.length);
      return token('string', close === -1 ? text.length : close + tag.length);
    }
  }
  if (isWordStart(text.charCodeAt(at))) {
    let end = at + 1;
    while (isWordPart(text.charCodeAt(end))) end++;
    if (text.charAt(end) === "'" && end - at <= 2 && /^(?:e|b|x|n|u&|q)$/i.test(text.slice(at, end)))
      return token('string', quoteEnd(text, end, state.dialect === 'mysql' || /e/i.test(character)));
    return token('word', end);
  }
  const digit = /\d/.test(character);
  if (digit) {
    let end = at + 1;
    while (/[\w.]/.test(text.charAt(end))) end++;
    return token('number', end);
  }
  return token('sign', at + (text.startsWith('::', at) ? 2 : 1));
}

/** `${schema}`, `#{table}`, `{{ name }}`: the name that a tool puts there is not known. */
function placeholderEnd(text: string, at: number): number | undefined {
  const open = text.slice(at, at + 2);
  if (open !== '${' && open !== '#{' && open !== '{{') return undefined;
  const close = at + text.slice(at, at + 120).indexOf(open === '{{' ? '}}' : '}', 2);
  if (close < at) return undefined;
  let end = close + (open === '{{' ? 2 : 1);
  while (isWordPart(text.charCodeAt(end))) end++;
  return end;
}

/** Doubled quotes stand for themselves; a backslash hides what follows where the dialect says so. */
function quoteEnd(text: string, from: number, backslash: boolean): number {
  const quote = text.charAt(from);
  let at = from + 1;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === quote) {
      if (text.charAt(at + 1) !== quote) return at + 1;
      at += 2;
    } else at += backslash && character === '\\' ? 2 : 1;
  }
  return text.length;
}

function isBracketName(text: string, at: number): boolean {
  return (
    !/[\w\])"]/.test(text.charAt(at - 1)) && /^\[[A-Za-z_][^\]\n]{0,127}\]/.test(text.slice(at, at + 130))
  );
}

function dollarTag(text: string, at: number): string | undefined {
  return /^\$(?:[A-Za-z_]\w{0,60})?\$/.exec(text.slice(at, at + 64))?.[0];
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++;
  return at;
}

function isWordStart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 64 || code > 127
  );
}

function isWordPart(code: number): boolean {
  return isWordStart(code) || (code >= 48 && code <= 57) || code === 36;
}
