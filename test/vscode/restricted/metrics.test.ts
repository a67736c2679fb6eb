import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated } from '../suite/extension.ts';

describe('the page of metrics in Restricted Mode', () => {
  it('says that git is not asked, and offers trust', async () => {
    const dashboard = await (await activated()).dashboard();
    await vscode.commands.executeCommand('releaseReadiness.showMetrics');
    const { state } = dashboard;
    assert.equal(state.kind, 'metrics');
    assert.deepEqual(
      state.limits.map(({ steps }) => steps.map(({ step }) => step)),
      [['trust']],
    );
    assert.match(state.limits[0]?.sentence ?? '', /^Restricted Mode/);
    assert.deepEqual(state.metrics.hints, []);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
