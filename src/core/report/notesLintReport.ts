/** What `lint-notes` says, as data, and every format of it. */
import { fill } from '../base/catalog.ts';
import type { Severity } from '../base/catalog.ts';
import type { NotesFinding, NotesLint } from '../notes/lint/model.ts';
import { notesRules } from '../notes/lint/rules.ts';
import { printable, printableJson, withoutLogCommands } from './printable.ts';
import { uriOf } from './sarif.ts';
import type { TextStyle } from './text.ts';

/** Keys keep this order in JSON. */
export interface NotesLintReport {
  readonly schema: 'release-readiness/lint-notes/1';
  readonly file: string;
  /** Absent when the repository was not read. */
  readonly base?: { readonly name: string; readonly commit: string };
  readonly head?: { readonly name: string; readonly commit: string };
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: Severity;
    readonly message: string;
    readonly fix: string;
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
    readonly args: NotesFinding['args'];
    /** Offsets from 0; only where text can be added without taking any away. */
    readonly edits?: readonly { readonly start: number; readonly end: number; readonly newText: string }[];
  }[];
  readonly notChecked: NotesLint['notChecked'];
}

export function notesLintReport(
  file: string,
  lint: NotesLint,
  range: Pick<NotesLintReport, 'base' | 'head'> = {},
): NotesLintReport {
  return {
    schema: 'release-readiness/lint-notes/1',
    file,
    ...(range.base === undefined ? {} : { base: range.base }),
    ...(range.head === undefined ? {} : { head: range.head }),
    findings: lint.findings.map(({ rule, severity, args, where, fix }) => ({
      rule,
      severity,
      message: fill(notesRules[rule].sentence, args),
      fix: fill(notesRules[rule].fix, args),
      line: where.line,
      column: where.column,
      endLine: where.endLine ?? where.line,
      endColumn: where.endColumn ?? where.column,
      args,
      ...(fix?.kind === 'edit' ? { edits: fix.edits } : {}),
    })),
    notChecked: lint.notChecked,
  };
}

export function notesLintJson(report: NotesLintReport): string {
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}

export function notesLintText(report: NotesLintReport, style: TextStyle): string {
  const colours: Readonly<Record<Severity, (text: string) => string>> = {
    error: style.bad,
    warning: style.doubtful,
    info: style.faint,
    hint: style.faint,
  };
  const { findings, notChecked } = report;
  const lines = [
    style.bold(
      findings.length === 0
        ? 'Nothing found'
        : `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`,
    ),
    ...findings.flatMap(({ rule, severity, message, fix, line, column }) => [
      `${printable(report.file)}:${line}:${column}  ${colours[severity](severity)}  ${printable(message)}  ${style.faint(rule)}`,
      `    ${style.faint(printable(fix))}`,
    ]),
    ...(notChecked.length === 0 ? [] : ['', style.bold('Not checked')]),
    ...byReason(notChecked).map(([why, rules]) => `  ${rules.join(', ')}: ${printable(why)}`),
  ];
  return withoutLogCommands(`${lines.join('\n')}\n`);
}

function byReason(notChecked: NotesLint['notChecked']): readonly (readonly [string, readonly string[]])[] {
  const reasons = new Map<string, string[]>();
  for (const { rule, why } of notChecked) {
    reasons.set(why, [...(reasons.get(why) ?? []), rule]);
  }
  return [...reasons];
}

/** SARIF 2.1.0; what was not checked is a notification of the run. */
export function notesLintSarif(report: NotesLintReport, tool: { readonly version: string }): string {
  const rules = [...new Set(report.findings.map(({ rule }) => rule))].toSorted();
  const uri = uriOf(report.file);
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
            executionSuccessful: true,
            toolExecutionNotifications: report.notChecked.map(({ rule, why }) => ({
              level: 'note',
              message: { text: printable(`Not checked: ${rule}: ${why}`) },
            })),
          },
        ],
        results: report.findings.map(
          ({ rule, severity, message, fix, line, column, endLine, endColumn }) => ({
            ruleId: rule,
            ruleIndex: rules.indexOf(rule),
            level: sarifLevels[severity],
            message: { text: printable(`${message} ${fix}`) },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri },
                  region: { startLine: line, startColumn: column, endLine, endColumn },
                },
              },
            ],
          }),
        ),
      },
    ],
  };
  return printableJson(`${JSON.stringify(log, null, 2)}\n`);
}

/** Annotations of a workflow run, one a line, escaped so that none can begin another command. */
export function notesLintGithub(report: NotesLintReport): string {
  const lines = report.findings.map(
    ({ rule, severity, message, fix, line, column, endLine }) =>
      `::${githubLevels[severity]} file=${property(report.file)},line=${line},col=${column},endLine=${endLine},title=${property(rule)}::${data(`${message} ${fix}`)}`,
  );
  const left = byReason(report.notChecked).map(
    ([why, rules]) => `::notice title=Not checked::${data(`${rules.join(', ')}: ${why}`)}`,
  );
  return [...lines, ...left].map((line) => `${line}\n`).join('');
}

function data(text: string): string {
  return printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

const sarifLevels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

const githubLevels: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};
