import assert from 'node:assert/strict';
import { parseCondition } from '../../../src/core/checklist/conditions.ts';
import { misread, phrases, type Decides } from './conditionPhrases.ts';

const deciders = {
  change: 'fact',
  releaseType: 'type',
  policyFact: 'policy',
  optional: 'optional',
  manual: 'manual',
} as const;

function decider(item: string): Decides {
  const condition = parseCondition(item);
  return condition === undefined ? 'none' : deciders[condition.predicate.kind];
}

describe('conditions of labelled phrases', () => {
  for (const [group, rows] of Object.entries(phrases)) {
    describe(group, () => {
      for (const [item, decides] of rows) {
        it(item, () => assert.equal(decider(item), decides));
      }
    });
  }

  it('are taken wrongly where this is known', () => {
    for (const [item, , recogniser] of misread) assert.equal(decider(item), recogniser, item);
  });

  it('are many, with a third of near misses', () => {
    const all = Object.values(phrases).flat();
    assert.ok(all.length >= 150, String(all.length));
    assert.equal(new Set(all.map(([item]) => item)).size, all.length);
    assert.ok(misread.every(([, person, recogniser]) => person !== recogniser));
    assert.ok(all.filter(([, decides]) => decides === 'none').length * 3 >= all.length);
  });
});
