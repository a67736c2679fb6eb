import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/core/base/text.ts';
import { readYamlData } from '../../../src/core/policy/yamlData.ts';
import { isUnsafe, readRecord } from '../../../src/core/readiness/readRecord.ts';
import { editRecord, type RecordChange, type RecordRefusal } from '../../../src/core/release/recordEdit.ts';

const entry = { role: 'qa', by: '@ana', at: '2026-11-23T15:10:00Z' };
const written = '{ role: qa, by: "@ana", at: 2026-11-23T15:10:00Z }';
const append: RecordChange = { kind: 'append', list: 'signoffs', entry };

function check(text: string, changes: readonly RecordChange[], expected: string): void {
  const result = editRecord(text, changes);
  assert.ok(result.ok, JSON.stringify(result));
  assert.equal(applyEdits(text, result.edits), expected);
}

function checkRefused(text: string, change: RecordChange, refusal: RecordRefusal): void {
  const result = editRecord(text, [change]);
  assert.equal(result.ok ? 'done' : result.refusal, refusal);
}

describe('additions to a release record', () => {
  const cases: readonly (readonly [name: string, before: string, change: RecordChange, after: string])[] = [
    ['an empty file', '', append, `signoffs:\n  - ${written}\n`],
    ['a comment alone', '# Record\n', append, `# Record\nsignoffs:\n  - ${written}\n`],
    ['no line end', 'version: 1.4.0', append, `version: 1.4.0\nsignoffs:\n  - ${written}\n`],
    [
      'an empty list with a comment',
      'signoffs: [] # two\nplanned: true\n',
      append,
      `signoffs: # two\n  - ${written}\nplanned: true\n`,
    ],
    [
      'a key without a value',
      'signoffs: # soon\nplanned: true\n',
      append,
      `signoffs: # soon\n  - ${written}\nplanned: true\n`,
    ],
    [
      'a list that is not indented',
      'signoffs:\n- { role: pm } # first\n# next\nplanned: true\n',
      append,
      `signoffs:\n- { role: pm } # first\n- ${written}\n# next\nplanned: true\n`,
    ],
    [
      'entries in block style',
      'signoffs:\n    - role: pm\n      note: |\n        long\n        words\n\nplanned: true\n',
      append,
      `signoffs:\n    - role: pm\n      note: |\n        long\n        words\n    - ${written}\n\nplanned: true\n`,
    ],
    ['a list in flow style', 'signoffs: [{ role: pm }]\n', append, `signoffs: [{ role: pm }, ${written}]\n`],
    [
      'a list in flow style over lines',
      'signoffs: [\n  { role: pm } # first\n]\n',
      append,
      `signoffs: [\n  { role: pm },\n  ${written} # first\n]\n`,
    ],
    [
      'line ends of Windows',
      'version: "1.4.0"\r\nsignoffs:\r\n  - { role: pm }\r\n',
      append,
      `version: "1.4.0"\r\nsignoffs:\r\n  - { role: pm }\r\n  - ${written}\r\n`,
    ],
    [
      'the end of a document',
      'version: 1.4.0\n...\n',
      append,
      `version: 1.4.0\nsignoffs:\n  - ${written}\n...\n`,
    ],
    ['indented keys', '  version: 1.4.0\n', append, `  version: 1.4.0\n  signoffs:\n    - ${written}\n`],
    [
      'a time that is new',
      'version: 1.4.0 # ours\nplanned_start: 2026-11-24T09:00:00Z\nsignoffs: []\n',
      { kind: 'set', key: 'started', value: '2026-11-24T09:02:00Z' },
      'version: 1.4.0 # ours\nplanned_start: 2026-11-24T09:00:00Z\nstarted: 2026-11-24T09:02:00Z\nsignoffs: []\n',
    ],
    [
      'a time that is there',
      'planned_start: "2026-11-24T09:00:00Z" # moved\n',
      { kind: 'set', key: 'planned_start', value: '2026-11-25T09:00:00Z' },
      'planned_start: 2026-11-25T09:00:00Z # moved\n',
    ],
    [
      'a key that waits for its time',
      'verified: # later\n',
      { kind: 'set', key: 'verified', value: '2026-11-25T09:00:00Z' },
      'verified: 2026-11-25T09:00:00Z # later\n',
    ],
    [
      'the end of a rollback',
      'rollbacks:\n  - { decided: 2026-11-24T09:26:00Z } # errors\n',
      { kind: 'complete', list: 'rollbacks', index: 0, entry: { verified: '2026-11-24T09:50:00Z' } },
      'rollbacks:\n  - { decided: 2026-11-24T09:26:00Z, verified: 2026-11-24T09:50:00Z } # errors\n',
    ],
    [
      'the end of a rollback in block style',
      'rollbacks:\n  - decided: 2026-11-24T09:26:00Z\n    reason: errors # many\n',
      { kind: 'complete', list: 'rollbacks', index: 0, entry: { verified: '2026-11-24T09:50:00Z' } },
      'rollbacks:\n  - decided: 2026-11-24T09:26:00Z\n    reason: errors # many\n    verified: 2026-11-24T09:50:00Z\n',
    ],
    [
      'a first value of quality',
      'version: 1.4.0\n',
      { kind: 'quality', entry: { coverage: 84.2, p95_ms: { before: 210, after: 205 } } },
      'version: 1.4.0\nquality: { coverage: 84.2, p95_ms: { before: 210, after: 205 } }\n',
    ],
    [
      'values of quality, new and old',
      'quality: { coverage: 80, scans: passed }\n',
      { kind: 'quality', entry: { coverage: 84.2, flaky: 2 } },
      'quality: { coverage: 84.2, scans: passed, flaky: 2 }\n',
    ],
  ];
  for (const [name, before, change, after] of cases) it(name, () => check(before, [change], after));

  const refused: readonly (readonly [name: string, text: string, change: RecordChange, RecordRefusal])[] = [
    ['what is not YAML', 'a: [\n', append, 'notYaml'],
    ['a key that stands twice', 'a: 1\na: 2\n', append, 'notYaml'],
    ['a list for a record', '- a\n', append, 'notAMap'],
    ['a record in flow style', '{ version: 1.4.0 }\n', append, 'shape'],
    ['a text for a list', 'signoffs: none\n', append, 'notAList'],
    ['a comment within an empty list', 'signoffs: [ # none\n]\n', append, 'shape'],
    [
      'a key that an entry has',
      'rollbacks:\n  - { decided: 2026-11-24T09:26:00Z }\n',
      { kind: 'complete', list: 'rollbacks', index: 0, entry: { decided: '2026-11-24T09:50:00Z' } },
      'alreadyThere',
    ],
    ['a file at its limit', `# ${'x'.repeat(65_500)}\n`, append, 'tooLarge'],
  ];
  for (const [name, text, change, refusal] of refused) {
    it(`refuses ${name}`, () => checkRefused(text, change, refusal));
  }

  it('only adds lines, and what is added is read again, whatever the record and the words', () => {
    fc.assert(
      fc.property(records, fc.array(appended, { minLength: 1, maxLength: 4 }), (text, changes) => {
        const result = editRecord(text, changes);
        assert.ok(result.ok, JSON.stringify({ text, changes, result }));
        const after = applyEdits(text, result.edits);
        const left = after.split('\n');
        for (const line of text.split('\n')) {
          const opened = line.replace(/^(signoffs|issues_found): \[\]/, '$1:');
          const at = Math.max(left.indexOf(line), left.indexOf(opened));
          assert.ok(at >= 0 || line === '', `${JSON.stringify(line)} is gone from\n${after}`);
          left.splice(0, at + 1);
        }
        const { value, findings } = readRecord(after, 'release.yml');
        const before = readRecord(text, 'release.yml').findings.filter(isUnsafe).length;
        assert.ok(findings.filter(isUnsafe).length <= before, after);
        if (findings.some(isUnsafe)) return;
        const issues = changes.filter((change) => change.kind === 'append' && change.list === 'issues_found');
        const notes = issues.map((change) => (change.kind === 'append' ? change.entry['note'] : undefined));
        assert.deepEqual(
          value.issuesFound.slice(-issues.length || Infinity).map(({ note }) => note),
          notes,
        );
        assert.ok(!readYamlData(after, '').problems.length);
      }),
      { numRuns: 500 },
    );
  });
});

const appended: fc.Arbitrary<RecordChange> = fc.oneof(
  fc.constant(append),
  fc.record({
    kind: fc.constant('append' as const),
    list: fc.constant('issues_found' as const),
    entry: fc.record({
      id: fc.constantFrom('#512', '512', 'ABC-1'),
      note: fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        fc.constantFrom('no', '1.10', '- a', 'a: b #c'),
      ),
    }),
  }),
);

const lines = fc.constantFrom(
  'version: 1.10 # as written',
  'type: minor',
  'planned: true',
  "team: 'ours' # of another program",
  'notes: |\n  long\n\n  words',
  'rollbacks: []',
  'decisions:\n  - { at: 2026-11-24T08:55:00Z, verdict: go } # first\n  # between\n  - { verdict: no-go }',
  'quality: { coverage: 84.2 }',
);
const listLines = fc.constantFrom(
  '',
  'signoffs: []',
  'signoffs: [] # none',
  'signoffs:',
  'signoffs:\n- { role: pm }',
  'signoffs:\n  - role: pm\n    by: "@ben" # deputy\n\n# rest',
  'issues_found:\n  - { id: "#1" }\n\n\nsignoffs: # below\n  - { role: pm }',
);
const records = fc
  .tuple(
    fc.uniqueArray(lines, { maxLength: 5 }),
    listLines,
    fc.uniqueArray(fc.constant('# end'), { maxLength: 1 }),
    fc.boolean(),
  )
  .map(([above, list, below, crlf]) => {
    const text = [...above, ...(list === '' ? [] : [list]), ...below].map((line) => `${line}\n`).join('');
    return crlf ? text.replaceAll('\n', '\r\n') : text;
  });
