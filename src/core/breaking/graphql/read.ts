/**
 * Text to definitions. A definition that cannot be read is marked as broken and reading goes on
 * with the next one, so that one slip does not hide the rest of a schema. Operations and fragments
 * are passed over: they use a schema, they are none.
 */
import type { Lexer } from './lexer.ts';
import { advance, createLexer, isSign, isWord, moveTo, tokenText } from './lexer.ts';
import type {
  Definitions,
  DirectiveDefinition,
  EnumValue,
  Field,
  InputValue,
  Operation,
  Root,
  SchemaDefinition,
  SourceFile,
  Spot,
  SyntaxError,
  TypeDefinition,
  TypeKind,
  Usage,
} from './schema.ts';
import { operations } from './schema.ts';
import { nextDefinition, wordAt, wordsIn } from './recover.ts';
import { readConstant } from './values.ts';

const sign = {
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

const kinds: Readonly<Record<string, TypeKind>> = {
  scalar: 'scalar',
  type: 'object',
  interface: 'interface',
  union: 'union',
  enum: 'enum',
  input: 'input',
};

const nothing: ReadonlyMap<string, never> = new Map<string, never>();
const noUsages: readonly Usage[] = [];

interface Reader {
  readonly file: SourceFile;
  readonly lexer: Lexer;
  readonly types: TypeDefinition[];
  readonly directives: DirectiveDefinition[];
  readonly schemas: SchemaDefinition[];
  readonly errors: SyntaxError[];
  readonly unknown: Set<string>;
}

/** Where reading stopped; undefined where all went well. */
type Stop = number | undefined;

export function readDefinitions(file: SourceFile): Definitions {
  const lexer = createLexer(file.text);
  const reader: Reader = {
    file,
    lexer,
    types: [],
    directives: [],
    schemas: [],
    errors: [],
    unknown: new Set(),
  };
  while (lexer.kind !== 'end') {
    const from = lexer.start;
    const stop = readDefinition(reader);
    if (stop !== undefined) {
      reader.errors.push({ offset: stop, found: wordAt(file.text, stop) });
      recover(reader, from, stop);
    }
  }
  const { types, directives, schemas, errors, unknown } = reader;
  return { file, types, directives, schemas, errors, unknown };
}

function readDefinition(reader: Reader): Stop {
  const { lexer } = reader;
  if (lexer.kind === 'string') advance(lexer);
  if (isSign(lexer, sign.bodyOpen)) return skipOperation(lexer);
  const extension = isWord(lexer, 'extend');
  if (extension) advance(lexer);
  if (lexer.kind !== 'name') return lexer.start;
  const word = tokenText(lexer);
  const kind = Object.hasOwn(kinds, word) ? kinds[word] : undefined;
  if (kind !== undefined) {
    advance(lexer);
    return readType(reader, kind, { extension });
  }
  switch (word) {
    case 'schema':
      return readSchema(reader, { extension });
    case 'directive':
      advance(lexer);
      return readDirective(reader);
    case 'query':
    case 'mutation':
    case 'subscription':
    case 'fragment':
      return skipOperation(lexer);
    default:
      return lexer.start;
  }
}

function readType(reader: Reader, kind: TypeKind, options: { readonly extension: boolean }): Stop {
  const { lexer } = reader;
  if (lexer.kind !== 'name') return lexer.start;
  const name = tokenText(lexer);
  const spot = spotOf(reader);
  advance(lexer);
  const interfaces = kind === 'object' || kind === 'interface' ? readInterfaces(reader) : nothing;
  const usages: Usage[] = [];
  const fields = new Map<string, Field>();
  const inputs = new Map<string, InputValue>();
  const values = new Map<string, EnumValue>();
  let members: ReadonlyMap<string, Spot> = nothing;
  let stop = readUsages(reader, usages);
  if (stop === undefined) {
    if (kind === 'union') {
      if (isSign(lexer, sign.equals)) {
        advance(lexer);
        members = readNames(reader, sign.bar);
        if (members.size === 0) stop = lexer.start;
      }
    } else if (kind !== 'scalar' && isSign(lexer, sign.bodyOpen)) {
      advance(lexer);
      stop =
        kind === 'enum'
          ? readBody(reader, sign.bodyClose, () => readEnumValue(reader, values))
          : kind === 'input'
            ? readBody(reader, sign.bodyClose, () => readInputValue(reader, inputs))
            : readBody(reader, sign.bodyClose, () => readField(reader, fields));
    }
  }
  stop ??= atDefinition(lexer) ? undefined : lexer.start;
  reader.types.push({
    name,
    kind,
    broken: stop !== undefined,
    extension: options.extension,
    spot,
    usages: usages.length === 0 ? noUsages : usages,
    interfaces,
    fields,
    inputs,
    members,
    values,
  });
  return stop;
}

function readInterfaces(reader: Reader): ReadonlyMap<string, Spot> {
  const { lexer } = reader;
  if (!isWord(lexer, 'implements')) return nothing;
  advance(lexer);
  return readNames(reader, sign.amp);
}

/** Names with a sign between them, and maybe before the first; older texts have none between. */
function readNames(reader: Reader, between: number): ReadonlyMap<string, Spot> {
  const { lexer } = reader;
  const names = new Map<string, Spot>();
  let separated = isSign(lexer, between);
  if (separated) advance(lexer);
  for (;;) {
    if (lexer.kind !== 'name') return names;
    if (names.size > 0 && !separated && (between === sign.bar || startsDefinition(lexer))) return names;
    const name = tokenText(lexer);
    if (!names.has(name)) names.set(name, spotOf(reader));
    advance(lexer);
    separated = isSign(lexer, between);
    if (separated) advance(lexer);
  }
}

function readField(reader: Reader, fields: Map<string, Field>): Stop {
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

function readInputValue(reader: Reader, values: Map<string, InputValue>): Stop {
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

function readEnumValue(reader: Reader, values: Map<string, EnumValue>): Stop {
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
function readTyped(lexer: Lexer): string | undefined {
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

function readUsages(reader: Reader, usages: Usage[]): Stop {
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
function readBody(reader: Reader, close: number, element: () => Stop): Stop {
  const { lexer } = reader;
  while (!isSign(lexer, close)) {
    if (lexer.kind === 'end') return lexer.start;
    const stop = element();
    if (stop !== undefined) return stop;
  }
  advance(lexer);
  return undefined;
}

function readSchema(reader: Reader, options: { readonly extension: boolean }): Stop {
  const { lexer } = reader;
  const spot = spotOf(reader);
  advance(lexer);
  const usages: Usage[] = [];
  const roots = new Map<Operation, Root>();
  let stop = readUsages(reader, usages);
  if (stop === undefined && isSign(lexer, sign.bodyOpen)) {
    advance(lexer);
    stop = readBody(reader, sign.bodyClose, () => readRoot(reader, roots));
  }
  if (stop === undefined) reader.schemas.push({ extension: options.extension, roots, usages, spot });
  return stop;
}

function readRoot(reader: Reader, roots: Map<Operation, Root>): Stop {
  const { lexer } = reader;
  if (lexer.kind === 'string') advance(lexer);
  const operation = operations.find((name) => isWord(lexer, name));
  if (operation === undefined) return lexer.start;
  const spot = spotOf(reader);
  advance(lexer);
  const type = readTyped(lexer);
  if (type === undefined) return lexer.start;
  roots.set(operation, { type, spot });
  return undefined;
}

function readDirective(reader: Reader): Stop {
  const { lexer } = reader;
  if (!isSign(lexer, sign.at)) return lexer.start;
  advance(lexer);
  if (lexer.kind !== 'name') return lexer.start;
  const name = tokenText(lexer);
  const spot = spotOf(reader);
  advance(lexer);
  const args = new Map<string, InputValue>();
  let stop: Stop;
  if (isSign(lexer, sign.open)) {
    advance(lexer);
    stop = readBody(reader, sign.close, () => readInputValue(reader, args));
  }
  stop ??= readUsages(reader, []);
  const repeatable = stop === undefined && isWord(lexer, 'repeatable');
  if (repeatable) advance(lexer);
  let locations: ReadonlyMap<string, Spot> = nothing;
  if (stop === undefined && isWord(lexer, 'on')) {
    advance(lexer);
    locations = readNames(reader, sign.bar);
  }
  if (locations.size === 0) stop ??= lexer.start;
  reader.directives.push({ name, broken: stop !== undefined, args, repeatable, locations, spot });
  return stop;
}

function skipOperation(lexer: Lexer): Stop {
  while (!isSign(lexer, sign.bodyOpen)) {
    if (lexer.kind === 'end') return lexer.start;
    advance(lexer);
  }
  let depth = 0;
  while (lexer.kind !== 'end') {
    if (isSign(lexer, sign.bodyOpen)) depth++;
    else if (isSign(lexer, sign.bodyClose) && --depth === 0) {
      advance(lexer);
      return undefined;
    }
    advance(lexer);
  }
  return lexer.start;
}

function atDefinition(lexer: Lexer): boolean {
  return (
    lexer.kind === 'end' || lexer.kind === 'string' || isSign(lexer, sign.bodyOpen) || startsDefinition(lexer)
  );
}

const definitionWord =
  /^(?:extend|schema|directive|scalar|type|interface|union|enum|input|query|mutation|subscription|fragment)$/;

function startsDefinition(lexer: Lexer): boolean {
  return lexer.kind === 'name' && definitionWord.test(tokenText(lexer));
}

/** Goes on with the next definition, wherever it is, and keeps the words that were passed over. */
function recover(reader: Reader, from: number, stop: number): void {
  const { text } = reader.lexer;
  const next = nextDefinition(text, from, stop);
  for (const word of wordsIn(text, from, next)) reader.unknown.add(word);
  moveTo(reader.lexer, next);
}

function spotOf(reader: Reader): Spot {
  return { file: reader.file, start: reader.lexer.start, end: reader.lexer.end };
}
