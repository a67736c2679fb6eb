import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn, writeFiles } from '../support/commandLine.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

interface Case {
  readonly name: string;
  readonly policy?: string;
  readonly argv: readonly string[];
  readonly exit?: number;
  /** The policy afterwards; as before when absent. */
  readonly after?: string;
  readonly err?: RegExp;
}

const list = '# Release\n\n- [x] Tests pass\n- [ ] Load test (if applicable) — @ana\n';
const entry = '{ item: "Load test (if applicable)", applies: false, reason: "no traffic change" }';
const reason = ['--reason', 'no traffic change'];

async function check({ policy, argv, exit = 0, after = policy, err = /^$/ }: Case): Promise<void> {
  await withFolderAsync(async (folder) => {
    writeFiles(folder, {
      'RELEASE.md': list,
      ...(policy === undefined ? {} : { 'releases/policy.yml': policy }),
    });
    const ran = await runIn(folder, argv);
    assert.match(ran.err, err);
    assert.equal(ran.exit, exit);
    const path = join(folder, 'releases/policy.yml');
    assert.equal(existsSync(path) ? readFileSync(path, 'utf8') : undefined, after);
    assert.equal(readFileSync(join(folder, 'RELEASE.md'), 'utf8'), list);
  });
}

describe('deciding whether an item applies', () => {
  const cases: readonly Case[] = [
    {
      name: 'without a policy',
      argv: ['applies', 'RELEASE.md:4', 'no', ...reason],
      after: `conditions:\n  - ${entry}\n`,
    },
    {
      name: 'beside what the policy says',
      policy: 'timezone: UTC # ours\n',
      argv: ['applies', 'RELEASE.md:4', 'no', ...reason],
      after: `timezone: UTC # ours\nconditions:\n  - ${entry}\n`,
    },
    {
      name: 'by a fact',
      argv: ['applies', 'RELEASE.md:4', 'api', ...reason],
      after: `conditions:\n  - ${entry.replace('false', 'api')}\n`,
    },
    {
      name: 'not with another word',
      argv: ['applies', 'RELEASE.md:4', 'maybe', ...reason],
      exit: 2,
      err: /yes, no or one of: api/,
    },
    {
      name: 'not for a line without an item',
      argv: ['applies', 'RELEASE.md:1', 'no', ...reason],
      exit: 1,
      err: /RELEASE\.md:1 is no checklist item/,
    },
    {
      name: 'not without a reason',
      argv: ['applies', 'RELEASE.md:4', 'no'],
      exit: 2,
      err: /--reason/,
    },
    {
      name: 'not in a policy that is broken',
      policy: 'a: [',
      argv: ['applies', 'RELEASE.md:4', 'no', ...reason],
      exit: 3,
      err: /releases\/policy\.yml is no policy that can be read/,
    },
  ];
  for (const one of cases) it(one.name, () => check(one));

  it('changes the verdict', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { 'RELEASE.md': list });
      assert.equal((await runIn(folder, ['check'])).exit, 1);
      await runIn(folder, ['applies', 'RELEASE.md:4', 'no', ...reason]);
      assert.equal((await runIn(folder, ['check'])).exit, 0);
    }));
});
