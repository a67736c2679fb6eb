import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { version } from '../support/manifest.ts';
import { writeFiles } from '../support/commandLine.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

const main = join(import.meta.dirname, '../../src/cli/main.ts');

describe('the program as a process', () => {
  function check(
    argv: readonly string[],
    expected: { readonly status: number; readonly out: RegExp; readonly err: RegExp },
  ) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...argv], { encoding: 'utf8' });
    assert.equal(status, expected.status, stderr);
    assert.match(stdout, expected.out);
    assert.match(stderr, expected.err);
  }

  it('prints its help', () =>
    check(['--help'], { status: 0, out: /^release-readiness <command>/, err: /^$/ }));
  it('prints its version', () =>
    check(['--version'], { status: 0, out: new RegExp(`^${version.replaceAll('.', '\\.')}\n$`), err: /^$/ }));
  it('explains bad usage beside the output', () =>
    check([], { status: 2, out: /^$/, err: /^Name a command\./ }));

  it('is silent when its reader goes away, and keeps its exit status', () =>
    withFolderAsync(async (folder) => {
      const items = Array.from({ length: 3000 }, (_, index) => `- [ ] Step ${index}\n`);
      writeFiles(folder, { 'a.md': `# Release\n\n${items.join('')}` });
      const child = spawn(process.execPath, [main, 'check', 'a.md', '--cwd', folder], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let err = '';
      child.stderr.on('data', (chunk) => (err += String(chunk)));
      child.stdout.once('data', () => child.stdout.destroy());
      const status = await new Promise((resolve) => child.on('close', resolve));
      assert.deepEqual([status, err], [1, '']);
    }));

  it('writes colours neither into a pipe nor with NO_COLOR', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { 'a.md': '- [ ] Tests pass\n' });
      const { stdout } = spawnSync(process.execPath, [main, 'check', 'a.md'], {
        cwd: folder,
        encoding: 'utf8',
      });
      assert.doesNotMatch(stdout, /\u001b/);
    }));
});
