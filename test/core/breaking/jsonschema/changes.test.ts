import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Budget } from '../../../../src/core/breaking/detector.ts';
import { jsonSchemaDetector } from '../../../../src/core/breaking/jsonschema/index.ts';
import type { Files } from '../../../support/memoryTrees.ts';
import { memoryComparison } from '../../../support/memoryTrees.ts';
import { brief, run } from './run.ts';

interface Case {
  readonly name: string;
  readonly base: Files | string;
  readonly head: Files | string;
  readonly says: readonly string[];
  readonly profile?: string;
}

const asFiles = (side: Files | string): Files =>
  typeof side === 'string' ? { 'order.schema.json': side } : side;

const tagged = (cat: string, dog: string): string =>
  `{"oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}], "$defs": {
    "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "cat"}, "age": ${cat}}},
    "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "dog"}, "age": ${dog}}}}}`;
const tree = (properties: string, required = '[]'): string =>
  `{"$ref": "#/$defs/Node", "$defs": {"Node": {"type": "object", "required": ${required},
    "properties": {${properties}, "next": {"$ref": "#/$defs/Node"}, "all": {"items": {"$ref": "#/$defs/Node"}}}}}}`;
const conditional = (test: string, then: string): string =>
  `{"properties": {"kind": {"type": "string"}, "size": {"type": "number"}}, "if": {"properties": {"kind": {"const": ${test}}}}, "then": ${then}}`;

const cases: readonly Case[] = [
  {
    name: 'a bound written as in the first drafts',
    base: '{"$schema": "http://json-schema.org/draft-04/schema#", "minimum": 3, "exclusiveMinimum": true}',
    head: '{"$schema": "http://json-schema.org/draft-07/schema#", "exclusiveMinimum": 3}',
    says: [],
  },
  {
    name: 'a tuple written as in the first drafts',
    base: '{"$schema": "http://json-schema.org/draft-07/schema#", "items": [{"type": "string"}], "additionalItems": false}',
    head: '{"$schema": "https://json-schema.org/draft/2020-12/schema", "prefixItems": [{"type": "string"}], "items": false}',
    says: [],
  },
  {
    name: 'what stands beside a reference before 2019-09 does not count',
    base: '{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"a": {"$ref": "#/definitions/A"}}, "definitions": {"A": {"type": "string"}}}',
    head: '{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"a": {"$ref": "#/definitions/A", "maxLength": 3}}, "definitions": {"A": {"type": "string"}}}',
    says: [],
  },
  {
    name: 'what stands beside a reference since 2019-09 does',
    base: '{"properties": {"a": {"$ref": "#/$defs/A"}}, "$defs": {"A": {"type": "string"}}}',
    head: '{"properties": {"a": {"$ref": "#/$defs/A", "maxLength": 3}}, "$defs": {"A": {"type": "string"}}}',
    says: ['major bound-tightened a'],
  },
  {
    name: 'an alternative of a union that differs is named',
    base: tagged('{"type": "integer"}', '{"type": "integer"}'),
    head: tagged('{"type": "string"}', '{"type": "integer"}'),
    says: ['major type-narrowed Cat.age'],
  },
  {
    name: 'one schema with a list of tags equals one schema for each',
    base: '{"type": "object", "required": ["k"], "properties": {"k": {"enum": ["a", "b"]}}}',
    head: '{"oneOf": [{"type": "object", "required": ["k"], "properties": {"k": {"const": "a"}}}, {"type": "object", "required": ["k"], "properties": {"k": {"const": "b"}}}]}',
    says: [],
  },
  {
    name: 'a union of overlapping alternatives may grow',
    base: '{"oneOf": [{"title": "A", "required": ["a"]}, {"title": "B", "required": ["b"]}]}',
    head: '{"oneOf": [{"title": "A", "required": ["a"]}, {"title": "B", "required": ["b"]}, {"title": "C", "required": ["c"]}]}',
    says: ['minor alternative-added order'],
  },
  {
    name: 'any of overlapping alternatives is not one of them',
    base: '{"type": "number", "anyOf": [{"maximum": 9}, {"multipleOf": 2}]}',
    head: '{"type": "number", "oneOf": [{"maximum": 9}, {"multipleOf": 2}]}',
    says: ['major condition-added order'],
  },
  {
    name: 'a definition that contains itself is told once',
    base: tree('"a": {"type": "string"}'),
    head: tree('"a": {"type": "string"}, "b": {"type": "string"}'),
    says: ['minor property-added Node.b'],
  },
  {
    name: 'a definition that contains itself asks for more',
    base: tree('"a": {"type": "string"}'),
    head: tree('"a": {"type": "string"}', '["a"]'),
    says: ['major required-added Node.a'],
  },
  {
    name: 'a property that was renamed',
    base: '{"properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": false}',
    head: '{"properties": {"b": {"type": "string"}}, "required": ["b"], "additionalProperties": false}',
    says: ['major required-added b', 'major property-refused a'],
  },
  {
    name: 'a type that became another',
    base: '{"properties": {"a": {"type": "string", "maxLength": 3}}}',
    head: '{"properties": {"a": {"type": "object", "required": ["x"]}}}',
    says: ['major type-narrowed a'],
  },
  {
    name: 'a list of values as alternatives',
    base: '{"enum": ["a", "b", 3]}',
    head: '{"oneOf": [{"const": 3}, {"const": "a", "title": "A"}]}',
    says: ['major value-removed order'],
  },
  {
    name: 'values that a pattern holds apart',
    base: '{"enum": ["ab", "cd"]}',
    head: '{"type": "string", "pattern": "^[a-c]"}',
    says: ['minor values-opened order'],
  },
  {
    name: 'a value of a list that a bound refuses',
    base: '{"enum": ["ab", "cde"]}',
    head: '{"type": "string", "maxLength": 2}',
    says: ['major value-removed order', 'minor values-opened order'],
  },
  {
    name: 'a pattern that looks like another',
    base: '{"type": "string", "pattern": "^(?:a|b){1,2}$"}',
    head: '{"type": "string", "pattern": "^[ab][ab]?$"}',
    says: [],
  },
  {
    name: 'a condition that changes what it asks for',
    base: conditional('"a"', '{"required": ["size"]}'),
    head: conditional('"a"', '{"required": ["size", "kind"]}'),
    says: ['major required-added kind'],
  },
  {
    name: 'a condition that asks for what held anyway',
    base: '{"properties": {"size": {"type": "integer"}}}',
    head: '{"properties": {"size": {"type": "integer"}}, "if": {"required": ["size"]}, "then": {"properties": {"size": {"type": "number"}}}}',
    says: [],
  },
  {
    name: 'a condition on something else',
    base: conditional('"a"', '{"required": ["size"]}'),
    head: conditional('"b"', '{"required": ["size"]}'),
    says: ['major condition-added order'],
  },
  {
    name: 'alternatives that are closed hold only their own properties',
    base: '{"allOf": [{"properties": {"a": true}, "additionalProperties": false}, {"properties": {"b": true}}]}',
    head: '{"properties": {"a": true}, "additionalProperties": false}',
    says: [],
  },
  {
    name: 'a schema of values for all names',
    base: '{"type": "object", "additionalProperties": {"type": "number"}}',
    head: '{"type": "object", "additionalProperties": {"type": "integer"}}',
    says: ['major type-narrowed order[*]'],
  },
  {
    name: 'a map whose names must follow a pattern',
    base: '{"type": "object", "properties": {"ab": true}, "additionalProperties": false}',
    head: '{"type": "object", "properties": {"ab": true}, "additionalProperties": false, "propertyNames": {"pattern": "^[a-z]+$"}}',
    says: [],
  },
  {
    name: 'a new optional property of an object that is open',
    base: '{"properties": {"a": {"type": "string"}}}',
    head: '{"properties": {"a": {"type": "string"}, "b": {"type": "string"}}}',
    says: ['minor property-added b'],
  },
  {
    name: 'the same, where data of any kind has been kept',
    base: '{"properties": {"a": {"type": "string"}}}',
    head: '{"properties": {"a": {"type": "string"}, "b": {"type": "string"}}}',
    profile: 'backward',
    says: ['major property-restricted b'],
  },
  {
    name: 'a property that goes away from what others read',
    base: '{"properties": {"a": {"type": "string"}, "b": {"type": "string"}}, "required": ["b"]}',
    head: '{"properties": {"a": {"type": "string"}}}',
    profile: 'response',
    says: ['major property-undeclared b'],
  },
  {
    name: 'a value that others may read now',
    base: '{"enum": ["a"]}',
    head: '{"enum": ["a", "b"]}',
    profile: 'response',
    says: ['major value-added order'],
  },
  {
    name: 'values that others no longer read',
    base: '{"enum": ["a", "b"]}',
    head: '{"enum": ["a"]}',
    profile: 'forward',
    says: ['minor value-removed order'],
  },
  {
    name: 'a definition that moves to another file',
    base: {
      'a.schema.json': '{"properties": {"a": {"$ref": "#/$defs/A"}}, "$defs": {"A": {"type": "string"}}}',
    },
    head: {
      'a.schema.json': '{"properties": {"a": {"$ref": "parts/b.schema.json#/$defs/A"}}}',
      'parts/b.schema.json': '{"$defs": {"A": {"type": "string"}}}',
    },
    says: [],
  },
  {
    name: 'a file that moves and keeps its name',
    base: { 'a.schema.json': '{"$id": "https://schemas.example/a", "type": "string"}' },
    head: { 'b/a.schema.json': '{"$id": "https://schemas.example/a", "type": "string", "title": "A"}' },
    says: [],
  },
  {
    name: 'an unchanged schema that uses what changed',
    base: {
      'a.schema.json': '{"properties": {"a": {"$ref": "b.json#/A"}}}',
      'b.json': '{"A": {"type": "string"}}',
    },
    head: {
      'a.schema.json': '{"properties": {"a": {"$ref": "b.json#/A"}}}',
      'b.json': '{"A": {"type": "number"}}',
    },
    says: ['major type-narrowed a'],
  },
  {
    name: 'a schema found by what it says',
    base: {
      'config/a.json': '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "string"}',
    },
    head: {
      'config/a.json': '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "number"}',
    },
    says: ['major type-narrowed a'],
  },
  {
    name: 'data, other formats, tests and charts',
    base: {
      'a.json': '{"type": "string"}',
      'tests/b.schema.json': '{"type": "string"}',
      'c/values.schema.json': '{"type": "string"}',
    },
    head: {
      'a.json': '{"type": "number"}',
      'tests/b.schema.json': '{"type": "number"}',
      'c/values.schema.json': '{"type": "number"}',
    },
    says: [],
  },
];

describe('JSON Schema changes', () => {
  for (const { name, base, head, profile, says } of cases) {
    it(name, async () => {
      const { changes, notAnalysed } = await run(asFiles(base), asFiles(head), profile);
      assert.deepEqual(brief(changes), says);
      assert.deepEqual(notAnalysed, []);
    });
  }

  it('names the schemas that one definition is used by', async () => {
    const user = '{"properties": {"at": {"$ref": "common.schema.json#/$defs/Place"}}}';
    const side = (most: number): Files => ({
      'a.schema.json': user,
      'b.schema.json': user,
      'common.schema.json': `{"$defs": {"Place": {"properties": {"street": {"maxLength": ${most}}}}}}`,
    });
    const { changes } = await run(side(9), side(5));
    assert.deepEqual(brief(changes), ['major bound-tightened Place.street']);
    assert.equal(changes[0]?.args['uses'], 'Place, a, b');
  });

  it('shows where it stood and where it stands', async () => {
    const { changes } = await run(
      { 'a.schema.yaml': 'type: object\nproperties:\n  a: {type: string}\n  size:\n    enum: [s, m]\n' },
      { 'a.schema.yaml': '# A\ntype: object\nproperties:\n  size:\n    enum: [s]\n  a: {type: string}\n' },
    );
    assert.deepEqual(
      [changes[0]?.base, changes[0]?.head],
      [
        { path: 'a.schema.yaml', line: 5, column: 15, endLine: 5, endColumn: 16 },
        { path: 'a.schema.yaml', line: 5, column: 5, endLine: 5, endColumn: 9 },
      ],
    );
  });
});

describe('JSON Schemas that cannot be read', () => {
  it('are told with their places', async () => {
    const { changes, notAnalysed } = await run(
      { 'a.schema.json': '{"type": "string"}' },
      { 'a.schema.json': '{"type":\n "string"' },
    );
    assert.deepEqual(changes, []);
    assert.deepEqual(notAnalysed, [
      { path: 'a.schema.json', reason: 'syntax', detail: 'head:2:10: end of file' },
    ]);
  });

  it('that are something else are told too', async () => {
    const { notAnalysed } = await run(
      { 'schema.json': '{"data": {"__schema": 1}}' },
      { 'schema.json': '{"data": {"__schema": 2}}' },
    );
    assert.deepEqual(notAnalysed, [{ path: 'schema.json', reason: 'unsupported', detail: 'no JSON Schema' }]);
  });

  it('in the time there is are told', async () => {
    const files = (type: string): Files => ({ 'a.schema.json': `{"type": "${type}"}` });
    let now = 0;
    const budget: Budget = { milliseconds: 1, cancelled: () => false, elapsed: () => now++ };
    const { notAnalysed } = await run(files('string'), files('number'), 'request', budget);
    assert.deepEqual(
      notAnalysed.map(({ reason }) => reason),
      ['timeBudget'],
    );
  });

  it('when the run is cancelled are told', async () => {
    const comparison = memoryComparison({ 'a.schema.json': '{}' }, { 'a.schema.json': '{"type": "null"}' });
    const [unit] = jsonSchemaDetector.units(comparison);
    assert.ok(unit !== undefined);
    const budget: Budget = { milliseconds: 1000, cancelled: () => true, elapsed: () => 0 };
    const { notAnalysed } = await jsonSchemaDetector.compare(unit, comparison, budget);
    assert.deepEqual(
      notAnalysed.map(({ reason }) => reason),
      ['cancelled'],
    );
  });
});
