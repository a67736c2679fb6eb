import assert from 'node:assert/strict';
import { attributeCommits } from '../../../src/node/git/ancestry.ts';
import { openRepository } from '../../../src/node/git/repository.ts';
import { commitAll, git } from '../../support/repository.ts';
import { withFolderAsync } from '../../support/temporaryFolderAsync.ts';

describe('which release first contains a commit', () => {
  it('agrees with git', () =>
    withFolderAsync(async (folder) => {
      commitAll(folder);
      const commit = (message: string) =>
        void git(folder, 'commit', '--quiet', '--allow-empty', `--message=${message}`);
      git(folder, 'tag', 'v1.0.0');
      git(folder, 'branch', 'maintenance');
      commit('on main');
      git(folder, 'tag', '--annotate', '--message=x', 'v2.0.0');
      git(folder, 'checkout', '--quiet', 'maintenance');
      commit('a fix');
      git(folder, 'tag', 'v1.0.1');
      git(folder, 'checkout', '--quiet', 'main');
      git(folder, 'merge', '--quiet', '--no-edit', 'maintenance');
      git(folder, 'tag', 'other');
      commit('not released');
      const opened = openRepository(folder);
      assert.ok(opened.ok);
      const head = git(folder, 'rev-parse', 'HEAD').trim();
      const found = await attributeCommits(opened.repository, head, ({ name }) => name.startsWith('v'));
      opened.repository.close();
      assert.ok(found.ok);
      const { graph, attribution } = found;
      for (const [place, id] of graph.ids.entries()) {
        const containing = git(folder, 'tag', '--contains', id, '--list', 'v*').trim().split('\n');
        const owner = attribution.releases[attribution.owner[place] ?? -1]?.name;
        const earliest = attribution.releases.find(({ name }) => containing.includes(name))?.name;
        assert.equal(owner, earliest, id);
      }
      assert.equal(attribution.releases[0]?.name, 'v1.0.0');
      assert.equal(attribution.releases.length, 3);
    }));
});
