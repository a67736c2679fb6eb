import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { avroDetector } from '../../../../src/core/breaking/avro/index.ts';
import type { Budget } from '../../../../src/core/breaking/detector.ts';
import type { Files } from '../../../support/memoryTrees.ts';
import { brief, run } from './run.ts';

const json = (value: unknown): string => JSON.stringify(value);

function asFiles(schema: unknown): Files {
  return { 'order.avsc': json(schema) };
}

function order(fields: readonly object[], more: object = {}): object {
  return { type: 'record', name: 'Order', ...more, fields };
}

const id = { name: 'id', type: 'long' };

describe('Avro rules', () => {
  const side = (file: string, text: string): Files => (text === '' ? {} : { [file]: text });
  for (const [rule, { example, nearMiss, level, sentence }] of Object.entries(avroDetector.rules)) {
    it(`${rule} fires on its example, alone, at its level, with its places and words`, async () => {
      const { file, base, head } = example;
      const { changes, notAnalysed } = await run(side(file, base), side(file, head));
      assert.deepEqual(
        changes.map((change) => [change.rule, change.level]),
        [[rule, level]],
      );
      assert.deepEqual(notAnalysed, []);
      assert.equal(changes[0]?.base === undefined, base === '');
      assert.equal(changes[0]?.head === undefined, head === '');
      const names = [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      assert.deepEqual(
        names.filter((name) => changes[0]?.args[name] === undefined),
        [],
      );
    });

    it(`${rule} does not fire on its near miss`, async () => {
      const { file, base, head } = nearMiss;
      const { changes } = await run(side(file, base), side(file, head));
      assert.ok(!changes.some((change) => change.rule === rule));
    });
  }
});

describe('Avro places', () => {
  it('are the type before and after, with a pointer', async () => {
    const { changes } = await run(
      { 'a.avsc': '{"type": "record", "name": "A", "fields": [\n  {"name": "x", "type": "long"}\n]}' },
      { 'a.avsc': '{"type": "record", "name": "A", "fields": [\n\n    {"name": "x",\n "type": "int"}\n]}' },
    );
    assert.deepEqual(changes[0]?.base, { path: 'a.avsc', line: 2, column: 25, endLine: 2, endColumn: 31 });
    assert.deepEqual(changes[0]?.head, { path: 'a.avsc', line: 4, column: 10, endLine: 4, endColumn: 15 });
    assert.equal(changes[0]?.args['pointer'], '/fields/0/type');
  });

  it('are the name of the record for a field that is gone', async () => {
    const { changes } = await run(
      { 'a.avsc': '{"type": "record", "name": "A", "fields": [{"name": "x", "type": "long"}]}' },
      { 'a.avsc': '{"type": "record",\n"name": "A", "fields": []}' },
    );
    assert.deepEqual(
      [changes[0]?.base?.column, changes[0]?.head?.line, changes[0]?.head?.column],
      [53, 2, 9],
    );
  });
});

describe('Avro changes', () => {
  const money = { type: 'record', name: 'Money', fields: [{ name: 'cents', type: 'int' }] };
  const wide = { type: 'record', name: 'Money', fields: [{ name: 'cents', type: 'long' }] };
  const tree = (label: string): object =>
    order([
      { name: 'label', type: label },
      { name: 'children', type: { type: 'array', items: 'Order' } },
    ]);
  const cases: readonly (readonly [string, unknown, unknown, readonly string[]])[] = [
    [
      'layout, order and documentation do not count',
      order([id, { name: 'n', type: 'int' }]),
      order([{ name: 'n', type: { type: 'int' }, doc: 'N.', order: 'ignore' }, id]),
      [],
    ],
    [
      'a definition may move to another use',
      order([
        { name: 'a', type: money },
        { name: 'b', type: 'Money' },
      ]),
      order([
        { name: 'b', type: money },
        { name: 'a', type: 'Money' },
      ]),
      [],
    ],
    [
      'a type that is used twice is told once',
      order([
        { name: 'a', type: money },
        { name: 'b', type: 'Money' },
      ]),
      order([
        { name: 'a', type: wide },
        { name: 'b', type: 'Money' },
      ]),
      ['type-widened Money.cents minor'],
    ],
    ['types that use themselves', tree('long'), tree('int'), ['type-narrowed Order.label major']],
    [
      'items and values have subjects',
      order([{ name: 'a', type: { type: 'map', values: { type: 'array', items: 'long' } } }]),
      order([{ name: 'a', type: { type: 'map', values: { type: 'array', items: 'int' } } }]),
      ['type-narrowed Order.a{}[] major'],
    ],
    [
      'what changed in a branch is told there',
      order([{ name: 'a', type: ['null', money] }]),
      order([{ name: 'a', type: [wide, 'null'] }]),
      ['type-widened Money.cents minor'],
    ],
    ['a branch may be promoted', ['int', 'string'], ['long', 'string'], ['type-widened order.avsc minor']],
    [
      'one branch of several cannot be read',
      ['int', 'float'],
      'long',
      ['type-widened order.avsc minor', 'union-branch-removed order.avsc major'],
    ],
    ['an empty union was never written', [], 'int', ['union-branch-added order.avsc minor']],
    [
      'an alias does not excuse the type',
      order([{ name: 'a', type: 'string' }]),
      order([{ name: 'b', type: 'int', aliases: ['a'] }]),
      ['field-renamed Order.a minor', 'type-changed Order.b major'],
    ],
    [
      'a field may take its first values from another',
      order([id]),
      order([id, { name: 'key', type: 'long', aliases: ['id'] }]),
      [],
    ],
    [
      'the default symbol has to be one of the enum',
      { type: 'enum', name: 'E', symbols: ['A', 'B'] },
      { type: 'enum', name: 'E', symbols: ['A'], default: 'B' },
      ['enum-symbol-removed E.B major'],
    ],
    ['a record is no map', order([]), { type: 'map', values: 'int' }, ['type-changed Order major']],
    [
      'an alias with a namespace',
      order([], { namespace: 'a.b' }),
      { type: 'record', name: 'c.Sale', aliases: ['a.b.Order'], fields: [] },
      ['type-renamed Order minor'],
    ],
    [
      'time of another unit is read wrong',
      { type: 'int', logicalType: 'time-millis' },
      { type: 'long', logicalType: 'time-micros' },
      ['logical-type-changed order.avsc major'],
    ],
    ['a logical type on the wrong type is ignored', { type: 'string', logicalType: 'date' }, 'string', []],
    ['a decimal without precision is ignored', { type: 'bytes', logicalType: 'decimal' }, 'bytes', []],
    [
      'nullable fields may become required by nobody',
      order([{ name: 'a', type: ['null', 'int'], default: null }]),
      order([{ name: 'a', type: 'int' }]),
      ['default-removed Order.a review', 'union-branch-removed Order.a major'],
    ],
  ];
  for (const [name, base, head, expected] of cases) {
    it(name, async () => {
      const { changes } = await run(asFiles(base), asFiles(head));
      assert.deepEqual(brief(changes).toSorted(), expected);
    });
  }
});

describe('Avro directions', () => {
  const colour = (symbols: readonly string[], more: object = {}): object => ({
    type: 'enum',
    name: 'Colour',
    symbols,
    ...more,
  });
  const cases: readonly (readonly [string, unknown, unknown, string])[] = [
    ['a field without default is new', order([]), order([id]), 'major minor major'],
    ['a field without default is gone', order([id]), order([]), 'minor major major'],
    ['a field with default is gone', order([{ ...id, default: 0 }]), order([]), 'minor minor minor'],
    [
      'a field is renamed',
      order([id]),
      order([{ name: 'key', type: 'long', aliases: ['id'] }]),
      'minor major major',
    ],
    [
      'a field gets its former name back',
      order([{ name: 'key', type: 'long', aliases: ['id'], default: 1 }]),
      order([{ ...id, aliases: ['key'], default: 1 }]),
      'minor minor minor',
    ],
    ['wider', 'int', 'long', 'minor major major'],
    ['narrower', 'long', 'int', 'major minor major'],
    ['text and bytes', 'string', 'bytes', 'minor minor minor'],
    ['a symbol more', colour(['RED']), colour(['RED', 'BLUE']), 'minor major major'],
    [
      'a symbol more beside a default',
      colour(['RED'], { default: 'RED' }),
      colour(['RED', 'BLUE'], { default: 'RED' }),
      'minor minor minor',
    ],
    ['a symbol less', colour(['RED', 'BLUE']), colour(['RED']), 'major minor major'],
    ['a branch more', ['int'], ['int', 'null'], 'minor major major'],
    ['a branch less', ['int', 'null'], ['int'], 'major minor major'],
    ['another name', colour(['RED']), { ...colour(['RED']), name: 'Paint' }, 'major major major'],
    [
      'another name with an alias',
      colour(['RED']),
      { ...colour(['RED']), name: 'Paint', aliases: ['Colour'] },
      'minor major major',
    ],
  ];
  for (const [name, base, head, expected] of cases) {
    it(name, async () => {
      const levels: string[] = [];
      for (const profile of avroDetector.profiles) {
        const { changes } = await run(asFiles(base), asFiles(head), { profiles: { avro: profile } });
        levels.push(changes.map(({ level }) => level).join('+'));
      }
      assert.equal(levels.join(' '), expected);
    });
  }
});

describe('Avro protocols', () => {
  const money = (type: string): object => ({
    type: 'record',
    name: 'Money',
    fields: [{ name: 'cents', type }],
  });
  const list = (type: string): object => ({
    type: 'record',
    name: 'List',
    fields: [
      { name: 'head', type },
      { name: 'tail', type: ['null', 'List'] },
    ],
  });
  const shop = (types: readonly unknown[], message: object): unknown => ({
    protocol: 'Shop',
    namespace: 'a',
    types,
    messages: { pay: message },
  });
  const cases: readonly (readonly [string, unknown, unknown, readonly string[]])[] = [
    [
      'a request may be wider',
      shop([money('int')], { request: [{ name: 'sum', type: 'Money' }], response: 'null' }),
      shop([money('long')], { request: [{ name: 'sum', type: 'Money' }], response: 'null' }),
      ['type-widened Money.cents minor'],
    ],
    [
      'an answer may not',
      shop([money('int')], { request: [], response: 'Money' }),
      shop([money('long')], { request: [], response: 'Money' }),
      ['type-widened Money.cents major'],
    ],
    [
      'an answer may be narrower',
      shop([money('long')], { request: [], response: 'Money' }),
      shop([money('int')], { request: [], response: 'Money' }),
      ['type-narrowed Money.cents minor'],
    ],
    [
      'a parameter that old clients do not send',
      shop([], { request: [], response: 'null' }),
      shop([], { request: [id], response: 'null' }),
      ['field-added-without-default pay.id major'],
    ],
    [
      'an error that old clients do not know',
      shop([], { request: [], response: 'null' }),
      shop([{ type: 'error', name: 'Broke', fields: [] }], {
        request: [],
        response: 'null',
        errors: ['Broke'],
      }),
      ['union-branch-added pay errors major'],
    ],
    [
      'a type that uses itself and no message uses',
      shop([list('long')], { request: [], response: 'null' }),
      shop([list('int')], { request: [], response: 'null' }),
      ['type-narrowed List.head major'],
    ],
    [
      'types that use one another, and are gone',
      shop([list('Money'), money('int')], { request: [], response: 'null' }),
      shop([], { request: [], response: 'null' }),
      ['schema-removed List major', 'schema-removed Money major'],
    ],
    [
      'a type that is gone from one that stays',
      shop([list('Money'), money('int')], { request: [], response: 'null' }),
      shop([list('int')], { request: [], response: 'null' }),
      ['type-changed List.head major'],
    ],
    [
      'a type that no message uses',
      shop([money('long')], { request: [], response: 'null' }),
      shop([], { request: [], response: 'null' }),
      ['schema-removed Money major'],
    ],
  ];
  for (const [name, base, head, expected] of cases) {
    it(name, async () => {
      const { changes } = await run({ 'shop.avpr': json(base) }, { 'shop.avpr': json(head) });
      assert.deepEqual(brief(changes), expected);
    });
  }
});

describe('Avro files', () => {
  const money = (type: string): string =>
    json({ type: 'record', name: 'a.Money', fields: [{ name: 'cents', type }] });
  const user = (type: unknown): string => json(order([{ name: 'sum', type }], { namespace: 'a' }));
  const inline = (type: string): string => user(JSON.parse(money(type)) as unknown);
  const cases: readonly (readonly [string, Files, Files, readonly string[]])[] = [
    [
      'a schema may move to another folder',
      { 'x/Money.avsc': money('int') },
      { 'y/m.avsc': money('long') },
      ['type-widened Money.cents minor'],
    ],
    [
      'a type of another file is told there',
      { 'm.avsc': money('int'), 'o.avsc': user('Money') },
      { 'm.avsc': money('long'), 'o.avsc': user('a.Money') },
      ['type-widened Money.cents minor'],
    ],
    [
      'a type may move into the file that uses it',
      { 'm.avsc': money('int'), 'o.avsc': user('Money') },
      { 'o.avsc': inline('int') },
      [],
    ],
    [
      'also one whose file stays',
      { 'Money.avsc': money('int'), 'o.avsc': user('Money') },
      { 'Money.avsc': money('int'), 'o.avsc': inline('long') },
      ['type-widened Money.cents minor'],
    ],
    [
      'one copy of two goes',
      { 'x/Money.avsc': money('int'), 'y/Money.avsc': money('int') },
      { 'x/Money.avsc': money('int') },
      [],
    ],
    [
      'tests hold no interface',
      { 'src/test/resources/o.avsc': money('long') },
      { 'src/test/resources/o.avsc': money('int') },
      [],
    ],
    [
      'a schema that is gone',
      { 'm.avsc': money('int'), 'o.avsc': user('int') },
      { 'o.avsc': user('int') },
      ['schema-removed Money major'],
    ],
  ];
  for (const [name, base, head, expected] of cases) {
    it(name, async () => {
      const { changes, notAnalysed } = await run(base, head);
      assert.deepEqual(brief(changes), expected);
      assert.deepEqual(notAnalysed, []);
    });
  }
});

describe('Avro that cannot be read', () => {
  const base = json(order([id]));
  const cases: readonly (readonly [string, string, string])[] = [
    ['no JSON', '{"type": "record",\n "name" "Order"}', 'head:2:9'],
    ['no fields', '{"type": "record", "name": "Order"}', 'head:1:1: expected "fields"'],
    [
      'a field without type',
      '{"type": "record", "name": "Order", "fields": [{"name": "id"}]}',
      'head:1:48: expected a field with a "type"',
    ],
    ['a number', '7', 'head:1:1: expected a schema'],
    ['no text', '', 'head:1:1'],
    ['depth', '['.repeat(50_000), 'head:1:201'],
  ];
  for (const [name, head, detail] of cases) {
    it(name, async () => {
      const { changes, notAnalysed } = await run({ 'o.avsc': base }, { 'o.avsc': head });
      assert.deepEqual(changes, []);
      assert.deepEqual(notAnalysed, [{ path: 'o.avsc', reason: 'syntax', detail }]);
    });
  }

  it('says which file it could not open', async () => {
    const refusal = { ok: false, reason: 'tooLarge', detail: '' } as const;
    const { notAnalysed } = await run(
      { 'o.avsc': base },
      { 'o.avsc': '"int"' },
      { unreadable: { 'o.avsc': refusal } },
    );
    assert.deepEqual(notAnalysed[0], { path: 'o.avsc', reason: 'tooLarge', detail: '' });
  });

  it('says when the time is over', async () => {
    let clock = 0;
    const budget: Budget = { milliseconds: 5, cancelled: () => false, elapsed: () => (clock += 10) };
    const { changes, notAnalysed } = await run({ 'o.avsc': base }, { 'o.avsc': '"int"' }, {}, budget);
    assert.deepEqual([changes.length, notAnalysed[0]?.reason], [0, 'timeBudget']);
  });
});
