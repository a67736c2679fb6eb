import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  activated,
  checklistFile,
  inFolder,
  openChecklist,
  rowOf,
  until,
  withFile,
  withSetting,
  type ReleaseReadinessApi,
} from './extension.ts';

/** The text that a person would compare: what changed between two texts, as `old => new`. */
function difference(before: string, after: string): string {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before.at(-1 - end) === after.at(-1 - end)
  ) {
    end++;
  }
  return `${before.slice(start, before.length - end)} => ${after.slice(start, after.length - end)}`;
}

describe('edits from the view', () => {
  let api: ReleaseReadinessApi;
  before(async () => {
    api = await activated();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('releaseReadiness.refresh');
  });

  it('ticks by one character, saves nothing, and undo brings text and tree back in one step', async () => {
    const { document } = await openChecklist();
    const before = document.getText();
    await vscode.commands.executeCommand('releaseReadiness.tick', rowOf(api, 'Security scans'));
    assert.equal(difference(before, document.getText()), '  => x');
    assert.equal(document.isDirty, true);
    assert.equal(rowOf(api, 'Security scans').node.check, 'checked');
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
    await until(api, () => rowOf(api, 'Security scans').node.check === 'unchecked');
  });

  it('changes several rows in one undo step', async () => {
    const { document } = await openChecklist();
    const before = document.getText();
    const rows = [
      rowOf(api, 'Security scans'),
      rowOf(api, 'Rollback plan'),
      rowOf(api, 'Create the release tag'),
    ];
    await vscode.commands.executeCommand('releaseReadiness.toggle', rows[0], rows);
    assert.deepEqual(
      ['Security scans', 'Rollback plan', 'Create the release tag'].map(
        (label) => rowOf(api, label).node.check,
      ),
      ['checked', 'checked', 'checked'],
    );
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  it('ticks the item under the cursor', async () => {
    const editor = await openChecklist();
    const line = (rowOf(api, 'No new errors').node.item?.line ?? 0) - 1;
    editor.selection = new vscode.Selection(line, 0, line, 0);
    await vscode.commands.executeCommand('releaseReadiness.toggle');
    assert.equal(editor.document.lineAt(line).text.slice(0, 5), '- [x]');
  });

  it('finds an item again after lines were put above it', async () => {
    const { document } = await openChecklist();
    const row = rowOf(api, 'Create the release tag');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'One line\n\nand another\n\n');
    await vscode.workspace.applyEdit(edit);
    await vscode.commands.executeCommand('releaseReadiness.tick', row);
    assert.match(document.getText(), /- \[x\] Create the release tag/);
  });

  it('refuses to guess when the item has gone, and leaves the text alone', async () => {
    const { document } = await openChecklist();
    const row = rowOf(api, 'Create the release tag');
    const text = document.getText();
    const line = text.split('\n').findIndex((one) => one.includes('Create the release tag'));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, document.lineAt(line).range, '- [ ] Something else');
    await vscode.workspace.applyEdit(edit);
    const before = document.getText();
    // The refusal is shown and waits for the person; the command itself is not waited for.
    void vscode.commands.executeCommand('releaseReadiness.tick', row);
    await api.settled();
    assert.equal(document.getText(), before);
  });

  it('saves a clean file after a tick only if the person wants that, and never a dirty one', async () => {
    await withFile(
      'releases/1.5.0/checklist.md',
      '# 1.5.0\n\n## Testing\n- [ ] One\n- [ ] Two\n',
      async (uri) => {
        await withSetting('saveAfterTick', true, async () => {
          const document = await vscode.workspace.openTextDocument(uri);
          await vscode.commands.executeCommand('releaseReadiness.tick', rowOf(api, 'One'));
          assert.equal(document.isDirty, false);
          const edit = new vscode.WorkspaceEdit();
          edit.insert(uri, new vscode.Position(document.lineCount - 1, 0), 'More\n');
          await vscode.workspace.applyEdit(edit);
          await vscode.commands.executeCommand('releaseReadiness.tick', rowOf(api, 'Two'));
          assert.equal(document.isDirty, true);
          await document.save();
        });
      },
    );
  });

  it('keeps CRLF line ends and everything else', async () => {
    const text = '# 1.6.0\r\n\r\n## Testing\r\n-\t[ ] Tab and CRLF\r\n';
    await withFile('releases/1.6.0/checklist.md', text, async (uri) => {
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.commands.executeCommand('releaseReadiness.tick', rowOf(api, 'Tab and CRLF'));
      assert.equal(document.getText(), text.replace('[ ]', '[x]'));
      await document.save();
    });
  });

  it('believes nothing that is not a row', async () => {
    const { document } = await openChecklist();
    const before = document.getText();
    for (const argument of [{ id: 'nothing' }, { id: 7 }, { uri: 'file:///etc/passwd', lineNumber: 1 }]) {
      void vscode.commands.executeCommand('releaseReadiness.tick', argument);
      await api.settled();
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    }
    assert.equal(document.getText(), before);
    assert.equal(document.uri.path, inFolder(checklistFile).path);
  });
});
