import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { writeSample } from '../../scripts/sample.mjs';
import { answer, runCommand } from './quickInput.ts';
import { open, openLimit, openView, picture, treeRow } from './workbench.ts';

const themes = [
  ['light', 'Light 2026', 'vs'],
  ['dark', 'Dark 2026', 'vs-dark'],
] as const;

/** The way of a person: edit a signature, save, see it in the tree and in the file, accept it, see both go. */
describe('changes in the window', function () {
  this.timeout(2 * openLimit);

  it('are seen after a save, accepted with a reason, and gone', async () => {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-changes-'));
    const folder = path.join(scratch, 'orders');
    writeSample(folder);
    const workbench = await open(folder, {
      settings: { 'releaseReadiness.changes.run': 'save' },
      viewport: { width: 1360, height: 860 },
    });
    const { page, bridge, close } = workbench;
    page.setDefaultTimeout(openLimit);
    try {
      await openView(workbench);
      await runCommand(page, 'Release Readiness: Compare with the Base');
      // The view takes the focus with the command; the editor takes it afterwards.
      await page.getByText('No change that users would notice.').first().waitFor();
      await bridge.call(async (vscode) => {
        const [root] = vscode.workspace.workspaceFolders ?? [];
        if (!root) return;
        const document = await vscode.workspace.openTextDocument(
          vscode.Uri.joinPath(root.uri, 'src/client.ts'),
        );
        const at = document.positionAt(document.getText().indexOf('): Promise'));
        await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
      });
      await page.locator('.editor-instance .monaco-editor.focused .view-lines').first().waitFor();
      // Typed and saved by hand, behind the last parameter.
      await page.keyboard.type(', limit: number');
      await page.keyboard.press('Control+S');

      const row = treeRow(page, /Breaking.*findOrders/);
      await row.waitFor();
      const squiggle = page.locator('.squiggly-warning').first();
      await squiggle.waitFor();
      assert.match(fs.readFileSync(path.join(folder, 'src/client.ts'), 'utf8'), /string, limit: number\)/);
      // The words at the mouse: before, now, what to do.
      await page.locator('.view-line', { hasText: 'findOrders' }).getByText('findOrders').first().hover();
      const hover = page.locator('.monaco-hover:visible', { hasText: 'Before, in v1.3.2' }).first();
      await hover.waitFor();
      assert.match(await hover.innerText(), /customer: string, limit: number/);
      await widen(page);
      await page.locator('.view-line', { hasText: 'findOrders' }).getByText('findOrders').first().hover();
      await hover.waitFor();
      for (const [name, theme, kind] of themes) {
        await bridge.call(
          (vscode, value) =>
            vscode.workspace
              .getConfiguration('workbench')
              .update('colorTheme', value, vscode.ConfigurationTarget.Global),
          theme,
        );
        await page.locator(`.monaco-workbench.${kind}`).first().waitFor();
        await hover.waitFor();
        await picture(page, `changes-${name}`);
      }
      await page.mouse.move(1000, 700);
      await hover.waitFor({ state: 'hidden' });
      await picture(page, 'changes-found');

      await page.keyboard.press('Control+.');
      await page.getByRole('option', { name: /Accept this change here/ }).click();
      await answer(page, 'Why is this change acceptable?', 'the old call is gone since 1.2');

      // What had to rise is said beside the verdict as long as the break is there, accepted or not.
      await page.locator('.statusbar-item', { hasText: 'declared minor, needs major' }).first().waitFor();
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

/** Wide enough to read the rows: drags the edge of the side bar. */
async function widen(page: Page): Promise<void> {
  await page.mouse.move(350, 500);
  await page.mouse.down();
  await page.mouse.move(540, 500, { steps: 8 });
  await page.mouse.up();
}
