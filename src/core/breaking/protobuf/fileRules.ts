import type { Rule } from '../detector.ts';
import { pair, pairOf } from './pair.ts';

const order = 'message Order {\n  string id = 1;\n}';
const orderAndItem = `${order}\nmessage Item {\n  string name = 1;\n}`;

export const fileRules = {
  'protobuf/file-removed': {
    level: 'major',
    sentence: 'The file {subject} is gone{now}.',
    fix: 'Keep the file, and let it import publicly what took its place.',
    why: 'Whoever imports the file no longer builds. Generated code is named after files in many languages, so a move breaks it too.',
    aliases: ['buf:FILE_NO_DELETE'],
    example: { ...pair(order, ''), head: '' },
    nearMiss: pair(`${order}\n// The end.`, order),
  },
  'protobuf/file-package-changed': {
    level: 'major',
    sentence: 'The package of {subject} was {from} and is now {to}.',
    fix: 'Keep the package, and add a new one beside it with a version in its name.',
    why: 'The package is a part of every full name: generated code moves, calls go to another path, and messages packed into Any are no longer recognised.',
    aliases: ['buf:FILE_SAME_PACKAGE'],
    example: pairOf('syntax = "proto3";', `package shop.v1;\n${order}`, `package shop.v2;\n${order}`),
    nearMiss: pairOf('syntax = "proto3";', `package shop.v1;\n${order}`, `package shop . v1;\n${order}`),
  },
  'protobuf/syntax-changed': {
    level: 'major',
    sentence: 'The syntax of {subject} was {from} and is now {to}.',
    fix: 'Keep the syntax, or publish the generated code under a new major version.',
    why: 'The syntax decides about presence of fields, checks of strings and unknown values of enums. Generated code has other methods afterwards.',
    aliases: ['buf:FILE_SAME_SYNTAX'],
    example: {
      file: 'shop.proto',
      base: `syntax = "proto3";\npackage shop;\n${order}\n`,
      head: `edition = "2023";\npackage shop;\noption features.field_presence = IMPLICIT;\n${order}\n`,
    },
    nearMiss: {
      file: 'shop.proto',
      base: 'package shop;\nmessage Order {\n  optional string id = 1;\n}\n',
      head: 'syntax = "proto2";\npackage shop;\nmessage Order {\n  optional string id = 1;\n}\n',
    },
  },
  'protobuf/package-removed': {
    level: 'major',
    sentence: 'The package {subject} is gone.',
    fix: 'Keep the package until nobody uses it any more.',
    why: 'Everything in it is gone with it: generated code no longer builds, and calls to its services fail.',
    aliases: ['buf:PACKAGE_NO_DELETE'],
    example: { ...pair(order, ''), head: '' },
    nearMiss: pair(orderAndItem, order),
  },
  'protobuf/package-message-removed': {
    level: 'major',
    sentence: 'The message {subject} is gone from its package.',
    fix: 'Keep the message, mark it as deprecated, and remove it when nobody uses it any more.',
    why: 'Code that names the generated type no longer builds. A move to another file of the package would do no harm.',
    aliases: ['buf:PACKAGE_MESSAGE_NO_DELETE'],
    example: pair(orderAndItem, order),
    nearMiss: pair(orderAndItem, `message Item {\n  string name = 1;\n}\n${order}`),
  },
  'protobuf/package-enum-removed': {
    level: 'major',
    sentence: 'The enum {subject} is gone from its package.',
    fix: 'Keep the enum, mark it as deprecated, and remove it when nobody uses it any more.',
    why: 'Code that names the generated type no longer builds. A move to another file of the package would do no harm.',
    aliases: ['buf:PACKAGE_ENUM_NO_DELETE'],
    example: pair(`${order}\nenum State {\n  STATE_UNKNOWN = 0;\n}`, order),
    nearMiss: pair(
      `${order}\nenum State {\n  STATE_UNKNOWN = 0;\n}`,
      `enum State {\n  STATE_UNKNOWN = 0;\n}\n${order}`,
    ),
  },
  'protobuf/package-service-removed': {
    level: 'major',
    sentence: 'The service {subject} is gone from its package.',
    fix: 'Keep the service, mark it as deprecated, and remove it when nobody calls it any more.',
    why: 'Clients get an error for every call, because the server no longer knows the path.',
    aliases: ['buf:PACKAGE_SERVICE_NO_DELETE'],
    example: pair(`${order}\nservice Shop {\n  rpc Get(Order) returns (Order);\n}`, order),
    nearMiss: pair(
      `${order}\nservice Shop {\n  rpc Get(Order) returns (Order);\n}`,
      `service Shop {\n  rpc Get(Order) returns (Order);\n}\n${order}`,
    ),
  },
  'protobuf/package-extension-removed': {
    level: 'major',
    sentence: 'The extension {subject} is gone from its package.',
    fix: 'Keep the extension, mark it as deprecated, and remove it when nobody uses it any more.',
    why: 'Code that reads or sets the extension no longer builds, and what is stored becomes an unknown field.',
    aliases: ['buf:PACKAGE_EXTENSION_NO_DELETE'],
    example: pairOf(
      'syntax = "proto2";\npackage shop;',
      'message Order {\n  extensions 100 to 199;\n}\nextend Order {\n  optional string note = 100;\n}',
      'message Order {\n  extensions 100 to 199;\n}',
    ),
    nearMiss: pairOf(
      'syntax = "proto2";\npackage shop;',
      'message Order {\n  extensions 100 to 199;\n}\nextend Order {\n  optional string note = 100;\n}',
      'extend Order {\n  optional string note = 100;\n}\nmessage Order {\n  extensions 100 to 199;\n}',
    ),
  },
} satisfies Readonly<Record<string, Rule>>;
