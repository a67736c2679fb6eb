import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { writeSample } from '../../scripts/sample.mjs';
import { choose } from './quickInput.ts';
import { open, openLimit, openView, treeRow, type Workbench } from './workbench.ts';

const golden = path.join(import.meta.dirname, 'tree.golden.txt');

describe('the Readiness view by mouse and keyboard', function () {
  this.timeout(2 * openLimit);
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-tree-'));
  const folder = path.join(scratch, 'orders');
  const checklist = path.join(folder, 'releases/1.4.0/checklist.md');
  let workbench: Workbench;

  before(async () => {
    writeSample(folder);
    workbench = await open(folder);
    workbench.page.setDefaultTimeout(openLimit);
    await openView(workbench);
    // With what changed since the last release: until that is known, another item counts. A click on a box is
    // lost when the view is drawn again under it.
    await row(/^1\.4\.0, NO-GO, 6 of 18 done/).waitFor();
  });

  after(async () => {
    await workbench?.close();
    fs.rmSync(scratch, { recursive: true, force: true });
  });

  const row = (name: string | RegExp): Locator => treeRow(workbench.page, name);
  const box = (name: RegExp): Locator => row(name).getByRole('checkbox');

  /** The text that the editor holds, saved or not, as soon as the words are in it. */
  const textWith = async (words: string): Promise<string> =>
    await workbench.bridge.call(
      async (vscode, wanted) => {
        const document = await vscode.workspace.openTextDocument(wanted.file);
        if (document.getText().includes(wanted.words)) return document.getText();
        return await new Promise<string>((resolve) => {
          const listener = vscode.workspace.onDidChangeTextDocument((event) => {
            if (event.document !== document || !document.getText().includes(wanted.words)) return;
            listener.dispose();
            resolve(document.getText());
          });
        });
      },
      { file: checklist, words },
    );

  async function expand(name: RegExp): Promise<void> {
    const group = row(name);
    await group.waitFor();
    if ((await group.getAttribute('aria-expanded')) !== 'true')
      await group.locator('.monaco-tl-twistie').click();
    await group.and(workbench.page.locator('[aria-expanded="true"]')).waitFor();
  }

  it('reads as sentences, row by row', async () => {
    const { page } = workbench;
    const snapshot = await page.getByRole('tree', { name: /Readiness/ }).ariaSnapshot();
    const actual = `${spoken(snapshot)}\n`;
    if (process.env.ACCEPT) fs.writeFileSync(golden, actual);
    const expected = fs.readFileSync(golden, 'utf8');
    if (actual !== expected) fs.writeFileSync(`${golden}.actual`, actual);
    assert.equal(actual, expected);
  });

  it('ticks a box by a click, and changes one character of the file', async () => {
    await expand(/^Code Readiness/);
    const before = await textWith('- [ ] Security scans');
    await box(/^Security scans/).click();
    const after = await textWith('- [x] Security scans');
    await row(/^Code Readiness, 4 of 4 done/).waitFor();
    assert.equal(after, before.replace('- [ ] Security scans', '- [x] Security scans'));
    assert.notEqual(fs.readFileSync(checklist, 'utf8'), after, 'nothing is saved');
  });

  it('toggles the focused row by the space bar, wherever the selection is', async () => {
    const { page } = workbench;
    await row(/^All acceptance criteria/).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await box(/^All planned PRs/)
      .and(page.locator('[aria-checked="false"]'))
      .waitFor();
    assert.equal(await box(/^All acceptance criteria/).getAttribute('aria-checked'), 'true');
    await page.keyboard.press('Space');
    await box(/^All planned PRs/)
      .and(page.locator('[aria-checked="true"]'))
      .waitFor();
  });

  it('means the row that was focused when the key was pressed, however fast the next one comes', async () => {
    const { page } = workbench;
    const turned = (name: RegExp, to: 'true' | 'false'): Promise<void> =>
      box(name)
        .and(page.locator(`[aria-checked="${to}"]`))
        .waitFor();
    await row(/^All acceptance criteria/).click();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await turned(/^All acceptance criteria/, 'false');
    assert.equal(await box(/^All planned PRs/).getAttribute('aria-checked'), 'true');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await turned(/^All acceptance criteria/, 'true');
    assert.equal(await box(/^All planned PRs/).getAttribute('aria-checked'), 'true');
  });

  it('keeps what the space bar does on a row without a box', async () => {
    const { page } = workbench;
    const group = row(/^Code Readiness/);
    await group.click();
    const opened = await group.getAttribute('aria-expanded');
    await page.keyboard.press('Space');
    const other = opened === 'true' ? 'false' : 'true';
    await group.and(page.locator(`[aria-expanded="${other}"]`)).waitFor();
  });

  it('gives every box a name', async () => {
    await expand(/^Code Readiness/);
    const names = await workbench.page
      .getByRole('tree', { name: /Readiness/ })
      .getByRole('checkbox')
      .evaluateAll((boxes) => boxes.map((one) => one.getAttribute('aria-label')));
    assert.ok(names.length > 0);
    assert.deepEqual(
      names.filter((name) => !name),
      [],
    );
  });

  it('filters from its title and keeps the filter over a reload', async () => {
    const { page } = workbench;
    await page.getByRole('button', { name: 'Filter\u2026' }).click();
    await choose(page, 'Filter the Readiness View', 'Items that block the release');
    await row(/^All acceptance criteria/).waitFor({ state: 'detached' });
    // Unsaved changes would make the browser ask before it leaves.
    await workbench.bridge.call(async (vscode) => {
      await vscode.workspace.saveAll();
    });
    await workbench.reload();
    await openView(workbench);
    await row(/^Operational Readiness/).waitFor();
    await expand(/^Operational Readiness/);
    await row(/^Rollback plan/).waitFor();
    assert.equal(await row(/^Monitoring and alerts/).count(), 0);
  });
});

/** What a screen reader says of each row, without times, which count from the day of the test. */
function spoken(snapshot: string): string {
  return snapshot
    .split('\n')
    .flatMap((line) => /treeitem "([^"]*)"(.*?)(?::|$)/.exec(line)?.slice(1, 3).join('') ?? [])
    .map((line) => line.replace(/\b(due|overdue since) [A-Z][a-z]+( [^,"]*)?\d\d:\d\d/g, '$1 TIME'))
    .join('\n');
}
