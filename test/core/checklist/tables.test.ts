import assert from 'node:assert/strict';
import { readMarkdown } from '../../../src/core/checklist/readMarkdown.ts';

function read(text: string) {
  return readMarkdown(text, { file: 'release.md', reader: 'full' }).value;
}

describe('sign-off tables', () => {
  const head = '| Role | Name | Status |\n|---|---|---|\n';
  const cases: readonly (readonly [text: string, expected: readonly string[]])[] = [
    [`${head}| QA | | ☐ Approved |`, ['QA: open']],
    [`${head}| QA | Ana | ☑ Approved |`, ['QA: given by Ana']],
    [`${head}| QA | [Name] | ✅ Approved |`, ['QA: given']],
    [`${head}| **Release manager** | @ben | ❌ Approved |`, ['Release manager: refused by @ben']],
    [`${head}| QA | Ana | ☐ Go / ☐ No-Go |`, ['QA: open by Ana']],
    [`${head}| QA | Ana | ☑ Go / ☐ No-Go |`, ['QA: given by Ana']],
    [`${head}| QA | Ana | ☐ Go / ☑ No-Go |`, ['QA: refused by Ana']],
    [`${head}| QA | Ana | [x] approved [ ] rejected |`, ['QA: given by Ana']],
    [`${head}| QA | Ana | [ ] approved [x] rejected |`, ['QA: refused by Ana']],
    ['| Approver | Approved | Rejected |\n|---|---|---|\n| PM | ☐ | ☑ |', ['PM: refused']],
    [`${head}| QA | Ana | ☐ Approved |\n| PM | Ben | ☑ Approved |`, ['QA: open by Ana', 'PM: given by Ben']],
    ['| Role | Approved |\n|---|---|\n| QA | No |\n| PM | Yes |', ['QA: refused', 'PM: given']],
    ['| Role | Approved? |\n|---|---|\n| QA | Not approved: two bugs |', ['QA: refused']],
    [
      '| Role | Name | Signature |\n|---|---|---|\n| QA | | |\n| PM | Ben | BK |',
      ['QA: open', 'PM: given by Ben'],
    ],
    ['| Team | Signed off | Date |\n|---|---|---|\n| Web | pending | 2026-11-20 |', ['Web: open']],
    ['| Role | Approval needed |\n|---|---|\n| QA | |', []],
    ['| Step | Approved |\n|---|---|\n| QA | |', []],
    ['| Feature | Status |\n|---|---|\n| Search | ✅ |', []],
    ['| Role | Uses it |\n|---|---|\n| QA | ✅ |', []],
    [`\`\`\`\n${head}| QA | Ana | ☐ Approved |\n\`\`\``, []],
  ];
  function check(text: string, expected: readonly string[]): void {
    const rows = read(text).signOffs.map(
      ({ role, value, by }) => `${role}: ${value}${by === undefined ? '' : ` by ${by}`}`,
    );
    assert.deepEqual(rows, expected);
  }
  for (const [text, expected] of cases) {
    it(text.split('\n').at(-1) ?? '', () => check(text, expected));
  }

  it('a row that is read is no near miss', () =>
    assert.deepEqual(read(`${head}| QA | Ana | ☐ Approved |`).nearMisses, []));
});

describe('choices on one line', () => {
  const cases: readonly (readonly [text: string, expected: readonly string[]])[] = [
    ['Release Type: [ ] Patch [x] Minor [ ] Major', ['Release Type: Patch, *Minor, Major']],
    ['- **Type:** ☐ Patch ☑ Minor', ['Type: Patch, *Minor']],
    ['See [x] for more', []],
    ['- [ ] Pick [ ] one [ ] of these', []],
    ['`[ ]` is open', []],
  ];
  function check(text: string, expected: readonly string[]): void {
    const choices = read(text).choices.map(
      ({ label, options }) =>
        `${label}: ${options.map((option) => `${option.chosen ? '*' : ''}${option.text}`).join(', ')}`,
    );
    assert.deepEqual(choices, expected);
  }
  for (const [text, expected] of cases) {
    it(text, () => check(text, expected));
  }
});

describe('go / no-go pairs', () => {
  const cases: readonly (readonly [text: string, expected: string, itemsAside: number])[] = [
    ['☐ GO ☐ NO-GO', 'open', 0],
    ['Decision: ☑ GO ☐ NO-GO', 'go', 0],
    ['Decision: [ ] Go [x] No-Go', 'noGo', 0],
    ['☐ Go ☐ Conditional ☒ No-Go', 'noGo', 0],
    ['- [x] **GO**: all is well\n- [ ] **NO GO**: it is not', 'go', 2],
    ['- [ ] GO\n- [x] NO-GO', 'noGo', 2],
    ['- [x] GO\n- [x] NO-GO', 'both', 2],
    ['- [ ] GO\n- [ ] Conditional GO\n- [x] NO-GO', 'noGo', 3],
    ['- [ ] GO\n- [x] GO with conditions\n- [ ] NO-GO', 'conditional', 3],
    ['- [ ] NO-GO\n- [ ] GO\n- [x] Hold the release', 'noGo', 3],
    ['- [ ] GO\n- [ ] NO-GO\n- [ ] Hold a retrospective', 'open', 2],
    ['- [x] No go', 'noGo', 1],
    ['- [ ] GO\n\n## Other\n\n- [ ] NO-GO', 'open', 1],
    ['- [x] No-go criteria agreed', '', 0],
    ['- [ ] Go live\n- [ ] No-go areas marked', '', 0],
    ['- [ ] GO\n- [ ] Tell support', '', 0],
  ];
  function check(text: string, expected: string, itemsAside: number): void {
    const { decisions, items } = read(text);
    assert.equal(decisions.map((decision) => decision.value).join(), expected);
    assert.equal(items.filter((item) => item.decision === true).length, itemsAside);
  }
  for (const [text, expected, itemsAside] of cases) {
    it(text.replaceAll('\n', ' '), () => check(text, expected, itemsAside));
  }
});
