import assert from 'node:assert/strict';
import { runIn, writeFiles } from '../support/commandLine.ts';
import { commitAll } from '../support/repository.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

type Files = Readonly<Record<string, string>>;

interface Expected {
  readonly exit: number;
  readonly out?: RegExp;
  readonly err?: RegExp;
}

async function check(files: Files, argv: readonly string[], expected: Expected): Promise<void> {
  await withFolderAsync(async (folder) => {
    writeFiles(folder, files);
    const { exit, out, err } = await runIn(folder, ['check', ...argv]);
    assert.equal(exit, expected.exit, out + err);
    assert.match(out, expected.out ?? /(?:)/);
    assert.match(err, expected.err ?? /^$/);
  });
}

const ready = '# Release\n\n## Testing\n\n- [x] Unit tests pass\n- [x] Load test\n';
const open = ready.replace('[x] Load', '[ ] Load');
const waived = open.replace('Load test', 'Load test \u2014 waived until 2026-12-01 by @rm: old screen');
const policy = 'schema: release-readiness/policy/1\nroles:\n  release-manager: ["@rm"]\n';
const typed = ['--type', 'minor'];

describe('check', () => {
  const cases: readonly (readonly [
    name: string,
    files: Files,
    argv: readonly string[],
    expected: Expected,
  ])[] = [
    ['go', { 'release-checklist.md': ready }, typed, { exit: 0, out: /^GO / }],
    [
      'sections that do not gate the decision',
      {
        'release-checklist.md': `${ready}\n## Post-deployment\n\n- [ ] Watch logs\n\n## Incident playbook\n\n- [ ] Call\n`,
      },
      typed,
      {
        exit: 0,
        out: /Testing +2\/2\n +Post-deployment +0\/1 +after the decision\n +Incident playbook +0\/1 +not counted\n/,
      },
    ],
    [
      'no-go',
      { 'release-checklist.md': open },
      typed,
      { exit: 1, out: /^NO-GO .*\n\nrelease-checklist\.md:6:3 +no-go/ },
    ],
    [
      'conditional go',
      { 'release-checklist.md': waived, 'releases/policy.yml': policy },
      typed,
      { exit: 4, out: /^CONDITIONAL GO / },
    ],
    [
      'conditional go that is allowed',
      { 'release-checklist.md': waived, 'releases/policy.yml': policy },
      [...typed, '--allow-conditional'],
      { exit: 0, out: /^CONDITIONAL GO / },
    ],
    [
      'conditional go that fails by its level',
      { 'release-checklist.md': waived, 'releases/policy.yml': policy },
      [...typed, '--allow-conditional', '--fail-on', 'warning'],
      { exit: 1, out: /^CONDITIONAL GO / },
    ],
    [
      'no checklist at all',
      { 'a.md': 'words\n' },
      [],
      { exit: 3, out: /No release checklist was found.*\n.*Create / },
    ],
    ['a file that is not there', {}, ['gone.md'], { exit: 3, out: /^UNKNOWN .*\n\ngone\.md/ }],
    [
      'a format that is not read',
      { 'a.rst': '- [ ] a\n' },
      ['a.rst'],
      { exit: 3, out: /\.rst files are not read/ },
    ],
    ['a named file without items', { 'a.md': 'words\n' }, ['a.md'], { exit: 3, out: /no items that count/ }],
    [
      'a conflict that is not resolved',
      { 'release-checklist.md': `<<<<<<< a\n${ready}=======\n${open}>>>>>>> b\n` },
      [],
      { exit: 3, out: /unresolved merge conflict/ },
    ],
    [
      'the worst of several files',
      { 'a.md': ready, 'b.md': open },
      ['a.md', 'b.md', ...typed],
      { exit: 1, out: /^NO-GO\n\nGO [^]*NO-GO/ },
    ],
    [
      'a policy that is not there',
      { 'release-checklist.md': ready },
      ['--policy', 'gone.yml', ...typed],
      { exit: 3, out: /The policy has an error/ },
    ],
    [
      'a policy outside of the folder',
      { 'policy.yml': policy, 'work/release-checklist.md': waived },
      ['--cwd', 'work', '--policy', '../policy.yml', ...typed],
      { exit: 4 },
    ],
    ['a folder that is not there', {}, ['--cwd', 'gone'], { exit: 2, err: /is not a folder/ }],
    [
      'a release by its version',
      { 'releases/1.0.0/checklist.md': open, 'releases/1.1.0/checklist.md': ready },
      ['--release', '1.1.0', ...typed],
      { exit: 0, out: /^GO {2}1\.1\.0/ },
    ],
    [
      'a checklist under an unusual name',
      {
        'notes/before-we-ship.md':
          '# Release checklist\n\n## Testing\n\n- [ ] Tests pass\n- [ ] Deploy to production\n- [ ] Rollback plan is ready\n',
      },
      typed,
      { exit: 1, out: /before-we-ship\.md:5:3/ },
    ],
  ];
  for (const [name, files, argv, expected] of cases) {
    it(name, () => check(files, argv, expected));
  }

  const formats = ['text', 'json', 'markdown', 'html', 'junit', 'sarif'];
  for (const format of formats) {
    it(`${format}: has the same exit status, and the same bytes each time`, () =>
      withFolderAsync(async (folder) => {
        writeFiles(folder, { 'release-checklist.md': open });
        commitAll(folder);
        const argv = ['check', '--format', format, '--now', '2026-11-23T09:00:00Z'];
        const first = await runIn(folder, argv, { now: 0 });
        const second = await runIn(folder, argv, { now: Date.UTC(2030, 0, 1) });
        assert.equal(first.exit, 1);
        assert.deepEqual(first, second);
      }));
  }

  it('gives JSON of the documented shape', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { 'release-checklist.md': open });
      const { out } = await runIn(folder, ['check', '--format', 'json', ...typed]);
      const { schema, verdict, releases, leftOut } = JSON.parse(out);
      const [release] = releases;
      assert.deepEqual([schema, verdict, leftOut], ['release-readiness/check/1', 'noGo', []]);
      assert.deepEqual(
        [release.verdict, release.type, release.percent, release.done, release.total, release.blocking],
        ['noGo', 'minor', 50, 1, 2, 1],
      );
      const { code, weight, file, line, column } = release.reasons[0];
      assert.deepEqual(
        [code, weight, file, line, column],
        ['itemOpen', 'noGo', 'release-checklist.md', 6, 3],
      );
      assert.equal(release.files[0].file, 'release-checklist.md');
    }));
});
