import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Change } from '../../../../src/core/breaking/change.ts';
import { configDetector } from '../../../../src/core/breaking/config/index.ts';
import type { Compared } from '../../../../src/core/breaking/detector.ts';
import type { Files } from '../../../support/memoryTrees.ts';
import { memoryComparison } from '../../../support/memoryTrees.ts';

async function run(base: Files, head: Files): Promise<Compared> {
  const comparison = memoryComparison(base, head);
  const budget = { milliseconds: 10_000, cancelled: () => false, elapsed: () => 0 };
  const changes: Change[] = [];
  const notAnalysed: Compared['notAnalysed'][number][] = [];
  for (const unit of configDetector.units(comparison)) {
    const compared = await configDetector.compare(unit, comparison, budget);
    changes.push(...compared.changes);
    notAnalysed.push(...compared.notAnalysed);
  }
  return { changes, notAnalysed };
}

describe('configuration rules', () => {
  for (const [id, rule] of Object.entries(configDetector.rules)) {
    it(`${id} fires on its example, alone, at its level, with both places`, async () => {
      const { file, base, head } = rule.example;
      const { changes } = await run({ [file]: base }, { [file]: head });
      assert.deepEqual(
        changes.map((change) => [change.rule, change.level]),
        [[id, rule.level]],
      );
      assert.deepEqual([changes[0]?.base?.path, changes[0]?.head?.path], [file, file]);
    });

    it(`${id} does not fire on its near miss`, async () => {
      const { file, base, head } = rule.nearMiss;
      const { changes } = await run({ [file]: base }, { [file]: head });
      assert.ok(!changes.some((change) => change.rule === id));
    });
  }
});

describe('configuration', () => {
  const cases: readonly (readonly [string, string, string, string, readonly string[]])[] = [
    [
      'a map that goes is one change',
      'values.yaml',
      'a:\n  b: 1\n  c:\n    d: 1',
      'x: 1',
      ['value-removed a'],
    ],
    [
      'a map that becomes a scalar is one change',
      'values.yaml',
      'a:\n  b: 1',
      'a: 1',
      ['value-shape-changed a'],
    ],
    ['an empty value takes any shape', 'values.yaml', 'a:\nb: null', 'a:\n  c: 1\nb: []', []],
    ['items of lists do not count', 'values.yaml', 'a:\n  - b: 1', 'a:\n  - c: 1', []],
    [
      'a service takes its ports along',
      'docker-compose.yml',
      'services:\n  a:\n    ports: [80]\n  b: {}',
      'services:\n  b: {}',
      ['service-removed a'],
    ],
    [
      'ports in the long form',
      'compose.yml',
      'services:\n  a:\n    ports:\n      - target: 1\n        published: 80',
      'services:\n  a:\n    ports: ["80:1"]',
      [],
    ],
    ['quotes and comments of an example', '.env.sample', 'export A="x # y"\n# B=1', "A='x # y' # z", []],
  ];
  for (const [name, path, base, head, expected] of cases) {
    it(name, async () => {
      const { changes, notAnalysed } = await run({ [path]: base }, { [path]: head });
      assert.deepEqual(notAnalysed, []);
      assert.deepEqual(
        changes.map(({ rule, subject }) => `${rule.replace('config/', '')} ${subject}`),
        expected,
      );
    });
  }

  it('says where a file cannot be read', async () => {
    const { changes, notAnalysed } = await run({ 'values.yaml': 'a: 1' }, { 'values.yaml': 'b: [' });
    assert.deepEqual([changes.length, notAnalysed[0]?.reason], [0, 'syntax']);
  });
});
