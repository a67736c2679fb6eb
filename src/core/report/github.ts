import type { CheckReport, ReasonReport } from './checkReport.ts';
import { annotation } from './githubAnnotation.ts';
import type { AnnotationLevel } from './githubAnnotation.ts';
import { verdictWords } from '../readiness/catalog.ts';
import type { Verdict, Weight } from '../readiness/model.ts';

/** Annotations of GitHub Actions: a line for each reason at its place, and one for each verdict. */
export function githubReport(report: CheckReport): string {
  const { releases, problems } = report;
  const lines = [
    ...problems.map(reasonLine),
    ...releases.flatMap(({ name, verdict, reasons, done, total, blocking }) => [
      ...reasons.map(reasonLine),
      annotation(verdictLevels[verdict], {
        title: `${verdictWords[verdict]} ${name}`,
        message: `${done} of ${total} done, ${blocking} blocking`,
      }),
    ]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function reasonLine({ weight, message, fix, file, line, column }: ReasonReport): string {
  return annotation(weightLevels[weight], {
    title: weightTitles[weight],
    message: fix === '' ? message : `${message} ${fix}`,
    ...(file === undefined ? {} : { place: { path: file, line: line ?? 1, column: column ?? 1 } }),
  });
}

const verdictLevels: Readonly<Record<Verdict, AnnotationLevel>> = {
  go: 'notice',
  conditionalGo: 'warning',
  noGo: 'error',
  unknown: 'error',
};

const weightLevels: Readonly<Record<Weight, AnnotationLevel>> = {
  unknown: 'error',
  noGo: 'error',
  conditional: 'warning',
  warning: 'warning',
  info: 'notice',
};

const weightTitles: Readonly<Record<Weight, string>> = {
  unknown: 'Cannot tell',
  noGo: 'No-go',
  conditional: 'Condition',
  warning: 'Warning',
  info: 'Note',
};
