import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, inFolder } from '../suite/extension.ts';

/** Nothing is run in a folder that is not trusted; what the text alone says is still said. */
describe('release notes in Restricted Mode', () => {
  it('are held against the form, and not against the repository', async () => {
    await activated();
    const uri = inFolder('releases/1.4.0/notes.md');
    const text =
      '# Release 1.4.0\n\n## Breaking Changes\nNone\n\n### Bug Fixes\n- \n\n## Rollback Plan\n[Date]\n';
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    try {
      await vscode.window.showTextDocument(uri);
      const rules = (): readonly unknown[] =>
        vscode.languages
          .getDiagnostics(uri)
          .map(({ code }) => (typeof code === 'object' ? code.value : code));
      if (!rules().includes('placeholder')) {
        await new Promise<void>((resolve) => {
          const listener = vscode.languages.onDidChangeDiagnostics(() => {
            if (!rules().includes('placeholder')) return;
            listener.dispose();
            resolve();
          });
        });
      }
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri,
        new vscode.Position(6, 2),
      );
      assert.deepEqual(
        items.filter(({ kind }) => kind === vscode.CompletionItemKind.Event),
        [],
      );
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.workspace.fs.delete(uri);
    }
  });
});
