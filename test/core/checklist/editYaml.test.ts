import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/base/text.ts';
import { addressOf } from '../../../src/core/checklist/address.ts';
import type { ItemChange } from '../../../src/core/checklist/change.ts';
import { edit } from '../../../src/core/checklist/edit.ts';
import { readYaml } from '../../../src/core/checklist/readYaml.ts';
import { seededRandom } from '../../support/taskDocuments.ts';
import type { Random } from '../../support/taskDocuments.ts';

const options = { file: 'a.yml', reader: 'full' } as const;
const head = 'schema: release-readiness/checklist/1\n';

/** Changes the first item of the input, or the one with the text "it". */
function apply(text: string, change: ItemChange): string {
  const checklist = readYaml(text, options).value;
  const item = checklist.items.find((candidate) => candidate.text === 'it') ?? checklist.items[0];
  assert.ok(item !== undefined);
  const result = edit(text, checklist, addressOf(checklist, item), change);
  return result.ok ? applyEdits(text, result.edits) : result.refusal;
}

function check(input: string, change: ItemChange, expected: string): void {
  assert.equal(apply(input, change), expected);
}

const tick: ItemChange = { kind: 'tick' };
const untick: ItemChange = { kind: 'untick' };
const block: ItemChange = { kind: 'block', reason: 'disk: "full"' };
const na: ItemChange = { kind: 'notApplicable', reason: 'no UI' };
const waive: ItemChange = { kind: 'waive', until: '2026-12-01', by: '@cto', reason: '#41' };
const assign: ItemChange = { kind: 'assign', owner: '@ana' };
const due: ItemChange = { kind: 'due', due: 'T-24h' };

describe('editYaml', () => {
  const own: readonly (readonly [string, ItemChange, string])[] = [
    ['items:\n- text: it\n  done: false # no\n', tick, 'items:\n- text: it\n  done: true # no\n'],
    ['items:\n- text: it\n  done: true\n', untick, 'items:\n- text: it\n  done: false\n'],
    ['items:\n- text: it\n  done: true\n', tick, 'alreadySo'],
    ['items:\n- text: it\n  state: "todo"\n', tick, 'items:\n- text: it\n  state: done\n'],
    ['items:\n- text: it\n  state: done\n', untick, 'items:\n- text: it\n  state: todo\n'],
    ['items:\n  - text: it # c\n', tick, 'items:\n  - text: it # c\n    done: true\n'],
    ['items:\n  - owner: "@b"\n    text: it', tick, 'items:\n  - owner: "@b"\n    text: it\n    done: true'],
    ['items:\n- text: |\n    it\n- b\n', tick, 'items:\n- text: |\n    it\n  done: true\n- b\n'],
    ['items:\n- it\n- b\n', tick, "items:\n- { text: 'it', done: true }\n- b\n"],
    ['items:\n- "it"\n', tick, 'items:\n- { text: "it", done: true }\n'],
    ["items: [b, it's, c]\n", tick, "items: [{ text: 'b', done: true }, it's, c]\n"],
    ['items: [{text: it, owner: "@b"}]\n', tick, 'items: [{text: it, done: true, owner: "@b"}]\n'],
    ['items:\n- >\n  it\n', tick, 'yamlShape'],
    ['items:\n- text: it\n  blocked: x\n', tick, 'items:\n- text: it\n  done: true\n  blocked: x\n'],

    [
      'items:\n- text: it\n',
      { kind: 'evidence', target: 'out/a.xml', at: '1a2b3c4' },
      'items:\n- text: it\n  evidence: "[a.xml](out/a.xml)"\n  at: "1a2b3c4"\n',
    ],
    [
      'items:\n- text: it\n  evidence: by hand\n',
      { kind: 'evidence', target: 'https://example.com/1' },
      'items:\n- text: it\n  evidence: [by hand, "https://example.com/1"]\n',
    ],
    [
      'items:\n- it\n',
      { kind: 'evidence', target: 'out/a.xml', at: '1a2b3c4' },
      `items:\n- { text: 'it', evidence: "[a.xml](out/a.xml)", at: "1a2b3c4" }\n`,
    ],
    ['items:\n- text: it\n', block, 'items:\n- text: it\n  blocked: "disk: \\"full\\""\n'],
    ['items:\n- text: it\n  state: done\n', block, 'items:\n- text: it\n  blocked: "disk: \\"full\\""\n'],
    [
      'items:\n- text: it\n  done: true\n  due: T-2h\n',
      block,
      'items:\n- text: it\n  blocked: "disk: \\"full\\""\n  due: T-2h\n',
    ],
    ['items:\n- text: it\n  failed: x\n', na, 'items:\n- text: it\n  na: "no UI"\n'],
    ['items:\n- text: it\n  na: x\n', na, 'items:\n- text: it\n  na: "no UI"\n'],
    [
      'items:\n- text: it\n  done: false\n',
      waive,
      'items:\n- text: it\n  waived: { until: 2026-12-01, by: "@cto", reason: "#41" }\n',
    ],
    ['items:\n- text: it\n  waived:\n    until: 2026-01-01\n', waive, 'yamlShape'],
    [
      'items:\n- it\n',
      waive,
      'items:\n- { text: \'it\', waived: { until: 2026-12-01, by: "@cto", reason: "#41" } }\n',
    ],

    ['items:\n- text: it\n  owner: "@b"\n', assign, 'items:\n- text: it\n  owner: "@ana"\n'],
    ['items:\n- text: it\n  owner: ["@b", "@c"]\n', assign, 'items:\n- text: it\n  owner: "@ana"\n'],
    ['items:\n- text: it\n  owner:\n', assign, 'items:\n- text: it\n  owner: "@ana"\n'],
    ['items:\n- text: it\n  owner:\n  - "@b"\n  - "@c"\n', assign, 'yamlShape'],
    ['items:\r\n- text: it\r\n- b\r\n', assign, 'items:\r\n- text: it\r\n  owner: "@ana"\r\n- b\r\n'],
    ['items:\n- text: it\n', due, 'items:\n- text: it\n  due: T-24h\n'],
    ['items:\n- {text: it, due: T-2h}\n', due, 'items:\n- {text: it, due: T-24h}\n'],
  ];
  for (const [input, change, expected] of own) {
    it(`${change.kind}: ${JSON.stringify(input)}`, () =>
      check(
        head + input,
        change,
        expected.includes('\n') || expected.includes(':') ? head + expected : expected,
      ));
  }

  const team: readonly (readonly [string, ItemChange, string])[] = [
    ['- task: it\n  done: no\n', tick, '- task: it\n  done: yes\n'],
    ['- task: it\n  Done: True\n', untick, '- task: it\n  Done: False\n'],
    ['- task: it\n  status: open\n', tick, '- task: it\n  status: closed\n'],
    ['- task: it\n  status: in progress\n', tick, '- task: it\n  status: done\n'],
    ['- task: it\n  done:\n', tick, '- task: it\n  done: true\n'],
    ['- task: it\n- {task: b, done: true}\n', tick, '- task: it\n  done: true\n- {task: b, done: true}\n'],
    ['- "[ ] it"\n', tick, '- "[x] it"\n'],
    ["- '[X] it'\n", untick, "- '[ ] it'\n"],
    ['- task: it\n  done: no\n  assignee: ben\n', assign, '- task: it\n  done: no\n  assignee: "@ana"\n'],
    ['- task: it\n  done: no\n', block, 'yamlShape'],
  ];
  for (const [input, change, expected] of team) {
    it(`${change.kind}: ${JSON.stringify(input)}`, () => check(input, change, expected));
  }

  it('changes one line, two thousand times', function () {
    this.timeout(300_000);
    const random = seededRandom(11);
    const changes = [tick, untick, tick, untick, block, na, waive, assign, due];
    const seen = { edited: 0, already: 0, refused: 0 };
    while (seen.edited < 2000) {
      const text = yamlDocument(random);
      const checklist = readYaml(text, options).value;
      for (const item of checklist.items) {
        const change = random.pick(changes);
        const result = edit(text, checklist, addressOf(checklist, item), change);
        if (!result.ok) {
          assert.ok(['alreadySo', 'yamlShape', 'ambiguous'].includes(result.refusal), result.refusal);
          seen[result.refusal === 'alreadySo' ? 'already' : 'refused']++;
          continue;
        }
        seen.edited++;
        checkOneLine(text, applyEdits(text, result.edits));
        assert.equal(result.edits.length, 1);
      }
    }
    assert.ok(seen.refused < seen.edited / 10, JSON.stringify(seen));
  });
});

/** At most one line replaced or inserted; every line end as it was. */
function checkOneLine(before: string, after: string): void {
  const cut = (text: string) => text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const [old, now] = [cut(before), cut(after)];
  let start = 0;
  while (start < old.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const [removed, added] = [old.length - start - end, now.length - start - end];
  // A last line without an end gets one when a line is inserted below it.
  const isInsertedLast =
    removed === 1 && added === 2 && now[start]?.trimEnd() === old[start]?.trimEnd() && end === 0;
  assert.ok(
    (removed <= 1 && added <= 1) || isInsertedLast,
    `${JSON.stringify(before)}\n${JSON.stringify(after)}`,
  );
}

function yamlDocument(random: Random): string {
  const end = random.pick(['\n', '\n', '\r\n']);
  const indent = random.pick(['', '  ']);
  const lines = [head.trim(), random.pick(['# comment', 'title: R', '']), 'items:'];
  for (let index = 0; index < 6; index++)
    lines.push(...itemLines(random, index).map((line) => indent + line));
  lines.push('sections:', '- title: Testing', '  items:');
  for (let index = 6; index < 9; index++) lines.push(...itemLines(random, index).map((line) => `  ${line}`));
  return lines.join(end) + random.pick([end, end, '']);
}

function itemLines(random: Random, index: number): readonly string[] {
  const words = random.pick([
    `Step ${index}`,
    `"Step ${index}: a"`,
    `'It''s ${index}'`,
    `Über ${index} 😀`,
    `Step ${index} \u2014 @eve`,
  ]);
  const comment = random.pick(['', '', ' # why', '   ']);
  if (random.next(4) === 0) return [`- ${words}${comment}`];
  const fields = [
    random.pick([
      '',
      'done: false',
      'done: true',
      'state: todo',
      "state: 'doing'",
      'state: done',
      'blocked: x',
      'na: r',
      'failed: "x: y"',
      'waived: {until: 2026-01-01}',
    ]),
    random.pick(['', 'owner: "@ben"', 'owner: ["@ben", role:qa]']),
    random.pick(['', 'due: T-2h', 'due: "2026-11-30 14:00 UTC"']),
    random.pick(['', 'evidence: https://example.org/a#b']),
  ].filter((field) => field !== '');
  if (random.next(3) === 0)
    return [`- {text: ${words}${fields.map((field) => `, ${field}`).join('')}}${comment}`];
  return [
    `- text: ${words}${comment}`,
    ...fields.map((field) => `  ${field}${random.pick(['', ' # note'])}`),
  ];
}
