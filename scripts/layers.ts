/**
 * Runs the test layers and closes with a line for each:
 *
 *   unit      the engine, its adapters to the machine, the command line
 *   contract  what the parts promise each other: layers, package, licences, manifest
 *   vscode    inside the extension host, on each VS Code (or one: `1.103`)
 *   window    the workbench, by mouse and keyboard
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { bundleTests } from '../test/vscode/bundle.ts';
import { runInHost } from '../test/vscode/run.ts';
import { build } from './build.mjs';
import { hosts, root } from './setup.mjs';

interface Outcome {
  readonly passed: number;
  /** Title and stack of each. */
  readonly failures: readonly string[];
}

interface Layer {
  readonly name: string;
  /** Words that ask for this layer. */
  readonly asked: readonly string[];
  run(): Promise<Outcome>;
}

const layers: readonly Layer[] = [
  {
    name: 'unit',
    asked: ['unit'],
    run: async () => await mocha('unit', { folders: ['core', 'node', 'cli', 'webview'], atOnce: true }),
  },
  {
    name: 'contract',
    asked: ['contract'],
    run: async () => await mocha('contract', { folders: ['contract'], atOnce: true }),
  },
  ...hosts.map((host) => ({
    name: `vscode ${process.env.VSCODE_VERSION ?? host}`,
    asked: ['vscode', host],
    run: async () => await insideVsCode(host),
  })),
  {
    name: 'window',
    asked: ['window'],
    run: async () => await mocha('window', { folders: ['ui'], atOnce: false }),
  },
];

/** Milliseconds that one layer may take; three times what it takes on two busy cores. */
const timeLimit = 15 * 60_000;

const artifacts = path.join(root, 'artifacts');
process.exitCode = await runLayers(process.argv.slice(2));

async function runLayers(asked: readonly string[]): Promise<number> {
  const unknown = asked.filter((word) => !layers.some((layer) => layer.asked.includes(word)));
  if (unknown.length > 0) {
    const known = [...new Set(layers.flatMap((layer) => layer.asked))];
    say(`No layer ${unknown.join(', ')}. Layers: ${known.join(', ')}`);
    return 2;
  }
  fs.mkdirSync(artifacts, { recursive: true });
  await build();
  await bundleTests();
  const summaries: string[] = [];
  const total = { passed: 0, failed: 0 };
  for (const layer of layers) {
    if (asked.length > 0 && !layer.asked.some((word) => asked.includes(word))) continue;
    say(`${layer.name} ...`);
    const began = performance.now();
    const { passed, failures } = await layer.run();
    for (const failure of failures) say(`\nFAILED ${failure}\n`);
    const seconds = Math.round((performance.now() - began) / 1000);
    summaries.push(`${layer.name}: ${passed} passed, ${failures.length} failed (${seconds} s)`);
    total.passed += passed;
    total.failed += failures.length;
  }
  say(`\n${summaries.join('\n')}\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

interface MochaRun {
  readonly folders: readonly string[];
  /** Whether files may run beside each other; a window needs the machine for itself. */
  readonly atOnce: boolean;
}

/** Runs the `*.test.ts` files below folders of test/ in a process of its own. */
async function mocha(name: string, { folders, atOnce }: MochaRun): Promise<Outcome> {
  const report = path.join(artifacts, `${name}.json`);
  fs.rmSync(report, { force: true });
  const child = spawn(
    process.execPath,
    [
      path.join(root, 'node_modules/mocha/bin/mocha.js'),
      ...folders.map((folder) => `test/${folder}/**/*.test.ts`),
      '--no-diff',
      ...(atOnce ? ['--parallel', '--jobs=2'] : []),
      '--timeout=60000',
      '--reporter=json',
      `--reporter-option=output=${report}`,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data.toString();
    });
  }
  // Mocha ends on SIGINT as on its own, so that windows and servers end with it.
  const interrupt = () => child.kill('SIGINT');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
  const limit = setTimeout(() => {
    output += `\n${name} took longer than ${timeLimit / 60_000} minutes.\n`;
    interrupt();
  }, timeLimit);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(limit);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt);
  if (!fs.existsSync(report)) return { passed: 0, failures: [`${name} ended with ${code}\n${output}`] };
  const { stats, failures } = JSON.parse(fs.readFileSync(report, 'utf8')) as MochaReport;
  const failed = failures.map(({ fullTitle, err }) => `${fullTitle}\n${err.stack ?? err.message ?? ''}`);
  if (code !== 0 && failed.length === 0) failed.push(`${name} ended with ${code}\n${output}`);
  if (stats.passes === 0 && failed.length === 0) failed.push(`${name}: no test ran`);
  return { passed: stats.passes, failures: failed };
}

interface MochaReport {
  readonly stats: { readonly passes: number };
  readonly failures: readonly {
    readonly fullTitle: string;
    readonly err: { readonly stack?: string; readonly message?: string };
  }[];
}

async function insideVsCode(host: string): Promise<Outcome> {
  const runs = await runInHost(host);
  return {
    passed: runs.reduce((sum, { passed }) => sum + passed, 0),
    failures: runs.flatMap(({ failures, log }) => failures.map((failure) => `${failure}\n(log: ${log})`)),
  };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
