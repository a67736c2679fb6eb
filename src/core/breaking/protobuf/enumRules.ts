import type { Rule } from '../detector.ts';
import { pair, pairOf } from './pair.ts';

const edition = 'edition = "2023";\npackage shop;';
const state = 'enum State {\n  STATE_UNKNOWN = 0;\n  STATE_PAID = 1;\n}';
const shorter = 'enum State {\n  STATE_UNKNOWN = 0;\n}';
const aliased =
  'enum State {\n  option allow_alias = true;\n  STATE_UNKNOWN = 0;\n  STATE_PAID = 1;\n  STATE_DONE = 1;\n}';
const reserving = 'enum State {\n  reserved 1;\n  reserved "STATE_PAID";\n  STATE_UNKNOWN = 0;\n}';

export const enumRules = {
  'protobuf/enum-removed': {
    level: 'major',
    sentence: 'The enum {subject} is gone from its file{now}.',
    fix: 'Keep the enum, mark it as deprecated, and remove it when nobody uses it any more.',
    why: 'Code that names the generated type no longer builds. In languages that name code after files a move to another file breaks it too.',
    aliases: ['buf:ENUM_NO_DELETE'],
    example: pair(`${state}\nmessage Order {}`, 'message Order {}'),
    nearMiss: pair(`${state}\nmessage Order {}`, `message Order {}\n${state}`),
  },
  'protobuf/enum-renamed': {
    level: 'major',
    sentence: 'The enum {subject} is now called {to}.',
    fix: 'Keep the old name, or publish the generated code under a new major version.',
    why: 'What is sent stays the same, but code that names the generated type no longer builds.',
    aliases: ['buf:ENUM_NO_DELETE', 'buf:PACKAGE_ENUM_NO_DELETE'],
    example: pair(state, state.replace('State', 'Status')),
    nearMiss: pair(state, 'enum Colour {\n  RED = 0;\n}'),
  },
  'protobuf/enum-type-changed': {
    level: 'major',
    sentence: 'The enum {subject} was {from} and is now {to}.',
    fix: 'Put the old feature back.',
    why: 'A closed enum keeps values that it does not know apart from the field, an open one in it. Code sees other values for the same bytes.',
    aliases: ['buf:ENUM_SAME_TYPE'],
    example: pairOf(edition, state, state.replace('{', '{\n  option features.enum_type = CLOSED;')),
    nearMiss: pairOf(edition, state, state.replace('{', '{\n  option features.enum_type = OPEN;')),
  },
  'protobuf/enum-json-format-changed': {
    level: 'major',
    sentence: 'The JSON format of {subject} was {from} and is now {to}.',
    fix: 'Put the old feature back.',
    why: 'Without a strict JSON format names of values may clash, and parsers may refuse them.',
    aliases: ['buf:ENUM_SAME_JSON_FORMAT'],
    example: pairOf(
      edition,
      state,
      state.replace('{', '{\n  option features.json_format = LEGACY_BEST_EFFORT;'),
    ),
    nearMiss: pairOf(edition, state, state.replace('{', '{\n  option features = { json_format: ALLOW };')),
  },
  'protobuf/enum-value-removed': {
    level: 'major',
    sentence: 'The value {subject} with the number {number} is gone.',
    fix: 'Keep the value, mark it as deprecated, and remove it when nobody sends it any more.',
    why: 'Code that names the value no longer builds.',
    aliases: ['buf:ENUM_VALUE_NO_DELETE'],
    example: pair(state, shorter),
    nearMiss: pair(aliased, aliased.replace('  STATE_DONE = 1;\n', '').replace('STATE_PAID', 'STATE_DONE')),
  },
  'protobuf/enum-value-number-not-reserved': {
    level: 'major',
    sentence: 'The value {subject} is gone, and its number {number} is not reserved.',
    fix: 'Reserve the number: reserved {number};',
    why: 'The number may be given to another value. Old data would then be read as something else.',
    aliases: ['buf:ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED'],
    example: pair(state, reserving.replace('reserved 1', 'reserved 2')),
    nearMiss: pair(state, reserving),
  },
  'protobuf/enum-value-name-not-reserved': {
    level: 'major',
    sentence: 'The value {subject} is gone, and its name is not reserved.',
    fix: 'Reserve the name.',
    why: 'In JSON values go by their names. A name that is given to another number changes the meaning of old documents.',
    aliases: ['buf:ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED'],
    example: pair(state, reserving.replace('STATE_PAID', 'STATE_OLD')),
    nearMiss: pair(state, reserving),
  },
  'protobuf/enum-value-renamed': {
    level: 'major',
    sentence: 'The value {subject} is no longer known by this name: {from} is now {to}.',
    fix: 'Keep the old name beside the new one with the option allow_alias.',
    why: 'Code and JSON documents that use the name no longer work. In the binary format the number counts, so nothing changes there.',
    aliases: ['buf:ENUM_VALUE_SAME_NAME'],
    example: pair(state, state.replace('STATE_PAID', 'STATE_DONE')),
    nearMiss: pair(aliased.replace('  STATE_DONE = 1;\n', ''), aliased),
  },
  'protobuf/enum-reservation-removed': {
    level: 'major',
    sentence: '{subject} no longer reserves {reserved}.',
    fix: 'Put the reservation back.',
    why: 'A number or name that was in use once may be given to another value. Old data would then be read as something else.',
    aliases: ['buf:RESERVED_ENUM_NO_DELETE'],
    example: pair(reserving, reserving.replace('  reserved 1;\n', '')),
    nearMiss: pair(reserving, reserving.replace('reserved 1;', 'reserved -5 to max;')),
  },
  'protobuf/enum-added': {
    level: 'minor',
    sentence: 'The enum {subject} is new.',
    fix: 'Nothing to do.',
    why: 'Nobody uses it yet.',
    aliases: [],
    example: pair('message Order {}', `message Order {}\n${state}`),
    nearMiss: pair(`${state}\nmessage Order {}`, `message Order {}\n${state}`),
  },
  'protobuf/enum-value-added': {
    level: 'minor',
    sentence: 'The value {subject} is new.',
    fix: 'Send it only to those who know it, or who have a default branch.',
    why: 'Old readers see the number without a name. Whether they cope is up to their code.',
    aliases: [],
    example: pair(shorter, state),
    nearMiss: pair(state, 'enum State {\n  STATE_UNKNOWN = 0;\n  STATE_PAID = 0x1;\n}'),
  },
} satisfies Readonly<Record<string, Rule>>;
