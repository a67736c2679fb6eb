import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { parseInstant } from '../../../src/core/base/instant.ts';
import { assess, reread } from '../../../src/core/engine.ts';
import { reasonFix, reasonSentence } from '../../../src/core/readiness/catalog.ts';
import type { Readiness } from '../../../src/core/readiness/model.ts';
import { readDecision } from '../../../src/core/readiness/readRecord.ts';
import { memoryPorts, type World } from '../../support/memoryPorts.ts';

const now = parseInstant('2026-11-23T09:00:00Z') ?? 0;
const done = '# Release 1.4.0\n\n## Testing\n\n- [x] Unit tests pass\n';
const open = done.replace('[x]', '[ ]');
const folder = 'releases/1.4.0';

interface Case {
  /** Entries of the list in the record. */
  readonly list?: readonly string[];
  /** Files in `decisions`, by name. */
  readonly files?: World['files'];
  readonly text?: string;
  /** `verdict; sentence @ file:line` of what decisions say. */
  readonly says: string;
}

async function read({ list = [], files = {}, text = done }: Omit<Case, 'says'>): Promise<Readiness> {
  const own = Object.entries(files).map(([name, value]) => [`${folder}/decisions/${name}`, value] as const);
  const entries = list.map((entry) => `  - ${entry}\n`).join('');
  const ports = memoryPorts({
    files: {
      [`${folder}/checklist.md`]: text,
      ...(entries === '' ? {} : { [`${folder}/release.yml`]: `version: 1.4.0\ndecisions:\n${entries}` }),
      ...Object.fromEntries(own),
    },
    now,
  });
  const [readiness] = (await assess(ports)).readiness;
  assert.ok(readiness !== undefined);
  return readiness;
}

const told = ({ verdict, reasons }: Readiness): string =>
  [
    verdict,
    ...reasons
      .filter(({ code }) => code.startsWith('recorded') || code.startsWith('record'))
      .map((reason) => `${reasonSentence(reason)} @ ${reason.where?.file}:${reason.where?.line}`),
  ].join('; ');

async function check({ says, ...given }: Case): Promise<void> {
  assert.equal(told(await read(given)), says);
}

const record = `${folder}/release.yml`;
const go = (at: string, more = ''): string => `{ at: ${at}, verdict: go${more} }`;
const cases: readonly (readonly [name: string, input: Case])[] = [
  ['no decision', { says: 'go' }],
  [
    'a go in a file without a record',
    { files: { 'a.yml': 'at: 2026-11-23T08:00:00Z\nverdict: go\n' }, says: 'go' },
  ],
  [
    'a no-go in a file',
    {
      files: { 'a.yml': 'at: 2026-11-23T08:00:00Z\nby: "@rm"\nverdict: no-go\n' },
      says: `conditionalGo; The last recorded decision is NO-GO (@rm). @ ${folder}/decisions/a.yml:1`,
    },
  ],
  [
    'a newer go in the list',
    {
      list: [go('2026-11-23T08:30:00Z')],
      files: { 'a.yml': 'at: 2026-11-23T08:00:00Z\nverdict: no-go\n' },
      says: 'go',
    },
  ],
  [
    'an older go in the list',
    {
      list: [go('2026-11-23T07:30:00Z')],
      files: { 'a.yml': 'at: 2026-11-23T08:00:00Z\nverdict: no-go\n' },
      says: `conditionalGo; The last recorded decision is NO-GO. @ ${folder}/decisions/a.yml:1`,
    },
  ],
  [
    'two of one moment: the more careful one',
    {
      files: {
        'a.yml': 'at: 2026-11-23T08:00:00Z\nverdict: no-go\n',
        'b.yml': 'at: 2026-11-23T08:00:00Z\nverdict: go\n',
      },
      says: `conditionalGo; The last recorded decision is NO-GO. @ ${folder}/decisions/a.yml:1`,
    },
  ],
  [
    'a file without a time',
    {
      files: { 'a.yml': 'verdict: go\n' },
      says: `unknown; The release record has an error: at is missing; expected a value. @ ${folder}/decisions/a.yml:1`,
    },
  ],
  [
    'a file that cannot be read',
    {
      files: { 'a.yml': { status: 'unreadable', reason: 'denied', detail: 'EACCES' } },
      says: `unknown; The release record has an error: The file cannot be read: EACCES. @ ${folder}/decisions/a.yml:1`,
    },
  ],
  [
    'a delay',
    {
      list: ['{ at: 2026-11-23T08:00:00Z, verdict: delay, planned_start: 2026-11-25T09:00:00Z }'],
      says: `conditionalGo; The release is delayed to Wed 09:00. @ ${record}:3`,
    },
  ],
  [
    'a delay that is over',
    {
      list: ['{ at: 2026-11-20T08:00:00Z, verdict: delay, planned_start: 2026-11-22T09:00:00Z }'],
      says: `go; The release is delayed to Sun 09:00. @ ${record}:3`,
    },
  ],
  [
    'a delay without a new start',
    {
      list: ['{ at: 2026-11-23T08:00:00Z, verdict: delay }'],
      says: `conditionalGo; The release is delayed to a later time. @ ${record}:3`,
    },
  ],
  [
    'a go with blockers, while something is open',
    {
      list: [go('2026-11-23T08:00:00Z', ', by: "@rm", blockers: 3')],
      text: open,
      says: `noGo; Recorded GO with 3 blockers (@rm). @ ${record}:3`,
    },
  ],
  [
    'a go with a blocker that is done by now',
    {
      list: [go('2026-11-23T08:00:00Z', ', by: "@rm", blockers: 1')],
      says: `go; Recorded GO with 1 blocker (@rm). @ ${record}:3`,
    },
  ],
  [
    'a go without blockers',
    { list: [go('2026-11-23T08:00:00Z', ', blockers: 0')], text: open, says: 'noGo' },
  ],
];

describe('recorded decisions', () => {
  for (const [name, input] of cases) it(name, () => check(input));

  it('takes the planned start of a delay where the record has none', async () => {
    const delayed = 'at: 2026-11-23T08:00:00Z\nverdict: delay\nplanned_start: 2026-11-25T09:00:00Z\n';
    const readiness = await read({ files: { 'a.yml': delayed } });
    assert.equal(readiness.plannedStart, parseInstant('2026-11-25T09:00:00Z'));
  });

  it('blames nobody for a delay', async () => {
    const delayed =
      '{ at: 2026-11-23T08:00:00Z, by: "@rm", verdict: delay, planned_start: 2026-11-25T09:00:00Z }';
    const readiness = await read({ list: [delayed] });
    const words = readiness.reasons
      .map((reason) => `${reasonSentence(reason)} ${reasonFix(reason)}`)
      .join(' ');
    assert.doesNotMatch(words, /@rm|fail|late|blame|missed/i);
  });

  it('agrees with the schema for editors', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../../schemas/decision.schema.json', import.meta.url), 'utf8'),
    ) as object;
    const valid = new Ajv({ strict: false }).compile(schema);
    const scalar = fc.constantFrom<unknown>(1, true, null, '', 'go', '2026-11-24T09:00:00Z', 'abcdef1', []);
    const keys = ['at', 'by', 'verdict', 'commit', 'blockers', 'waived', 'planned_start', 'note', 'odd'];
    const shape = fc.dictionary(fc.constantFrom(...keys), scalar, { noNullPrototype: true });
    const sound = { at: '2026-11-24T09:00:00Z', verdict: 'go' };
    fc.assert(
      fc.property(shape, fc.boolean(), (odd, base) => {
        const data = base ? { ...sound, ...odd } : odd;
        const { findings } = readDecision(JSON.stringify(data), 'a.yml');
        assert.equal(valid(data), findings.length === 0, JSON.stringify(data));
      }),
      { numRuns: 500 },
    );
  });

  it('follows a file of a decision while it is edited', async () => {
    const file = `${folder}/decisions/a.yml`;
    const text = 'at: 2026-11-23T08:00:00Z\nverdict: go\n';
    const before = await assess(
      memoryPorts({ files: { [`${folder}/checklist.md`]: done, [file]: text }, now }),
    );
    const after = await reread(before, file, text.replace('go\n', 'no-go\n'), now);
    assert.deepEqual(
      [before, after].map(({ readiness }) => readiness[0]?.verdict),
      ['go', 'conditionalGo'],
    );
  });
});
