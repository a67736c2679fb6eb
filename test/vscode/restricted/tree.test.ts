import assert from 'node:assert/strict';
import childProcess from 'node:child_process';
import * as vscode from 'vscode';
import { activated, outline, type ReleaseReadinessApi } from '../suite/extension.ts';

describe('the Readiness view in Restricted Mode', () => {
  let api: ReleaseReadinessApi;
  before(async () => {
    api = await activated();
  });

  it('reads and shows checklists', () => {
    assert.equal(vscode.workspace.isTrusted, false);
    assert.equal(api.phase, 'ready');
    assert.ok(outline(api).includes('[ ] Security scans completed'));
  });

  it('knows nothing from git', () => {
    assert.equal(api.readiness[0]?.commit, undefined);
  });

  it('starts no process', async () => {
    const started: string[] = [];
    const { spawn, execFile } = childProcess;
    // The host itself may start processes; only those of the extension are its fault.
    const noted =
      (call: (...args: never) => unknown) =>
      (...args: unknown[]): unknown => {
        if (/[\\/]dist[\\/]extension/.test(new Error().stack ?? '')) started.push(String(args[0]));
        return call(...(args as never));
      };
    Object.assign(childProcess, { spawn: noted(spawn), execFile: noted(execFile) });
    try {
      await vscode.commands.executeCommand('releaseReadiness.refresh');
      await vscode.commands.executeCommand('releaseReadiness.compare');
      await api.settled();
    } finally {
      Object.assign(childProcess, { spawn, execFile });
    }
    assert.deepEqual(started, []);
    assert.deepEqual(
      api.changes.map(({ phase, off }) => [phase, off]),
      [['off', 'untrusted']],
    );
  });

  it('takes no file names from the settings of the workspace', async () => {
    const uri = vscode.Uri.joinPath(
      vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/'),
      'notes/steps.md',
    );
    await vscode.workspace.fs.writeFile(
      uri,
      new TextEncoder().encode('# Steps\n\n- [ ] Only when asked for\n'),
    );
    const configuration = vscode.workspace.getConfiguration('releaseReadiness');
    await configuration.update('include', ['notes/steps.md'], vscode.ConfigurationTarget.Workspace);
    await vscode.commands.executeCommand('releaseReadiness.refresh');
    assert.ok(!outline(api).includes('Only when asked for'));
  });
});
