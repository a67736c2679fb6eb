import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Level } from '../../../../src/core/breaking/change.ts';
import { openapiDetector } from '../../../../src/core/breaking/openapi/index.ts';
import { run } from './support.ts';

describe('profiles of OpenAPI', () => {
  const cases: readonly (readonly [string, string, Level])[] = [
    ['error-response-removed', 'default', 'minor'],
    ['error-response-removed', 'strict', 'major'],
    ['operation-id-changed', 'strict', 'major'],
    ['deprecated-operation-removed', 'strict', 'major'],
    ['server-removed', 'strict', 'major'],
    ['response-enum-value-added', 'default', 'major'],
    ['response-enum-value-added', 'tolerant-reader', 'minor'],
    ['request-property-removed', 'tolerant-reader', 'minor'],
    ['response-property-removed', 'tolerant-reader', 'major'],
    ['required-parameter-added', 'tolerant-reader', 'major'],
  ];
  for (const [name, profile, level] of cases) {
    it(`${profile} takes ${name} for ${level}`, async () => {
      const rule = openapiDetector.rules[`openapi/${name}`];
      assert.ok(rule);
      const { file, base, head } = rule.example;
      const { changes } = await run({ [file]: base }, { [file]: head }, { profile });
      assert.deepEqual(
        changes.map((change) => [change.rule, change.level]),
        [[`openapi/${name}`, level]],
      );
    });
  }
});

describe('places of OpenAPI', () => {
  it('are those of the property before, and of the schema that has lost it after', async () => {
    const text = (property: string): string =>
      `openapi: 3.0.3\npaths:\n  /pets:\n    get:\n      responses:\n        '200':\n          content:\n            application/json:\n              schema: { $ref: 'pet.yaml#/Pet' }\n${property}`;
    const pet = (property: string): string =>
      `Pet:\n  type: object\n  properties:\n    id: { type: string }\n${property}`;
    const { changes } = await run(
      { 'openapi.yaml': text(''), 'pet.yaml': pet('    name: { type: string }\n') },
      { 'openapi.yaml': text('\n'), 'pet.yaml': pet('') },
    );
    assert.deepEqual(
      changes.map(({ subject, base, head, flow }) => [
        subject,
        base?.path,
        base?.line,
        base?.column,
        head?.path,
        flow,
      ]),
      [['GET /pets 200 application/json .name', 'pet.yaml', 5, 5, 'pet.yaml', 'output']],
    );
  });
});
