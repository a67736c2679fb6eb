import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { changesInRepository } from '../../../src/node/changes.ts';
import type { ChangesRequest } from '../../../src/node/changes.ts';
import { writeFiles } from '../../support/commandLine.ts';
import { git } from '../../support/repository.ts';
import { withFolder } from '../../support/temporaryFolder.ts';
import { withFolderAsync } from '../../support/temporaryFolderAsync.ts';

/** `base to head: rules; files not analysed; notes`, or why nothing is compared. */
async function answerOf(folder: string, request: ChangesRequest): Promise<string> {
  const changes = await changesInRepository(folder, request);
  if (!changes.ok) return changes.problem;
  const { base, head, detection, notes } = changes;
  return [
    `${base.name} to ${head.name}: ${detection.changes.map(({ rule, subject }) => `${rule} ${subject}`).join(', ')}`,
    ...detection.notAnalysed.map(({ path, reason }) => `${path} ${reason}`),
    ...notes.map(({ code }) => code),
  ].join('; ');
}

const before = 'type Query { a: Int, b: Int }\n';
const after = 'type Query { a: Int }\n';
const gone = 'graphql/field-removed Query.b';

/** A release with two fields, and a commit after it with one. */
function released(folder: string, ...init: readonly string[]): void {
  git(folder, 'init', '--quiet', ...init);
  commit(folder, before);
  git(folder, 'tag', 'v1.0.0');
  commit(folder, after);
}

function commit(folder: string, schema: string): void {
  writeFiles(folder, { 'schema.graphql': schema });
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message=feat!: schema');
}

/** The same in a folder of its own, for clones and links. */
function releasedIn(folder: string, name: string): string {
  const root = join(folder, name);
  mkdirSync(root);
  released(root);
  return root;
}

interface State {
  readonly name: string;
  /** Gives the folder that is asked about, when it is another one. */
  readonly make: (folder: string) => string | void;
  readonly request?: ChangesRequest;
  readonly expected: string;
}

const states: readonly State[] = [
  { name: 'no repository', make: () => {}, expected: 'noRepository' },
  { name: 'unborn', make: (folder) => void git(folder, 'init', '--quiet'), expected: 'unborn' },
  {
    name: 'unborn, with something staged',
    make: (folder) => {
      git(folder, 'init', '--quiet');
      writeFiles(folder, { 'schema.graphql': before });
      git(folder, 'add', '--all');
    },
    request: { against: 'staged' },
    expected: 'unborn',
  },
  {
    name: 'without tags',
    make: (folder) => {
      git(folder, 'init', '--quiet');
      commit(folder, before);
    },
    expected: 'noReleaseTag',
  },
  { name: 'with a branch', make: (folder) => released(folder), expected: `v1.0.0 to HEAD: ${gone}` },
  {
    name: 'detached',
    make: (folder) => {
      released(folder);
      git(folder, 'checkout', '--quiet', '--detach');
    },
    expected: `v1.0.0 to HEAD: ${gone}`,
  },
  {
    name: 'detached at the release, with another file on the disk',
    make: (folder) => {
      released(folder);
      git(folder, 'checkout', '--quiet', 'v1.0.0');
      writeFiles(folder, { 'schema.graphql': after });
    },
    request: { against: 'worktree' },
    expected: `v1.0.0 to working tree: ${gone}`,
  },
  {
    name: 'with object names of 256 bits',
    make: (folder) => released(folder, '--object-format=sha256'),
    expected: `v1.0.0 to HEAD: ${gone}`,
  },
  {
    name: 'with object names of 256 bits and another file on the disk',
    make: (folder) => {
      released(folder, '--object-format=sha256');
      writeFiles(folder, { 'schema.graphql': before });
    },
    request: { against: 'worktree' },
    expected: 'v1.0.0 to working tree: commits/declared-break schema',
  },
  {
    name: 'a linked working tree with a branch of its own',
    make: (folder) => {
      const root = releasedIn(folder, 'main');
      git(root, 'worktree', 'add', '--quiet', '-b', 'next', '../linked', 'v1.0.0');
      writeFiles(join(folder, 'linked'), { 'schema.graphql': after });
      return join(folder, 'linked');
    },
    request: { against: 'worktree' },
    expected: `v1.0.0 to working tree: ${gone}`,
  },
  {
    name: 'a submodule, of its own history',
    make: (folder) => {
      const part = releasedIn(folder, 'part');
      const whole = releasedIn(folder, 'whole');
      git(whole, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', part, 'sub');
      git(join(whole, 'sub'), 'tag', 'v1.1.0', 'HEAD~1');
      return join(whole, 'sub');
    },
    expected: `v1.1.0 to HEAD: ${gone}`,
  },
  {
    name: 'with a submodule, which is not entered',
    make: (folder) => {
      const part = releasedIn(folder, 'part');
      const whole = releasedIn(folder, 'whole');
      git(whole, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', part, 'sub');
      return whole;
    },
    request: { against: 'worktree' },
    expected: `v1.0.0 to working tree: ${gone}`,
  },
  {
    name: 'bare',
    make: (folder) => {
      releasedIn(folder, 'from');
      git(folder, 'clone', '--quiet', '--bare', 'from', 'bare.git');
      return join(folder, 'bare.git');
    },
    expected: `v1.0.0 to HEAD: ${gone}`,
  },
  {
    name: 'bare, asked for files on the disk',
    make: (folder) => {
      releasedIn(folder, 'from');
      git(folder, 'clone', '--quiet', '--bare', 'from', 'bare.git');
      return join(folder, 'bare.git');
    },
    request: { against: 'worktree' },
    expected: 'bare',
  },
  { name: 'shallow, without the base', make: (folder) => shallow(folder), expected: 'shallow' },
  {
    name: 'shallow, with the base but not what lies between',
    make: (folder) => {
      const root = shallow(folder);
      git(root, 'fetch', '--quiet', '--depth=1', 'origin', 'tag', 'v1.0.0');
      return root;
    },
    request: { base: 'v1.0.0' },
    expected: `v1.0.0 to HEAD: ${gone}; commitsNotRead`,
  },
  {
    name: 'partial',
    make: (folder) => {
      const from = releasedIn(folder, 'from');
      git(from, 'config', 'uploadpack.allowFilter', 'true');
      git(folder, 'clone', '--quiet', '--bare', '--filter=blob:none', `file://${from}`, 'partial.git');
      return join(folder, 'partial.git');
    },
    expected: 'v1.0.0 to HEAD: commits/declared-break schema; schema.graphql failed',
  },
  {
    name: 'with a content that is missing',
    make: (folder) => {
      released(folder);
      remove(folder, 'HEAD:schema.graphql');
    },
    expected: 'v1.0.0 to HEAD: commits/declared-break schema; schema.graphql failed',
  },
  {
    name: 'with a commit that is missing',
    make: (folder) => {
      released(folder);
      remove(folder, 'HEAD');
    },
    expected: 'damaged',
  },
  {
    name: 'with a huge file, beside which all is compared',
    make: (folder) => {
      released(folder);
      writeFiles(folder, { 'huge.graphql': `# ${'x'.repeat(10 * 1024 * 1024)}\n` });
      git(folder, 'add', '--all');
      git(folder, 'commit', '--quiet', '--message=feat: huge');
    },
    expected: `v1.0.0 to HEAD: ${gone}; huge.graphql tooLarge`,
  },
];

function shallow(folder: string): string {
  releasedIn(folder, 'from');
  git(folder, 'clone', '--quiet', '--depth=1', '--no-tags', `file://${folder}/from`, 'to');
  return join(folder, 'to');
}

function remove(folder: string, revision: string): void {
  const id = git(folder, 'rev-parse', revision).trim();
  rmSync(join(folder, '.git/objects', id.slice(0, 2), id.slice(2)));
}

describe('a repository', () => {
  for (const { name, make, request = {}, expected } of states) {
    it(name, () =>
      withFolderAsync(async (folder) => {
        assert.equal(await answerOf(make(folder) ?? folder, request), expected);
      }),
    );
  }

  const refusal = withFolder((folder) => {
    const made = spawnSync('git', ['init', '--quiet', '--ref-format=reftable'], { cwd: folder });
    return made.status === 0 ? undefined : String(made.stderr).split('\n')[0];
  });
  const withTables = (): Promise<void> =>
    withFolderAsync(async (folder) => {
      released(folder, '--ref-format=reftable');
      assert.equal(await answerOf(folder, {}), `v1.0.0 to HEAD: ${gone}`);
    });
  if (refusal === undefined) it('with names in tables', withTables);
  else it.skip(`with names in tables; this git makes none: ${refusal}`, withTables);
});
