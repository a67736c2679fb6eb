import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Dashboard } from '../../../src/vscode/dashboard/dashboard.ts';
import { usualChoice } from '../../../src/webview/protocol.ts';
import { activated, inFolder, withFile } from './extension.ts';

const incident = (detected: number): string =>
  `---\ntitle: Orders vanish\nseverity: SEV-2\nstatus: investigating\ndetected: ${new Date(detected).toISOString()}\n---\n\n# Orders vanish\n`;

describe('the page of metrics', () => {
  let dashboard: Dashboard;
  before(async () => {
    dashboard = await (await activated()).dashboard();
  });
  beforeEach(async () => {
    await vscode.commands.executeCommand('releaseReadiness.showMetrics');
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is one panel, however often it is shown', async () => {
    await vscode.commands.executeCommand('releaseReadiness.showMetrics');
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview);
    assert.equal(tabs.length, 1);
  });

  it('shows figures of the history and of the records, and what it left out', () => {
    const { state } = dashboard;
    assert.equal(state.kind, 'metrics');
    assert.deepEqual(
      state.metrics.groups.map(({ cards }) => cards.length),
      [6, 4, 4],
    );
    assert.deepEqual(state.limits, []);
    assert.match(state.metrics.hints.join('\n'), /^Waiting since v1\.3\.2: \d+ commits/m);
  });

  it('takes another window, and says when one makes no sense', async () => {
    await dashboard.receive({ type: 'choose', choice: { ...usualChoice, period: '30d', bots: 'leftOut' } });
    const { shown } = dashboard;
    assert.equal(shown?.options.bots, 'leftOut');
    assert.equal(shown.options.now - (shown.options.since ?? 0), 30 * 86_400_000);
    await dashboard.receive({
      type: 'choose',
      choice: { ...usualChoice, period: 'custom', since: '2026-02-01', until: '2026-01-01' },
    });
    const { state } = dashboard;
    assert.ok(state.kind === 'metrics' && state.controls.refused !== undefined);
    await dashboard.receive({ type: 'choose', choice: usualChoice });
  });

  it('writes an answer where it belongs, as one step that can be undone', () =>
    withFile('incidents/vanish.md', incident(Date.now() - 3_600_000), async (uri) => {
      await dashboard.refresh();
      const id = 'cause:incidents/vanish.md';
      assert.ok(asked(dashboard).includes(id));
      await dashboard.receive({ type: 'answer', id, answer: { kind: 'cause', release: 'v1.3.2' } });
      const editor = await vscode.window.showTextDocument(uri);
      assert.match(editor.document.getText(), /^caused_by: v1\.3\.2$/m);
      assert.ok(!asked(dashboard).includes(id));
      await vscode.commands.executeCommand('undo');
      assert.doesNotMatch(editor.document.getText(), /caused_by/);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }));

  it('marks what is shown as old when an incident is typed, and reads it on request, unsaved', () =>
    withFile('incidents/vanish.md', incident(Date.now() - 3_600_000), async (uri) => {
      await dashboard.refresh();
      const editor = await vscode.window.showTextDocument(uri);
      await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'caused_by: none\n'));
      assert.equal(freshness(dashboard), 'stale');
      await dashboard.receive({ type: 'refresh' });
      assert.equal(freshness(dashboard), 'fresh');
      assert.ok(!asked(dashboard).includes('cause:incidents/vanish.md'));
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }));

  it('opens files that it shows, and no others', () =>
    withFile('incidents/vanish.md', incident(Date.now() - 3_600_000), async (uri) => {
      await dashboard.refresh();
      await dashboard.receive({ type: 'open', file: 'package.json' });
      assert.deepEqual(vscode.window.visibleTextEditors, []);
      await dashboard.receive({ type: 'open', file: 'incidents/vanish.md', line: 2 });
      assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
      assert.equal(vscode.window.activeTextEditor.selection.active.line, 1);
    }));

  it('does nothing on a message that nobody knows', async () => {
    const { state } = dashboard;
    await dashboard.receive({ type: 'open', file: inFolder('package.json').fsPath, shell: true });
    await dashboard.receive({ type: 'step', step: 'workbench.action.quit' });
    assert.equal(dashboard.state, state);
  });
});

function asked({ shown }: Dashboard): readonly string[] {
  return shown?.metrics.questions.map(({ id }) => id) ?? [];
}

function freshness({ state }: Dashboard): string {
  return state.kind === 'metrics' ? state.freshness : state.kind;
}
