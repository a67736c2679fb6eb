import assert from 'node:assert/strict';
import { testResults } from '../../../src/core/facts/testResults.ts';

/** `format passed/failed/skipped coverage`, or why it was not read. */
function check(text: string, expected: string): void {
  const { results, unread } = testResults([{ path: 'a', text, written: 0 }], {});
  const said = [
    ...results.map(({ format, passed = '-', failed = '-', skipped = '-', coverage }) =>
      [format, [passed, failed, skipped].join('/'), ...(coverage === undefined ? [] : [`${coverage}%`])].join(
        ' ',
      ),
    ),
    ...unread.map(({ reason }) => reason),
  ];
  assert.deepEqual(said, [expected]);
}

const suite = (cases: string): string =>
  `<?xml version="1.0"?>\n<testsuites><testsuite name="a">${cases}</testsuite></testsuites>`;

describe('files of results', () => {
  for (const [name, text, expected] of [
    [
      'JUnit',
      suite(
        '<testcase name="a"/><testcase name="b"><failure>x</failure></testcase><testcase name="c"><skipped/></testcase>',
      ),
      'junit 1/1/1',
    ],
    [
      'JUnit, an error and a failure in one case',
      suite('<testcase name="a"><failure/><error/></testcase>'),
      'junit 0/1/0',
    ],
    ['JUnit, nested suites', suite('<testsuite tests="9"><testcase name="a"/></testsuite>'), 'junit 1/0/0'],
    [
      'JUnit, words in the output',
      suite('<testcase name="a"><system-out><![CDATA[<failure>]]></system-out></testcase>'),
      'junit 1/0/0',
    ],
    ['JUnit, a bracket in a name', suite('<testcase name="a > b" status="x"/>'), 'junit 1/0/0'],
    ['JUnit, a suite that did not start', suite('<error>no</error>'), 'junit 0/1/0'],
    [
      'JUnit, totals alone',
      '<testsuites tests="5" failures="1" errors="1" skipped="1"></testsuites>',
      'junit 2/2/1',
    ],
    ['JUnit, cut off', '<testsuites><testsuite name="a"><testcase name="a"/>', 'syntax'],
    ['JUnit, cut off within a tag', '<testsuites><testsuite name="a', 'syntax'],
    ['lcov', 'TN:\nSF:a.ts\nDA:1,1\nLF:4\nLH:3\nend_of_record\n', 'lcov -/-/- 75%'],
    ['lcov without totals', 'SF:a.ts\nDA:1,1\nDA:2,0\nend_of_record\n', 'lcov -/-/- 50%'],
    ['lcov, cut off', 'SF:a.ts\nDA:1,1\n', 'syntax'],
    ['a summary of coverage', '{"total":{"lines":{"pct":84.2}}}', 'lcov -/-/- 84.2%'],
    [
      'jest',
      '{"numTotalTests":3,"numPassedTests":1,"numFailedTests":1,"numPendingTests":1,"openHandles":[]}',
      'jest 1/1/1',
    ],
    [
      'jest, a suite that does not start',
      '{"numTotalTests":1,"numPassedTests":1,"numFailedTests":0,"numFailedTestSuites":1,"success":false,"openHandles":[]}',
      'jest 1/1/0',
    ],
    [
      'vitest',
      '{"numTotalTests":2,"numPassedTests":2,"numFailedTests":0,"numPendingTests":0,"success":true}',
      'vitest 2/0/0',
    ],
    [
      'cobertura',
      '<?xml version="1.0"?><coverage line-rate="0.845" branch-rate="0.1"></coverage>',
      'cobertura -/-/- 84.5%',
    ],
    ['cobertura, cut off', '<coverage line-rate="0.845"><packages>', 'syntax'],
    [
      'SARIF',
      '{"runs":[{"results":[{"level":"error"},{"level":"note"},{"level":"error","suppressions":[{}]},{"kind":"pass","level":"error"}]}]}',
      'sarif -/1/1',
    ],
    [
      'SARIF of a scan that stopped',
      '{"runs":[{"results":[],"invocations":[{"executionSuccessful":false}]}]}',
      'sarif -/1/0',
    ],
    ['other JSON', '{"a":1}', 'unsupported'],
    ['broken JSON', '{"a":', 'syntax'],
    ['a text', 'all tests pass', 'unsupported'],
    ['nothing', '', 'unsupported'],
  ] as const) {
    it(`${name}: ${expected}`, () => check(text, expected));
  }

  it('are stale when the head is newer', () => {
    const files = [
      { path: 'a', text: suite(''), written: 10 },
      { path: 'b', text: suite(''), written: 30 },
    ];
    const stale = (committed?: number) =>
      testResults(files, committed === undefined ? {} : { committed }).results.map((one) => one.stale);
    assert.deepEqual(stale(20), [true, false]);
    assert.deepEqual(stale(), [false, false]);
  });
});
