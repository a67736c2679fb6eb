import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { optionOf } from '../../../../src/core/breaking/protobuf/model.ts';
import type { Field, PlacedRange, Spot } from '../../../../src/core/breaking/protobuf/model.ts';
import { readProto } from '../../../../src/core/breaking/protobuf/read.ts';
import { asFiles, brief, run } from './run.ts';

function textOf({ file, start, end }: Spot): string {
  return file.text.slice(start, end);
}

function fieldsOf(body: string, start = 'syntax = "proto2";'): readonly Field[] {
  const read = readProto({ path: 's.proto', text: `${start} message A { ${body} }` });
  assert.deepEqual(read.errors, []);
  return read.messages[0]?.fields ?? [];
}

describe('readProto', () => {
  it('reads what stands at the top of a file', () => {
    const text =
      'edition = "2024";\npackage a.b;\nimport public "x.proto";\nimport weak \'y.proto\';\nimport option "z.proto";\noption (my.opt).x = { a: 1 b: [1, 2] c < d: "}" > };\nexport message M {}\nlocal enum E { X = 0; }\nextend M { int32 e = 1; }\nservice S { option deprecated = true; rpc R (stream .a.b.M) returns (M) { option (x) = -1; }; }\n;';
    const read = readProto({ path: 's.proto', text });
    assert.deepEqual(read.errors, []);
    assert.deepEqual([read.syntax.value, read.fullName], ['2024', 'a.b']);
    assert.deepEqual(
      read.imports.map(({ path, modifier }) => [path, modifier]),
      [
        ['x.proto', 'public'],
        ['y.proto', 'weak'],
        ['z.proto', 'option'],
      ],
    );
    assert.deepEqual(
      [read.messages, read.enums, read.services].map((all) => all.map(({ fullName }) => fullName)),
      [['a.b.M'], ['a.b.E'], ['a.b.S']],
    );
    const [method] = read.services[0]?.methods ?? [];
    assert.deepEqual(
      [method?.request.type, method?.request.streaming, method?.response.streaming],
      ['.a.b.M', true, false],
    );
    assert.equal(method && textOf(method.request.spot), '.a.b.M');
    assert.equal(method && optionOf(method.options, '(x)')?.value, '-1');
    assert.equal(read.extensions[0]?.extendee, 'M');
  });

  it('knows keywords that are names', () => {
    const fields = fieldsOf(
      'optional string message = 1; optional int32 reserved = 2; optional .message.enum option = 3; map<int32, option> map = 4; oneof oneof { string extend = 5; }',
    );
    assert.deepEqual(
      fields.map(({ name, type, oneof }) => [name, type, oneof]),
      [
        ['message', 'string', undefined],
        ['reserved', 'int32', undefined],
        ['option', '.message.enum', undefined],
        ['map', 'map<int32,option>', undefined],
        ['extend', 'string', 'oneof'],
      ],
    );
  });

  it('reads numbers, strings and lists of options in one spelling', () => {
    const values = (body: string) =>
      fieldsOf(body).flatMap(({ options }) => options.map(({ value }) => value));
    assert.deepEqual(
      values(
        'optional int32 a = 0x10 [default = -0x1F, (o).p = 010, d = .5e1, e = inf, f = -0, g = "a" \'"b\\\'\', h = a.b];',
      ),
      ['-31', '8', '5', 'inf', '0', '"a\\"b\'"', 'a.b'],
    );
    assert.equal(fieldsOf('optional int32 a = 0x10;')[0]?.number, 16);
  });

  it('reads a group as a field and a message', () => {
    const read = readProto({
      path: 's.proto',
      text: 'message A { repeated group Line = 3 { optional int32 a = 1; } }',
    });
    const [message] = read.messages;
    assert.deepEqual(
      [
        message?.fields[0]?.name,
        message?.fields[0]?.type,
        message?.fields[0]?.group,
        message?.messages[0]?.fullName,
      ],
      ['line', 'Line', true, 'A.Line'],
    );
  });

  it('keeps the places of all parts', () => {
    const [field] = fieldsOf('/* a */ repeated .x.Y name = 7 [deprecated = true, json_name = "n"]; /* b */');
    assert.ok(field !== undefined);
    assert.deepEqual(
      [field.spot, field.labelSpot ?? field.spot, field.typeSpot, field.nameSpot, field.numberSpot].map(
        textOf,
      ),
      ['repeated .x.Y name = 7 [deprecated = true, json_name = "n"];', 'repeated', '.x.Y', 'name', '7'],
    );
    assert.equal(textOf(optionOf(field.options, 'json_name')?.spot ?? field.spot), 'json_name = "n"');
  });

  it('reads ranges and names that are reserved', () => {
    const read = readProto({
      path: 's.proto',
      text: 'edition = "2023"; message A { reserved 1, 3 to 5, 9 to max; reserved "a", b; extensions 100 to 200 [verification = UNVERIFIED]; } enum E { X = -1; reserved -5 to -3; reserved = 7; option = 8; }',
    });
    assert.deepEqual(read.errors, []);
    const [message] = read.messages;
    const ranges = (all: readonly PlacedRange[] = []) => all.map(({ from, to }) => ({ from, to }));
    assert.deepEqual(ranges(message?.reserved.ranges), [
      { from: 1, to: 1 },
      { from: 3, to: 5 },
      { from: 9, to: 536_870_911 },
    ]);
    assert.deepEqual([...(message?.reserved.names.keys() ?? [])], ['a', 'b']);
    assert.deepEqual(ranges(message?.extensionRanges), [{ from: 100, to: 200 }]);
    assert.equal(message?.reserved.ranges[1] && textOf(message.reserved.ranges[1].spot), '3 to 5');
    assert.deepEqual(
      read.enums[0]?.values.map(({ name, number }) => [name, number]),
      [
        ['X', -1],
        ['reserved', 7],
        ['option', 8],
      ],
    );
  });
});

const before =
  'syntax = "proto3";\nmessage A {\n  string a = 1;\n  string b = 2;\n}\nmessage B {\n  int32 x = 1;\n}\n';

describe('.proto files with slips', () => {
  const cases: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
    [
      'a field without a number',
      before.replace('string b = 2;', 'string b;').replace('int32 x = 1', 'int64 x = 1'),
      ['field-type-changed B.x'],
      ['head:4:11: ";"'],
    ],
    [
      'a forgotten semicolon hides what follows on the line after it',
      before.replace('string a = 1;', 'string a = 1').replace('int32 x = 1', 'int64 x = 1'),
      ['field-type-changed B.x'],
      ['head:4:3: "string"'],
    ],
    [
      'a brace too few says nothing about the file',
      before.replace('}\nmessage B', '\nmessage B').replace('int32', 'int64'),
      [],
      ['head:9:1: end of file'],
    ],
    [
      'a brace too many',
      before.replace('}\nmessage B', '}}\nmessage B').replace('int32', 'int64'),
      [],
      ['head:5:2: "}"'],
    ],
    [
      'a misspelt keyword hides what it declares',
      before.replace('message A', 'mesage A').replace('int32', 'int64'),
      ['field-type-changed B.x'],
      ['head:2:1: "mesage"'],
    ],
    [
      'marks of a conflict',
      before.replace(
        '  string b = 2;\n',
        '<<<<<<< ours\n  string b = 2;\n=======\n  int32 b = 2;\n>>>>>>> theirs\n',
      ),
      [],
      ['head:4:1: "<", and 2 more'],
    ],
  ];
  for (const [name, head, expected, notes] of cases) {
    it(name, async () => {
      const { changes, notAnalysed } = await run(asFiles(before), asFiles(head));
      assert.deepEqual(brief(changes), expected);
      assert.deepEqual(
        notAnalysed.map(({ reason, detail }) => (reason === 'syntax' ? detail : reason)),
        notes,
      );
    });
  }

  it('says nothing new about what could not be read before', async () => {
    const { changes } = await run(asFiles(before.replace('string b = 2;', 'string b;')), asFiles(before));
    assert.deepEqual(brief(changes), []);
  });

  it('survives depth', async () => {
    const deep = `message A { ${'message B { '.repeat(50_000)}`;
    const { notAnalysed } = await run(asFiles(before), asFiles(deep));
    assert.equal(notAnalysed[0]?.reason, 'syntax');
    const literal = `option (a) = ${'{a:'.repeat(100_000)}`;
    assert.equal((await run(asFiles(before), asFiles(literal))).notAnalysed[0]?.reason, 'syntax');
  });

  it('says which file it could not open, and nothing about what stood in it', async () => {
    const { changes, notAnalysed } = await run(
      { 'a.proto': before, 'b.proto': 'message C {}' },
      { 'a.proto': before.replace('int32', 'int64'), 'b.proto': 'message D {}' },
      { unreadable: { 'b.proto': { ok: false, reason: 'tooLarge', detail: '' } } },
    );
    assert.deepEqual(brief(changes), ['field-type-changed B.x']);
    assert.deepEqual(notAnalysed[0], { path: 'b.proto', reason: 'tooLarge', detail: '' });
  });

  it('says when the time is over', async () => {
    let clock = 0;
    const budget = { milliseconds: 5, cancelled: () => false, elapsed: () => (clock += 10) };
    const { changes, notAnalysed } = await run(asFiles(before), asFiles('message C {}'), { budget });
    assert.deepEqual([changes.length, notAnalysed[0]?.reason], [0, 'timeBudget']);
  });
});
