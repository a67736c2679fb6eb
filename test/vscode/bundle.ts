/** Compiles what runs inside the extension host: each test file on its own, next to the mocha that is installed. */
import fs from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
export const testOutput = path.join(root, 'dist-test');

export async function bundleTests(): Promise<void> {
  const suites = ['test/vscode/suite', 'test/vscode/restricted'];
  const tests = suites.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => path.join(folder, name)),
  );
  fs.rmSync(testOutput, { recursive: true, force: true });
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['test/vscode/index.ts', 'test/ui/bridge.ts', ...tests],
    outbase: 'test',
    outdir: testOutput,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    sourcemap: 'inline',
    packages: 'external',
    logLevel: 'warning',
  });
}
