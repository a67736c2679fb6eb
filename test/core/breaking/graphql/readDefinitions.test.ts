import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { buildASTSchema, parse, printSchema } from 'graphql';
import { readDefinitions } from '../../../../src/core/breaking/graphql/read.ts';

const name = fc.constantFrom('a', 'type', 'B_1', 'query', '_x', 'on', 'implements', 'input', 'true');
const typeName = fc.constantFrom('Int', 'String', 'ID', 'Boolean', 'Float');
const type = fc.tuple(typeName, fc.boolean(), fc.boolean(), fc.boolean()).map(([one, inner, list, outer]) => {
  const item = inner ? `${one}!` : one;
  return list ? `[${item}]${outer ? '!' : ''}` : item;
});
const description = fc.constantFrom(
  '',
  '"say \\" {"\n  ',
  '"""\n  type X { a: """\n  ',
  '# type Y { b: Int }\n  ',
);
const defaults = fc.constantFrom('', ' = null', ' = null @deprecated(reason: "x")');
const argument = fc
  .tuple(description, typeName, defaults)
  .map(([text, one, value]) => `${text}arg: ${one}${value}`);
const field = fc
  .tuple(description, name, fc.option(argument), type)
  .map(([text, one, arg, of]) => `${text}${one}${arg === null ? '' : `(${arg})`}: ${of}`);
const fields = fc.uniqueArray(field, {
  minLength: 1,
  maxLength: 5,
  selector: (one) => /(\w+)(?:\([^]*\))?: [\w[\]!]+$/.exec(one)?.[1] ?? one,
});

describe('readDefinitions', () => {
  it('reads the fields and types that the reference implementation reads', () => {
    fc.assert(
      fc.property(fields, (all) => {
        const text = `type Query {\n  ${all.join('\n  ')}\n}\n`;
        const expected = buildASTSchema(parse(text)).getQueryType()?.getFields() ?? {};
        const read = readDefinitions({ path: 's', text });
        assert.deepEqual(read.errors, []);
        assert.deepEqual(
          [...(read.types[0]?.fields.values() ?? [])].map((one) => [
            one.name,
            one.type,
            [...one.args.values()].map((arg) => arg.type),
          ]),
          Object.values(expected).map((one) => [
            one.name,
            String(one.type),
            one.args.map((arg) => String(arg.type)),
          ]),
        );
      }),
    );
  });

  it('reads a printed schema to the same definitions', () => {
    const text =
      'interface I { a: Int }\ntype Query implements I { a: Int b(c: [E!] = [A, B]): U }\nenum E { A B }\ntype T { t: Int }\nunion U = Query | T\ninput In { a: Int = 1 }\nscalar D @specifiedBy(url: "x")\ndirective @d(a: In = {a: 2}) repeatable on FIELD | QUERY\n';
    const printed = readDefinitions({ path: 's', text: printSchema(buildASTSchema(parse(text))) });
    const written = readDefinitions({ path: 's', text });
    const noPlace = new Set(['file', 'start', 'end']);
    const plain = (value: unknown): unknown =>
      JSON.parse(
        JSON.stringify(value, (key, one: unknown) =>
          noPlace.has(key) ? 0 : one instanceof Map ? Object.fromEntries(one) : one,
        ),
      );
    const sorted = (types: readonly { readonly name: string }[]): unknown =>
      plain(types.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
    assert.deepEqual(sorted(printed.types), sorted(written.types));
    assert.deepEqual(sorted(printed.directives), sorted(written.directives));
  });

  it('never throws and always ends', () => {
    const pieces = fc.constantFrom(
      'type',
      'A',
      '{',
      '}',
      '(',
      ')',
      ':',
      '[',
      ']',
      '!',
      '"',
      '"""',
      '@',
      '=',
      '|',
      '&',
      '#',
      '\n',
      'schema',
      'query',
      'union',
      'extend',
      'enum',
      'directive',
      'on',
      '1',
      '-',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (all) => {
        for (const between of [' ', '\n', '']) readDefinitions({ path: 's', text: all.join(between) });
      }),
    );
  });
});
