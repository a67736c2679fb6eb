import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from '../../scripts/build.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** A line added to an entry, and what the build then says. */
async function check(entry: string, line: string, expected: RegExp): Promise<void> {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-bundle-'));
  try {
    fs.cpSync(path.join(root, 'src'), path.join(copy, 'src'), { recursive: true });
    fs.copyFileSync(path.join(root, 'package.json'), path.join(copy, 'package.json'));
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
    fs.appendFileSync(path.join(copy, entry), `\n${line}\n`);
    await assert.rejects(build({ root: copy, quiet: true }), expected);
    assert.equal(fs.existsSync(path.join(copy, 'dist')), false, 'a refused build writes nothing');
  } finally {
    fs.rmSync(copy, { recursive: true, force: true });
  }
}

describe('bundle', function () {
  this.timeout(60_000);

  const lazy = [
    ['markdown-it', "export { default as planted } from 'markdown-it';"],
    ['yaml', "export { parse as planted } from 'yaml';"],
    ['simple-git', "export { simpleGit as planted } from 'simple-git';"],
    ['valibot', "export { parse as planted } from 'valibot';"],
    ['typescript6', "export { version as planted } from 'typescript6';"],
  ] as const;
  for (const entry of ['src/vscode/extension.ts', 'src/cli/main.ts']) {
    for (const [name, line] of lazy) {
      // The command line entry exports nothing, so a planted export would fall away: use it.
      const used = `${line.replace('export', 'import')}\nglobalThis.planted = planted;`;
      it(`refuses ${name} at the start of ${entry}`, async () => {
        await check(entry, used, new RegExp(`${entry} loads ${name} at start`));
      });
    }
  }

  it('refuses vscode in the command line tool', async () => {
    await check(
      'src/cli/main.ts',
      "import * as planted from 'vscode';\nvoid planted.window;",
      /src\/cli\/main\.ts reaches vscode/,
    );
  });
});
