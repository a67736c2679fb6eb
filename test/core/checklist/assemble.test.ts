import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fill } from '../../../src/core/base/catalog.ts';
import { assemble } from '../../../src/core/checklist/assemble.ts';
import { checklistCatalog } from '../../../src/core/checklist/catalog.ts';
import type { Checklist, Item, SectionKind } from '../../../src/core/checklist/model.ts';
import { readPlaybook } from '../../../src/core/checklist/playbook.ts';
import { readBlocks } from '../../../src/core/checklist/readBlocks.ts';
import { readMarkdown } from '../../../src/core/checklist/readMarkdown.ts';

const options = { file: 'docs/release.md', reader: 'full' } as const;
const guide = readFileSync(new URL('../../fixtures/checklists/release-guide.md', import.meta.url), 'utf8');

function ofKind(checklist: Checklist, kind: SectionKind): number[] {
  return checklist.sections.flatMap((section, index) => {
    const count = checklist.items.filter((item) => item.section === index).length;
    return section.kind === kind && count > 0 ? [count] : [];
  });
}

describe('the release guide', () => {
  const { value, findings } = readMarkdown(guide, options);

  it('has 31 readiness items in five areas', () => assert.deepEqual(ofKind(value, 'area'), [7, 5, 7, 7, 5]));

  it('has 46 stage items in seven stages', () =>
    assert.deepEqual(ofKind(value, 'stage'), [7, 6, 7, 7, 8, 5, 6]));

  it('has no items anywhere else', () => assert.equal(value.items.length, 77));

  it('has 17 conditional items, each with its predicate', () => {
    const conditional = value.items.flatMap(({ text, condition }) =>
      condition === undefined ? [] : [{ text, condition }],
    );
    const predicates = conditional.map(({ condition: { predicate } }) =>
      predicate.kind === 'change'
        ? predicate.what
        : predicate.kind === 'policyFact'
          ? predicate.fact
          : predicate.kind,
    );
    assert.deepEqual(predicates, [
      'api',
      'breaking',
      'manual',
      'ui',
      'manual',
      'migrations',
      'usesFeatureFlags',
      'manual',
      'customerFacing',
      'manual',
      'usesFeatureFlags',
      'migrations',
      'migrations',
      'migrations',
      'manual',
      'manual',
      'manual',
    ]);
  });

  it('puts the stages in time', () => {
    const stages = value.sections.filter((section) => section.kind === 'stage' && section.level === 3);
    assert.deepEqual(
      stages.map(({ phase, window }) => [phase, window?.anchor, window?.from, window?.to]),
      [
        ['before', 'start', undefined, -86_400_000],
        ['before', 'start', undefined, -3_600_000],
        ['staging', undefined, undefined, undefined],
        ['production', undefined, undefined, undefined],
        ['after', 'finish', 0, 1_800_000],
        ['after', 'finish', 0, 3_600_000],
        ['after', 'finish', 86_400_000, 172_800_000],
      ],
    );
  });

  it('has one derived item and one sign-off', () => {
    assert.deepEqual(
      value.items.filter((item) => item.derived !== undefined).map((item) => item.text),
      ['Verify all pre-release requirements met'],
    );
    assert.deepEqual(
      value.items.flatMap((item) => (item.signOff === undefined ? [] : [item.signOff])),
      [['qa', 'pm']],
    );
  });

  it('has one text that stands in two sections, under two ids', () => {
    const texts = value.items.map((item) => item.text);
    const twice = texts.filter((text, index) => texts.indexOf(text) !== index);
    assert.deepEqual(twice, ['Verify configuration changes applied correctly']);
    assert.equal(new Set(value.items.map((item) => item.id)).size, 77);
  });

  it('has no owners, notes, fields or alarms', () => {
    const marked = value.items.filter(
      (item) =>
        item.owners.length > 0 || item.notes.length > 0 || item.field !== undefined || item.alarm === true,
    );
    assert.deepEqual(marked, []);
  });

  it('has a playbook: triggers, steps, severities, metrics', () => {
    const playbook = readPlaybook(guide, readBlocks(guide), value.sections);
    assert.equal(playbook.triggers.length, 5);
    assert.deepEqual(
      playbook.rollback.map((step) => step.steps.length),
      [3, 5, 4, 4, 4],
    );
    assert.deepEqual(
      playbook.severities.map(({ name, label, criteria, response }) => [
        name,
        label,
        criteria.length,
        response,
      ]),
      [
        ['SEV-1', 'Critical', 3, 'Immediate'],
        ['SEV-2', 'High', 3, 'Within 1 hour'],
        ['SEV-3', 'Medium', 3, 'Within 4 hours'],
      ],
    );
    assert.deepEqual(
      playbook.metrics.map((group) => group.metrics.length),
      [4, 4, 4],
    );
  });

  it('says only that a box is hidden in the fence of the notes template', () => {
    assert.deepEqual(
      findings.map(({ code, args }) => ({ code, args })),
      [{ code: 'hiddenTasks', args: { count: 1, form: 'fence' } }],
    );
    assert.deepEqual(
      value.hidden.map(({ form, count }) => ({ form, count })),
      [{ form: 'fence', count: 1 }],
    );
  });
});

function read(text: string): ReturnType<typeof assemble> {
  return assemble(text, readBlocks(text), options);
}

describe('findings', () => {
  const cases: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
    ['nothing to say', '- [ ] deploy', []],
    ['no items', 'words', ['noItems@1']],
    ['item of a comment alone', '- [ ] <!-- later -->', ['emptyItem@1']],
    ['struck, no reason', '- [ ] ~~scan~~', ['struckWithoutReason@1']],
    ['struck and done', '- [x] ~~scan~~', []],
    ['N/A, no reason', '- [ ] ~~scan~~ — N/A', ['notApplicableWithoutReason@1']],
    ['N/A with its reason', '- [ ] ~~scan~~ — N/A: no code', []],
    ['waiver without anything', '- [ ] scan — waived', ['waiverIncomplete@1 until, by, reason']],
    [
      'waiver until a day that is not',
      '- [ ] scan — waived until 2026-02-30 by @ana: late',
      ['waiverIncomplete@1 until'],
    ],
    [
      'done over open children',
      '- [x] a\n  - [ ] b\n  - [x] c\n    - [ ] d',
      ['doneWithOpenChildren@1 2', 'doneWithOpenChildren@3 1'],
    ],
    ['ticked field without a value', '- [x] Release date:', ['fieldWithoutValue@1']],
    ['open field', '- [ ] Release date:', []],
    ['same words in one section', '# A\n- [ ] b\n- [ ] b', ['duplicateItem@3 2']],
    ['same words in two sections', '# A\n- [ ] b\n## C\n- [ ] b', []],
    ['id taken', '- [ ] a <!-- rr: id=x -->\n- [ ] b <!-- rr: id=x -->', ['duplicateId@2 x, 1']],
    ['place-holder', '- [ ] Tag vX.Y.Z', ['placeholder@1 vX.Y.Z']],
    ['place-holder in braces', '- [ ] Tag {{ version }}', ['placeholder@1 {{ version }}']],
    ['link definition is no place-holder', '- [ ] See [Node list]\n\n[Node list]: https://a.test', []],
    ['type argument is no place-holder', '- [ ] Check `List<Item>` and [run](https://a.test)', []],
    ['broken encoding', '# A \u00e2\u20ac\u201d b\n- [ ] c', ['mojibake@1 \u00e2\u20ac\u201d, \u2014']],
    ['good French', '# Voil\u00e0\u00a0\u00bb\n- [ ] c', []],
    ['due day that is not', '- [ ] a — due 2026-02-30', ['unreadableDue@1 due 2026-02-30']],
    ['bare T', '## T-24\n- [ ] a — due T-2', ['windowWithoutUnit@1 T-24', 'windowWithoutUnit@2 T-2']],
    ['near miss', '- [ ] a\n- [-] b', ['nearMiss@2 customMarker']],
    ['mixed line ends', '- [ ] a\r\n- [ ] b\n', ['mixedLineEnds@1']],
    ['boxes in a comment', '<!--\n- [ ] a\n-->\n\n- [ ] b', ['hiddenTasks@1 1, comment']],
  ];
  function check(text: string, expected: readonly string[]): void {
    const { findings } = read(text);
    for (const { code, args } of findings) {
      const { sentence, fix } = checklistCatalog[code];
      assert.doesNotMatch(
        fill(`${sentence} ${fix}`, args),
        /\{\w+\}/,
        'every argument of the sentence is given',
      );
    }
    const said = findings.map(({ code, args, where }) =>
      `${code}@${where.line} ${Object.values(args).join(', ')}`.trim(),
    );
    assert.deepEqual(said, expected);
  }
  for (const [name, text, expected] of cases) {
    it(name, () => check(text, expected));
  }
});

type Expected = { readonly [Key in keyof Item]?: Item[Key] | undefined };

describe('items', () => {
  const cases: readonly (readonly [name: string, text: string, expected: Expected])[] = [
    [
      'continuation lines belong to the words',
      '- [ ] Run the tests\n  on staging (if needed) — @ana',
      { text: 'Run the tests on staging (if needed)', owners: ['@ana'] },
    ],
    [
      'notes of the first line stay notes',
      '- [ ] Run — @ana\n  and watch',
      { text: 'Run and watch', owners: ['@ana'] },
    ],
    [
      'invisible keys',
      '- [ ] Scan <!-- rr: id=sec-scan gate=required -->',
      { id: 'sec-scan', text: 'Scan', keys: { id: 'sec-scan', gate: 'required' } },
    ],
    ['slot for evidence', '- [ ] PR: <!-- paste link -->', { text: 'PR:', field: { filled: false } }],
    ['slot filled by a note', '- [ ] PR: — [#12](https://a.test/12)', { field: { filled: true } }],
    ['colon over a list is no field', '- [ ] Ensure:\n  - [ ] a', { field: undefined }],
    ['formatting', '- [ ] **Run** `npm test` and [read](https://a.test)', { text: 'Run npm test and read' }],
    ['owner in parentheses', '- [ ] Scan (@ops)', { text: 'Scan', owners: ['@ops'] }],
    ['owner after a colon', '- [ ] Scan: @ana', { text: 'Scan', owners: ['@ana'] }],
    ['empty owner slot', '- [ ] Scan: @', { text: 'Scan', owners: [] }],
    [
      'role in parentheses',
      '- [ ] Update notes (Technical Writer)',
      { text: 'Update notes (Technical Writer)', owners: ['role:technical-writer'] },
    ],
    ['trigger written as a task', '## When to roll back\n- [x] Data loss', { alarm: true, state: 'done' }],
    ['ticked, whatever the note', '- [x] Scan — blocked: no access', { state: 'done' }],
    ['blocked', '- [ ] Scan — blocked: no access', { state: 'blocked', reason: 'no access' }],
    ['very long', `- [ ] ${'a'.repeat(5000)}`, { text: 'a'.repeat(4096) }],
  ];
  function check(text: string, expected: Expected): void {
    const item = read(text).value.items[0];
    const seen = Object.fromEntries(Object.keys(expected).map((key) => [key, item?.[key as keyof Item]]));
    assert.deepEqual(seen, expected);
  }
  for (const [name, text, expected] of cases) {
    it(name, () => check(text, expected));
  }
});

describe('the title', () => {
  const front = '---\nname: "Release tasks"\ntitle: Release <version>\n---\n';
  const cases: readonly (readonly [name: string, text: string, title: string | undefined])[] = [
    ['the first heading', '# Release **1.4**\n\n## Tests\n', 'Release 1.4'],
    ['a heading above all others', '## Release\n\n### Tests\n', 'Release'],
    ['the name in the front matter', `${front}## Tests\n\n## Docs\n`, 'Release tasks'],
    ['the title in the front matter', '---\ntitle: Release\n---\n- [ ] a\n', 'Release'],
    ['a heading before the front matter', `${front}# Release 2\n`, 'Release 2'],
    ['the first of several headings', '## Tests\n\n## Docs\n', 'Tests'],
    ['none', '- [ ] a\n', undefined],
  ];
  for (const [name, text, title] of cases) {
    it(name, () => assert.equal(read(text).value.title, title));
  }
});

describe('limits', () => {
  it('reads at most 10,000 items and says so', () => {
    const { value, findings } = read(
      Array.from({ length: 10_001 }, (_, index) => `- [ ] item ${index}\n`).join(''),
    );
    assert.equal(value.items.length, 10_000);
    assert.deepEqual(
      findings.map(({ code, args }) => ({ code, args })),
      [{ code: 'tooManyItems', args: { count: 10_001, limit: 10_000 } }],
    );
  });

  it('scans a text above one mebibyte and never calls it complete', () => {
    const text = `- [ ] a\n\n${'word '.repeat(220_000)}\n`;
    const { value, findings } = readMarkdown(text, options);
    assert.equal(value.items.length, 1);
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['partial'],
    );
  });

  it('does not read a text above ten mebibytes', () => {
    const { value, findings } = readMarkdown('- [ ] a\n'.repeat(1_400_000), options);
    assert.equal(value.items.length, 0);
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['tooLarge'],
    );
  });
});
