import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeSample } from '../../scripts/sample.mjs';
import { runCommand } from './quickInput.ts';
import { open, openLimit, picture, type Workbench } from './workbench.ts';

describe('the workbench', function () {
  this.timeout(openLimit + 60_000);
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-window-'));
  let workbench: Workbench;

  before(async () => {
    writeSample(path.join(scratch, 'orders'));
    workbench = await open(path.join(scratch, 'orders'));
  });

  after(async () => {
    await workbench?.close();
    fs.rmSync(scratch, { recursive: true, force: true });
  });

  it('opens the folder with the extension installed', async () => {
    const seen = await workbench.bridge.call((vscode) => ({
      folder: vscode.workspace.workspaceFolders?.[0]?.name,
      extension: vscode.extensions.getExtension('octoacme.release-readiness') !== undefined,
    }));
    assert.deepEqual(seen, { folder: 'orders', extension: true });
  });

  it('runs a command from the palette', async () => {
    const { page } = workbench;
    await runCommand(page, 'View: Show Search');
    await page.getByRole('textbox', { name: 'Search' }).first().waitFor();
    await picture(page, 'workbench');
  });
});
