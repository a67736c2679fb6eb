import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Change } from '../../../../src/core/breaking/change.ts';
import type { Budget, Compared } from '../../../../src/core/breaking/detector.ts';
import { graphqlDetector } from '../../../../src/core/breaking/graphql/index.ts';
import type { Files, MemoryOptions } from '../../../support/memoryTrees.ts';
import { memoryComparison } from '../../../support/memoryTrees.ts';

const unlimited: Budget = { milliseconds: 10_000, cancelled: () => false, elapsed: () => 0 };

async function run(base: Files, head: Files, options?: MemoryOptions, budget = unlimited): Promise<Compared> {
  const comparison = memoryComparison(base, head, options);
  const changes: Change[] = [];
  const notAnalysed: Compared['notAnalysed'][number][] = [];
  for (const unit of graphqlDetector.units(comparison)) {
    const compared = await graphqlDetector.compare(unit, comparison, budget);
    changes.push(...compared.changes);
    notAnalysed.push(...compared.notAnalysed);
  }
  return { changes, notAnalysed };
}

/** `field-removed Query.a` for each change. */
function brief(changes: readonly Change[]): readonly string[] {
  return changes.map(({ rule, subject }) => `${rule.replace('graphql/', '')} ${subject}`);
}

async function check(base: Files | string, head: Files | string, expected: readonly string[]): Promise<void> {
  const { changes } = await run(asFiles(base), asFiles(head));
  assert.deepEqual(brief(changes), expected);
}

function asFiles(text: Files | string): Files {
  return typeof text === 'string' ? { 'schema.graphql': text } : text;
}

describe('GraphQL rules', () => {
  for (const [id, rule] of Object.entries(graphqlDetector.rules)) {
    it(`${id} fires on its example, alone, at its level, with its places`, async () => {
      const { file, base, head } = rule.example;
      const { changes } = await run({ [file]: base }, head === '' ? {} : { [file]: head });
      assert.deepEqual(
        changes.map((change) => [change.rule, change.level]),
        [[id, rule.level]],
      );
      const isNew = ['graphql/type-added', 'graphql/directive-added'].includes(id);
      assert.equal(changes[0]?.base === undefined, isNew);
      assert.equal(changes[0]?.head === undefined, head === '');
    });

    it(`${id} does not fire on its near miss`, async () => {
      const { file, base, head } = rule.nearMiss;
      const { changes } = await run({ [file]: base }, { [file]: head });
      assert.ok(!changes.some((change) => change.rule === id));
    });

    it(`${id} fills its sentence`, async () => {
      const { file, base, head } = rule.example;
      const { changes } = await run({ [file]: base }, head === '' ? {} : { [file]: head });
      const names = [...rule.sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      assert.deepEqual(
        names.filter((name) => changes[0]?.args[name] === undefined),
        [],
      );
    });
  }
});

describe('GraphQL places', () => {
  it('names the removed field before and its type after', async () => {
    const { changes } = await run(
      { 'a.graphql': '# one\r\ntype Query {\r\n  a: Int\r\n  "old" bb: Int\r\n}\r\n' },
      { 'a.graphql': '\n\ntype Query {\n  a: Int\n}\n' },
    );
    assert.deepEqual(changes[0]?.base, { path: 'a.graphql', line: 4, column: 9, endLine: 4, endColumn: 11 });
    assert.deepEqual(changes[0]?.head, { path: 'a.graphql', line: 3, column: 6, endLine: 3, endColumn: 11 });
  });

  it('shows the last definition that is left where a type was removed', async () => {
    const { changes } = await run(
      { 'a.graphql': 'scalar A\nscalar B\nscalar C\n' },
      { 'a.graphql': '\nscalar A\nscalar C\n' },
    );
    assert.equal(changes[0]?.head?.line, 2);
  });
});

const query = 'type Query {\n  a: Int\n}\n';

describe('GraphQL changes', () => {
  const cases: readonly (readonly [string, Files | string, Files | string, readonly string[]])[] = [
    [
      'order and layout do not count',
      'type Query { a: Int, b(x: Int, y: [ID!]! = []): Int }',
      'type Query\n{\n  b(y: [ID!]!=[] x: Int): Int # b\n  a: Int\n}',
      [],
    ],
    [
      'a block string equals a string',
      'input A { a: String = "x" }',
      'input A { a: String = """\n  x\n""" }',
      [],
    ],
    [
      'a list may become stricter inside',
      'type Query { a: [[Int]] }',
      'type Query { a: [[Int!]!]! }',
      ['field-type-narrowed Query.a'],
    ],
    [
      'a list is not its item',
      'type Query { a: Int }',
      'type Query { a: [Int] }',
      ['field-type-changed Query.a'],
    ],
    [
      'an input list is not its item',
      'input A { a: Int }',
      'input A { a: [Int] }',
      ['input-field-type-changed A.a'],
    ],
    [
      'a change of an interface is told once',
      'interface N { id: ID, old: Int }\ntype A implements N { id: ID, old: Int }\ntype B implements N { id: ID, old: Int }',
      'interface N { id: ID }\ntype A implements N { id: ID }\ntype B implements N { id: ID }',
      ['field-removed N.old'],
    ],
    [
      'a type that goes takes its places with it',
      'type Query { a: AB }\ntype A { a: Int }\ntype B { b: Int }\nunion AB = A | B',
      'type Query { a: AB }\ntype A { a: Int }\nunion AB = A',
      ['type-removed B'],
    ],
    [
      'a rename is one change',
      'type Query { a: [A!]! }\ntype A { a: A, n: Int }\nunion U = A\n',
      'type Query { a: [B!]! }\ntype B { a: B, n: Int }\nunion U = B\n',
      ['type-renamed A'],
    ],
    ['a new root comes with its type', query, `${query}type Mutation { b: Int }`, ['root-added mutation']],
    ['a root goes with its type', `${query}type Mutation { b: Int }`, query, ['type-removed Mutation']],
    ['another name of a root', `schema { query: Q }\ntype Q { a: Int }`, query, ['type-renamed Q']],
    [
      'a default value for a required argument',
      'type Query { a(b: Int!): Int }',
      'type Query { a(b: Int! = 1): Int }',
      [],
    ],
    [
      'many uses in one type are one change',
      'type A { a: Int, b: Int }',
      'type A { a: Int @tag, b: Int @tag }',
      ['directive-usage-added A'],
    ],
    [
      'operations are not ours',
      `${query}query Q($a: Int = 1) { a(b: {c: 1}) }`,
      `${query}fragment F on Query { a }\n{ a }`,
      [],
    ],
    [
      'fields named like keywords',
      'type Query { type: Int, input: Int, query: Int }',
      'type Query { query: Int, type: Int }',
      ['field-removed Query.input'],
    ],
    [
      'an argument of an interface',
      'interface I { a(b: Int): Int }\ntype T implements I { a(b: Int): Int }',
      'interface I { a: Int }\ntype T implements I { a: Int }',
      ['argument-removed I.a(b:)'],
    ],
    [
      'definitions may move between files',
      { 'a/user.graphql': 'type User { id: ID }', 'a/query.graphql': 'type Query { user: User }' },
      { 'a/all.graphql': 'type Query { user: User }\ntype User { id: ID }' },
      [],
    ],
    [
      'an extension in another file belongs to its type',
      { 'query.graphql': query, 'user.graphql': 'type User { id: ID }' },
      {
        'query.graphql': 'type Query',
        'user.graphql': 'type User { id: ID }\nextend type Query { a: Int, user: User }',
      },
      ['field-added Query.user'],
    ],
    [
      'parts that each write the query type are one schema',
      {
        'm/a.graphql': 'type Query { a: A }\ntype A { b: B }',
        'm/b.graphql': 'type Query { b: B }\ntype B { c: Int }',
      },
      { 'm/a.graphql': 'type Query { b: B, a: A }\ntype A { b: B }', 'm/b.graphql': 'type B { c: Int }' },
      [],
    ],
    [
      'two schemas in one package stay apart',
      { 'v1/s.graphql': 'type Query { a: Int, b: Int }', 'v2/s.graphql': 'type Query { a: Int }' },
      { 'v1/s.graphql': 'type Query { a: Int }', 'v2/s.graphql': 'type Query { a: Int, b: Int }' },
      ['field-removed Query.b', 'field-added Query.b'],
    ],
    [
      'a whole schema that goes is one change',
      { 'a.graphql': `${query}scalar A` },
      {},
      ['schema-removed a.graphql'],
    ],
    ['schemas of tests do not count', { 'test/a.graphql': query }, { 'test/a.graphql': 'scalar B' }, []],
    [
      'a field that stands twice',
      'type Query { a: Int, a: Int, b: Int }',
      'type Query { a: Int, b: Int, b: Int }',
      [],
    ],
    [
      'a field that stands twice does not hide the others',
      'type Query { a: Int, a: Int, b: Int }',
      'type Query { a: Int, a: Int }',
      ['field-removed Query.b'],
    ],
    ['a type that stands twice', 'type A { a: Int }\ntype A { b: Int }', 'type A { a: Int, b: Int }', []],
  ];
  for (const [name, base, head, expected] of cases) it(name, async () => check(base, head, expected));

  it('names those who share a change', async () => {
    const { changes } = await run(
      {
        's.gql':
          'interface N { old: Int }\ntype A implements N { old: Int }\ntype B implements N { old: Int }',
      },
      { 's.gql': 'interface N { x: Int }\ntype A implements N { x: Int }\ntype B implements N { x: Int }' },
    );
    assert.equal(changes[0]?.args['also'], 'A.old, B.old');
  });

  it('lets deprecated fields go in the profile for it', async () => {
    const base = { 's.gql': 'type Query { a: Int, b: Int @deprecated, c: Int }' };
    const { changes } = await run(
      base,
      { 's.gql': 'type Query { a: Int }' },
      { profiles: { graphql: 'deprecated-may-go' } },
    );
    assert.deepEqual(
      changes.map(({ subject, level }) => `${subject} ${level}`),
      ['Query.b minor', 'Query.c major'],
    );
  });
});

describe('GraphQL that cannot be read', () => {
  const cases: readonly (readonly [string, string, string, readonly string[], readonly string[]])[] = [
    [
      'a broken type says nothing, the rest does',
      'type A { a: Int }\nscalar B',
      'type A { a: }\ntype C { c: Int }',
      ['type-removed B', 'type-added C'],
      ['head:1:13: "}"'],
    ],
    [
      'the side before',
      'type A {\n  a Int\n}\ntype B { b: Int }',
      'type A { b: Int }\ntype B { c: Int }',
      ['field-removed B.b', 'field-added B.c'],
      ['base:2:5: "Int"'],
    ],
    [
      'a misspelt keyword',
      'type A { a: Int }\nscalar B',
      'tpye A { a: Int }',
      ['type-removed B'],
      ['head:1:1: "tpye"'],
    ],
    [
      'an unclosed body',
      'type A { a: Int }\ntype B { b: Int }',
      'type A { a: Int\ntype B { c: Int }',
      ['field-removed B.b', 'field-added B.c'],
      ['head:2:6: "B"'],
    ],
    [
      'marks of a conflict',
      'type A { a: Int }\nscalar B',
      '<<<<<<< ours\ntype A { a: Int }\n=======\ntype A { a: ID }\n>>>>>>> theirs\nscalar B',
      [],
      ['head:1:1: "<", and 2 more'],
    ],
    ['the end of the file', 'type A { a: Int }', 'type A { a(b: [[Int', [], ['head:1:20: end of file']],
  ];
  for (const [name, base, head, expected, notes] of cases) {
    it(name, async () => {
      const { changes, notAnalysed } = await run({ 's.graphql': base }, { 's.graphql': head });
      assert.deepEqual(brief(changes), expected);
      assert.deepEqual(
        notAnalysed.map(({ detail }) => detail),
        notes,
      );
    });
  }

  it('survives depth', async () => {
    const deep = `type Query { a(b: Int = ${'['.repeat(100_000)}): ${'['.repeat(100_000)}Int }`;
    const { notAnalysed } = await run({ 's.graphql': query }, { 's.graphql': deep });
    assert.equal(notAnalysed[0]?.reason, 'syntax');
  });

  it('says which file it could not open, and nothing about what stood in it', async () => {
    const { changes, notAnalysed } = await run(
      { 'a.graphql': query, 'b.graphql': 'scalar B' },
      { 'a.graphql': 'type Query { b: Int }', 'b.graphql': 'scalar C' },
      { unreadable: { 'b.graphql': { ok: false, reason: 'tooLarge', detail: '' } } },
    );
    assert.deepEqual(brief(changes), ['field-removed Query.a', 'field-added Query.b']);
    assert.deepEqual(notAnalysed[0], { path: 'b.graphql', reason: 'tooLarge', detail: '' });
  });

  it('says when the time is over', async () => {
    let clock = 0;
    const budget: Budget = { milliseconds: 5, cancelled: () => false, elapsed: () => (clock += 10) };
    const { changes, notAnalysed } = await run({ 'a.gql': query }, { 'a.gql': 'scalar B' }, {}, budget);
    assert.deepEqual([changes.length, notAnalysed[0]?.reason], [0, 'timeBudget']);
  });
});
