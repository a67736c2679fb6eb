import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, inFolder, checklistFile, rowOf } from '../suite/extension.ts';

describe('tasks in Restricted Mode', () => {
  it('are not run as evidence, whoever asks', async () => {
    const api = await activated();
    const before = await vscode.workspace.fs.readFile(inFolder(checklistFile));
    const started: string[] = [];
    const listener = vscode.tasks.onDidStartTask(({ execution }) => started.push(execution.task.name));
    try {
      const done = vscode.commands.executeCommand('releaseReadiness.runTaskAsEvidence', rowOf(api, 'Smoke'), {
        task: 'release-readiness: check',
      });
      for (let over = false; !over;) {
        await vscode.commands.executeCommand('notifications.clearAll');
        over = await Promise.race([
          done.then(() => true),
          new Promise<false>((next) => setImmediate(next, false)),
        ]);
      }
    } finally {
      listener.dispose();
    }
    assert.deepEqual(started, []);
    assert.deepEqual(await vscode.workspace.fs.readFile(inFolder(checklistFile)), before);
  });
});
