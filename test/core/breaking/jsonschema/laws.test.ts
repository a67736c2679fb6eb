import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { stringify } from 'yaml';
import { jsonSchemaDetector } from '../../../../src/core/breaking/jsonschema/index.ts';
import { choicesFrom, rewrite, schemas } from './rewrites.ts';
import type { Json, SchemaObject } from './rewrites.ts';
import { brief, run } from './run.ts';

const numbers = fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 });

function written(schema: SchemaObject, choices: readonly number[]): SchemaObject {
  const definitions: Record<string, Json> = {};
  const root = rewrite(schema, choicesFrom(choices), definitions);
  return Object.keys(definitions).length === 0 ? root : { ...root, $defs: definitions };
}

describe('JSON Schemas that allow the same', () => {
  for (const profile of jsonSchemaDetector.profiles) {
    it(`give no change in the profile ${profile}`, async () => {
      await fc.assert(
        fc.asyncProperty(schemas, numbers, numbers, async (schema, left, right) => {
          const base = { 'a.schema.json': JSON.stringify(written(schema, left)) };
          const head = { 'a.schema.json': JSON.stringify(written(schema, right), null, 2) };
          const { changes, notAnalysed } = await run(base, head, profile);
          assert.deepEqual([brief(changes), notAnalysed], [[], []]);
        }),
        { numRuns: 150 },
      );
    });
  }

  it('give no change as YAML, and in two files', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, numbers, async (schema, choices) => {
        const inner = written({ type: 'object', properties: { part: schema } }, choices);
        const base = { 'a.schema.yaml': stringify(inner) };
        const { $defs = {}, ...rest } = inner;
        const refs = JSON.stringify(rest).replaceAll('"#/$defs/', '"parts/common.yaml#/$defs/');
        const others = JSON.stringify($defs).replaceAll('"#/$defs/', '"common.yaml#/$defs/');
        const head = {
          'a.schema.yaml': stringify(JSON.parse(refs)),
          'parts/common.yaml': stringify({ $defs: JSON.parse(others) }),
        };
        assert.deepEqual(brief((await run(base, head)).changes), []);
      }),
      { numRuns: 100 },
    );
  });
});

describe('JSON Schemas that allow less', () => {
  it('are told, however they are written', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, numbers, numbers, async (schema, left, right) => {
        const whole = (inner: SchemaObject, required: readonly string[]): SchemaObject => ({
          type: 'object',
          properties: { part: inner, other: { type: 'string' } },
          required,
        });
        const base = { 'a.schema.json': JSON.stringify(written(whole(schema, ['part']), left)) };
        const head = { 'a.schema.json': JSON.stringify(written(whole(schema, ['part', 'other']), right)) };
        const { changes } = await run(base, head);
        const told = (found: typeof changes): string =>
          brief(found)
            .join()
            .replace(/ D\d+\./, ' ');
        assert.equal(told(changes), 'major required-added other');
        const back = await run(head, base);
        assert.equal(told(back.changes), 'minor required-lifted other');
      }),
      { numRuns: 150 },
    );
  });
});

describe('JSON Schemas of any text', () => {
  const sample = `{"$id": "https://schemas.example/a",
    "allOf": [{"$ref": "#/$defs/A"}, {"if": {"const": 1}, "then": {"not": {"$ref": "#"}}}],
    "$defs": {"A": {"anyOf": [{"$ref": "#/$defs/A"}, {"items": [{"$ref": "#"}], "pattern": "^(a|b)*$"}]}},
    "properties": {"a": {"$dynamicRef": "#x", "enum": [1, [2], {"b": null}]}},
    "patternProperties": {"^x-": {"minimum": 1}, "(?=y)": false},
    "dependentSchemas": {"a": {"required": ["b"]}}}`;
  const mutated = fc
    .array(fc.tuple(fc.nat(sample.length), fc.nat(12), fc.string({ maxLength: 6 })), { maxLength: 6 })
    .map((edits) =>
      edits.reduce(
        (text, [at, length, added]) => text.slice(0, at) + added + text.slice(at + length),
        sample,
      ),
    );

  it('never stop the detector', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), mutated), fc.oneof(fc.string(), mutated), async (base, head) => {
        for (const file of ['a.schema.json', 'a.schema.yaml']) {
          const { changes, notAnalysed } = await run({ [file]: base }, { [file]: head }, 'full');
          assert.ok(changes.length + notAnalysed.length >= 0);
        }
      }),
      { numRuns: 400 },
    );
  });
});
