import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { hour } from '../../../src/core/base/instant.ts';
import { guidePolicy } from '../../../src/core/policy/guide.ts';

const lengths = (lists: readonly (readonly unknown[])[]): readonly number[] =>
  lists.map((list) => list.length);

describe('the policy of the guide', () => {
  it('has all parts', () => {
    const { areas, stages, triggers, rollback, severities, metrics } = guidePolicy;
    assert.deepEqual(lengths([areas, stages, triggers, rollback, severities]), [5, 7, 5, 5, 3]);
    assert.deepEqual(lengths(rollback.map(({ steps }) => steps)), [3, 5, 4, 4, 4]);
    assert.deepEqual(lengths(metrics.map((group) => group.metrics)), [4, 4, 4]);
  });

  it('goes through its stages in order', () => {
    const phases = guidePolicy.stages.map(({ phase }) => phase);
    assert.deepEqual(phases, ['before', 'before', 'staging', 'production', 'after', 'after', 'after']);
  });

  it('keeps its times', () => {
    const due = Object.fromEntries(guidePolicy.gates.map((gate) => [gate.id, gate.due]));
    assert.deepEqual(due, { 'pre-release': -24 * hour, staging: undefined, announce: -48 * hour });
    assert.deepEqual(guidePolicy.thresholds, {
      postReleaseWindow: 48 * hour,
      rollbackWatch: [hour / 2, hour],
      monitoring: [24 * hour, 48 * hour],
      advanceNotice: 48 * hour,
    });
    assert.deepEqual(
      guidePolicy.severities.map(({ respond }) => respond),
      [0, hour, 4 * hour],
    );
  });

  it('describes every requirement that it names', () => {
    const named = Object.values(guidePolicy.types).flatMap((type) => [...type.requires, ...type.minimum]);
    for (const name of [...named, ...guidePolicy.waivers.never]) {
      assert.ok(Object.hasOwn(guidePolicy.requirements, name), name);
    }
  });
});
