/** Blocks and attributes of HCL. After what is neither, reading goes on with the next line. */
import type { Token } from './lexer.ts';
import { tokensOf } from './lexer.ts';

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface Spot {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

export interface Attribute {
  readonly name: string;
  readonly tokens: readonly Token[];
  /** The expression without comments, its words one space apart. */
  readonly text: string;
  readonly spot: Spot;
}

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
  /** The words before the brace. */
  readonly spot: Spot;
}

export interface Body {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
}

export interface Reading extends Body {
  readonly file: SourceFile;
  /** Offsets where something was neither a block nor an attribute. */
  readonly problems: readonly number[];
}

interface Reader {
  readonly file: SourceFile;
  readonly tokens: readonly Token[];
  readonly problems: number[];
  at: number;
}

const mostDepth = 60;

export function readHcl(file: SourceFile): Reading {
  const reader: Reader = { file, tokens: tokensOf(file.text), problems: [], at: 0 };
  const body = readBody(reader, 0);
  return { file, problems: reader.problems, ...body };
}

function readBody(reader: Reader, depth: number): Body {
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  for (;;) {
    const token = reader.tokens[reader.at];
    if (token === undefined) {
      if (depth > 0) reader.problems.push(reader.file.text.length);
      return { attributes, blocks };
    }
    if (token.kind === 'line' || isSign(token, ',')) {
      reader.at++;
    } else if (isSign(token, '}') && depth > 0) {
      reader.at++;
      return { attributes, blocks };
    } else if (token.kind !== 'name' && token.kind !== 'string') {
      passLine(reader);
    } else if (isSign(reader.tokens[reader.at + 1], '=')) {
      const attribute = readAttribute(reader, token);
      attributes.set(attribute.name, attribute);
    } else {
      const block = readBlock(reader, token, depth);
      if (block !== undefined) blocks.push(block);
    }
  }
}

function readAttribute(reader: Reader, token: Token): Attribute {
  reader.at += 2;
  const from = reader.at;
  passExpression(reader);
  const tokens = reader.tokens.slice(from, reader.at).filter(({ kind }) => kind !== 'line');
  if (tokens.length === 0) reader.problems.push(token.end);
  const spot = { file: reader.file, start: token.start, end: token.end };
  return { name: unquoted(token.text), tokens, text: tokens.map(({ text }) => text).join(' '), spot };
}

/** To the end of the line that no bracket is open at, or before a brace that closes the block. */
function passExpression(reader: Reader): void {
  let depth = 0;
  for (; reader.at < reader.tokens.length; reader.at++) {
    const token = reader.tokens[reader.at];
    if (token === undefined) return;
    if (depth === 0 && (token.kind === 'line' || isSign(token, '}'))) return;
    if (token.kind !== 'sign') continue;
    if (/^[([{]$/.test(token.text)) depth++;
    else if (/^[)\]}]$/.test(token.text)) depth--;
  }
  if (depth > 0) reader.problems.push(reader.file.text.length);
}

function readBlock(reader: Reader, first: Token, depth: number): Block | undefined {
  const labels: string[] = [];
  let last = first;
  for (reader.at++; ; reader.at++) {
    const token = reader.tokens[reader.at];
    if (token === undefined || (token.kind !== 'string' && token.kind !== 'name')) break;
    labels.push(unquoted(token.text));
    last = token;
  }
  if (!isSign(reader.tokens[reader.at], '{') || depth >= mostDepth) {
    passLine(reader);
    return undefined;
  }
  reader.at++;
  const body = readBody(reader, depth + 1);
  return {
    type: first.text,
    labels,
    ...body,
    spot: { file: reader.file, start: first.start, end: last.end },
  };
}

/** Over the rest of the line, and over what is opened in it. */
function passLine(reader: Reader): void {
  reader.problems.push(reader.tokens[reader.at]?.start ?? reader.file.text.length);
  const from = reader.at;
  passExpression(reader);
  // A closing sign that nothing has opened stands in no line's way.
  if (reader.at === from) reader.at++;
}

export function isSign(token: Token | undefined, text: string): boolean {
  return token?.kind === 'sign' && token.text === text;
}

export function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, text.endsWith('"') && text.length > 1 ? -1 : undefined) : text;
}
