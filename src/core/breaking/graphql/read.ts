/**
 * Text to definitions. A definition that cannot be read is marked as broken and reading goes on
 * with the next one, so that one slip does not hide the rest of a schema. Operations and fragments
 * are passed over: they use a schema, they are none.
 */
import { type Lexer, advance, createLexer, isSign, isWord, moveTo, tokenText } from './lexer.ts';
import {
  type Reader,
  noUsages,
  nothing,
  readBody,
  readEnumValue,
  readField,
  readInputValue,
  readTyped,
  readUsages,
  sign,
  spotOf,
} from './readElements.ts';
import { nextDefinition, wordAt, wordsIn } from './recover.ts';
import {
  type Definitions,
  type EnumValue,
  type Field,
  type InputValue,
  type Operation,
  type Root,
  type SourceFile,
  type Spot,
  type TypeKind,
  type Usage,
  operations,
} from './schema.ts';

const kinds: Readonly<Record<string, TypeKind>> = {
  scalar: 'scalar',
  type: 'object',
  interface: 'interface',
  union: 'union',
  enum: 'enum',
  input: 'input',
};

/** Where reading stopped; undefined where all went well. */
export type Stop = number | undefined;

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
