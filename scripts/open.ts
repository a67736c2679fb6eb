/**
 * Builds the extension, prints the readiness of a folder and opens it: in the
 * desktop VS Code with `--desktop`, else in the workbench served on loopback.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pageAddress, startServer } from '../test/host/server.ts';
import { build } from './build.mjs';
import { writeSample } from './sample.mjs';
import { hosts, root } from './setup.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { desktop: { type: 'boolean' } },
});
const folder = positionals[0] ? path.resolve(positionals[0]) : sample();
if (!fs.existsSync(folder)) {
  say(`There is no folder ${folder}`);
  process.exit(2);
}
await build();
printReadiness(folder);
if (values.desktop) openDesktop(folder);
else await serve(folder);

function sample(): string {
  const target = path.join(root, '.sample');
  if (!fs.existsSync(target)) writeSample(target);
  return target;
}

function printReadiness(target: string): void {
  // The verdict is for reading here, so its exit status does not matter.
  spawnSync(process.execPath, [path.join(root, 'dist/cli.cjs'), 'check', '--cwd', target], {
    stdio: 'inherit',
  });
  say('');
}

function openDesktop(target: string): void {
  say(`Opening ${target} in VS Code`);
  const shell = process.platform === 'win32';
  spawnSync('code', [`--extensionDevelopmentPath=${root}`, target], { stdio: 'inherit', shell });
}

async function serve(target: string): Promise<void> {
  const profile = path.join(root, '.vscode-test/start');
  const server = await startServer({
    vscode: path.join(root, `test/host-${hosts[0]}`, 'node_modules/code-server/lib/vscode'),
    userData: profile,
    extensions: path.join(profile, 'extensions'),
    trust: 'trusted',
    settings: {
      'chat.disableAIFeatures': true,
      'telemetry.telemetryLevel': 'off',
      'workbench.secondarySideBar.defaultVisibility': 'hidden',
      'workbench.startupEditor': 'none',
    },
  });
  const address = pageAddress({ port: server.port, folder: target, developmentPaths: [root] });
  say(
    `VS Code with Release Readiness on ${target}:\n\n  ${address}\n\nOpen it in a browser. Ctrl-C ends it.`,
  );
  const signal = new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => resolve());
  });
  const ended = server.ended.then((code) => say(`VS Code's server ended with ${code}.\n${server.log()}`));
  await Promise.race([signal, ended]);
  server.stop();
  process.exit();
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
