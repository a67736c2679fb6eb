import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gitPort } from '../../src/node/git.ts';
import { commitAll, git } from '../support/repository.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

describe('what history says of the head', () => {
  it('counts what came after a commit, and finds branches that are not merged', () =>
    withFolderAsync(async (folder) => {
      writeFileSync(join(folder, 'a.txt'), 'a');
      commitAll(folder);
      const first = git(folder, 'rev-parse', 'HEAD').trim();
      git(folder, 'branch', 'release/merged');
      git(folder, 'checkout', '--quiet', '-b', 'release/open');
      git(folder, 'commit', '--quiet', '--allow-empty', '--message=Open');
      const aside = git(folder, 'rev-parse', 'HEAD').trim();
      git(folder, 'checkout', '--quiet', 'main');
      writeFileSync(join(folder, 'b.txt'), 'b');
      git(folder, 'add', '--all');
      git(folder, 'commit', '--quiet', '--message=Second');
      const head = git(folder, 'rev-parse', 'HEAD').trim();
      const port = gitPort(folder);
      const short = first.slice(0, 8);
      assert.deepEqual(
        await port.changedSince?.([short, head, aside, '--output=x', 'deadbeef'], { counted: true }),
        new Map([
          [short, { files: ['b.txt'], complete: true, commits: 1 }],
          [head, { files: [], complete: true, commits: 0 }],
          [aside, { files: ['b.txt'], complete: true }],
        ]),
      );
      assert.deepEqual((await port.changedSince?.([short]))?.get(short), {
        files: ['b.txt'],
        complete: true,
      });
      assert.deepEqual(await port.unmergedBranches?.(['release/*']), ['release/open']);
      assert.deepEqual(await port.unmergedBranches?.(['feature/*']), []);
      const made = (await port.headCommitted?.()) ?? 0;
      assert.ok(made > 0);
      assert.deepEqual(
        (await port.commitsAfter?.(made - 1))?.some(({ id }) => id === head),
        true,
      );
      assert.deepEqual(await port.commitsAfter?.(made), []);
      assert.deepEqual(await gitPort(folder, { trusted: false }).changedSince?.([first]), new Map());
    }));

  it('tells when the content of a file was committed, and nothing of one that differs', () =>
    withFolderAsync(async (folder) => {
      writeFileSync(join(folder, 'a.xml'), '<testsuites></testsuites>');
      commitAll(folder);
      const port = gitPort(folder);
      assert.equal(await port.fileCommitted?.('a.xml'), await port.headCommitted?.());
      assert.equal(await port.fileCommitted?.('gone.xml'), undefined);
      assert.equal(await port.fileCommitted?.('--output=x'), undefined);
      assert.equal(await port.fileCommitted?.('../a.xml'), undefined);
      writeFileSync(join(folder, 'a.xml'), '<testsuites></testsuites>\n');
      assert.equal(await port.fileCommitted?.('a.xml'), undefined);
    }));
});
