import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { checkReport, type CheckReport } from '../../../src/core/report/checkReport.ts';
import { readyStates, unreadyStates, type State } from '../../support/readinessStates.ts';
import { activated, root, showFromDisk, until } from './extension.ts';

/** States that plain files can bring about, in the open folder: never a plain GO, and the same in a terminal. */
describe('states that are not ready, in the editor and in a terminal', () => {
  const aside = ['releases', 'docs', '.github'];
  const kept = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-states-'));
  const folder = (): string => root().fsPath;

  /** The files of a state that needs nothing else, and not thousands of them. */
  function filesOf({ files, ...others }: State): Readonly<Record<string, string>> | undefined {
    const texts = Object.entries(files).flatMap(([file, content]) =>
      typeof content === 'string' ? [[file, content] as const] : [],
    );
    const needsMore = Object.keys(others).length > 0 || texts.length < Object.keys(files).length;
    return needsMore || texts.length > 20 ? undefined : Object.fromEntries(texts);
  }

  /**
   * Whether the verdict is the same on every day and in every repository. What a date says depends on the
   * day of the test; branches and changes, which some states leave unknown, can be asked for here.
   */
  const holdsHere = (group: string, files: Readonly<Record<string, string>>): boolean =>
    group !== 'the range is not what was planned' &&
    !Object.values(files).some((text) => /\b20\d\d-\d\d/.test(text));

  /** The tests of the engine hold all of them; a window takes a second for each. */
  const ofEachGroup = 6;
  const states = Object.entries(unreadyStates).flatMap(([group, members]) =>
    members
      .flatMap(([name, state]) => {
        const files = filesOf(state);
        return files === undefined
          ? []
          : [{ name: `${group}: ${name}`, files, holds: holdsHere(group, files) }];
      })
      .slice(0, ofEachGroup),
  );

  const ready = readyStates
    .flatMap(([, state]) => {
      const files = filesOf(state);
      return files !== undefined && holdsHere('', files) ? [{ files }] : [];
    })
    .slice(0, 5);

  const configuration = () => vscode.workspace.getConfiguration('releaseReadiness');

  const git = (...args: readonly string[]): void => {
    execFileSync('git', args, { cwd: folder(), stdio: 'pipe' });
  };

  before(async () => {
    await activated();
    // Nothing but the files of a state has changed since the last release.
    git('tag', 'v1.3.3');
    git('commit', '--quiet', '--allow-empty', '--message=chore: begin');
    for (const name of aside) {
      fs.cpSync(path.join(folder(), name), path.join(kept, name), { recursive: true });
    }
    for (const name of aside) fs.rmSync(path.join(folder(), name), { recursive: true });
    // A word about a file that comes after its comparison makes that one old; then it is made again.
    await configuration().update('changes.run', 'save', vscode.ConfigurationTarget.Workspace);
  });

  after(async () => {
    git('reset', '--quiet', '--soft', 'HEAD~1');
    git('tag', '--delete', 'v1.3.3');
    await configuration().update('changes.run', undefined, vscode.ConfigurationTarget.Workspace);
    for (const name of aside) {
      fs.cpSync(path.join(kept, name), path.join(folder(), name), { recursive: true });
    }
    fs.rmSync(kept, { recursive: true });
    // A folder that is gone and back in a moment is not always told of to the documents of its files.
    for (const document of vscode.workspace.textDocuments) {
      if (document.uri.scheme !== 'file' || !fs.existsSync(document.uri.fsPath)) continue;
      await showFromDisk(document.uri);
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('releaseReadiness.refresh');
    await (await activated()).settled();
  });

  /** Verdicts of the editor, as soon as it gives the report that a terminal gives. */
  async function verdicts(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
    for (const [file, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder(), file)), { recursive: true });
      fs.writeFileSync(path.join(folder(), file), text);
    }
    try {
      const inTerminal = JSON.parse(await check()) as CheckReport;
      const wanted = JSON.stringify(inTerminal.releases);
      const api = await activated();
      const inEditor = (): string =>
        JSON.stringify(checkReport(api.readiness, { leftOut: [], problems: [], now: Date.now() }).releases);
      await vscode.commands.executeCommand('releaseReadiness.refresh');
      await vscode.commands.executeCommand('releaseReadiness.compare');
      await api.settled();
      // Ends before the time of the test does: what differs says more than that time is up.
      let limit: NodeJS.Timeout | undefined;
      await Promise.race([
        until(api, () => inEditor() === wanted),
        new Promise<void>((resolve) => (limit = setTimeout(resolve, 50_000))),
      ]);
      clearTimeout(limit);
      assert.equal(inEditor(), wanted);
      if (inTerminal.releases.length === 0) assert.equal(inTerminal.verdict, 'unknown');
      return inTerminal.releases.map(({ verdict }) => verdict);
    } finally {
      const names = new Set(Object.keys(files).map((file) => file.split('/')[0] ?? ''));
      for (const name of names) fs.rmSync(path.join(folder(), name), { recursive: true });
    }
  }

  async function check(): Promise<string> {
    const extension = vscode.extensions.getExtension('octoacme.release-readiness');
    assert.ok(extension);
    const cli = path.join(extension.extensionPath, 'dist/cli.cjs');
    const child = spawn(process.execPath, [cli, 'check', '--worktree', '--format', 'json'], {
      cwd: folder(),
    });
    let out = '';
    child.stdout.on('data', (data: Buffer) => (out += data.toString('utf8')));
    let error = '';
    child.stderr.on('data', (data: Buffer) => (error += data.toString('utf8')));
    await new Promise((resolve) => child.once('close', resolve));
    assert.equal(error, '');
    return out;
  }

  it('are at least forty', () => {
    assert.ok(states.filter(({ holds }) => holds).length >= 40);
  });

  for (const { name, files, holds } of states) {
    it(name, async () => {
      const found = await verdicts(files);
      if (holds) assert.ok(found.length === 0 || found.some((verdict) => verdict !== 'go'), found.join());
    });
  }

  it('a state that is ready is GO here too', async () => {
    assert.ok(ready.length > 0);
    for (const { files } of ready) assert.deepEqual(await verdicts(files), ['go']);
  });
});
