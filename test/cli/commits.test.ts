import assert from 'node:assert/strict';
import { runIn } from '../support/commandLine.ts';
import type { Ran } from '../support/commandLine.ts';
import { commitAll, git } from '../support/repository.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

/** A repository with v1.0.0, and these commits after it, oldest first. */
async function after(messages: readonly string[], argv: readonly string[]): Promise<Ran> {
  let ran: Ran | undefined;
  await withFolderAsync(async (folder) => {
    commitAll(folder);
    git(folder, 'tag', 'v1.0.0');
    for (const message of messages) {
      git(folder, 'commit', '--quiet', '--allow-empty', '--allow-empty-message', `--message=${message}`);
    }
    ran = await runIn(folder, argv);
  });
  assert.ok(ran !== undefined);
  return ran;
}

describe('commits', () => {
  const messages = [
    'feat(api)!: lists (#7)',
    'feat :odd spelling',
    'chore: tidy',
    'Lists',
    '',
    '::error::x\n\nDEPRECATED: old()',
  ];

  it('says how each was read, and the three numbers', async () => {
    const { exit, out, err } = await after(messages, ['commits']);
    assert.equal(exit, 0, err);
    assert.match(out, /^6 commits: 3 placed, 2 hidden, 1 to place {2}v1\.0\.0 \(.{7}\) to HEAD/);
    assert.match(
      out,
      / feat\(api\)!: lists \(#7\)\n {2}conventional, placed: features\n {2}feat\(api\): lists\n {2}BREAKING lists\n/,
    );
    assert.match(out, /Read as "feat"/);
    assert.match(out, /plain, to place: nothing says what kind of change it is/);
    assert.match(out, /hidden: has no message/);
    assert.doesNotMatch(out, /^::/m);
  });

  it('says the same as JSON', async () => {
    const { exit, out } = await after(messages, ['commits', '--format', 'json']);
    const report = JSON.parse(out) as {
      schema: string;
      counts: Record<string, number>;
      commits: { subject: string; kind: string; placement: { outcome: string }; references: unknown[] }[];
    };
    assert.equal(exit, 0);
    assert.equal(report.schema, 'release-readiness/commits/1');
    assert.deepEqual(report.counts, { commits: 6, placed: 3, hidden: 2, toPlace: 1 });
    assert.equal(report.commits.length, 6);
    assert.deepEqual(report.commits.at(-1)?.references, [{ kind: 'pull', id: '7', own: true }]);
  });

  it('has nothing to say about no commits', async () => {
    const { exit, out } = await after([], ['commits', '--base', 'HEAD']);
    assert.equal(exit, 0);
    assert.match(out, /^0 commits: 0 placed, 0 hidden, 0 to place/);
  });

  it('cannot tell without a base, and says what to do', async () => {
    await withFolderAsync(async (folder) => {
      commitAll(folder);
      const { exit, err } = await runIn(folder, ['commits']);
      assert.equal(exit, 3);
      assert.match(err, /--base REF/);
    });
  });

  const mistakes: readonly (readonly [argv: readonly string[], exit: number, says: RegExp])[] = [
    [['commits', 'v1.0.0'], 2, /./],
    [['commits', '--base', 'nowhere'], 3, /no such commit/],
    [['commits', '--format', 'xml'], 2, /./],
    [['commits', '--worktree'], 2, /./],
  ];
  for (const [argv, exit, says] of mistakes) {
    it(argv.join(' '), async () => {
      const ran = await after(['feat: x'], argv);
      assert.equal(ran.exit, exit, ran.out);
      assert.match(ran.err, says);
    });
  }
});
