import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  activated,
  checklistFile,
  inFolder,
  openChecklist,
  until,
  withFile,
  withSetting,
  type ReleaseReadinessApi,
} from './extension.ts';

const source = 'Release Readiness';

describe('marks in editors', () => {
  let api: ReleaseReadinessApi;
  before(async () => {
    api = await activated();
  });

  const lensTitles = async (uri: vscode.Uri): Promise<readonly string[]> => {
    const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
      100,
    );
    return lenses.flatMap(({ command }) =>
      command?.command === 'releaseReadiness.revealInTree' ? [command.title] : [],
    );
  };
  const problems = (uri: vscode.Uri): readonly vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(uri).filter((one) => one.source === source);

  it('counts above headings', async () => {
    const { document } = await openChecklist();
    const titles = await lensTitles(document.uri);
    assert.equal(titles.length, 7, titles.join('\n'));
    assert.match(titles[0] ?? '', /^3\/4 done \u00b7 1 blocking$/);
  });

  it('shows no counts when the switch is off, and again when it is on', async () => {
    const { document } = await openChecklist();
    await withSetting('codeLens.enabled', false, async () => {
      await api.settled();
      assert.deepEqual(await lensTitles(document.uri), []);
    });
    await api.settled();
    assert.notDeepEqual(await lensTitles(document.uri), []);
  });

  it('reports what can be mended, mends it, and clears the report with the file', async () => {
    const text = '# 9.2.0\n\n## Testing\n- [ ] Good\n- [x]No space\n- [ ] Caf\u00c3\u00a9 told\n';
    let uri = inFolder('releases/9.2.0/checklist.md');
    await withFile('releases/9.2.0/checklist.md', text, async (file) => {
      uri = file;
      const document = await vscode.workspace.openTextDocument(file);
      await vscode.window.showTextDocument(document);
      assert.deepEqual(
        problems(file).map(({ code, range }) => [code, range.start.line]),
        [
          ['nearMiss', 4],
          ['mojibake', 5],
        ],
      );
      for (const line of [4, 5]) {
        const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          file,
          document.lineAt(line).range,
          vscode.CodeActionKind.QuickFix.value,
        );
        const [action] = actions.filter(({ title }) => title.startsWith('Mend'));
        assert.ok(action?.edit);
        await vscode.workspace.applyEdit(action.edit);
      }
      assert.equal(document.lineAt(4).text, '- [x] No space');
      assert.equal(document.lineAt(5).text, '- [ ] Caf\u00e9 told');
      await until(api, () => problems(file).length === 0);
      await document.save();
    });
    assert.deepEqual(problems(uri), []);
  });

  it('reports nothing when the switch is off', async () => {
    await withFile(
      'releases/9.3.0/checklist.md',
      '# 9.3.0\n\n## Testing\n- [ ] Good\n- [x]No space\n',
      async (file) => {
        assert.equal(problems(file).length, 1);
        await withSetting('diagnostics.enabled', false, async () => {
          await api.settled();
          assert.equal(problems(file).length, 0);
        });
        await api.settled();
        assert.equal(problems(file).length, 1);
      },
    );
  });

  it('shows boxes in the Markdown preview', async () => {
    const html = await vscode.commands.executeCommand<string>(
      'markdown.api.render',
      '- [x] done\n- [ ] open\n- [ ](link)\n\n`- [ ] code`\n',
    );
    assert.equal(html.match(/<input type="checkbox" disabled/g)?.length, 2, html);
    assert.equal(html.match(/ checked/g)?.length, 1);
    assert.match(html, /<code[^>]*>- \[ \] code<\/code>/);
  });

  it('leads from the editor to the tree', async () => {
    const editor = await openChecklist();
    editor.selection = new vscode.Selection(9, 0, 9, 0);
    await vscode.commands.executeCommand('releaseReadiness.revealInTree');
    assert.equal(vscode.workspace.asRelativePath(editor.document.uri), checklistFile);
  });
});
