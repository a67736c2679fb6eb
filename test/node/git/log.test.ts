import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoggedCommit } from '../../../src/core/history/model.ts';
import { logReader, streamLog } from '../../../src/node/git/log.ts';
import { historyInRepository } from '../../../src/node/history.ts';
import { openRepository } from '../../../src/node/git/repository.ts';
import { commitAll, git } from '../../support/repository.ts';
import { withFolderAsync } from '../../support/temporaryFolderAsync.ts';

/** Writes a commit object as it is, and makes it the newest one. */
function forge(folder: string, headers: readonly string[], message: string | Buffer): string {
  const parent = git(folder, 'rev-parse', 'HEAD').trim();
  const tree = git(folder, 'rev-parse', 'HEAD^{tree}').trim();
  const head = Buffer.from([`tree ${tree}`, `parent ${parent}`, ...headers, '', ''].join('\n'), 'latin1');
  const id = execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], {
    cwd: folder,
    input: Buffer.concat([head, Buffer.from(message)]),
    encoding: 'utf8',
  }).trim();
  git(folder, 'update-ref', 'HEAD', id);
  return id;
}

async function logOf(folder: string, paths: boolean): Promise<readonly LoggedCommit[]> {
  const opened = openRepository(folder);
  assert.ok(opened.ok);
  const commits: LoggedCommit[] = [];
  const head = git(folder, 'rev-parse', 'HEAD').trim();
  const end = await streamLog(opened.repository.place, { head, paths }, (commit) => commits.push(commit));
  opened.repository.close();
  assert.deepEqual(end, { ok: true, count: commits.length });
  return commits;
}

const usual = ['author A <a@example.com> 1700000000 +0000', 'committer A <a@example.com> 1700000000 +0000'];

describe('the log', () => {
  it('has every commit once, whatever is in it', () =>
    withFolderAsync(async (folder) => {
      writeFileSync(join(folder, '.mailmap'), 'Ana Right <ana@right.example> <a@example.com>\n');
      writeFileSync(join(folder, 'ü\nx'), '1');
      commitAll(folder);
      forge(folder, usual, 'one\0two\n\nBREAKING CHANGE: hidden\n');
      forge(folder, [...usual, 'encoding ISO-8859-1'], Buffer.from('caf\u00e9', 'latin1'));
      forge(folder, usual, Buffer.from([0x66, 0xff, 0xfe, 0x0a]));
      forge(folder, ['author  <> 99999999999999999999 +0000', 'committer  <> -5 +9999'], '');
      forge(folder, usual, `M\n\n${'f'.repeat(40)}\nA\n:100644`);
      git(folder, 'commit', '--quiet', '--allow-empty', '--message=last');
      for (const paths of [true, false]) {
        const commits = await logOf(folder, paths);
        assert.equal(String(commits.length), git(folder, 'rev-list', '--count', 'HEAD').trim());
        assert.deepEqual(
          commits.map(({ id }) => id),
          git(folder, 'rev-list', 'HEAD').trim().split('\n'),
        );
        const [, odd, empty, , latin] = commits;
        assert.equal(odd?.message.startsWith('M\n\nffff'), true);
        assert.deepEqual(odd?.author, { name: 'Ana Right', email: 'ana@right.example' });
        assert.equal(empty?.message, '');
        assert.ok(commits.every(({ authored }) => authored >= 0 && authored <= 8.64e15));
        assert.equal(latin?.message.trim(), 'café');
        assert.deepEqual(commits.at(-1)?.paths?.toSorted(), paths ? ['.mailmap', 'ü\nx'] : undefined);
      }
    }));

  it('is read the same in parts of any length', () => {
    const record = ['a'.repeat(40), '', 'A', 'a@x', '1', 'B', 'b@x', '2', 'feat: x\n'].join('\0');
    const output = `${record}\0\0\nM\0src/a.ts\0A\0M\0${record.replaceAll('a'.repeat(40), 'b'.repeat(40))}\0`;
    const read = (size: number) => {
      const commits: LoggedCommit[] = [];
      const reader = logReader((commit) => commits.push(commit));
      for (let at = 0; at < output.length; at += size) {
        reader.read(output.slice(at, at + size));
      }
      assert.equal(reader.end(), 2);
      return commits;
    };
    assert.deepEqual(read(1), read(output.length));
    assert.deepEqual(read(7)[0]?.paths, ['src/a.ts', 'M']);
  });
});

describe('the history of a range', () => {
  it('has people, links, packages and dependencies', () =>
    withFolderAsync(async (folder) => {
      const manifest = (version: string) => `{"name":"x","dependencies":{"a":"${version}"}}`;
      writeFileSync(join(folder, 'package.json'), manifest('1.0.0'));
      commitAll(folder);
      git(folder, 'tag', 'v1.0.0');
      git(folder, 'remote', 'add', 'origin', 'https://me:secret@github.com/octo/app.git');
      writeFileSync(join(folder, 'package.json'), manifest('2.0.0'));
      git(
        folder,
        'commit',
        '--quiet',
        '--all',
        '--message=feat: lists (#7)\n\nCo-authored-by: Ben <7+ben@users.noreply.github.com>',
      );
      forge(folder, usual, 'fix: x\0\n\nBREAKING CHANGE: hidden from the log\n');
      const history = await historyInRepository(folder, { people: true, dependencies: true });
      assert.ok(history.ok);
      assert.deepEqual(
        history.commits.map(({ entries }) => entries[0]?.description),
        ['x\0', 'lists'],
      );
      assert.equal(history.commits[0]?.entries[0]?.breaking?.text, 'hidden from the log');
      assert.deepEqual(
        [...history.placements.values()].map(({ outcome }) => outcome),
        ['placed', 'placed'],
      );
      assert.equal(history.links?.url, 'https://github.com/octo/app');
      assert.deepEqual(
        history.contributors.map(({ person, login, first }) => [person.name, login, first]),
        [
          ['A', undefined, true],
          ['Ana', undefined, false],
          ['Ben', 'ben', true],
        ],
      );
      assert.deepEqual(
        history.dependencies?.map(({ name, from, to, step }) => [name, from, to, step]),
        [['a', '1.0.0', '2.0.0', 'major']],
      );
      assert.deepEqual(history.gaps, []);
    }));

  it('is that of one package when asked for', () =>
    withFolderAsync(async (folder) => {
      git(folder, 'init', '--quiet');
      const files = { 'package.json': '{"workspaces":["packages/*"]}' };
      for (const [path, text] of Object.entries(files)) {
        writeFileSync(join(folder, path), text);
      }
      execFileSync('mkdir', ['-p', join(folder, 'packages/a'), join(folder, 'packages/b')]);
      writeFileSync(join(folder, 'packages/a/package.json'), '{"name":"@x/a"}');
      writeFileSync(join(folder, 'packages/b/package.json'), '{"name":"@x/b"}');
      commitAll(folder);
      git(folder, 'tag', 'a/v1.0.0');
      git(folder, 'tag', 'b@9.0.0');
      writeFileSync(join(folder, 'packages/a/x'), '1');
      git(folder, 'add', '--all');
      git(folder, 'commit', '--quiet', '--message=feat: in a');
      writeFileSync(join(folder, 'packages/b/x'), '1');
      git(folder, 'add', '--all');
      git(folder, 'commit', '--quiet', '--message=feat: in b');
      const history = await historyInRepository(folder, { package: '@x/a' });
      assert.ok(history.ok);
      assert.equal(history.range.base.name, 'refs/tags/a/v1.0.0');
      assert.deepEqual(
        history.commits.map(({ entries }) => entries[0]?.description),
        ['in a'],
      );
    }));
});
