/**
 * Installs what this project needs, once, with nothing but the Node and npm
 * that are there. Each step looks first and says what it does; a second run
 * installs nothing. `node scripts/setup.mjs` does all of it.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareHost } from '../test/host/prepare.mjs';
import { findChromium, findProgram } from './programs.mjs';

export const root = path.resolve(import.meta.dirname, '..');
const binaries = path.join(root, 'node_modules/.bin');

/** Hosts under test/host-NAME, newest first. */
export const hosts = ['1.139', '1.103'];

/** What stands in the way of set-up: a sentence for a person, no stack. */
export class SetUpError extends Error {}

/**
 * @typedef {object} Needs Beyond the packages and Node 24.
 * @property {readonly string[]} [hosts]
 * @property {boolean} [oldestNode]
 * @property {boolean} [browser]
 * @property {boolean} [reference]
 */

/** @param {Needs} needs */
export function setUp(needs = {}) {
  installPackages();
  for (const host of needs.hosts ?? []) installHost(host);
  if (needs.oldestNode) installOldestNode();
  if (needs.browser) {
    installDebian({
      name: 'Chromium',
      packages: ['chromium', 'fonts-dejavu-core'],
      find: findChromium,
      orElse: 'Or name one in CHROMIUM.',
    });
  }
  if (needs.reference) {
    installDebian({
      name: 'cmark-gfm',
      packages: ['cmark-gfm'],
      find: () => findProgram(['cmark-gfm']),
      orElse: 'It is the reading of Markdown to compare with; on macOS: brew install cmark-gfm',
    });
  }
}

/**
 * Runs a script of this project under the pinned Node and ends with its exit code.
 * @param {string} script Relative to the root.
 * @param {readonly string[]} args
 */
export function continueIn(script, args) {
  const child = spawn(pinnedNode(), [path.join(root, script), ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${binaries}${path.delimiter}${process.env.PATH ?? ''}` },
  });
  // Ctrl-C reaches the child by itself, and the child decides how to end.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', fail);
  child.on('exit', (code) => process.exit(code ?? 1));
}

/**
 * Runs a step; ends the process with a plain sentence when set-up cannot go on.
 * @param {() => void} step
 */
export function orExplain(step) {
  try {
    step();
  } catch (error) {
    fail(error);
  }
}

/** @param {unknown} error */
function fail(error) {
  const known = error instanceof SetUpError;
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

function installPackages() {
  if (!isCurrent(root)) {
    say('Installing packages');
    npm(['ci', '--loglevel=error'], root);
  }
  const wanted = readJson(path.join(root, 'package.json')).devDependencies.node;
  const found = spawnSync(pinnedNode(), ['--version'], { encoding: 'utf8' }).stdout?.trim();
  if (found !== `v${wanted}`) {
    throw new SetUpError(
      `Node ${wanted} is not in node_modules (found ${found || 'none'}).\n` +
        'Allow the install script of the package "node" and run: npm ci',
    );
  }
}

/** @param {string} name */
function installHost(name) {
  const folder = path.join(root, `test/host-${name}`);
  const stamp = path.join(folder, 'node_modules/.prepared');
  const inputs = ['package-lock.json', '../host/prepare.mjs'].map((file) =>
    fs.readFileSync(path.join(folder, file)),
  );
  const hash = inputs.reduce((sum, input) => sum.update(input), crypto.createHash('sha256')).digest('hex');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === hash) return;
  say(`Installing VS Code ${name} for the tests`);
  npm(['ci', '--ignore-scripts', '--loglevel=error'], folder);
  prepareHost(folder);
  fs.writeFileSync(stamp, hash);
}

function installOldestNode() {
  const folder = path.join(root, 'test/oldest-node');
  if (isCurrent(folder)) return;
  say('Installing the oldest Node for the tests');
  npm(['ci', '--ignore-scripts', '--loglevel=error'], folder);
}

/** The oldest Node that the command line tool runs on. Undefined on platforms that the tests do not have it for. */
export function oldestNode() {
  const packages = path.join(root, 'test/oldest-node/node_modules');
  const file = path.join(packages, `node-${process.platform}-${process.arch}`, 'bin/node');
  return fs.existsSync(file) ? file : undefined;
}

/**
 * A program that the tests need and npm does not have.
 * @param {{ name: string, packages: readonly string[], find: () => string | undefined, orElse: string }} wanted
 */
function installDebian({ name, packages, find, orElse }) {
  if (find()) return;
  const command = ['install', '--yes', '--no-install-recommends', ...packages];
  if (!canInstall()) {
    throw new SetUpError(
      `The tests need ${name}. Install it and run this again. ${orElse}\n` +
        `On Debian: sudo apt-get update && sudo apt-get ${command.join(' ')}`,
    );
  }
  say(`Installing ${name}`);
  aptGet(['update']);
  aptGet(command);
  if (!find()) throw new SetUpError(`${name} was installed, but is not on the PATH. ${orElse}`);
}

/**
 * True when every package of the lockfile that this platform can use is
 * installed at its version, whoever installed it.
 * @param {string} folder
 */
function isCurrent(folder) {
  const installed = path.join(folder, 'node_modules/.package-lock.json');
  if (!fs.existsSync(installed)) return false;
  const found = readJson(installed).packages;
  return Object.entries(readJson(path.join(folder, 'package-lock.json')).packages).every(
    ([name, wanted]) =>
      name === '' || (found[name] ? found[name].version === wanted.version : wanted.optional),
  );
}

function pinnedNode() {
  return path.join(binaries, process.platform === 'win32' ? 'node.cmd' : 'node');
}

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function npm(args, cwd) {
  // Left in, these would point the inner npm at the folder of the outer one.
  const { npm_config_local_prefix: _local, npm_config_global_prefix: _global, ...env } = process.env;
  const outer = process.env.npm_execpath;
  const [program, first] = outer?.endsWith('.js') ? [process.execPath, [outer]] : ['npm', []];
  run(program, [...first, ...args], { cwd, env, shell: process.platform === 'win32' && program === 'npm' });
}

function canInstall() {
  const isRoot = process.getuid?.() === 0;
  return isRoot && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** @param {readonly string[]} args */
function aptGet(args) {
  run('apt-get', ['-qq', ...args], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

/**
 * Output stays out of sight unless the command fails.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').ExecFileSyncOptions} options
 */
function run(program, args, options) {
  try {
    execFileSync(program, args, { ...options, stdio: 'pipe', maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const { stdout, stderr } = /** @type {{ stdout?: Buffer, stderr?: Buffer }} */ (error);
    const lines = [stdout, stderr].flatMap((part) => part?.toString().trimEnd().split('\n') ?? []);
    throw new SetUpError(`This failed: ${program} ${args.join(' ')}\n${lines.slice(-40).join('\n')}`);
  }
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/** @param {string} text */
function say(text) {
  process.stdout.write(`${text} ...\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  orExplain(() => setUp({ hosts, oldestNode: true, browser: true, reference: true }));
}
