/** Formats of `breaking` for programs. */
import type { Level, Place } from '../breaking/change.ts';
import { levelWords, undeclaredDetails, undeclaredTitle } from './breakingReport.ts';
import type { BreakingReport, ChangeReport } from './breakingReport.ts';
import { annotation } from './githubAnnotation.ts';
import type { AnnotationLevel } from './githubAnnotation.ts';
import { printable, printableJson } from './printable.ts';
import { uriOf } from './sarif.ts';

export function breakingJson(report: BreakingReport): string {
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}

/** SARIF 2.1.0; the place in the base is a related location. */
export function breakingSarif(report: BreakingReport, tool: { readonly version: string }): string {
  const rules = [...new Set(report.changes.map(({ rule }) => rule))].toSorted();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'release-readiness',
            semanticVersion: tool.version,
            rules: rules.map((id) => ({ id })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.notAnalysed.length === 0,
            toolExecutionNotifications: report.notAnalysed.map(({ path, reason, detail }) => ({
              level: 'warning',
              message: { text: printable(`Not analysed: ${reason} ${detail}`.trim()) },
              ...(path === ''
                ? {}
                : { locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) } } }] }),
            })),
          },
        ],
        properties: { bump: report.bump },
        results: report.changes.map((change) => sarifResult(change, rules.indexOf(change.rule))),
      },
    ],
  };
  return printableJson(`${JSON.stringify(log, null, 2)}\n`);
}

/** Annotations of a workflow run, one a line. The values are escaped, so that none can begin another command. */
export function breakingGithub(report: BreakingReport): string {
  const lines = [
    ...report.changes.map((change) =>
      annotation(githubLevels[change.level], {
        title: `${levelWords[change.level]} ${change.rule}`,
        message: sentences(change),
        ...(change.head === undefined ? {} : { place: change.head }),
      }),
    ),
    ...report.notAnalysed.map(({ path, reason, detail }) =>
      annotation('warning', {
        title: 'Not analysed',
        message: `${path === '' ? 'all files' : path}: ${reason} ${detail}`.trim(),
        ...(path === '' ? {} : { place: { path, line: 1, column: 1 } }),
      }),
    ),
    ...report.undeclared.map((one) =>
      annotation('notice', {
        title: undeclaredTitle,
        message: `${one.subject} (${one.rule}, ${undeclaredDetails(one)})`,
        ...(one.head === undefined ? {} : { place: one.head }),
      }),
    ),
    ...report.notes.map((note) => annotation('notice', { title: 'Note', message: note })),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function sarifResult(change: ChangeReport, ruleIndex: number): object {
  const place = change.head ?? change.base;
  return {
    ruleId: change.rule,
    ruleIndex,
    level: sarifLevels[change.level],
    message: { text: printable(sentences(change)) },
    ...(place === undefined ? {} : { locations: [location(place)] }),
    ...(change.head === undefined || change.base === undefined
      ? {}
      : { relatedLocations: [{ ...location(change.base), message: { text: 'Before' } }] }),
    properties: { subject: printable(change.subject), change: change.level, confidence: change.confidence },
  };
}

function location({ path, line, column, endLine, endColumn }: Place): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(path) },
      region: {
        startLine: line,
        startColumn: column,
        ...(endLine === undefined ? {} : { endLine }),
        ...(endColumn === undefined ? {} : { endColumn }),
      },
    },
  };
}

function sentences({ message, fix }: ChangeReport): string {
  return fix === '' ? message : `${message} ${fix}`;
}

const sarifLevels: Readonly<Record<Level, 'error' | 'warning' | 'note'>> = {
  major: 'error',
  review: 'warning',
  minor: 'note',
  patch: 'note',
};

const githubLevels: Readonly<Record<Level, AnnotationLevel>> = {
  major: 'error',
  review: 'warning',
  minor: 'notice',
  patch: 'notice',
};
