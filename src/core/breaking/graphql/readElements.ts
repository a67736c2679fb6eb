/** What stands inside of definitions: fields, arguments, values, types and uses of directives. */
import { type Lexer, advance, isSign, tokenText } from './lexer.ts';
import type { Stop } from './read.ts';
import type {
  DirectiveDefinition,
  EnumValue,
  Field,
  InputValue,
  SchemaDefinition,
  SourceFile,
  Spot,
  SyntaxError,
  TypeDefinition,
  Usage,
} from './schema.ts';
import { readConstant } from './values.ts';

export const sign = {
  bang: 33,
  amp: 38,
  open: 40,
  close: 41,
  colon: 58,
  equals: 61,
  at: 64,
  listOpen: 91,
  listClose: 93,
  bodyOpen: 123,
  bar: 124,
  bodyClose: 125,
} as const;

export const nothing: ReadonlyMap<string, never> = new Map<string, never>();

export const noUsages: readonly Usage[] = [];

export interface Reader {
  readonly file: SourceFile;
  readonly lexer: Lexer;
  readonly types: TypeDefinition[];
  readonly directives: DirectiveDefinition[];
  readonly schemas: SchemaDefinition[];
  readonly errors: SyntaxError[];
  readonly unknown: Set<string>;
}

export function readField(reader: Reader, fields: Map<string, Field>): Stop {
  const { lexer } = reader;
  if (lexer.kind === 'string') advance(lexer);
  if (lexer.kind !== 'name') return lexer.start;
  const name = tokenText(lexer);
  const spot = spotOf(reader);
  advance(lexer);
  let args: ReadonlyMap<string, InputValue> = nothing;
  if (isSign(lexer, sign.open)) {
    const read = new Map<string, InputValue>();
    advance(lexer);
    const stop = readBody(reader, sign.close, () => readInputValue(reader, read));
    if (stop !== undefined) return stop;
    args = read;
  }
  const type = readTyped(lexer);
  if (type === undefined) return lexer.start;
  const usages: Usage[] = [];
  const stop = readUsages(reader, usages);
  if (!fields.has(name))
    fields.set(name, { name, type, args, usages: usages.length === 0 ? noUsages : usages, spot });
  return stop;
}

export function readInputValue(reader: Reader, values: Map<string, InputValue>): Stop {
  const { lexer } = reader;
  if (lexer.kind === 'string') advance(lexer);
  if (lexer.kind !== 'name') return lexer.start;
  const name = tokenText(lexer);
  const spot = spotOf(reader);
  advance(lexer);
  const type = readTyped(lexer);
  if (type === undefined) return lexer.start;
  let fallback: string | undefined;
  if (isSign(lexer, sign.equals)) {
    advance(lexer);
    fallback = readConstant(lexer);
    if (fallback === undefined) return lexer.start;
  }
  const usages: Usage[] = [];
  const stop = readUsages(reader, usages);
  if (!values.has(name)) {
    values.set(name, { name, type, fallback, usages: usages.length === 0 ? noUsages : usages, spot });
  }
  return stop;
}

export function readEnumValue(reader: Reader, values: Map<string, EnumValue>): Stop {
  const { lexer } = reader;
  if (lexer.kind === 'string') advance(lexer);
  if (lexer.kind !== 'name') return lexer.start;
  const name = tokenText(lexer);
  const spot = spotOf(reader);
  advance(lexer);
  const usages: Usage[] = [];
  const stop = readUsages(reader, usages);
  if (!values.has(name)) values.set(name, { name, usages: usages.length === 0 ? noUsages : usages, spot });
  return stop;
}

/** `: [Int!]!` as `[Int!]!`; no recursion, so that brackets without end do no harm. */
export function readTyped(lexer: Lexer): string | undefined {
  if (!isSign(lexer, sign.colon)) return undefined;
  advance(lexer);
  const start = lexer.start;
  let depth = 0;
  while (isSign(lexer, sign.listOpen)) {
    depth++;
    advance(lexer);
  }
  if (lexer.kind !== 'name') return undefined;
  advance(lexer);
  if (isSign(lexer, sign.bang)) advance(lexer);
  for (; depth > 0; depth--) {
    if (!isSign(lexer, sign.listClose)) return undefined;
    advance(lexer);
    if (isSign(lexer, sign.bang)) advance(lexer);
  }
  const written = lexer.text.slice(start, lexer.previousEnd);
  return plainType.test(written) ? written : written.replace(/#.*|[\s,]+/g, '');
}

const plainType = /^[\w[\]!]+$/;

export function readUsages(reader: Reader, usages: Usage[]): Stop {
  const { lexer } = reader;
  while (isSign(lexer, sign.at)) {
    advance(lexer);
    if (lexer.kind !== 'name') return lexer.start;
    const name = tokenText(lexer);
    const spot = spotOf(reader);
    advance(lexer);
    let args: ReadonlyMap<string, string> = nothing;
    if (isSign(lexer, sign.open)) {
      const read = new Map<string, string>();
      advance(lexer);
      const stop = readBody(reader, sign.close, () => readArgument(lexer, read));
      if (stop !== undefined) return stop;
      args = read;
    }
    usages.push({ name, args, spot });
  }
  return undefined;
}

function readArgument(lexer: Lexer, args: Map<string, string>): Stop {
  if (lexer.kind !== 'name') return lexer.start;
  const name = tokenText(lexer);
  advance(lexer);
  if (!isSign(lexer, sign.colon)) return lexer.start;
  advance(lexer);
  const value = readConstant(lexer);
  if (value === undefined) return lexer.start;
  args.set(name, value);
  return undefined;
}

/** Elements up to a closing sign, which is passed. */
export function readBody(reader: Reader, close: number, element: () => Stop): Stop {
  const { lexer } = reader;
  while (!isSign(lexer, close)) {
    if (lexer.kind === 'end') return lexer.start;
    const stop = element();
    if (stop !== undefined) return stop;
  }
  advance(lexer);
  return undefined;
}

export function spotOf(reader: Reader): Spot {
  return { file: reader.file, start: reader.lexer.start, end: reader.lexer.end };
}
