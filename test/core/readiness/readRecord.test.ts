import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { parseInstant } from '../../../src/core/base/instant.ts';
import { isUnsafe, readRecord } from '../../../src/core/readiness/readRecord.ts';
import { emptyRecord } from '../../../src/core/readiness/record.ts';

const file = 'releases/1.4.0/release.yml';

function check(text: string, expected: readonly string[]): void {
  const { findings, value } = readRecord(text, file);
  const shown = findings.map(({ code, where, args }) =>
    `${where.line}:${where.column} ${code} ${args['key'] ?? ''}`.trim(),
  );
  assert.deepEqual(shown, expected);
  if (findings.some(isUnsafe)) assert.equal(value, emptyRecord);
}

const cases: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
  ['nothing', '', []],
  ['an unknown key', 'planed_start: 2026-11-24T09:00:00Z', ['1:1 unknownKey planed_start']],
  ['a day that does not exist', 'planned_start: 2026-02-30T09:00:00Z', ['1:16 badInstant planned_start']],
  ['a time without a zone', 'planned_start: 2026-11-24T09:00:00', ['1:16 badInstant planned_start']],
  ['a time in another zone', 'planned_start: 2026-11-24T09:00:00+01:00', ['1:16 badInstant planned_start']],
  ['24 hours', 'started: 2026-11-24T24:00:00Z', ['1:10 badInstant started']],
  ['a date alone', 'verified: 2026-11-24', ['1:11 badInstant verified']],
  ['a type that is none', 'type: huge', ['1:7 wrongType type']],
  ['a sign-off without a role', 'signoffs: [{ by: "@a" }]', ['1:12 wrongType signoffs[1].role']],
  ['a commit that is none', 'signoffs: [{ role: qa, commit: main }]', ['1:32 wrongType signoffs[1].commit']],
  ['a map for a list', 'decisions: { verdict: go }', ['1:12 wrongType decisions']],
  ['an override without a freeze', 'overrides: [{ by: "@a" }]', ['1:13 wrongType overrides[1].freeze']],
  ['quality of any kind', 'quality: { coverage: 84.2, p95_ms: { before: 1 } }', []],
];

describe('readRecord', () => {
  for (const [name, text, expected] of cases) it(name, () => check(text, expected));

  it('reads versions and commits as they are written', () => {
    const { value, findings } = readRecord(
      [
        'version: 1.10',
        'type: minor',
        'planned_start: 2026-11-24T09:00Z',
        'signoffs:',
        '  - { role: qa, by: "@a", at: 2026-11-23T15:10:00.5Z, commit: 1234567 }',
        '  - { role: pm, commit: 1E10 }',
        'deployments:',
        '  - { env: production, ref: v1.10, finished: 2026-11-24T09:20:00Z, outcome: succeeded }',
      ].join('\n'),
      file,
    );
    assert.deepEqual(findings, []);
    assert.equal(value.version, '1.10');
    assert.equal(value.plannedStart, parseInstant('2026-11-24T09:00:00Z'));
    assert.deepEqual(value.signOffs, [
      {
        role: 'qa',
        by: '@a',
        at: (parseInstant('2026-11-23T15:10:00Z') ?? 0) + 500,
        commit: '1234567',
        line: 5,
      },
      { role: 'pm', commit: '1e10', line: 6 },
    ]);
    assert.deepEqual(value.deployments, [
      {
        env: 'production',
        ref: 'v1.10',
        finished: parseInstant('2026-11-24T09:20:00Z'),
        outcome: 'succeeded',
        line: 8,
      },
    ]);
  });

  it('drops nothing that the format knows', () => {
    const at = (text: string): number => parseInstant(text) ?? Number.NaN;
    const { value, findings } = readRecord(
      [
        'planned: false',
        'owner: "@ana"',
        'template: { path: guide, sha256: 9F00 }',
        'signoffs: [{ role: qa, items_sha256: 9F, note: twice }]',
        'deployments: [{ env: production, commit: 1A2B3C4, planned: false, by: "@ops", note: slow }]',
        'rollbacks: [{ decided: 2026-11-24T09:26:00Z, reason: errors, to: v1.3.2, incident: 7, by: "@rm", finished: 2026-11-24T09:30:00Z }]',
        'decisions: [{ verdict: delay, checklist_sha256: AB, blockers: 2, waived: [a], planned_start: 2026-11-25T09:00:00Z }]',
        'overrides: [{ freeze: year end, at: 2026-12-20T09:00:00Z }]',
        'issues_found: [{ at: 2026-11-25T10:00:00Z, id: "#512", phase: production, note: late }]',
        'quality: { coverage: 84.2, p95_ms: { before: 210, after: 205 } }',
      ].join('\n'),
      file,
    );
    assert.deepEqual(findings, []);
    assert.deepEqual(JSON.parse(JSON.stringify(value)), {
      planned: false,
      owner: '@ana',
      template: { path: 'guide', sha256: '9f00' },
      signOffs: [{ role: 'qa', itemsSha256: '9f', note: 'twice', line: 4 }],
      deployments: [
        { env: 'production', commit: '1a2b3c4', planned: false, by: '@ops', note: 'slow', line: 5 },
      ],
      rollbacks: [
        {
          decided: at('2026-11-24T09:26:00Z'),
          reason: 'errors',
          to: 'v1.3.2',
          finished: at('2026-11-24T09:30:00Z'),
          incident: '7',
          by: '@rm',
          line: 6,
        },
      ],
      decisions: [
        {
          verdict: 'delay',
          checklistSha256: 'ab',
          blockers: 2,
          waived: ['a'],
          plannedStart: at('2026-11-25T09:00:00Z'),
          line: 7,
        },
      ],
      overrides: [{ freeze: 'year end', at: at('2026-12-20T09:00:00Z'), line: 8 }],
      alarms: [],
      issuesFound: [
        { at: at('2026-11-25T10:00:00Z'), id: '#512', phase: 'production', note: 'late', line: 9 },
      ],
      quality: { coverage: 84.2, p95_ms: { before: 210, after: 205 } },
    });
  });

  it('agrees with the schema for editors', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../../schemas/release.schema.json', import.meta.url), 'utf8'),
    ) as object;
    const valid = new Ajv({ strict: false }).compile(schema);
    const scalar = fc.constantFrom<unknown>(
      1,
      1.5,
      true,
      null,
      '',
      'x',
      'go',
      'minor',
      '2026-11-24T09:00:00Z',
      '2026-11-24',
      'abcdef1',
      'main',
      [],
    );
    const keys = [
      'role',
      'by',
      'at',
      'commit',
      'env',
      'ref',
      'started',
      'finished',
      'decided',
      'verified',
      'verdict',
      'blockers',
      'waived',
      'freeze',
      'reason',
      'id',
      'path',
      'planned_start',
      'odd',
    ];
    const map = fc.dictionary(fc.constantFrom(...keys), scalar, { maxKeys: 3, noNullPrototype: true });
    const value = fc.oneof(scalar, map, fc.array(fc.oneof(scalar, map), { maxLength: 1 }));
    const tops = [
      'schema',
      'version',
      'type',
      'previous',
      'planned_start',
      'planned',
      'template',
      'signoffs',
      'deployments',
      'rollbacks',
      'decisions',
      'overrides',
      'issues_found',
      'quality',
      'odd',
    ];
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...tops), value, { maxKeys: 2, noNullPrototype: true }),
        (record) => {
          // A number is no hexadecimal name for the schema language.
          fc.pre(!/"commit":[\d.]/.test(JSON.stringify(record)));
          const { findings } = readRecord(JSON.stringify(record), file);
          assert.equal(
            valid(record),
            findings.length === 0,
            JSON.stringify({ record, findings, errors: valid.errors }),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});
