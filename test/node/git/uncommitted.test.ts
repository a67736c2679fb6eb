import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { uncommittedFiles } from '../../../src/node/git/uncommitted.ts';
import { writeFiles } from '../../support/commandLine.ts';
import { commitAll, git } from '../../support/repository.ts';
import { withFolderAsync } from '../../support/temporaryFolderAsync.ts';

/** A repository with three files and an ignored folder, and then what happens to it. */
function check(
  happens: (folder: string) => void,
  expected: { readonly changed?: readonly string[]; readonly unknown?: readonly string[] },
  below = '',
): Promise<void> {
  return withFolderAsync(async (folder) => {
    writeFiles(folder, { 'a.txt': 'a\n', 'app/b.txt': 'b\n', 'app/c.txt': 'c\n', '.gitignore': 'out/\n' });
    commitAll(folder);
    happens(folder);
    const found = await uncommittedFiles(join(folder, below));
    const commit = git(folder, 'rev-parse', 'HEAD').trim();
    assert.deepEqual(found, { commit, changed: [], unknown: [], ...expected });
  });
}

describe('what is not committed', () => {
  const write = (file: string, text: string) => (folder: string) => writeFileSync(join(folder, file), text);
  const cases: readonly (readonly [string, (folder: string) => void, Parameters<typeof check>[1]])[] = [
    ['nothing', () => undefined, {}],
    ['a changed file', write('a.txt', 'z\n'), { changed: ['a.txt'] }],
    [
      'a file that was written again as it was, later',
      (folder) => {
        writeFileSync(join(folder, 'a.txt'), 'a\n');
        utimesSync(join(folder, 'a.txt'), 1e9, 1e9);
      },
      {},
    ],
    ['a file with other line ends', write('a.txt', 'a\r\n'), {}],
    ['a file that is gone', (folder) => rmSync(join(folder, 'a.txt')), { changed: ['a.txt'] }],
    ['a new file', write('new.txt', ''), { unknown: ['new.txt'] }],
    [
      'an ignored file',
      (folder) => {
        mkdirSync(join(folder, 'out'));
        writeFileSync(join(folder, 'out/x'), '');
      },
      {},
    ],
    [
      'a staged file',
      (folder) => {
        writeFileSync(join(folder, 'a.txt'), 'z\n');
        git(folder, 'add', 'a.txt');
      },
      { changed: ['a.txt'] },
    ],
    [
      'a file that is staged, and on the disk as it was before',
      (folder) => {
        writeFileSync(join(folder, 'a.txt'), 'z\n');
        git(folder, 'add', 'a.txt');
        writeFileSync(join(folder, 'a.txt'), 'a\n');
      },
      { changed: ['a.txt'] },
    ],
    [
      'a conflict',
      (folder) => {
        git(folder, 'checkout', '--quiet', '-b', 'other');
        writeFileSync(join(folder, 'a.txt'), 'other\n');
        git(folder, 'commit', '--quiet', '--all', '--message=Other');
        git(folder, 'checkout', '--quiet', 'main');
        writeFileSync(join(folder, 'a.txt'), 'main\n');
        git(folder, 'commit', '--quiet', '--all', '--message=Main');
        assert.throws(() => git(folder, 'merge', '--quiet', 'other'));
      },
      { changed: ['a.txt'] },
    ],
  ];
  for (const [name, happens, expected] of cases) it(name, () => check(happens, expected));

  it('is named from the folder that asks', () =>
    check(
      (folder) => writeFiles(folder, { 'a.txt': 'z\n', 'app/b.txt': 'z\n' }),
      { changed: ['../a.txt', 'b.txt'] },
      'app',
    ));

  it('is unknown without a commit, without a repository and without trust', () =>
    withFolderAsync(async (folder) => {
      assert.equal(await uncommittedFiles(folder), undefined);
      git(folder, 'init', '--quiet');
      assert.equal(await uncommittedFiles(folder), undefined);
      git(folder, 'commit', '--quiet', '--allow-empty', '--message=Start');
      assert.equal(await uncommittedFiles(folder, { trusted: false }), undefined);
      assert.deepEqual((await uncommittedFiles(folder))?.changed, []);
    }));

  it('starts no program that the repository names', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { 'a.txt': 'a\n', '.gitattributes': '* filter=trap\n' });
      commitAll(folder);
      const trap = join(folder, 'trap.sh');
      writeFileSync(trap, `#!/bin/sh\ntouch '${join(folder, 'sprung')}'\ncat\n`);
      chmodSync(trap, 0o755);
      git(folder, 'config', 'filter.trap.clean', trap);
      git(folder, 'config', 'core.fsmonitor', trap);
      writeFileSync(join(folder, 'a.txt'), 'z\n');
      const found = await uncommittedFiles(folder);
      assert.deepEqual(found?.changed, ['a.txt']);
      assert.deepEqual(found?.unknown, ['trap.sh']);
      assert.equal(existsSync(join(folder, 'sprung')), false);
    }));
});
