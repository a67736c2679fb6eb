/** `npm run explore [-- ROUNDS]`: runs every property again on cases that nobody has seen, by new seeds. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './setup.mjs';

const [asked = '1'] = process.argv.slice(2);
const rounds = Number(asked);
if (!Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write(`Say how many rounds to run: ${asked} is no such number.\n`);
  process.exit(2);
}

const folder = path.join(root, 'test');
const files = fs
  .globSync('{core,node,cli,webview}/**/*.test.ts', { cwd: folder })
  .map((file) => path.join('test', file))
  .filter((file) => fs.readFileSync(path.join(root, file), 'utf8').includes("from 'fast-check'"));

const failed: number[] = [];
for (let round = 1; round <= rounds; round++) {
  const seed = Math.floor(Math.random() * 0x7fff_ffff);
  process.stdout.write(`Round ${round} of ${rounds}: ${files.length} files, PROPERTY_SEED=${seed}\n`);
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/mocha/bin/mocha.js',
      ...files,
      '--no-diff',
      '--reporter=dot',
      '--parallel',
      '--timeout=600000',
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, PROPERTY_SEED: String(seed) } },
  );
  if (status !== 0) failed.push(seed);
}
process.stdout.write(failed.length === 0 ? 'Every property held.\n' : `Failed with ${failed.join(', ')}.\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
