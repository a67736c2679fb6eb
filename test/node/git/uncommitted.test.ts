import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
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
  const cases: (readonly [string, (folder: string) => void, Parameters<typeof check>[1]])[] = [
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
  if (process.platform !== 'win32') {
    const link = (target: string) => (folder: string) => {
      rmSync(join(folder, 'link'));
      symlinkSync(target, join(folder, 'link'));
    };
    const withLink =
      (then: (folder: string) => void) =>
      (folder: string): void => {
        symlinkSync('a.txt', join(folder, 'link'));
        commitAll(folder);
        then(folder);
      };
    cases.push(
      ['a link', withLink(() => undefined), {}],
      ['a link that leads elsewhere', withLink(link('app/b.txt')), { changed: ['link'] }],
      ['a link that is gone', withLink((folder) => rmSync(join(folder, 'link'))), { changed: ['link'] }],
      [
        'a link that is a file now',
        withLink((folder) => {
          rmSync(join(folder, 'link'));
          writeFileSync(join(folder, 'link'), 'a\n');
        }),
        { changed: ['link'] },
      ],
      [
        'a link that is staged, and on the disk as it was before',
        withLink((folder) => {
          link('app/b.txt')(folder);
          git(folder, 'add', 'link');
          link('a.txt')(folder);
        }),
        { changed: ['link'] },
      ],
      [
        'a link that is not checked out',
        withLink((folder) => {
          git(folder, 'sparse-checkout', 'set', '--no-cone', '/app/');
          assert.ok(!existsSync(join(folder, 'link')));
        }),
        {},
      ],
      [
        'a file that can be executed now',
        (folder) => chmodSync(join(folder, 'a.txt'), 0o755),
        { changed: ['a.txt'] },
      ],
      [
        'the same where modes do not count',
        (folder) => {
          git(folder, 'config', 'core.fileMode', 'false');
          chmodSync(join(folder, 'a.txt'), 0o755);
        },
        {},
      ],
    );
  }
  const withModule =
    (then: (folder: string, module: string) => void) =>
    (folder: string): void => {
      const module = join(folder, 'module');
      mkdirSync(module);
      writeFiles(module, { 'm.txt': 'm\n' });
      commitAll(module);
      git(folder, 'add', 'module');
      git(folder, 'commit', '--quiet', '--message=Module');
      then(folder, module);
    };
  cases.push(
    ['a submodule', withModule(() => undefined), {}],
    [
      'a submodule that stands at another commit',
      withModule((_, module) => git(module, 'commit', '--quiet', '--allow-empty', '--message=On')),
      { changed: ['module'] },
    ],
    [
      'a submodule that stands at another commit, staged',
      withModule((folder, module) => {
        git(module, 'commit', '--quiet', '--allow-empty', '--message=On');
        git(folder, 'add', 'module');
      }),
      { changed: ['module'] },
    ],
    [
      'a submodule with a changed file',
      withModule((_, module) => writeFileSync(join(module, 'm.txt'), 'z\n')),
      { changed: ['module'] },
    ],
    [
      'a submodule with a new file',
      withModule((_, module) => writeFileSync(join(module, 'n.txt'), 'n\n')),
      { unknown: ['module/n.txt'] },
    ],
    [
      'a submodule that nobody can read',
      withModule((_, module) => rmSync(join(module, '.git/HEAD'))),
      { changed: ['module'] },
    ],
    [
      'a submodule that nobody has fetched',
      withModule((_, module) => {
        rmSync(module, { recursive: true });
        mkdirSync(module);
      }),
      {},
    ],
  );
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
