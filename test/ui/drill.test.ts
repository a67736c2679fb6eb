import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeSample } from '../../scripts/sample.mjs';
import { metricsPage } from './metricsPage.ts';
import { answer, choose, runCommand } from './quickInput.ts';
import { open, openLimit, openView, picture, treeRow } from './workbench.ts';

/** A release goes wrong: raise a trigger, declare, keep the log, roll back, resolve, report. */
describe('an incident in the window', function () {
  this.timeout(2 * openLimit);

  it('is run from the sidebar, from the first alarm to the report', async () => {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-drill-'));
    const folder = path.join(scratch, 'orders');
    writeSample(folder);
    writeDeployments(folder, Date.now());
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

      // Nobody has said yet whether a deployment is behind it: the page asks, and guesses nothing.
      await runCommand(page, 'Release Readiness: Show Metrics');
      const metrics = await metricsPage(page);
      const card = (name: string) => metrics.getByRole('article', { name, exact: true });
      await card('Change fail rate').getByText('0 %', { exact: true }).waitFor();
      await card('Failed deployment recovery time').getByText('0 deployments', { exact: true }).waitFor();
      await picture(page, 'drill-6-metrics-asked');
      await metrics.getByRole('button', { name: /^Yes, 1\.4\.0\. .*Orders vanish/ }).click();
      // One of six deployments has failed; it was over when the incident was resolved.
      await card('Change fail rate').getByText('16.7 %', { exact: true }).waitFor();
      await card('Failed deployment recovery time').getByText('1 deployment', { exact: true }).waitFor();
      await card('Failed deployment recovery time')
        .getByText(/^4[0-4](?:\.\d)? minutes$/)
        .first()
        .waitFor();
      await picture(page, 'drill-7-metrics-counted');
      assert.match(incident(), /\ncaused_by: 1\.4\.0\n/);
    } catch (error) {
      await picture(page, 'drill-failed');
      throw error;
    } finally {
      await close();
      fs.rmSync(scratch, { recursive: true, force: true });
    }
  });
});

/** Four releases of the last weeks, and 1.4.0 in production for 40 minutes: enough for a rate. */
function writeDeployments(folder: string, now: number): void {
  const minute = 60_000;
  const entry = (finished: number): string => {
    const [from, to] = [finished - 20 * minute, finished].map((at) => new Date(at).toISOString());
    return `deployments:\n  - { env: production, started: ${from}, finished: ${to}, outcome: succeeded }\n`;
  };
  for (const [index, version] of ['1.0.0', '1.1.0', '1.2.0', '1.3.0'].entries()) {
    const file = path.join(folder, 'releases', version, 'release.yml');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const head = `schema: release-readiness/release/1\nversion: ${version}\n`;
    fs.writeFileSync(file, head + entry(now - (40 - index * 10) * 24 * 60 * minute));
  }
  const record = path.join(folder, 'releases/1.4.0/release.yml');
  const text = fs.readFileSync(record, 'utf8');
  fs.writeFileSync(record, text.replace('deployments: []\n', entry(now - 40 * minute)));
}
