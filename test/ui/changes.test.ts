import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeSample } from '../../scripts/sample.mjs';
import { open, openLimit, openView, picture, runCommand, treeRow } from './workbench.ts';

/** The way of a person: edit a signature, save, see it in the tree and in the file, accept it, see both go. */
describe('changes in the window', function () {
  this.timeout(2 * openLimit);

  it('are seen after a save, accepted with a reason, and gone', async () => {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-changes-'));
    const folder = path.join(scratch, 'orders');
    writeSample(folder);
    const { page, bridge, close } = await open(folder, {
      settings: { 'releaseReadiness.changes.run': 'save' },
      viewport: { width: 1360, height: 860 },
    });
    page.setDefaultTimeout(30_000);
    try {
      await openView(page, 'Release Readiness');
      await runCommand(page, 'Release Readiness: Compare with the Base');
      await bridge.call(async (vscode) => {
        const [root] = vscode.workspace.workspaceFolders ?? [];
        if (!root) return;
        const document = await vscode.workspace.openTextDocument(
          vscode.Uri.joinPath(root.uri, 'src/client.ts'),
        );
        const at = document.positionAt(document.getText().indexOf('): Promise'));
        await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
      });
      await page.locator('.editor-instance .view-lines').first().waitFor();
      // Typed and saved by hand, behind the last parameter.
      await page.keyboard.type(', limit: number');
      await page.keyboard.press('Control+S');

      const row = treeRow(page, /Breaking.*findOrders/);
      await row.waitFor();
      const squiggle = page.locator('.squiggly-warning').first();
      await squiggle.waitFor();
      assert.match(fs.readFileSync(path.join(folder, 'src/client.ts'), 'utf8'), /string, limit: number\)/);
      await picture(page, 'changes-found');

      await page.keyboard.press('Control+.');
      await page.getByRole('option', { name: /Accept this change here/ }).click();
      const input = page.locator('.quick-input-widget input').first();
      await input.waitFor();
      await input.fill('the old call is gone since 1.2');
      await page.keyboard.press('Enter');

      await treeRow(page, /^Accepted, 1$/).waitFor();
      await squiggle.waitFor({ state: 'detached' });
      assert.equal(await row.count(), 0);
      await picture(page, 'changes-accepted');
      assert.match(
        fs.readFileSync(path.join(folder, 'src/client.ts'), 'utf8'),
        /release-readiness-allow typescript\/[\w-]+\[[\da-f]{8}\]: the old call is gone since 1\.2\n/,
      );
    } catch (error) {
      await picture(page, 'changes-failed');
      throw error;
    } finally {
      await close();
      fs.rmSync(scratch, { recursive: true, force: true });
    }
  });
});
