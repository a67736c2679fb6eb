import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { profiles } from '../../../../src/core/breaking/protobuf/categories.ts';
import { brief, run } from './run.ts';

interface FieldShape {
  readonly type: string;
  readonly label: string;
  readonly options: readonly string[];
}

interface Shape {
  readonly syntax: 'proto2' | 'proto3';
  readonly messages: readonly (readonly FieldShape[])[];
  readonly values: number;
  readonly reserved: readonly number[];
}

/** How a schema is written down, without a word about what it says. */
interface Style {
  readonly reversed: boolean;
  readonly full: boolean;
  readonly hexadecimal: boolean;
  readonly gap: string;
  readonly quote: string;
}

const fieldShape: fc.Arbitrary<FieldShape> = fc.record({
  type: fc.constantFrom('int32', 'string', 'bytes', 'bool', 'M0', 'M0.In', 'E', 'map<string, E>'),
  label: fc.constantFrom('optional', 'repeated'),
  options: fc.subarray(['deprecated = true', 'json_name = "n"', '(own).x = 1']),
});

const shape: fc.Arbitrary<Shape> = fc.record({
  syntax: fc.constantFrom('proto2', 'proto3'),
  messages: fc.array(fc.array(fieldShape, { maxLength: 5 }), { minLength: 1, maxLength: 4 }),
  values: fc.integer({ min: 1, max: 5 }),
  reserved: fc.uniqueArray(fc.integer({ min: 20, max: 40 }), { maxLength: 4 }),
});

const style: fc.Arbitrary<Style> = fc.record({
  reversed: fc.boolean(),
  full: fc.boolean(),
  hexadecimal: fc.boolean(),
  gap: fc.constantFrom(' ', '\n', '  // a comment }\n', '/* { */', '\r\n\t'),
  quote: fc.constantFrom('"', "'"),
});

function declarations(schema: Shape, { reversed, full, hexadecimal, gap, quote }: Style): readonly string[] {
  const order = <Part>(parts: readonly Part[]): readonly Part[] => (reversed ? parts.toReversed() : parts);
  const number = (value: number): string => (hexadecimal ? `0x${value.toString(16)}` : String(value));
  const typed = (type: string): string => (full ? type.replace(/\b(?=M0|E)/, '.shop.') : type);
  const field = ({ type, label, options }: FieldShape, at: number): string => {
    const before = type.startsWith('map') ? '' : `${label}${gap}`;
    const written = order(options).join(`,${gap}`).replaceAll('"', quote);
    return `${before}${typed(type)}${gap}f${at}${gap}=${gap}${number(at + 1)}${written === '' ? '' : `${gap}[${written}]`};`;
  };
  const reserved = order(schema.reserved).map((one) => `reserved${gap}${number(one)};`);
  const messages = schema.messages.map((fields, at) => {
    const members = order([...fields.map(field), ...reserved, 'message In { }', 'extensions 100 to 110;']);
    const kept = members.filter((one) => schema.syntax === 'proto2' || !one.startsWith('extensions'));
    return `message${gap}M${at}${gap}{${gap}${kept.join(gap)}${gap}}`;
  });
  const values = Array.from({ length: schema.values }, (_, at) => `V${at} = ${at};`);
  // The first value is a default value in itself.
  const [zero = '', ...others] = values;
  return order([...messages, `enum E {${gap}${[zero, ...order(others)].join(gap)}${gap}}`]);
}

function textOf(schema: Shape, written: Style): string {
  return `syntax = "${schema.syntax}";\npackage shop;\n${declarations(schema, written).join(written.gap)}\n`;
}

const plain: Style = { reversed: false, full: false, hexadecimal: false, gap: ' ', quote: '"' };

describe('properties of .proto files', () => {
  it('however a schema is written, it is the same', async () => {
    await fc.assert(
      fc.asyncProperty(shape, style, fc.constantFrom(...profiles), async (schema, written, profile) => {
        const { changes, notAnalysed } = await run(
          { 's.proto': textOf(schema, plain) },
          { 's.proto': textOf(schema, written) },
          { profile },
        );
        assert.deepEqual([brief(changes), notAnalysed], [[], []]);
      }),
    );
  });

  it('inside of a package declarations may be in any file', async () => {
    await fc.assert(
      fc.asyncProperty(
        shape,
        fc.nat(5),
        fc.constantFrom('PACKAGE', 'WIRE_JSON', 'WIRE'),
        async (schema, at, profile) => {
          const parts = declarations(schema, plain);
          const start = `syntax = "${schema.syntax}";\npackage shop;\n`;
          const { changes } = await run(
            { 's.proto': start + parts.join('\n') },
            {
              's.proto': `${start}import "t.proto";\n${parts.slice(0, at).join('\n')}`,
              't.proto': `${start}import "s.proto";\n${parts.slice(at).join('\n')}`,
            },
            { profile },
          );
          assert.deepEqual(brief(changes), []);
        },
      ),
    );
  });

  it('what breaks the wire breaks JSON or code too', async () => {
    await fc.assert(
      fc.asyncProperty(shape, shape, async (before, after) => {
        const majors = async (profile: string): Promise<number> => {
          const files = (schema: Shape) => ({ 's.proto': textOf(schema, plain) });
          const { changes } = await run(files(before), files(after), { profile });
          return changes.filter(({ level }) => level === 'major').length;
        };
        const [file = 0, , json = 0, wire = 0] = await Promise.all(profiles.map(majors));
        assert.ok(wire === 0 || json > 0);
        assert.ok(json === 0 || file > 0);
      }),
    );
  });

  it('no text makes it throw', async () => {
    const cut = fc
      .tuple(shape, style, fc.nat(), fc.nat(20), fc.string({ maxLength: 6 }))
      .map(([one, how, from, length, text]) => {
        const whole = textOf(one, how);
        const at = from % whole.length;
        return whole.slice(0, at) + text + whole.slice(at + length);
      });
    await fc.assert(
      fc.asyncProperty(fc.oneof(cut, fc.string()), fc.oneof(cut, fc.string()), async (before, after) => {
        const compared = await run({ 's.proto': before }, { 's.proto': after });
        assert.ok(Array.isArray(compared.changes));
      }),
    );
  });

  it('a slip on one side is no break of what else is there', async () => {
    await fc.assert(
      fc.asyncProperty(shape, fc.nat(), async (schema, at) => {
        const text = textOf(schema, plain);
        const signs = [...text.matchAll(/[;=]/g)].slice(2);
        const sign = signs[at % Math.max(1, signs.length)];
        if (sign === undefined) return;
        const slipped = `${text.slice(0, sign.index)} ${text.slice(sign.index + 1)}`;
        const { changes, notAnalysed } = await run({ 's.proto': text }, { 's.proto': slipped });
        assert.deepEqual(brief(changes.filter(({ level }) => level === 'major')), []);
        assert.ok(notAnalysed.length > 0);
      }),
    );
  });
});
