import type { CheckReport, ReasonReport, ReleaseReport } from '../../src/core/report/checkReport.ts';

/** A release with one reason of each weight. */
export function releaseReport(changes: Partial<ReleaseReport> = {}): ReleaseReport {
  return {
    key: 'releases/1.4.0',
    name: '1.4.0',
    version: '1.4.0',
    type: 'minor',
    verdict: 'noGo',
    percent: 62,
    done: 18,
    total: 29,
    blocking: 1,
    decision: { done: 12, total: 20 },
    plannedStart: '2026-11-24T09:00:00Z',
    reasons: [
      reason({
        code: 'unreadable',
        weight: 'unknown',
        message: 'a.md cannot be read.',
        fix: 'Make it readable.',
      }),
      reason({ line: 12, column: 3 }),
      reason({
        code: 'waived',
        weight: 'conditional',
        message: 'Waived: Load test',
        fix: '',
        line: 14,
        column: 3,
      }),
      reason({
        code: 'nearMiss',
        weight: 'warning',
        message: 'No box',
        fix: 'Write "- [ ] text".',
        line: 15,
      }),
      { code: 'typeUndeclared', weight: 'info', message: 'No type is known.', fix: 'Name one.' },
    ],
    path: [
      {
        how: 'command',
        what: 'Do it and tick it: Run the tests',
        command: 'release-readiness tick releases/1.4.0/checklist.md:12',
        who: ['@ana'],
        answers: ['itemOpen'],
        file: 'releases/1.4.0/checklist.md',
        line: 12,
        column: 3,
      },
    ],
    stages: [
      {
        title: 'Verification',
        file: 'releases/1.4.0/checklist.md',
        line: 20,
        state: 'overdue',
        anchor: 'D',
        anchorAt: '2026-11-23T08:00:00Z',
        closes: '2026-11-23T08:30:00Z',
        overdue: [
          {
            text: 'Check the health',
            file: 'releases/1.4.0/checklist.md',
            line: 21,
            due: '2026-11-23T08:30:00Z',
          },
        ],
        due: [],
      },
    ],
    sections: [
      {
        title: 'Testing',
        path: ['Release', 'Testing'],
        kind: 'area',
        file: 'releases/1.4.0/checklist.md',
        line: 10,
        done: 3,
        total: 5,
        blocking: 1,
        progress: 'inProgress',
        stands: 'before',
        due: '2026-11-23T09:00:00Z',
      },
    ],
    files: [{ file: 'releases/1.4.0/checklist.md', why: 'Used because it stands in a release folder.' }],
    next: { text: 'Run the tests', file: 'releases/1.4.0/checklist.md', due: '2026-11-23T09:00:00Z' },
    ...changes,
  };
}

export function reason(changes: Partial<ReasonReport> = {}): ReasonReport {
  return {
    code: 'itemOpen',
    weight: 'noGo',
    message: 'Open: Run the tests',
    fix: 'Do it and tick it.',
    file: 'releases/1.4.0/checklist.md',
    ...changes,
  };
}

export function report(changes: Partial<CheckReport> = {}): CheckReport {
  return {
    schema: 'release-readiness/check/1',
    verdict: 'noGo',
    releases: [releaseReport()],
    leftOut: [{ file: 'docs/todo.md', why: 'It has no check boxes.' }],
    problems: [],
    ...changes,
  };
}

/** Text that tries to be more than text: terminal codes, log commands, markup, links, reading direction. */
export const hostileTexts: readonly string[] = [
  '\u001b[31mred\u001b[0m',
  '\u009b31mred',
  '::error file=a::gone',
  'before\n::stop-commands::x',
  'before\r\n  ::add-mask::x',
  '##[error]gone',
  '##vso[task.complete]gone',
  'x ##[group]y ##VSO[z]',
  '<script>alert(1)</script>',
  '</title></style><img src=x onerror=alert(1)>',
  '"quoted" \'and\' &amp;',
  '[link](javascript:alert(1)) ![image](https://example.com/x.png)',
  'https://example.com www.example.com @ana #41',
  '`code` | cell \\| \\` **bold** ~~gone~~',
  'right \u202e to left \u2066 inside',
  'null \u0000 bell \u0007 lone \ud800 end \uffff',
  'line \u2028 separator \u0085 next',
];

/** A report in which every text that comes from a file is the given one. */
export function reportSaying(text: string): CheckReport {
  const said = releaseReport();
  return report({
    releases: [
      releaseReport({
        name: text,
        reasons: [reason({ message: text, fix: text, file: text, line: 1, column: 1 })],
        path: said.path.map((step) => ({ ...step, what: text, command: text, who: [text], file: text })),
        stages: said.stages.map((stage) => ({
          ...stage,
          title: text,
          file: text,
          overdue: [{ text, file: text, line: 1 }],
        })),
        sections: said.sections.map((section) => ({ ...section, title: text, path: [text], file: text })),
        files: [{ file: text, why: text }],
        next: { text, file: text },
      }),
    ],
    leftOut: [{ file: text, why: text }],
    problems: [reason({ weight: 'unknown', message: text, fix: text })],
  });
}
