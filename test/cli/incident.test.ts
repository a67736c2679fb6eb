import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runIn, writeFiles } from '../support/commandLine.ts';
import type { Ran } from '../support/commandLine.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

const start = Date.UTC(2026, 10, 24, 9, 26);
const minute = 60_000;

interface Drill {
  readonly folder: string;
  /** Runs `incident …` so many minutes after the start. */
  run(minutes: number, ...argv: readonly string[]): Promise<Ran>;
  text(): string;
}

async function drill(act: (given: Drill) => Promise<void>): Promise<void> {
  await withFolderAsync(async (folder) => {
    writeFiles(folder, {
      'releases/1.4.0/checklist.md': '# Release 1.4.0\n\n## Code\n\n- [x] Tests pass\n',
      'docs/release-guide.md':
        '# Release guide\n\n## When to Rollback\n\n- Orders are lost\n- Payments fail\n\n## Rollback Procedure\n\n1. Switch back\n   - Route traffic to the old pods\n2. Check orders\n',
    });
    await act({
      folder,
      run: (minutes, ...argv) => runIn(folder, ['incident', ...argv], { now: start + minutes * minute }),
      text: () => {
        const [name = ''] = readdirSync(join(folder, 'incidents'));
        return readFileSync(join(folder, 'incidents', name), 'utf8');
      },
    });
  });
}

describe('incident', () => {
  it('goes from declared to resolved, and the verdict follows', async () => {
    await drill(async ({ folder, run, text }) => {
      const verdict = async (): Promise<number> => (await runIn(folder, ['check'], { now: start })).exit;
      assert.equal(await verdict(), 0);
      const declared = await run(
        0,
        'declare',
        'Orders',
        'vanish',
        '--severity',
        'sev1',
        '--release',
        '1.4.0',
        '--trigger',
        'orders',
        '--by',
        '@rm',
      );
      assert.deepEqual([declared.exit, declared.err], [0, '']);
      assert.match(text(), /Rollback trigger raised: Orders are lost \(@rm\)/);
      assert.equal(await verdict(), 1);
      for (const [minutes, ...argv] of [
        [1, 'ack', '--by', '@oncall'],
        [2, 'note', 'Half of the orders are gone', '--by', '@oncall'],
        [3, 'assign', '--role', 'commander', '--owner', '@ic'],
        [4, 'decide', 'rollback', '--reason', 'orders are lost'],
        [5, 'update', 'We are rolling back', '--audience', 'support'],
        [20, 'mitigate', 'Old pods take the traffic'],
        [60, 'resolve', 'No loss since 09:46'],
      ] as const) {
        const ran = await run(minutes, ...argv);
        assert.deepEqual([ran.exit, ran.err], [0, ''], argv.join(' '));
      }
      assert.match(text(), /### 1\. Switch back\n\n- \[ \] Route traffic to the old pods/);
      assert.match(text(), /status: resolved\n/);
      assert.match(text(), /resolved: 2026-11-24T10:26:00Z\n/);
      assert.equal(await verdict(), 0);
      const [name = ''] = readdirSync(join(folder, 'incidents'));
      const report = await run(61, 'report', `incidents/${name}`, '--format', 'json');
      const { figures, open } = JSON.parse(report.out) as {
        readonly figures: readonly { readonly name: string; readonly milliseconds: number }[];
        readonly open: boolean;
      };
      assert.equal(open, false);
      assert.deepEqual(
        figures.map((figure) => [figure.name, figure.milliseconds / minute]),
        [
          ['Time to acknowledge', 1],
          ['Time to mitigate', 20],
          ['Time to restore', 60],
        ],
      );
    });
  });

  it('says which severities and triggers there are, and writes nothing', async () => {
    await drill(async ({ folder, run }) => {
      const severity = await run(0, 'declare', 'Outage');
      assert.deepEqual([severity.exit, severity.out], [2, '']);
      assert.match(severity.err, /SEV-1: [\s\S]*SEV-2: [\s\S]*SEV-3: /);
      const trigger = await run(0, 'declare', 'Outage', '--severity', 'SEV-1', '--trigger', '9');
      assert.equal(trigger.exit, 2);
      assert.match(trigger.err, /1\. Orders are lost\n {2}2\. Payments fail/);
      assert.ok(!existsSync(join(folder, 'incidents')));
    });
  });

  it('asks which of two open incidents is meant', async () => {
    await drill(async ({ run }) => {
      await run(0, 'declare', 'One', '--severity', 'SEV-3');
      await run(0, 'declare', 'Two', '--severity', 'SEV-3');
      const ran = await run(1, 'note', 'x');
      assert.equal(ran.exit, 2);
      assert.match(ran.err, /2 incidents are open/);
      assert.equal((await run(1, 'note', 'incidents/2026-11-24-one.md', 'x')).exit, 0);
    });
  });

  it('lists with clocks, and exits with 3 for what it cannot read', async () => {
    await drill(async ({ folder, run }) => {
      await run(0, 'declare', 'Slow search', '--severity', 'SEV-2');
      const fine = await run(30, 'list');
      assert.equal(fine.exit, 0);
      assert.match(fine.out, /SEV-2 {2}investigating {2}Slow search .*Respond in 30 min/);
      writeFiles(folder, { 'incidents/old.md': '---\nstatus: [\n---\n\n## Timeline\n' });
      const broken = await run(30, 'list');
      assert.equal(broken.exit, 3);
      assert.match(broken.out, /incidents\/old\.md:\d+ {2}The front matter is not valid YAML/);
      assert.equal((await runIn(folder, ['check'], { now: start })).exit, 3);
    });
  });

  it('raises a trigger of the guide and clears it, and the verdict follows', async () => {
    await drill(async ({ folder, run }) => {
      const verdict = async (): Promise<number> => (await runIn(folder, ['check'], { now: start })).exit;
      const raised = await run(0, 'raise', 'payments', '--by', '@oncall');
      assert.deepEqual([raised.exit, raised.err], [0, '']);
      assert.equal(
        readFileSync(join(folder, 'releases/1.4.0/release.yml'), 'utf8'),
        'schema: release-readiness/release/1\nversion: 1.4.0\nalarms:\n' +
          '  - { trigger: Payments fail, raised: 2026-11-24T09:26:00Z, by: "@oncall" }\n',
      );
      assert.equal(await verdict(), 1);
      assert.equal((await run(1, 'raise', '2')).exit, 1);
      assert.equal((await run(1, 'clear', '1', '--reason', 'x')).exit, 1);
      assert.equal((await run(1, 'clear', '2')).exit, 2);
      assert.equal((await run(2, 'clear', '2', '--reason', 'the provider is back')).exit, 0);
      assert.equal(await verdict(), 0);
      assert.equal((await run(3, 'raise', '2', '--release', '../../x')).exit, 2);
    });
  });

  it('turns a numbered list of a guide into tasks', async () => {
    await drill(async ({ run, text }) => {
      await run(0, 'declare', 'Outage', '--severity', 'SEV-2');
      const wrong = await run(1, 'sheet', 'nothing', '--from', 'docs/release-guide.md');
      assert.equal(wrong.exit, 2);
      assert.match(wrong.err, /docs\/release-guide\.md:8 {2}Rollback Procedure/);
      assert.equal((await run(1, 'sheet', 'rollback', '--from', 'docs/release-guide.md')).exit, 0);
      assert.match(
        text(),
        /## Rollback Procedure\n\n### 1\. Switch back\n\n- \[ \] Route traffic to the old pods/,
      );
      assert.match(text(), /### 2\. Check orders\n\n- \[ \] Check orders/);
    });
  });

  const mistakes: readonly (readonly [argv: readonly string[], says: RegExp])[] = [
    [['explode'], /no action/],
    [['declare'], /TITLE/],
    [['note', 'x'], /No incident is open/],
    [['report', 'nothing.md'], /no incident/],
    [['declare', 'x', '--severity', 'SEV-1', '--detected', 'noon'], /instant in UTC/],
  ];
  for (const [argv, says] of mistakes) {
    it(`is 2 for ${argv.join(' ')}`, async () => {
      await drill(async ({ run }) => {
        const ran = await run(0, ...argv);
        assert.equal(ran.exit, 2);
        assert.match(ran.err, says);
      });
    });
  }

  it('leaves an incident with conflict markers as it is', async () => {
    await drill(async ({ folder, run }) => {
      const text =
        '---\nseverity: SEV-1\nstatus: identified\n---\n\n## Timeline\n\n<<<<<<< a\n- x\n=======\n- y\n>>>>>>> b\n';
      writeFiles(folder, { 'incidents/a.md': text });
      const ran = await run(0, 'note', 'incidents/a.md', 'more');
      assert.equal(ran.exit, 1);
      assert.equal(readFileSync(join(folder, 'incidents/a.md'), 'utf8'), text);
    });
  });
});
