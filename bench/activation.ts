/**
 * Activation time in a real VS Code, beside an extension whose `activate` is empty:
 * `node bench/activation.ts [WINDOWS] [HOST]`. Both are loaded in the same window, wait for
 * the same event, and are timed by the marks that the extension host itself sets.
 * Build first: `npm run build`.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeSample } from '../scripts/sample.mjs';
import { launchBrowser, quietSettings } from '../test/host/browser.ts';
import { pageAddress, startServer } from '../test/host/server.ts';

interface Times {
  /** Milliseconds from the start of loading the code to the end of `activate`. */
  readonly own: number;
  readonly trivial: number;
}

const ownId = 'octoacme.release-readiness';
const trivialId = 'octoacme.trivial';
const root = resolve(import.meta.dirname, '..');
const windows = Number(process.argv[2] ?? 7);
const host = process.argv[3] ?? '1.139';

/** Waits in the extension host until both are active, then writes its marks. */
const probeCode = `
const vscode = require('vscode');
exports.run = async () => {
  const wanted = process.env.WAIT_FOR.split(' ');
  const active = () => wanted.every((id) => vscode.extensions.getExtension(id)?.isActive);
  const end = Date.now() + 60_000;
  while (!active()) {
    if (Date.now() > end) throw new Error('not active: ' + wanted.join(', '));
    await new Promise((later) => setTimeout(later, 50));
  }
  const marks = globalThis.MonacoPerformanceMarks.getMarks().filter(({ name }) => /Extension/.test(name));
  require('node:fs').writeFileSync(process.env.MARKS_FILE, JSON.stringify(marks));
};
`;

const scratch = mkdtempSync(join(tmpdir(), 'activation-'));
try {
  const all: Times[] = [];
  for (let index = 0; index < windows; index++) {
    all.push(await openWindow(index));
  }
  report(all);
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

async function openWindow(index: number): Promise<Times> {
  const folder = join(scratch, String(index));
  const marksFile = join(folder, 'marks.json');
  // A window takes one extension under development; the other one is installed.
  writeTrivial(join(folder, 'extensions/octoacme.trivial-0.0.1'));
  const workspace = join(folder, 'workspace');
  writeSample(workspace);
  const probe = join(folder, 'probe.cjs');
  writeFileSync(probe, probeCode);
  const server = await startServer({
    vscode: join(root, `test/host-${host}/node_modules/code-server/lib/vscode`),
    userData: join(folder, 'user'),
    extensions: join(folder, 'extensions'),
    trust: 'trusted',
    settings: quietSettings,
    env: { MARKS_FILE: marksFile, WAIT_FOR: `${ownId} ${trivialId}` },
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const exit = new Promise<number>((done, fail) => {
      page.exposeFunction('codeAutomationExit', done).catch(fail);
    });
    await page.exposeFunction('codeAutomationLog', () => undefined);
    await page.goto(
      pageAddress({ port: server.port, folder: workspace, developmentPaths: [root], testsPath: probe }),
    );
    const code = await exit;
    if (code !== 0) throw new Error(`The window ended with ${code}.`);
  } finally {
    await browser.close();
    server.stop();
  }
  const marks = JSON.parse(readFileSync(marksFile, 'utf8')) as readonly Mark[];
  return { own: activationOf(marks, ownId), trivial: activationOf(marks, trivialId) };
}

interface Mark {
  readonly name: string;
  readonly startTime: number;
}

function activationOf(marks: readonly Mark[], id: string): number {
  const at = (name: string): number => {
    const mark = marks.find((candidate) => candidate.name === `code/extHost/${name}/${id}`);
    if (mark === undefined) throw new Error(`No mark ${name} of ${id}.`);
    return mark.startTime;
  };
  const loading = at('didLoadExtensionCode') - at('willLoadExtensionCode');
  return loading + at('didActivateExtension') - at('willActivateExtension');
}

function writeTrivial(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const manifest = {
    name: 'trivial',
    publisher: 'octoacme',
    version: '0.0.1',
    engines: { vscode: '^1.103.0' },
    main: './main.cjs',
    activationEvents: ['workspaceContains:releases/policy.yml'],
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'main.cjs'), 'exports.activate = () => {};\n');
}

function report(all: readonly Times[]): void {
  const row = (name: string, values: readonly number[]): string => {
    const sorted = values.toSorted((a, b) => a - b);
    const middle = sorted[Math.floor(sorted.length / 2)];
    return `${name.padEnd(26)} ${String(middle).padStart(6)}   ${sorted.join(' ')}`;
  };
  const ratios = all.map(({ own, trivial }) => Number((own / Math.max(trivial, 1)).toFixed(2)));
  console.log(`VS Code ${host}, ${all.length} windows, milliseconds (median, then all)`);
  console.log(
    row(
      'release-readiness',
      all.map(({ own }) => own),
    ),
  );
  console.log(
    row(
      'empty activate',
      all.map(({ trivial }) => trivial),
    ),
  );
  console.log(row('ratio in the same window', ratios));
}
