import assert from 'node:assert/strict';
import { breakingGithub } from '../../../src/core/report/breakingFormats.ts';
import type { BreakingReport, ChangeReport } from '../../../src/core/report/breakingReport.ts';

const change: ChangeReport = {
  rule: 'graphql/field-removed',
  detector: 'graphql',
  level: 'major',
  confidence: 'proven',
  subject: 'Query.b',
  message: 'Query.b is gone.',
  fix: 'Keep it.',
  args: {},
  aliases: [],
};

const empty: BreakingReport = {
  schema: 'release-readiness/breaking/1',
  base: { name: 'v1.0.0' },
  head: { name: 'HEAD' },
  bump: 'none',
  profiles: {},
  changes: [],
  accepted: [],
  undeclared: [],
  analysed: [],
  notAnalysed: [],
  notes: [],
};

/** The annotations of a report, one a line. */
function check(report: Partial<BreakingReport>, expected: string): void {
  assert.equal(breakingGithub({ ...empty, ...report }), expected);
}

describe('annotations of a workflow run', () => {
  const cases: readonly (readonly [string, Partial<BreakingReport>, string])[] = [
    ['nothing', {}, ''],
    [
      'a change at its place',
      { changes: [{ ...change, head: { path: 'a/b.graphql', line: 3, column: 5, endLine: 4 } }] },
      '::error file=a/b.graphql,line=3,col=5,endLine=4,title=BREAKING graphql/field-removed::Query.b is gone. Keep it.\n',
    ],
    [
      'a change whose file is gone',
      { changes: [{ ...change, level: 'review', fix: '', base: { path: 'a', line: 1, column: 1 } }] },
      '::warning title=REVIEW graphql/field-removed::Query.b is gone.\n',
    ],
    [
      'what ends a property or a command in a name',
      {
        changes: [
          {
            ...change,
            level: 'minor',
            message: '100%\r\n::error::x',
            fix: '',
            head: { path: 'a,b:c%\n', line: 1, column: 1 },
          },
        ],
      },
      '::notice file=a%2Cb%3Ac%25,line=1,col=1,title=ADDED graphql/field-removed::100%25 ::error::x\n',
    ],
    [
      'what was not analysed, and notes',
      {
        notAnalysed: [
          { path: 'a', reason: 'timeBudget', detail: 'typescript' },
          { path: '', reason: 'failed', detail: 'graphql: no module' },
        ],
        notes: ['The clone is shallow.'],
      },
      '::warning file=a,line=1,col=1,title=Not analysed::a: timeBudget typescript\n' +
        '::warning title=Not analysed::all files: failed graphql: no module\n' +
        '::notice title=Note::The clone is shallow.\n',
    ],
  ];
  for (const [name, report, expected] of cases) {
    it(name, () => check(report, expected));
  }
});
