import assert from 'node:assert/strict';
import { guidePolicy } from '../../src/core/policy/guide.ts';
import { readPolicy } from '../../src/core/policy/readPolicy.ts';
import { readMarkdown } from '../../src/core/checklist/readMarkdown.ts';
import { checklistTemplate } from '../../src/vscode/commands/checklistTemplate.ts';
import { policyPath, policyTemplate } from '../../src/vscode/commands/policyTemplate.ts';

describe('files that the editor writes', () => {
  it('the policy is read without a finding and changes no rule', () => {
    const { value, findings } = readPolicy(policyTemplate, policyPath);
    assert.deepEqual(findings, []);
    const { roles, ...rules } = value;
    const { roles: _none, ...builtIn } = guidePolicy;
    assert.deepEqual(rules, builtIn);
    assert.deepEqual(Object.values(roles).flat(), []);
  });

  it('the checklist is read without a finding, and every item of it counts', () => {
    const { value, findings } = readMarkdown(checklistTemplate('Release 1.4.0'), {
      file: 'releases/1.4.0/checklist.md',
      reader: 'full',
    });
    assert.deepEqual(findings, []);
    assert.ok(value.items.length > 20, String(value.items.length));
    const kinds = new Set(value.items.map(({ section }) => value.sections[section]?.kind));
    assert.deepEqual(kinds, new Set(['area', 'stage']));
    assert.deepEqual(
      value.items.filter(({ state }) => state !== 'todo'),
      [],
    );
  });
});
