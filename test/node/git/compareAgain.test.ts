import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { compareRange, readLists } from '../../../src/node/git/compare.ts';
import type { Lists } from '../../../src/node/git/compare.ts';
import { resolveRange } from '../../../src/node/git/range.ts';
import type { RangeRequest } from '../../../src/node/git/range.ts';
import { openRepository } from '../../../src/node/git/repository.ts';
import { writeFiles } from '../../support/commandLine.ts';
import { commitAll, git } from '../../support/repository.ts';
import { withFolderAsync } from '../../support/temporaryFolderAsync.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What differs, each file with the names of its contents. */
async function differing(
  folder: string,
  lists: Lists,
  request: RangeRequest,
  environment: Environment = process.env,
): Promise<unknown> {
  const opened = openRepository(folder, { environment });
  assert.ok(opened.ok);
  try {
    const resolved = await resolveRange(opened.repository, request);
    assert.ok(resolved.ok);
    const compared = await compareRange(opened.repository, resolved.range, {}, lists);
    assert.ok(compared.ok);
    const { base, head, changed } = compared.comparison;
    const named = changed.map((file) => [
      file,
      file.base === undefined ? undefined : base.id?.(file.base),
      file.head === undefined ? undefined : head.id?.(file.head),
    ]);
    return { named, notes: compared.notes, base: base.paths, head: head.paths };
  } finally {
    opened.repository.close();
  }
}

const long = Array.from({ length: 20 }, (_, line) => `line ${line}`).join('\n');

/** Each step changes one thing that the answer hangs on; the first of them is what is compared at first. */
const steps: readonly (readonly [string, (folder: string) => void])[] = [
  ['nothing was changed', () => undefined],
  ['a file is edited', (folder) => writeFiles(folder, { 'a.txt': 'two\n' })],
  ['the edit is staged', (folder) => git(folder, 'add', 'a.txt')],
  ['the edit is taken back on the disk', (folder) => writeFiles(folder, { 'a.txt': 'one\n' })],
  ['the edit is taken back in the index', (folder) => git(folder, 'add', 'a.txt')],
  ['a file is added', (folder) => writeFiles(folder, { 'new.txt': 'new\n' })],
  ['the new file is staged', (folder) => git(folder, 'add', '--all')],
  ['a file is moved', (folder) => git(folder, 'mv', 'long.txt', 'moved.txt')],
  ['renames are off in the settings', (folder) => git(folder, 'config', 'diff.renames', 'false')],
  [
    'attributes say that it is no text',
    (folder) => writeFiles(folder, { '.git/info/attributes': '* binary\n' }),
  ],
  ['all is committed', commitAll],
  ['the base moves', (folder) => git(folder, 'tag', '--force', 'base', 'HEAD')],
  ['a file is taken out of the index alone', (folder) => git(folder, 'rm', '--cached', '--quiet', 'a.txt')],
  ['the index is gone', (folder) => rmSync(join(folder, '.git/index'))],
  ['the index is back', (folder) => git(folder, 'reset', '--quiet')],
  ['the index is split', (folder) => git(folder, 'update-index', '--split-index')],
  ['a split index is written', (folder) => git(folder, 'rm', '--cached', '--quiet', 'b.txt')],
];

describe('comparing again with what was read before', () => {
  for (const against of ['worktree', 'staged'] as const) {
    it(`finds what a first comparison finds, after each change, against ${against}`, async () => {
      await withFolderAsync(async (folder) => {
        repositoryIn(folder);
        const lists = readLists();
        for (const [name, change] of steps) {
          change(folder);
          const request = { base: 'refs/tags/base', against };
          const expected = await differing(folder, readLists(), request);
          // The second answer may come from the first.
          assert.deepEqual(await differing(folder, lists, request), expected, name);
          assert.deepEqual(await differing(folder, lists, request), expected, `${name}, again`);
        }
      });
    });
  }

  it('tells two bases and two repositories apart', async () => {
    await withFolderAsync(async (folder) => {
      const [one, other] = [join(folder, 'one'), join(folder, 'other')];
      for (const at of [one, other]) {
        writeFiles(at, { 'a.txt': `${at}\n` });
        repositoryIn(at);
        writeFiles(at, { 'a.txt': 'later\n' });
        commitAll(at);
      }
      const lists = readLists();
      for (const [at, base] of [
        [one, 'refs/tags/base'],
        [one, 'HEAD'],
        [other, 'refs/tags/base'],
        [one, 'refs/tags/base'],
      ] as const) {
        const request = { base, against: 'staged' } as const;
        const expected = await differing(at, readLists(), request);
        assert.deepEqual(await differing(at, lists, request), expected, `${at} ${base}`);
      }
    });
  });

  it('asks git for the difference once, until the index changes or a file moves', async function () {
    if (process.platform === 'win32') this.skip();
    await withFolderAsync(async (folder) => {
      const at = join(folder, 'work');
      writeFiles(at, { 'a.txt': 'one\n' });
      repositoryIn(at);
      const bin = join(folder, 'bin');
      const log = join(folder, 'calls');
      writeFiles(bin, { git: `#!/bin/sh\necho "$*" >> '${log}'\nPATH="\${PATH#*:}" exec git "$@"\n` });
      chmodSync(join(bin, 'git'), 0o755);
      const environment = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}` };
      const lists = readLists();
      const asked = async (): Promise<number> => {
        rmSync(log, { force: true });
        await differing(at, lists, { base: 'refs/tags/base', against: 'worktree' }, environment);
        assert.ok(existsSync(log));
        return readFileSync(log, 'utf8')
          .split('\n')
          .filter((call) => call.includes('diff-index')).length;
      };
      assert.equal(await asked(), 1, 'the first time');
      writeFiles(at, { 'a.txt': 'edited\n' });
      assert.equal(await asked(), 0, 'an edit on the disk');
      git(at, 'add', '--all');
      assert.equal(await asked(), 1, 'the edit in the index');
      assert.equal(await asked(), 0, 'the same again');
      renameSync(join(at, 'long.txt'), join(at, 'moved.txt'));
      git(at, 'add', '--all');
      assert.equal(await asked(), 1, 'a rename');
      assert.equal(await asked(), 1, 'a rename again');
    });
  });
});

function repositoryIn(folder: string): void {
  git(folder, 'init', '--quiet');
  writeFiles(folder, { 'b.txt': 'b\n', 'long.txt': long });
  if (!existsSync(join(folder, 'a.txt'))) writeFiles(folder, { 'a.txt': 'one\n' });
  commitAll(folder);
  git(folder, 'tag', 'base');
}
