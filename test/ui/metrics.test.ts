import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeDeliveries } from '../support/deliveries.ts';
import { faultsOf } from './accessibility.ts';
import { metricsPage } from './metricsPage.ts';
import { runCommand } from './quickInput.ts';
import { open, openLimit, picture } from './workbench.ts';

const themes = {
  light: ['Light 2026', 'vs'],
  dark: ['Dark 2026', 'vs-dark'],
  'high-contrast': ['Default High Contrast', 'hc-black'],
  'high-contrast-light': ['Default High Contrast Light', 'hc-light'],
} as const;

/** The page of metrics as a person meets it: by mouse, by keyboard alone, in every kind of theme. */
describe('the page of metrics', function () {
  this.timeout(3 * openLimit);

  it('shows, answers and keeps what was chosen, for the eye and for the keyboard', async () => {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-metrics-'));
    const folder = path.join(scratch, 'orders');
    writeDeliveries(folder, Date.now());
    const { page, bridge, close } = await open(folder, { viewport: { width: 1360, height: 1000 } });
    page.setDefaultTimeout(openLimit);
    const refused: string[] = [];
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text()) && /dashboard|inline/i.test(message.text()))
        refused.push(message.text());
    });
    try {
      await bridge.call((vscode) => vscode.commands.executeCommand('workbench.action.closeSidebar'));
      await runCommand(page, 'Release Readiness: Show Metrics');
      const frame = await metricsPage(page);
      assert.deepEqual(await frame.getByRole('heading', { level: 2 }).allTextContents(), [
        'DORA metrics',
        'Release metrics',
        'Quality metrics',
        'Questions',
        'Trends',
        'Planning',
      ]);

      for (const [name, [theme, kind]] of Object.entries(themes)) {
        await bridge.call(
          (vscode, value) =>
            vscode.workspace
              .getConfiguration('workbench')
              .update('colorTheme', value, vscode.ConfigurationTarget.Global),
          theme,
        );
        await page.locator(`.monaco-workbench.${kind}`).first().waitFor();
        await frame.locator(`body[data-vscode-theme-id="${theme}"]`).waitFor();
        await picture(page, `metrics-${name}`);
        assert.deepEqual(await frame.evaluate(faultsOf), [], name);
        await frame.locator('#pictures').scrollIntoViewIfNeeded();
        await frame.evaluate(() => document.getElementById('questions')?.scrollIntoView());
        await picture(page, `metrics-${name}-below`);
        await frame.evaluate(() => window.scrollTo(0, 0));
      }

      // By keyboard alone: Tab meets every control, in the order of the page.
      const controls = await frame.evaluate(
        () => document.querySelectorAll('a[href],button,input,select,summary,[tabindex="0"]').length,
      );
      const hidden = await frame.evaluate(
        () =>
          document.querySelectorAll('details:not([open]) [tabindex="0"], details:not([open]) button').length,
      );
      await frame.locator('#title').focus();
      const met = new Set<string>();
      for (let step = 0; step < controls - hidden; step++) {
        await page.keyboard.press('Tab');
        met.add(
          await frame.evaluate(() => {
            const at = document.activeElement;
            return `${at?.tagName} ${at?.id} ${at?.getAttribute('aria-label')} ${at?.getAttribute('href')} ${at?.parentElement?.id}`;
          }),
        );
      }
      assert.equal(met.size, controls - hidden);

      await frame.locator('#list-change-fail-rate > summary').focus();
      await page.keyboard.press('Enter');
      await frame.getByRole('region', { name: /Change fail rate: the list/ }).waitFor();

      // A longer window, kept when the page is gone for a while.
      await frame.getByLabel('Period').selectOption('1y');
      await frame.locator('#card-change-fail-rate').waitFor();
      assert.equal(await frame.locator('#list-change-fail-rate').getAttribute('open'), '');

      // The patch of the day after: answered with one key, written where it belongs, said aloud.
      await frame.getByRole('button', { name: /^Yes, a fix/ }).focus();
      await page.keyboard.press('Enter');
      await frame.getByText('Recorded in releases/1.9.1/release.yml.').waitFor();
      const text = fs.readFileSync(path.join(folder, 'releases/1.9.1/release.yml'), 'utf8');
      assert.match(text, /^previous: v1\.9\.0$/m);
      assert.match(text, /^planned: false$/m);
      assert.equal(await frame.getByRole('button', { name: /^Yes, a fix/ }).count(), 0);

      // What changes on the disk makes the page old and moves nothing.
      fs.appendFileSync(path.join(folder, 'releases/1.1.0/release.yml'), '# seen\n');
      await frame.getByText('have changed since').waitFor();
      await frame.getByRole('button', { name: 'Refresh' }).click();
      await frame.getByText('have changed since').waitFor({ state: 'detached' });
      assert.deepEqual(refused, []);
    } catch (error) {
      await picture(page, 'metrics-failed');
      throw error;
    } finally {
      await close();
      fs.rmSync(scratch, { recursive: true, force: true });
    }
  });
});
