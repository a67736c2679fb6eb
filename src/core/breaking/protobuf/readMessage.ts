/** Messages, groups, fields and extensions. */
import type { Lexer } from './lexer.ts';
import { advance, isSign, isWord, lookAhead, passSign, passWord, tokenText } from './lexer.ts';
import type { Enum, Extension, Field, Label, Message, Oneof, Option, PlacedRange, Spot } from './model.ts';
import { fullNameOf } from './model.ts';
import { readEnum, readReserved } from './readEnum.ts';
import { readOption, readOptionList } from './readOptions.ts';
import type { Reader, Stop } from './reader.ts';
import { deepest, readBody, readInteger, readPath, spotFrom, spotHere } from './reader.ts';

/** Where declarations are gathered while their scope is read. */
export interface Parts {
  readonly messages: Message[];
  readonly enums: Enum[];
  readonly extensions: Extension[];
}

interface MessageParts extends Parts {
  readonly fields: Field[];
  readonly oneofs: Oneof[];
  readonly options: Option[];
  readonly ranges: PlacedRange[];
  readonly names: Map<string, Spot>;
  readonly extensionRanges: PlacedRange[];
  /** A member of a oneof could not be read. */
  broken: boolean;
}

/** What surrounds a declaration. */
export interface Around {
  readonly scope: string;
  readonly depth: number;
}

const largestField = 536_870_911;

/** `message Name { ... }` with a word `export` or `local` before it or not. */
export function readMessage(reader: Reader, around: Around, parts: Parts): Stop {
  const { lexer } = reader;
  const start = lexer.start;
  passWord(lexer, 'export');
  passWord(lexer, 'local');
  advance(lexer);
  if (lexer.kind !== 'name' || around.depth > deepest) return lexer.start;
  const name = tokenText(lexer);
  const nameSpot = spotHere(reader);
  advance(lexer);
  if (!passSign(lexer, '{')) return lexer.start;
  parts.messages.push(readMessageBody(reader, { name, nameSpot, start }, around));
  return undefined;
}

function readMessageBody(
  reader: Reader,
  head: { readonly name: string; readonly nameSpot: Spot; readonly start: number },
  around: Around,
): Message {
  const fullName = fullNameOf(around.scope, head.name);
  const parts: MessageParts = {
    messages: [],
    enums: [],
    extensions: [],
    fields: [],
    oneofs: [],
    options: [],
    ranges: [],
    names: new Map(),
    extensionRanges: [],
    broken: false,
  };
  const inside = { scope: fullName, depth: around.depth + 1 };
  const { broken } = readBody(reader, () => readMember(reader, inside, parts));
  const { ranges, names, broken: inOneof, ...rest } = parts;
  return {
    ...rest,
    name: head.name,
    fullName,
    broken: broken || inOneof,
    reserved: { ranges, names },
    spot: spotFrom(reader, head.start),
    nameSpot: head.nameSpot,
  };
}

function readMember(reader: Reader, inside: Around, parts: MessageParts): Stop {
  const { lexer } = reader;
  if (lexer.kind !== 'name')
    return isSign(lexer, '.') ? readField(reader, inside, parts, undefined) : lexer.start;
  switch (tokenText(lexer)) {
    case 'message':
      if (startsBlock(lexer)) return readMessage(reader, inside, parts);
      break;
    case 'enum':
      if (startsBlock(lexer)) return readEnum(reader, inside.scope, parts.enums);
      break;
    case 'export':
    case 'local':
      if (followedBy(lexer, 'message')) return readMessage(reader, inside, parts);
      if (followedBy(lexer, 'enum')) return readEnum(reader, inside.scope, parts.enums);
      break;
    case 'extend':
      return readExtend(reader, inside, parts);
    case 'oneof':
      if (startsBlock(lexer)) return readOneof(reader, inside, parts);
      break;
    case 'reserved':
      return readReserved(reader, parts, largestField);
    case 'extensions':
      return readReserved(reader, { ranges: parts.extensionRanges, names: new Map() }, largestField);
    case 'option':
      return readOption(reader, parts.options);
  }
  return readField(reader, inside, parts, undefined);
}

/** A keyword, a name and a brace, which no field can look like. */
function startsBlock(lexer: Lexer): boolean {
  return lookAhead(lexer, () => {
    advance(lexer);
    if (lexer.kind !== 'name') return false;
    advance(lexer);
    return isSign(lexer, '{');
  });
}

function followedBy(lexer: Lexer, word: string): boolean {
  return lookAhead(lexer, () => {
    advance(lexer);
    return isWord(lexer, word) && startsBlock(lexer);
  });
}

function readOneof(reader: Reader, inside: Around, parts: MessageParts): Stop {
  const { lexer } = reader;
  const start = lexer.start;
  advance(lexer);
  const name = tokenText(lexer);
  advance(lexer);
  advance(lexer);
  const options: Option[] = [];
  const { broken } = readBody(reader, () => {
    if (isWord(lexer, 'option')) return readOption(reader, options);
    return readField(reader, inside, parts, name);
  });
  parts.oneofs.push({ name, options, spot: spotFrom(reader, start) });
  parts.broken ||= broken;
  return undefined;
}

/** `extend Foo { ... }` */
export function readExtend(reader: Reader, around: Around, parts: Parts): Stop {
  const { lexer } = reader;
  advance(lexer);
  const at = lexer.start;
  const extendee = readPath(lexer);
  if (extendee === undefined) return lexer.start;
  const extendeeSpot = spotFrom(reader, at);
  if (!passSign(lexer, '{')) return lexer.start;
  const fields: Field[] = [];
  readBody(reader, () => readField(reader, around, { ...parts, fields }, undefined));
  for (const field of fields) parts.extensions.push({ extendee, extendeeSpot, scope: around.scope, field });
  return undefined;
}

function readField(
  reader: Reader,
  inside: Around,
  parts: Parts & { readonly fields: Field[] },
  oneof: string | undefined,
): Stop {
  const { lexer } = reader;
  const start = lexer.start;
  const { label, labelSpot } = readLabel(reader);
  const typeStart = lexer.start;
  const map = readMap(lexer);
  if (map === 'unreadable') return lexer.start;
  const type = map === undefined ? readPath(lexer) : `map<${map.key},${map.value}>`;
  if (type === undefined) return lexer.start;
  const typeSpot = spotFrom(reader, typeStart);
  if (lexer.kind !== 'name') return lexer.start;
  const name = tokenText(lexer);
  const nameSpot = spotHere(reader);
  advance(lexer);
  if (!passSign(lexer, '=')) return lexer.start;
  const numberSpot = spotHere(reader);
  const number = readInteger(lexer);
  if (number === undefined) return lexer.start;
  const options: Option[] = [];
  const stop = readOptionList(reader, options);
  if (stop !== undefined) return stop;
  const group = type === 'group' && isSign(lexer, '{');
  if (group) {
    if (inside.depth > deepest) return lexer.start;
    advance(lexer);
    parts.messages.push(readMessageBody(reader, { name, nameSpot, start }, inside));
  } else if (!passSign(lexer, ';')) return lexer.start;
  parts.fields.push({
    // The field of a group bears the name of its message in small letters.
    name: group ? name.toLowerCase() : name,
    number,
    label,
    type: group ? name : type,
    map,
    group,
    oneof,
    options,
    spot: spotFrom(reader, start),
    nameSpot,
    typeSpot: group ? nameSpot : typeSpot,
    numberSpot,
    labelSpot,
  });
  return undefined;
}

const labels: readonly Label[] = ['optional', 'required', 'repeated'];

function readLabel(reader: Reader): {
  readonly label: Label | undefined;
  readonly labelSpot: Spot | undefined;
} {
  const { lexer } = reader;
  const label = labels.find((one) => isWord(lexer, one));
  if (label === undefined) return { label, labelSpot: undefined };
  const labelSpot = spotHere(reader);
  advance(lexer);
  return { label, labelSpot };
}

function readMap(lexer: Lexer): Field['map'] | 'unreadable' {
  if (!isWord(lexer, 'map')) return undefined;
  const opens = lookAhead(lexer, () => {
    advance(lexer);
    return isSign(lexer, '<');
  });
  if (!opens) return undefined;
  advance(lexer);
  advance(lexer);
  const key = readPath(lexer);
  if (key === undefined || !passSign(lexer, ',')) return 'unreadable';
  const value = readPath(lexer);
  return value === undefined || !passSign(lexer, '>') ? 'unreadable' : { key, value };
}
