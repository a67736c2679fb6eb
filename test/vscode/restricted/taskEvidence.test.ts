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
      let over = false;
      const done = vscode.commands
        .executeCommand('releaseReadiness.runTaskAsEvidence', rowOf(api, 'Smoke'), {
          task: 'release-readiness: check',
        })
        .then(() => (over = true));
      // Its last word waits for the person.
      const clear = setInterval(() => {
        if (!over) void vscode.commands.executeCommand('notifications.clearAll');
      }, 200);
      await done;
      clearInterval(clear);
    } finally {
      listener.dispose();
    }
    assert.deepEqual(started, []);
    assert.deepEqual(await vscode.workspace.fs.readFile(inFolder(checklistFile)), before);
  });
});
