import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { manifestDetector } from '../../../../src/core/breaking/manifest/index.ts';
import { compareManifests } from './compareManifests.ts';

/** What has no place on the head side any more. */
const withoutHead = new Set(['manifest/package-removed']);

describe('manifest rules', () => {
  for (const [id, rule] of Object.entries(manifestDetector.rules)) {
    it(`${id} fires on its example, alone, at its level, with both places`, async () => {
      const { file, base, head } = rule.example;
      const { changes, notAnalysed } = await compareManifests(
        { [file]: base },
        head === '' ? {} : { [file]: head },
      );
      assert.deepEqual(notAnalysed, []);
      assert.deepEqual(
        changes.map((change) => [change.rule, change.level]),
        [[id, rule.level]],
      );
      assert.ok(changes[0]?.base !== undefined);
      assert.equal(changes[0]?.head === undefined, withoutHead.has(id));
    });

    it(`${id} does not fire on its near miss`, async () => {
      const { file, base, head } = rule.nearMiss;
      const { changes, notAnalysed } = await compareManifests(
        { [file]: base },
        head === '' ? {} : { [file]: head },
      );
      assert.deepEqual(notAnalysed, []);
      assert.ok(!changes.some((change) => change.rule === id));
    });

    it(`${id} fills its sentence`, async () => {
      const { file, base, head } = rule.example;
      const { changes } = await compareManifests({ [file]: base }, head === '' ? {} : { [file]: head });
      const names = [...rule.sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      assert.deepEqual(
        names.filter((name) => changes[0]?.args[name] === undefined),
        [],
      );
    });
  }
});
