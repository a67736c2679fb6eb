import type { CheckReport } from './checkReport.ts';
import { printableJson } from './printable.ts';

/** The report as it is, indented for people who read it anyway. Keys keep their order. */
export function jsonReport(report: CheckReport): string {
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}
