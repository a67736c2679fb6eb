import * as vscode from 'vscode';
import { countsAsOpen } from '../../core/incident/model.ts';
import type { Session } from '../session.ts';
import type { Operations } from './operations.ts';

/**
 * The next clock of an incident in the status bar; nothing while there is none. When a clock of an open
 * incident runs out, one message says so, once for each clock, and only where the setting allows it.
 */
export function registerIncidentClock(session: Session, operations: Operations): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    'releaseReadiness.incident',
    vscode.StatusBarAlignment.Left,
    21,
  );
  item.name = vscode.l10n.t('Incident clock');
  item.command = 'releaseReadiness.addTimelineEntry';
  const told = new Set<string>();
  const draw = (): void => {
    const { loaded, state } = operations;
    const due = state
      .flatMap(({ facts }) => {
        const next = loaded?.nextDue({ ...facts, incidents: facts.incidents.filter(countsAsOpen) });
        return next === undefined ? [] : [{ ...next, now: facts.now }];
      })
      .toSorted((a, b) => a.clock.due - b.clock.due)[0];
    if (loaded === undefined || due === undefined) {
      item.hide();
      return;
    }
    const { source, clock, now } = due;
    const severity = plain(source.value.severity ?? '');
    const words = `${loaded.clockWords[clock.kind]} ${loaded.spanWords(clock.due - now)}`;
    item.text = `$(flame) ${[severity, words].filter((part) => part !== '').join(' \u00b7 ')}`;
    item.tooltip = vscode.l10n.t('{0}. Click to add a line to the timeline.', plain(source.value.title));
    item.accessibilityInformation = { label: `${plain(source.value.title)}: ${words}` };
    if (clock.state === 'overdue')
      item.backgroundColor = new vscode.ThemeColor('statusBarItem.errorBackground');
    else Object.assign(item, { backgroundColor: undefined });
    item.show();
    const key = `${source.value.file} ${clock.kind} ${clock.due}`;
    if (clock.state === 'overdue' && session.settings.incidentReminders && !told.has(key)) {
      told.add(key);
      void remind();
    }
  };
  draw();
  return vscode.Disposable.from(item, operations.onDidChange(draw));
}

/** The message is constant: names from files could hold links. */
async function remind(): Promise<void> {
  const show = vscode.l10n.t('Show Operations');
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t('A clock of an open incident has run out. The view Operations shows which.'),
    show,
  );
  if (picked === show) await vscode.commands.executeCommand('releaseReadiness.operations.focus');
}

function plain(text: string): string {
  return text.replaceAll('$(', '$ (');
}
