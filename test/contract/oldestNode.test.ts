import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { build } from '../../scripts/build.mjs';
import { writeSample } from '../../scripts/sample.mjs';
import { oldestNode } from '../../scripts/setup.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** The tests run on a new Node. A pipeline may have an older one: the oldest that README.md names. */
describe('the oldest Node', function () {
  this.timeout(120_000);
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-node-'));
  const folder = path.join(scratch, 'orders');
  let node = '';

  before(async function () {
    const found = oldestNode();
    if (found === undefined) return this.skip();
    node = found;
    writeSample(folder);
    await build({ quiet: true, outdir: path.join(scratch, 'dist') });
  });

  after(() => fs.rmSync(scratch, { recursive: true, force: true }));

  const run = (program: string, args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
    return { status, stdout, stderr };
  };

  it('is the one that README.md names', () => {
    const [, major] = /^v(\d+)\./.exec(run(node, ['--version']).stdout) ?? [];
    assert.match(
      fs.readFileSync(path.join(root, 'README.md'), 'utf8'),
      new RegExp(`\\bNode ${major} or newer`),
    );
  });

  it('runs every module of the engine and of the command line to its end', async () => {
    // Features that are missing show when a module is run, not when it is read: a pattern built from parts, say.
    const modules = ['core', 'node', 'cli'].flatMap((layer) =>
      fs
        .readdirSync(path.join(root, 'src', layer), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => path.join(root, 'src', layer, file)),
    );
    // These do their work as soon as they are run.
    const programs = ['cli/main.ts', 'node/workers/worker.ts'].map((file) => path.join(root, 'src', file));
    const [first, second] = programs;
    assert.ok(modules.includes(first ?? '') && modules.includes(second ?? ''));
    const file = path.join(scratch, 'all.cjs');
    await esbuild.build({
      stdin: {
        contents: `${modules
          .filter((one) => !programs.includes(one))
          .map((one) => `require(${JSON.stringify(one)});`)
          .join('\n')}\nconsole.log('all of them');`,
        resolveDir: root,
      },
      outfile: file,
      bundle: true,
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      define: { 'import.meta.filename': '__filename' },
      logLevel: 'silent',
    });
    assert.deepEqual(run(node, [file]), { status: 0, stdout: 'all of them\n', stderr: '' });
  });

  const commands: readonly (readonly string[])[] = [
    ['check', '--format', 'json'],
    ['check', '--base', 'v1.3.2', '--format', 'json'],
    ['check', '--worktree', '--format', 'html'],
    ['items', '--format', 'json'],
    ['breaking', '--base', 'v1.3.2', '--format', 'json'],
    ['bump'],
    ['commits', '--base', 'v1.3.2', '--format', 'json'],
    ['notes', '--base', 'v1.3.2', '--version', '1.4.0', '--date', '2026-11-30'],
    ['lint-notes', 'README.md'],
    ['metrics', '--format', 'svg'],
    ['explain', 'export-removed'],
  ];
  for (const args of commands) {
    it(`says the same there: ${args.join(' ')}`, () => {
      const all = [
        path.join(scratch, 'dist/cli.cjs'),
        ...args,
        ...(args[0] === 'explain' ? [] : ['--cwd', folder, '--now', '2026-11-24T09:00:00Z']),
      ];
      const here = run(process.execPath, all);
      assert.notEqual(here.status, 2, here.stderr);
      assert.deepEqual(run(node, all), here);
    });
  }
});
