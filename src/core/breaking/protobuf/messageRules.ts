import type { Rule } from '../detector.ts';
import { pair, pairOf } from './pair.ts';

const proto2 = 'syntax = "proto2";\npackage shop;';
const item = 'message Item {\n  string name = 1;\n}';
const order = 'message Order {\n  string id = 1;\n}';

export const messageRules = {
  'protobuf/message-removed': {
    level: 'major',
    sentence: 'The message {subject} is gone from its file{now}.',
    fix: 'Keep the message, mark it as deprecated, and remove it when nobody uses it any more.',
    why: 'Code that names the generated type no longer builds. In languages that name code after files a move to another file breaks it too.',
    aliases: ['buf:MESSAGE_NO_DELETE'],
    example: pair(`${order}\n${item}`, order),
    nearMiss: pair(`${order}\n${item}`, `${item}\n${order}`),
  },
  'protobuf/message-renamed': {
    level: 'major',
    sentence: 'The message {subject} is now called {to}.',
    fix: 'Keep the old name, or publish the generated code under a new major version.',
    why: 'What is sent stays the same, but code that names the generated type no longer builds, and messages packed into Any are no longer recognised.',
    aliases: ['buf:MESSAGE_NO_DELETE', 'buf:PACKAGE_MESSAGE_NO_DELETE'],
    example: pair(
      `message Order {\n  Item item = 1;\n}\n${item}`,
      `message Order {\n  Line item = 1;\n}\n${item.replace('Item', 'Line')}`,
    ),
    nearMiss: pair(`${order}\n${item}`, `${order}\nmessage Line {\n  int32 count = 2;\n}`),
  },
  'protobuf/required-field-added': {
    level: 'major',
    sentence: 'The field {subject} is now required.',
    fix: 'Make the field optional, and check for it where it is used.',
    why: 'Readers refuse a message without a required field. Those who do not send it yet are cut off, and what is stored can no longer be read.',
    aliases: ['buf:MESSAGE_SAME_REQUIRED_FIELDS'],
    example: pairOf(
      proto2,
      'message Order {\n  optional string id = 1;\n}',
      'message Order {\n  optional string id = 1;\n  required string shop = 2;\n}',
    ),
    nearMiss: pairOf(
      proto2,
      'message Order {\n  optional string id = 1;\n}',
      'message Order {\n  optional string id = 1;\n  optional string shop = 2;\n}',
    ),
  },
  'protobuf/required-field-removed': {
    level: 'major',
    sentence: 'The field {subject} was required and is no longer.',
    fix: 'Keep sending the field until every reader knows that it may be missing.',
    why: 'Readers with the old schema refuse a message that lacks the field.',
    aliases: ['buf:MESSAGE_SAME_REQUIRED_FIELDS'],
    example: pairOf(
      proto2,
      'message Order {\n  required string id = 1;\n}',
      'message Order {\n  optional string id = 1;\n}',
    ),
    nearMiss: pairOf(
      proto2,
      'message Order {\n  required string id = 1;\n}',
      'message Order {\n  // Never empty.\n  required string id = 1;\n}',
    ),
  },
  'protobuf/message-json-format-changed': {
    level: 'major',
    sentence: 'The JSON format of {subject} was {from} and is now {to}.',
    fix: 'Put the old feature back.',
    why: 'Messages without a strict JSON format may be refused by parsers or lose fields whose names clash.',
    aliases: ['buf:MESSAGE_SAME_JSON_FORMAT'],
    example: pairOf(
      'edition = "2023";\npackage shop;',
      order,
      'message Order {\n  option features.json_format = LEGACY_BEST_EFFORT;\n  string id = 1;\n}',
    ),
    nearMiss: pairOf(
      'edition = "2023";\npackage shop;',
      order,
      'message Order {\n  option features.json_format = ALLOW;\n  string id = 1;\n}',
    ),
  },
  'protobuf/message-descriptor-accessor-removed': {
    level: 'major',
    sentence: '{subject} no longer has the standard accessor of its descriptor.',
    fix: 'Remove the option no_standard_descriptor_accessor.',
    why: 'Code that asks a message for its descriptor no longer builds.',
    aliases: ['buf:MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR'],
    example: pair(
      order,
      'message Order {\n  option no_standard_descriptor_accessor = true;\n  string id = 1;\n}',
    ),
    nearMiss: pair(
      order,
      'message Order {\n  option no_standard_descriptor_accessor = false;\n  string id = 1;\n}',
    ),
  },
  'protobuf/message-reservation-removed': {
    level: 'major',
    sentence: '{subject} no longer reserves {reserved}.',
    fix: 'Put the reservation back.',
    why: 'A number or name that was in use once may be given to another field. Old data would then be read as something else.',
    aliases: ['buf:RESERVED_MESSAGE_NO_DELETE'],
    example: pair(
      'message Order {\n  reserved 2 to 4;\n  string id = 1;\n}',
      'message Order {\n  reserved 2 to 3;\n  string id = 1;\n}',
    ),
    nearMiss: pair(
      'message Order {\n  reserved 2 to 4;\n  string id = 1;\n}',
      'message Order {\n  reserved 2, 3 to 9;\n  string id = 1;\n}',
    ),
  },
  'protobuf/extension-range-removed': {
    level: 'major',
    sentence: '{subject} can no longer be extended with {numbers}.',
    fix: 'Put the range back.',
    why: 'Extensions that others have declared with these numbers no longer build, and what is stored in them cannot be read.',
    aliases: ['buf:EXTENSION_MESSAGE_NO_DELETE'],
    example: pairOf(
      proto2,
      'message Order {\n  extensions 100 to 199;\n}',
      'message Order {\n  extensions 100 to 149;\n}',
    ),
    nearMiss: pairOf(
      proto2,
      'message Order {\n  extensions 100 to 199;\n}',
      'message Order {\n  extensions 100 to 149, 150 to max;\n}',
    ),
  },
  'protobuf/oneof-removed': {
    level: 'major',
    sentence: 'The oneof {subject} is gone.',
    fix: 'Keep the oneof and its name.',
    why: 'Code that asks which field of the oneof is set no longer builds.',
    aliases: ['buf:ONEOF_NO_DELETE'],
    example: pair(
      'message Order {\n  oneof by {\n    string card = 1;\n  }\n}',
      'message Order {\n  optional string card = 1;\n}',
    ),
    nearMiss: pair(
      'message Order {\n  oneof by {\n    string card = 1;\n  }\n}',
      'message Order {\n  oneof by {\n    string card = 1;\n    string bill = 2;\n  }\n}',
    ),
  },
  'protobuf/extension-removed': {
    level: 'major',
    sentence: 'The extension {subject} is gone from its file{now}.',
    fix: 'Keep the extension, mark it as deprecated, and remove it when nobody uses it any more.',
    why: 'Code that reads or sets the extension no longer builds, and what is stored becomes an unknown field.',
    aliases: ['buf:EXTENSION_NO_DELETE'],
    example: pairOf(
      proto2,
      'message Order {\n  extensions 100 to 199;\n}\nextend Order {\n  optional string note = 100;\n}',
      'message Order {\n  extensions 100 to 199;\n}',
    ),
    nearMiss: pairOf(
      proto2,
      'message Order {\n  extensions 100 to 199;\n}\nextend Order {\n  optional string note = 100;\n}',
      'extend Order {\n  optional string note = 100;\n}\nmessage Order {\n  extensions 100 to 199;\n}',
    ),
  },
  'protobuf/message-added': {
    level: 'minor',
    sentence: 'The message {subject} is new.',
    fix: 'Nothing to do.',
    why: 'Nobody uses it yet.',
    aliases: [],
    example: pair(order, `${order}\n${item}`),
    nearMiss: pair(`${order}\n${item}`, `${item}\n${order}`),
  },
  'protobuf/extension-added': {
    level: 'minor',
    sentence: 'The extension {subject} is new.',
    fix: 'Nothing to do.',
    why: 'Readers that do not know it keep it as an unknown field.',
    aliases: [],
    example: pairOf(
      proto2,
      'message Order {\n  extensions 100 to 199;\n}',
      'message Order {\n  extensions 100 to 199;\n}\nextend Order {\n  optional string note = 100;\n}',
    ),
    nearMiss: pairOf(
      proto2,
      'message Order {\n  extensions 100 to 199;\n}\nextend Order {\n  optional string note = 100;\n}',
      'extend Order {\n  optional string note = 100;\n}\nmessage Order {\n  extensions 100 to 199;\n}',
    ),
  },
} satisfies Readonly<Record<string, Rule>>;
