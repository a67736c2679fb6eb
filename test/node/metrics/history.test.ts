import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { commitFlag } from '../../../src/core/metrics/graph.ts';
import type { CommitGraph } from '../../../src/core/metrics/graph.ts';
import { gatherMetrics } from '../../../src/node/metrics/gather.ts';
import { writeFiles } from '../../support/commandLine.ts';
import { git } from '../../support/repository.ts';
import { withFolderAsync } from '../../support/temporaryFolderAsync.ts';

/** A history from the stream that `git fast-import` reads: exact dates, names and parents. */
function imported(folder: string, stream: string): void {
  git(folder, 'init', '--quiet');
  execFileSync('git', ['fast-import', '--quiet'], {
    cwd: folder,
    input: stream,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

interface Written {
  readonly mark: number;
  readonly author?: string;
  readonly authored: number;
  readonly committed: number;
  readonly committer?: string;
  readonly parents?: readonly number[];
}

function commit(given: Written): string {
  const { mark, author = 'Ana <ana@example.com>', committer = 'Ben <ben@example.com>', parents = [] } = given;
  const [from, ...merged] = parents;
  return [
    'commit refs/heads/main',
    `mark :${mark}`,
    `author ${author} ${given.authored} +0200`,
    `committer ${committer} ${given.committed} -0500`,
    'data 7',
    'Change\n',
    ...(from === undefined ? [] : [`from :${from}`]),
    ...merged.map((parent) => `merge :${parent}`),
    '',
    '',
  ].join('\n');
}

function seen(graph: CommitGraph, id: string) {
  const index = graph.indexOf(id) ?? -1;
  const flags = graph.flags[index] ?? 0;
  return {
    authored: (graph.authored[index] ?? NaN) / 1000,
    committed: (graph.committed[index] ?? NaN) / 1000,
    parents: graph.parentCount[index],
    merge: (flags & commitFlag.merge) !== 0,
    bot: (flags & commitFlag.bot) !== 0,
    webFlow: (flags & commitFlag.webFlow) !== 0,
  };
}

const options = { until: Date.UTC(2030, 0, 1) };

describe('metrics: the history of a repository', () => {
  it('is read in one walk with parents, both dates, bots and merges', async () => {
    await withFolderAsync(async (folder) => {
      imported(
        folder,
        [
          commit({ mark: 1, authored: 1000, committed: 2000 }),
          commit({
            mark: 2,
            authored: 1500,
            committed: 2500,
            parents: [1],
            author: 'dependabot[bot] <1+dependabot[bot]@users.noreply.github.com>',
          }),
          commit({
            mark: 3,
            authored: 1600,
            committed: 2600,
            parents: [1],
            committer: 'GitHub <noreply@github.com>',
            author: 'J\u00f6rg Abbott <abbott@example.com>',
          }),
          commit({ mark: 4, authored: 1700, committed: 2700, parents: [2, 3] }),
          'reset refs/tags/v1.0.0\nfrom :3\n\n',
          'tag v1.1.0\nfrom :4\ntagger Ana <ana@example.com> 9000 +0000\ndata 8\nRelease\n\n',
          'reset refs/notes/commits\nfrom :1\n\n',
        ].join(''),
      );
      const { graph, tags, notes } = await gatherMetrics(folder, options);
      assert.ok(graph !== undefined);
      const id = (name: string) => git(folder, 'rev-parse', name).trim();
      assert.equal(graph.size, 4);
      const plain = { merge: false, bot: false, webFlow: false };
      assert.deepEqual(seen(graph, id('v1.1.0^{commit}')), {
        ...plain,
        authored: 1700,
        committed: 2700,
        parents: 2,
        merge: true,
      });
      assert.deepEqual(seen(graph, id('main^1')), {
        ...plain,
        authored: 1500,
        committed: 2500,
        parents: 1,
        bot: true,
      });
      assert.deepEqual(seen(graph, id('v1.0.0')), {
        ...plain,
        authored: 1600,
        committed: 2600,
        parents: 1,
        webFlow: true,
      });
      // A tag with a message has a date of its own; one without has that of its commit.
      assert.deepEqual(
        tags.map(({ name, commit: target, at }) => [name, target, at / 1000]),
        [
          ['v1.0.0', id('v1.0.0'), 2600],
          ['v1.1.0', id('main'), 9000],
        ],
      );
      assert.deepEqual(notes, []);
    });
  });

  it('counts the lines of the one range that waits', async () => {
    await withFolderAsync(async (folder) => {
      const blob = (text: string) => `M 100644 inline a.txt\ndata ${text.length}\n${text}\n`;
      imported(
        folder,
        [
          commit({ mark: 1, authored: 1000, committed: 2000 }).trimEnd() + `\n${blob('a\nb\n')}`,
          commit({ mark: 2, authored: 1500, committed: 2500, parents: [1] }).trimEnd() +
            `\n${blob('a\nc\nd\n')}`,
          'reset refs/tags/v1.0.0\nfrom :1\n\n',
        ].join(''),
      );
      const { lines, head } = await gatherMetrics(folder, options);
      assert.equal(head, git(folder, 'rev-parse', 'main').trim());
      assert.deepEqual([lines?.files, lines?.added, lines?.removed], [1, 2, 1]);
    });
  });

  it('is nothing without a commit, and nothing without a repository', async () => {
    await withFolderAsync(async (folder) => {
      assert.deepEqual(await gatherMetrics(folder, options), {
        records: [],
        incidents: [],
        tags: [],
        notes: [],
      });
      git(folder, 'init', '--quiet');
      const { graph, tags, notes } = await gatherMetrics(folder, options);
      assert.deepEqual([graph?.size, tags, notes], [0, [], []]);
    });
  });

  it('starts no process in a folder that nobody trusts', async () => {
    await withFolderAsync(async (folder) => {
      git(folder, 'init', '--quiet');
      const input = await gatherMetrics(folder, {
        ...options,
        trusted: false,
        environment: { PATH: '/nowhere' },
      });
      assert.equal(input.graph, undefined);
      assert.deepEqual(input.notes, []);
    });
  });

  it('says that the clone is shallow', async () => {
    await withFolderAsync(async (folder) => {
      imported(
        folder,
        commit({ mark: 1, authored: 1, committed: 1 }) +
          commit({ mark: 2, authored: 2, committed: 2, parents: [1] }),
      );
      git(folder, 'clone', '--quiet', '--depth=1', '--branch=main', `file://${folder}`, 'shallow');
      const { graph, notes } = await gatherMetrics(`${folder}/shallow`, options);
      assert.equal(graph?.size, 1);
      assert.deepEqual(notes, [{ code: 'shallow', args: {} }]);
    });
  });

  it('reads incident files, and says what it doubts', async () => {
    await withFolderAsync(async (folder) => {
      writeFiles(folder, {
        'incidents/2026-01-01-slow.md':
          '---\ntitle: Slow\nseverity: SEV-2\ncaused_by: 1.0.0\ndetected: 2026-01-01T00:00:00Z\nresolved: 2026-01-01T02:00:00Z\n---\n',
        'incidents/2026-01-02-odd.md': '---\ntitle: Odd\nseverity: SEV-2\nstatus: somehow\n---\n',
        'incidents/README.md': '---\ntitle: How we keep these\nseverity: any\n---\n',
        'incidents/ideas.md': 'No incident.\n',
      });
      const { incidents, notes } = await gatherMetrics(folder, options);
      assert.deepEqual(
        incidents.map(({ title, causedBy }) => [title, causedBy]),
        [
          ['Slow', '1.0.0'],
          ['Odd', undefined],
        ],
      );
      assert.deepEqual(
        notes.map(({ code, args }) => [code, args['file']]),
        [['incidentDoubtful', 'incidents/2026-01-02-odd.md']],
      );
    });
  });
});
