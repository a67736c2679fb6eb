import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { openapiDetector } from '../../../../src/core/breaking/openapi/index.ts';
import { brief, run, unfilled } from './support.ts';

const onlyStrict = new Set(['openapi/sunset-missing']);

describe('OpenAPI rules', () => {
  for (const [id, rule] of Object.entries(openapiDetector.rules)) {
    const profile = onlyStrict.has(id) ? 'strict' : 'default';

    it(`${id} fires on its example, alone, at its level, with its places and arguments`, async () => {
      const { file, base, head } = rule.example;
      const { changes } = await run({ [file]: base }, head === '' ? {} : { [file]: head }, { profile });
      assert.deepEqual(
        changes.map((change) => [change.rule, change.level]),
        [[id, rule.level]],
      );
      const [change] = changes;
      assert.equal(change?.head === undefined, head === '');
      assert.equal(change?.base === undefined, id === 'openapi/operation-added');
      assert.deepEqual(unfilled(changes), []);
    });

    it(`${id} does not fire on its near miss`, async () => {
      const { file, base, head } = rule.nearMiss;
      const { changes, notAnalysed } = await run({ [file]: base }, { [file]: head }, { profile });
      assert.ok(!changes.some((change) => change.rule === id), brief(changes).join('\n'));
      assert.deepEqual(notAnalysed, []);
    });
  }
});
