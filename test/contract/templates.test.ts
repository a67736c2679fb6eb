import assert from 'node:assert/strict';
import { guidePolicy } from '../../src/core/policy/guide.ts';
import { readPolicy } from '../../src/core/policy/readPolicy.ts';
import { readMarkdown } from '../../src/core/checklist/readMarkdown.ts';
import { guideTemplate } from '../../src/core/release/guideTemplate.ts';
import { policyPath } from '../../src/core/policy/policyPath.ts';
import { policyTemplate } from '../../src/core/release/policyTemplate.ts';
import { templatePath } from '../../src/core/release/setUp.ts';

describe('files that are written for a repository', () => {
  for (const exclude of [undefined, templatePath]) {
    it(`the policy changes no rule${exclude === undefined ? '' : ', and leaves the template out'}`, () => {
      const { value, findings } = readPolicy(policyTemplate(exclude), policyPath);
      assert.deepEqual(findings, []);
      const { roles, ...rules } = value;
      const { roles: _none, ...builtIn } = guidePolicy;
      assert.deepEqual(rules, {
        ...builtIn,
        exclude: exclude === undefined ? builtIn.exclude : [...builtIn.exclude, exclude],
      });
      assert.deepEqual(Object.values(roles).flat(), []);
    });
  }

  it('the checklist asks what the guide asks, and every item of it counts', () => {
    const { value, findings } = readMarkdown(guideTemplate, {
      file: 'releases/1.4.0/checklist.md',
      reader: 'full',
    });
    assert.deepEqual(
      findings.map(({ code }) => code),
      [],
    );
    const { items, sections } = value;
    const counts = sections.flatMap(({ kind, window }, index) => {
      const own = items.filter(({ section }) => section === index).length;
      return own === 0 ? [] : [`${kind}${window === undefined ? '' : ' with window'} ${own}`];
    });
    assert.deepEqual(counts, [
      'area 7',
      'area 5',
      'area 7',
      'area 7',
      'area 5',
      'stage with window 7',
      'stage with window 6',
      'stage 7',
      'stage 7',
      'stage with window 8',
      'stage with window 5',
      'stage with window 6',
    ]);
    assert.equal(items.filter(({ condition }) => condition !== undefined).length, 17);
    assert.ok(items.every(({ state }) => state === 'todo'));
  });
});
