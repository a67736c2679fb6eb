/**
 * Makes an installed host folder able to start: VS Code's own dependencies
 * without a compiler. Plain JavaScript, because set-up runs it before Node 24
 * is there.
 */
import fs from 'node:fs';
import path from 'node:path';

/** Built-in extensions that reach for the network, or that no release checklist needs: two thirds of the disk. */
const unneededExtensions = [
  'copilot',
  'github',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'ms-vscode.vscode-js-profile-table',
  'terminal-suggest',
  'tunnel-forwarding',
];

/** Stand-ins for native modules; each does what the server calls, no more. */
const spdlog = `const fs = require('node:fs');
class Logger {
  constructor(name, file) {
    this.stream = fs.createWriteStream(file, { flags: 'a' });
    this.stream.on('error', () => {});
  }
  getLevel() { return 2; }
  setLevel() {}
  setPattern() {}
  clearFormatters() {}
  flush() {}
  drop() { this.stream.end(); }
}
for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'critical']) {
  Logger.prototype[level] = function (message) { this.stream.write(message + '\\n'); };
}
exports.Logger = Logger;
exports.version = 0;
exports.setFlushOn = exports.setLevel = exports.shutdown = () => {};
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async (name, file) => new Logger(name, file);
`;

const watchdog = `exports.start = (pid) => {
  setInterval(() => {
    try { process.kill(pid, 0); } catch { process.exit(87); }
  }, 2000).unref();
};
`;

const ripgrep = `const path = require('node:path');
const binaries = path.join(__dirname, '../ripgrep-universal/bin');
const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
exports.rgPath = path.join(binaries, process.platform + '-' + process.arch, name);
`;

/** Terminals without a terminal device: enough for tasks, whose processes run, print and end. */
const pty = `const { spawn } = require('node:child_process');
exports.spawn = (file, args, { cwd, env, cols = 80, rows = 24 }) => {
  const child = spawn(file, args, { cwd, env, stdio: 'pipe' });
  const hear = (listener) => {
    child.stdout.on('data', (data) => listener(String(data)));
    child.stderr.on('data', (data) => listener(String(data)));
    return { dispose() {} };
  };
  const exits = [];
  let ended;
  const end = (code, signal) => {
    ended ??= { exitCode: code ?? 1, signal: signal === null ? 0 : 1 };
    for (const listener of exits.splice(0)) listener(ended);
  };
  child.on('error', () => end(127, null));
  child.on('close', end);
  child.stdin.on('error', () => {});
  return {
    pid: child.pid ?? 0,
    process: file,
    cols,
    rows,
    onData: hear,
    onExit(listener) {
      if (ended === undefined) exits.push(listener);
      else listener(ended);
      return { dispose() {} };
    },
    write(text) { child.stdin.write(text); },
    resize() {},
    clear() {},
    pause() {},
    resume() {},
    kill(signal) { child.kill(signal); },
  };
};
`;

const standIns = {
  'node-pty': pty,
  '@vscode/spdlog': spdlog,
  '@vscode/native-watchdog': watchdog,
  'native-watchdog': watchdog,
  '@vscode/ripgrep': ripgrep,
};

/**
 * Safe to repeat.
 * @param {string} folder Host folder with its packages installed.
 */
export function prepareHost(folder) {
  const packages = path.join(folder, 'node_modules');
  const vscode = path.join(packages, 'code-server/lib/vscode');
  const wanted = JSON.parse(fs.readFileSync(path.join(vscode, 'package.json'), 'utf8')).dependencies;

  // The server serves its browser files from a node_modules folder below itself.
  remove(path.join(vscode, 'node_modules'));
  fs.symlinkSync(packages, path.join(vscode, 'node_modules'), 'junction');

  for (const extension of unneededExtensions) remove(path.join(vscode, 'extensions', extension));
  const binaries = path.join(packages, '@vscode/ripgrep-universal/bin');
  for (const platform of fs.readdirSync(binaries)) {
    if (platform !== `${process.platform}-${process.arch}`) remove(path.join(binaries, platform));
  }
  for (const [name, source] of Object.entries(standIns)) {
    if (Object.hasOwn(wanted, name)) writePackage(path.join(packages, name), name, source);
  }
}

/** @param {string} entry */
function remove(entry) {
  fs.rmSync(entry, { recursive: true, force: true });
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} source
 */
function writePackage(folder, name, source) {
  fs.mkdirSync(folder, { recursive: true });
  const manifest = { name, version: '0.0.0', main: 'index.js' };
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  fs.writeFileSync(path.join(folder, 'index.js'), source);
}
