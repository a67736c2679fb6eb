import type { Weight } from '../readiness/model.ts';
import type { CheckReport, ReasonReport } from './checkReport.ts';
import { printable, printableJson } from './printable.ts';

/** SARIF 2.1.0, for code scanning and for editors that show it. */
export function sarifReport(report: CheckReport, tool: { readonly version: string }): string {
  const reasons = [...report.problems, ...report.releases.flatMap((release) => release.reasons)];
  const codes = [...new Set(reasons.map((reason) => reason.code))].toSorted();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'release-readiness',
            semanticVersion: tool.version,
            rules: codes.map((code) => ({ id: code, shortDescription: { text: shortDescription(code) } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        properties: { verdict: report.verdict },
        results: reasons.map((reason) => result(reason, codes.indexOf(reason.code))),
      },
    ],
  };
  return printableJson(`${JSON.stringify(log, null, 2)}\n`);
}

function result(reason: ReasonReport, ruleIndex: number): object {
  const text = [reason.message, reason.fix].filter((part) => part !== '').join(' ');
  return {
    ruleId: reason.code,
    ruleIndex,
    level: levels[reason.weight],
    message: { text: printable(text) },
    ...(reason.file === undefined
      ? {}
      : { locations: [{ physicalLocation: physicalLocation(reason, reason.file) }] }),
  };
}

function physicalLocation(reason: ReasonReport, file: string): object {
  return {
    artifactLocation: { uri: uriOf(file) },
    ...(reason.line === undefined
      ? {}
      : {
          region: {
            startLine: reason.line,
            ...(reason.column === undefined ? {} : { startColumn: reason.column }),
          },
        }),
  };
}

export function uriOf(file: string): string {
  // Half of a surrogate pair has no place in a URI.
  const wellFormed = file.replace(/\p{Surrogate}/gu, '\ufffd');
  return wellFormed.split('/').map(encodeURIComponent).join('/');
}

/** `itemOverdue` becomes "Item overdue". */
function shortDescription(code: string): string {
  const words = code.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const levels: Readonly<Record<Weight, 'error' | 'warning' | 'note'>> = {
  unknown: 'error',
  noGo: 'error',
  conditional: 'warning',
  warning: 'warning',
  info: 'note',
};
