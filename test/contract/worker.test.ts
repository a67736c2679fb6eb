import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../scripts/build.mjs';
import { runIn, writeFiles } from '../support/commandLine.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

const argv = ['breaking', '--dirs', 'old', 'new', '--format', 'json'];

/** A package and a schema: what is compared in worker threads. */
const files = {
  'old/package.json': '{"name": "x", "version": "1.0.0", "types": "index.d.ts"}',
  'old/index.d.ts': 'export declare function a(): void;\nexport declare function b(): void;\n',
  'old/schema.graphql': 'type Query { a: Int b: Int }\n',
  'new/package.json': '{"name": "x", "version": "1.0.0", "types": "index.d.ts"}',
  'new/index.d.ts': 'export declare function a(): void;\n',
  'new/schema.graphql': 'type Query { a: Int }\n',
};

describe('the built command line tool', function () {
  this.timeout(120_000);

  it('compares in threads what it compares from its sources, and says when the thread is not there', () =>
    withFolderAsync(async (folder) => {
      const outdir = join(folder, 'dist');
      await build({ outdir, quiet: true });
      writeFiles(folder, files);
      const built = () => spawnSync(process.execPath, [join(outdir, 'cli.cjs'), ...argv], { cwd: folder });
      const { out } = await runIn(folder, argv);
      assert.deepEqual(
        JSON.parse(out).changes.map(({ rule }: { rule: string }) => rule),
        ['typescript/export-removed', 'graphql/field-removed'],
      );
      const first = built();
      assert.deepEqual([first.stdout.toString(), first.stderr.toString()], [out, '']);
      assert.ok(existsSync(join(outdir, 'worker.cjs')));
      rmSync(join(outdir, 'worker.cjs'));
      const without = built();
      assert.equal(without.status, 3, without.stdout.toString());
    }));
});
