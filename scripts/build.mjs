/**
 * Builds dist/: the extension, its pages, the command line tool, and the worker thread of both.
 *
 * esbuild shares code between lazily loaded parts only in ES modules, while VS
 * Code and a fast start want CommonJS. So each adapter is split as ES modules,
 * every chunk is turned into CommonJS, and the chunks are packed into few
 * files: the entry with all that loads with it, one for each heavy package, and
 * one for the rest of our own code, read at the first dynamic `import()`.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { pack } from './pack.mjs';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Packages so large that all bundles share one file of each, and what that file gives out. The first start of a
 * bundle never reads them.
 * @type {Readonly<Record<string, 'default' | '*'>>}
 */
const sharedExports = { typescript6: 'default', yaml: '*' };
const sharedPackages = Object.keys(sharedExports);

/** What the compiler reads beside itself: the declarations of the language, without those of browsers. */
const libraries = { package: 'typescript6', first: 'lib.es2022.d.ts' };

/** Packages that an entry may only reach by a dynamic import. */
const lazyPackages = ['markdown-it', 'simple-git', 'valibot', ...sharedPackages];

/** @typedef {{ name: string, entry: string, executable: boolean, inEditor: boolean }} Bundle */

/** @type {readonly Bundle[]} */
const bundles = [
  { name: 'extension', entry: 'src/vscode/extension.ts', executable: false, inEditor: true },
  { name: 'cli', entry: 'src/cli/main.ts', executable: true, inEditor: false },
  { name: 'worker', entry: 'src/node/workers/worker.ts', executable: false, inEditor: false },
];

/** Pages of the extension: one script each, for the browser inside VS Code. */
const pages = [{ file: 'webview/dashboard.js', entry: 'src/webview/dashboard.ts' }];

/** @typedef {{ file: string, bytes: number, when: 'at start' | 'when needed' }} Part */

/**
 * Writes dist/ anew.
 * @param {{ outdir?: string, root?: string, quiet?: true }} [options] `quiet`: errors are only thrown.
 * @returns {Promise<{ parts: Part[], inputs: string[] }>} What was written, and every source that went into it.
 */
export async function build(options = {}) {
  const from = options.root ?? root;
  const outdir = options.outdir ?? path.join(from, 'dist');
  const logLevel = options.quiet ? 'silent' : 'warning';
  const [shared, scripts, own] = await Promise.all([
    Promise.all(sharedPackages.map((name) => bundlePackage(name, from, logLevel))),
    Promise.all(pages.map((page) => bundlePage(page, from, logLevel))),
    bundleOwn(from, logLevel),
  ]);
  /** @type {Part[]} */
  const parts = [];
  for (const { file, text } of own.files) {
    const target = path.join(outdir, file);
    const bundle = bundles.find(({ name }) => file === `./${name}.cjs`);
    const shebang = bundle?.executable === true ? '#!/usr/bin/env node\n' : '';
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, shebang + text, { mode: shebang ? 0o755 : 0o644 });
    parts.push({
      file: target,
      bytes: Buffer.byteLength(text),
      when: bundle === undefined ? 'when needed' : 'at start',
    });
  }
  for (const { name, text } of [
    ...shared.map((one) => ({ ...one, name: `${one.name}.cjs` })),
    ...scripts,
    libraryFile(from),
  ]) {
    const file = path.join(outdir, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    parts.push({ file, bytes: Buffer.byteLength(text), when: 'when needed' });
  }
  removeOthers(outdir, new Set(parts.map(({ file }) => file)));
  const inputs = [...shared, ...scripts, own].flatMap((result) => result.inputs);
  return { parts, inputs: [...new Set(inputs)].toSorted() };
}

/**
 * All entries in one go, so that what several of them load is written once.
 * @param {string} from
 * @param {esbuild.LogLevel} logLevel
 */
async function bundleOwn(from, logLevel) {
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: from,
    entryPoints: Object.fromEntries(bundles.map(({ name, entry }) => [name, entry])),
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: true,
    legalComments: 'none', // ThirdPartyNotices.txt holds them
    external: ['vscode', ...sharedPackages],
    define: { 'import.meta.filename': '__filename' }, // pack.mjs makes it the entry's
    metafile: true,
    write: false,
    logLevel,
  });
  const reaches = bundles.map((bundle) => {
    const entry = `dist/${bundle.name}.cjs`;
    const eager = closure(metafile, entry, ['import-statement']);
    const all = closure(metafile, entry, ['import-statement', 'dynamic-import']);
    refuseEagerPackages(bundle, metafile, eager);
    refuseEditor(bundle, metafile, all);
    return { name: bundle.name, eager, all };
  });
  const chunks = await Promise.all(
    outputFiles.map(async ({ path: file, text }) => {
      const name = path.basename(file);
      const output = `dist/${name}`;
      const startsWith = reaches.filter(({ eager }) => eager.has(output)).map((reach) => reach.name);
      const lazyIn = reaches.filter(({ all, eager }) => all.has(output) && !eager.has(output));
      const users = lazyIn.map((reach) => reach.name);
      const [only = ''] = users;
      const folder = users.length > 1 ? 'shared' : only;
      const group = heavyPackage(metafile, output) ?? (users.length > 1 ? users.join('-') : 'core');
      const place = users.length === 0 ? undefined : `./${folder}/${group}.cjs`;
      return { name, code: await toCommonJs(text), startsWith, users, file: place };
    }),
  );
  const shared = Object.fromEntries(sharedPackages.map((name) => [name, `./${name}.cjs`]));
  const names = bundles.map(({ name }) => name);
  return { inputs: Object.keys(metafile.inputs), files: pack(chunks, names, shared) };
}

/**
 * A whole package as CommonJS: its exports as the default one, or one by one.
 * @param {string} name
 * @param {string} from
 * @param {esbuild.LogLevel} logLevel
 */
async function bundlePackage(name, from, logLevel) {
  const what = sharedExports[name] === '*' ? '*' : '{ default }';
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: from,
    stdin: { contents: `export ${what} from ${JSON.stringify(name)};`, resolveDir: from },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    legalComments: 'none', // ThirdPartyNotices.txt holds them
    metafile: true,
    write: false,
    logLevel,
  });
  const inputs = Object.keys(metafile.inputs).filter((input) => input !== '<stdin>');
  return { name, text: outputFiles[0]?.text ?? '', inputs };
}

/**
 * The first library with all that it refers to, as one file: declarations add up wherever they stand, and one
 * file costs less than sixty. It lies beside the compiler, which looks for it there.
 * @param {string} from
 */
function libraryFile(from) {
  const folder = path.dirname(createRequire(path.join(from, 'package.json')).resolve(libraries.package));
  const names = new Set([libraries.first]);
  const texts = [];
  for (const name of names) {
    const text = fs.readFileSync(path.join(folder, name), 'utf8');
    for (const [, lib = ''] of text.matchAll(/<reference lib="([\w.]+)"/g)) names.add(`lib.${lib}.d.ts`);
    // ThirdPartyNotices.txt holds the licence; what a library tells people is of no use here.
    texts.push(
      text.replace(/^[ \t]*\/\*(?:(?!\*\/)[\s\S])*\*\/[ \t]*$/gm, '').replace(/^[ \t]*\/\/.*$/gm, ''),
    );
  }
  const text = texts
    .toReversed()
    .join('\n')
    .replace(/\s*\n\s*/g, '\n')
    .trimStart();
  return { name: libraries.first, text: `/// <reference no-default-lib="true"/>\n${text}` };
}

/**
 * A page as one script. It reaches no module of Node and no package: the bundler would say so.
 * @param {{ file: string, entry: string }} page
 * @param {string} from
 * @param {esbuild.LogLevel} logLevel
 */
async function bundlePage({ file, entry }, from, logLevel) {
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: from,
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
    minify: true,
    legalComments: 'none', // ThirdPartyNotices.txt holds them
    metafile: true,
    write: false,
    logLevel,
  });
  return { name: file, text: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) };
}

/**
 * The heavy package that a chunk is about: one that is in it, where most of it is packages.
 * @param {esbuild.Metafile} metafile
 * @param {string} output
 */
function heavyPackage(metafile, output) {
  const inputs = Object.entries(metafile.outputs[output]?.inputs ?? {});
  const bytesOf = (/** @type {string} */ folder) =>
    inputs.reduce((sum, [input, { bytesInOutput }]) => sum + (input.includes(folder) ? bytesInOutput : 0), 0);
  if (bytesOf('node_modules/') < bytesOf('') / 2) return undefined;
  return lazyPackages.find((name) => bytesOf(`node_modules/${name}/`) > 0);
}

/** @param {string} text An ES module. */
async function toCommonJs(text) {
  const { code } = await esbuild.transform(text.replace(/^#!.*\n/, ''), {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    supported: { 'dynamic-import': false }, // becomes a `require` that runs in a promise
    loader: 'js',
  });
  return code;
}

/**
 * The outputs that an entry reaches: with it at its start, or ever.
 * @param {esbuild.Metafile} metafile
 * @param {string} entry
 * @param {readonly string[]} kinds
 */
function closure(metafile, entry, kinds) {
  const reached = new Set([entry]);
  for (const file of reached) {
    for (const imported of metafile.outputs[file]?.imports ?? []) {
      if (kinds.includes(imported.kind) && !imported.external) reached.add(imported.path);
    }
  }
  return reached;
}

/**
 * @param {Bundle} bundle
 * @param {esbuild.Metafile} metafile
 * @param {ReadonlySet<string>} all
 */
function refuseEditor(bundle, metafile, all) {
  const imports = [...all].flatMap((file) => metafile.outputs[file]?.imports ?? []);
  if (bundle.inEditor || imports.every((imported) => imported.path !== 'vscode')) return;
  throw new Error(`${bundle.entry} reaches vscode, which is there in the editor alone.`);
}

/**
 * @param {Bundle} bundle
 * @param {esbuild.Metafile} metafile
 * @param {ReadonlySet<string>} eager
 */
function refuseEagerPackages(bundle, metafile, eager) {
  const inputs = [...eager].flatMap((file) => Object.keys(metafile.outputs[file]?.inputs ?? {}));
  const imports = [...eager].flatMap((file) => metafile.outputs[file]?.imports ?? []);
  const found = lazyPackages.filter(
    (name) =>
      inputs.some((input) => input.includes(`node_modules/${name}/`)) ||
      imports.some(({ path, kind }) => path === name && kind === 'import-statement'),
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
    ({ file, bytes, when }) =>
      `${path.relative(root, file).padEnd(32)} ${kilobytes(bytes).padStart(9)}  ${when}`,
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
