import { placeOf, weightLabels } from './checkReport.ts';
import type { CheckReport, ReasonReport, ReleaseReport } from './checkReport.ts';
import { verdictWords } from '../readiness/catalog.ts';
import { escapeMarkup } from './markup.ts';

/**
 * For test reporters of CI systems: a suite for each release and a case for each
 * reason. What decides against the release fails, what cannot be told is an
 * error, and what only warns is a passing case that says so.
 */
export function junitReport(report: CheckReport): string {
  const suites = [
    ...report.releases.map(suiteOf),
    ...(report.problems.length === 0 ? [] : [suite('release readiness', report.problems)]),
  ];
  const sum = (pick: (suite: Suite) => number) => suites.reduce((total, each) => total + pick(each), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="release-readiness: ${verdictWords[report.verdict]}" ${counts({
      tests: sum((each) => each.tests),
      failures: sum((each) => each.failures),
      errors: sum((each) => each.errors),
    })}>`,
    ...suites.flatMap((each) => each.lines),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

interface Suite extends Counts {
  readonly lines: readonly string[];
}

function suiteOf(release: ReleaseReport): Suite {
  return suite(release.name, release.reasons);
}

/** A release without any reason still has the one case that it is ready. */
function suite(name: string, reasons: readonly ReasonReport[]): Suite {
  const failures = reasons.filter((reason) => outcomeOf(reason) === 'failure').length;
  const errors = reasons.filter((reason) => outcomeOf(reason) === 'error').length;
  const passing = failures + errors === 0;
  const tests = reasons.length + (passing ? 1 : 0);
  return {
    tests,
    failures,
    errors,
    lines: [
      `<testsuite name="${escapeMarkup(name)}" ${counts({ tests, failures, errors })}>`,
      ...(passing ? [`<testcase classname="${escapeMarkup(name)}" name="ready"/>`] : []),
      ...reasons.flatMap((reason) => caseLines(name, reason)),
      '</testsuite>',
    ],
  };
}

function caseLines(name: string, reason: ReasonReport): readonly string[] {
  const place = placeOf(reason);
  const title = `${reason.message}${place === '' ? '' : ` (${place})`}`;
  const file =
    reason.file === undefined ? '' : ` file="${escapeMarkup(reason.file)}" line="${reason.line ?? 1}"`;
  const start = `<testcase classname="${escapeMarkup(name)}" name="${escapeMarkup(title)}"${file}`;
  const outcome = outcomeOf(reason);
  const detail = escapeMarkup([place, reason.message, reason.fix].filter((part) => part !== '').join(' '));
  if (outcome === 'passed') {
    return [`${start}>`, `<system-out>${weightLabels[reason.weight]}: ${detail}</system-out>`, '</testcase>'];
  }
  return [
    `${start}>`,
    `<${outcome} type="${escapeMarkup(reason.code)}" message="${escapeMarkup(reason.message)}">${detail}</${outcome}>`,
    '</testcase>',
  ];
}

function outcomeOf(reason: ReasonReport): 'error' | 'failure' | 'passed' {
  if (reason.weight === 'unknown') {
    return 'error';
  }
  return reason.weight === 'noGo' ? 'failure' : 'passed';
}

function counts({ tests, failures, errors }: Counts): string {
  return `tests="${tests}" failures="${failures}" errors="${errors}"`;
}
