/** The exit status that a pipeline sees: never 0 for what is not ready, in a real process. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFiles } from '../support/commandLine.ts';
import { commitAll, git } from '../support/repository.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

const main = join(import.meta.dirname, '../../src/cli/main.ts');

interface State {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly prepare?: (folder: string) => void;
  readonly argv?: readonly string[];
}

async function check({ files = {}, prepare, argv = [] }: State, status: number, says: RegExp): Promise<void> {
  await withFolderAsync(async (folder) => {
    writeFiles(folder, files);
    prepare?.(folder);
    const ran = spawnSync(
      process.execPath,
      [main, 'check', '--now', '2026-11-23T09:00:00Z', '--cwd', folder, ...argv],
      { encoding: 'utf8', timeout: 30_000 },
    );
    assert.equal(ran.signal, null);
    assert.equal(ran.status, status, ran.stdout + ran.stderr);
    assert.match(ran.stdout + ran.stderr, says);
    assert.doesNotMatch(ran.stdout + ran.stderr, /^\s+at .+:\d+:\d+\)?$|undefined|\[object/m);
    return Promise.resolve();
  });
}

const ready = '# Release\n\n- [x] Tests pass\n';
const release = (more: string): State => ({ files: { 'RELEASE.md': `${ready}${more}` } });
const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

const unready: readonly (readonly [name: string, state: State, status: number, says: RegExp])[] = [
  ['an empty folder', {}, 3, /^UNKNOWN\n\nunknown  No release checklist was found/],
  ['an empty file', { files: { 'a.md': '' }, argv: ['a.md'] }, 3, /a\.md has no items that count/],
  ['a byte order mark alone', { files: { 'RELEASE.md': '\ufeff' } }, 3, /RELEASE\.md +It has no check boxes/],
  ['an open item', release('- [ ] Notes\n'), 1, /^RELEASE\.md:4:3 +no-go +Open: Notes$/m],
  ['a near miss', release('- [] Notes\n'), 4, /^RELEASE\.md:4:3 +warning/m],
  [
    'a waiver that has ended',
    release('- [ ] Notes — waived until 2026-11-01 by @cto: x\n'),
    1,
    /The waiver ended/,
  ],
  [
    'a waiver that holds',
    release('- [ ] Notes — waived until 2026-12-01 by @cto: x\n'),
    4,
    /^CONDITIONAL GO/,
  ],
  ['a merge conflict', release('<<<<<<< a\n=======\n>>>>>>> b\n'), 3, /RELEASE\.md:4:1 +unknown/],
  [
    'a trigger that is raised',
    release('\n## Rollback triggers\n\n- [x] Errors\n'),
    1,
    /RELEASE\.md:7:3 +no-go/,
  ],
  ['NO-GO', release('\n- [ ] GO\n- [x] NO-GO\n'), 1, /The decision on the checklist is NO-GO/],
  [
    'a sign-off that was refused',
    release('\n| Role | Approved |\n|---|---|\n| QA | No |\n'),
    1,
    /QA has refused/,
  ],
  [
    'not UTF-8',
    { files: { 'RELEASE.md': bytes(ready, [0xff, 0xfe]) } },
    3,
    /not UTF-8 text\.\n +Save it as UTF-8/,
  ],
  [
    'more than 10 MiB',
    { files: { 'RELEASE.md': ready.padEnd(11 << 20, ' ') } },
    3,
    /too large\.\n +Split it/,
  ],
  ['more than 1 MiB', { files: { 'RELEASE.md': ready.padEnd(2 << 20, 'x') } }, 3, /may be missing/],
  [
    'a file that is not there',
    { argv: ['gone.md'] },
    3,
    /gone\.md cannot be read: it is not there\.\n +Check/,
  ],
  [
    'a file beside one that is not there',
    { ...release(''), argv: ['RELEASE.md', 'gone.md'] },
    3,
    /^UNKNOWN\n/,
  ],
  [
    'a format that is not read',
    { ...release(''), argv: ['RELEASE.md', 'a.rst'] },
    3,
    /^UNKNOWN\n\na\.rst +unknown/,
  ],
  [
    'a folder',
    { files: { 'docs/a.md': ready }, argv: ['docs'] },
    3,
    /docs: it is a folder\.\n +.*--cwd docs$/m,
  ],
  [
    'a folder with the name of a file',
    { prepare: (folder) => mkdirSync(join(folder, 'RELEASE.md')), argv: ['RELEASE.md'] },
    3,
    /it is not a file/,
  ],
  [
    'a link to itself',
    { prepare: (folder) => symlinkSync('a.md', join(folder, 'a.md')), argv: ['a.md'] },
    3,
    /^a\.md:1:1 +unknown/m,
  ],
  [
    'a link to itself without extension',
    { prepare: (folder) => symlinkSync('a', join(folder, 'a')), argv: ['a'] },
    3,
    /without an extension/,
  ],
  [
    'a pipe that nobody writes',
    { prepare: (folder) => void spawnSync('mkfifo', [join(folder, 'a.md')]), argv: ['a.md'] },
    3,
    /^a\.md:1:1 +unknown/m,
  ],
  ['a name that is too long', { argv: [`${'a'.repeat(300)}.md`] }, 3, /cannot be read/],
  ['an empty name', { ...release(''), argv: [''] }, 2, /^A file name is empty/],
  [
    'a policy that is no YAML',
    { files: { 'RELEASE.md': ready, 'releases/policy.yml': 'a: [\n' } },
    3,
    /releases\/policy\.yml:\d/,
  ],
  [
    'a policy that is not there',
    { ...release(''), argv: ['--policy', 'gone.yml'] },
    3,
    /^gone\.yml:1:1 +unknown/m,
  ],
  [
    'a release that is not there',
    { files: { 'releases/1.0.0/checklist.md': ready }, argv: ['--release', '9.9.9'] },
    3,
    /no checklist for this release/,
  ],
  ['a type that is none', { ...release(''), argv: ['--type', 'huge'] }, 2, /^--type is one of/],
  [
    'a time that is none',
    { ...release(''), argv: ['--now', '2026-02-30T00:00:00Z'] },
    2,
    /^--now is an instant/,
  ],
  ['a folder that is not there', { argv: ['--cwd', '/gone/away'] }, 2, /is not a folder/],
  [
    'a YAML checklist with a syntax error',
    { files: { 'releases/1.0.0/checklist.yml': 'items: [\n' } },
    3,
    /items may be missing\. This YAML cannot be read/,
  ],
  [
    'a warning, asked to fail',
    { ...release('- [] Notes\n'), argv: ['--fail-on', 'warning', '--allow-conditional'] },
    1,
    /^CONDITIONAL GO/,
  ],
  [
    'a broken repository and a commit',
    {
      ...release('- [x] Scan — at 1a2b3c4\n'),
      prepare: (folder) => {
        mkdirSync(join(folder, '.git'));
        writeFileSync(join(folder, '.git/HEAD'), '');
      },
    },
    4,
    /git repository cannot be read/,
  ],
];

const proof = '- [x] Scan \u2014 [report](out/a.xml)\n';
const withPolicy = (policy: string, more = ''): Readonly<Record<string, string>> => ({
  'RELEASE.md': `${ready}${more}`,
  'releases/policy.yml': policy,
});
const inRelease = (record: string): Readonly<Record<string, string>> => ({
  'releases/1.4.0/checklist.md': ready,
  'releases/1.4.0/release.yml': record,
});

/** What the changes, the history and the files behind an item say. */
const disproved: typeof unready = [
  [
    'a condition that nobody decided',
    release('- [ ] Load test (if the traffic grows)\n'),
    1,
    /RELEASE\.md:4:3 +no-go +Not decided whether it applies: Load test/,
  ],
  [
    'a task that failed',
    release('- [x] Scan \u2014 task npm: test, exit 1, 2026-11-22T09:26Z \u00b7 at 1a2b3c4\n'),
    1,
    /^RELEASE\.md:4:3 +no-go +The task npm: test failed with exit code 1: Scan$/m,
  ],
  [
    'a task that ran over uncommitted changes',
    release('- [x] Scan \u2014 task npm: test, exit 0, 2026-11-22T09:26Z, over uncommitted changes\n'),
    4,
    /The task npm: test ran over uncommitted changes, so it proves no commit: Scan/,
  ],
  ['evidence that is not there', release(proof), 4, /The evidence out\/a\.xml is not there: Scan/],
  [
    'evidence that is not there and is required',
    {
      files: withPolicy(
        'gates: [{id: pre-release, sections: [Readiness], evidence: required}]\n',
        `\n## Readiness\n\n${proof}`,
      ),
    },
    1,
    /no-go +The evidence out\/a\.xml is not there/,
  ],
  [
    'evidence outside of the folder',
    release('- [x] Scan \u2014 [report](../../a.xml)\n'),
    4,
    /The evidence \.\.\/\.\.\/a\.xml lies outside the folder/,
  ],
  [
    'a file of results with a failure',
    {
      files: {
        'RELEASE.md': `${ready}${proof}`,
        'out/a.xml': '<testsuite><testcase name="a"><failure/></testcase></testsuite>',
      },
    },
    1,
    /out\/a\.xml has 1 failure: Scan/,
  ],
  [
    'a file of results that ends too early',
    { files: { 'RELEASE.md': `${ready}${proof}`, 'out/a.xml': '<testsuite><testcase name="a">' } },
    1,
    /The results in out\/a\.xml are not complete/,
  ],
  [
    'results that say that they are older than the head',
    {
      files: {
        'RELEASE.md': `${ready}${proof}`,
        'out/a.xml': '<testsuite timestamp="2020-01-01T10:00:00Z"><testcase name="a"/></testsuite>',
      },
      prepare: (folder) => {
        commitAll(folder);
        writeFileSync(join(folder, 'out/a.xml'), '<testsuite timestamp="2020-01-01T10:00:00Z"></testsuite>');
      },
    },
    4,
    /older than the release \(it says 2020-01-01T10:00Z?/,
  ],
  [
    'a proof of an earlier commit',
    {
      files: { 'src/a.ts': '' },
      prepare: (folder) => {
        commitAll(folder);
        const proved = git(folder, 'rev-parse', '--short=10', 'HEAD').trim();
        writeFiles(folder, {
          'src/a.ts': '1',
          'src/b.ts': '',
          'RELEASE.md': `${ready}- [x] Scan \u2014 at ${proved}\n`,
        });
        git(folder, 'add', '--all');
        git(folder, 'commit', '--quiet', '--message=Second');
      },
    },
    4,
    /which is not this one: Scan \(2 files since [0-9a-f]{10}, first src\/a\.ts\)/,
  ],
  [
    'a planned branch that is not merged',
    {
      files: withPolicy('planned_branches: ["plan/*"]\n'),
      prepare: (folder) => {
        commitAll(folder);
        git(folder, 'checkout', '--quiet', '-b', 'plan/sso');
        git(folder, 'commit', '--quiet', '--allow-empty', '--message=Sign in');
        git(folder, 'checkout', '--quiet', 'main');
      },
    },
    1,
    /The planned branch plan\/sso is not merged/,
  ],
  [
    'a commit after the code freeze',
    { files: inRelease('code_freeze: 2020-01-01T00:00:00Z\n'), prepare: commitAll },
    1,
    /1 commit was made after the code freeze/,
  ],
  [
    'a code freeze without a repository',
    { files: inRelease('code_freeze: 2020-01-01T00:00:00Z\n') },
    4,
    /Nobody could check whether commits were made after the code freeze/,
  ],
  [
    'an incident that is open',
    {
      files: {
        ...inRelease(''),
        'incidents/2026-11-22-a.md':
          '---\nseverity: SEV-1\nstatus: investigating\nrelease: 1.4.0\n---\n\n## Timeline\n',
      },
    },
    1,
    /incident/i,
  ],
  [
    'a trigger that was raised in the record',
    { files: inRelease('alarms: [{ trigger: Errors, raised: 2026-11-23T08:00:00Z }]\n') },
    1,
    /Errors/,
  ],
  [
    'a freeze',
    { files: withPolicy('freeze: [{name: winter, from: 2026-11-20, to: 2026-12-01}]\n') },
    1,
    /winter/,
  ],
  [
    'a feature in a patch',
    {
      files: { 'RELEASE.md': ready },
      prepare: (folder) => {
        commitAll(folder);
        git(folder, 'tag', 'v1.0.0');
        git(folder, 'commit', '--quiet', '--allow-empty', '--message=feat: sign in with a key');
      },
      argv: ['--base', 'v1.0.0', '--type', 'patch'],
    },
    4,
    /A patch release should be small; this one has 1 feature commit and/,
  ],
];

describe('the exit status', () => {
  for (const [name, state, status, says] of disproved) {
    it(`is ${status} for ${name}`, () => {
      assert.notEqual(status, 0);
      return check(state, status, says);
    });
  }

  for (const [name, state, status, says] of unready) {
    it(`is ${status} for ${name}`, () => {
      assert.notEqual(status, 0);
      return check(state, status, says);
    });
  }

  it('is 0 for what is ready, named and found', async () => {
    await check(release(''), 0, /^GO /);
    await check({ files: { 'a b.md': ready }, argv: ['a b.md'] }, 0, /^GO /);
    await check({ files: { '-x.md': ready }, argv: ['--', '-x.md'] }, 0, /^GO /);
  });
});
