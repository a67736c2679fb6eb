import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Files } from '../../../support/memoryTrees.ts';
import type { RunOptions } from './run.ts';
import { asFiles, brief, run } from './run.ts';

const proto3 = 'syntax = "proto3";\npackage shop;\n';
const proto2 = 'syntax = "proto2";\npackage shop;\n';
const edition = 'edition = "2023";\npackage shop;\n';

type Case = readonly [name: string, base: Files | string, head: Files | string, expected: readonly string[]];

function check(cases: readonly Case[], options: RunOptions = {}): void {
  for (const [name, base, head, expected] of cases) {
    it(name, async () => {
      const { changes, notAnalysed } = await run(asFiles(base), asFiles(head), options);
      assert.deepEqual([brief(changes), notAnalysed], [expected, []]);
    });
  }
}

describe('what changes nothing in .proto files', () => {
  check([
    [
      'order, layout and comments',
      `${proto3}message A {\n  string a = 1; // one\n  int32 b = 2;\n}\nenum E { X = 0; Y = 1; }`,
      `/* all */ ${proto3}enum E {\n  Y = 1;;\n  X = 0;\n}\nmessage A { int32 b=2; string a=0x1; }`,
      [],
    ],
    [
      'a type written in full or in part',
      `${proto3}message A { B b = 1; message B {} }`,
      `${proto3}message A { .shop.A.B b = 1; message B {} }`,
      [],
    ],
    [
      'a syntax that is written down',
      'package shop; message A { optional int32 a = 1; }',
      `${proto2}message A { optional int32 a = 1; }`,
      [],
    ],
    [
      'an edition that says what the syntax said',
      `${edition}message A { string a = 1; }`,
      'edition = "2023";\npackage shop;\noption features.field_presence = EXPLICIT;\nmessage A { string a = 1 [features = {}]; }',
      [],
    ],
    [
      'default values and options of another spelling',
      `${proto2}message A { optional string a = 1 [default = "a'b"]; optional float f = 2 [default = 1]; optional bool c = 3; optional bytes d = 4 [default = "\\001"]; }`,
      `${proto2}message A { optional string a = 1 [default = 'a\\'' 'b']; optional float f = 2 [default = 1.0]; optional bool c = 3 [default = false]; optional bytes d = 4 [default = "\\x01"]; }`,
      [],
    ],
    [
      'the order of values does not matter to a reserved range',
      `${proto3}message A { reserved 2, 3, 9 to 11; reserved "x"; }`,
      `${proto3}message A { reserved "x", "y"; reserved 1 to 4; reserved 9 to max; }`,
      [],
    ],
    [
      'another name for a value of an enum, also for its first one',
      `${proto2}enum E { A = 0; } message M { optional E e = 1; }`,
      `${proto2}enum E { option allow_alias = true; B = 0; A = 0; } message M { optional E e = 1; }`,
      [],
    ],
    ['a file that moves nothing', { 'a.proto': proto3, 'b.md': 'x' }, { 'a.proto': proto3, 'b.md': 'y' }, []],
    [
      'a package that another file keeps',
      { 'a.proto': `${proto3}message A {}`, 'b.proto': `${proto3}message B {}` },
      { 'a.proto': `${proto3}message A {}\n`, 'b.proto': `${proto3}message B {}` },
      [],
    ],
    [
      'files of tests and of others',
      { 'test/a.proto': `${proto3}message A {}`, 'third_party/b.proto': `${proto3}message A {}` },
      { 'test/a.proto': proto3 },
      [],
    ],
  ]);
});

describe('one change for one cause in .proto files', () => {
  check([
    [
      'a renamed message, with the fields and methods that use it',
      `${proto3}message A { B b = 1; repeated B c = 2; map<int32, B> d = 3; }\nmessage B { string x = 1; B next = 2; }\nservice S { rpc Do(B) returns (B); }`,
      `${proto3}message A { C b = 1; repeated C c = 2; map<int32, C> d = 3; }\nmessage C { string x = 1; C next = 2; }\nservice S { rpc Do(C) returns (C); }`,
      ['message-renamed shop.B'],
    ],
    [
      'what lies inside of a renamed message goes along',
      `${proto3}message B { E e = 1; enum E { X = 0; } message I { int32 a = 1; } }\nmessage A { B.E e = 1; B.I i = 2; }`,
      `${proto3}message C { E e = 1; enum E { X = 0; } message I { int32 a = 1; } }\nmessage A { C.E e = 1; C.I i = 2; }`,
      ['message-renamed shop.B'],
    ],
    [
      'two messages that look alike are no rename',
      `${proto3}message A { int32 a = 1; }\nmessage B { int32 a = 1; }`,
      `${proto3}message C { int32 a = 1; }\nmessage D { int32 a = 1; }`,
      ['message-removed shop.A', 'message-removed shop.B', 'message-added shop.C', 'message-added shop.D'],
    ],
    [
      'a message that is gone with all that lies inside of it',
      `${proto3}message A { message B { enum E { X = 0; } } }\nmessage C {}`,
      `${proto3}message C {}`,
      ['message-removed shop.A'],
    ],
    [
      'the name in JSON follows the name',
      `${proto3}message A { int32 a_b = 1; }`,
      `${proto3}message A { int32 b_c = 1; }`,
      ['field-renamed shop.A.a_b'],
    ],
    [
      'the name in JSON on its own',
      `${proto3}message A { int32 a_b = 1; }`,
      `${proto3}message A { int32 b_c = 1 [json_name = "aB"]; }`,
      ['field-renamed shop.A.a_b'],
    ],
    [
      'a renamed map is no other type',
      `${proto3}message A { map<string, int32> a = 1; }`,
      `${proto3}message A { map<string, int32> b = 1; }`,
      ['field-renamed shop.A.a'],
    ],
    [
      'a oneof that got another name',
      `${proto3}message A { oneof a { int32 x = 1; int32 y = 2; } }`,
      `${proto3}message A { oneof b { int32 x = 1; int32 y = 2; } }`,
      ['oneof-removed shop.A.a'],
    ],
    [
      'a oneof that is gone with its fields',
      `${proto3}message A { oneof a { int32 x = 1; } int32 z = 2; }`,
      `${proto3}message A { int32 z = 2; }`,
      ['field-removed shop.A.x'],
    ],
    [
      'another syntax, with what it means for fields and enums',
      `${proto2}message A { optional string a = 1; }\nenum E { X = 0; }`,
      `${proto3}message A { string a = 1; }\nenum E { X = 0; }`,
      ['syntax-changed shop.proto', 'field-cardinality-changed shop.A.a'],
    ],
    [
      'a feature of the file for all of its fields',
      `${edition}message A { string a = 1; string b = 2; int32 c = 3; }`,
      `${edition}option features.utf8_validation = NONE;\nmessage A { string a = 1; string b = 2; int32 c = 3; }`,
      ['field-utf8-validation-changed shop.A.a'],
    ],
    [
      'a package that got another name',
      {
        'a.proto': 'syntax = "proto3"; package old; message A { string a = 1; }',
        'b.proto': 'syntax = "proto3"; package b; import "a.proto"; message B { old.A a = 1; }',
      },
      {
        'a.proto': 'syntax = "proto3"; package fresh; message A { string a = 1; }',
        'b.proto': 'syntax = "proto3"; package b; import "a.proto"; message B { fresh.A a = 1; }',
      },
      ['file-package-changed a.proto'],
    ],
    [
      'a required field that is now optional',
      `${proto2}message A { required int32 a = 1; }`,
      `${proto2}message A { optional int32 a = 1; }`,
      ['required-field-removed shop.A.a'],
    ],
    [
      'a new file with all that it declares',
      { 'a.proto': `${proto3}message A {}` },
      { 'a.proto': `${proto3}message A {}`, 'b.proto': `${proto3}message B {}\nmessage C {}` },
      ['message-added shop.B'],
    ],
  ]);

  it('names what else the change reaches', async () => {
    const { changes } = await run(
      asFiles(`${edition}message A { string a = 1; string b = 2; }`),
      asFiles(`${edition}option features.utf8_validation = NONE;\nmessage A { string a = 1; string b = 2; }`),
    );
    assert.equal(changes[0]?.args['also'], 'shop.A.b');
  });
});

describe('declarations that move', () => {
  const base = { 'a.proto': `${proto3}message A { string a = 1; }\nmessage B {}`, 'b.proto': proto3 };
  const head = { 'a.proto': `${proto3}message B {}`, 'b.proto': `${proto3}message A { int32 a = 1; }` };

  it('left their file, and keep their history', async () => {
    const { changes } = await run(base, head);
    assert.deepEqual(brief(changes), ['message-removed shop.A', 'field-type-changed shop.A.a']);
    assert.equal(changes[0]?.args['now'], ', and is in b.proto');
  });

  it('may move inside of their package', async () => {
    const { changes } = await run(base, head, { profile: 'PACKAGE' });
    assert.deepEqual(brief(changes), ['field-type-changed shop.A.a']);
  });

  it('are told with the file that is gone', async () => {
    const { changes } = await run(
      { 'a.proto': `${proto3}message A {}` },
      { 'b/a.proto': `${proto3}message A {}` },
    );
    assert.deepEqual(brief(changes), ['file-removed a.proto']);
    assert.equal(changes[0]?.args['now'], ', and its declarations are in b/a.proto');
    assert.deepEqual(
      (await run({ 'a.proto': proto3 }, { 'b.proto': proto3 }, { profile: 'PACKAGE' })).changes,
      [],
    );
  });
});

describe('declarations inside of others', () => {
  const inner = `${proto2}message A { extensions 10 to 20; message B { extend A { optional int32 x = 10; } } int32 a = 1; }`;
  check([
    [
      'that stay behind when a message moves',
      { 'a.proto': `${proto3}message A { message B {} }`, 'b.proto': proto3 },
      { 'a.proto': proto3, 'b.proto': `${proto3}message A {}` },
      ['message-removed shop.A', 'message-removed shop.A.B'],
    ],
    [
      'that are extensions, which go by their scope',
      inner,
      `${proto2}message A { extensions 10 to 20; message B {} int32 a = 1; }\nextend A { optional int32 x = 10; }`,
      ['field-renamed shop.A.B.x'],
    ],
  ]);

  it('are told with the place of what they were in', async () => {
    const { changes } = await run(
      asFiles(`${proto3}message A {\n  message B {\n    message C {}\n  }\n}`),
      asFiles(`${proto3}\nmessage A {\n  message B {}\n}`),
    );
    assert.deepEqual(
      [changes[0]?.base, changes[0]?.head].map((place) => [place?.line, place?.column, place?.endLine]),
      [
        [5, 5, 5],
        [5, 3, 5],
      ],
    );
  });

  it('that are reserved are told one by one, where they stood', async () => {
    const { changes } = await run(
      asFiles(`${proto3}message A {\n  reserved 1,\n    5 to 9;\n  reserved "x", "y";\n}`),
      asFiles(`${proto3}message A {\n  reserved 6, 8;\n  reserved "y";\n}`),
    );
    assert.deepEqual(
      changes.map(({ args, base }) => [args['reserved'], base?.line]),
      [
        ['1', 4],
        ['5, 7, 9', 5],
        ['"x"', 6],
      ],
    );
  });
});

describe('names of types', () => {
  check([
    [
      'are looked up in files that did not change',
      {
        'a.proto': `${proto3}import "b/t.proto";\nmessage A { T t = 1; }`,
        'b/t.proto': `${proto3}message T {}`,
        'c/t.proto': 'syntax = "proto3"; package shop.A; enum T { X = 0; }',
      },
      {
        'a.proto': `${proto3}import "b/t.proto";\nmessage A { .shop.T t = 1; }`,
        'b/t.proto': `${proto3}message T {}`,
        'c/t.proto': 'syntax = "proto3"; package shop.A; enum T { X = 0; }',
      },
      [],
    ],
    [
      'are looked up behind a public import',
      {
        'a.proto': `${proto3}import "b.proto";\nmessage A { C c = 1; }`,
        'b.proto': 'import public "c.proto";',
        'c.proto': `${proto3}message C {}`,
      },
      {
        'a.proto': `${proto3}import "c.proto";\nmessage A { shop.C c = 1; }`,
        'b.proto': 'import public "c.proto";',
        'c.proto': `${proto3}message C {}`,
      },
      [],
    ],
    [
      'are the same although nobody declares them',
      `${proto3}message A { google.type.Money m = 1; google.protobuf.Timestamp t = 2; }`,
      `${proto3}message A { .google.type.Money m = 1; .google.protobuf.Timestamp t = 2; }`,
      [],
    ],
    [
      'that hide each other: the innermost counts',
      `${proto3}message T {}\nmessage A { T t = 1; }`,
      `${proto3}message T {}\nmessage A { T t = 1; message T {} }`,
      ['field-type-changed shop.A.t', 'message-added shop.A.T'],
    ],
  ]);

  it('of messages do not count on the wire, unless they are packed', async () => {
    const { changes } = await run(
      asFiles(`${proto3}message A { B b = 1; }\nmessage B { int32 x = 1; }\nenum E { X = 0; }`),
      asFiles(`${proto3}message A { C b = 1; }\nmessage C { int32 x = 1; }\nenum F { X = 0; }`),
      { profile: 'WIRE' },
    );
    assert.deepEqual(
      changes.map(({ rule, level }) => [rule, level]),
      [['protobuf/message-renamed', 'review']],
    );
  });

  it('that nobody declares leave the wire undecided', async () => {
    const { changes } = await run(
      asFiles(`${proto3}message A { other.B b = 1; }`),
      asFiles(`${proto3}message A { other.C b = 1; }`),
      { profile: 'WIRE' },
    );
    assert.deepEqual(
      changes.map(({ rule, level }) => [rule, level]),
      [['protobuf/field-wire-type-changed', 'review']],
    );
  });
});

describe('the wire', () => {
  const fields = (...types: readonly string[]): string =>
    `${proto3}message A {\n${types.map((type, at) => `  ${type} f${at} = ${at + 1};\n`).join('')}}\nmessage M { int32 a = 1; }\nenum E { X = 0; Y = 1; }`;
  const before = fields(
    'int32',
    'sint32',
    'string',
    'fixed64',
    'bool',
    'E',
    'bytes',
    'repeated int32',
    'float',
  );
  const after = fields(
    'uint64',
    'sint64',
    'bytes',
    'sfixed64',
    'int32',
    'int32',
    'string',
    'int32',
    'double',
  );

  it('reads types of one group', async () => {
    const { changes } = await run(asFiles(before), asFiles(after), { profile: 'WIRE' });
    assert.deepEqual(brief(changes), [
      'field-wire-type-changed shop.A.f5',
      'field-wire-type-changed shop.A.f6',
      'field-wire-cardinality-changed shop.A.f7',
      'field-wire-type-changed shop.A.f8',
    ]);
  });

  it('is wider than JSON', async () => {
    const { changes } = await run(asFiles(before), asFiles(after), { profile: 'WIRE_JSON' });
    assert.deepEqual(
      changes
        .filter(({ rule }) => rule === 'protobuf/field-wire-json-type-changed')
        .map(({ subject }) => subject),
      [0, 1, 2, 4, 5, 6, 8].map((at) => `shop.A.f${at}`),
    );
  });

  const enums = (name: string, values: string): string =>
    `${proto3}message A { ${name} e = 1; }\nmessage In { enum E { X = 0; Y = 1; } }\nmessage Out { enum E { ${values} } enum F { X = 0; Y = 1; } }`;
  check(
    [
      [
        'reads an enum that has all values of the old one',
        enums('In.E', 'X = 0; Y = 1; Z = 2;'),
        enums('Out.E', 'X = 0; Y = 1; Z = 2;'),
        [],
      ],
      [
        'does not read one that lacks a value',
        enums('In.E', 'X = 0;'),
        enums('Out.E', 'X = 0;'),
        ['field-wire-type-changed shop.A.e'],
      ],
      [
        'does not read one of another name',
        enums('In.E', 'X = 0;'),
        enums('Out.F', 'X = 0;'),
        ['field-wire-type-changed shop.A.e'],
      ],
    ],
    { profile: 'WIRE' },
  );

  check(
    [
      [
        'knows groups in both spellings',
        `${edition}message A { B b = 1 [features.message_encoding = DELIMITED]; message B { int32 a = 1; } }`,
        `${proto2}message A { optional group B = 1 { optional int32 a = 1; } }`,
        [],
      ],
      [
        'tells them from messages',
        `${proto2}message A { optional group B = 1 { optional int32 a = 1; } }`,
        `${proto2}message A { optional B b = 1; message B { optional int32 a = 1; } }`,
        ['field-wire-type-changed shop.A.b'],
      ],
    ],
    { profile: 'WIRE' },
  );
});

describe('features of editions', () => {
  check([
    [
      'that come from a message around a message',
      `${edition}message A { message B { enum E { X = 0; } } }`,
      `${edition}message A { option features.enum_type = CLOSED; message B { enum E { X = 0; } } }`,
      ['enum-type-changed shop.A.B.E'],
    ],
    [
      'that are said again further inside',
      `${edition}message A { enum E { X = 0; } }`,
      `${edition}option features = { enum_type: CLOSED };\nmessage A { enum E { option features.enum_type = OPEN; X = 0; } }`,
      [],
    ],
    [
      'that make a field required',
      `${edition}message A { int32 a = 1; }`,
      `${edition}message A { int32 a = 1 [features.field_presence = LEGACY_REQUIRED]; }`,
      ['required-field-added shop.A.a'],
    ],
    [
      'of C++ and Java',
      `${edition}message A { string a = 1; string b = 2; }`,
      `${edition}message A { string a = 1 [features.(pb.cpp).string_type = VIEW]; string b = 2 [features.(pb.java).utf8_validation = VERIFY]; }`,
      ['field-cpp-string-type-changed shop.A.a'],
    ],
    [
      'a stricter JSON format takes nothing',
      `${edition}option features.json_format = LEGACY_BEST_EFFORT;\nmessage A { int32 a = 1; }`,
      `${edition}message A { int32 a = 1; }`,
      [],
    ],
    [
      'presence without a label',
      `${proto3}message A { int32 a = 1; M m = 2; oneof o { int32 b = 3; } }\nmessage M {}`,
      'edition = "2023";\npackage shop;\nmessage A { int32 a = 1; M m = 2; oneof o { int32 b = 3; } }\nmessage M {}',
      ['syntax-changed shop.proto'],
    ],
  ]);
});
