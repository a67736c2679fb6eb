import * as vscode from 'vscode';
import { day } from '../../core/base/instant.ts';
import type { Readiness } from '../../core/readiness/model.ts';
import { headline, verdictWithCount } from '../headline.ts';
import type { Session } from '../session.ts';

export function registerStatusBar(session: Session): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    'releaseReadiness.verdict',
    vscode.StatusBarAlignment.Left,
    20,
  );
  item.name = vscode.l10n.t('Release Readiness');
  item.command = 'releaseReadiness.show';
  const draw = (): void => {
    const readiness = headline(session);
    if (readiness === undefined) {
      item.hide();
      return;
    }
    const text = verdictWithCount(readiness);
    item.text = `$(rocket) ${text}`;
    item.tooltip = tooltip(readiness);
    item.accessibilityInformation = {
      label: vscode.l10n.t('Release readiness of {0}: {1}', readiness.name, text),
    };
    if (isBlockedToday(readiness, Date.now())) {
      item.backgroundColor = new vscode.ThemeColor('statusBarItem.errorBackground');
    } else {
      Object.assign(item, { backgroundColor: undefined });
    }
    item.show();
  };
  draw();
  return vscode.Disposable.from(
    item,
    session.onDidChange(draw),
    vscode.window.onDidChangeActiveTextEditor(draw),
  );
}

/** The error style is for a release that should start within a day and cannot. */
function isBlockedToday(readiness: Readiness, now: number): boolean {
  const { plannedStart, verdict } = readiness;
  if (plannedStart === undefined || (verdict !== 'noGo' && verdict !== 'unknown')) return false;
  return Math.abs(plannedStart - now) < day;
}

function tooltip(readiness: Readiness): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.appendText(`${readiness.name}: ${verdictWithCount(readiness)}`);
  markdown.appendMarkdown('\n\n');
  markdown.appendText(
    vscode.l10n.t('{0} of {1} done ({2} %)', readiness.done, readiness.total, readiness.percent),
  );
  if (readiness.next !== undefined) {
    markdown.appendMarkdown('\n\n');
    markdown.appendText(vscode.l10n.t('Next: {0}', readiness.next.text));
  }
  return markdown;
}
