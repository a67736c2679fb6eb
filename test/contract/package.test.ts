import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import ts from 'typescript6';
import { build } from '../../scripts/build.mjs';
import { notices, shippedPackages } from '../../scripts/notices.ts';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Bytes, packed: of the compiler with the declarations of the language, which one detector needs, and of
 * everything else: checklists, changes in twelve formats, history, notes, incidents, metrics and their page.
 */
const sizeBudgets = { compiler: 1_150_000, rest: 830_000 };

const allowedLicences = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD']);

describe('the package', function () {
  this.timeout(120_000);
  let inputs: readonly string[];

  before(async () => {
    ({ inputs } = await build({ quiet: true }));
  });

  it('holds the files of vsix-files.txt and no other', async () => {
    const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
    const list = `${files.toSorted().join('\n')}\n`;
    const golden = path.join(import.meta.dirname, 'vsix-files.txt');
    if (process.env.ACCEPT) fs.writeFileSync(golden, list);
    assert.equal(list, fs.readFileSync(golden, 'utf8'));
  });

  it('is small but for the compiler', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-package-'));
    try {
      const vsix = path.join(folder, 'release-readiness.vsix');
      await createVSIX({
        cwd: root,
        packagePath: vsix,
        dependencies: false,
        allowMissingRepository: true,
        rewriteRelativeLinks: false,
      });
      const compiler = fs
        .readdirSync(path.join(root, 'dist'))
        .filter((file) => file === 'typescript6.cjs' || /^lib\..*\.d\.ts$/.test(file))
        .reduce(
          (sum, file) => sum + deflateRawSync(fs.readFileSync(path.join(root, 'dist', file))).length,
          0,
        );
      const rest = fs.statSync(vsix).size - compiler;
      assert.ok(compiler <= sizeBudgets.compiler, `${compiler} bytes`);
      assert.ok(rest <= sizeBudgets.rest, `${rest} bytes`);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });

  it('compares types with the declarations of the language, which lie beside the compiler', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-package-'));
    const write = (side: string, type: string): string => {
      const file = path.join(folder, side, 'index.d.ts');
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, `export declare function f(given: ${type}): void;\n`);
      return path.dirname(file);
    };
    try {
      const sides = [write('base', "Omit<{ a: string; b: number }, 'b'>"), write('head', '{ a: string }')];
      const ran = spawnSync(
        process.execPath,
        [path.join(root, 'dist/cli.cjs'), 'breaking', '--dirs', ...sides, '--format', 'json'],
        { encoding: 'utf8' },
      );
      assert.deepEqual((JSON.parse(ran.stdout) as { readonly changes: unknown }).changes, []);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });

  it('ships every declaration of the language that the compiler has, without an error', () => {
    const name = 'lib.es2022.d.ts';
    const own = declared([path.join(root, 'dist', name)]);
    const compiler = path.dirname(createRequire(import.meta.filename).resolve('typescript6'));
    const names = new Set([name]);
    for (const one of names) {
      const text = fs.readFileSync(path.join(compiler, one), 'utf8');
      for (const [, lib = ''] of text.matchAll(/<reference lib="([\w.]+)"/g)) names.add(`lib.${lib}.d.ts`);
    }
    assert.ok(names.size > 50);
    assert.deepEqual(own, declared([...names].map((one) => path.join(compiler, one))));
  });

  it('names every shipped package in ThirdPartyNotices.txt (node scripts/notices.ts writes it)', () => {
    const file = path.join(root, 'ThirdPartyNotices.txt');
    assert.equal(fs.readFileSync(file, 'utf8'), notices(shippedPackages(inputs)));
  });

  it('ships only packages under licences that allow it', () => {
    const refused = shippedPackages(inputs).filter(({ licence }) => !allowedLicences.has(licence));
    assert.deepEqual(
      refused.map(({ name, licence }) => `${name}: ${licence}`),
      [],
    );
  });
});

/** Each statement of the files without its comments and spaces, in the order of the alphabet. */
function declared(files: readonly string[]): readonly string[] {
  const program = ts.createProgram({
    rootNames: files,
    options: { noLib: true, noResolve: true, types: [] },
  });
  assert.deepEqual(program.getSyntacticDiagnostics(), []);
  const printer = ts.createPrinter({ removeComments: true });
  return program
    .getSourceFiles()
    .flatMap((file) =>
      file.statements.map((one) =>
        printer.printNode(ts.EmitHint.Unspecified, one, file).replace(/\s+/g, ' '),
      ),
    )
    .toSorted();
}

describe('lockfiles', () => {
  for (const folder of ['.', 'test/host-1.139', 'test/host-1.103', 'test/oldest-node']) {
    it(`${folder}: checks every package and names no registry`, () => {
      const file = path.join(root, folder, 'package-lock.json');
      const { packages } = JSON.parse(fs.readFileSync(file, 'utf8')) as {
        readonly packages: Readonly<
          Record<string, { readonly integrity?: string; readonly resolved?: string }>
        >;
      };
      const entries = Object.entries(packages).filter(([name]) => name !== '');
      assert.ok(entries.length > 0);
      const unchecked = entries.filter(([, entry]) => !entry.integrity?.startsWith('sha512-'));
      const located = entries.filter(([, entry]) => entry.resolved !== undefined);
      assert.deepEqual({ unchecked, located }, { unchecked: [], located: [] });
    });
  }
});
