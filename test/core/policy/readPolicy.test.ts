import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { fill } from '../../../src/core/base/catalog.ts';
import { hour } from '../../../src/core/base/instant.ts';
import { policyCatalog, policyFindingCodes } from '../../../src/core/policy/catalog.ts';
import { guidePolicy } from '../../../src/core/policy/guide.ts';
import { readPolicy } from '../../../src/core/policy/readPolicy.ts';

const file = 'releases/policy.yml';

/** Findings as `line:column code key`. */
function check(text: string, expected: readonly string[]): void {
  const { findings, value } = readPolicy(text, file);
  const shown = findings.map(({ code, where, args }) =>
    [`${where.line}:${where.column}`, code, args['key']].filter((part) => part !== undefined).join(' '),
  );
  assert.deepEqual(shown, expected);
  const broken = findings.some(({ code }) => policyCatalog[code].severity === 'error');
  if (broken) assert.equal(value, guidePolicy);
  for (const { code, args } of findings) {
    assert.doesNotMatch(
      fill(policyCatalog[code].sentence + policyCatalog[code].fix, args).replaceAll('{version}', ''),
      /\{\w+\}/,
    );
  }
}

const cases: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
  ['nothing', '', []],
  ['a comment', '# later\n', []],
  ['an empty map', '{}', []],
  ['a byte order mark', '\ufefftimezone: UTC\n', []],
  ['a zone', 'timezone: Europe/Prague', []],
  ['a zone that is none', 'timezone: Europe/Pargue', ['1:11 badZone timezone']],
  ['a number for a zone', 'timezone: 5', ['1:11 wrongType timezone']],
  ['an empty value', 'timezone:', ['1:10 wrongType timezone']],
  ['another schema', 'schema: release-readiness/policy/9', ['1:9 badSchema schema']],
  ['an unknown key', 'a: 1\ntimezone: UTC', ['1:1 unknownKey a']],
  [
    'unknown keys inside',
    'tags: { x: 1 }\ngates:\n  - { id: a, y: 2 }',
    ['1:9 unknownKey tags.x', '3:14 unknownKey gates[1].y'],
  ],
  ['a key of the prototype', '__proto__: { polluted: true }', ['1:1 unknownKey __proto__']],
  ['a duplicate key', 'timezone: UTC\ntimezone: UTC', ['2:1 duplicateKey timezone']],
  [
    'a duplicate key inside',
    'tags:\n  pattern: v{version}\n  pattern: v{version}',
    ['3:3 duplicateKey tags.pattern'],
  ],
  ['an alias', 'areas: &a [x]\nstages: *a', ['2:9 alias']],
  ['a list', '- a', ['1:1 notAMap']],
  ['a sentence', 'just text', ['1:1 notAMap']],
  ['bad syntax', 'a: [1', ['1:6 syntax']],
  ['two documents', 'timezone: UTC\n---\na: 1', ['2:1 severalDocuments']],
  ['deep nesting', `roles: ${'['.repeat(40)}${']'.repeat(40)}`, ['1:40 tooDeep']],
  ['a large file', `# ${'x'.repeat(70_000)}`, ['1:1 tooLarge']],
  ['a bad unit', 'tminus_unit: weeks', ['1:14 wrongType tminus_unit']],
  ['a pattern with too many wildcards', 'checklists: ["*a*a*a*a*a*a*a"]', ['1:14 badGlob checklists[1]']],
  ['a pattern that leaves the folder', 'exclude: ["../x"]', ['1:11 badGlob exclude[1]']],
  ['a tag pattern without a version', 'tags: { pattern: release }', ['1:18 badTagPattern tags.pattern']],
  ['a gate without a name', 'gates: [{ due: T-24h }]', ['1:9 wrongType gates[1].id']],
  ['a gate with a bare offset', 'gates: [{ id: a, due: T-24 }]', ['1:23 badOffset gates[1].due']],
  ['two gates of one name', 'gates: [{ id: a }, { id: a }]', ['1:26 duplicateName gates[2].id']],
  [
    'a duration without a unit',
    'thresholds: { advance_notice: "48" }',
    ['1:31 badDuration thresholds.advance_notice'],
  ],
  [
    'a span that runs backwards',
    'thresholds: { monitoring: 48-24h }',
    ['1:27 badRange thresholds.monitoring'],
  ],
  ['a freeze without a time', 'freeze: [{ name: f }]', ['1:10 freezeWithoutTime freeze[1]']],
  [
    'a freeze with half a date',
    'freeze: [{ name: f, from: 2026-12-18 }]',
    ['1:10 freezeWithoutTime freeze[1]'],
  ],
  [
    'a freeze with two kinds of time',
    'freeze: [{ name: f, from: 2026-12-18, to: 2026-12-19, weekly: "Fri 12:00 - Mon 06:00" }]',
    ['1:10 freezeWithoutTime freeze[1]'],
  ],
  [
    'a freeze on a day that does not exist',
    'freeze: [{ name: f, from: 2026-02-30, to: 2026-03-01 }]',
    ['1:27 badDate freeze[1].from'],
  ],
  [
    'a freeze that runs backwards',
    'freeze: [{ name: f, from: 2026-03-02, to: 2026-03-01 }]',
    ['1:10 freezeBackwards freeze[1]'],
  ],
  [
    'a freeze in an odd week',
    'freeze: [{ name: f, weekly: "Fry 12:00 - Mon 06:00" }]',
    ['1:29 badWeekly freeze[1].weekly'],
  ],
  [
    'a freeze for an unknown type',
    'freeze: [{ name: f, weekly: "Fri 12:00 - Mon 06:00", allow: [fix] }]',
    ['1:62 wrongType freeze[1].allow[1]'],
  ],
  [
    'an item without its task',
    'evidence:\n  tasks:\n    - { item: "CI*" }',
    ['3:7 wrongType evidence.tasks[1].task'],
  ],
  ['a list for a map', 'tags: []\nroles: []', ['1:7 wrongType tags', '2:8 wrongType roles']],
  ['text for a truth', 'waivers: { no_self: "yes" }', ['1:21 wrongType waivers.no_self']],
  ['a fraction of a day', 'waivers: { max_days: 1.5 }', ['1:22 wrongType waivers.max_days']],
  [
    'several errors at once',
    'timezone: X/Y\nareas: a\ntriggers: [1]',
    ['1:11 badZone timezone', '2:8 wrongType areas', '3:12 wrongType triggers[1]'],
  ],
];

describe('readPolicy', () => {
  for (const [name, text, expected] of cases) it(name, () => check(text, expected));

  it('reads every key over the guide', () => {
    const { value, findings } = readPolicy(
      [
        'schema: release-readiness/policy/1',
        'timezone: Europe/Prague',
        'tminus_unit: days',
        'checklists: ["docs/*.md"]',
        'tags: { pattern: "r{version}", stable_only: false }',
        'roles: { qa: "@a, @b", pm: ["@c"] }',
        'types: { patch: { when: "hotfix, security", signoff: [qa] } }',
        'requirements: { legal: { items: ["*licen*"] } }',
        'gates: [{ id: g, sections: [Code], due: T-2d, signoff: [qa], evidence: required }]',
        'facts: { uses_feature_flags: true, ui_paths: ["web/**"] }',
        'evidence: { tasks: [{ item: "CI*", task: "npm: test" }] }',
        'sections: [{ title: Legal, kind: area }]',
        'waivers: { max_days: 7 }',
        'freeze: [{ name: friday, weekly: "Fri 12:00 - Mon 06:00", allow: [hotfix] }]',
        'severity: { SEV-1: { respond: 5m } }',
        'thresholds: { rollback_watch: 30-90m }',
      ].join('\n'),
      file,
    );
    assert.deepEqual(findings, []);
    assert.equal(value.timezone, 'Europe/Prague');
    assert.equal(value.tminusUnit, 'days');
    assert.deepEqual(value.tags, { pattern: 'r{version}', stableOnly: false });
    assert.deepEqual({ ...value.roles }, { qa: ['@a', '@b'], pm: ['@c'] });
    assert.deepEqual(value.types.patch.when, ['hotfix', 'security']);
    assert.deepEqual(value.types.patch.requires, guidePolicy.types.patch.requires);
    assert.deepEqual(value.types.hotfix, guidePolicy.types.hotfix);
    assert.deepEqual(value.requirements['legal'], { items: ['*licen*'], sections: [] });
    assert.deepEqual(value.requirements['code-review'], guidePolicy.requirements['code-review']);
    assert.deepEqual(value.gates, [
      { id: 'g', sections: ['Code'], items: [], due: -48 * hour, signOff: ['qa'], evidence: 'required' },
    ]);
    assert.equal(value.facts.usesFeatureFlags, true);
    assert.equal(value.facts.customerFacing, undefined);
    assert.deepEqual(value.evidence.tasks, [{ item: 'CI*', task: 'npm: test' }]);
    assert.deepEqual(value.waivers, { ...guidePolicy.waivers, maxDays: 7 });
    assert.deepEqual(value.freezes, [
      { name: 'friday', weekly: { fromDay: 5, fromMinute: 720, toDay: 1, toMinute: 360 }, allow: ['hotfix'] },
    ]);
    assert.equal(value.severities.length, 1);
    assert.deepEqual(value.thresholds.rollbackWatch, [hour / 2, 1.5 * hour]);
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
  });

  it('never throws, and never takes a broken policy for a good one', () => {
    const lines = fc.constantFrom(
      'a: [',
      '- x',
      'timezone: 1',
      '? {a: b}',
      '"',
      'roles: &a',
      '<<: *a',
      '!!binary x: 1',
      '\t',
      'gates: null',
      'types: [1]',
      '%YAML 9',
      '...',
      'severity: {a: }',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(lines, fc.string()), { maxLength: 6 }), (parts) => {
        const { value, findings } = readPolicy(parts.join('\n'), file);
        const broken = findings.some(({ code }) => policyCatalog[code].severity === 'error');
        assert.ok(!broken || value === guidePolicy);
      }),
      { numRuns: 300 },
    );
  });

  it('has a sentence and a fix for each code', () => {
    assert.deepEqual(Object.keys(policyCatalog).toSorted(), [...policyFindingCodes].toSorted());
  });

  it('agrees with the schema for editors', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../../schemas/policy.schema.json', import.meta.url), 'utf8'),
    ) as object;
    const valid = new Ajv({ allErrors: false, strict: false }).compile(schema);
    const scalar = fc.constantFrom<unknown>(
      1,
      true,
      null,
      '',
      'x',
      'T-24h',
      'T-24',
      '48h',
      '48',
      '30-60m',
      'UTC',
      'patch',
      'hours',
      'required',
      'area',
      'before',
      'v{version}',
      'Fri 12:00 - Mon 06:00',
      '2026-12-18',
      'a/**',
      [],
    );
    const keys = [
      'id',
      'due',
      'sections',
      'items',
      'evidence',
      'signoff',
      'name',
      'from',
      'to',
      'weekly',
      'allow',
      'title',
      'kind',
      'phase',
      'pattern',
      'stable_only',
      'max_days',
      'no_self',
      'respond',
      'update',
      'retro',
      'qa',
      'patch',
      'when',
      'minimum',
      'odd',
    ];
    const map = fc.dictionary(
      fc.constantFrom(...keys),
      fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })),
      { maxKeys: 3, noNullPrototype: true },
    );
    const value = fc.oneof(
      scalar,
      map,
      fc.array(fc.oneof(scalar, map), { maxLength: 1 }),
      fc.dictionary(fc.constantFrom(...keys), map, { maxKeys: 1, noNullPrototype: true }),
    );
    const tops = [
      'schema',
      'timezone',
      'tminus_unit',
      'checklists',
      'tags',
      'roles',
      'types',
      'requirements',
      'areas',
      'stages',
      'gates',
      'facts',
      'sections',
      'waivers',
      'freeze',
      'severity',
      'triggers',
      'thresholds',
      'odd',
    ];
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...tops), value, { maxKeys: 2, noNullPrototype: true }),
        (policy) => {
          // What only the reader knows: zones, and that dates run forwards.
          fc.pre(
            policy['timezone'] === undefined ||
              policy['timezone'] === 'UTC' ||
              typeof policy['timezone'] !== 'string',
          );
          const { findings } = readPolicy(JSON.stringify(policy), file);
          assert.equal(
            valid(policy),
            findings.length === 0,
            JSON.stringify({ policy, findings, errors: valid.errors }),
          );
        },
      ),
      { numRuns: 1500 },
    );
  });
});
