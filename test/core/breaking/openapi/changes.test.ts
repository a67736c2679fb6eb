import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Files } from '../../../support/memoryTrees.ts';
import { check, run, unlimited } from './support.ts';

const fine = "responses: { '200': { description: Fine } }";

/** A document with operations by `get /pets`. */
function spec(operations: Readonly<Record<string, string>>, rest = ''): string {
  const paths = Object.entries(operations).map(([name, text]) => {
    const [method, path] = name.split(' ');
    return `  ${path}:\n    ${method}: { ${text} }`;
  });
  return `openapi: 3.0.3\ninfo: { title: Pets, version: '1' }\n${rest}paths:\n${paths.join('\n')}\n`;
}

const shared = `parameters: [{ $ref: '#/components/parameters/A' }], ${fine}`;

const one = (text: string, rest?: string): string => spec({ 'get /pets': text }, rest);

describe('operations of OpenAPI', () => {
  const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
    [
      'a variable of the path may have another name',
      spec({ 'get /a/{x}': `parameters: [{ name: x, in: path, required: true }], ${fine}` }),
      spec({ 'get /a/{y}': `parameters: [{ name: y, in: path, required: true }], ${fine}` }),
      [],
    ],
    [
      'two paths of one shape stay apart',
      spec({ 'get /a/{x}': fine, 'get /a/{y}': `deprecated: true, ${fine}` }),
      spec({ 'get /a/{y}': `deprecated: true, ${fine}`, 'get /a/{x}': fine }),
      [],
    ],
    [
      'a variable may become a word of the path, which is another path',
      spec({ 'get /a/{x}': fine }),
      spec({ 'get /a/x': fine }),
      ['operation-removed GET /a/{x}', 'operation-added GET /a/x'],
    ],
    [
      'a parameter may move from the operation to its path',
      one(`parameters: [{ name: a, in: query }], ${fine}`),
      `${one(fine)}    parameters: [{ name: a, in: query }]\n`,
      [],
    ],
    [
      'a parameter of the operation hides that of its path',
      `${one(`parameters: [{ name: a, in: query }], ${fine}`)}    parameters: [{ name: a, in: query, required: true }]\n`,
      one(`parameters: [{ name: a, in: query }], ${fine}`),
      [],
    ],
    [
      'equal names in different places are different parameters',
      one(`parameters: [{ name: a, in: query }, { name: a, in: header }], ${fine}`),
      one(`parameters: [{ name: a, in: header }], ${fine}`),
      ['parameter-removed GET /pets query a'],
    ],
    [
      'names of headers know no case',
      one(`parameters: [{ name: X-Key, in: header }], ${fine}`),
      one(`parameters: [{ name: x-key, in: header }], ${fine}`),
      [],
    ],
    [
      'an operation below beta promises nothing',
      one(`x-stability-level: alpha, parameters: [{ name: a, in: query }], ${fine}`),
      one(`x-stability-level: alpha, ${fine}`),
      ['parameter-removed GET /pets query a'],
    ],
    [
      'a default response is that of a success when there is no other',
      one("responses: { default: { description: Fine }, '404': { description: None } }"),
      one("responses: { '404': { description: None } }"),
      ['response-removed GET /pets default'],
    ],
    [
      'a default response is for errors otherwise',
      one("responses: { '200': { description: Fine }, default: { description: Bad } }"),
      one(fine),
      ['error-response-removed GET /pets default'],
    ],
    [
      'a range of codes stands for each of them',
      one("responses: { '200': { description: Fine }, '201': { description: Made } }"),
      one('responses: { 2XX: { description: Fine } }'),
      [],
    ],
    [
      'a range of media types takes all of them in a request',
      one(`requestBody: { content: { application/json: {} } }, ${fine}`),
      one(`requestBody: { content: { '*/*': {} } }, ${fine}`),
      [],
    ],
    [
      'a media type in the place of a range refuses the others',
      one(`requestBody: { content: { 'image/*': {} } }, ${fine}`),
      one(`requestBody: { content: { image/png: {} } }, ${fine}`),
      ['request-media-type-removed GET /pets request image/*'],
    ],
    [
      'parameters of a media type do not count',
      one(`requestBody: { content: { application/json: {} } }, ${fine}`),
      one(`requestBody: { content: { 'application/json; charset=utf-8': {} } }, ${fine}`),
      [],
    ],
    [
      'one reference of a hundred operations is one change, which names five more',
      spec(
        Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`get /p${at}`, shared])),
        components('{ name: a, in: query }'),
      ),
      spec(
        Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`get /p${at}`, shared])),
        components('{ name: a, in: query, required: true }'),
      ),
      ['parameter-now-required GET /p0 query a'],
    ],
    [
      'a security that all operations share is one change',
      spec({ 'get /a': fine, 'get /b': fine }, 'security: []\n'),
      spec({ 'get /a': fine, 'get /b': fine }, 'security: [{ key: [] }]\n'),
      ['security-added GET /a'],
    ],
    [
      'a security may move to the operations',
      spec({ 'get /a': fine }, 'security: [{ key: [] }]\n'),
      spec({ 'get /a': `security: [{ key: [] }], ${fine}` }),
      [],
    ],
    [
      'two keys together ask for more than either',
      one(`security: [{ a: [] }, { b: [] }], ${fine}`),
      one(`security: [{ a: [], b: [] }], ${fine}`),
      ['security-alternative-removed GET /pets', 'security-alternative-removed GET /pets'],
    ],
    [
      'fewer keys are enough',
      one(`security: [{ a: [], b: [] }], ${fine}`),
      one(`security: [{ a: [] }], ${fine}`),
      ['security-relaxed GET /pets'],
    ],
    [
      'a scheme may have another name',
      one(
        `security: [{ a: [] }], ${fine}`,
        'components: { securitySchemes: { a: { type: http, scheme: basic } } }\n',
      ),
      one(
        `security: [{ b: [] }], ${fine}`,
        'components: { securitySchemes: { b: { type: http, scheme: Basic } } }\n',
      ),
      [],
    ],
    [
      'what a schema used both ways loses is one change',
      both('a: { type: string }, b: { type: string }'),
      both('a: { type: string }'),
      ['request-property-removed POST /pets request application/json .b'],
    ],
    [
      'and breaks in the worse of both ways',
      both('a: { enum: [x] }'),
      both('a: { enum: [x, y] }'),
      ['response-enum-value-added GET /pets 200 application/json .a'],
    ],
    [
      'a recursive schema with one more property is one change',
      both(
        "a: { $ref: '#/components/schemas/Pet' }, l: { type: array, items: { $ref: '#/components/schemas/Pet' } }",
      ),
      both(
        "a: { $ref: '#/components/schemas/Pet' }, l: { type: array, items: { $ref: '#/components/schemas/Pet' } }, n: { type: string }",
      ),
      ['property-added POST /pets request application/json .n'],
    ],
    [
      'a bound that does not fit the type says what was meant',
      one(`parameters: [{ name: a, in: query, schema: { type: array, maximum: 9 } }], ${fine}`),
      one(`parameters: [{ name: a, in: query, schema: { type: array, maximum: 5 } }], ${fine}`),
      ['request-limit-tightened GET /pets query a'],
    ],
    [
      'a property is deprecated in the schema that it comes from',
      both('a: { type: string }'),
      both("a: { type: string, deprecated: true, x-sunset: '2030-01-01' }"),
      ['deprecated GET /pets 200 application/json .a'],
    ],
    [
      'what a callback sends is output',
      one(callback('{ type: object, properties: { a: { type: integer } } }')),
      one(callback('{ type: object, properties: {} }')),
      ['response-property-removed GET /pets callback done POST request application/json .a'],
    ],
  ];
  for (const [name, base, head, expected] of cases) {
    it(name, () => check(base, head, expected));
  }

  it('names at most five others, and counts the rest', async () => {
    const all = (parameter: string): string =>
      spec(
        Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`get /p${at}`, shared])),
        components(parameter),
      );
    const { changes } = await run(
      { 'openapi.yaml': all('{ name: a, in: query }') },
      { 'openapi.yaml': all('{ name: a, in: query, required: true }') },
    );
    assert.equal(
      changes[0]?.args['also'],
      'GET /p1 query a, GET /p2 query a, GET /p3 query a, GET /p4 query a, GET /p5 query a, and 3 more',
    );
  });
});

/** A schema that is sent and received. */
function both(properties: string): string {
  const content = "content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }";
  return spec(
    {
      'get /pets': `responses: { '200': { description: Fine, ${content} } }`,
      'post /pets': '',
    },
    `components: { schemas: { Pet: { type: object, properties: { ${properties} } } } }\n`,
  ).replace(/ {2}\/pets:\n {4}post: \{ {2}\}/, `    post: { requestBody: { ${content} }, ${fine} }`);
}

function components(parameter: string): string {
  return `components:\n  parameters:\n    A: ${parameter}\n`;
}

function callback(schema: string): string {
  return `callbacks: { done: { '{$request.query.url}': { post: { requestBody: { content: { application/json: { schema: ${schema} } } }, ${fine} } } } }, ${fine}`;
}

describe('announced ends of OpenAPI', () => {
  const gone = spec({ 'get /a': fine });
  const old = (sunset: string): string =>
    spec({ 'get /a': fine, 'get /b': `deprecated: true${sunset}, ${fine}` });
  const cases: readonly (readonly [string, string, readonly [string, string]])[] = [
    ['without a date', '', ['openapi/deprecated-operation-removed', 'minor']],
    ['after its day', ', x-sunset: 2026-01-14', ['openapi/deprecated-operation-removed', 'minor']],
    ['on its day', ', x-sunset: 2026-01-15', ['openapi/deprecated-operation-removed', 'minor']],
    ['before its day', ', x-sunset: 2026-01-16', ['openapi/operation-removed-before-sunset', 'major']],
    ['with no date', ', x-sunset: soon', ['openapi/sunset-invalid', 'major']],
  ];
  for (const [name, sunset, expected] of cases) {
    it(`is gone ${name}`, async () => {
      const { changes } = await run({ 'openapi.yaml': old(sunset) }, { 'openapi.yaml': gone });
      assert.deepEqual(
        changes.map(({ rule, level }) => [rule, level]),
        [expected],
      );
    });
  }

  it('asks a person when nobody says what day it is', async () => {
    const { now: _, ...budget } = unlimited;
    const { changes } = await run(
      { 'openapi.yaml': old(', x-sunset: 2020-01-01') },
      { 'openapi.yaml': gone },
      { budget },
    );
    assert.deepEqual(
      changes.map(({ level }) => level),
      ['review'],
    );
  });
});

describe('files of OpenAPI', () => {
  const root = (reference: string): string => one(`parameters: [{ $ref: '${reference}' }], ${fine}`);
  const json = JSON.stringify({ openapi: '3.0.3', info: { title: 'Pets' }, paths: { '/a': { get: {} } } });
  const cases: readonly (readonly [string, Files, Files, readonly string[]])[] = [
    [
      'a part changes beneath a document that does not',
      { 'api/openapi.yaml': root('parts/a.yaml'), 'api/parts/a.yaml': '{ name: a, in: query }' },
      { 'api/openapi.yaml': root('parts/a.yaml'), 'api/parts/a.yaml': '{ name: b, in: query }' },
      ['parameter-removed GET /pets query a', 'parameter-added GET /pets query b'],
    ],
    [
      'a part moves to a file of its own',
      { 'api/openapi.yaml': one(`parameters: [{ name: a, in: query }], ${fine}`) },
      { 'api/openapi.yaml': root('./parts/a.yaml'), 'api/parts/a.yaml': '{ name: a, in: query }' },
      [],
    ],
    [
      'a document becomes JSON',
      { 'openapi.yaml': spec({ 'get /a': fine, 'get /b': fine }) },
      {
        'openapi.json': JSON.stringify({
          openapi: '3.0.3',
          info: { title: 'Pets' },
          paths: { '/a': { get: { responses: { 200: { description: 'Fine' } } } } },
        }),
      },
      ['operation-removed GET /b'],
    ],
    ['a document that is new breaks nobody', {}, { 'openapi.json': json }, []],
    ['one that is gone breaks all', { 'openapi.json': json }, {}, ['description-removed openapi.json']],
    [
      'a document is known by what it says',
      { 'service.json': json },
      { 'service.json': json.replace('/a', '/b') },
      ['operation-removed GET /a', 'operation-added GET /b'],
    ],
    [
      'a document of something else is not',
      { 'service.json': '{"paths": {"/a": {"get": {}}}}' },
      { 'service.json': '{"paths": {}}' },
      [],
    ],
    [
      'tests are left out',
      { 'test/openapi.json': json },
      { 'test/openapi.json': json.replace('/a', '/b') },
      [],
    ],
  ];
  for (const [name, base, head, expected] of cases) {
    it(name, () => check(base, head, expected));
  }

  it('says where a document cannot be read, and nothing about the rest', async () => {
    const { changes, notAnalysed } = await run(
      { 'openapi.json': json },
      { 'openapi.json': json.slice(0, -2) },
    );
    assert.deepEqual(changes, []);
    assert.deepEqual(
      notAnalysed.map(({ path, reason }) => [path, reason]),
      [['openapi.json', 'syntax']],
    );
  });

  it('does not take a reference to nowhere for a removal', async () => {
    const { changes, notAnalysed } = await run(
      { 'openapi.yaml': root('a.yaml'), 'a.yaml': '{ name: a, in: query }' },
      { 'openapi.yaml': root('b.yaml'), 'a.yaml': '{ name: a, in: query }' },
    );
    assert.deepEqual(changes, []);
    assert.deepEqual(
      notAnalysed.map(({ path, reason }) => [path, reason]),
      [['openapi.yaml', 'missing']],
    );
  });

  it('says that time was up', async () => {
    const { notAnalysed } = await run(
      { 'openapi.json': json },
      { 'openapi.json': json.replace('/a', '/b') },
      { budget: { ...unlimited, milliseconds: -1 } },
    );
    assert.deepEqual(
      notAnalysed.map(({ path, reason }) => [path, reason]),
      [['openapi.json', 'timeBudget']],
    );
  });

  it('stops when it is told to', async () => {
    const { notAnalysed } = await run(
      { 'openapi.json': json },
      { 'openapi.json': json.replace('/a', '/b') },
      { budget: { ...unlimited, cancelled: () => true } },
    );
    assert.deepEqual(
      notAnalysed.map(({ reason }) => reason),
      ['cancelled'],
    );
  });
});
