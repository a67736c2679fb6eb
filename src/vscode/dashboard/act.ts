import * as vscode from 'vscode';
import type { Answer, AnswerResult } from '../../core/metrics/answer.ts';
import type { ExportFormat, NextStep, ToHost } from '../../webview/protocol.ts';
import { tell } from '../failure.ts';
import type { Log } from '../log.ts';
import { editText } from '../operations/writeText.ts';
import { pickOne } from '../quickInput.ts';
import type { Dashboard, Shown } from './dashboard.ts';
import { placesOf } from './metricsFolder.ts';

/** What the buttons of the page do. Messages are checked, but what they name may be gone by now. */
export async function actOn(
  log: Log,
  dashboard: Dashboard,
  message: Exclude<ToHost, { type: 'ready' | 'choose' }>,
): Promise<void> {
  const { shown } = dashboard;
  switch (message.type) {
    case 'refresh':
      return dashboard.refresh();
    case 'step':
      await vscode.commands.executeCommand(...stepCommands[message.step]);
      return;
    case 'open':
      return shown === undefined ? undefined : openPlace(shown, message);
    case 'export':
      return shown === undefined ? undefined : exportMetrics(dashboard, shown, message.format);
    case 'answer':
      return shown === undefined ? undefined : answer({ log, dashboard, shown }, message.id, message.answer);
    case 'chooseCause':
      return shown === undefined ? undefined : chooseCause({ log, dashboard, shown }, message.id);
  }
}

const stepCommands: Readonly<Record<NextStep, readonly [string, ...unknown[]]>> = {
  openFolder: ['workbench.action.files.openFolder'],
  trust: ['workbench.trust.manage'],
  createChecklist: ['releaseReadiness.createChecklist'],
  declareIncident: ['releaseReadiness.declareIncident'],
  settings: ['workbench.action.openSettings', 'releaseReadiness.git.enabled'],
};

async function openPlace(
  { folder, metrics }: Shown,
  { file, line = 1 }: { readonly file: string; readonly line?: number },
): Promise<void> {
  if (!placesOf(metrics).has(file)) return;
  const at = new vscode.Position(Math.max(0, line - 1), 0);
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, file), {
    viewColumn: vscode.ViewColumn.Beside,
    selection: new vscode.Range(at, at),
  });
}

interface Asked {
  readonly log: Log;
  readonly dashboard: Dashboard;
  readonly shown: Shown;
}

async function chooseCause(asked: Asked, id: string): Promise<void> {
  const releases = new Set(
    asked.shown.metrics.figures
      .filter(({ of }) => of === 'deployments')
      .flatMap(({ rows }) => rows.map(({ subject }) => subject))
      .toReversed(),
  );
  const release = await pickOne(
    vscode.l10n.t('Which release caused it?'),
    [...releases].map((label) => ({ label, value: label })),
    vscode.l10n.t('A release that was deployed'),
  );
  if (release !== undefined) await answer(asked, id, { kind: 'cause', release });
}

/** Writes the fact where it belongs, as one step that Undo takes back. */
async function answer({ log, dashboard, shown }: Asked, id: string, given: Answer): Promise<void> {
  const { engine, folder, metrics } = shown;
  const question = metrics.questions.find((one) => one.id === id);
  if (question === undefined) {
    dashboard.say(vscode.l10n.t('That question is answered already.'));
    return;
  }
  const { file } = question.place;
  const written = await editText(
    vscode.Uri.joinPath(folder.uri, file),
    (text) => {
      const result = engine.answerQuestion(question, given, text);
      return result.ok
        ? result
        : { ok: false, message: refusalSentence(result.refusal), detail: `${file}: ${id}` };
    },
    question.kind === 'fix' ? '' : undefined,
  );
  if (!written.ok) {
    await tell(log, written.message, written.detail);
    return;
  }
  await dashboard.refresh();
  dashboard.say(vscode.l10n.t('Recorded in {0}.', file));
}

function refusalSentence(refusal: Extract<AnswerResult, { ok: false }>['refusal']): string {
  return refusal === 'shape'
    ? vscode.l10n.t(
        'The answer cannot be written into this file safely. Write it by hand, at the place that is named.',
      )
    : vscode.l10n.t('The file answers this already. Refresh to see it.');
}

const endings: Readonly<Record<ExportFormat, string>> = {
  csv: 'csv',
  json: 'json',
  svg: 'svg',
  markdown: 'md',
};

async function exportMetrics(dashboard: Dashboard, shown: Shown, format: ExportFormat): Promise<void> {
  const ending = endings[format];
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Metrics'),
    defaultUri: vscode.Uri.joinPath(shown.folder.uri, `metrics.${ending}`),
    filters: { [format.toUpperCase()]: [ending] },
  });
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(exportText(shown, format)));
  dashboard.say(vscode.l10n.t('Saved as {0}.', vscode.workspace.asRelativePath(target)));
}

export function exportText({ engine, metrics }: Shown, format: ExportFormat): string {
  switch (format) {
    case 'csv':
      return engine.metricsCsv(metrics);
    case 'json':
      return engine.metricsJson(metrics);
    case 'svg':
      return engine.metricsSvg(metrics);
    case 'markdown':
      return engine.metricsMarkdown(engine.metricsView(metrics));
  }
}
