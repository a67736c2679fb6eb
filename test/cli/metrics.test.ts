import assert from 'node:assert/strict';
import { runIn, writeFiles } from '../support/commandLine.ts';
import type { Ran } from '../support/commandLine.ts';
import { elementsOf } from '../support/markup.ts';
import { commitAll, git } from '../support/repository.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

const record = (version: string, day: string, more = '') =>
  `schema: release-readiness/release/1\nversion: ${version}\n${more}deployments:\n  - { env: production, ref: v${version}, finished: ${day}T10:00:00Z, outcome: succeeded }\n`;

const days = ['2026-09-10', '2026-09-20', '2026-09-30', '2026-10-10', '2026-10-20'];
const five = Object.fromEntries(
  days.map((day, index) => [`releases/1.${index}.0/release.yml`, record(`1.${index}.0`, day)]),
);

interface Case {
  readonly name: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Commits everything and tags it so. */
  readonly tags?: readonly string[];
  readonly argv?: readonly string[];
  readonly exit: number;
  readonly says?: readonly RegExp[];
  readonly never?: readonly RegExp[];
}

async function run(given: Case): Promise<Ran> {
  return withFolderAsync(async (folder) => {
    writeFiles(folder, given.files ?? {});
    if (given.tags !== undefined) {
      commitAll(folder);
      for (const tag of given.tags) git(folder, 'tag', tag);
    }
    return runIn(folder, ['metrics', ...(given.argv ?? [])]);
  });
}

async function check(given: Case): Promise<void> {
  const { exit, out, err } = await run(given);
  assert.equal(exit, given.exit, `${out}${err}`);
  for (const pattern of given.says ?? []) assert.match(`${out}${err}`, pattern);
  for (const pattern of given.never ?? []) assert.doesNotMatch(`${out}${err}`, pattern);
}

describe('metrics', () => {
  const cases: readonly Case[] = [
    {
      name: 'cannot tell anything of an empty folder',
      exit: 3,
      says: [/Deployment frequency: \u2013/, /no git history/],
    },
    {
      name: 'cannot tell anything of a history without releases',
      files: { 'a.txt': 'a' },
      tags: [],
      exit: 3,
      says: [/No deployment in the window/],
    },
    {
      name: 'tells from records without a repository',
      files: five,
      argv: ['--since', '2026-09-01', '--until', '2026-10-30'],
      exit: 0,
      says: [
        /Deployment frequency: 0\.58 a week/,
        /5 deployments; 2026-09-01 to 2026-10-31; recorded/,
        /Change fail rate .*: 0 %/,
        /There is no git history/,
      ],
    },
    {
      name: 'shows the list and no rate for four deployments',
      files: { ...five, 'releases/1.4.0/release.yml': 'version: 1.4.0\n' },
      exit: 0,
      says: [/Deployment frequency: \u2013\n/, /A rate needs at least 5/, /1\.3\.0 {2}2026-10-10T10:00:00Z/],
    },
    {
      name: 'tells from a tag what a tag can say',
      files: { 'a.txt': 'a' },
      tags: ['v1.0.0'],
      argv: ['--now', '2100-01-01T00:00:00Z'],
      exit: 0,
      says: [/1 commit; .*estimated from tags/, /Tags do not say how a deployment went/],
    },
    {
      name: 'names a record that cannot be read, and uses the others',
      files: { ...five, 'releases/9.0.0/release.yml': 'deployments: no\n' },
      exit: 0,
      says: [/releases\/9\.0\.0\/release\.yml was not used: line 1/],
    },
    {
      name: 'counts a deployment that an incident names as failed',
      files: {
        ...five,
        'incidents/2026-10-10-slow.md':
          '---\ntitle: Slow\nseverity: SEV-2\nstatus: resolved\ncaused_by: 1.3.0\ndetected: 2026-10-10T11:00:00Z\nresolved: 2026-10-10T13:00:00Z\n---\n',
      },
      exit: 0,
      says: [/Change fail rate .*: 20 %/, /recovery time .*: 3 hours/, /From detection \(median\): 2 hours/],
    },
    {
      name: 'takes one metric',
      files: five,
      argv: ['--metric', 'rework-rate', '--format', 'markdown'],
      exit: 0,
      says: [/### Deployment rework rate/],
      never: [/### Deployment frequency/],
    },
    {
      name: 'cannot tell the one metric that is asked for',
      files: five,
      argv: ['--metric', 'test-coverage'],
      exit: 3,
      says: [/Add quality: with coverage/],
    },
    {
      name: 'knows its metrics',
      argv: ['--metric', 'lead-time'],
      exit: 2,
      says: [/There is no metric "lead-time"/],
    },
    { name: 'knows a day', argv: ['--since', '2026-02-30'], exit: 2, says: [/--since is a day such as/] },
    {
      name: 'wants the start before the end',
      argv: ['--since', '2026-03-02', '--until', '2026-03-01'],
      exit: 2,
      says: [/Swap them/],
    },
    { name: 'explains itself', argv: ['--help'], exit: 0, says: [/--metric ID/, /order of trust/] },
    {
      name: 'prints nothing that a terminal or a log would run',
      files: {
        'releases/1.0.0/release.yml': record('1.0.0', '2026-10-01').replace(
          'version: 1.0.0',
          'version: "::error::\\e[31m\\u202e"',
        ),
      },
      exit: 0,
      never: [/^::error/m, /\u001b|\u202e/],
    },
  ];
  for (const one of cases) {
    it(one.name, () => check(one));
  }

  const formats: readonly (readonly [string, (text: string) => void])[] = [
    [
      'json',
      (text) => assert.equal((JSON.parse(text) as { schema: string }).schema, 'release-readiness/metrics/1'),
    ],
    ['csv', (text) => assert.match(text, /^metric,kind,subject,at,value,unit,n,state,source\n/)],
    ['svg', (text) => assert.equal(elementsOf(text)[0], '<svg>')],
    ['markdown', (text) => assert.match(text, /^# Delivery metrics\n/)],
    ['text', (text) => assert.match(text, /^DORA metrics\n/)],
  ];
  for (const [format, looks] of formats) {
    it(`gives the same bytes twice as ${format}`, async () => {
      const given: Case = { name: '', files: five, argv: ['--format', format], exit: 0 };
      const [one, two] = [await run(given), await run(given)];
      looks(one.out);
      assert.equal(one.exit, 0);
      assert.equal(one.out, two.out);
    });
  }
});
