/**
 * Runs the extension tests inside one VS Code: `node test/vscode/run.ts NAME`,
 * where NAME is a folder test/host-NAME, or a version of the desktop VS Code to
 * download when VSCODE_VERSION says so.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { writeSample } from '../../scripts/sample.mjs';
import { testOutput } from './bundle.ts';
import type { RunResults } from './results.ts';

const root = path.resolve(import.meta.dirname, '../..');
const host = path.join(root, 'test/host/host.ts');

type Trust = 'trusted' | 'restricted';

export interface HostRun {
  readonly suite: 'suite' | 'restricted';
  readonly passed: number;
  readonly failures: readonly string[];
  readonly log: string;
}

/** Runs both suites, one after the other, each in a fresh profile on a fresh sample workspace. */
export async function runInHost(name: string): Promise<readonly HostRun[]> {
  const runs: HostRun[] = [];
  for (const suite of ['suite', 'restricted'] as const) {
    const folder = path.join(testOutput, 'vscode', suite);
    if (fs.existsSync(folder)) runs.push(await runSuite(name, suite, folder));
  }
  return runs;
}

async function runSuite(name: string, suite: HostRun['suite'], folder: string): Promise<HostRun> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-'));
  const results = path.join(scratch, 'results.json');
  const workspace = path.join(scratch, 'workspace');
  writeSample(workspace);
  const artifacts = path.join(root, 'artifacts');
  fs.mkdirSync(artifacts, { recursive: true });
  const label = `${name}-${suite}`;
  const env = {
    // The host names its interpreter by `env node`: this one, whatever else is installed.
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ''}`,
    TEST_SUITE: folder,
    TEST_RESULTS: results,
    HOST_FOLDER: path.join(root, `test/host-${name}`),
    HOST_PICTURE: path.join(artifacts, `${label}.png`),
  };
  const log = fs.createWriteStream(path.join(artifacts, `${label}.log`));
  try {
    const stop = await start({
      workspace,
      scratch,
      env,
      log,
      trust: suite === 'suite' ? 'trusted' : 'restricted',
    });
    return { suite, log: log.path.toString(), ...judge(results, stop) };
  } finally {
    log.end();
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Start {
  readonly workspace: string;
  readonly scratch: string;
  readonly env: Readonly<Record<string, string>>;
  readonly log: fs.WriteStream;
  readonly trust: Trust;
}

/** Answers with why the host stopped badly, or nothing when it ended as it should. */
async function start({ workspace, scratch, env, log, trust }: Start): Promise<string | undefined> {
  const testsPath = path.join(testOutput, 'vscode/index.cjs');
  const profile = [`--user-data-dir=${scratch}/user`, `--extensions-dir=${scratch}/extensions`];
  if (trust === 'restricted') {
    // runTests always switches workspace trust off, so this run starts the host itself.
    const args = [
      workspace,
      ...profile,
      `--extensionDevelopmentPath=${root}`,
      `--extensionTestsPath=${testsPath}`,
    ];
    return await launch(args, env, log);
  }
  const version = process.env.VSCODE_VERSION;
  try {
    await runTests({
      ...(version ? { version } : { vscodeExecutablePath: host }),
      extensionDevelopmentPath: root,
      extensionTestsPath: testsPath,
      extensionTestsEnv: env,
      launchArgs: [workspace, ...profile],
      stdout: log,
      stderr: log,
    });
    return undefined;
  } catch (error) {
    return String(error);
  }
}

async function launch(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  log: fs.WriteStream,
): Promise<string | undefined> {
  const child = spawn(process.execPath, [host, ...args], { env: { ...process.env, ...env } });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return code === 0 ? undefined : `The host ended with ${code}`;
}

/** A run that left no results has failed, whatever its exit code. */
function judge(file: string, stopped: string | undefined): Pick<HostRun, 'passed' | 'failures'> {
  if (!fs.existsSync(file)) return { passed: 0, failures: [stopped ?? 'The host ended without results.'] };
  const { outcomes } = JSON.parse(fs.readFileSync(file, 'utf8')) as RunResults;
  const failures = outcomes.flatMap(({ title, failure }) => (failure ? [`${title}\n${failure}`] : []));
  const passed = outcomes.length - failures.length;
  if (passed === 0 && failures.length === 0) return { passed, failures: ['No test ran.'] };
  return { passed, failures: failures.length === 0 && stopped ? [stopped] : failures };
}
