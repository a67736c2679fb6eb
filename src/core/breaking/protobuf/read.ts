/**
 * Text to declarations. A statement that cannot be read is passed over and marks its scope as broken,
 * so that one slip does not hide the rest of a file.
 */
import { advance, createLexer, isSign, isWord, lookAhead, passSign, passWord, tokenText } from './lexer.ts';
import type {
  Import,
  Method,
  MethodType,
  Option,
  ProtoFile,
  Service,
  SourceFile,
  Spot,
  Syntax,
} from './model.ts';
import { fullNameOf } from './model.ts';
import { readEnum } from './readEnum.ts';
import type { Parts } from './readMessage.ts';
import { readExtend, readMessage } from './readMessage.ts';
import { readOption } from './readOptions.ts';
import type { Reader, Stop } from './reader.ts';
import { attempt, readBody, readPath, readStrings, spotFrom, spotHere, wordsIn } from './reader.ts';

interface FileParts extends Parts {
  readonly options: Option[];
  readonly imports: Import[];
  readonly services: Service[];
  syntax: Syntax;
  package: string;
  packageSpot: Spot | undefined;
}

export function readProto(file: SourceFile): ProtoFile {
  const lexer = createLexer(file.text);
  const reader: Reader = { file, lexer, errors: [], unknown: new Set(), unbalanced: false };
  const parts: FileParts = {
    messages: [],
    enums: [],
    extensions: [],
    options: [],
    imports: [],
    services: [],
    syntax: { value: 'proto2', spot: undefined },
    package: '',
    packageSpot: undefined,
  };
  let broken = false;
  while (lexer.kind !== 'end') {
    if (passSign(lexer, ';')) continue;
    broken = !attempt(reader, () => readDeclaration(reader, parts)) || broken;
  }
  if (reader.unbalanced) {
    for (const word of wordsIn(file.text, 0, file.text.length)) reader.unknown.add(word);
  }
  const { package: fullName, ...rest } = parts;
  const { errors, unknown, unbalanced } = reader;
  return { ...rest, file, fullName, broken, errors, unknown, unbalanced };
}

function readDeclaration(reader: Reader, parts: FileParts): Stop {
  const { lexer } = reader;
  if (isSign(lexer, '}')) reader.unbalanced = true;
  const around = { scope: parts.package, depth: 0 };
  switch (lexer.kind === 'name' ? tokenText(lexer) : '') {
    case 'syntax':
    case 'edition':
      return readSyntax(reader, parts);
    case 'package':
      return readPackage(reader, parts);
    case 'import':
      return readImport(reader, parts);
    case 'option':
      return readOption(reader, parts.options);
    case 'message':
      return readMessage(reader, around, parts);
    case 'enum':
      return readEnum(reader, around.scope, parts.enums);
    case 'extend':
      return readExtend(reader, around, parts);
    case 'service':
      return readService(reader, parts);
    case 'export':
    case 'local':
      return readMarked(reader, parts);
    default:
      return lexer.start;
  }
}

function readMarked(reader: Reader, parts: FileParts): Stop {
  const { lexer } = reader;
  const around = { scope: parts.package, depth: 0 };
  const followedBy = (word: string): boolean =>
    lookAhead(lexer, () => {
      advance(lexer);
      return isWord(lexer, word);
    });
  if (followedBy('message')) return readMessage(reader, around, parts);
  if (followedBy('enum')) return readEnum(reader, around.scope, parts.enums);
  return lexer.start;
}

function readSyntax(reader: Reader, parts: FileParts): Stop {
  const { lexer } = reader;
  const start = lexer.start;
  advance(lexer);
  const value = passSign(lexer, '=') ? readStrings(lexer) : undefined;
  if (value === undefined || !passSign(lexer, ';')) return lexer.start;
  parts.syntax = { value, spot: spotFrom(reader, start) };
  return undefined;
}

function readPackage(reader: Reader, parts: FileParts): Stop {
  const { lexer } = reader;
  const start = lexer.start;
  advance(lexer);
  const name = readPath(lexer);
  if (name === undefined || !passSign(lexer, ';')) return lexer.start;
  parts.package = name;
  parts.packageSpot = spotFrom(reader, start);
  return undefined;
}

function readImport(reader: Reader, parts: FileParts): Stop {
  const { lexer } = reader;
  const start = lexer.start;
  advance(lexer);
  const modifier = (['public', 'weak', 'option'] as const).find((word) => passWord(lexer, word));
  const path = readStrings(lexer);
  if (path === undefined || !passSign(lexer, ';')) return lexer.start;
  parts.imports.push({ path, modifier, spot: spotFrom(reader, start) });
  return undefined;
}

function readService(reader: Reader, parts: FileParts): Stop {
  const { lexer } = reader;
  const start = lexer.start;
  advance(lexer);
  if (lexer.kind !== 'name') return lexer.start;
  const name = tokenText(lexer);
  const nameSpot = spotHere(reader);
  advance(lexer);
  if (!passSign(lexer, '{')) return lexer.start;
  const methods: Method[] = [];
  const options: Option[] = [];
  const { broken } = readBody(reader, () => {
    if (isWord(lexer, 'option')) return readOption(reader, options);
    return isWord(lexer, 'rpc') ? readMethod(reader, methods) : lexer.start;
  });
  parts.services.push({
    name,
    fullName: fullNameOf(parts.package, name),
    methods,
    options,
    broken,
    spot: spotFrom(reader, start),
    nameSpot,
  });
  return undefined;
}

function readMethod(reader: Reader, methods: Method[]): Stop {
  const { lexer } = reader;
  const start = lexer.start;
  advance(lexer);
  if (lexer.kind !== 'name') return lexer.start;
  const name = tokenText(lexer);
  const nameSpot = spotHere(reader);
  advance(lexer);
  const request = readMethodType(reader);
  if (request === undefined || !passWord(lexer, 'returns')) return lexer.start;
  const response = readMethodType(reader);
  if (response === undefined) return lexer.start;
  const options: Option[] = [];
  if (passSign(lexer, '{')) {
    readBody(reader, () => (isWord(lexer, 'option') ? readOption(reader, options) : lexer.start));
  } else if (!passSign(lexer, ';')) return lexer.start;
  methods.push({ name, request, response, options, spot: spotFrom(reader, start), nameSpot });
  return undefined;
}

/** `(stream Foo)` */
function readMethodType(reader: Reader): MethodType | undefined {
  const { lexer } = reader;
  if (!passSign(lexer, '(')) return undefined;
  const streaming =
    isWord(lexer, 'stream') &&
    lookAhead(lexer, () => {
      advance(lexer);
      return !isSign(lexer, ')');
    });
  if (streaming) advance(lexer);
  const start = lexer.start;
  const type = readPath(lexer);
  const spot = spotFrom(reader, start);
  return type === undefined || !passSign(lexer, ')') ? undefined : { type, streaming, spot };
}
