import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { writeSample } from '../../scripts/sample.mjs';
import { metricsPage } from './metricsPage.ts';
import { answer, choose, runCommand } from './quickInput.ts';
import { open, openLimit, openView, picture, treeRow, type Workbench } from './workbench.ts';

/** A release from its start to verified, with a rollback in the middle: everything by palette, mouse and keyboard. */
describe('a release in the window', function () {
  this.timeout(3 * openLimit);

  it('is started, made ready, deployed, rolled back, deployed again and verified', async () => {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-release-'));
    const folder = path.join(scratch, 'orders');
    writeRepository(folder);
    const workbench = await open(folder, {
      settings: {
        'releaseReadiness.me': ['@ben'],
        'releaseReadiness.changes.run': 'save',
        'workbench.tree.indent': 12,
        'editor.minimap.enabled': false,
      },
      viewport: { width: 1500, height: 1100 },
    });
    const { page, close } = workbench;
    page.setDefaultTimeout(60_000);
    const textOf = (file: string): string => fs.readFileSync(path.join(folder, file), 'utf8');
    const record = (): string => textOf('releases/1.4.0/release.yml');
    const checklist = (): string => textOf('releases/1.4.0/checklist.md');
    const row = (name: RegExp): Locator => treeRow(page, name);
    /** The row of the release changes last, when the view has been drawn; a click before that may be lost. */
    const tick = async (name: RegExp, done: number): Promise<void> => {
      await row(name).getByRole('checkbox').click();
      await row(new RegExp(String.raw`^1\.4\.0, .*, ${done} of `)).waitFor();
    };
    const expand = async (name: RegExp): Promise<void> => {
      await row(name).waitFor();
      if ((await row(name).getAttribute('aria-expanded')) !== 'true')
        await row(name).locator('.monaco-tl-twistie').click();
      await row(name).and(page.locator('[aria-expanded="true"]')).waitFor();
    };
    const save = async (): Promise<void> => {
      await workbench.bridge.call(async (vscode) => {
        await vscode.workspace.saveAll();
      });
    };
    /** The record is written, and has this many of them. */
    const lines = async (pattern: RegExp, count: number): Promise<void> => {
      await workbench.bridge.call(
        async (vscode, wanted) => {
          const [root] = vscode.workspace.workspaceFolders ?? [];
          if (!root) return;
          const uri = vscode.Uri.joinPath(root.uri, 'releases/1.4.0/release.yml');
          const document = await vscode.workspace.openTextDocument(uri);
          const pattern = new RegExp(wanted.source, wanted.flags);
          // Read from the disk: a document says for a moment that it is saved before it says that it has changed.
          const done = async (): Promise<boolean> => {
            const onDisk = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
            return onDisk === document.getText() && onDisk.match(pattern)?.length === wanted.count;
          };
          await new Promise<void>((resolve, reject) => {
            const look = (): void => {
              done().then((isDone) => {
                if (isDone) resolve();
              }, reject);
            };
            vscode.workspace.onDidChangeTextDocument(look);
            vscode.workspace.onDidSaveTextDocument(look);
            look();
          });
        },
        { source: pattern.source, flags: pattern.flags, count },
      );
    };
    const rows = async (stage: string): Promise<void> => {
      if (!process.env.ROWS) return;
      for (const tree of await page.getByRole('tree').all()) {
        process.stdout.write(`--- ${stage}\n${await tree.ariaSnapshot()}\n`);
      }
      const file = path.join(folder, 'releases/1.4.0/release.yml');
      if (fs.existsSync(file)) process.stdout.write(`${record()}\n`);
    };
    try {
      await openView(workbench);
      await page.getByRole('button', { name: 'Changes Section' }).click();
      await widen(workbench);

      await runCommand(page, 'Release Readiness: Start Release\u2026');
      await choose(page, 'Start Release', /^minor 1\.4\.0/);
      await answer(page, 'Which version is released?', '1.4.0');
      const start = `${new Date(Date.now() + 25 * hour).toISOString().slice(0, 16)}:00Z`;
      await answer(page, 'When is it planned to start', start);
      await answer(page, 'Who prepares it?', '@rm');
      await choose(page, 'Start Release', /^docs\/release-checklist\.md/);
      await page.getByRole('tab', { name: /checklist\.md/ }).waitFor();
      await row(/^1\.4\.0, NO-GO/).waitFor();
      await rows('started');
      await picture(page, 'release-1-started');
      assert.match(checklist(), /^# Release 1\.4\.0\n/);
      assert.match(record(), /\nversion: 1\.4\.0\ntype: minor\nprevious: v1\.3\.2\n/);
      assert.ok(record().includes(`\nplanned_start: ${start}\n`), record());

      await expand(/^Why NO-GO/);
      await row(/^Sign-off by qa is missing/).waitFor();
      await rows('reasons');
      await picture(page, 'release-2-no-go');
      await row(/^Why NO-GO/)
        .locator('.monaco-tl-twistie')
        .click();

      // Boxes by mouse, one by typing into the file.
      for (const area of [/^Code Readiness/, /^Testing/, /^Operational Readiness/, /^Pre-Deployment/]) {
        await expand(area);
      }
      await tick(/^All planned PRs/, 1);
      await tick(/^Regression suite/, 2);
      await tick(/^Rollback plan/, 3);
      await tick(/^Database migrations/, 4);
      await tick(/^Deployment window/, 5);
      await typeInBox(workbench, 'Security scans');
      await row(/^Code Readiness, 2 of 2 done/).waitFor();
      await rows('ticked');
      await picture(page, 'release-3-ticked');

      await menu(workbench, row(/^Accessibility testing/), 'Waive\u2026');
      const until = new Date(Date.now() + 7 * 24 * hour).toISOString().slice(0, 10);
      await answer(page, 'Until when does the waiver hold?', until);
      await answer(page, 'Who approves it?', '@ben');
      await answer(page, 'Why can the release go without it?', 'no screen changed');
      await row(/^Accessibility testing done, waived/).waitFor();
      await menu(workbench, row(/^Capacity planning/), 'Decide Whether It Applies\u2026');
      await choose(page, 'Decide Whether It Applies', 'It does not apply');
      await answer(page, 'Why? The reason is kept in the policy.', 'no campaign is planned');
      await row(/^Capacity planning completed.*not applicable/).waitFor();
      await rows('decided');
      await save();
      assert.match(textOf('releases/policy.yml'), /Capacity planning completed.*no campaign is planned/s);
      assert.ok(
        checklist().includes(`Accessibility testing done \u2014 waived until ${until} by @ben: no screen`),
      );

      for (const [role, who] of [
        ['qa', '@ana'],
        ['release-manager', '@ben'],
      ] as const) {
        await runCommand(page, 'Release Readiness: Sign Off');
        await choose(page, 'Sign Off', new RegExp(`^${role}`));
        await answer(page, 'Who answers for it?', who);
        await lines(/\{ role: /g, role === 'qa' ? 1 : 2);
      }
      await row(/^1\.4\.0, CONDITIONAL GO/).waitFor();
      await row(/^Why CONDITIONAL GO, 2 reasons/).waitFor();
      await rows('signed');
      await picture(page, 'release-4-conditional');

      // What was waived is done after all; those who signed need not sign again.
      await tick(/^Accessibility testing/, 8);
      await row(/^1\.4\.0, GO/).waitFor();
      await save();
      await runCommand(page, 'Release Readiness: Record Decision');
      await choose(page, 'Record Decision', /^GO/);
      await answer(page, 'Who answers for it?', '@ben');
      await lines(/verdict: go/g, 1);
      assert.match(
        record(),
        /by: "@ben", verdict: go, commit: "?[\da-f]{12}"?, checklist_sha256: \S+ blockers: 0/,
      );
      await rows('go');
      await picture(page, 'release-5-go');

      await openOperations(workbench);
      await runCommand(page, 'Release Readiness: Record Deployment');
      await choose(page, 'Record Deployment', 'A deployment begins now');
      await expand(/^Release 1\.4\.0/);
      await row(/^Deployed to production: running/).waitFor();
      await rows('begun');
      await picture(page, 'release-6-deploying');

      await runCommand(page, 'Release Readiness: Raise Rollback Trigger');
      await choose(page, 'Raise Rollback Trigger', /^Data corruption/);
      await row(/^1\.4\.0, NO-GO/).waitFor();
      await runCommand(page, 'Release Readiness: Record Rollback');
      await answer(page, 'What shows that the release has to go back?', 'orders are lost');
      await row(/^Rolled back to v1\.3\.2, not verified yet/).waitFor();
      await row(/^Deployed to production: rolled back/).waitFor();
      await rows('rolled back');
      await picture(page, 'release-7-rolled-back');
      assert.match(record(), /outcome: rolled-back/);
      assert.match(record(), /reason: orders are lost, to: v1\.3\.2, by: "@ben" \}/);

      await runCommand(page, 'Release Readiness: Record Verification');
      await row(/^Rolled back to v1\.3\.2(?!, not verified)/).waitFor();
      await runCommand(page, 'Release Readiness: Clear Rollback Trigger');
      await choose(page, 'Clear Rollback Trigger', /^Data corruption/);
      await answer(page, 'What shows that it no longer holds?', '1.3.2 loses none');
      await row(/^Release 1\.4\.0, no trigger raised/).waitFor();

      // The fix is another commit: what was signed for the one before does not hold for it.
      fs.appendFileSync(path.join(folder, 'src/orders.js'), '\nexport const kept = true;\n');
      commit(folder, 'fix: keep every order');
      await row(/^1\.4\.0, NO-GO/).waitFor();
      await rows('fixed');
      await picture(page, 'release-8-fixed');
      for (const [role, who] of [
        ['qa', '@ana'],
        ['release-manager', '@ben'],
      ] as const) {
        await runCommand(page, 'Release Readiness: Sign Off');
        await choose(page, 'Sign Off', new RegExp(`^${role}`));
        await answer(page, 'Who answers for it?', who);
        await lines(/\{ role: /g, role === 'qa' ? 3 : 4);
      }
      await row(/^1\.4\.0, GO/).waitFor();
      await runCommand(page, 'Release Readiness: Record Deployment');
      await choose(page, 'Record Deployment', 'A deployment begins now');
      await expand(/^Release 1\.4\.0/);
      await row(/^Deployed to production: running/).waitFor();
      await runCommand(page, 'Release Readiness: Record Deployment');
      await choose(page, 'Record Deployment', 'It has succeeded');
      await row(/^Deployed to production: succeeded/).waitFor();
      await runCommand(page, 'Release Readiness: Record Verification');
      await lines(/^verified: /gm, 1);
      await row(/^Verified in production/).waitFor();
      await expand(/^Production Deployment/);
      await tick(/^Deploy to production/, 9);
      await expand(/^Post-Deployment Verification/);
      await tick(/^Smoke tests pass/, 10);
      await row(/^1\.4\.0, GO, 10 of 10 done/).waitFor();
      await rows('verified');
      await picture(page, 'release-9-verified');

      await runCommand(page, 'Release Readiness: Show Metrics');
      const metrics = await metricsPage(page);
      const card = (name: string) => metrics.getByRole('article', { name, exact: true });
      await card('Time to rollback').getByText('1 rollback', { exact: true }).waitFor();
      await card('Release duration').getByText('1 release', { exact: true }).waitFor();
      await picture(page, 'release-10-metrics');
    } catch (error) {
      await rows('failed');
      await picture(page, 'release-failed');
      throw error;
    } finally {
      await close();
      fs.rmSync(scratch, { recursive: true, force: true });
    }
  });
});

const hour = 3_600_000;

/** A line of the menu that the right button opens. By key: a menu takes no click in its first 100 ms. */
async function menu({ page }: Workbench, row: Locator, line: string): Promise<void> {
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: line }).hover();
  await page.locator('.monaco-menu .action-item.focused').filter({ hasText: line }).waitFor();
  await page.keyboard.press('Enter');
}

/** Puts the cursor into the empty box of an item and types. */
async function typeInBox({ page, bridge }: Workbench, words: string): Promise<void> {
  await bridge.call(async (vscode, item) => {
    const [root] = vscode.workspace.workspaceFolders ?? [];
    if (!root) return;
    const uri = vscode.Uri.joinPath(root.uri, 'releases/1.4.0/checklist.md');
    const document = await vscode.workspace.openTextDocument(uri);
    const at = document.positionAt(document.getText().indexOf(`[ ] ${item}`) + 1);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at.translate(0, 1)) });
  }, words);
  await page.locator('.editor-instance .monaco-editor.focused').waitFor();
  await page.keyboard.type('x');
}

/** The sample before 1.4.0 is started, with a checklist and a policy of the team. */
function writeRepository(folder: string): void {
  writeSample(folder);
  fs.rmSync(path.join(folder, 'releases/1.4.0'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'docs/release-checklist.md'), template);
  fs.writeFileSync(path.join(folder, 'releases/policy.yml'), policy);
  commit(folder, 'docs: write down how we release');
}

function commit(folder: string, message: string): void {
  const identity = ['-c', 'user.name=Sample', '-c', 'user.email=sample@example.invalid'];
  execFileSync('git', ['add', '--all'], { cwd: folder });
  execFileSync('git', [...identity, 'commit', '--quiet', '--message', message], { cwd: folder });
}

/** With room for all of its rows: what has none is not drawn. */
async function openOperations({ page }: Workbench): Promise<void> {
  const header = page.getByRole('button', { name: 'Operations Section' });
  await header.click();
  await header.and(page.locator('[aria-expanded="true"]')).waitFor();
  const { x, y } = (await header.boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(x + 300, y);
  await page.mouse.down();
  await page.mouse.move(x + 300, y - 280, { steps: 8 });
  await page.mouse.up();
}

/** Wide enough to read the rows: drags the edge of the side bar. */
async function widen({ page }: Workbench): Promise<void> {
  await page.mouse.move(350, 500);
  await page.mouse.down();
  await page.mouse.move(760, 500, { steps: 8 });
  await page.mouse.up();
}

const template = `# Release {{version}}

## Pre-release Requirements

### Code Readiness
- [ ] All planned PRs merged to release branch
- [ ] Security scans completed with no critical issues

### Testing
- [ ] Regression suite passed
- [ ] Accessibility testing done

### Operational Readiness
- [ ] Rollback plan documented and tested
- [ ] Database migrations tested (if applicable)
- [ ] Capacity planning completed (if significant traffic change expected)

## Deployment

### Pre-Deployment (T-minus 24 hours)
- [ ] Deployment window confirmed with stakeholders
- [ ] Sign-off from QA and the release manager

### Production Deployment
- [ ] Deploy to production

### Post-Deployment Verification (Within 30 minutes)
- [ ] Smoke tests pass
`;

const policy = `schema: release-readiness/policy/1
timezone: UTC
roles:
  qa: ["@ana"]
  release-manager: ["@ben"]
waivers: { max_days: 30, approvers: [release-manager] }
types:
  minor: { signoff: [{ role: qa }, { role: release-manager }] }
`;
