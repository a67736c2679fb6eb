import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { changesInRepository } from '../../../src/node/changes.ts';
import { compareRange } from '../../../src/node/git/compare.ts';
import { resolveRange } from '../../../src/node/git/range.ts';
import type { RangeRequest } from '../../../src/node/git/range.ts';
import { openRepository } from '../../../src/node/git/repository.ts';
import { writeFiles } from '../../support/commandLine.ts';
import { git } from '../../support/repository.ts';
import { withFolderAsync } from '../../support/temporaryFolderAsync.ts';

interface Case {
  readonly name: string;
  /** Words that build the history: `commit`, `tag NAME`, `branch NAME`, `on NAME`, or anything that git does. */
  readonly history: readonly string[];
  readonly request?: RangeRequest;
  /** `NAME how` of the base, or why there is none. */
  readonly expected: string;
}

async function check({ history, request = {}, expected }: Case): Promise<void> {
  await withFolderAsync(async (folder) => {
    build(folder, history);
    assert.equal(await rangeIn(folder, request), expected);
  });
}

async function rangeIn(folder: string, request: RangeRequest): Promise<string> {
  const opened = openRepository(folder);
  if (!opened.ok) {
    return opened.problem;
  }
  try {
    const resolved = await resolveRange(opened.repository, request);
    if (!resolved.ok) {
      return resolved.problem;
    }
    const { base } = resolved.range;
    const subject = git(folder, 'log', '-1', '--format=%s', base.commit).trim();
    return `${base.name} ${base.how} ${subject}`;
  } finally {
    opened.repository.close();
  }
}

/** Each commit says its number. */
function build(folder: string, history: readonly string[]): void {
  git(folder, 'init', '--quiet');
  let count = 0;
  for (const step of history) {
    const [word, ...rest] = step.split(' ');
    if (word === 'commit') {
      count++;
      writeFileSync(join(folder, `file${count}`), String(count));
      git(folder, 'add', '--all');
      git(folder, 'commit', '--quiet', `--message=${count}`);
    } else if (word === 'on') {
      git(folder, 'checkout', '--quiet', ...rest);
    } else {
      git(folder, word ?? '', ...rest);
    }
  }
}

describe('the range of a comparison', () => {
  const cases: readonly Case[] = [
    { name: 'no commit', history: [], expected: 'unborn' },
    { name: 'no tag', history: ['commit'], expected: 'noReleaseTag' },
    {
      name: 'only other tags',
      history: ['commit', 'tag nightly', 'tag v1', 'commit'],
      expected: 'noReleaseTag',
    },
    { name: 'the last release', history: ['commit', 'tag v1.0.0', 'commit'], expected: 'v1.0.0 release 1' },
    {
      name: 'the highest version, not the latest tag',
      history: ['commit', 'tag v10.0.0', 'commit', 'tag v9.9.9', 'tag 2.0.0', 'commit'],
      expected: 'v10.0.0 release 1',
    },
    {
      name: 'an annotated tag',
      history: ['commit', 'tag -a -m release 1.2.3', 'commit'],
      expected: '1.2.3 release 1',
    },
    {
      name: 'a pre-release only when there is no release',
      history: ['commit', 'tag v1.0.0', 'commit', 'tag v2.0.0-rc.1', 'commit'],
      expected: 'v1.0.0 release 1',
    },
    {
      name: 'the last pre-release of a project without releases',
      history: ['commit', 'tag v1.0.0-rc.2', 'commit', 'tag v1.0.0-rc.10', 'commit'],
      expected: 'v1.0.0-rc.10 release 2',
    },
    {
      name: 'no release of another branch',
      history: ['commit', 'tag v1.0.0', 'on -b next', 'commit', 'tag v2.0.0', 'on main', 'commit'],
      expected: 'v1.0.0 release 1',
    },
    {
      name: 'the release before, when the head is one',
      history: ['commit', 'tag v1.0.0', 'commit', 'tag v1.1.0'],
      expected: 'v1.0.0 release 1',
    },
    {
      name: 'the release itself for the working tree on top of it',
      history: ['commit', 'tag v1.0.0', 'commit', 'tag v1.1.0'],
      request: { against: 'worktree' },
      expected: 'v1.1.0 release 2',
    },
    {
      name: 'the first release is its own base',
      history: ['commit', 'tag v1.0.0'],
      expected: 'v1.0.0 release 1',
    },
    {
      name: 'several packages',
      history: ['commit', 'tag a@1.0.0', 'tag @x/b@2.0.0', 'commit'],
      expected: 'severalPackages',
    },
    {
      name: 'the package that is asked for',
      history: ['commit', 'tag @x/b@2.0.0', 'commit', 'tag a@3.0.0', 'commit'],
      request: { package: '@x/b' },
      expected: '@x/b@2.0.0 release 1',
    },
    {
      name: 'a detached head',
      history: ['commit', 'tag v1.0.0', 'commit', 'on --detach'],
      expected: 'v1.0.0 release 1',
    },
    {
      name: 'a branch stands for where the head left it',
      history: ['commit', 'on -b topic', 'commit', 'on main', 'commit', 'on topic'],
      request: { base: 'main' },
      expected: 'main from 1',
    },
    {
      name: 'a tag stands for itself',
      history: ['commit', 'on -b old', 'commit', 'tag v1.0.1', 'on main', 'commit'],
      request: { base: 'v1.0.1' },
      expected: 'v1.0.1 commit 2',
    },
    {
      name: 'an expression stands for itself',
      history: ['commit', 'commit', 'commit'],
      request: { base: 'HEAD~2' },
      expected: 'HEAD~2 commit 1',
    },
    {
      name: 'no common ancestor',
      history: ['commit', 'on --orphan other', 'commit'],
      request: { base: 'main' },
      expected: 'noCommonAncestor',
    },
    { name: 'no such base', history: ['commit'], request: { base: 'nothing' }, expected: 'unknownRevision' },
    { name: 'no such head', history: ['commit'], request: { head: 'nothing' }, expected: 'unknownRevision' },
  ];
  for (const one of cases) {
    it(one.name, () => check(one));
  }

  it('is missing in a folder without a repository, and in a bare one among the files of another', () =>
    withFolderAsync(async (folder) => {
      assert.equal(await rangeIn(folder, {}), 'noRepository');
      git(folder, 'init', '--quiet');
      git(folder, 'init', '--quiet', '--bare', 'bare.git');
      assert.equal(await rangeIn(join(folder, 'bare.git'), {}), 'bare');
    }));

  it('is found in a bare repository, between commits alone', () =>
    withFolderAsync(async (folder) => {
      mkdirSync(join(folder, 'from'));
      build(join(folder, 'from'), ['commit', 'tag v1.0.0', 'commit']);
      git(folder, 'clone', '--quiet', '--bare', 'from', 'bare.git');
      const bare = join(folder, 'bare.git');
      assert.equal(await rangeIn(bare, {}), 'v1.0.0 release 1');
      assert.equal(await rangeIn(bare, { against: 'worktree' }), 'bare');
      assert.equal(await rangeIn(bare, { against: 'staged' }), 'bare');
      const changes = await changesInRepository(bare, {});
      assert.ok(changes.ok);
      assert.equal(changes.head.name, 'HEAD');
    }));

  it('is found in a submodule, of its own history', () =>
    withFolderAsync(async (folder) => {
      for (const name of ['part', 'whole']) {
        mkdirSync(join(folder, name));
        build(join(folder, name), ['commit', 'tag v1.0.0', 'commit']);
      }
      const whole = join(folder, 'whole');
      git(
        whole,
        '-c',
        'protocol.file.allow=always',
        'submodule',
        '--quiet',
        'add',
        join(folder, 'part'),
        'sub',
      );
      git(join(whole, 'sub'), 'tag', 'v1.1.0', 'HEAD~1');
      assert.equal(await rangeIn(join(whole, 'sub'), {}), 'v1.1.0 release 1');
    }));

  it('is found in a partial clone, whose missing contents are said and not fetched', () =>
    withFolderAsync(async (folder) => {
      const from = join(folder, 'from');
      mkdirSync(from);
      build(from, ['commit', 'tag v1.0.0']);
      writeFiles(from, { 'schema.graphql': 'type Query { a: Int }' });
      git(from, 'add', '--all');
      git(from, 'commit', '--quiet', '--message=Schema');
      git(from, 'config', 'uploadpack.allowFilter', 'true');
      git(folder, 'clone', '--quiet', '--bare', '--filter=blob:none', `file://${from}`, 'partial.git');
      const changes = await changesInRepository(join(folder, 'partial.git'), {});
      assert.ok(changes.ok);
      assert.deepEqual(
        changes.detection.notAnalysed.map(({ path, reason }) => `${path} ${reason}`),
        ['schema.graphql failed'],
      );
    }));

  it('is missing in a shallow clone, which says so', () =>
    withFolderAsync(async (folder) => {
      mkdirSync(join(folder, 'from'));
      build(join(folder, 'from'), ['commit', 'tag v1.0.0', 'commit', 'commit']);
      git(folder, 'clone', '--quiet', '--depth=1', `file://${folder}/from`, 'to');
      assert.equal(await rangeIn(join(folder, 'to'), {}), 'shallow');
    }));

  it('is found from a folder inside and from a linked working tree', () =>
    withFolderAsync(async (folder) => {
      mkdirSync(join(folder, 'main/deep'), { recursive: true });
      build(join(folder, 'main'), ['commit', 'tag v1.0.0', 'commit', 'worktree add --quiet ../linked']);
      assert.equal(await rangeIn(join(folder, 'main/deep'), {}), 'v1.0.0 release 1');
      assert.equal(await rangeIn(join(folder, 'linked'), { against: 'worktree' }), 'v1.0.0 release 1');
    }));
});

describe('what differs', () => {
  const files = {
    'a.txt': 'a\n',
    'b.txt': 'b\n',
    'moved.txt': 'one\ntwo\nthree\nfour\n',
    'same.txt': 'same\n',
  };

  /** A release with some files, and then what happens to them. */
  async function differs(
    folder: string,
    request: RangeRequest,
    change: () => void,
  ): Promise<readonly string[]> {
    git(folder, 'init', '--quiet');
    writeFiles(folder, files);
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message=Start');
    git(folder, 'tag', 'v1.0.0');
    change();
    const opened = openRepository(folder);
    assert.ok(opened.ok);
    try {
      const resolved = await resolveRange(opened.repository, request);
      assert.ok(resolved.ok);
      const compared = await compareRange(opened.repository, resolved.range);
      assert.ok(compared.ok);
      const { base, head, changed } = compared.comparison;
      const shown = await Promise.all(
        changed.map(async (file) => {
          const text = file.head === undefined ? undefined : await head.read(file.head);
          return `${file.base ?? ''}>${file.head ?? ''} ${text?.ok === true ? text.text.trim() : (text?.reason ?? '')}`;
        }),
      );
      return [`${base.paths.length} ${head.paths.length}`, ...shown];
    } finally {
      opened.repository.close();
    }
  }

  it('between commits, with renames that were edited', () =>
    withFolderAsync(async (folder) => {
      const found = await differs(folder, {}, () => {
        rmSync(join(folder, 'moved.txt'));
        rmSync(join(folder, 'b.txt'));
        writeFiles(folder, {
          'a.txt': 'A',
          'to/here.txt': 'one\ntwo\nthree\nfour\nfive\n',
          'new.txt': 'new',
        });
        git(folder, 'add', '--all');
        git(folder, 'commit', '--quiet', '--message=Next');
      });
      assert.deepEqual(found, [
        '4 4',
        'a.txt>a.txt A',
        'b.txt> ',
        '>new.txt new',
        'moved.txt>to/here.txt one\ntwo\nthree\nfour\nfive',
      ]);
    }));

  it('on the disk: staged, changed, new and gone files, and no ignored one', () =>
    withFolderAsync(async (folder) => {
      const found = await differs(folder, { against: 'worktree' }, () => {
        git(folder, 'mv', 'moved.txt', 'here.txt');
        rmSync(join(folder, 'b.txt'));
        writeFiles(folder, { 'a.txt': 'A\n', 'new.txt': 'new', '.gitignore': '*.log\n', 'x.log': 'x' });
      });
      assert.deepEqual(found, [
        '4 5',
        '>.gitignore *.log',
        'a.txt>a.txt A',
        'b.txt> ',
        'moved.txt>here.txt one\ntwo\nthree\nfour',
        '>new.txt new',
      ]);
    }));

  it('on the disk, where a change of the same size and time is seen, and another line end is none', () =>
    withFolderAsync(async (folder) => {
      const found = await differs(folder, { against: 'worktree' }, () => {
        writeFiles(folder, { 'a.txt': 'z\n', 'moved.txt': files['moved.txt'].replaceAll('\n', '\r\n') });
      });
      assert.deepEqual(found, ['4 4', 'a.txt>a.txt z']);
    }));

  it('in the index, whatever is on the disk', () =>
    withFolderAsync(async (folder) => {
      const found = await differs(folder, { against: 'staged' }, () => {
        writeFiles(folder, { 'a.txt': 'staged' });
        git(folder, 'add', 'a.txt');
        writeFiles(folder, { 'a.txt': 'later', 'b.txt': 'later' });
      });
      assert.deepEqual(found, ['4 4', 'a.txt>a.txt staged']);
    }));

  it('in a conflict, which is said and not decided', () =>
    withFolderAsync(async (folder) => {
      const found = await differs(folder, { against: 'staged' }, () => {
        git(folder, 'checkout', '--quiet', '-b', 'other');
        writeFiles(folder, { 'a.txt': 'theirs' });
        git(folder, 'commit', '--quiet', '--all', '--message=Theirs');
        git(folder, 'checkout', '--quiet', 'main');
        writeFiles(folder, { 'a.txt': 'ours' });
        git(folder, 'commit', '--quiet', '--all', '--message=Ours');
        assert.throws(() => git(folder, 'merge', '--quiet', 'other'));
      });
      assert.deepEqual(found, ['4 4', 'a.txt>a.txt failed']);
    }));

  it('in text that cannot be read, which is said', () =>
    withFolderAsync(async (folder) => {
      const found = await differs(folder, {}, () => {
        writeFiles(folder, {
          'a.txt': new Uint8Array([0xff, 0xfe, 0x41]),
          'b.txt': new Uint8Array([0x41, 0]),
        });
        git(folder, 'commit', '--quiet', '--all', '--message=Bytes');
      });
      assert.deepEqual(found, ['4 4', 'a.txt>a.txt notUtf8', 'b.txt>b.txt binary']);
    }));
});

describe('files that are not as others', () => {
  /** Text of each changed file on the disk, or why there is none. */
  async function onDisk(folder: string): Promise<Readonly<Record<string, string>>> {
    const opened = openRepository(folder);
    assert.ok(opened.ok);
    try {
      const resolved = await resolveRange(opened.repository, { base: 'HEAD', against: 'worktree' });
      assert.ok(resolved.ok);
      const compared = await compareRange(opened.repository, resolved.range);
      assert.ok(compared.ok);
      const { head, changed } = compared.comparison;
      const texts = await Promise.all(
        changed.map(async (file) => {
          const text = file.head === undefined ? undefined : await head.read(file.head);
          return [
            file.head ?? file.base ?? '',
            text?.ok === true ? text.text : (text?.reason ?? 'gone'),
          ] as const;
        }),
      );
      return Object.fromEntries(texts);
    } finally {
      opened.repository.close();
    }
  }

  it('are large: their size is said, and what follows is read', () =>
    withFolderAsync(async (folder) => {
      const large = 'x'.repeat(10 * 1024 * 1024 + 1);
      build(folder, ['commit', 'tag v1.0.0']);
      writeFiles(folder, { a: large, b: 'b', c: large, d: 'd' });
      git(folder, 'add', '--all');
      git(folder, 'commit', '--quiet', '--message=Large');
      const changes = await changesInRepository(folder, {});
      assert.ok(changes.ok);
      const opened = openRepository(folder);
      assert.ok(opened.ok);
      const ids = ['a', 'b', 'c', 'd'].map((name) => git(folder, 'rev-parse', `HEAD:${name}`).trim());
      const answers = await Promise.all(ids.map((id) => opened.repository.objects.read(id)));
      opened.repository.close();
      assert.deepEqual(
        answers.map(({ found }) => found),
        ['tooLarge', 'yes', 'tooLarge', 'yes'],
      );
    }));

  it('are left out of the disk on purpose, and count all the same', () =>
    withFolderAsync(async (folder) => {
      git(folder, 'init', '--quiet');
      writeFiles(folder, { 'in/a': 'a', 'out/b': 'b' });
      git(folder, 'add', '--all');
      git(folder, 'commit', '--quiet', '--message=Start');
      git(folder, 'sparse-checkout', 'set', 'in');
      writeFiles(folder, { 'in/a': 'A' });
      assert.deepEqual(await onDisk(folder), { 'in/a': 'A' });
    }));

  it('lie behind a link by now, which is not followed', () =>
    withFolderAsync(async (folder) => {
      const root = join(folder, 'repository');
      writeFiles(root, { 'in/a': 'a', b: 'b' });
      writeFiles(folder, { 'outside/a': 'secret', secret: 'secret' });
      git(root, 'init', '--quiet');
      git(root, 'add', '--all');
      git(root, 'commit', '--quiet', '--message=Start');
      rmSync(join(root, 'in'), { recursive: true });
      rmSync(join(root, 'b'));
      symlinkSync(join(folder, 'outside'), join(root, 'in'));
      symlinkSync(join(folder, 'secret'), join(root, 'b'));
      assert.doesNotMatch(JSON.stringify(await onDisk(root)), /secret/);
    }));
});

describe('the work of a comparison', () => {
  const sizes = [
    ['commit', 1],
    ['commit', 100],
    ['commit', 1000],
    ['worktree', 100],
    ['staged', 100],
  ] as const;
  for (const [against, size] of sizes) {
    it(`takes at most five processes against ${against} with ${size} changed files`, () =>
      withFolderAsync(async (folder) => {
        const root = join(folder, 'repository');
        mkdirSync(root);
        git(root, 'init', '--quiet');
        const write = (word: string) =>
          writeFiles(
            root,
            Object.fromEntries(
              Array.from({ length: size }, (_, n) => [`f${n}.sh`, `run "\${${word}_${n}:-1}"`]),
            ),
          );
        write('A');
        git(root, 'add', '--all');
        git(root, 'commit', '--quiet', '--message=Start');
        git(root, 'tag', 'v1.0.0');
        write('B');
        git(root, 'commit', '--quiet', '--all', '--message=feat: Next');
        const { environment, log } = countingGit(folder);
        const changes = await changesInRepository(root, {
          environment,
          // All detectors read through the one process for objects.
          only: ['config'],
          ...(against === 'commit' ? {} : { against }),
        });
        assert.ok(changes.ok);
        const calls = readFileSync(log, 'utf8').trim().split('\n');
        assert.ok(calls.length <= 5, calls.join('\n'));
      }));
  }
});

/** Passes every call on to git and writes one line for it. */
function countingGit(folder: string): { readonly environment: Record<string, string>; readonly log: string } {
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const bin = join(folder, 'bin');
  const log = join(folder, 'calls');
  mkdirSync(bin);
  writeFileSync(join(bin, 'git'), `#!/bin/sh\necho "$@" >> '${log}'\nexec '${real}' "$@"\n`);
  chmodSync(join(bin, 'git'), 0o755);
  return { environment: { PATH: `${bin}:${process.env['PATH']}`, HOME: folder }, log };
}
