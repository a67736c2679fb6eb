import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { stringify } from 'yaml';
import { brief, run, unfilled } from './support.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Map = { [key: string]: Json };

const leaf = fc.constantFrom<Map>(
  { type: 'string' },
  { type: 'integer', minimum: 1, maximum: 9 },
  { type: 'string', enum: ['a', 'b', 'c'] },
  { type: 'string', maxLength: 20, pattern: '^[a-z]+$' },
  { type: 'boolean', default: true },
  { type: 'string', nullable: true },
);

const schema = fc.letrec<{ any: Map; object: Map; list: Map }>((tie) => ({
  any: fc.oneof({ maxDepth: 3, withCrossShrink: true }, leaf, tie('object'), tie('list')),
  object: fc
    .tuple(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('any'), { minKeys: 1 }), fc.boolean())
    .map(([properties, required]) => ({
      type: 'object',
      properties,
      ...(required ? { required: Object.keys(properties) } : {}),
    })),
  list: tie('any').map((items) => ({ type: 'array', items, maxItems: 5 })),
})).any;

const names = ['query', 'header'] as const;

const document = fc
  .tuple(schema, schema, fc.subarray([...names]), fc.boolean())
  .map(([request, response, locations, secured]): Map => ({
    openapi: '3.0.3',
    info: { title: 'Pets', version: '1' },
    ...(secured ? { security: [{ key: [] }] } : {}),
    paths: {
      '/pets/{id}': {
        post: {
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            ...locations.map((location) => ({
              name: `p-${location}`,
              in: location,
              schema: { type: 'string' },
            })),
          ],
          requestBody: { required: true, content: { 'application/json': { schema: request } } },
          responses: {
            200: { description: 'Fine', content: { 'application/json': { schema: response } } },
            404: { description: 'None' },
          },
        },
      },
    },
  }));

interface Rewritten {
  readonly root: Map;
  readonly files: Readonly<Record<string, Map>>;
}

type Rewrite = (from: Rewritten) => Rewritten;

function isMap(value: Json | undefined): value is Map {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every map of a document, below it first, as `change` gives it. */
function everyMap(value: Json, change: (map: Map) => Json): Json {
  if (Array.isArray(value)) return value.map((one) => everyMap(one, change));
  if (!isMap(value)) return value;
  return change(Object.fromEntries(Object.entries(value).map(([key, one]) => [key, everyMap(one, change)])));
}

function rootOf(value: Json): Map {
  return isMap(value) ? value : {};
}

const isSchema = (map: Map): boolean => typeof map['type'] === 'string' && map['type'] !== 'http';

const rewrites: Readonly<Record<string, Rewrite>> = {
  'keys in another order': ({ root, files }) => ({
    root: rootOf(everyMap(root, (map) => Object.fromEntries(Object.entries(map).toReversed()))),
    files,
  }),
  'schemas as components': ({ root, files }) => {
    const schemas: Map = {};
    const moved = everyMap(root, (map) => {
      if (!isSchema(map)) return map;
      const name = `S${Object.keys(schemas).length}`;
      schemas[name] = map;
      return { $ref: `#/components/schemas/${name}` };
    });
    const { components } = root;
    return isMap(components)
      ? { root, files }
      : { root: { ...rootOf(moved), components: { schemas } }, files };
  },
  'schemas in conjunctions of one': ({ root, files }) => ({
    root: rootOf(everyMap(root, (map) => (isSchema(map) ? { allOf: [map] } : map))),
    files,
  }),
  'words for people': ({ root, files }) => ({
    root: rootOf(
      everyMap(root, (map) => (isSchema(map) ? { ...map, description: 'Words', title: 'T' } : map)),
    ),
    files,
  }),
  'the path in a file of its own': ({ root, files }) => {
    const { paths, components } = root;
    const item = isMap(paths) ? paths['/pets/{id}'] : undefined;
    if (!isMap(item) || '$ref' in item || components !== undefined) return { root, files };
    return {
      root: { ...root, paths: { '/pets/{id}': { $ref: './parts/pets.yaml' } } },
      files: { ...files, 'parts/pets.yaml': item },
    };
  },
  'another name of the variable': ({ root, files }) => {
    if (Object.keys(files).length > 0) return { root, files };
    const text = JSON.stringify(root)
      .replaceAll('{id}', '{petId}')
      .replaceAll('"name":"id"', '"name":"petId"');
    return { root: rootOf(JSON.parse(text) as Json), files };
  },
  'security of the operation': ({ root, files }) => {
    const { security, ...rest } = root;
    if (security === undefined || Object.keys(files).length > 0) return { root, files };
    return {
      root: rootOf(everyMap(rest, (map) => ('responses' in map ? { ...map, security } : map))),
      files,
    };
  },
};

const written: readonly ((root: Map) => readonly [string, string])[] = [
  (root) => ['openapi.yaml', stringify(root)],
  (root) => ['openapi.yaml', JSON.stringify(root)],
  (root) => ['openapi.json', JSON.stringify(root, undefined, 2)],
];

describe('rewrites of a description that change nothing for its clients', () => {
  it('give no change', async () => {
    await fc.assert(
      fc.asyncProperty(
        document,
        fc.uniqueArray(fc.constantFrom(...Object.keys(rewrites)), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...written),
        async (root, chosen, write) => {
          const start: Rewritten = { root, files: {} };
          const head = chosen.reduce((from, name) => rewrites[name]?.(from) ?? from, start);
          const [path, text] = write(head.root);
          const parts = Object.entries(head.files).map(([name, part]) => [name, stringify(part)]);
          const { changes, notAnalysed } = await run(
            { 'openapi.yaml': stringify(root) },
            { [path]: text, ...Object.fromEntries(parts) },
          );
          assert.deepEqual(brief(changes), []);
          assert.deepEqual(notAnalysed, []);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('and a property that is gone is found behind each of them', async () => {
    const small: Map = {
      openapi: '3.0.3',
      paths: {
        '/pets/{id}': {
          get: {
            responses: {
              200: {
                description: 'Fine',
                content: {
                  'application/json': {
                    schema: { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } },
                  },
                },
              },
            },
          },
        },
      },
    };
    const without = rootOf(
      everyMap(small, (map) => {
        const { b: _, ...rest } = map;
        return 'a' in map ? rest : map;
      }),
    );
    for (const [name, rewrite] of Object.entries(rewrites)) {
      const { root, files } = rewrite({ root: without, files: {} });
      const parts = Object.entries(files).map(([path, part]) => [path, stringify(part)]);
      const { changes } = await run(
        { 'openapi.yaml': stringify(small) },
        { 'openapi.yaml': stringify(root), ...Object.fromEntries(parts) },
      );
      assert.deepEqual(
        brief(changes),
        ['response-property-removed GET /pets/{id} 200 application/json .b'],
        name,
      );
    }
  });
});

describe('two descriptions that have nothing to do with each other', () => {
  it('give changes whose sentences are whole', async () => {
    await fc.assert(
      fc.asyncProperty(document, document, async (base, head) => {
        const { changes } = await run(
          { 'openapi.yaml': stringify(base) },
          { 'openapi.yaml': stringify(head) },
        );
        assert.deepEqual(unfilled(changes), []);
      }),
      { numRuns: 100 },
    );
  });
});

describe('texts that nobody meant as a description', () => {
  it('never throw, and never hang', async () => {
    const good = stringify({
      openapi: '3.1.0',
      paths: {
        '/a': { get: { parameters: [{ $ref: '#/components/parameters/A' }], responses: { 200: {} } } },
      },
      components: {
        parameters: { A: { name: 'a', in: 'query', schema: { $ref: '#/components/schemas/S' } } },
      },
    });
    const broken = fc
      .tuple(
        fc.nat(good.length),
        fc.nat(12),
        fc.oneof(fc.string(), fc.constantFrom('&a', '*a', '<<: ', '- ', '{', '$ref: "#"', '\n')),
      )
      .map(([at, gone, text]) => good.slice(0, at) + text + good.slice(at + gone));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string().map((text) => `openapi: 3.0.0\n${text}`),
          broken,
        ),
        fc.oneof(fc.constant(good), broken),
        async (base, head) => {
          await run({ 'openapi.yaml': base }, { 'openapi.yaml': head });
        },
      ),
      { numRuns: 300 },
    );
  });

  const loops: readonly (readonly [string, Json])[] = [
    ['a reference to itself', { A: { $ref: '#/components/parameters/A' } }],
    [
      'references in a circle',
      { A: { $ref: '#/components/parameters/B' }, B: { $ref: '#/components/parameters/A' } },
    ],
  ];
  for (const [name, parameters] of loops) {
    it(`ends at ${name}`, async () => {
      const text = (title: string): string =>
        stringify({
          openapi: '3.1.0',
          info: { title },
          paths: { '/a': { get: { parameters: [{ $ref: '#/components/parameters/A' }] } } },
          components: { parameters },
        });
      const { changes } = await run({ 'openapi.yaml': text('a') }, { 'openapi.yaml': text('b') });
      assert.deepEqual(brief(changes), []);
    });
  }
});
