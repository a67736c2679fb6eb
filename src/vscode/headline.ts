import * as vscode from 'vscode';
import type { Readiness, Verdict } from '../core/readiness/model.ts';
import { allReadiness, type Session } from './session.ts';

/** Heaviest first. */
const weightOf: Readonly<Record<Verdict, number>> = { unknown: 3, noGo: 2, conditionalGo: 1, go: 0 };

/** The one release that a one-line surface speaks of: that of the active editor, else the heaviest verdict. */
export function headline(session: Session): Readiness | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const active = uri === undefined ? undefined : session.find(uri)[0]?.readiness;
  return active ?? byWeight(allReadiness(session.state))[0];
}

export function verdictLabel(verdict: Verdict): string {
  const labels: Readonly<Record<Verdict, string>> = {
    go: vscode.l10n.t('GO'),
    conditionalGo: vscode.l10n.t('CONDITIONAL GO'),
    noGo: vscode.l10n.t('NO-GO'),
    unknown: vscode.l10n.t('UNKNOWN'),
  };
  return labels[verdict];
}

/** `NO-GO 12 blocking`, or `GO 41/41`. */
export function verdictWithCount(readiness: Readiness): string {
  const verdict = verdictLabel(readiness.verdict);
  const counts =
    readiness.blocking > 0
      ? vscode.l10n.t('{0} {1} blocking', verdict, readiness.blocking)
      : `${verdict} ${readiness.done}/${readiness.total}`;
  const needs = needsWords(readiness);
  return needs === undefined ? counts : `${counts} \u00b7 ${needs}`;
}

/** `declared minor, needs major`; nothing where what was declared is enough, or not known. */
function needsWords({ forced }: Readiness): string | undefined {
  if (forced?.enough !== false) return undefined;
  return forced.declared === undefined
    ? vscode.l10n.t('needs {0}', forced.needed)
    : vscode.l10n.t('declared {0}, needs {1}', forced.declared, forced.needed);
}

function byWeight(all: readonly Readiness[]): readonly Readiness[] {
  return all.toSorted((a, b) => weightOf[b.verdict] - weightOf[a.verdict]);
}
