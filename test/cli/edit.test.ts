import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn, writeFiles } from '../support/commandLine.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

interface Case {
  readonly name: string;
  readonly text?: string;
  readonly argv: readonly string[];
  readonly exit?: number;
  /** The file afterwards; as before when absent. */
  readonly after?: string;
  readonly out?: string;
  readonly err?: RegExp;
}

const before = '\ufeff# Release\r\n\r\n- [ ] Tests pass\r\n- [x] Notes\r\n- [] Near\r\n';

async function check({ text = before, argv, exit = 0, after = text, out, err }: Case): Promise<void> {
  await withFolderAsync(async (folder) => {
    writeFiles(folder, { 'a.md': text });
    const ran = await runIn(folder, argv);
    assert.equal(ran.exit, exit, ran.err);
    assert.equal(readFileSync(join(folder, 'a.md'), 'utf8'), after);
    if (out !== undefined) assert.equal(ran.out, out);
    assert.match(ran.err, err ?? /^$/);
  });
}

describe('edits of items', () => {
  const cases: readonly Case[] = [
    {
      name: 'tick',
      argv: ['tick', 'a.md:3'],
      after: before.replace('[ ]', '[x]'),
      out: 'a.md:3: - [x] Tests pass\n',
    },
    { name: 'tick with a column', argv: ['tick', 'a.md:3:7'], after: before.replace('[ ]', '[x]') },
    {
      name: 'untick',
      argv: ['untick', 'a.md:4'],
      after: before.replace('[x]', '[ ]'),
      out: 'a.md:4: - [ ] Notes\n',
    },
    {
      name: 'na',
      argv: ['na', 'a.md:3', '--reason', 'no tests here'],
      after: before.replace('- [ ] Tests pass', '- [ ] ~~Tests pass~~ \u2014 N/A: no tests here'),
    },
    {
      name: 'waive',
      argv: ['waive', 'a.md:3', '--until', '2026-12-01', '--by', '@cto', '--reason', 'old screen'],
      after: before.replace('Tests pass', 'Tests pass \u2014 waived until 2026-12-01 by @cto: old screen'),
    },
    {
      name: 'block',
      argv: ['block', '--reason', 'staging is down', 'a.md:3'],
      after: before.replace('Tests pass', 'Tests pass \u2014 blocked: staging is down'),
    },
    {
      name: 'assign',
      argv: ['assign', 'a.md:3', '--owner=@ana'],
      after: before.replace('Tests pass', 'Tests pass \u2014 @ana'),
    },
    {
      name: 'due',
      argv: ['due', 'a.md:3', '--due', 'T-24h'],
      after: before.replace('Tests pass', 'Tests pass \u2014 due T-24h'),
    },
    {
      name: 'evidence, a link',
      argv: ['evidence', 'a.md:4', '--link', 'https://example.com/run/1', '--at', '1a2b3c4'],
      after: before.replace('Notes', 'Notes \u2014 https://example.com/run/1 \u00b7 at 1a2b3c4'),
    },
    {
      name: 'evidence, a file',
      argv: ['evidence', 'a.md:4', '--file', './a.md'],
      after: before.replace('Notes', 'Notes \u2014 [a.md](a.md)'),
    },
    {
      name: 'evidence that is not there',
      argv: ['evidence', 'a.md:4', '--file', 'gone.xml'],
      exit: 2,
      err: /^gone\.xml is not there/,
    },
    {
      name: 'evidence outside of the folder',
      argv: ['evidence', 'a.md:4', '--file', '../'],
      exit: 2,
      err: /outside of the folder/,
    },
    {
      name: 'evidence of nothing',
      argv: ['evidence', 'a.md:4'],
      exit: 2,
      err: /^Give either --file or --link/,
    },
    {
      name: 'evidence that is no address',
      argv: ['evidence', 'a.md:4', '--link', 'javascript:x'],
      exit: 2,
      err: /^--link is an address/,
    },
    {
      name: 'evidence for a name of a commit',
      argv: ['evidence', 'a.md:4', '--link', 'https://example.com', '--at', 'HEAD'],
      exit: 2,
      err: /^--at needs a commit/,
    },
    {
      name: 'the same line twice counts once',
      argv: ['tick', 'a.md:3', 'a.md:3'],
      after: before.replace('[ ]', '[x]'),
    },
    {
      name: 'all lines of a file or none',
      argv: ['tick', 'a.md:3', 'a.md:5'],
      exit: 1,
      err: /^a\.md:5 {2}Line 5 is not a check box/,
    },
    {
      name: 'a line without an item',
      argv: ['tick', 'a.md:1'],
      exit: 1,
      err: /^a\.md:1 {2}Line 1 has no item/,
    },
    { name: 'a line past the end', argv: ['tick', 'a.md:99'], exit: 1, err: /^a\.md:99 / },
    { name: 'what is so already', argv: ['tick', 'a.md:4'], exit: 1, err: /already says so/ },
    { name: 'a file that is not there', argv: ['tick', 'b.md:1'], exit: 3, err: /^b\.md is not there/ },
    {
      name: 'a format that is not read',
      argv: ['tick', 'a.txt:1'],
      exit: 3,
      err: /^a\.txt: \.txt files are not read/,
    },
    { name: 'no line', argv: ['tick', 'a.md'], exit: 2, err: /names no line/ },
    { name: 'line 0', argv: ['tick', 'a.md:0'], exit: 2, err: /names no line/ },
    {
      name: 'a date that does not exist',
      argv: ['waive', 'a.md:3', '--until', '2026-02-30', '--by', '@cto', '--reason', 'x'],
      exit: 2,
      err: /^--until needs a date of the calendar/,
    },
  ];
  for (const one of cases) {
    it(one.name, () => check(one));
  }

  it('several files, each for itself', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { 'a.md': '- [ ] a\n', 'b.md': 'words\n', 'c.md': '- [ ] c\n- [ ] d\n' });
      const { exit, out } = await runIn(folder, ['tick', 'a.md:1', 'b.md:1', 'c.md:2', 'c.md:1']);
      assert.deepEqual([exit, out], [1, 'a.md:1: - [x] a\nc.md:2: - [x] d\nc.md:1: - [x] c\n']);
    }));

  it('tick and untick give the same bytes', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { 'a.md': before });
      await runIn(folder, ['tick', 'a.md:3']);
      await runIn(folder, ['untick', 'a.md:3']);
      assert.equal(readFileSync(join(folder, 'a.md'), 'utf8'), before);
    }));
});
