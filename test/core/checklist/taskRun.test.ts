import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/core/base/text.ts';
import { edit } from '../../../src/core/checklist/edit.ts';
import type { Item } from '../../../src/core/checklist/model.ts';
import { readMarkdown } from '../../../src/core/checklist/readMarkdown.ts';
import { readYaml } from '../../../src/core/checklist/readYaml.ts';
import {
  provedCommits,
  taskName,
  taskRunOf,
  taskRuns,
  taskRunText,
  type TaskRun,
} from '../../../src/core/checklist/taskRun.ts';

const options = { file: 'a.md', reader: 'full' } as const;

function itemOf(line: string): Item {
  const [item] = readMarkdown(line, options).value.items;
  assert.ok(item !== undefined);
  return item;
}

const at = Date.UTC(2026, 10, 24, 9, 26);

describe('results of tasks', () => {
  const cases: readonly (readonly [string, readonly TaskRun[]])[] = [
    ['task npm: test, exit 0, 2026-11-24T09:26Z', [{ name: 'npm: test', exit: 0, at }]],
    ['evidence: task npm: test, exit 1, 2026-11-24T09:26:00Z', [{ name: 'npm: test', exit: 1, at }]],
    ['Task lint, and more, exit -1', [{ name: 'lint, and more', exit: -1 }]],
    ['task t, exit 0, 2026-02-30T09:26Z, by night', [{ name: 't', exit: 0 }]],
    ['task t, exit 0, over uncommitted changes', [{ name: 't', exit: 0, doubt: 'uncommitted' }]],
    [
      'task t, exit 0, 2026-11-24T09:26Z, while the commit changed',
      [{ name: 't', exit: 0, at, doubt: 'moved' }],
    ],
    ['task t, exit 0, commit 1a2b3c4', [{ name: 't', exit: 0, commit: '1a2b3c4' }]],
    [
      'task t, exit 0, 2026-11-24T09:26Z \u00b7 task t, exit 1, 2026-11-24T09:25Z',
      [{ name: 't', exit: 0, at }],
    ],
    ['task t, exit 1 \u00b7 task t, exit 0', [{ name: 't', exit: 1 }]],
    ['task t, exit 0 \u00b7 task t, exit 1', [{ name: 't', exit: 1 }]],
    [
      'task a, exit 0 \u00b7 task b, exit 1',
      [
        { name: 'a', exit: 0 },
        { name: 'b', exit: 1 },
      ],
    ],
    ['evidence: the task is done', []],
    ['[task t, exit 1](https://example.com/1)', []],
    ['task force, exit strategy', []],
  ];
  for (const [note, expected] of cases) {
    it(note, () => assert.deepEqual(taskRuns(itemOf(`- [x] Tests \u2014 ${note}`)), expected));
  }

  it('is part of the notes and not of the words', () => {
    const item = itemOf('- [ ] Tests \u2014 task npm: test, exit 0, 2026-11-24T09:26Z \u00b7 at 1a2b3c4');
    assert.deepEqual([item.text, item.provedAt, item.state], ['Tests', '1a2b3c4', 'todo']);
    assert.equal(
      itemOf('- [ ] Tests \u2014 task force, exit strategy').text,
      'Tests \u2014 task force, exit strategy',
    );
  });

  it('names every commit that something was proved at', () => {
    const item = itemOf('- [x] a \u2014 [b](c) \u00b7 at 1a2b3c4 \u00b7 task t, exit 0, commit 2b3c4d5');
    assert.deepEqual(provedCommits(item), ['1a2b3c4', '2b3c4d5']);
  });

  const words = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 130 }),
    fc
      .array(
        fc.constantFrom(
          'a',
          ' ',
          '_',
          '*',
          '`',
          ', exit 0',
          '\u00b7',
          '\u2014',
          '--',
          '[b](c)',
          '<!--',
          '-->',
          '@ana',
          'https://a.b/c',
          ':',
          '(if any)',
          '~~',
          '&amp;',
          '\\',
          'at 1a2b3c4',
          '$(x)',
        ),
        {
          maxLength: 12,
        },
      )
      .map((parts) => parts.join('')),
  );

  it('has a name that stays as it is once it is written', () => {
    fc.assert(
      fc.property(words, (name) => {
        const written = taskName(name);
        assert.equal(taskName(written), written);
        assert.ok(written.length <= 100);
      }),
    );
  });

  const runs = fc
    .record({
      name: words.map(taskName).filter((name) => name !== ''),
      exit: fc.integer(),
      at: fc.integer({ min: 0, max: 4e6 }).map((minutes) => minutes * 60_000),
      doubt: fc.option(fc.constantFrom('uncommitted' as const, 'moved' as const), { nil: undefined }),
      commit: fc.constantFrom('1a2b3c4', '2b3c4d5'),
    })
    .map(({ doubt, commit, ...run }): TaskRun => ({
      ...run,
      ...(doubt === undefined ? { commit } : { doubt }),
    }));

  it('reads back what it writes', () => {
    fc.assert(fc.property(runs, (run) => assert.deepEqual(taskRunOf({ label: taskRunText(run) }), run)));
  });

  const lines = fc.constantFrom<string>(
    '- [x] Tests',
    '- [ ] Tests (if applicable) \u2014 @ana \u00b7 due T-2h',
    '- [x] Tests \u2014 [b](c) \u00b7 at 1a2b3c4',
    '- [x] Tests \u2014 task u, exit 1 \u00b7 at 2b3c4d5 \u00b7 blocked: x',
    '- [ ] ~~Tests~~ \u2014 N/A: none',
  );

  it('says after the edit what was asked for, whatever was there before', () => {
    fc.assert(
      fc.property(lines, fc.array(runs, { minLength: 1, maxLength: 3 }), (line, several) => {
        let text = line;
        for (const run of several) {
          const before = readMarkdown(text, options).value;
          const result = edit(text, before, { line: 1 }, { kind: 'task', run });
          if (!result.ok && result.refusal === 'alreadySo') continue;
          assert.ok(result.ok, `${text}\n${JSON.stringify([run, result])}`);
          text = applyEdits(text, result.edits);
          const item = itemOf(text);
          const said = item.evidence
            .flatMap((one) => taskRunOf(one) ?? [])
            .filter(({ name }) => name === run.name);
          assert.equal(said.length, 1, text);
          const [one] = said;
          const commit = one?.commit ?? (one?.doubt === undefined ? item.provedAt : undefined);
          assert.deepEqual(
            [one?.exit, one?.at, one?.doubt, commit],
            [run.exit, run.at, run.doubt, run.commit],
          );
          assert.equal(item.text, itemOf(line).text);
          assert.equal(item.state, itemOf(line).state);
        }
      }),
    );
  });

  it('is written into YAML too', () => {
    const shapes = [
      '- text: it\n',
      '- it\n',
      '- text: it\n  evidence: by hand\n  at: "1a2b3c4"\n',
      '- { text: it, evidence: [by hand, "task t, exit 1"] }\n',
    ].map((items) => `schema: release-readiness/checklist/1\nitems:\n${items}`);
    fc.assert(
      fc.property(fc.constantFrom(...shapes), runs, (text, run) => {
        const read = readYaml(text, options).value;
        const result = edit(text, read, { line: 3 }, { kind: 'task', run });
        assert.ok(result.ok, JSON.stringify([text, run, result]));
        const [item] = readYaml(applyEdits(text, result.edits), options).value.items;
        assert.ok(item !== undefined);
        const said = taskRuns(item).find(({ name }) => name === run.name);
        const commit = said?.commit ?? (said?.doubt === undefined ? item.provedAt : undefined);
        assert.deepEqual(
          [said?.exit, said?.at, said?.doubt, commit],
          [run.exit, run.at, run.doubt, run.commit],
        );
      }),
    );
  });
});
