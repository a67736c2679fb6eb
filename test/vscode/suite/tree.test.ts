import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  activated,
  allRows,
  openChecklist,
  outline,
  rowOf,
  until,
  withFile,
  type ReleaseReadinessApi,
} from './extension.ts';

describe('the Readiness view', () => {
  let api: ReleaseReadinessApi;
  before(async () => {
    api = await activated();
  });

  it('shows the release, why it is not ready, its areas and items', () => {
    assert.equal(api.phase, 'ready');
    const [release] = api.rows;
    assert.equal(release?.node.label, '1.4.0');
    assert.equal(release?.node.verdict, 'noGo');
    const labels = outline(api);
    for (const expected of [
      '    Code Readiness',
      '      [x] All acceptance criteria met and validated',
      '      [ ] Security scans completed with no critical issues',
      '    Operational Readiness',
      '        [ ] Watch error rates for 15 minutes',
    ]) {
      assert.ok(labels.includes(`${expected}\n`), `"${expected}" in\n${labels}`);
    }
  });

  it('gives every row an id of its own and a parent that knows it', () => {
    const rows = allRows(api);
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
    for (const row of rows) {
      if (row.parent === undefined) assert.ok(api.rows.includes(row));
      else assert.ok(row.parent.children.includes(row));
    }
  });

  it('says which files are not used, and why', () => {
    const left = rowOf(api, 'Not used');
    assert.ok(
      left.children.some(({ node }) => node.label === 'docs/release-guide.md' && node.description !== ''),
    );
  });

  it('keeps ids from one reading to the next', async () => {
    const before = allRows(api).map(({ id }) => id);
    await vscode.commands.executeCommand('releaseReadiness.refresh');
    assert.deepEqual(
      allRows(api).map(({ id }) => id),
      before,
    );
  });

  it('filters and groups', async () => {
    const counts: Record<string, number> = {};
    for (const filter of ['open', 'blocking', 'all']) {
      await vscode.commands.executeCommand('releaseReadiness.filter', filter);
      counts[filter] = allRows(api).filter(({ node }) => node.kind === 'item').length;
    }
    const { all = 0, open = 0, blocking = 0 } = counts;
    assert.ok(all > open && open >= blocking && blocking > 0, JSON.stringify(counts));
    await vscode.commands.executeCommand('releaseReadiness.group', 'owner');
    const byOwner = outline(api);
    await vscode.commands.executeCommand('releaseReadiness.group', 'section');
    assert.ok(byOwner.includes('  @ben\n'), byOwner);
  });

  it('follows typing before a third of a second has passed, without saving', async () => {
    const { document } = await openChecklist();
    const order: string[] = [];
    const line = rowOf(api, 'Security scans').node.item?.line ?? 0;
    const tree = until(api, () => rowOf(api, 'Security scans').node.check === 'checked').then(() =>
      order.push('tree'),
    );
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(line - 1, 3, line - 1, 4), 'x');
    const typed = new Promise<void>((resolve) => {
      const listener = vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document || event.contentChanges.length === 0) return;
        listener.dispose();
        setTimeout(() => order.push('300 ms'), 300);
        resolve();
      });
    });
    await vscode.workspace.applyEdit(edit);
    await typed;
    await tree;
    assert.deepEqual(order, ['tree']);
    assert.equal(document.isDirty, true);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until(api, () => rowOf(api, 'Security scans').node.check === 'unchecked');
  });

  it('follows a file that is written, changed and deleted by another program', async () => {
    await withFile('releases/1.5.0/checklist.md', '# 1.5.0\n\n## Testing\n- [ ] One thing\n', async (uri) => {
      assert.equal(rowOf(api, 'One thing').node.check, 'unchecked');
      const ticked = until(api, () => rowOf(api, 'One thing').node.check === 'checked');
      await vscode.workspace.fs.writeFile(
        uri,
        new TextEncoder().encode('# 1.5.0\n\n## Testing\n- [x] One thing\n'),
      );
      await ticked;
    });
    assert.ok(!outline(api).includes('One thing'));
  });
});
