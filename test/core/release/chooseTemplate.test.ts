import assert from 'node:assert/strict';
import { chooseTemplate, templateParts } from '../../../src/core/release/chooseTemplate.ts';

const fence = [
  '# Guide',
  '',
  '## Steps',
  '',
  '- [ ] one',
  '',
  '## Forms',
  '',
  '```markdown',
  '- [ ] two',
  '```',
  '',
  '- item',
  '',
  '  ~~~',
  '  - [ ] three',
  '    - [ ] four',
  '  ~~~',
  '',
].join('\n');
const form = [
  'name: Release',
  'title: "Release {{version}}"',
  'body:',
  '  - type: markdown',
  '    attributes: { value: "Read **this**" }',
  '  - type: checkboxes',
  '    attributes:',
  '      label: Before',
  '      description: All of them',
  '      options:',
  '        - label: Tests pass',
  '          required: true',
  '        - label: Notes written',
  '  - type: input',
  '    attributes: { label: Owner }',
  '',
].join('\n');

interface Case {
  readonly name: string;
  readonly file?: string;
  readonly text: string;
  readonly part?: string;
  readonly expected: string | RegExp;
}

function check({ file = 'docs/a.md', text, part, expected }: Case): void {
  const chosen = chooseTemplate(text, file, part);
  const shown = chosen.ok ? `${chosen.line}: ${chosen.text}` : `${chosen.refusal} ${chosen.detail}`.trim();
  if (typeof expected === 'string') assert.equal(shown, expected);
  else assert.match(shown, expected);
}

const cases: readonly Case[] = [
  { name: 'a whole file', text: '- [ ] a\r\n', expected: '1: - [ ] a\r\n' },
  { name: 'a section by its words', text: fence, part: 'steps', expected: '3: ## Steps\n\n- [ ] one\n\n' },
  { name: 'a fence by its number', text: fence, part: '1', expected: '10: - [ ] two\n' },
  { name: 'a fence within a list', text: fence, part: '2', expected: '16: - [ ] three\n  - [ ] four\n' },
  {
    name: 'a section of fences',
    text: fence,
    part: 'Forms',
    expected: /^severalParts #Guide, #Steps, #1 \(fence in line 9\), #2/,
  },
  { name: 'a part that is not there', text: fence, part: '3', expected: /^noSuchPart #Guide/ },
  { name: 'the only fence of a file', text: '# A\n```\n- [ ] a\n```\n', expected: '3: - [ ] a\n' },
  { name: 'no tasks', text: '# A\n\n- a\n', expected: 'noItems' },
  { name: 'a conflict', text: '<<<<<<< a\n- [ ] a\n=======\n- [ ] b\n>>>>>>> b\n', expected: 'conflict 1' },
  {
    name: 'an issue template',
    file: '.github/ISSUE_TEMPLATE/r.md',
    text: '---\nname: R\n---\n\n- [ ] a\n',
    expected: '1: - [ ] a\n',
  },
  {
    name: 'an issue form',
    file: 'r.yml',
    text: form,
    expected:
      '0: # Release {{version}}\n\nRead **this**\n\n### Before\n\nAll of them\n\n- [ ] Tests pass\n- [ ] Notes written\n\n### Owner\n',
  },
  { name: 'YAML that is no form', file: 'r.yml', text: 'a: 1\n', expected: 'notAForm' },
  { name: 'YAML that is broken', file: 'r.yml', text: 'a: [\n', expected: /^notAForm .+ in line \d/ },
  {
    name: 'a form without tasks',
    file: 'r.yml',
    text: 'body: [{ type: input, attributes: { label: A } }]\n',
    expected: 'noItems',
  },
  { name: 'too much', text: '- [ ] a\n'.repeat(200_000), expected: 'tooLarge' },
];

describe('chooseTemplate', () => {
  for (const one of cases) {
    it(one.name, () => check(one));
  }

  it('lists what a file offers', () => {
    assert.deepEqual(templateParts(fence, 'a.md'), [
      { kind: 'file', line: 1, items: 1 },
      { kind: 'fence', part: '1', line: 9, items: 1 },
      { kind: 'fence', part: '2', line: 15, items: 2 },
    ]);
    assert.deepEqual(templateParts(form, 'a.yml'), [{ kind: 'form', line: 1, items: 2 }]);
    assert.deepEqual(templateParts('a: 1', 'a.yml'), []);
  });
});
