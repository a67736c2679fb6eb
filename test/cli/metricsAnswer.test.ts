import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn, writeFiles } from '../support/commandLine.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

const record = (version: string, time: string, more = ''): string =>
  `# kept\nschema: release-readiness/release/1\nversion: ${version}\ndeployments:\n  - { env: production, ref: v${version}, finished: ${time}Z${more} }\n`;

const fixed = 'releases/1.4.1/release.yml';
const incident = 'incidents/2026-11-20-slow.md';
const files = {
  'releases/1.4.0/release.yml': record('1.4.0', '2026-11-20T08:00:00', ', outcome: succeeded'),
  [fixed]: record('1.4.1', '2026-11-20T12:00:00'),
  [incident]: '---\ntitle: Slow\nstatus: resolved\ndetected: 2026-11-20T09:00:00Z\n---\n\n# Slow\n',
};

interface Case {
  readonly answer: string;
  readonly exit: number;
  /** The file with the answer, and a line that it has then. */
  readonly file?: string;
  readonly line?: string;
  readonly says?: RegExp;
}

async function check({ answer, exit, file, line, says }: Case): Promise<void> {
  await withFolderAsync(async (folder) => {
    writeFiles(folder, files);
    const ran = await runIn(folder, ['metrics', '--answer', answer]);
    assert.equal(ran.exit, exit, ran.out + ran.err);
    assert.match(ran.out + ran.err, says ?? /: recorded /);
    for (const [name, before] of Object.entries(files)) {
      const lines = readFileSync(join(folder, name), 'utf8').split('\n');
      const added = lines.filter((one) => !before.split('\n').includes(one));
      assert.deepEqual(added.includes(line ?? ''), name === file, `${name}: ${added.join(' | ')}`);
      if (name !== file) assert.deepEqual(added, []);
    }
    if (file === undefined) return;
    const again = await runIn(folder, ['metrics', '--answer', answer]);
    assert.equal(again.exit, 2, 'what is answered is not asked again');
  });
}

describe('metrics --answer', () => {
  const cases: readonly Case[] = [
    { answer: 'fix:1.4.1=yes', exit: 0, file: fixed, line: 'planned: false' },
    { answer: 'fix:1.4.1=no', exit: 0, file: fixed, line: 'planned: true' },
    { answer: `cause:${incident}=v1.4.0`, exit: 0, file: incident, line: 'caused_by: v1.4.0' },
    { answer: `cause:${incident}=none`, exit: 0, file: incident, line: 'caused_by: none' },
    {
      answer: `outcome:${fixed}:5=rolled-back`,
      exit: 0,
      file: fixed,
      line: '  - { env: production, ref: v1.4.1, finished: 2026-11-20T12:00:00Z, outcome: rolled-back }',
    },
    { answer: 'fix:1.4.1=perhaps', exit: 2, says: /takes yes or no, as in fix:1\.4\.1=yes/ },
    { answer: 'fix:1.4.1', exit: 2, says: /takes yes or no|Nobody asks/ },
    { answer: `cause:${incident}=it was the cache`, exit: 2, says: /a release, or none/ },
    { answer: `outcome:${fixed}:5=fine`, exit: 2, says: /succeeded, failed or rolled-back/ },
    { answer: 'fix:9.9.9=yes', exit: 2, says: /Nobody asks "fix:9\.9\.9".*Questions: .*fix:1\.4\.1/ },
    { answer: 'cause:../../etc/passwd=none', exit: 2, says: /Nobody asks/ },
  ];
  for (const one of cases) it(one.answer, () => check(one));

  it('names the id beside the question', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, files);
      const { out } = await runIn(folder, ['metrics']);
      assert.match(out, /metrics --answer fix:1\.4\.1=ANSWER/);
      assert.ok(!existsSync(join(folder, '.git')));
    }));
});
