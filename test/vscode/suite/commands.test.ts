import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/vscode/ids.ts';
import {
  activated,
  checklistFile,
  inFolder,
  openChecklist,
  rowOf,
  type ReleaseReadinessApi,
} from './extension.ts';

describe('commands', () => {
  let api: ReleaseReadinessApi;
  before(async () => {
    api = await activated();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('are all registered', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      commandIds.filter((id) => !known.has(id)),
      [],
    );
  });

  /** A command that asks waits for the person: closing the question ends it. */
  const asking = [
    'open',
    'filter',
    'group',
    'tick',
    'untick',
    'toggle',
    'markNotApplicable',
    'decideCondition',
    'waive',
    'block',
    'assign',
    'setDue',
    'copyLink',
    'copyText',
    'leaveOutFile',
    'startRelease',
    'createChecklist',
    'compareWith',
    'groupChanges',
    'openChange',
    'openChangedFile',
    'acknowledgeChange',
    'restoreChange',
    'explainChange',
    'copyChange',
    'recordDeployment',
    'recordRollback',
    'recordDecision',
    'signOff',
    'runTaskAsEvidence',
  ];
  for (const name of asking) {
    it(`${name} asks when nothing is chosen, and takes no for an answer`, async () => {
      const finished = vscode.commands.executeCommand(`releaseReadiness.${name}`);
      for (let over = false; !over;) {
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
        await vscode.commands.executeCommand('notifications.clearAll');
        over = await Promise.race([
          finished.then(() => true),
          new Promise<false>((next) => setImmediate(next, false)),
        ]);
      }
      assert.equal(
        vscode.workspace.textDocuments.some(({ isDirty }) => isDirty),
        false,
      );
    });
  }

  it('show the line of a row', async () => {
    const row = rowOf(api, 'Smoke tests pass');
    await vscode.commands.executeCommand('releaseReadiness.open', row);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor && vscode.workspace.asRelativePath(editor.document.uri), checklistFile);
    assert.equal(editor?.selection.active.line, (row.node.item?.line ?? 0) - 1);
  });

  it('copy a link, a text and a report', async () => {
    const row = rowOf(api, 'Smoke tests pass');
    await vscode.commands.executeCommand('releaseReadiness.copyLink', row);
    assert.equal(await vscode.env.clipboard.readText(), `${checklistFile}#L${row.node.item?.line}`);
    await vscode.commands.executeCommand('releaseReadiness.copyText', row);
    assert.equal(await vscode.env.clipboard.readText(), 'Smoke tests pass');
    await vscode.commands.executeCommand('releaseReadiness.copyReport');
    assert.match(await vscode.env.clipboard.readText(), /^# Release readiness: NO-GO\n/);
  });

  it('write a policy that changes nothing, and open the one that is there', async () => {
    await vscode.commands.executeCommand('releaseReadiness.openPolicy');
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, inFolder('releases/policy.yml').path);
  });

  it('remember in the policy whether an item applies, and judge by it', async () => {
    const policy = inFolder('releases/policy.yml');
    const before = await vscode.workspace.fs.readFile(policy);
    const row = rowOf(api, 'Rollback plan documented and tested');
    const decision = { applies: false, reason: 'tried in the other release' };
    try {
      await vscode.commands.executeCommand('releaseReadiness.decideCondition', row, decision);
      const after = Buffer.from(await vscode.workspace.fs.readFile(policy)).toString('utf8');
      assert.ok(after.startsWith(Buffer.from(before).toString('utf8').trimEnd()));
      assert.match(
        after,
        /item: "?Rollback plan documented and tested"?, applies: false, reason: "tried in the other release"/,
      );
      await vscode.commands.executeCommand('releaseReadiness.refresh');
      await api.settled();
      const reasons = api.readiness.flatMap((one) => one.reasons);
      assert.ok(
        reasons.some(
          ({ code, args }) =>
            code === 'doesNotApply' && args['text'] === 'Rollback plan documented and tested',
        ),
      );
    } finally {
      await vscode.workspace.fs.writeFile(policy, before);
      await vscode.commands.executeCommand('releaseReadiness.refresh');
    }
  });

  it('reveal the row of the line under the cursor', async () => {
    const editor = await openChecklist();
    editor.selection = new vscode.Selection(9, 0, 9, 0);
    await vscode.commands.executeCommand('releaseReadiness.revealInTree');
    await vscode.commands.executeCommand('releaseReadiness.show');
  });
});
