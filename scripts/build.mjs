/**
 * Builds dist/: the extension and the command line tool.
 *
 * esbuild shares code between lazily loaded parts only in ES modules, while VS
 * Code and a fast start want CommonJS. So each adapter is split as ES modules
 * first, and every part is turned into CommonJS afterwards. A dynamic
 * `import()` in the source becomes a part of its own, read when it is needed.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');

/** Packages that an entry may only reach by a dynamic import. */
const lazyPackages = ['markdown-it', 'yaml', 'simple-git', 'valibot'];

/** @typedef {{ name: string, entry: string, external: string[], executable: boolean }} Bundle */

/** @type {readonly Bundle[]} */
const bundles = [
  { name: 'extension', entry: 'src/vscode/extension.ts', external: ['vscode'], executable: false },
  { name: 'cli', entry: 'src/cli/main.ts', external: [], executable: true },
];

/** @typedef {{ file: string, bytes: number, when: 'at start' | 'when needed' }} Part */

/**
 * Writes dist/ anew.
 * @param {{ outdir?: string, root?: string, quiet?: true }} [options] `quiet`: errors are only thrown.
 * @returns {Promise<{ parts: Part[], inputs: string[] }>} What was written, and every source that went into it.
 */
export async function build(options = {}) {
  const from = options.root ?? root;
  const outdir = options.outdir ?? path.join(from, 'dist');
  const results = await Promise.all(
    bundles.map((bundle) => split(bundle, { from, outdir, logLevel: options.quiet ? 'silent' : 'warning' })),
  );
  const files = (await Promise.all(results.flatMap(({ outputs }) => outputs.map(toCommonJs)))).flat();
  for (const file of files) {
    fs.mkdirSync(path.dirname(file.path), { recursive: true });
    fs.writeFileSync(file.path, file.text, { mode: file.executable ? 0o755 : 0o644 });
  }
  removeOthers(outdir, new Set(files.map((file) => file.path)));
  /** @type {Part[]} */
  const parts = files.map((file) => ({
    file: path.relative(from, file.path),
    bytes: Buffer.byteLength(file.text),
    when: file.eager ? 'at start' : 'when needed',
  }));
  const inputs = results.flatMap((result) => Object.keys(result.metafile.inputs));
  return { parts, inputs: [...new Set(inputs)].toSorted() };
}

/**
 * @param {Bundle} bundle
 * @param {{ from: string, outdir: string, logLevel: esbuild.LogLevel }} options
 */
async function split(bundle, { from, outdir, logLevel }) {
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: from,
    entryPoints: { [bundle.name]: bundle.entry },
    outdir,
    outExtension: { '.js': '.cjs' },
    chunkNames: `${bundle.name}/[name]-[hash]`,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: true,
    legalComments: 'none', // ThirdPartyNotices.txt holds them
    external: bundle.external,
    metafile: true,
    write: false,
    logLevel,
  });
  const entry = Object.keys(metafile.outputs).find(
    (file) => metafile.outputs[file]?.entryPoint === bundle.entry,
  );
  if (!entry) throw new Error(`${bundle.entry} gave no output.`);
  const eager = staticClosure(metafile, entry);
  refuseEagerPackages(bundle, metafile, eager);
  const outputs = outputFiles.map((file) => {
    const name = path.relative(from, file.path).replaceAll(path.sep, '/');
    return {
      path: file.path,
      text: file.text,
      eager: eager.has(name),
      executable: bundle.executable && name === entry,
    };
  });
  return { outputs, metafile };
}

/**
 * @param {{ path: string, text: string, eager: boolean, executable: boolean }} output
 */
async function toCommonJs(output) {
  const { code } = await esbuild.transform(output.text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    supported: { 'dynamic-import': false }, // `require` reads a part from disk in one step
    loader: 'js',
  });
  const shebang = '#!/usr/bin/env node\n';
  return { ...output, text: output.executable && !code.startsWith('#!') ? shebang + code : code };
}

/**
 * The outputs that load together with an entry.
 * @param {esbuild.Metafile} metafile
 * @param {string} entry
 */
function staticClosure(metafile, entry) {
  const reached = new Set([entry]);
  for (const file of reached) {
    for (const imported of metafile.outputs[file]?.imports ?? []) {
      if (imported.kind === 'import-statement' && !imported.external) reached.add(imported.path);
    }
  }
  return reached;
}

/**
 * @param {Bundle} bundle
 * @param {esbuild.Metafile} metafile
 * @param {ReadonlySet<string>} eager
 */
function refuseEagerPackages(bundle, metafile, eager) {
  const inputs = [...eager].flatMap((file) => Object.keys(metafile.outputs[file]?.inputs ?? {}));
  const found = lazyPackages.filter((name) =>
    inputs.some((input) => input.includes(`node_modules/${name}/`)),
  );
  if (found.length === 0) return;
  throw new Error(`${bundle.entry} loads ${found.join(', ')} at start. Reach it by a dynamic import().`);
}

/**
 * What an earlier build left. Last, so that whoever runs dist/ meanwhile finds it whole.
 * @param {string} outdir
 * @param {ReadonlySet<string>} files
 */
function removeOthers(outdir, files) {
  for (const entry of fs.readdirSync(outdir, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !files.has(file)) fs.rmSync(file);
  }
}

/** @param {readonly Part[]} parts */
function report(parts) {
  const lines = parts.map(
    ({ file, bytes, when }) => `${file.padEnd(48)} ${kilobytes(bytes).padStart(9)}  ${when}`,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    report((await build()).parts);
  } catch (error) {
    // esbuild has shown its own errors already.
    if (!(error instanceof Error && 'errors' in error)) process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  }
}
