import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeSample } from '../../scripts/sample.mjs';
import { answer, choose, runCommand } from './quickInput.ts';
import { open, openLimit, openView, picture, treeRow } from './workbench.ts';

/** A release goes wrong: raise a trigger, declare, keep the log, roll back, resolve, report. */
describe('an incident in the window', function () {
  this.timeout(2 * openLimit);

  it('is run from the sidebar, from the first alarm to the report', async () => {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-drill-'));
    const folder = path.join(scratch, 'orders');
    writeSample(folder);
    const workbench = await open(folder, {
      settings: { 'releaseReadiness.me': ['@rm'] },
      viewport: { width: 1360, height: 900 },
    });
    const { page, close } = workbench;
    page.setDefaultTimeout(30_000);
    const incident = (): string => {
      const [name = ''] = fs.readdirSync(path.join(folder, 'incidents'));
      return fs.readFileSync(path.join(folder, 'incidents', name), 'utf8');
    };
    try {
      await openView(workbench);
      // Rows that have no room are not drawn.
      await page.getByRole('button', { name: 'Changes Section' }).click();
      await page.getByRole('button', { name: 'Operations Section' }).click();
      await page.getByRole('button', { name: /^Readiness Section/ }).click();
      await runCommand(page, 'Release Readiness: Raise Rollback Trigger');
      await choose(page, 'Raise Rollback Trigger', /Data corruption/);
      await treeRow(page, /Data corruption.*raised since/).waitFor();
      await picture(page, 'drill-1-raised');

      await runCommand(page, 'Release Readiness: Declare Incident');
      await answer(page, 'What do users see?', 'Orders vanish');
      await choose(page, 'Declare Incident', /^SEV-1/);
      await choose(page, 'Declare Incident', /^1\.4\.0/);
      await treeRow(page, /Incident Orders vanish, SEV-1, investigating/).waitFor();
      // The record opens last, and takes the focus.
      await page.getByRole('tab', { name: /orders-vanish/ }).waitFor();
      await picture(page, 'drill-2-declared');

      await runCommand(page, 'Release Readiness: Acknowledge Incident');
      await treeRow(page, /Respond, met/).waitFor();
      await page.keyboard.press('Control+Alt+T');
      await answer(page, 'What happened?', 'Half of the orders since 09:00 are gone');
      // The tree counts an entry when it is written and read again.
      await treeRow(page, /^Timeline, 3$/).waitFor();

      await runCommand(page, 'Release Readiness: Decide: Roll Back or Fix Forward');
      await choose(page, 'Decide: Roll Back or Fix Forward', /^Roll back/);
      await answer(page, 'Why?', 'orders are lost, and 1.3.2 did not lose any');
      await treeRow(page, /^Timeline, 4$/).waitFor();
      await picture(page, 'drill-3-rollback');
      assert.match(incident(), /Last release known to be good: v1\.3/);
      assert.match(
        incident(),
        /- \d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?Z Half of the orders since 09:00 are gone \(@rm\)\n/,
      );

      await runCommand(page, 'Release Readiness: Resolve Incident');
      await answer(page, 'What shows that it is over?', 'No order was lost for 30 minutes');
      await treeRow(page, /^Resolved incidents, 1$/).waitFor();
      await picture(page, 'drill-4-resolved');
      assert.match(incident(), /\nstatus: resolved\n/);

      await runCommand(page, 'Release Readiness: Show Incident Report');
      await page
        .getByText(/Time\sto\sacknowledge/)
        .first()
        .waitFor();
      await picture(page, 'drill-5-report');
    } catch (error) {
      await picture(page, 'drill-failed');
      throw error;
    } finally {
      await close();
      fs.rmSync(scratch, { recursive: true, force: true });
    }
  });
});
