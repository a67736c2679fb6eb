import { describe, it } from 'mocha';
import { check } from './support.ts';

const start = "info: { title: Pets, version: '1' }\n";

function swagger(operation: string, rest = ''): string {
  return `swagger: '2.0'\n${start}${rest}paths:\n  /pets:\n    post: { ${operation} }\n`;
}

function openapi(operation: string, rest = ''): string {
  return `openapi: 3.0.3\n${start}${rest}paths:\n  /pets:\n    post: { ${operation} }\n`;
}

const fine = "responses: { '200': { description: Fine } }";

describe('OpenAPI 3.0', () => {
  it('becomes OpenAPI 3.1 and stays the same', () => {
    const schema = (text: string): string =>
      `responses: { '200': { description: Fine, content: { application/json: { schema: { type: object, properties: { ${text} } } } } } }`;
    return check(
      openapi(
        schema(
          'a: { type: string, nullable: true }, b: { type: number, minimum: 1, exclusiveMinimum: true }',
        ),
      ),
      openapi(schema("a: { type: [string, 'null'] }, b: { type: number, exclusiveMinimum: 1 }")).replace(
        '3.0.3',
        '3.1.0',
      ),
      [],
    );
  });
});

describe('Swagger 2.0', () => {
  const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
    [
      'becomes OpenAPI 3 and stays the same',
      swagger(
        `consumes: [application/json], parameters: [{ name: limit, in: query, type: integer, format: int32 }, { name: ids, in: query, type: array, items: { type: string }, collectionFormat: multi }, { name: pet, in: body, required: true, schema: { $ref: '#/definitions/Pet' } }], responses: { '200': { description: Fine, schema: { $ref: '#/definitions/Pet' }, headers: { X-Next: { type: string } } } }`,
        'host: a.test\nbasePath: /v1\nschemes: [https]\ndefinitions: { Pet: { type: object, properties: { a: { type: string } } } }\n',
      ),
      openapi(
        `parameters: [{ name: limit, in: query, schema: { type: integer, format: int32 } }, { name: ids, in: query, schema: { type: array, items: { type: string } } }], requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }, responses: { '200': { description: Fine, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }, headers: { X-Next: { schema: { type: string } } } } }`,
        'servers: [{ url: https://a.test/v1 }]\ncomponents: { schemas: { Pet: { type: object, properties: { a: { type: string } } } } }\n',
      ),
      [],
    ],
    [
      'what may be null is so in OpenAPI 3 too',
      swagger(
        "responses: { '200': { description: Fine, schema: { type: object, properties: { a: { type: string, x-nullable: true } } } } }",
        'host: a.test\nbasePath: /v1\nschemes: [https]\nproduces: [application/json]\n',
      ),
      openapi(
        "responses: { '200': { description: Fine, content: { application/json: { schema: { type: object, properties: { a: { type: string, nullable: true } } } } } } }",
        'servers: [{ url: https://a.test/v1 }]\n',
      ),
      [],
    ],
    [
      'a field of a form is a property of the body',
      swagger(
        `parameters: [{ name: a, in: formData, type: string }, { name: b, in: formData, type: string }], ${fine}`,
      ),
      swagger(
        `parameters: [{ name: a, in: formData, type: string }, { name: b, in: formData, type: string, required: true }], ${fine}`,
      ),
      ['request-property-required POST /pets request application/x-www-form-urlencoded .b'],
    ],
    [
      'a list is written in another way',
      swagger(`parameters: [{ name: a, in: query, type: array, items: { type: string } }], ${fine}`),
      swagger(
        `parameters: [{ name: a, in: query, type: array, items: { type: string }, collectionFormat: pipes }], ${fine}`,
      ),
      ['parameter-style-changed POST /pets query a'],
    ],
    [
      'what all operations give is said once',
      swagger(
        "responses: { '200': { description: Fine, schema: { type: string } } }",
        'produces: [application/json]\n',
      ),
      swagger(
        "responses: { '200': { description: Fine, schema: { type: string } } }",
        'produces: [application/xml]\n',
      ),
      [
        'response-media-type-removed POST /pets 200 application/json',
        'response-media-type-added POST /pets 200 application/xml',
      ],
    ],
    [
      'a limit of a parameter gets lower',
      swagger(`parameters: [{ name: limit, in: query, type: integer, maximum: 100 }], ${fine}`),
      swagger(`parameters: [{ name: limit, in: query, type: integer, maximum: 50 }], ${fine}`),
      ['request-limit-tightened POST /pets query limit'],
    ],
    [
      'the base path changes',
      swagger(fine, 'host: a.test\nbasePath: /v1\n'),
      swagger(fine, 'host: a.test\nbasePath: /v2\n'),
      ['servers-replaced https://a.test/v1'],
    ],
  ];
  for (const [name, base, head, expected] of cases) {
    it(name, () => check(base, head, expected));
  }
});
