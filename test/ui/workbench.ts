/**
 * The real workbench with the extension in it, driven by mouse and keyboard,
 * with a bridge into its extension host for what no eye can see.
 */
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type * as vscode from 'vscode';
import { launchBrowser, quietSettings } from '../host/browser.ts';
import { pageAddress, startServer, type Server } from '../host/server.ts';
import type { BridgeAnswer, BridgeRequest } from './bridgeProtocol.ts';

const root = path.resolve(import.meta.dirname, '../..');
export const artifacts = path.join(root, 'artifacts');

/** Milliseconds that opening a window may take on a loaded machine. */
export const openLimit = 120_000;

export interface OpenOptions {
  /** Which test/host-NAME to run; the newest by default. */
  readonly host?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly trust?: 'trusted' | 'restricted';
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface Bridge {
  /**
   * Runs a function in the extension host and returns what it resolves to. The
   * function travels as text: it may use `vscode`, its argument and globals,
   * nothing else. Both ways JSON.
   */
  call<A, T>(run: (api: typeof vscode, argument: A) => T | Thenable<T>, argument: A): Promise<T>;
  call<T>(run: (api: typeof vscode) => T | Thenable<T>): Promise<T>;
}

export interface Workbench {
  readonly page: Page;
  readonly bridge: Bridge;
  /** Loads the window again, and comes back when the new extension host answers. */
  reload(): Promise<void>;
  /** Ends the window, the server and its extension host, and removes the profile. */
  close(): Promise<void>;
}

/** Opens a folder, a `.code-workspace` file or, without either, an empty window. */
export async function open(folder: string | undefined, options: OpenOptions = {}): Promise<Workbench> {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-ui-'));
  const portFile = path.join(profile, 'bridge-port');
  let server: Server | undefined;
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    server?.stop();
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    server = await startServer({
      vscode: path.join(root, `test/host-${options.host ?? '1.139'}`, 'node_modules/code-server/lib/vscode'),
      userData: path.join(profile, 'user'),
      extensions: path.join(profile, 'extensions'),
      trust: options.trust ?? 'trusted',
      settings: { ...quietSettings, ...options.settings },
      env: { BRIDGE_FILE: portFile },
    });
    browser = await launchBrowser();
    const page = await browser.newPage({ viewport: options.viewport ?? { width: 1280, height: 800 } });
    await page.exposeFunction('codeAutomationLog', () => undefined);
    await page.exposeFunction('codeAutomationExit', () => undefined);
    const address = pageAddress({
      port: server.port,
      developmentPaths: [root],
      testsPath: path.join(root, 'dist-test/ui/bridge.cjs'),
      ...(folder === undefined ? {} : { folder }),
    });
    await page.goto(address);
    await page.locator('.monaco-workbench').waitFor({ timeout: openLimit });
    let port = await bridgePort(portFile, server.log);
    const { log } = server;
    return {
      page,
      bridge: connect(() => port),
      reload: async () => {
        fs.rmSync(portFile);
        await page.reload();
        port = await bridgePort(portFile, log);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Shows the sidebar of the extension. A click on the icon would close it when it is open, or just opening. */
export async function openView({ page, bridge }: Workbench): Promise<void> {
  await bridge.call((vscode) => vscode.commands.executeCommand('workbench.view.extension.releaseReadiness'));
  await page.getByRole('button', { name: /^Readiness Section/ }).waitFor();
}

/** Rows of a tree, found by the words that a screen reader says. */
export function treeRow(page: Page, name: string | RegExp) {
  return page.getByRole('treeitem', { name });
}

/** Saves a picture of the window as artifacts/NAME.png and returns its path. */
export async function picture(page: Page, name: string): Promise<string> {
  fs.mkdirSync(artifacts, { recursive: true });
  const file = path.join(artifacts, `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}

function connect(port: () => number): Bridge {
  return {
    call: async (run: unknown, argument?: unknown) => {
      const request: BridgeRequest = { source: String(run), argument };
      const answer = JSON.parse(await post(port(), JSON.stringify(request))) as BridgeAnswer;
      if ('error' in answer) throw new Error(answer.error);
      return answer.value as never;
    },
  };
}

/** Waits for the file that the bridge writes when it listens. */
async function bridgePort(file: string, log: () => string): Promise<number> {
  return await new Promise<number>((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(limit);
      watcher.close();
      act();
    };
    const look = () => {
      if (fs.existsSync(file)) settle(() => resolve(Number(fs.readFileSync(file, 'utf8'))));
    };
    const limit = setTimeout(
      () => settle(() => reject(new Error(`The extension host did not answer.\n${log()}`))),
      openLimit,
    );
    const watcher = fs.watch(path.dirname(file), look);
    look();
  });
}

async function post(port: number, body: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, method: 'POST' }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    });
    request.once('error', reject);
    request.end(body);
  });
}
