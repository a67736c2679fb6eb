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
  const cases: readonly (readonly [text: string, expected: readonly string[]])[] = [
    ['☐ GO ☐ NO-GO', ['open']],
    ['Decision: ☑ GO ☐ NO-GO', ['go']],
    ['Decision: [ ] Go [x] No-Go', ['noGo']],
    ['- [x] **GO**: all is well\n- [ ] **NO GO**: it is not', ['go']],
    ['- [ ] GO\n- [x] NO-GO', ['noGo']],
    ['- [x] GO\n- [x] NO-GO', ['both']],
    ['- [ ] Go live\n- [ ] No-go areas marked', []],
    ['- [ ] GO\n\n## Other\n\n- [ ] NO-GO', []],
    ['- [ ] GO\n- [ ] Tell support', []],
  ];
  function check(text: string, expected: readonly string[]): void {
    const { decisions, items } = read(text);
    assert.deepEqual(
      decisions.map((decision) => decision.value),
      expected,
    );
    const halves = items.filter((item) => item.decision === true).length;
    assert.equal(halves, text.startsWith('- [') ? 2 * expected.length : 0);
  }
  for (const [text, expected] of cases) {
    it(text.replaceAll('\n', ' '), () => check(text, expected));
  }
});
