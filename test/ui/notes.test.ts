import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeSample } from '../../scripts/sample.mjs';
import { runCommand } from './quickInput.ts';
import { open, openLimit, picture, type Bridge } from './workbench.ts';

const notesFile = 'releases/1.4.0/notes.md';
const fixes = [
  'fix: crash when the configuration is empty (#412)',
  'fix: hang in the import of old orders (#413)',
  'fix: wrong total with several currencies (#414)',
];

/** What a person does with notes: takes what is offered, edits by hand, and is contradicted. */
describe('release notes in the window', function () {
  this.timeout(3 * openLimit);

  it('are written by completion alone, kept when edited by hand, and held against the code', async () => {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-notes-'));
    const folder = path.join(scratch, 'orders');
    writeSample(folder);
    for (const message of [...fixes, 'feat!: drop the old client (#415)']) commit(folder, message);
    const file = path.join(folder, notesFile);
    fs.writeFileSync(file, '# Release 1.4.0\n\n### Bug Fixes\n\n');
    const { page, bridge, close } = await open(folder, {
      settings: {
        'explorer.autoReveal': false,
        'workbench.sideBar.visible': false,
        'editor.minimap.enabled': false,
      },
      viewport: { width: 1200, height: 760 },
    });
    page.setDefaultTimeout(openLimit);
    try {
      await show(bridge, 3);
      await page.getByText('0 of 3 fixes mentioned').first().waitFor();
      await page.locator('.editor-instance .monaco-editor.focused .view-lines').first().waitFor();

      // A dash and a space, then Enter for each fix: nothing else is typed.
      await page.keyboard.type('- ');
      for (const [index, words] of [/currencies/, /old orders/, /configuration/].entries()) {
        const row = page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: words });
        await row.waitFor();
        if (index === 0) await picture(page, 'notes-completion');
        await page.keyboard.press('Enter');
      }
      await page.getByText('3 of 3 fixes mentioned').first().waitFor();
      const written = await textOf(bridge);
      assert.match(written, /^- .*currencies.*#414.*\n- .*old orders.*#413.*\n- .*configuration.*#412/m);
      assert.doesNotMatch(written, /^- $/m);
      await page.keyboard.press('Control+S');

      // The rest is generated; a line is then written anew by hand, and another commit comes in.
      await runCommand(page, 'Release Readiness: Generate Release Notes');
      await page.getByText('Breaking Changes').first().waitFor();
      await replaceLine(bridge, '#413', '- Imports of old orders come to an end again (#413)');
      await page.keyboard.press('Control+S');
      commit(folder, 'fix: rounding of half cents (#416)');
      await page.getByText('3 of 4 fixes mentioned').first().waitFor();
      await runCommand(page, 'Release Readiness: Generate Release Notes');
      await page.getByText('4 of 4 fixes mentioned').first().waitFor();
      const again = await textOf(bridge);
      assert.match(again, /\n- Imports of old orders come to an end again \(#413\)\n/);
      assert.match(again, /ounding of half cents.*#416/);
      assert.equal(again.match(/#413/g)?.length, 1);

      // What the code contradicts is marked, and mended with the light bulb.
      await setText(bridge, denying);
      await show(bridge, 7);
      await page
        .getByText(/the\scomparison\ssays\sYes/)
        .first()
        .waitFor();
      await page.locator('.squiggly-error').first().waitFor();
      // Other problems are marked too; the action is there once its own problem is.
      await bridge.call(
        (vscode) =>
          new Promise<void>((resolve) => {
            const look = (): void => {
              const [editor] = vscode.window.visibleTextEditors;
              const found = editor ? vscode.languages.getDiagnostics(editor.document.uri) : [];
              const rules = found.map(({ code }) => (typeof code === 'object' ? code.value : code));
              if (rules.includes('breaking-none')) resolve();
            };
            vscode.languages.onDidChangeDiagnostics(look);
            look();
          }),
      );
      await page.keyboard.press('Control+.');
      const fix = page.getByRole('option', { name: /List what breaks instead of "None"/ });
      await fix.waitFor();
      await picture(page, 'notes-contradiction');
      await fix.click();
      await page
        .locator('.view-line', { hasText: /Drop\sthe\sold\sclient/i })
        .first()
        .waitFor();
      assert.match(await textOf(bridge), /## Breaking Changes\n- .*[Dd]rop the old client/);
      await bridge.call(
        (vscode) =>
          new Promise<void>((resolve) => {
            const look = (): void => {
              const [editor] = vscode.window.visibleTextEditors;
              const found = editor ? vscode.languages.getDiagnostics(editor.document.uri) : [];
              const rules = found.map(({ code }) => (typeof code === 'object' ? code.value : code));
              if (!rules.includes('breaking-none')) resolve();
            };
            vscode.languages.onDidChangeDiagnostics(look);
            look();
          }),
      );
      await picture(page, 'notes-mended');
    } catch (error) {
      await picture(page, 'notes-failed');
      throw error;
    } finally {
      await close();
      fs.rmSync(scratch, { recursive: true, force: true });
    }
  });
});

const denying = `# Release 1.4.0

### Bug Fixes
- The total is right with several currencies (#414)
- Imports of old orders come to an end again (#413)

## Breaking Changes
None

### Deployment Notes
- Database migrations: No
- Configuration changes: No

## Rollback Plan
[Brief description or link to runbook]
`;

function commit(folder: string, message: string): void {
  const identity = ['-c', 'user.name=Sample', '-c', 'user.email=sample@example.invalid'];
  execFileSync('git', [...identity, 'commit', '--quiet', '--allow-empty', '--message', message], {
    cwd: folder,
  });
}

async function show(bridge: Bridge, line: number): Promise<void> {
  await bridge.call(
    async (vscode, { file, at }) => {
      const [root] = vscode.workspace.workspaceFolders ?? [];
      if (!root) return;
      const place = new vscode.Range(at, 0, at, 0);
      await vscode.window.showTextDocument(vscode.Uri.joinPath(root.uri, file), {
        selection: place,
        preview: false,
      });
    },
    { file: notesFile, at: line },
  );
}

function textOf(bridge: Bridge): Promise<string> {
  return bridge.call((vscode) => vscode.window.activeTextEditor?.document.getText() ?? '');
}

async function setText(bridge: Bridge, text: string): Promise<void> {
  await bridge.call(async (vscode, words) => {
    const editor = vscode.window.activeTextEditor;
    const whole = editor && new vscode.Range(0, 0, editor.document.lineCount, 0);
    if (editor && whole) await editor.edit((edit) => edit.replace(whole, words));
  }, text);
}

async function replaceLine(bridge: Bridge, words: string, line: string): Promise<void> {
  const text = await textOf(bridge);
  await setText(
    bridge,
    text
      .split('\n')
      .map((one) => (one.includes(words) ? line : one))
      .join('\n'),
  );
}
