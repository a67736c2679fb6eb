import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hour, minute, parseInstant } from '../../../src/core/base/instant.ts';
import { applyEdits } from '../../../src/core/base/text.ts';
import { clocksOf, nextClock, spanWords } from '../../../src/core/incident/clocks.ts';
import { declareIncident } from '../../../src/core/incident/declare.ts';
import { changeIncident } from '../../../src/core/incident/edits.ts';
import type { IncidentChange } from '../../../src/core/incident/edits.ts';
import { incidentMarkdown, incidentReport } from '../../../src/core/incident/incidentReport.ts';
import { lastKnownGood } from '../../../src/core/incident/knownGood.ts';
import { audiences, messageFor } from '../../../src/core/incident/messages.ts';
import { countsAsOpen } from '../../../src/core/incident/model.ts';
import type { IncidentSource } from '../../../src/core/incident/model.ts';
import { looksLikeIncident, readIncident } from '../../../src/core/incident/readIncident.ts';
import { rollbackSheet } from '../../../src/core/incident/runSheet.ts';
import { proseOf } from '../../../src/core/incident/sections.ts';
import { guidePolicy } from '../../../src/core/policy/guide.ts';
import { emptyRecord } from '../../../src/core/readiness/record.ts';

const file = 'incidents/2026-11-24-checkout.md';
const severities = guidePolicy.severities.map(({ name }) => name);
const read = (text: string): IncidentSource => readIncident(text, file, severities);
const at = (text: string): number => parseInstant(text) ?? Number.NaN;

const declaredAt = at('2026-11-24T09:28:00Z');
const declared = declareIncident(
  { title: 'Checkout fails', severity: 'SEV-1', at: declaredAt, by: '@rm', release: '1.4.0' },
  [],
).text;

function changed(text: string, change: IncidentChange, when = declaredAt): string {
  const edit = changeIncident(text, file, change, { at: when, by: '@rm' });
  assert.ok(edit.ok, JSON.stringify(edit));
  return applyEdits(text, edit.edits);
}

const front = (lines: string, body = '\n## Timeline\n'): string => `---\n${lines}\n---\n${body}`;

describe('reading an incident', () => {
  const cases: readonly (readonly [name: string, text: string, codes: readonly string[], open: boolean])[] = [
    ['what was declared', declared, [], true],
    ['no front matter', '# Outage\n\n## Timeline\n', ['1 frontMatterMissing', '1 severityMissing'], true],
    [
      'broken YAML',
      front('severity: [SEV-1\nstatus: resolved'),
      ['3 frontMatterUnreadable', '1 severityMissing'],
      true,
    ],
    [
      'an alias',
      front('severity: &a SEV-1\nstatus: *a'),
      ['3 frontMatterUnreadable', '1 severityMissing'],
      true,
    ],
    [
      'a key twice',
      front('severity: SEV-1\nstatus: resolved\nstatus: monitoring'),
      ['4 frontMatterUnreadable', '1 severityMissing'],
      true,
    ],
    [
      'a local time',
      front('severity: SEV-1\nresolved: 2026-11-24T10:00:00+01:00\nstatus: resolved'),
      ['3 badTime', '4 resolvedWithoutTime'],
      true,
    ],
    ['a status that is none', front('severity: SEV-1\nstatus: done'), ['3 badStatus'], true],
    ['a severity that is none', front('severity: SEV-9\nstatus: identified'), ['2 badSeverity'], true],
    ['no severity', front('status: identified'), ['2 severityMissing'], true],
    ['a severity in other words', front('severity: sev 2\nstatus: identified'), [], true],
    ['resolved without a time', front('severity: SEV-1\nstatus: resolved'), ['3 resolvedWithoutTime'], false],
    [
      'a time and another status',
      front('severity: SEV-1\nstatus: monitoring\nresolved: 2026-11-24T10:00:00Z'),
      ['3 resolvedAndOpen'],
      true,
    ],
    ['a time and no status', front('severity: SEV-1\nresolved: 2026-11-24T10:00:00Z'), [], false],
    [
      'resolved before it was detected',
      front('severity: SEV-1\ndetected: 2026-11-24T10:00:00Z\nresolved: 2026-11-24T09:00:00Z'),
      ['4 timeOrder'],
      false,
    ],
    [
      'acknowledged before it was declared',
      front(
        'severity: SEV-1\nstatus: identified\ndeclared: 2026-11-24T10:00:00Z\nacknowledged: 2026-11-24T09:59:00Z',
      ),
      [],
      true,
    ],
    [
      'conflict markers',
      front(
        'severity: SEV-1\nstatus: resolved\nresolved: 2026-11-24T10:00:00Z',
        '\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n\n## Timeline\n',
      ),
      ['7 conflictMarkers'],
      true,
    ],
    [
      'a decision that is none',
      front('severity: SEV-1\nstatus: identified\ndecision: wait'),
      ['4 badDecision'],
      true,
    ],
    [
      'an entry without a time',
      front('severity: SEV-1\nstatus: identified', '\n## Timeline\n\n- 09:26 alerts\n'),
      ['8 timelineTime'],
      true,
    ],
    ['no timeline', front('severity: SEV-1\nstatus: identified', '\ntext\n'), ['1 timelineMissing'], true],
  ];
  for (const [name, text, codes, open] of cases) {
    it(name, () => {
      const source = read(text);
      assert.deepEqual(
        source.findings.map(({ code, where }) => `${where.line} ${code}`).toSorted(),
        codes.toSorted(),
      );
      assert.equal(countsAsOpen(source), open);
    });
  }

  it('sorts the timeline by time, whatever the order of the lines', () => {
    const text = front(
      'severity: SEV-1',
      '\n## Timeline\n\n- 2026-11-24T09:40Z later (@b)\n- 2026-11-24 09:26 UTC \u2014 first\n* 2026-11-24T09:30:05Z second (see log)\n',
    );
    assert.deepEqual(
      read(text).value.timeline.map((entry) => [entry.text, entry.by, entry.line]),
      [
        ['first', undefined, 8],
        ['second (see log)', undefined, 9],
        ['later', '@b', 7],
      ],
    );
  });

  it('reads actions with owner, date and state', () => {
    const text = changed(
      changed(declared, { kind: 'action', text: 'Add a smoke test', owner: '@qa', due: '2026-12-08' }),
      { kind: 'action', text: 'Write the runbook' },
    ).replace('- [ ] Write', '- [x] Write');
    assert.deepEqual(
      read(text).value.actions.map(({ text: words, done, owner, due }) => [words, done, owner, due]),
      [
        ['Add a smoke test', false, '@qa', 'due 2026-12-08'],
        ['Write the runbook', true, undefined, undefined],
      ],
    );
  });

  it('tells incidents from their neighbours', () => {
    assert.ok(looksLikeIncident(declared));
    assert.ok(looksLikeIncident('# Outage\n\n## Timeline (UTC)\n'));
    assert.ok(!looksLikeIncident('# How we handle incidents\n\nDeclare early.\n'));
    assert.ok(!looksLikeIncident('---\ntitle: Index\n---\n\n# Incidents\n'));
  });

  it('never fails, and never calls closed what it cannot read', () => {
    const piece = fc.constantFrom(
      '---\n',
      'status: resolved\n',
      'severity: SEV-1\n',
      'resolved: x\n',
      '- 2026-11-24T09:26Z a\n',
      '## Timeline\n',
      '<<<<<<< a\n',
      '\t',
      '{',
      '"',
      '\u0000',
      '- [ ] a\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const source = read(pieces.join(''));
        if (source.unsafe) assert.ok(countsAsOpen(source));
      }),
      { numRuns: 500 },
    );
  });
});

describe('changing an incident', () => {
  const later = declaredAt + 12 * minute;
  const steps: readonly (readonly [change: IncidentChange, holds: (source: IncidentSource) => void])[] = [
    [{ kind: 'acknowledge' }, ({ value }) => assert.equal(value.acknowledged, later)],
    [
      { kind: 'severity', severity: 'SEV-2', reason: 'a workaround exists' },
      ({ value }) => assert.equal(value.severity, 'SEV-2'),
    ],
    [{ kind: 'status', status: 'identified' }, ({ value }) => assert.equal(value.status, 'identified')],
    [
      { kind: 'decide', decision: 'fix-forward', reason: 'one line' },
      ({ value }) => assert.equal(value.decision, 'fix-forward'),
    ],
    [
      { kind: 'mitigate', text: 'Flag is off' },
      ({ value }) => assert.deepEqual([value.mitigated, value.status], [later, 'monitoring']),
    ],
    [
      { kind: 'resolve', text: 'Fixed' },
      ({ value }) =>
        assert.deepEqual([value.resolved, value.status, value.nextUpdate], [later, 'resolved', undefined]),
    ],
    [{ kind: 'cause', release: 'v1.4.0' }, ({ value }) => assert.equal(value.causedBy, 'v1.4.0')],
    [{ kind: 'assign', role: 'commander', who: '@ic' }, ({ value }) => assert.equal(value.commander, '@ic')],
    [
      { kind: 'note', text: 'Error rate is 40 %' },
      ({ value }) => assert.equal(value.timeline.at(-1)?.text, 'Error rate is 40 %'),
    ],
    [
      { kind: 'update', audience: 'support', text: 'We look into it', next: later + hour },
      ({ value }) => assert.deepEqual([value.updates?.at(-1)?.at, value.nextUpdate], [later, later + hour]),
    ],
  ];
  for (const [change, holds] of steps) {
    it(`${change.kind}: only that, in one line of the timeline`, () => {
      const text = changed(declared, change, later);
      const source = read(text);
      holds(source);
      assert.deepEqual(source.findings, []);
      // Every line that says something else is still there, in its order.
      const kept = declared.split('\n').filter((line) => text.split('\n').includes(line));
      assert.ok(declared.split('\n').length - kept.length <= 3);
      const entries = source.value.timeline.length + (source.value.updates?.length ?? 0);
      assert.equal(entries, 2);
    });
  }

  it('writes the run sheet of the guide once, as tasks', () => {
    const sheet = rollbackSheet(guidePolicy, [], 'v1.3.2');
    const once = changed(declared, {
      kind: 'decide',
      decision: 'rollback',
      reason: 'errors',
      runSheet: sheet,
    });
    const twice = changed(once, { kind: 'decide', decision: 'rollback', reason: 'errors', runSheet: sheet });
    const count = (text: string): number =>
      text.split('\n').filter((line) => line.startsWith('- [ ] ')).length;
    assert.equal(sheet.steps.length, 5);
    assert.equal(count(once), 20);
    assert.equal(count(twice), 20);
    assert.ok(once.includes('Last release known to be good: v1.3.2'));
    assert.deepEqual(read(once).value.actions, []);
  });

  it('prefers the procedure of the team', () => {
    const playbook = {
      triggers: [],
      severities: [],
      metrics: [],
      rollback: [{ line: 1, text: 'Switch the traffic', steps: [] }],
    };
    const text = changed(declared, {
      kind: 'decide',
      decision: 'rollback',
      reason: 'errors',
      runSheet: rollbackSheet(guidePolicy, [playbook]),
    });
    assert.ok(text.includes('### 1. Switch the traffic\n\n- [ ] Switch the traffic'));
  });

  const refusals: readonly (readonly [
    name: string,
    text: string,
    change: IncidentChange,
    refusal: string,
  ])[] = [
    ['no front matter', '# Outage\n', { kind: 'acknowledge' }, 'noFrontMatter'],
    [
      'a value over several lines',
      front('severity: SEV-1\nstatus: >\n  resolved'),
      { kind: 'status', status: 'monitoring' },
      'fieldNotPlain',
    ],
    [
      'conflict markers',
      `${declared}\n<<<<<<< a\n=======\n>>>>>>> b\n`,
      { kind: 'note', text: 'x' },
      'conflictMarkers',
    ],
    ['nothing to say', declared, { kind: 'note', text: ' \n ' }, 'emptyText'],
    ['a name that is none', declared, { kind: 'assign', role: 'comms', who: 'two words' }, 'badName'],
    ['a date that is none', declared, { kind: 'action', text: 'x', due: 'soon' }, 'badDate'],
  ];
  for (const [name, text, change, refusal] of refusals) {
    it(`refuses ${name}`, () => {
      const edit = changeIncident(text, file, change, { at: declaredAt });
      assert.equal(edit.ok ? 'done' : edit.refusal, refusal);
    });
  }

  it('keeps comments, quotes and line ends', () => {
    const text = front("severity: 'SEV-1' # checked\r\nstatus: identified", '\r\n## Timeline\r\n').replaceAll(
      /\r?\n/g,
      '\r\n',
    );
    const after = changed(text, { kind: 'severity', severity: 'SEV-2', reason: 'smaller' });
    assert.ok(after.includes('severity: SEV-2 # checked\r\n'));
    assert.doesNotMatch(after.replaceAll('\r\n', ''), /[\r\n]/);
  });

  it('takes hostile words as words: one entry, nothing else moves', () => {
    const words = fc.string({
      unit: fc.constantFrom(
        'a',
        ' ',
        '\n',
        '-',
        '#',
        '[',
        ']',
        '`',
        '<!--',
        '-->',
        '---',
        '"',
        ':',
        '\u202e',
        '\u0000',
        '(',
        '@x',
        ')',
        '|',
      ),
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(words, (text) => {
        const edit = changeIncident(declared, file, { kind: 'note', text }, { at: declaredAt });
        if (!edit.ok) return assert.equal(edit.refusal, 'emptyText');
        const source = read(applyEdits(declared, edit.edits));
        assert.equal(source.value.timeline.length, 2);
        assert.equal(source.value.status, 'investigating');
        assert.deepEqual(source.findings, []);
      }),
      { numRuns: 500 },
    );
  });

  it('writes titles that read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (title) => {
        const { text, file: name } = declareIncident(
          { title: `T ${title}`, severity: 'SEV-1', at: declaredAt },
          [],
        );
        const source = readIncident(text, name, severities);
        assert.equal(source.unsafe, false, text);
        assert.equal(source.value.severity, 'SEV-1');
        assert.match(name, /^incidents\/2026-11-24-[\p{L}\p{N}-]+\.md$/u);
      }),
      { numRuns: 500 },
    );
  });

  it('never uses a name twice', () => {
    const declaration = { title: 'Checkout fails', severity: 'SEV-1', at: declaredAt };
    const taken: string[] = [];
    for (let count = 0; count < 3; count++) taken.push(declareIncident(declaration, taken).file);
    assert.equal(new Set(taken).size, 3);
  });
});

describe('clocks', () => {
  const incident = read(declared).value;
  const check = (more: object, minutes: number): readonly string[] =>
    clocksOf({ ...incident, ...more }, guidePolicy, declaredAt + minutes * minute).map(
      ({ kind, state, due }) => `${kind} ${state} ${(due - declaredAt) / minute}`,
    );

  it('SEV-1: at once, an update every hour at the latest', () => {
    assert.deepEqual(check({}, 0), ['respond running 0', 'update running 60']);
    assert.deepEqual(check({}, 61), ['respond overdue 0', 'update overdue 60']);
  });

  it('SEV-2 within an hour, SEV-3 within four', () => {
    assert.deepEqual(check({ severity: 'SEV-2' }, 59), ['respond running 60', 'update running 60']);
    assert.deepEqual(check({ severity: 'SEV-3' }, 61), ['update overdue 60', 'respond running 240']);
  });

  it('an update moves the next one', () => {
    const updates = [{ at: declaredAt + 20 * minute, text: 'x', line: 1 }];
    assert.deepEqual(check({ acknowledged: declaredAt, updates }, 30), [
      'update running 80',
      'respond met 0',
    ]);
  });

  it('resolved: a retrospective within 48 h, monitoring for 24 to 48 h, no more updates', () => {
    const resolved = { status: 'resolved', resolved: declaredAt + 60 * minute };
    assert.deepEqual(check(resolved, 90), [
      'monitoring running 2940',
      'retrospective running 2940',
      'respond met 0',
    ]);
    assert.deepEqual(check(resolved, 3000), [
      'retrospective overdue 2940',
      'respond met 0',
      'monitoring met 2940',
    ]);
  });

  it('a rollback is watched for 30 to 60 minutes', () => {
    const rollback = { verified: declaredAt + 10 * minute, line: 1 };
    const clocks = clocksOf(incident, guidePolicy, declaredAt + 15 * minute, { rollback });
    const watch = clocks.find(({ kind }) => kind === 'rollbackWatch');
    assert.deepEqual(
      [watch?.from, watch?.due, watch?.state].map((value) =>
        typeof value === 'number' ? (value - declaredAt) / minute : value,
      ),
      [40, 70, 'running'],
    );
  });

  it('without a severity only what does not need one', () => {
    const { severity: _, ...bare } = incident;
    assert.deepEqual(clocksOf(bare, guidePolicy, declaredAt), []);
    assert.equal(nextClock([]), undefined);
  });

  it('speaks of minutes, then of hours', () => {
    assert.deepEqual([0, 25 * minute, -12 * minute, 3 * hour, 119 * minute, 150 * minute].map(spanWords), [
      'now',
      'in 25 min',
      '12 min late',
      'in 3 h',
      'in 119 min',
      'in 2.5 h',
    ]);
  });
});

describe('the last release known to be good', () => {
  const tags = ['v1.2.0', 'v1.3.2', 'v1.4.0', 'v1.4.0-rc.1', 'v1.3.3', 'notes'];
  const record = (version: string, more: object): typeof emptyRecord => ({
    ...emptyRecord,
    version,
    ...more,
  });
  const cases: readonly (readonly [
    name: string,
    release: string | undefined,
    records: readonly (typeof emptyRecord)[],
    expected: string | undefined,
  ])[] = [
    ['is the one before', '1.4.0', [], 'v1.3.3'],
    ['is the one before the newest when nobody names one', undefined, [], 'v1.3.3'],
    ['was not rolled back itself', '1.4.0', [record('1.3.3', { rollbacks: [{ line: 1 }] })], 'v1.3.2'],
    [
      'did not fail',
      '1.4.0',
      [record('1.3.3', { deployments: [{ env: 'production', outcome: 'failed', line: 1 }] })],
      'v1.3.2',
    ],
    [
      'may have failed and then worked',
      '1.4.0',
      [
        record('1.3.3', {
          deployments: [
            { env: 'production', outcome: 'failed', line: 1 },
            { env: 'production', outcome: 'succeeded', line: 2 },
          ],
        }),
      ],
      'v1.3.3',
    ],
    ['is not there for the first release', '1.2.0', [], undefined],
  ];
  for (const [name, release, records, expected] of cases) {
    it(name, () => assert.equal(lastKnownGood(tags, release, records)?.tag, expected));
  }
});

describe('what others are told', () => {
  it('names nobody on the status page, and no cause', () => {
    const text = changed(declared, { kind: 'assign', role: 'commander', who: '@ic' });
    const message = messageFor(read(text).value, 'status-page', declaredAt);
    assert.doesNotMatch(message, /@|1\.4\.0/);
    assert.match(message, /Investigating/);
  });

  for (const audience of audiences) {
    it(`${audience}: says what is not known as a place to fill in, and never "undefined"`, () => {
      const message = messageFor({ file, title: 'Outage', timeline: [], actions: [] }, audience, declaredAt);
      assert.match(message, /\[[A-Za-z]/);
      assert.doesNotMatch(message, /undefined|NaN/);
    });
  }
});

describe('the report', () => {
  it('counts minutes, and lists what is missing', () => {
    let text = changed(declared, { kind: 'acknowledge' }, declaredAt + 4 * minute);
    text = changed(text, { kind: 'resolve', text: 'Rolled back' }, declaredAt + 73 * minute);
    text = text.replace('## Root cause\n', '## Root cause\n\nA missing index.\n');
    const report = incidentReport(read(text).value, proseOf(text, file), guidePolicy, declaredAt + 2 * hour);
    assert.deepEqual(
      report.figures.map(({ name, milliseconds }) => [name, milliseconds / minute]),
      [
        ['Time to acknowledge', 4],
        ['Time to restore', 73],
      ],
    );
    assert.ok(!report.missing.includes('the root cause'));
    assert.ok(report.missing.includes('the impact'));
    const markdown = incidentMarkdown(report, declaredAt + 2 * hour);
    assert.match(markdown, /Time to restore \| 1 h 13 min/);
    assert.match(markdown, /A missing index\./);
  });
});
