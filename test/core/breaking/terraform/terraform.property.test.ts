import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { compareConstraints } from '../../../../src/core/breaking/terraform/constraints.ts';
import { run } from './run.ts';

interface Line {
  readonly key: string;
  readonly value: string;
}

const value = fc.constantFrom(
  '1',
  '"a ${b} c"',
  '[1, 2]',
  '{ a = 1 }',
  'string',
  'var.x != null ? 1 : 2',
  'null',
);
const lines = fc.uniqueArray(
  fc.record({ key: fc.constantFrom('type', 'default', 'value', 'count', 'nullable', 'description'), value }),
  { selector: ({ key }) => key, maxLength: 4 },
);
const heading = fc.constantFrom(
  'variable "a"',
  'variable "b"',
  'output "a"',
  'module "m"',
  'resource "x_y" "r"',
  'resource "x_y" "s"',
);
const blocks = fc.uniqueArray(fc.record({ heading, lines }), {
  selector: (one) => one.heading,
  minLength: 1,
  maxLength: 5,
});

type Blocks = readonly { readonly heading: string; readonly lines: readonly Line[] }[];

function written(all: Blocks): string {
  return all
    .map(
      (one) =>
        `${one.heading} {\n${one.lines.map(({ key, value: text }) => `  ${key} = ${text}\n`).join('')}}\n`,
    )
    .join('\n');
}

function rewritten(all: Blocks): string {
  return all
    .map((one) => {
      const inner = one.lines
        .toReversed()
        .map(({ key, value: text }) => `\t/* x */ ${key}   =  ${text} # }\n`);
      return `// {\n${one.heading}  {\n\n${inner.join('')}}\r\n`;
    })
    .join('');
}

describe('Terraform properties', () => {
  it('another layout, order and split into files of the same module is no change', async () => {
    await fc.assert(
      fc.asyncProperty(blocks, fc.nat(5), async (all, at) => {
        const head = {
          'one.tf': rewritten(all.slice(at).toReversed()),
          'two.tf': rewritten(all.slice(0, at)),
        };
        assert.deepEqual(await run({ 'main.tf': written(all) }, head), { changes: [], notAnalysed: [] });
      }),
    );
  });

  it('a constraint is tighter exactly when it refuses a version that was taken', () => {
    const part = fc.tuple(fc.constantFrom('', '>', '>=', '<', '<=', '!='), fc.nat(3), fc.nat(3));
    const constraint = fc.array(part, { maxLength: 3 });
    // Between any two versions that are named there is another one.
    const versions = Array.from(
      { length: 5 * 5 * 2 },
      (_, index) => Math.floor(index / 10) * 100 + (index % 10) * 10,
    );
    const takes = (parts: readonly (readonly [string, number, number])[], version: number): boolean =>
      parts.every(([sign, major, minor]) => {
        const named = major * 100 + minor * 20;
        if (sign === '>') return version > named;
        if (sign === '>=') return version >= named;
        if (sign === '<') return version < named;
        if (sign === '<=') return version <= named;
        return sign === '!=' ? version !== named : version === named;
      });
    fc.assert(
      fc.property(constraint, constraint, (base, head) => {
        // What takes nothing at all says nothing about versions.
        fc.pre(versions.some((one) => takes(base, one)) && versions.some((one) => takes(head, one)));
        const text = (parts: typeof base): string =>
          parts.map(([sign, a, b]) => `${sign} ${a}.${b}`).join(', ');
        const refused = versions.some((one) => takes(base, one) && !takes(head, one));
        assert.equal(compareConstraints(text(base), text(head)) === 'tighter', refused);
      }),
      { numRuns: 20000 },
    );
  });

  it('no text makes it throw', async () => {
    const piece = fc.constantFrom('', '{', '}', '"', '${', '<<EOT\n', '=', '/*', 'moved {\n', '\n');
    const mutated = fc.tuple(blocks.map(written), fc.nat(), piece).map(([text, at, more]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + more + text.slice(place + 2);
    });
    const any = fc.oneof(fc.string(), mutated);
    await fc.assert(
      fc.asyncProperty(any, any, async (base, head) => {
        await run({ 'main.tf': base }, { 'main.tf': head });
      }),
      { numRuns: 500 },
    );
  });
});
