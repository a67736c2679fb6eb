import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { DocumentNode, Reading } from '../../../../src/core/breaking/document/node.ts';
import { placeOf } from '../../../../src/core/breaking/document/place.ts';
import { readDocuments } from '../../../../src/core/breaking/document/read.ts';

const read = (path: string, text: string): Promise<Reading> => readDocuments({ path, text });

/** The values alone. */
function plain(node: DocumentNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'array') return node.items.map(plain);
  return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plain(value)]));
}

const codes = ({ problems }: Reading): readonly string[] =>
  problems.map(({ code, offset }) => `${code} ${offset}`);

describe('documents', () => {
  const cases: readonly (readonly [string, string, string, unknown, readonly string[]])[] = [
    ['JSON', 'a.json', '{"a": [1, -2.5e1, true, null, "x\\n"]}', { a: [1, -25, true, null, 'x\n'] }, []],
    ['JSON with comments', 'a.jsonc', '\uFEFF// a\n{"a": 1, /* b */ "b": [1,],}', { a: 1, b: [1] }, []],
    ['two equal keys', 'a.json', '{"a": 1, "a": 2}', { a: 2 }, ['duplicateKey 9']],
    ['a comma that is missing', 'a.json', '{"a": 1 "b": 2}', { a: 1, b: 2 }, ['syntax 8']],
    ['a value that is none', 'a.json', '{"a": nope, "b": 2}', { b: 2 }, ['syntax 6']],
    ['an end that is missing', 'a.json', '{"a": [1, {"b": 2', { a: [1, { b: 2 }] }, ['syntax 17']],
    ['a string that does not end', 'a.json', '{"a', {}, ['syntax 1', 'syntax 3']],
    ['a comment that does not end', 'a.json', '{"a": 1 /* ', { a: 1 }, ['syntax 8', 'syntax 11']],
    ['nothing', 'a.json', '', undefined, ['syntax 0']],
    [
      'YAML',
      'a.yaml',
      'a:\n  - 1\n  - x\n200: {b: on}\nc:\n',
      { a: [1, 'x'], 200: { b: 'on' }, c: null },
      [],
    ],
    ['JSON in YAML', 'a.yaml', '{"a": 1}', { a: 1 }, []],
    ['a flow map that is no JSON', 'a.yaml', '{a: b, c: [d]}', { a: 'b', c: ['d'] }, []],
    [
      'aliases',
      'a.yaml',
      'a: &x {b: 1}\nc: *x\nd: [*x, *y]',
      { a: { b: 1 }, c: { b: 1 }, d: [{ b: 1 }, null] },
      ['unknownAlias 27'],
    ],
    ['an alias to what holds it', 'a.yaml', 'a: &x [*x]', { a: [null] }, ['cyclicAlias 7']],
    [
      'merge keys',
      'a.yaml',
      'a: &x {b: 1, c: 2}\nd: {<<: *x, b: 3}',
      { a: { b: 1, c: 2 }, d: { b: 3, c: 2 } },
      [],
    ],
    ['merge keys in a list', 'a.yaml', 'd: {<<: [{b: 1}, {b: 2, c: 3}]}', { d: { b: 1, c: 3 } }, []],
    ['a key in quotes is no merge key', 'a.yaml', 'd: {"<<": {b: 1}}', { d: { '<<': { b: 1 } } }, []],
    ['a key that is a list', 'a.yaml', '? [1]\n: 2\nb: 3\n', { b: 3 }, ['unsupportedKey 2']],
  ];
  for (const [name, path, text, value, problems] of cases) {
    it(`read ${name}`, async () => {
      const reading = await read(path, text);
      assert.deepEqual([plain(reading.documents[0]), codes(reading)], [value, problems]);
    });
  }

  it('read several documents of one file', async () => {
    const { documents } = await read('a.yaml', 'a: 1\n---\nb: 2\n---\n- 3\n');
    assert.deepEqual(documents.map(plain), [{ a: 1 }, { b: 2 }, [3]]);
  });

  it('mark what could not be read whole', async () => {
    const incomplete = (node: DocumentNode | undefined): unknown =>
      node?.kind === 'object' && node.incomplete;
    for (const [path, text] of [
      ['a.json', '{"a": {"b": }, "c": {}}'],
      ['a.yaml', 'a: {b: 1, c: "x}\n'],
    ] as const) {
      const { documents } = await read(path, text);
      assert.equal(incomplete(documents[0]), true, path);
    }
  });

  it('stop at what aliases blow up, and at what is too deep', async () => {
    const letters = Array.from('abcdefghijklmnop');
    const bomb = letters.map((one, at) => {
      const before = letters[at - 1];
      return `${one}: &${one} [${before === undefined ? 'x' : Array.from({ length: 9 }, () => `*${before}`).join()}]`;
    });
    const bombed = await read('a.yaml', bomb.join('\n'));
    assert.ok(bombed.problems.some(({ code }) => code === 'tooManyAliases'));
    const deep = await read('a.json', '['.repeat(100_000));
    assert.equal(deep.problems[0]?.code, 'tooDeep');
    const deepYaml = await read('a.yaml', '- '.repeat(20_000));
    assert.notEqual(deepYaml.problems.length, 0);
  });

  it('keep the place of every key and value', async () => {
    for (const [path, text] of [
      ['a.json', '{\n  "a": {"b": [1, 22]}\n}'],
      ['a.yaml', 'x: 1\n"a": {"b": [1, 22]}'],
    ] as const) {
      const { documents } = await read(path, text);
      const [root] = documents;
      const a = root?.kind === 'object' ? root.entries.get('a') : undefined;
      const b = a?.value.kind === 'object' ? a.value.entries.get('b') : undefined;
      const item = b?.value.kind === 'array' ? b.value.items[1] : undefined;
      assert.deepEqual(
        [a, b, item].map((span) => span && text.slice(span.start, span.end)),
        ['"a"', '"b"', '22'],
      );
      assert.equal(a && placeOf(a).line, 2);
    }
  });

  it('give back any value of JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), fc.nat(3), async (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        for (const path of ['a.json', 'a.yaml']) {
          const { documents, problems } = await read(path, text);
          assert.equal(JSON.stringify(plain(documents[0])), JSON.stringify(JSON.parse(text)));
          assert.deepEqual(problems, []);
        }
      }),
    );
  });

  it('read any text at all', async () => {
    const texts = fc.oneof(
      fc.string(),
      fc
        .array(
          fc.constantFrom(
            '{',
            '}',
            '[',
            ']',
            '"a"',
            ':',
            ',',
            ' ',
            '\n',
            '/*',
            '//',
            '&a ',
            '*a',
            '- ',
            '<<: ',
          ),
          { maxLength: 30 },
        )
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        for (const path of ['a.json', 'a.yaml']) {
          const { documents, problems } = await read(path, text);
          assert.ok(documents.length + problems.length > 0 || text.trim() === '' || path === 'a.yaml');
        }
      }),
      { numRuns: 500 },
    );
  });
});
