import type * as vscode from 'vscode';
import { leftOutSentence } from '../../core/readiness/catalog.ts';
import { checkReport } from '../../core/report/checkReport.ts';
import { policyProblems } from '../../core/report/folderProblems.ts';
import { noChecklist } from '../../core/report/noChecklist.ts';
import { textReport } from '../../core/report/text.ts';
import { verdictExits } from '../../core/report/verdictExit.ts';
import type { Session } from '../session.ts';

export interface FolderReport {
  readonly text: string;
  readonly exit: number;
}

/** Reads the folder again: what `release-readiness check` prints there, and how it ends. */
export async function folderReport(session: Session, folder: vscode.Uri): Promise<FolderReport> {
  await session.refresh();
  const state = session.state.folders.find(({ folder: one }) => one.uri.toString() === folder.toString());
  const readiness = state?.failed === true ? [] : (state?.assessment?.readiness ?? []);
  const report = checkReport(readiness, {
    leftOut: (state?.assessment?.leftOut ?? []).map((one) => ({
      file: one.file,
      why: leftOutSentence(one),
    })),
    problems:
      readiness.length === 0 ? [noChecklist, ...policyProblems(state?.assessment?.policyFindings ?? [])] : [],
    now: state?.assessment?.now ?? Date.now(),
  });
  return { text: textReport(report, plainStyle), exit: verdictExits[report.verdict] };
}

const asIs = (text: string): string => text;
const plainStyle = { bold: asIs, faint: asIs, good: asIs, bad: asIs, doubtful: asIs };
