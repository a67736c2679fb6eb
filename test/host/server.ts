/** VS Code as a server on loopback: real workbench, real extension host, no window of its own. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export interface ServerOptions {
  /** The `lib/vscode` folder of a prepared host. */
  readonly vscode: string;
  readonly userData: string;
  readonly extensions: string;
  /** `restricted` leaves workspace trust on: a new folder opens in Restricted Mode. */
  readonly trust: 'trusted' | 'restricted';
  /** User settings of a new profile. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Server {
  readonly port: number;
  /** All that the server wrote so far. */
  log(): string;
  /** Ends the server and every process it started. Safe to call twice. */
  stop(): void;
  /** Settles when the server ends by itself. */
  readonly ended: Promise<number | null>;
}

export interface PageTarget {
  readonly port: number;
  /** A folder or a `.code-workspace` file; absent for an empty window. */
  readonly folder?: string;
  readonly developmentPaths?: readonly string[];
  readonly testsPath?: string;
}

const startLimit = 60_000;

/** Resolves when the server listens; rejects with its log when it ends or stays silent before that. */
export async function startServer(options: ServerOptions): Promise<Server> {
  seedSettings(options);
  const child = spawn(process.execPath, serverArguments(options), {
    cwd: options.vscode,
    env: { ...process.env, ...options.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a process group of its own, so that `stop` reaches the extension hosts too
  });
  const stop = () => endGroup(child.pid);
  process.once('exit', stop);

  let log = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const port = await new Promise<number>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`VS Code's server ${why}.\n${log}`));
    const limit = setTimeout(() => fail(`did not listen within ${startLimit} ms`), startLimit);
    const hear = (data: Buffer) => {
      log += data.toString();
      const listening = /agent listening on (\d+)/.exec(log);
      if (listening) resolve(Number(listening[1]));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (error) => fail(`could not start: ${error.message}`));
    child.once('exit', (code) => fail(`ended with ${code}`));
    void ended.finally(() => clearTimeout(limit));
  }).catch((error: unknown) => {
    stop();
    throw error;
  });

  return {
    port,
    log: () => log,
    stop: () => {
      process.off('exit', stop);
      stop();
    },
    ended,
  };
}

/** The address of a workbench that loads the extensions under development. */
export function pageAddress(target: PageTarget): string {
  const remote = (file: string) => `vscode-remote://127.0.0.1:${target.port}${path.resolve(file)}`;
  const payload = [
    ...(target.developmentPaths ?? []).map((folder) => ['extensionDevelopmentPath', remote(folder)]),
    ...(target.testsPath ? [['extensionTestsPath', remote(target.testsPath)]] : []),
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (target.folder) {
    const kind = target.folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
    query.set(kind, path.resolve(target.folder));
  } else {
    query.set('ew', 'true');
  }
  return `http://127.0.0.1:${target.port}/?${query.toString().replaceAll('+', '%20')}`;
}

function serverArguments(options: ServerOptions): string[] {
  return [
    'out/server-main.js',
    '--host=127.0.0.1',
    '--port=0',
    '--without-connection-token',
    '--accept-server-license-terms',
    '--enable-smoke-test-driver', // the switch that makes the page honour extensionDevelopmentPath
    '--disable-telemetry',
    '--disable-experiments',
    '--force-disable-user-env',
    ...(options.trust === 'trusted' ? ['--disable-workspace-trust'] : []),
    `--user-data-dir=${options.userData}`,
    `--extensions-dir=${options.extensions}`,
  ];
}

function seedSettings(options: ServerOptions): void {
  const file = path.join(options.userData, 'User/settings.json');
  if (fs.existsSync(file)) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(options.settings, undefined, 2));
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // Nothing left to end.
  }
}
