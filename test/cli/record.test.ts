import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn, writeFiles } from '../support/commandLine.ts';
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
    adds: ['signoffs:', '  - { role: qa, by: "@ana", at: 2026-11-23T15:00:00Z }'],
    check: 1,
  },
  {
    at: '2026-11-23T15:05:00Z',
    argv: qa('@ben'),
    adds: ['  - { role: qa, by: "@ben", at: 2026-11-23T15:05:00Z }'],
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
});
