import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseInstant } from '../../src/core/base/instant.ts';
import { assess, reassess, reread, type Scope } from '../../src/core/engine.ts';
import { leftOutSentence } from '../../src/core/readiness/catalog.ts';
import { explainVerdict, headline, whatTurnsItGreen } from '../../src/core/readiness/explain.ts';
import { memoryPorts, type World } from '../support/memoryPorts.ts';

const list = '# Release\n\n## Readiness\n\n- [x] Tests pass\n- [ ] Notes written\n- [x] Version tagged\n';
const done = list.replaceAll('[ ]', '[x]');
const now = parseInstant('2026-11-23T09:00:00Z') ?? 0;

/** Releases as `key name verdict done/total`, then what was left out as `file why`. */
async function check(files: World['files'], scope: Scope, expected: readonly string[]): Promise<void> {
  const { readiness, leftOut } = await assess(memoryPorts({ files, now }), scope);
  const shown = [
    ...readiness.map((one) => `${one.key} ${one.name} ${one.verdict} ${one.done}/${one.total}`),
    ...leftOut.map((one) => `${one.file} ${one.why}`),
  ];
  assert.deepEqual(shown, expected);
  for (const one of leftOut) assert.doesNotMatch(leftOutSentence(one), /\{\w+\}/);
}

const unreadable = { status: 'unreadable', reason: 'denied', detail: 'EACCES' } as const;
const cases: readonly (readonly [
  name: string,
  files: World['files'],
  scope: Scope,
  expected: readonly string[],
])[] = [
  ['an empty folder', {}, {}, []],
  ['one checklist', { 'RELEASE.md': list }, {}, ['RELEASE.md Release noGo 2/3']],
  ['a finished checklist', { 'RELEASE.md': done }, {}, ['RELEASE.md Release go 3/3']],
  ['prose', { 'RELEASE.md': '# How we release\n\nWith care.\n' }, {}, ['RELEASE.md noTasks']],
  ['a file that is named', { 'todo.md': '- [x] a\n' }, { files: ['todo.md'] }, ['todo.md todo.md go 1/1']],
  ['prose that is named', { 'todo.md': 'text' }, { files: ['todo.md'] }, ['todo.md todo.md unknown 0/0']],
  ['a file that is not there', {}, { files: ['gone.md'] }, ['gone.md gone.md unknown 0/0']],
  [
    'a checklist that cannot be read',
    { 'RELEASE.md': unreadable },
    {},
    ['RELEASE.md RELEASE.md unknown 0/0'],
  ],
  ['a file that is included', { 'odd.md': '- [x] a\n' }, { include: ['odd.md'] }, ['odd.md odd.md go 1/1']],
  [
    'a file that is left out by hand',
    { 'RELEASE.md': list },
    { exclude: ['RELEASE.md'] },
    ['RELEASE.md byHand'],
  ],
  ['dependencies', { 'node_modules/a/RELEASE.md': list }, {}, []],
  [
    'everything that is there',
    { 'a.md': '- [ ] buy milk\n- [ ] b\n- [ ] c\n', 'b.md': 'text' },
    { find: 'all' },
    ['a.md noReleaseWords'],
  ],
  [
    'a policy that names the checklists',
    { 'releases/policy.yml': 'checklists: ["go/*.md"]', 'go/a.md': '- [x] a\n', 'RELEASE.md': list },
    {},
    ['go/a.md go/a.md go 1/1'],
  ],
  [
    'a policy with an error',
    { 'releases/policy.yml': 'timezone: X/Y', 'RELEASE.md': done },
    {},
    ['RELEASE.md Release unknown 3/3'],
  ],
  [
    'a policy that is a folder',
    { 'releases/policy.yml': { ...unreadable, reason: 'notAFile' }, 'RELEASE.md': done },
    {},
    ['RELEASE.md Release unknown 3/3'],
  ],
  [
    'a policy that was named and is not there',
    { 'RELEASE.md': done },
    { policyFile: 'p.yml' },
    ['RELEASE.md Release unknown 3/3'],
  ],
  [
    'release folders beside a template',
    {
      'RELEASE.md': list,
      'releases/1.4.0/checklist.md': done,
      'releases/1.4.0/release.yml': 'version: 1.4.0\ntype: minor\n',
      'releases/1.5.0/checklist.md': list,
    },
    {},
    ['releases/1.4.0 1.4.0 go 3/3', 'releases/1.5.0 1.5.0 noGo 2/3', 'RELEASE.md template'],
  ],
  [
    'one release out of several',
    { 'releases/1.4.0/checklist.md': done, 'releases/1.5.0/checklist.md': list },
    { release: 'v1.5.0' },
    ['releases/1.5.0 1.5.0 noGo 2/3', 'releases/1.4.0/checklist.md otherRelease'],
  ],
  [
    'a release that is not there',
    { 'releases/1.4.0/checklist.md': done },
    { release: '9' },
    ['releases/9 9 unknown 0/0', 'releases/1.4.0/checklist.md otherRelease'],
  ],
  [
    'a template for the release that is asked for',
    { 'RELEASE.md': done },
    { release: '2.0.0' },
    ['RELEASE.md 2.0.0 go 3/3'],
  ],
  [
    'two files of one release',
    { 'releases/1.4.0/checklist.md': done, 'releases/1.4.0/qa-checklist.md': list },
    {},
    ['releases/1.4.0 1.4.0 noGo 5/6'],
  ],
  [
    'a record with an error',
    { 'releases/1.4.0/checklist.md': done, 'releases/1.4.0/release.yml': 'started: soon' },
    {},
    ['releases/1.4.0 1.4.0 unknown 3/3'],
  ],
  [
    'a record that cannot be read',
    { 'releases/1.4.0/checklist.md': done, 'releases/1.4.0/release.yml': unreadable },
    {},
    ['releases/1.4.0 1.4.0 unknown 3/3'],
  ],
];

describe('assess', () => {
  for (const [name, files, scope, expected] of cases) it(name, () => check(files, scope, expected));

  it('takes the type from the call, the record, the checklist, in this order', async () => {
    const choice = `Release Type: [ ] Patch [ ] Minor [x] Major\n\n${done}`;
    const files = { 'releases/1/checklist.md': choice, 'releases/1/release.yml': 'type: minor' };
    const typeOf = async (world: World, scope: Scope = {}): Promise<string | undefined> =>
      (await assess(memoryPorts(world), scope)).readiness[0]?.type;
    assert.equal(await typeOf({ files }, { type: 'patch' }), 'patch');
    assert.equal(await typeOf({ files }), 'minor');
    assert.equal(await typeOf({ files: { 'releases/1/checklist.md': choice } }), 'major');
    assert.equal(await typeOf({ files: { 'releases/1/checklist.md': done } }), undefined);
  });

  it('compares with the commit that is checked out', async () => {
    const git = { state: 'ready', commit: 'b'.repeat(40) } as const;
    const files = {
      'RELEASE.md': done.replace('Tests pass', 'Tests pass — [run](https://example.test/1) · at aaaaaaa'),
    };
    const { readiness } = await assess(memoryPorts({ files, git, now }));
    assert.deepEqual(
      readiness[0]?.reasons.map(({ code }) => code),
      ['evidenceStale', 'typeUndeclared'],
    );
  });
});

describe('reread', () => {
  const world = {
    now,
    files: {
      'releases/policy.yml': 'timezone: UTC',
      'releases/1/checklist.md': list,
      'releases/1/release.yml': 'type: minor',
      'releases/2/checklist.md': list,
    },
  };
  const verdicts = (all: Awaited<ReturnType<typeof assess>>): readonly string[] =>
    all.readiness.map(({ verdict, type }) => `${verdict} ${type ?? ''}`.trim());

  it('looks at evidence that is named while somebody writes, once', async () => {
    const files = { 'RELEASE.md': done, 'out/a.xml': '<testsuites><testsuite>' };
    const ports = memoryPorts({ files, now });
    const first = await assess(ports);
    const named = done.replace('Tests pass', 'Tests pass \u2014 [report](out/a.xml)');
    const second = await reread(first, 'RELEASE.md', named, now, ports);
    assert.deepEqual(second.proof?.files, { 'out/a.xml': { found: 'broken' } });
    assert.deepEqual(
      second.readiness.flatMap(({ reasons }) => reasons.map(({ code }) => code)),
      ['resultUnread', 'typeUndeclared'],
    );
    const later = memoryPorts({ files: { 'out/a.xml': '<testsuites></testsuites>' }, now });
    const third = await reread(second, 'RELEASE.md', `${named}\n`, now, later);
    assert.deepEqual(third.proof?.files, second.proof?.files);
  });

  it('reads the changed checklist alone', async () => {
    const ports = memoryPorts(world);
    const first = await assess(ports);
    const reads = ports.read.length;
    const second = await reread(first, 'releases/1/checklist.md', done, now);
    assert.equal(ports.read.length, reads);
    assert.deepEqual(verdicts(first), ['noGo minor', 'noGo']);
    assert.deepEqual(verdicts(second), ['go minor', 'noGo']);
    assert.equal(second.inputs[1], first.inputs[1]);
  });

  it('reads a changed record or policy', async () => {
    const first = await assess(memoryPorts(world));
    assert.deepEqual(verdicts(await reread(first, 'releases/1/release.yml', 'type: major', now)), [
      'noGo major',
      'noGo',
    ]);
    assert.deepEqual(verdicts(await reread(first, 'releases/1/release.yml', 'type: odd', now)), [
      'unknown',
      'noGo',
    ]);
    assert.deepEqual(verdicts(await reread(first, 'releases/policy.yml', 'timezone: 1', now)), [
      'unknown minor',
      'unknown',
    ]);
  });

  it('gives the same value back for any other file', async () => {
    const first = await assess(memoryPorts(world));
    assert.equal(await reread(first, 'README.md', done, now), first);
  });

  it('judges the same facts at another time', async () => {
    const files = {
      'releases/policy.yml': 'freeze: [{ name: year end, from: 2026-12-18, to: 2027-01-04 }]',
      'RELEASE.md': done,
    };
    const first = await assess(memoryPorts({ files, now }));
    const later = reassess(first, parseInstant('2026-12-24T00:00:00Z') ?? 0);
    assert.deepEqual([...verdicts(first), ...verdicts(later)], ['go', 'noGo']);
  });
});

describe('explain', () => {
  const options = { now, timezone: 'UTC' };
  it('says what stands in the way and what turns it green', async () => {
    const { readiness } = await assess(memoryPorts({ files: { 'RELEASE.md': list }, now }));
    const [one] = readiness;
    assert.ok(one !== undefined);
    assert.deepEqual(explainVerdict(one, options), [
      'NO-GO: 1 of 3 items before production is in the way',
      'RELEASE.md:6: Open: Notes written',
      'The release type is not known.',
    ]);
    assert.deepEqual(whatTurnsItGreen(one), [
      'RELEASE.md:6: Do it and tick it: Notes written: release-readiness tick RELEASE.md:6',
    ]);
  });

  it('has nothing to ask for a GO', async () => {
    const { readiness } = await assess(memoryPorts({ files: { 'RELEASE.md': done }, now }));
    const [one] = readiness;
    assert.ok(one !== undefined);
    assert.equal(headline(one, options), 'GO: 3 of 3 before production are done');
    assert.deepEqual(whatTurnsItGreen(one), []);
  });
});
