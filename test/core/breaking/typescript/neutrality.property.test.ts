import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Change } from '../../../../src/core/breaking/change.ts';
import { typescriptDetector } from '../../../../src/core/breaking/typescript/index.ts';
import { memoryComparison } from '../../../support/memoryTrees.ts';

/** A small package: declarations spread over modules, and an entry that exports them. */
interface Declaration {
  readonly name: string;
  readonly module: number;
  readonly kind: 'interface' | 'alias' | 'function' | 'class' | 'const' | 'enum';
  readonly members: readonly string[];
}

interface Style {
  /** Modules are files of these names. */
  readonly modules: readonly string[];
  readonly reversed: boolean;
  readonly comments: boolean;
  readonly indent: string;
  /** `export * from` instead of names. */
  readonly stars: boolean;
  readonly parameter: string;
  readonly generic: string;
  /** Adds something that nobody can reach. */
  readonly helper: boolean;
  /** An interface inherits its members from one that is not exported by the entry. */
  readonly inherits: boolean;
  /** An interface is declared in two pieces. */
  readonly split: boolean;
  readonly unions: 'given' | 'reversed';
}

const types = ['string', 'number', 'boolean', 'Date', 'readonly string[]', 'Map<string, number>'];
const memberNames = ['id', 'label', 'count', 'when', 'tags'];

const declarations = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('Order', 'Client', 'Options', 'connect', 'total', 'Level', 'Result'),
    module: fc.nat(2),
    kind: fc.constantFrom(
      'interface' as const,
      'alias' as const,
      'function' as const,
      'class' as const,
      'const' as const,
      'enum' as const,
    ),
    members: fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 5, selector: ({ name }) => name },
);

const styles = fc.record<Style>({
  modules: fc.constantFrom(['a', 'b', 'c'], ['c', 'a', 'b'], ['lib/one', 'lib/two', 'core']),
  reversed: fc.boolean(),
  comments: fc.boolean(),
  indent: fc.constantFrom('  ', '\t', '      '),
  stars: fc.boolean(),
  parameter: fc.constantFrom('value', 'input', 'it'),
  generic: fc.constantFrom('T', 'Item', 'U'),
  helper: fc.boolean(),
  inherits: fc.boolean(),
  split: fc.boolean(),
  unions: fc.constantFrom('given' as const, 'reversed' as const),
});

function files(list: readonly Declaration[], style: Style): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {
    'package.json': '{"name":"p","version":"1.0.0","type":"module","exports":{".":"./src/index.ts"}}',
  };
  const used = [0, 1, 2].filter((module) => list.some((one) => one.module === module));
  for (const module of used) {
    const own = list.filter((one) => one.module === module);
    const ordered = style.reversed ? own.toReversed() : own;
    texts[`src/${style.modules[module]}.ts`] = ordered.map((one) => written(one, style)).join('\n');
  }
  texts['src/index.ts'] = used
    .map((module) => {
      const names = list.filter((one) => one.module === module).map(({ name }) => name);
      const from = `'./${style.modules[module]}.ts';`;
      return style.stars ? `export * from ${from}` : `export { ${names.join(', ')} } from ${from}`;
    })
    .join('\n');
  return texts;
}

function written({ name, kind, members }: Declaration, style: Style): string {
  const { indent, parameter, generic, comments } = style;
  const note = comments ? `/** About ${name}. */\n` : '';
  const helper = style.helper ? `const hidden${name} = ${JSON.stringify(name)};\nvoid hidden${name};\n` : '';
  const line = (type: string, at: number): string => `${indent}readonly ${memberNames[at]}: ${type};`;
  const all = members.map(line);
  const shown = (style.reversed ? all.toReversed() : all).join('\n');
  const union = (style.unions === 'reversed' ? members.toReversed() : members).join(' | ');
  const inOrder = members.map((type, at) => `${indent}${memberNames[at]}!: ${type};`);
  const fields = style.reversed ? inOrder.toReversed() : inOrder;
  const last = memberNames[members.length - 1];
  const texts: Readonly<Record<Declaration['kind'], string>> = {
    interface: style.inherits
      ? `interface Base${name} {\n${shown}\n}\nexport interface ${name} extends Base${name} {}\n`
      : style.split
        ? `export interface ${name} {\n${all[0]}\n}\nexport interface ${name} {\n${all.slice(1).join('\n')}\n}\n`
        : `export interface ${name} {\n${shown}\n}\n`,
    alias: `export type ${name}<${generic}> = { ${members.map((type, at) => `${memberNames[at]}: ${type}`).join('; ')} } | readonly ${generic}[];\n`,
    function: `export function ${name}<${generic}>(${parameter}: ${union}, rest: ${generic}): ${generic} {\n${indent}void ${parameter};\n${indent}return rest;\n}\n`,
    class: `export class ${name} {\n${fields.join('\n')}\n${indent}#own = 1;\n${indent}${last}Of(${parameter}: ${union}): void {\n${indent}${indent}void [${parameter}, this.#own];\n${indent}}\n}\n`,
    const: `export const ${name}: { ${members.map((type, at) => `${memberNames[at]}: ${type}`).join('; ')} } = undefined as never;\n`,
    enum: `export enum ${name} {\n${members.map((_, at) => `${indent}${memberNames[at]} = ${at},`).join('\n')}\n}\n`,
  };
  return helper + note + texts[kind];
}

async function changesBetween(
  base: Readonly<Record<string, string>>,
  head: Readonly<Record<string, string>>,
): Promise<readonly Change[]> {
  const comparison = memoryComparison(base, head);
  const found: Change[] = [];
  for (const unit of typescriptDetector.units(comparison)) {
    const compared = await typescriptDetector.compare(unit, comparison, {
      milliseconds: 60_000,
      cancelled: () => false,
      elapsed: () => 0,
    });
    assert.deepEqual(compared.notAnalysed, []);
    found.push(...compared.changes);
  }
  return found;
}

const shownChanges = (changes: readonly Change[]): readonly string[] =>
  changes.map(({ rule, subject, args }) => `${rule} ${subject} ${JSON.stringify(args)}`);

describe('what changes nothing for a user', () => {
  it('gives nothing: other files, order, comments, names of parameters, re-exports, private parts', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(declarations, styles, styles, async (list, before, after) => {
        assert.deepEqual(shownChanges(await changesBetween(files(list, before), files(list, after))), []);
      }),
      { numRuns: 120 },
    );
  });

  it('hides no break: the same refactoring with one declaration gone names it', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(declarations, styles, styles, fc.nat(), async (list, before, after, pick) => {
        const gone = list[pick % list.length]!;
        const rest = list.filter((one) => one !== gone);
        const changes = await changesBetween(files(list, before), files(rest, after));
        const named = changes.filter(
          ({ level, subject }) => level === 'major' && subject.includes(gone.name),
        );
        assert.ok(named.length > 0, `${gone.name}: ${shownChanges(changes).join('; ')}`);
        assert.deepEqual(shownChanges(changes.filter(({ subject }) => !subject.includes(gone.name))), []);
      }),
      { numRuns: 60 },
    );
  });

  it('hides no break: the same refactoring with a required member more names it', async function () {
    this.timeout(120_000);
    const shapes = declarations.filter((list) => list.some(({ kind }) => kind === 'function'));
    await fc.assert(
      fc.asyncProperty(shapes, styles, styles, async (list, before, after) => {
        const grown = list.find(({ kind }) => kind === 'function')!;
        const texts = files(list, after);
        const changed = Object.fromEntries(
          Object.entries(texts).map(([path, text]) => [
            path,
            text.replace(
              new RegExp(`(function ${grown.name}<\\w+>\\([^\\n]*), rest: (\\w+)\\)`),
              '$1, rest: $2, more: bigint)',
            ),
          ]),
        );
        const changes = await changesBetween(files(list, before), changed);
        assert.deepEqual(
          [...new Set(changes.filter(({ level }) => level === 'major').map(({ subject }) => subject))],
          [grown.name],
        );
      }),
      { numRuns: 40 },
    );
  });
});
