import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseInstant } from '../../../src/core/base/instant.ts';
import { assess } from '../../../src/core/engine.ts';
import { readMarkdown } from '../../../src/core/checklist/readMarkdown.ts';
import { guidePolicy } from '../../../src/core/policy/guide.ts';
import { reasonSentence } from '../../../src/core/readiness/catalog.ts';
import { askedDigest } from '../../../src/core/readiness/since.ts';
import type { ItemPart } from '../../support/releases.ts';
import { checklist, item, section, source } from '../../support/releases.ts';
import { memoryPorts } from '../../support/memoryPorts.ts';

const now = parseInstant('2026-11-23T09:00:00Z') ?? 0;
const head = 'f'.repeat(40);
const signed = '1a2b3c4';
const list = 'releases/1.4.0/checklist.md';

interface Case {
  /** Files that differ from the commit that was signed; undefined: git cannot tell. */
  readonly changed: readonly string[] | undefined;
  readonly text?: string;
  readonly signOff?: string;
  /** Sentences beside the unknown type; none for a sign-off that holds. */
  readonly says: readonly string[];
}

const ticked = '# Release 1.4.0\n\n## Testing\n\n- [x] Unit tests pass\n';

async function check({ changed, text = ticked, signOff, says }: Case): Promise<void> {
  const record = `version: 1.4.0\nsignoffs: [${signOff ?? `{ role: qa, by: "@ana", commit: ${signed} }`}]\n`;
  const ports = memoryPorts({
    files: {
      [list]: text,
      'releases/1.4.0/release.yml': record,
      'releases/policy.yml': 'gates: [{ id: pre, sections: [Testing], signoff: [qa] }]\n',
    },
    git: { state: 'ready', commit: head },
    ...(changed === undefined ? {} : { changedSince: { [signed]: { files: changed } } }),
    now,
  });
  const { readiness } = await assess(ports);
  const sentences = (readiness[0]?.reasons ?? [])
    .filter(({ code }) => code !== 'typeUndeclared')
    .map(reasonSentence);
  assert.deepEqual(sentences, says);
}

const stale = (what: string): string => `The sign-off by qa is for another commit (${what}).`;
const cases: readonly (readonly [name: string, input: Case])[] = [
  ['the record alone', { changed: ['releases/1.4.0/release.yml'], says: [] }],
  [
    'record, checklist, decisions, notes and an incident',
    {
      changed: [
        list,
        'releases/1.4.0/release.yml',
        'releases/1.4.0/decisions/2026-11-23T090000Z-go.yml',
        'releases/1.4.0/notes.md',
        'incidents/2026-11-23-slow.md',
      ],
      says: [],
    },
  ],
  ['nothing, on another branch', { changed: [], says: [] }],
  [
    'code beside the record',
    {
      changed: ['releases/1.4.0/release.yml', 'src/x.ts'],
      says: [stale('1 file since 1a2b3c4, first src/x.ts')],
    },
  ],
  ['several files', { changed: ['b.ts', 'c.ts'], says: [stale('2 files since 1a2b3c4, first b.ts')] }],
  [
    'code in the folder of the release',
    {
      changed: ['releases/1.4.0/migrate.sql'],
      says: [stale('1 file since 1a2b3c4, first releases/1.4.0/migrate.sql')],
    },
  ],
  [
    'the record of another release',
    {
      changed: ['releases/1.5.0/release.yml'],
      says: [stale('1 file since 1a2b3c4, first releases/1.5.0/release.yml')],
    },
  ],
  [
    'the policy',
    {
      changed: ['releases/policy.yml'],
      says: [stale('1 file since 1a2b3c4, first releases/policy.yml')],
    },
  ],
  ['what git cannot say', { changed: undefined, says: ['The sign-off by qa is for another commit.'] }],
  [
    'a name that would be markup or a control character',
    { changed: ['a\u001b[31m.ts'], says: [stale('1 file since 1a2b3c4, first a<U+001B>[31m.ts')] },
  ],
  [
    'evidence that was written down afterwards',
    {
      changed: [list],
      text: ticked.replace('pass', 'pass — [run](https://example.com/1) · at 1a2b3c4'),
      says: [],
    },
  ],
  [
    'evidence for other code',
    {
      changed: ['src/x.ts'],
      signOff: '{ role: qa, by: "@ana" }',
      text: ticked.replace('pass', 'pass — [run](https://example.com/1) · at 1a2b3c4'),
      says: [
        'Proved at commit 1a2b3c4, which is not this one: Unit tests pass (1 file since 1a2b3c4, first src/x.ts)',
      ],
    },
  ],
  [
    'items that are others than those that were signed',
    {
      changed: [list],
      signOff: `{ role: qa, by: "@ana", commit: ${signed}, items_sha256: ${'a'.repeat(64)} }`,
      says: ['The checklist asks for something else than what @ana has signed for qa.'],
    },
  ],
];

describe('what a sign-off or a proof outlives', () => {
  for (const [name, input] of cases) it(name, () => check(input));

  it('asks git once for each commit, and not for the one that is checked out', async () => {
    const asked: string[] = [];
    const ports = memoryPorts({
      files: {
        [list]: `# R\n\n## Testing\n\n- [x] a — at 1a2b3c4\n- [x] b — at 1A2B3C4\n- [x] c — at ${head.slice(0, 9)}\n`,
      },
      git: { state: 'ready', commit: head },
      now,
    });
    await assess({
      ...ports,
      git: {
        state: () => ports.git.state(),
        changedSince: (commits) => {
          asked.push(...commits);
          return Promise.resolve(new Map());
        },
      },
    });
    assert.deepEqual(asked, [signed]);
  });
});

describe('digest of what a checklist asks', () => {
  const digest = (...items: readonly (ItemPart | string)[]): string =>
    askedDigest(guidePolicy, [
      source(
        checklist([
          section('area', 'Testing', items),
          section('stage', 'After', ['[ ] z'], { phase: 'after' }),
        ]),
      ),
    ]);
  const base = digest('[ ] a', '[ ] b');

  const same: readonly (readonly [name: string, items: readonly (ItemPart | string)[]])[] = [
    ['a tick', ['[x] a', '[ ] b']],
    ['another order', ['[ ] b', '[ ] a']],
    ['a state on the way', ['[/] a', '[!] b']],
    ['an owner, a due time and evidence', [item('[ ] a', { owners: ['@ana'], evidence: [] }), '[ ] b']],
    ['an id', [item('[ ] a', { keys: { id: 'x' } }), '[ ] b']],
  ];
  for (const [name, items] of same) it(`stays with ${name}`, () => assert.equal(digest(...items), base));

  const other: readonly (readonly [name: string, items: readonly (ItemPart | string)[]])[] = [
    ['other words', ['[ ] a2', '[ ] b']],
    ['an item more', ['[ ] a', '[ ] b', '[ ] c']],
    ['an item less', ['[ ] a']],
    ['an item twice', ['[ ] a', '[ ] b', '[ ] b']],
    ['an item that no longer applies', ['[-] a', '[ ] b']],
    ['a waiver', ['[w] a', '[ ] b']],
    ['a key that makes it optional', [item('[ ] a', { keys: { gate: 'optional' } }), '[ ] b']],
    [
      'a condition',
      [item('[ ] a', { condition: { text: 'if so', predicate: { kind: 'optional' } } }), '[ ] b'],
    ],
  ];
  for (const [name, items] of other) {
    it(`changes with ${name}`, () => assert.notEqual(digest(...items), base));
  }

  const excused = ['waived until 2026-12-01 by @cto: old screen', 'N/A: no traffic change'];
  for (const note of excused) {
    it(`stays with a tick beside "${note.slice(0, 6)}"`, () => {
      const options = { file: 'checklist.md', reader: 'full' } as const;
      const of = (box: string): string =>
        askedDigest(guidePolicy, [
          source(readMarkdown(`## Testing\n\n- [${box}] Load test \u2014 ${note}\n- [ ] b\n`, options).value),
        ]);
      assert.equal(of('x'), of(' '));
    });
  }

  it('looks only at what stands before the decision', () => {
    const after = (text: string): string =>
      askedDigest(guidePolicy, [
        source(
          checklist([
            section('area', 'Testing', ['[ ] a']),
            section('stage', 'After', [`[ ] ${text}`], { phase: 'after' }),
          ]),
        ),
      ]);
    assert.equal(after('x'), after('y'));
  });
});
