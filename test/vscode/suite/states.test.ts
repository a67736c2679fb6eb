import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  activated,
  allRows,
  inFolder,
  outline,
  rowOf,
  until,
  withFile,
  withSetting,
  type ReleaseReadinessApi,
} from './extension.ts';

describe('states that are not ready', () => {
  let api: ReleaseReadinessApi;
  before(async () => {
    api = await activated();
  });

  async function check(content: string | Uint8Array, expected: RegExp): Promise<void> {
    await withFile('releases/9.0.0/checklist.md', content, async () => {
      const readiness = api.readiness.find(({ name }) => name.includes('9.0.0'));
      assert.equal(readiness?.verdict, 'unknown');
      const row = api.rows.find(({ node }) => node.label.includes('9.0.0'));
      const words = row === undefined ? '' : allRowsBelow(row);
      assert.match(words, expected);
    });
  }

  function allRowsBelow(row: ReleaseReadinessApi['rows'][number]): string {
    return [row.node.label, row.node.description, ...row.children.map(allRowsBelow)].join('\n');
  }

  it('shows a file that is not UTF-8 as unreadable, with the reason', () =>
    check(new Uint8Array([0x23, 0x20, 0xff, 0xfe, 0x0a, 0x2d, 0x20, 0x5b, 0x20, 0x5d]), /UTF-8/));

  it('decides nothing about a file with conflict markers', () =>
    check(
      '# 9.0.0\n\n## Testing\n<<<<<<< ours\n- [x] One\n=======\n- [ ] One\n>>>>>>> theirs\n',
      /conflict/i,
    ));

  it('does not take a checklist without items for a finished one', () =>
    check('# 9.0.0\n\nNothing here yet.\n', /no check boxes|no items/i));

  it('reads the text of an open document, not the disk', async () => {
    await withFile('releases/9.1.0/checklist.md', '# 9.1.0\n\n## Testing\n- [ ] On disk\n', async (uri) => {
      const document = await vscode.workspace.openTextDocument(uri);
      const edit = new vscode.WorkspaceEdit();
      edit.replace(uri, new vscode.Range(3, 6, 3, 13), 'In the editor');
      await vscode.workspace.applyEdit(edit);
      await vscode.commands.executeCommand('releaseReadiness.refresh');
      assert.ok(outline(api).includes('In the editor'));
      await document.save();
    });
  });

  it('reads checklists without git', async () => {
    const path = process.env.PATH;
    process.env.PATH = inFolder('empty').fsPath;
    try {
      await vscode.commands.executeCommand('releaseReadiness.refresh');
      assert.equal(api.readiness[0]?.commit, undefined);
      assert.ok(allRows(api).length > 20);
    } finally {
      process.env.PATH = path;
      await vscode.commands.executeCommand('releaseReadiness.refresh');
    }
    assert.match(api.readiness[0]?.commit ?? '', /^[0-9a-f]{40}$/);
  });

  it('is quiet when it is turned off, and comes back', async () => {
    const off = until(api, () => api.phase === 'disabled');
    await withSetting('enabled', false, async () => {
      await off;
      assert.deepEqual(api.rows, []);
    });
    await until(api, () => api.phase === 'ready');
    assert.ok(rowOf(api, '1.4.0'));
  });

  it('reads files that a person adds, and leaves out those that a person leaves out', async () => {
    await withFile('notes/steps.md', '# Steps\n\n- [ ] Only when asked for\n', async (uri) => {
      assert.ok(!outline(api).includes('Only when asked for'));
      await vscode.commands.executeCommand('releaseReadiness.addFile', uri);
      assert.ok(outline(api).includes('Only when asked for'));
      const row = api.rows.find(({ node }) => node.where?.file === 'notes/steps.md');
      assert.ok(row);
      await vscode.commands.executeCommand('releaseReadiness.leaveOutFile', row);
      assert.ok(!outline(api).includes('Only when asked for'));
    });
    const configuration = vscode.workspace.getConfiguration('releaseReadiness');
    for (const key of ['include', 'exclude']) {
      await configuration.update(key, undefined, vscode.ConfigurationTarget.Workspace);
    }
    await api.settled();
  });
});
