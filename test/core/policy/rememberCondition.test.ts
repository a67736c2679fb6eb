import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/base/text.ts';
import { readPolicy } from '../../../src/core/policy/readPolicy.ts';
import { rememberCondition } from '../../../src/core/policy/rememberCondition.ts';

const decision = { item: 'Load test*', applies: false, reason: 'no "traffic" change' } as const;
const entry = '{ item: "Load test*", applies: false, reason: "no \\"traffic\\" change" }';

function check(text: string, expected: string | undefined): void {
  const result = rememberCondition(text, decision);
  if (!result.ok) {
    assert.equal(undefined, expected);
    return;
  }
  const after = applyEdits(text, result.edits);
  assert.equal(after, expected);
  const { value, findings } = readPolicy(after, 'policy.yml');
  assert.deepEqual(findings, []);
  assert.deepEqual(
    value.conditions.find(({ item }) => item === decision.item),
    decision,
  );
}

describe('a decision about a condition in the policy', () => {
  for (const [name, text, expected] of [
    ['an empty text', '', `conditions:\n  - ${entry}\n`],
    [
      'a policy without decisions',
      '# ours\ntimezone: UTC # zone',
      `# ours\ntimezone: UTC # zone\nconditions:\n  - ${entry}\n`,
    ],
    [
      'a list in a block, in the middle',
      'conditions:\n  - item: a\n    applies: true # sure\n# next\ntimezone: UTC\n',
      `conditions:\n  - item: a\n    applies: true # sure\n  - ${entry}\n# next\ntimezone: UTC\n`,
    ],
    [
      'a list at the end, without a line end',
      'conditions:\n- { item: a, applies: true }',
      `conditions:\n- { item: a, applies: true }\n- ${entry}\n`,
    ],
    [
      'a list on one line',
      'conditions: [{ item: a, applies: ui }] # x\n',
      `conditions: [{ item: a, applies: ui }, ${entry}] # x\n`,
    ],
    ['an empty list', 'conditions: []\n', `conditions: [${entry}]\n`],
    [
      'an earlier decision',
      'conditions:\n  - item: Load test*\n    applies: true\n  - { item: b, applies: true }\n',
      `conditions:\n  - ${entry}\n  - { item: b, applies: true }\n`,
    ],
    ['CRLF', 'timezone: UTC\r\n', `timezone: UTC\r\nconditions:\r\n  - ${entry}\r\n`],
    ['no YAML', 'a: [', undefined],
    ['a list instead of a policy', '- a\n', undefined],
    ['a text instead of a list', 'conditions: none\n', undefined],
  ] as const) {
    it(name, () => check(text, expected));
  }
});
