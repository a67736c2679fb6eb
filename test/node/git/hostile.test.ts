import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changesInRepository } from '../../../src/node/changes.ts';
import type { ChangesRequest } from '../../../src/node/changes.ts';
import { compareRange } from '../../../src/node/git/compare.ts';
import { resolveRange } from '../../../src/node/git/range.ts';
import { bytesOfPath } from '../../../src/node/git/paths.ts';
import { openRepository } from '../../../src/node/git/repository.ts';
import { gitPort } from '../../../src/node/git.ts';
import { setTrap, traps } from '../../support/hostileRepositories.ts';
import { commitAll, git } from '../../support/repository.ts';
import { runIn } from '../../support/commandLine.ts';
import { withFolder } from '../../support/temporaryFolder.ts';
import { withFolderAsync } from '../../support/temporaryFolderAsync.ts';

/** Together they make every call of git that we have. */
const requests: readonly ChangesRequest[] = [
  {},
  { base: 'HEAD~1' },
  { base: 'main', head: 'v1.0.0' },
  { against: 'worktree' },
  { against: 'staged' },
  { base: 'v1.0.0', against: 'worktree' },
];

/** Every command that only reads. */
const readCommands: readonly (readonly string[])[] = [
  ['check'],
  ['items'],
  ['breaking', '--base', 'v1.0.0'],
  ['bump', '--base', 'v1.0.0'],
  ['explain', 'graphql/field-removed'],
];

describe('a repository that wants to start a program', () => {
  for (const trap of traps) {
    it(`does not by ${trap.name}, and stays as it was`, () =>
      withFolderAsync(async (folder) => {
        const { mark, root } = setTrap(trap, folder);
        const before = stateOf(join(folder, 'repository'));
        const answers: string[] = [];
        for (const request of requests) {
          const changes = await changesInRepository(root, { ...request, environment: environmentOf(folder) });
          answers.push(changes.ok ? 'compared' : changes.problem);
          await readEverything(root, request, environmentOf(folder));
        }
        await gitPort(root, { environment: environmentOf(folder) }).state();
        for (const argv of readCommands) {
          await runIn(root, argv, { environment: environmentOf(folder) });
          assert.equal(existsSync(mark), false, argv[0]);
          assert.equal(stateOf(join(folder, 'repository')), before, argv[0]);
        }
        assert.equal(existsSync(mark), false);
        // Nothing was spared by not looking.
        assert.deepEqual(new Set(answers), new Set([trap.at === undefined ? 'compared' : 'bare']));
        assert.equal(stateOf(join(folder, 'repository')), before);
      }));
  }

  it('is one: ordinary git falls into most of the traps', () => {
    const sprung = traps.filter((trap) =>
      withFolder((folder) => {
        const { mark, root } = setTrap(trap, folder);
        for (const command of trap.falls) {
          spawnSync('git', command, {
            cwd: root,
            env: environmentOf(folder),
            stdio: 'ignore',
            timeout: 10_000,
          });
        }
        return existsSync(mark);
      }),
    );
    assert.ok(traps.length >= 15);
    assert.ok(sprung.length >= 12, `only ${sprung.map(({ name }) => name).join(', ')}`);
  });
});

describe('names that mean something to a command line', () => {
  const names = [
    '--output=PWNED',
    '-p',
    'a\'b"c;d|e&f>g',
    '$(id)`id`',
    'new\nline',
    'tab\there',
    '\u202egnp.exe',
    ' space ',
    'a -> b',
    ':(top)x',
    ...'-rf --help -- --exec=id -c ~ $HOME * ? [a] {a,b} ! # @ @{u} HEAD ^main main..x a:b a\\b % %s &amp; <b> "'.split(
      ' ',
    ),
    ...["'", '=>', 'a => b', '{a => b}', '\u0007', '\u001b[31m', 'e\u0301', '\u00e9', '.gitmodules ', 'a\r'],
  ];
  const bytes = Buffer.from([0x62, 0xff, 0xe2, 0x82, 0x2e, 0x74]);

  it('come back as they are, from a commit, the index and the disk', () =>
    withFolderAsync(async (folder) => {
      assert.ok(names.length >= 40);
      assert.equal(new Set(names).size, names.length);
      writeFileSync(join(folder, 'first'), '');
      commitAll(folder);
      git(folder, 'tag', 'v1.0.0');
      for (const name of names) {
        writeFileSync(join(folder, name), `text of ${name}`);
      }
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), bytes]), 'text of bytes');
      for (const against of ['worktree', 'staged', 'commit'] as const) {
        if (against === 'staged') {
          git(folder, 'add', '--all');
        }
        if (against === 'commit') {
          git(folder, 'commit', '--quiet', '--message=More');
        }
        const request = against === 'commit' ? {} : { against };
        const texts = await readEverything(folder, request, environmentOf(folder));
        assert.deepEqual(
          names.map((name) => texts.get(name)),
          names.map((name) => `text of ${name}`),
          against,
        );
        // Byte for byte: what a folder holds is what the paths give back.
        assert.deepEqual(
          [...texts.keys()].map((name) => bytesOfPath(name).toString('hex')).toSorted(),
          [...names.map((name) => Buffer.from(name)), bytes].map((name) => name.toString('hex')).toSorted(),
          against,
        );
        const odd = [...texts].filter(([name]) => /\p{Surrogate}/u.test(name));
        assert.equal(odd.length, 1);
        // The name of a file on the disk that is no text is not opened.
        assert.equal(odd[0]?.[1], against === 'worktree' ? 'failed' : 'text of bytes');
      }
    }));

  it('are no options as revisions', () =>
    withFolderAsync(async (folder) => {
      writeFileSync(join(folder, 'first'), '');
      commitAll(folder);
      const head = git(folder, 'rev-parse', 'HEAD').trim();
      const legal = [
        ...['--output=PWNED', '-p', 'a\'b"c;d|e&f>g', '\u202egnp', 'v9<img/src=x>'],
        ...'--help -c --exec=id --all=x -rf --upload-pack=id $HOME $(id) `id` !x #x @x %x %s &amp; <b> "q" \'q\''.split(
          ' ',
        ),
        ...'{a,b} a,b;c a=b a|b (x) x) e\u0301 \u00e9 \u200bx \u2028x HEAD2 refs- x@y x.y --- --end-of-options --z'.split(
          ' ',
        ),
      ];
      assert.ok(legal.length >= 40);
      mkdirSync(join(folder, '.git/refs/tags/v9<img'), { recursive: true });
      for (const name of legal) {
        writeFileSync(join(folder, '.git/refs/tags', name), `${head}\n`);
      }
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/.git/refs/tags/`), bytes]), `${head}\n`);
      git(folder, 'tag', 'v1.0.0');
      git(folder, 'commit', '--quiet', '--allow-empty', '--message=Next');
      for (const base of [...legal, 'v1.0.0']) {
        assert.equal(await baseOf(folder, { base }), head, base);
      }
      assert.equal(await baseOf(folder, {}), head);
      for (const base of ['--all', '--output=x', 'HEAD\nHEAD', '', '-', '--', 'HEAD^{tree}', 'HEAD:first']) {
        assert.equal(await baseOf(folder, { base }), 'unknownRevision', JSON.stringify(base));
      }
      assert.deepEqual(readdirSync(folder).toSorted(), ['.git', 'first']);
    }));

  it('does not let a tag take the name of a branch', () =>
    withFolderAsync(async (folder) => {
      commitAll(folder);
      git(folder, 'commit', '--quiet', '--allow-empty', '--message=Next');
      git(folder, 'tag', 'main', 'HEAD~1');
      assert.equal(await baseOf(folder, { base: 'main' }), 'ambiguousRevision');
    }));
});

describe('objects that are not there', () => {
  it('are said to be missing, and the others are read', () =>
    withFolderAsync(async (folder) => {
      for (const name of ['a', 'b', 'c', 'd']) {
        writeFileSync(join(folder, name), `old ${name}`);
      }
      commitAll(folder);
      git(folder, 'tag', 'v1.0.0');
      for (const name of ['a', 'b', 'c', 'd']) {
        writeFileSync(join(folder, name), `new ${name}`);
      }
      git(folder, 'commit', '--quiet', '--all', '--message=Next');
      git(folder, 'config', 'core.repositoryFormatVersion', '1');
      git(folder, 'config', 'extensions.partialClone', 'origin');
      git(folder, 'config', 'remote.origin.promisor', 'true');
      git(folder, 'config', 'remote.origin.url', '/nowhere');
      for (const name of ['b', 'd']) {
        const id = git(folder, 'rev-parse', `HEAD:${name}`).trim();
        rmSync(join(folder, '.git/objects', id.slice(0, 2), id.slice(2)));
      }
      const texts = await readEverything(folder, {}, environmentOf(folder));
      assert.deepEqual(
        ['a', 'b', 'c', 'd'].map((name) => texts.get(name)),
        ['new a', 'failed', 'new c', 'failed'],
      );
    }));
});

/** Every changed file of the head with its text, or why there is none. */
async function readEverything(
  folder: string,
  request: ChangesRequest,
  environment: NodeJS.ProcessEnv,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const opened = openRepository(folder, { environment });
  if (!opened.ok) {
    return texts;
  }
  try {
    const resolved = await resolveRange(opened.repository, request);
    const compared = resolved.ok ? await compareRange(opened.repository, resolved.range) : resolved;
    if (!compared.ok) {
      return texts;
    }
    const { base, head, changed } = compared.comparison;
    await Promise.all(
      changed.map(async (file) => {
        if (file.base !== undefined) {
          await base.read(file.base);
        }
        if (file.head !== undefined) {
          const read = await head.read(file.head);
          texts.set(file.head, read.ok ? read.text : read.reason);
        }
      }),
    );
    return texts;
  } finally {
    opened.repository.close();
  }
}

async function baseOf(folder: string, request: ChangesRequest): Promise<string> {
  const opened = openRepository(folder, { environment: environmentOf(folder) });
  assert.ok(opened.ok);
  try {
    const resolved = await resolveRange(opened.repository, request);
    return resolved.ok ? resolved.range.base.commit : resolved.problem;
  } finally {
    opened.repository.close();
  }
}

/** The person's own settings are trusted; here there are none. */
function environmentOf(folder: string): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: folder };
}

/** Names, contents and times of everything below a folder. */
function stateOf(folder: string): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
    const path = join(folder, entry);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    hash.update(`${entry}\0${stat?.mtimeMs}\0`);
    if (stat?.isFile() === true) {
      hash.update(readFileSync(path));
    }
  }
  return hash.digest('hex');
}
