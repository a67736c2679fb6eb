import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { sectionKinds } from '../../../src/core/checklist/model.ts';
import { readYaml } from '../../../src/core/checklist/readYaml.ts';
import { writtenStates } from '../../../src/core/checklist/readChecklistYaml.ts';
import schema from '../../../schemas/checklist.schema.json' with { type: 'json' };

const validate = new Ajv({ allErrors: true }).compile(schema);

/** The reader and the published schema give one answer on whether a file is well formed. */
function check(text: string, expected?: boolean): void {
  const bySchema = validate(parse(text));
  const { findings } = readYaml(text, { file: 'a.yml', reader: 'full' });
  const shape = findings.filter(({ code }) => code === 'yamlUnknownKey' || code === 'yamlBadValue');
  assert.equal(
    shape.length === 0,
    bySchema,
    `${text}\n${JSON.stringify(shape)}\n${JSON.stringify(validate.errors)}`,
  );
  if (expected !== undefined) assert.equal(bySchema, expected, text);
}

const text = fc.constantFrom(
  'Tests pass',
  'Docs (if UI changes)',
  'Scan \u2014 @ana',
  'a: b',
  '# no comment',
  '- x',
  'true',
);
const owner = fc.constantFrom('@ana', 'role:qa', '@a.b-c', 'role:příprava');
/** Values that are wrong somewhere, and right elsewhere. */
const odd = fc.oneof(
  fc.constantFrom(
    null,
    0,
    1.5,
    true,
    '',
    ' ',
    'ana',
    '2026-1-1',
    [],
    {},
    [null],
    [[]],
    'done',
    'Done',
    1234567,
    { text: 'x' },
  ),
  text,
);
/** Mostly `value`, now and then something odd or nothing. */
const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 40, arbitrary: value }, { weight: 1, arbitrary: odd });
const list = (value: fc.Arbitrary<unknown>) => fc.array(value, { maxLength: 3 });

const { item } = fc.letrec((tie) => ({
  item: fc.oneof({ depthSize: 'small', maxDepth: 3 }, some(text), tie('map')),
  map: fc
    .record(
      {
        text: some(text),
        state: some(fc.constantFrom(...Object.keys(writtenStates))),
        done: some(fc.boolean()),
        failed: some(text),
        blocked: some(text),
        na: some(text),
        waived: some(
          fc.record(
            { until: some(fc.constant('2026-12-01')), by: some(owner), reason: some(text) },
            { requiredKeys: [] },
          ),
        ),
        reason: some(text),
        owner: some(fc.oneof(owner, list(some(owner)))),
        due: some(fc.constantFrom('T-24h', 'within 30m', 'some day')),
        evidence: some(fc.oneof(text, list(some(text)))),
        at: some(fc.constantFrom('1a2b3c4', '1234567', 'ABCDEF0123')),
        condition: some(text),
        id: some(fc.constantFrom('scan', 'a.b-c', '9')),
        items: some(list(tie('item'))),
        colour: fc.constant('red'),
      },
      { requiredKeys: ['text'] },
    )
    .map((whole) => dropSome(whole)),
}));

/** Most maps lose the keys that make every map wrong. */
function dropSome(map: Record<string, unknown>): Record<string, unknown> {
  const { colour, ...rest } = map;
  const size = Object.keys(rest).length;
  if (size % 5 !== 0 && 'state' in rest) delete rest['done'];
  return size % 7 === 0 && colour !== undefined ? map : rest;
}

const section = fc.record(
  {
    title: some(text),
    kind: some(fc.constantFrom(...sectionKinds)),
    window: some(fc.constantFrom('T-24h', '24-48 hours')),
    owner: some(owner),
    items: some(list(item)),
  },
  { requiredKeys: ['title'] },
);
const file = fc.record(
  {
    schema: fc.constant('release-readiness/checklist/1'),
    title: some(text),
    items: some(list(item)),
    sections: some(list(some(section))),
  },
  { requiredKeys: ['schema'] },
);

describe('the schema of YAML checklists', () => {
  const head = 'schema: release-readiness/checklist/1\n';
  const files: readonly (readonly [string, boolean])[] = [
    [head, true],
    ['schema: release-readiness/checklist/2\n', false],
    [`${head}items: [a, {text: b, done: true}]\n`, true],
    [`${head}items: [{done: true}]\n`, false],
    [`${head}items: [{text: a, state: done, done: true}]\n`, false],
    [`${head}items: [{text: a, at: 1234567}]\n`, false],
    [`${head}items: [{text: a, owner: ana}]\n`, false],
    [`${head}items: [1]\n`, false],
    [`${head}items:\n`, false],
    [`${head}sections: [{title: A, kind: stage, window: T-1h, owner: "@a", items: [x]}]\n`, true],
    [`${head}sections: [{title: A, kind: stages}]\n`, false],
    [`${head}colour: red\n`, false],
  ];
  for (const [yaml, expected] of files) {
    it(`${expected ? 'accepts' : 'refuses'} ${JSON.stringify(yaml.replace(head, ''))}`, () =>
      check(yaml, expected));
  }

  it('agrees with the reader on generated files, and sees both kinds', function () {
    this.timeout(120_000);
    const seen = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(file, (value) => {
        const yaml = stringify(value, { aliasDuplicateObjects: false });
        check(yaml);
        if (validate(value)) seen.valid++;
        else seen.invalid++;
      }),
      { numRuns: 1000 },
    );
    assert.ok(seen.valid > 150 && seen.invalid > 150, JSON.stringify(seen));
  });

  it('names and explains every key', () => {
    const maps = [
      schema,
      schema.definitions.section,
      schema.definitions.fullItem,
      schema.definitions.fullItem.properties.waived,
    ];
    for (const { properties } of maps as readonly {
      readonly properties: Record<string, { readonly $ref?: string; readonly title?: string }>;
    }[]) {
      for (const [key, value] of Object.entries(properties)) {
        assert.ok(value.title !== undefined || value.$ref === '#/definitions/owners', key);
      }
    }
  });
});
