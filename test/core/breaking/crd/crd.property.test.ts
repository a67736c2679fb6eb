import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { stringify } from 'yaml';
import { definitionOf, run } from './run.ts';

type Schema = Readonly<Record<string, unknown>>;

const { schema } = fc.letrec<{ schema: Schema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    fc.record(
      { type: fc.constant('string'), pattern: fc.constantFrom('^a$', '^b$') },
      { requiredKeys: ['type'] },
    ),
    fc.record(
      {
        type: fc.constant('string'),
        enum: fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
        nullable: fc.boolean(),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record(
      {
        type: fc.constant('integer'),
        minimum: fc.nat(3),
        maximum: fc.nat(9),
        format: fc.constantFrom('int32', 'int64'),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record(
      {
        type: fc.constant('array'),
        items: tie('schema'),
        maxItems: fc.nat(9),
        'x-kubernetes-list-type': fc.constantFrom('atomic', 'set'),
      },
      { requiredKeys: ['type', 'items'] },
    ),
    fc.record({ type: fc.constant('object'), additionalProperties: tie('schema') }),
    fc.record(
      {
        type: fc.constant('object'),
        properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('schema'), { maxKeys: 3 }),
        required: fc.subarray(['a', 'b']),
      },
      { requiredKeys: ['type', 'properties'] },
    ),
  ),
}));

const file = 'crds/backups.yaml';

/** The same with other orders and words. */
function rewritten(value: unknown): unknown {
  if (Array.isArray(value))
    return value.every((one) => typeof one === 'string') ? value.toReversed() : value.map(rewritten);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): readonly [string, unknown] => [
    key,
    rewritten(inner),
  ]);
  const more = 'type' in value && typeof value.type === 'string' ? { description: 'Another text.' } : {};
  return { ...more, ...Object.fromEntries(entries.toReversed()) };
}

describe('CRD properties', () => {
  it('another layout, order and description of the same definition is no change', async () => {
    await fc.assert(
      fc.asyncProperty(schema, fc.boolean(), async (spec, moved) => {
        const base = { [file]: stringify(definitionOf(spec)) };
        const after = rewritten(definitionOf(spec));
        const head = moved
          ? { 'crds/other.json': JSON.stringify(after) }
          : { [file]: `# Generated.\n---\n${stringify(after)}` };
        assert.deepEqual(await run(base, head), { changes: [], notAnalysed: [] });
      }),
    );
  });

  it('what was changed is found in both directions, and never silently', async () => {
    await fc.assert(
      fc.asyncProperty(schema, schema, async (before, after) => {
        const [base, head] = [
          { [file]: stringify(definitionOf(before)) },
          { [file]: stringify(definitionOf(after)) },
        ];
        const same = JSON.stringify(sorted(before)) === JSON.stringify(sorted(after));
        assert.equal((await run(base, head)).changes.length === 0, same);
        assert.equal((await run(head, base)).changes.length === 0, same);
      }),
    );
  });

  it('no text makes it throw', async () => {
    const text = schema.map((one) => stringify(definitionOf(one)));
    const piece = fc.constantFrom('', '{', '- ', ': ', '&a ', '*a', '{{ x }}', '\n---\n', '\t', 'null');
    const mutated = fc.tuple(text, fc.nat(), piece).map(([one, at, more]) => {
      const place = at % (one.length + 1);
      return one.slice(0, place) + more + one.slice(place + 3);
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), mutated), mutated, async (base, head) => {
        await run({ [file]: base }, { [file]: head });
      }),
    );
  });
});

/** Leaves out what is the same as nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(sorted).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !isNothing(key, inner))
      .map(([key, inner]) => [key, sorted(inner)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function isNothing(key: string, value: unknown): boolean {
  if (key === 'nullable') return value === false;
  if (key === 'x-kubernetes-list-type') return value === 'atomic';
  if (key === 'format') return value === 'int64';
  return key === 'required' && Array.isArray(value) && value.length === 0;
}
