import assert from 'node:assert/strict';
import { parseKeys, parseNotes, parseOwners } from '../../../src/core/checklist/notes.ts';

/** `words | kind: text | kind: text`. */
function check(source: string, expected: string): void {
  const notes = parseNotes(source);
  const parts = notes.parts.map((part) => {
    assert.equal(source.slice(part.start, part.end), part.text);
    return `${part.kind}: ${part.text}`;
  });
  assert.equal([source.slice(0, notes.wordsEnd), ...parts].join(' | '), expected);
}

describe('note lists', () => {
  const cases: readonly (readonly [source: string, expected: string])[] = [
    ['Deploy', 'Deploy'],
    ['Deploy — then wait', 'Deploy — then wait'],
    ['Deploy — @ops', 'Deploy | owner: @ops'],
    ['Deploy -- @ops', 'Deploy | owner: @ops'],
    ['Deploy — role:qa', 'Deploy | owner: role:qa'],
    ['Deploy — @ana, @ben', 'Deploy | owner: @ana, @ben'],
    ['Deploy — @org/team', 'Deploy | owner: @org/team'],
    ['Deploy — @[Name]', 'Deploy — @[Name]'],
    ['Deploy — due T-48h · @ops · role:qa', 'Deploy | due: due T-48h | owner: @ops | owner: role:qa'],
    ['Deploy — within 30m', 'Deploy | due: within 30m'],
    ['Deploy — within reason', 'Deploy — within reason'],
    [
      'Test — [run 812](https://a.test/1) · at 1a2b3c4',
      'Test | evidence: [run 812](https://a.test/1) | provedAt: at 1a2b3c4',
    ],
    ['Test — at noon', 'Test — at noon'],
    ['Test — https://a.test/1', 'Test | evidence: https://a.test/1'],
    [
      'Test — <https://a.test/1>, [b](https://b.test)',
      'Test | evidence: <https://a.test/1>, [b](https://b.test)',
    ],
    ['Test — evidence: log of Monday', 'Test | evidence: evidence: log of Monday'],
    ['Test — see [docs](https://a.test)', 'Test — see [docs](https://a.test)'],
    ['Test — [docs](https://a.test) explain it', 'Test — [docs](https://a.test) explain it'],
    ['Test — [run](https://a.test) 12/12 passed', 'Test | evidence: [run](https://a.test) 12/12 passed'],
    [
      '~~Plan~~ — N/A: no traffic change · @ben',
      '~~Plan~~ | notApplicable: N/A: no traffic change | owner: @ben',
    ],
    ['~~Plan~~ N/A: no traffic change', '~~Plan~~ | notApplicable: N/A: no traffic change'],
    ['Plan — n/a', 'Plan | notApplicable: n/a'],
    [
      'Plan — waived until 2026-12-01 by @cto: old screen, #41',
      'Plan | waived: waived until 2026-12-01 by @cto: old screen, #41',
    ],
    ['Plan — waived', 'Plan | waived: waived'],
    ['Plan — waived fees stay', 'Plan — waived fees stay'],
    ['Plan — doing', 'Plan | doing: doing'],
    ['Plan — doing it twice helps', 'Plan — doing it twice helps'],
    ['Plan — blocked: staging down', 'Plan | blocked: blocked: staging down'],
    ['Plan — failed', 'Plan | failed: failed'],
    ['Plan — blocked: no access — see the log', 'Plan | blocked: blocked: no access — see the log'],
    ['Plan — done 2026-11-22T14:05Z @ana', 'Plan | done: done 2026-11-22T14:05Z @ana'],
    ['Plan — done well', 'Plan — done well'],
    ['Plan — @ana — due T-24h', 'Plan | owner: @ana | due: due T-24h'],
    ['Plan — @ana · talk to them', 'Plan | owner: @ana | unknown: talk to them'],
    ['Plan — carefully — @ana', 'Plan — carefully | owner: @ana'],
    ['Run `npm test -- @scope` now', 'Run `npm test -- @scope` now'],
    ['Run npm test -- --watch', 'Run npm test -- --watch'],
    ['— @ops', ' | owner: @ops'],
    ['Plan —@ops', 'Plan —@ops'],
    ['Plan - @ops', 'Plan - @ops'],
  ];
  for (const [source, expected] of cases) {
    it(source, () => check(source, expected));
  }
});

describe('plain words after a dash', () => {
  const cases: readonly (readonly [source: string, expected: string])[] = [
    ['Tests — 392/392 passed', 'Tests | evidence: 392/392 passed'],
    ['Tests — 392/392', 'Tests | evidence: 392/392'],
    ['Tests — 41/42 passed', 'Tests | evidence: 41/42 passed'],
    ['Tests — 41/42', 'Tests — 41/42'],
    ['Tests — green on 2026-11-20', 'Tests | evidence: green on 2026-11-20'],
    ['Tests — зелёные, 20.11.2026', 'Tests | evidence: зелёные, 20.11.2026'],
    ['Tests — зелёные', 'Tests — зелёные'],
    ['Tests — all pass', 'Tests — all pass'],
    ['Freeze — 2026-12-18', 'Freeze — 2026-12-18'],
    ['On call — 24/7 coverage', 'On call — 24/7 coverage'],
  ];
  for (const [source, expected] of cases) {
    it(source, () => check(source, expected));
  }
});

describe('what notes say', () => {
  it('links become evidence with label and target', () =>
    assert.deepEqual(parseNotes('a — [run](https://a.test/x(1)) and https://b.test/2').evidence, [
      { label: 'run', target: 'https://a.test/x(1)' },
    ]));

  it('a waiver has its parts', () =>
    assert.deepEqual(parseNotes('a — waived until 2026-12-01 by @cto: old **screen**').waiver, {
      until: '2026-12-01',
      by: '@cto',
      reason: 'old screen',
    }));

  it('the gravest state wins', () => {
    const { state, reason } = parseNotes('a — doing · blocked: no access');
    assert.deepEqual({ state, reason }, { state: 'blocked', reason: 'no access' });
  });

  it('keys of a comment', () =>
    assert.deepEqual(parseKeys('rr: id=sec-scan on="minor, major" gate=required'), {
      id: 'sec-scan',
      on: 'minor, major',
      gate: 'required',
    }));

  it('another comment has none', () => assert.equal(parseKeys('paste link'), undefined));

  it('owners are names and roles only', () => {
    assert.deepEqual(parseOwners('@ana, @ben and role:qa'), ['@ana', '@ben', 'role:qa']);
    assert.equal(parseOwners('@ana or somebody'), undefined);
    assert.equal(parseOwners('Slack, email'), undefined);
  });
});
