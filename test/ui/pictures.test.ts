import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { open, openLimit, openView, picture, treeRow } from './workbench.ts';

const guide = path.resolve(import.meta.dirname, '../fixtures/checklists/release-guide.md');

/** Pictures of the guide in every kind of theme, for people to look at: artifacts/guide-*.png. */
describe('pictures of the guide', function () {
  this.timeout(2 * openLimit);
  const themes = {
    light: ['Light 2026', 'vs'],
    dark: ['Dark 2026', 'vs-dark'],
    'high-contrast': ['Default High Contrast', 'hc-black'],
    'high-contrast-light': ['Default High Contrast Light', 'hc-light'],
  } as const;

  it('are taken in light, dark and both high contrasts', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-pictures-'));
    fs.mkdirSync(path.join(folder, 'docs'));
    fs.copyFileSync(guide, path.join(folder, 'docs/release-guide.md'));
    const workbench = await open(folder, { viewport: { width: 1360, height: 860 } });
    const { page, bridge, close } = workbench;
    page.setDefaultTimeout(openLimit);
    try {
      await openView(workbench);
      await treeRow(page, /Code Readiness/)
        .first()
        .waitFor();
      await bridge.call(async (vscode) => {
        const [folder] = vscode.workspace.workspaceFolders ?? [];
        if (!folder) return;
        await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, 'docs/release-guide.md'));
        const api = vscode.extensions.getExtension('octoacme.release-readiness')?.exports;
        type Row = { node: { label: string }; children: Row[] };
        const find = (rows: readonly Row[], label: string): Row | undefined =>
          rows.flatMap((row) =>
            row.node.label.startsWith(label) ? [row] : (find(row.children, label) ?? []),
          )[0];
        await vscode.commands.executeCommand('releaseReadiness.tick', find(api.rows, 'All acceptance'));
        await vscode.commands.executeCommand(
          'releaseReadiness.tick',
          find(api.rows, 'Release notes drafted'),
        );
      });
      await treeRow(page, /Code Readiness/)
        .first()
        .locator('.monaco-tl-twistie')
        .click();
      // Wide enough to read the counts: drag the edge of the side bar.
      await page.mouse.move(350, 500);
      await page.mouse.down();
      await page.mouse.move(540, 500, { steps: 8 });
      await page.mouse.up();
      const files: string[] = [];
      for (const [name, [theme, kind]] of Object.entries(themes)) {
        await bridge.call(
          (vscode, value) =>
            vscode.workspace
              .getConfiguration('workbench')
              .update('colorTheme', value, vscode.ConfigurationTarget.Global),
          theme,
        );
        await page.locator(`.monaco-workbench.${kind}`).first().waitFor();
        files.push(await picture(page, `guide-${name}`));
      }
      for (const file of files) assert.ok(fs.statSync(file).size > 10_000, file);
    } finally {
      await close();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
