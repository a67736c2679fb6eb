import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationOf } from '../../scripts/scoreRows.ts';
import type { Row } from '../../scripts/scoreRows.ts';
import { withFolder } from '../support/temporaryFolder.ts';

const rule = {
  level: 'major',
  sentence: '{subject} is gone.',
  fix: 'Keep it.',
  why: 'Somebody uses it.',
  aliases: ['tool:GONE'],
  example: { file: 'a', base: 'a', head: '' },
  nearMiss: { file: 'a', base: 'a', head: 'b' },
} as const;

describe('the configuration of a labelled pair', () => {
  function check(expect: Omit<Row['expect'], 'breaking'>, expected: object): void {
    const catalogue = {
      sources: [{ id: 'x', profiles: ['default', 'WIRE'], rules: { 'x/gone': rule } }],
      rule: () => rule,
    };
    const row: Row = { id: 'a', base: {}, head: {}, expect: { breaking: true, ...expect } };
    const { profiles, only } = configurationOf(row, catalogue);
    assert.deepEqual({ profiles, only }, expected);
  }

  it('is nothing when it names nothing', () => check({}, { profiles: {}, only: undefined }));
  it('is the rules that it names', () =>
    check({ config: { use: ['GONE'] } }, { profiles: {}, only: ['GONE'] }));
  it('is the rules that were checked', () =>
    check({ checked: ['gone', 'other'] }, { profiles: {}, only: ['gone'] }));
  it('is a set of rules', () =>
    check({ config: { use: ['wire'] } }, { profiles: { x: 'WIRE' }, only: undefined }));
  it('is not what only the other tool knows', () =>
    check({ checked: ['other'], config: 'severity' }, { profiles: {}, only: undefined }));

  it('may speak of one symbol only', () => {
    const { concerns } = configurationOf(
      { id: 'a', base: {}, head: {}, expect: { breaking: true, focus: 'Query' } },
      { sources: [], rule: () => undefined },
    );
    const change = { rule: 'x/gone', detector: 'x', level: 'major', confidence: 'proven', args: {} } as const;
    assert.deepEqual(
      ['Query.a', 'Query', 'QueryRoot.a'].map((subject) => concerns({ ...change, subject })),
      [true, true, false],
    );
  });
});

describe('scoring', () => {
  it('counts what was found, and leaves contested rows out', () =>
    withFolder((folder) => {
      const [before, after] = ['type Query { a: Int, b: Int }', 'type Query { a: Int }'];
      const row = (id: string, base: string, head: string, expect: object) =>
        JSON.stringify({ id, base: { 's.graphql': base }, head: { 's.graphql': head }, expect });
      const rows = join(folder, 'rows.jsonl');
      const out = join(folder, 'out.jsonl');
      writeFileSync(
        rows,
        [
          row('graphql-js/found', before, after, { breaking: true, rules: ['FIELD_REMOVED'] }),
          row('graphql-js/missed', after, before, { breaking: true }),
          row('graphql-js/fine', after, before, { breaking: false }),
          row('graphql-js/contested', before, after, { breaking: false, contested: true }),
        ].join('\n'),
      );
      const printed = execFileSync(
        process.execPath,
        ['scripts/score.ts', rows, '--only', 'graphql', '--out', out],
        { encoding: 'utf8', cwd: join(import.meta.dirname, '../..'), stdio: ['ignore', 'pipe', 'pipe'] },
      );
      const [, line = ''] = printed.split('\n');
      assert.match(line, /^rows +3\+1 +0\.500 \(1\/2\) +1\.000 \(1\/1\) +0\.667 +1\/1 +0 +0 +0 /);
      const outcomes = readFileSync(out, 'utf8')
        .trim()
        .split('\n')
        .map((text) => JSON.parse(text).found);
      assert.deepEqual(outcomes, [true, false, false, true]);
    }));
});
