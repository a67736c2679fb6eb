#!/usr/bin/env node
/**
 * Stands where `@vscode/test-electron` expects the desktop VS Code: takes its
 * command line, answers with the same workbench in a headless browser, and
 * ends with the exit code of the tests. No display, no download.
 *
 * HOST_FOLDER    the prepared host to run
 * HOST_SETTINGS  JSON of user settings
 * HOST_TIMEOUT   milliseconds until the run ends with exit code 124
 * HOST_PICTURE   file for a screenshot when the run fails
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser, quietSettings } from './browser.ts';
import { pageAddress, startServer } from './server.ts';

interface CommandLine {
  readonly target: string | undefined;
  readonly flags: ReadonlyMap<string, readonly string[]>;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
process.exitCode = await run(parse(process.argv.slice(2)));
process.exit(); // the browser's pipes may outlive it

async function run({ target, flags }: CommandLine): Promise<number> {
  const folder = process.env.HOST_FOLDER;
  if (!folder) throw new Error('HOST_FOLDER names no host.');
  const userData = flags.get('user-data-dir')?.[0] ?? fs.mkdtempSync(path.join(os.tmpdir(), 'vscode-'));
  const server = await startServer({
    vscode: path.join(folder, 'node_modules/code-server/lib/vscode'),
    userData,
    extensions: flags.get('extensions-dir')?.[0] ?? path.join(userData, 'extensions'),
    trust: flags.has('disable-workspace-trust') ? 'trusted' : 'restricted',
    settings: { ...quietSettings, ...(JSON.parse(process.env.HOST_SETTINGS ?? '{}') as object) },
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const exit = exitCode(page);
    await page.exposeFunction('codeAutomationLog', (kind: string, values: readonly unknown[]) => {
      process.stdout.write(`[${kind}] ${values.map(String).join(' ')}\n`);
    });
    const testsPath = flags.get('extensionTestsPath')?.[0];
    const address = pageAddress({
      port: server.port,
      developmentPaths: flags.get('extensionDevelopmentPath') ?? [],
      ...(target ? { folder: target } : {}),
      ...(testsPath ? { testsPath } : {}),
    });
    await page.goto(address);
    const code = await Promise.race([exit, timeLimit(), server.ended.then(() => 125)]);
    if (code !== 0) await takePicture(page);
    return code;
  } finally {
    await browser.close();
    server.stop();
    process.stdout.write(server.log());
  }
}

/** The workbench calls this when the extension tests are over. */
async function exitCode(page: Page): Promise<number> {
  return await new Promise<number>((resolve, reject) => {
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
  });
}

async function timeLimit(): Promise<number> {
  const limit = Number(process.env.HOST_TIMEOUT ?? 600_000);
  return await new Promise((resolve) => {
    setTimeout(resolve, limit, 124).unref();
  });
}

async function takePicture(page: Page): Promise<void> {
  const file = process.env.HOST_PICTURE;
  if (!file) return;
  await page
    .screenshot({ path: file })
    .catch((error: unknown) => process.stderr.write(`No screenshot: ${String(error)}\n`));
}

function parse(args: readonly string[]): CommandLine {
  const flags = new Map<string, string[]>();
  let target: string | undefined;
  for (const arg of args) {
    const flag = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
    if (!flag?.[1]) target = arg;
    else flags.set(flag[1], [...(flags.get(flag[1]) ?? []), flag[2] ?? '']);
  }
  return { target, flags };
}
