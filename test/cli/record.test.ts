import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn, writeFiles, type Ran } from '../support/commandLine.ts';
import { commitAll, git } from '../support/repository.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

const file = 'releases/1.4.0/release.yml';
const start = [
  '# Ours',
  'version: 1.4.0',
  'type: minor',
  'previous: v1.3.2',
  'planned_start: 2026-11-24T09:00:00Z # Tuesday',
  'team: "blue" # another program reads this',
  'rollbacks: []',
  '',
].join('\r\n');
const checklist = '# Release 1.4.0\n\n## Testing\n\n- [x] Unit tests pass\n- [x] Load test\n';
const policy = [
  'schema: release-readiness/policy/1',
  'gates: [{ id: pre, sections: [Testing], signoff: [{ role: qa, count: 2 }] }]',
  'freeze: [{ name: tuesday, from: 2026-11-24, to: 2026-11-24 }]',
  '',
].join('\n');

/** Of the two items under "Testing", however they are ticked. */
const digest = 'cd270233ffea22b6f72d371e2d35ee6bd19e536c6e19fa519553e3c10d1a73a4';

interface Step {
  readonly at: string;
  readonly argv: readonly string[];
  /** Lines of the record that were not there before. */
  readonly adds: readonly string[];
  /** Exit status of `check` afterwards. */
  readonly check: number;
}

const qa = (by: string): readonly string[] => ['record', 'signoff', 'qa', '--by', by];

/** A release from the first sign-off to verified, with a rollback in the middle. */
const steps: readonly Step[] = [
  {
    at: '2026-11-23T15:00:00Z',
    argv: qa('@ana'),
    adds: ['signoffs:', `  - { role: qa, by: "@ana", at: 2026-11-23T15:00:00Z, items_sha256: ${digest} }`],
    check: 1,
  },
  {
    at: '2026-11-23T15:05:00Z',
    argv: qa('@ben'),
    adds: [`  - { role: qa, by: "@ben", at: 2026-11-23T15:05:00Z, items_sha256: ${digest} }`],
    check: 1,
  },
  {
    at: '2026-11-23T15:10:00Z',
    argv: ['record', 'override', 'tuesday', '--by', '@rm', '--reason', 'agreed with support'],
    adds: [
      'overrides:',
      '  - { freeze: tuesday, by: "@rm", at: 2026-11-23T15:10:00Z, reason: agreed with support }',
    ],
    check: 4,
  },
  {
    at: '2026-11-24T09:05:00Z',
    argv: ['record', 'deploy'],
    adds: [
      'started: 2026-11-24T09:05:00Z',
      'deployments:',
      '  - { env: production, ref: v1.4.0, started: 2026-11-24T09:05:00Z }',
    ],
    check: 4,
  },
  {
    at: '2026-11-24T09:26:00Z',
    argv: ['record', 'rollback', '--reason', 'error rate at 7 %', '--by', '@rm'],
    adds: [
      'rollbacks:',
      '  - { decided: 2026-11-24T09:26:00Z, reason: "error rate at 7 %", to: v1.3.2, by: "@rm" }',
      '  - { env: production, ref: v1.4.0, started: 2026-11-24T09:05:00Z, finished: 2026-11-24T09:26:00Z, outcome: rolled-back }',
    ],
    check: 1,
  },
  {
    at: '2026-11-24T09:50:00Z',
    argv: ['record', 'verify'],
    adds: [
      '  - { decided: 2026-11-24T09:26:00Z, reason: "error rate at 7 %", to: v1.3.2, by: "@rm", finished: 2026-11-24T09:50:00Z, verified: 2026-11-24T09:50:00Z }',
    ],
    check: 4,
  },
  {
    at: '2026-11-24T13:00:00Z',
    argv: ['record', 'deploy', '--start', '2026-11-24T12:50:00Z', '--outcome', 'succeeded'],
    adds: [
      '  - { env: production, ref: v1.4.0, started: 2026-11-24T12:50:00Z, finished: 2026-11-24T13:00:00Z, outcome: succeeded }',
    ],
    check: 4,
  },
  {
    at: '2026-11-24T13:20:00Z',
    argv: ['record', 'verify'],
    adds: ['verified: 2026-11-24T13:20:00Z'],
    check: 4,
  },
  {
    at: '2026-11-25T10:00:00Z',
    argv: ['record', 'quality', 'coverage=84.2', 'scans=passed', 'p95_ms=210:205'],
    adds: ['quality: { coverage: 84.2, scans: passed, p95_ms: { before: 210, after: 205 } }'],
    check: 0,
  },
];

describe('record', () => {
  it('leads a release from the first sign-off through a rollback to verified', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, {
        [file]: start,
        'releases/1.4.0/checklist.md': checklist,
        'releases/policy.yml': policy,
      });
      for (const { at, argv, adds, check } of steps) {
        const before = readFileSync(join(folder, file), 'utf8').split('\r\n');
        const ran = await runIn(folder, [...argv, '--now', at]);
        assert.equal(ran.exit, 0, ran.err);
        const after = readFileSync(join(folder, file), 'utf8').split('\r\n');
        assert.deepEqual(
          after.filter((line) => !before.includes(line)),
          adds,
        );
        const verdict = await runIn(folder, ['check', '--now', at]);
        assert.equal(verdict.exit, check, `${argv.join(' ')}\n${verdict.out}`);
      }
    }));

  const refused: readonly (readonly [name: string, argv: readonly string[], exit: number, err: RegExp])[] = [
    ['an unknown action', ['record', 'celebrate'], 2, /takes an action: deploy/],
    ['a verdict that is none', ['record', 'decide', 'maybe', '--by', '@rm'], 2, /one of go, conditional-go/],
    ['a delay without a new start', ['record', 'decide', 'delay', '--by', '@rm'], 2, /needs --start/],
    ['a verification of nothing', ['record', 'verify'], 2, /Record deploy/],
    ['an override without a reason', ['record', 'override', 'tuesday', '--by', '@rm'], 2, /--reason/],
    ['a quality without a value', ['record', 'quality', 'coverage'], 2, /NAME=VALUE/],
    ['a release outside of the folder', ['record', 'deploy', '--release', '../x'], 2, /no version/],
  ];
  for (const [name, argv, exit, err] of refused) {
    it(`refuses ${name}, and writes nothing`, () =>
      withFolderAsync(async (folder) => {
        writeFiles(folder, { [file]: start, 'releases/1.4.0/checklist.md': checklist });
        const ran = await runIn(folder, argv);
        assert.equal(ran.exit, exit, ran.out + ran.err);
        assert.match(ran.err, err);
        assert.equal(readFileSync(join(folder, file), 'utf8'), start);
      }));
  }

  it('records a decision with what it rests on, and a delay with its new start', () =>
    withFolderAsync(async (folder) => {
      const open = checklist.replace('[x] Load', '[ ] Load');
      writeFiles(folder, { [file]: start, 'releases/1.4.0/checklist.md': open });
      const argv = ['record', 'decide', 'delay', '--start', '2026-11-25T09:00:00Z', '--by', '@rm'];
      const ran = await runIn(folder, [...argv, '--now', '2026-11-23T16:00:00Z']);
      assert.equal(ran.exit, 0, ran.err);
      const text = readFileSync(join(folder, file), 'utf8');
      assert.match(text, /\r\nplanned_start: 2026-11-25T09:00:00Z # Tuesday\r\n/);
      assert.match(text, /verdict: delay, checklist_sha256: "?[0-9a-f]{64}"?, blockers: 1, planned_start:/);
    }));

  it('warns of a go in spite of open items, and the verdict says so', () =>
    withFolderAsync(async (folder) => {
      const open = checklist.replaceAll('[x]', '[ ]');
      writeFiles(folder, { [file]: start, 'releases/1.4.0/checklist.md': open });
      const ran = await runIn(folder, ['record', 'decide', 'go', '--by', '@rm']);
      assert.deepEqual(
        [ran.exit, ran.err.split('.')[0]],
        [0, '2 items are still in the way, and the decision says so'],
      );
      assert.match((await runIn(folder, ['check'])).out, /Recorded GO with 2 blockers \(@rm\)/);
    }));

  it('writes a decision into a file of its own, and a second one beside it', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { [file]: start, 'releases/1.4.0/checklist.md': checklist });
      const argv = ['record', 'decide', 'no-go', '--by', '@rm', '--note', 'load: too high', '--own-file'];
      const ran = [await runIn(folder, argv), await runIn(folder, argv)];
      assert.deepEqual(
        ran.map(({ exit, out }) => [exit, out.split(':')[0]]),
        [
          [0, 'releases/1.4.0/decisions/2026-11-23T090000Z-no-go.yml'],
          [0, 'releases/1.4.0/decisions/2026-11-23T090000Z-no-go-2.yml'],
        ],
      );
      assert.equal(readFileSync(join(folder, file), 'utf8'), start);
      const text = readFileSync(
        join(folder, 'releases/1.4.0/decisions/2026-11-23T090000Z-no-go.yml'),
        'utf8',
      );
      assert.match(
        text,
        /^schema: release-readiness\/decision\/1\nat: 2026-11-23T09:00:00Z\nby: "@rm"\nverdict: no-go\n[^]*note: "load: too high"\n$/,
      );
      const check = await runIn(folder, ['check']);
      assert.equal(check.exit, 4, check.out);
      assert.match(check.out, /last recorded decision is NO-GO \(@rm\)/);
    }));

  it('moves the planned start in the record when the delay has its own file', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { [file]: start, 'releases/1.4.0/checklist.md': checklist });
      const argv = [
        'record',
        'decide',
        'delay',
        '--by',
        '@rm',
        '--start',
        '2026-11-25T09:00:00Z',
        '--own-file',
      ];
      assert.equal((await runIn(folder, argv)).exit, 0);
      assert.equal(readFileSync(join(folder, file), 'utf8'), start.replace('11-24T09', '11-25T09'));
      assert.match((await runIn(folder, ['check'])).out, /delayed to Wed 09:00/);
    }));

  it('tells a program what was written', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { [file]: start, 'releases/1.4.0/checklist.md': checklist });
      const ran = await runIn(folder, ['record', 'deploy', '--format', 'json']);
      assert.deepEqual(JSON.parse(ran.out), {
        schema: 'release-readiness/record/1',
        release: '1.4.0',
        file,
        action: 'deploy',
        changes: [
          { kind: 'set', key: 'started', value: '2026-11-23T09:00:00Z' },
          {
            kind: 'append',
            list: 'deployments',
            entry: { env: 'production', ref: 'v1.4.0', started: '2026-11-23T09:00:00Z' },
          },
        ],
        warnings: [],
      });
    }));

  it('says in a sentence why a record stays as it is', () =>
    withFolderAsync(async (folder) => {
      const text = 'version: 1.4.0\nsignoffs: &all []\n';
      writeFiles(folder, { [file]: text, 'releases/1.4.0/checklist.md': checklist });
      const ran = await runIn(folder, qa('@ana'));
      assert.equal(ran.exit, 3, ran.out);
      assert.match(
        ran.err,
        /^releases\/1\.4\.0\/release\.yml: signoffs is written in a way .* Add it by hand\.\n$/,
      );
      assert.equal(readFileSync(join(folder, file), 'utf8'), text);
    }));
});

function byNumber(a = 0, b = 0): number {
  return a - b;
}

describe('record in a repository', () => {
  const files = {
    [file]: start,
    'releases/1.4.0/checklist.md': checklist,
    'releases/policy.yml': 'gates: [{ id: pre, sections: [Testing], signoff: [qa] }]\n',
    'src/x.ts': 'export {};\n',
  };
  const environment = { PATH: process.env['PATH'], HOME: '/nonexistent' };
  const inGit =
    (act: (folder: string, run: (...argv: readonly string[]) => Promise<Ran>) => Promise<void>) => () =>
      withFolderAsync(async (folder) => {
        writeFiles(folder, files);
        commitAll(folder);
        await act(folder, (...argv) => runIn(folder, argv, { environment }));
      });
  const commit = (folder: string): void => {
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message=More');
  };

  it(
    'names the commit: whole in a sign-off, its beginning in deployments and decisions',
    inGit(async (folder, run) => {
      const head = git(folder, 'rev-parse', 'HEAD').trim();
      for (const argv of [qa('@ana'), ['record', 'deploy'], ['record', 'decide', 'go', '--by', '@rm']]) {
        const ran = await run(...argv);
        assert.equal(ran.exit, 0, ran.err);
      }
      const named = [...readFileSync(join(folder, file), 'utf8').matchAll(/commit: "?([0-9a-f]+)/g)];
      assert.ok(named.every(([, name = '-']) => head.startsWith(name)));
      assert.deepEqual(named.map(([, name]) => name?.length).toSorted(byNumber), [12, 12, 40]);
    }),
  );

  it(
    'keeps a sign-off that is committed, and a tick beside it; other code ends it',
    inGit(async (folder, run) => {
      const verdict = async (): Promise<string> => (await run('check', '--format', 'json')).out;
      assert.match(await verdict(), /"signOffMissing"/);
      await run(...qa('@ana'));
      assert.doesNotMatch(await verdict(), /"signOff/);
      commit(folder);
      assert.doesNotMatch(await verdict(), /"signOff/);
      writeFileSync(join(folder, 'releases/1.4.0/checklist.md'), checklist.replace('[x] Load', '[ ] Load'));
      commit(folder);
      assert.doesNotMatch(await verdict(), /"signOff/);
      writeFiles(folder, { 'src/y.ts': 'export {};\n' });
      commit(folder);
      assert.match(await verdict(), /for another commit \(1 file since [0-9a-f]{12}, first src\/y\.ts\)/);
    }),
  );

  it(
    'ends a sign-off when the checklist asks for more, committed or not',
    inGit(async (folder, run) => {
      await run(...qa('@ana'));
      writeFileSync(join(folder, 'releases/1.4.0/checklist.md'), `${checklist}- [x] Soak test\n`);
      assert.match((await run('check')).out, /asks for something else than what @ana has signed for qa/);
    }),
  );
});
