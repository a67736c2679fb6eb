import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readDocument } from '../../../../src/core/breaking/avro/read.ts';
import { createResolver } from '../../../../src/core/breaking/avro/resolve.ts';
import type { Lookup } from '../../../../src/core/breaking/avro/resolve.ts';
import type { Document, Named } from '../../../../src/core/breaking/avro/schema.ts';
import { run } from './run.ts';

type Schema = string | readonly Schema[] | { readonly [key: string]: unknown };

const primitive = fc.constantFrom<Schema>('int', 'long', 'double', 'string', 'bytes', 'null');
const symbols = fc.subarray(['A', 'B', 'C'], { minLength: 1 });

/** Types of one level; the names of records are given later, so that each is defined once. */
const { type } = fc.letrec<{ type: Schema }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, depthSize: 'medium' },
    primitive,
    fc.constant<Schema>('Root'),
    symbols.map((list): Schema => ({ type: 'enum', name: `Enum`, symbols: list, default: list[0] })),
    symbols.map((list): Schema => ({ type: 'enum', name: `Sign`, symbols: list })),
    fc.constantFrom(4, 8).map((size): Schema => ({ type: 'fixed', name: 'Fixed', size })),
    tie('type').map((items): Schema => ({ type: 'array', items })),
    tie('type').map((values): Schema => ({ type: 'map', values })),
    fc
      .uniqueArray(tie('type'), { selector: kindOf, maxLength: 3 })
      .map((list) => list.filter((one) => !Array.isArray(one))),
    fc
      .tuple(fc.constantFrom('One', 'Two'), fields(tie('type')))
      .map(([name, list]): Schema => ({ type: 'record', name, fields: list })),
  ),
}));

function fields(one: fc.Arbitrary<Schema>): fc.Arbitrary<readonly object[]> {
  const field = fc.record({
    name: fc.constantFrom('a', 'b', 'c'),
    type: one,
    default: fc.option(fc.constant(0), { nil: undefined }),
  });
  return fc.uniqueArray(field, { selector: ({ name }) => name, maxLength: 3 });
}

const schema = fields(type).map((list) => defineOnce({ type: 'record', name: 'Root', fields: list }));

function kindOf(one: Schema): string {
  if (typeof one === 'string') return one;
  return Array.isArray(one)
    ? 'union'
    : JSON.stringify([(one as { type?: unknown }).type, (one as { name?: unknown }).name]);
}

/** Leaves the first definition of a name, and refers to it from then on. */
function defineOnce(root: unknown): unknown {
  const known = new Set<string>();
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    const { name, type: kind } = value as { name?: unknown; type?: unknown };
    if (typeof name === 'string' && ['record', 'enum', 'fixed'].includes(String(kind))) {
      if (known.has(name)) return name;
      known.add(name);
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, key === 'symbols' ? inner : visit(inner)]),
    );
  };
  return visit(root);
}

/** A schema, and the same with one of its types replaced and a field left out. */
const edited = fc
  .tuple(fields(type), type, fc.nat(20), fc.nat(20))
  .map(([list, replacement, typeAt, fieldAt]): readonly [unknown, unknown] => {
    let types = 0;
    let all = 0;
    const visit = (value: unknown): unknown => {
      if (Array.isArray(value)) {
        return value.filter(() => all++ !== fieldAt).map(visit);
      }
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => {
          const isType = key === 'items' || key === 'values' || (key === 'type' && 'default' in value);
          if (isType && types++ === typeAt) return [key, replacement];
          return [key, key === 'symbols' ? inner : visit(inner)];
        }),
      );
    };
    const root = { type: 'record', name: 'Root', fields: list };
    return [defineOnce(root), defineOnce(visit(root))];
  });

function documentOf(text: string): Document {
  const document = readDocument({ path: 'a.avsc', text });
  assert.ok(!('stopped' in document));
  return document;
}

function lookupOf(documents: readonly Document[]): Lookup {
  const scopes = new Map<unknown, ReadonlyMap<string, Named>>(
    documents.map(({ file, named }) => [file, named]),
  );
  return (one) =>
    one.kind === 'reference' ? (scopes.get(one.spot.file)?.get(one.names[0] ?? '') ?? one) : one;
}

describe('Avro properties', () => {
  it('a change is a break exactly when the new schema cannot read the data of the old', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.tuple(schema, schema), edited), async ([before, after]) => {
        const [base, head] = [JSON.stringify(before), JSON.stringify(after)];
        const documents = [documentOf(base), documentOf(head)];
        const [old, now] = documents.map(({ roots }) => roots[0]);
        assert.ok(old !== undefined && now !== undefined);
        const { reads } = createResolver(lookupOf(documents));
        for (const [profile, broken] of [
          ['backward', !reads(now, old)],
          ['forward', !reads(old, now)],
        ] as const) {
          const { changes } = await run(
            { 'a.avsc': base },
            { 'a.avsc': head },
            { profiles: { avro: profile } },
          );
          assert.equal(
            changes.some(({ level }) => level === 'major'),
            broken,
            profile,
          );
        }
      }),
      { numRuns: 600 },
    );
  });

  it('another layout, order and spelling of the same schema is no change', async () => {
    const rewritten = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(rewritten);
      if (typeof value === 'string') return value;
      if (typeof value !== 'object' || value === null) return value;
      const entries = Object.entries(value).map(([key, inner]): readonly [string, unknown] => {
        if (key === 'fields') return [key, (rewritten(inner) as readonly unknown[]).toReversed()];
        if (
          key === 'type' &&
          typeof inner === 'string' &&
          !['record', 'enum', 'fixed', 'array', 'map'].includes(inner)
        ) {
          return [key, inner === 'Root' ? inner : { type: inner }];
        }
        return [key, key === 'symbols' || key === 'default' ? inner : rewritten(inner)];
      });
      return { doc: 'Another text.', ...Object.fromEntries(entries.toReversed()) };
    };
    await fc.assert(
      fc.asyncProperty(schema, async (before) => {
        // The order of fields decides which use of a type holds its definition.
        const after = JSON.stringify(rewritten(before), null, 2);
        const { changes, notAnalysed } = await run({ 'a.avsc': JSON.stringify(before) }, { 'a.avsc': after });
        assert.deepEqual([changes, notAnalysed], [[], []]);
      }),
    );
  });

  it('no text makes it throw', async () => {
    const valid = schema.map((one) => JSON.stringify(one));
    const mutated = fc
      .tuple(valid, fc.nat(), fc.constantFrom('', '{', ']', '"', 'null', '"type":', '"name":""'))
      .map(([text, at, piece]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + piece + text.slice(place + 3);
      });
    const any = fc.oneof(fc.string(), fc.json(), mutated);
    await fc.assert(
      fc.asyncProperty(any, any, async (base, head) => {
        await run({ 'a.avsc': base, 'b.avpr': head }, { 'a.avsc': head, 'b.avpr': base });
      }),
      { numRuns: 400 },
    );
  });
});
