import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gitEnvironment, gitPort, gitRecords } from '../../src/node/git.ts';
import { commitAll, git } from '../support/repository.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

describe('state of a repository', () => {
  interface Case {
    readonly name: string;
    readonly arrange: (folder: string) => void;
    /** Folder to ask in, below the temporary one. */
    readonly at?: string;
    readonly expected: string;
  }

  async function check({ arrange, at = '.', expected }: Case): Promise<void> {
    await withFolderAsync(async (folder) => {
      arrange(folder);
      const environment = { ...process.env, HOME: folder };
      const state = await gitPort(join(folder, at), { environment }).state();
      assert.equal(state.state, expected, JSON.stringify(state));
    });
  }

  const cases: readonly Case[] = [
    { name: 'a commit', arrange: commitAll, expected: 'ready' },
    {
      name: 'a folder inside',
      arrange: (folder) => {
        mkdirSync(join(folder, 'docs'));
        commitAll(folder);
      },
      at: 'docs',
      expected: 'ready',
    },
    {
      name: 'a detached head',
      arrange: (folder) => {
        commitAll(folder);
        git(folder, 'checkout', '--quiet', '--detach');
      },
      expected: 'ready',
    },
    { name: 'no commit yet', arrange: (folder) => void git(folder, 'init', '--quiet'), expected: 'unborn' },
    { name: 'no repository', arrange: () => undefined, expected: 'noRepository' },
    { name: 'an empty .git', arrange: (folder) => mkdirSync(join(folder, '.git')), expected: 'damaged' },
    {
      name: 'a .git file that leads nowhere',
      arrange: (folder) => writeFileSync(join(folder, '.git'), 'gitdir: /nowhere/at/all\n'),
      expected: 'damaged',
    },
    {
      name: 'a broken HEAD',
      arrange: (folder) => {
        commitAll(folder);
        writeFileSync(join(folder, '.git/HEAD'), 'nothing that git knows\n');
      },
      expected: 'damaged',
    },
    {
      name: 'a broken branch',
      arrange: (folder) => {
        commitAll(folder);
        writeFileSync(join(folder, '.git/refs/heads/main'), 'nothing that git knows\n');
      },
      expected: 'damaged',
    },
    {
      name: 'objects that are gone',
      arrange: (folder) => {
        commitAll(folder);
        rmSync(join(folder, '.git/objects'), { recursive: true });
        mkdirSync(join(folder, '.git/objects'));
      },
      expected: 'damaged',
    },
    {
      name: 'a broken configuration',
      arrange: (folder) => {
        commitAll(folder);
        writeFileSync(join(folder, '.git/config'), '[\n');
      },
      expected: 'damaged',
    },
    {
      name: 'a format of the future',
      arrange: (folder) => {
        commitAll(folder);
        git(folder, 'config', 'core.repositoryformatversion', '99');
      },
      expected: 'damaged',
    },
  ];
  for (const one of cases) {
    it(one.name, () => check(one));
  }

  it('names the commit and the branch', () =>
    withFolderAsync(async (folder) => {
      commitAll(folder);
      const commit = git(folder, 'rev-parse', 'HEAD').trim();
      assert.deepEqual(await gitPort(folder).state(), { state: 'ready', commit, branch: 'main' });
    }));

  it('says that git is missing', () =>
    withFolderAsync(async (folder) => {
      const state = await gitPort(folder, { environment: { PATH: folder } }).state();
      assert.equal(state.state, 'gitMissing');
    }));

  it('starts no process in a folder that is not trusted', () =>
    withFolderAsync(async (folder) => {
      const { environment, log } = recordingGit(folder);
      const state = await gitPort(folder, { trusted: false, environment }).state();
      assert.deepEqual([state.state, existsSync(log)], ['untrusted', false]);
    }));
});

describe('a repository of strangers', () => {
  /** Each setting would start a program that leaves a mark. */
  const settings = ['core.fsmonitor', 'core.hooksPath', 'core.pager', 'core.sshCommand', 'diff.external'];

  for (const setting of settings) {
    it(`cannot start a program by ${setting}`, () =>
      withFolderAsync(async (folder) => {
        const mark = join(folder, 'started');
        const program = join(folder, 'program');
        writeFileSync(program, `#!/bin/sh\ntouch '${mark}'\n`);
        chmodSync(program, 0o755);
        commitAll(folder);
        git(folder, 'config', setting, program);
        await gitPort(folder).state();
        await gitRecords(folder, ['ls-files', '--others', '-z'], () => undefined);
        assert.equal(existsSync(mark), false);
      }));
  }

  it('gets the hardening with every call, and nothing of our environment but what git needs', () =>
    withFolderAsync(async (folder) => {
      const { environment, log } = recordingGit(folder);
      await gitPort(folder, { environment: { ...environment, SECRET: 'x', GIT_DIR: '/elsewhere' } }).state();
      await gitRecords(folder, ['ls-files', '-z'], () => undefined, { environment });
      const calls = readFileSync(log, 'utf8').split('--- call\n').slice(1);
      assert.ok(calls.length >= 2);
      for (const call of calls) {
        for (const part of [
          '--no-optional-locks',
          '--no-pager',
          '--no-replace-objects',
          '--literal-pathspecs',
          'core.fsmonitor=false',
          'core.hooksPath=/dev/null',
          'safe.bareRepository=explicit',
          'GIT_NO_LAZY_FETCH=1',
          'GIT_OPTIONAL_LOCKS=0',
          'GIT_TERMINAL_PROMPT=0',
          'LC_ALL=C',
        ]) {
          assert.ok(call.includes(part), `${part} is missing in:\n${call}`);
        }
        assert.doesNotMatch(call, /SECRET|GIT_DIR=/);
      }
    }));

  it('passes on only named variables', () => {
    assert.deepEqual(
      Object.keys(gitEnvironment({ PATH: '/bin', GIT_CONFIG_COUNT: '1', HOME: '/home/ana' })).toSorted(),
      [
        'GIT_ALLOW_PROTOCOL',
        'GIT_FLUSH',
        'GIT_NO_LAZY_FETCH',
        'GIT_OPTIONAL_LOCKS',
        'GIT_TERMINAL_PROMPT',
        'HOME',
        'LC_ALL',
        'PATH',
      ],
    );
  });
});

describe('records of git', () => {
  async function check(arrange: (folder: string) => void, expected: readonly string[]): Promise<void> {
    await withFolderAsync(async (folder) => {
      arrange(folder);
      const records: string[] = [];
      const end = await gitRecords(
        folder,
        ['ls-files', '--others', '-z'],
        (record) => void records.push(record),
      );
      assert.deepEqual([end.ok, records.toSorted()], [true, expected]);
    });
  }

  const odd = [' leading', 'a -> b.md', 'a\nb.md', 'a\tb.md', '"quoted".md', 'caf\u00e9.md', '-flag.md'];
  it('keeps names as they are', () =>
    check((folder) => {
      git(folder, 'init', '--quiet');
      for (const name of odd) {
        writeFileSync(join(folder, name), '');
      }
    }, odd.toSorted()));

  it('says why there are none', () =>
    withFolderAsync(async (folder) => {
      const end = await gitRecords(folder, ['ls-files', '-z'], () => undefined);
      assert.equal(end.ok, false);
      assert.match(end.ok ? '' : end.detail, /not a git repository/);
    }));
});

/** A program named git that writes down how it was called and fails. */
function recordingGit(folder: string): {
  readonly environment: Record<string, string>;
  readonly log: string;
} {
  const log = join(folder, 'calls');
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(
    join(bin, 'git'),
    `#!/bin/sh\n{ echo '--- call'; printf '%s\\n' "$@"; env; } >> '${log}'\necho 'fatal: not a git repository' >&2\nexit 128\n`,
  );
  chmodSync(join(bin, 'git'), 0o755);
  return { environment: { PATH: `${bin}:/usr/bin:/bin`, HOME: folder }, log };
}

describe('what differs from a commit', () => {
  interface Case {
    readonly name: string;
    readonly arrange: (folder: string) => void;
    /** The name that is asked for, from that of the first commit. */
    readonly named?: (first: string) => string;
    readonly at?: string;
    /** Undefined: git cannot tell. */
    readonly expected: readonly string[] | undefined;
  }

  const more = (folder: string): void => {
    writeFileSync(join(folder, 'a b\u00e9.md'), 'x');
    mkdirSync(join(folder, 'docs'), { recursive: true });
    writeFileSync(join(folder, 'docs/c.md'), 'x');
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message=More');
  };

  async function check({ arrange, named = (first) => first, at = '.', expected }: Case): Promise<void> {
    await withFolderAsync(async (folder) => {
      writeFileSync(join(folder, 'old.md'), 'x');
      commitAll(folder);
      const first = git(folder, 'rev-parse', 'HEAD').trim();
      arrange(folder);
      const environment = { ...process.env, HOME: folder };
      const changed = await gitPort(join(folder, at), { environment }).changedSince?.([named(first)]);
      assert.deepEqual(changed?.get(named(first))?.files, expected);
    });
  }

  const cases: readonly Case[] = [
    { name: 'nothing', arrange: () => undefined, expected: [] },
    { name: 'new files, by their own names', arrange: more, expected: ['a b\u00e9.md', 'docs/c.md'] },
    { name: 'from a folder inside', arrange: more, at: 'docs', expected: ['../a b\u00e9.md', 'c.md'] },
    {
      name: 'by a short name',
      arrange: more,
      named: (first) => first.slice(0, 8),
      expected: ['a b\u00e9.md', 'docs/c.md'],
    },
    {
      name: 'a file that has gone, and one that was renamed',
      arrange: (folder) => {
        git(folder, 'mv', 'old.md', 'new.md');
        git(folder, 'commit', '--quiet', '--message=Rename');
      },
      expected: ['new.md', 'old.md'],
    },
    {
      name: 'settings of the repository change nothing',
      arrange: (folder) => {
        more(folder);
        git(folder, 'config', 'diff.relative', 'true');
        git(folder, 'config', 'diff.external', 'touch ran');
        git(folder, 'config', 'diff.noprefix', 'true');
      },
      at: 'docs',
      expected: ['../a b\u00e9.md', 'c.md'],
    },
    {
      name: 'a branch that is called like the commit',
      arrange: (folder) => {
        const first = git(folder, 'rev-parse', '--short=7', 'HEAD').trim();
        more(folder);
        git(folder, 'branch', first, 'HEAD');
      },
      named: (first) => first.slice(0, 7),
      expected: undefined,
    },
    { name: 'no commit', arrange: more, named: () => 'deadbeef', expected: undefined },
    { name: 'an option', arrange: more, named: () => '--all', expected: undefined },
  ];
  for (const one of cases) it(one.name, () => check(one));

  it('starts nothing where nobody trusts the folder', async () => {
    assert.deepEqual(await gitPort('/', { trusted: false }).changedSince?.(['deadbeef']), new Map());
  });
});
