import * as vscode from 'vscode';
import { registerAgentTools } from './agents/registerAgentTools.ts';
import { publicApi, type ReleaseReadinessApi } from './api.ts';
import { registerBaseDocuments } from './changes/baseDocuments.ts';
import { ChangesSession } from './changes/changesSession.ts';
import { registerChangeFacts } from './changes/changeFacts.ts';
import { registerRulePages } from './changes/rulePages.ts';
import { registerCommands } from './commands/register.ts';
import { registerDashboard } from './dashboard/register.ts';
import { registerIncidentClock } from './operations/incidentClock.ts';
import { registerChecklistCompletion } from './notes/checklistCompletion.ts';
import { registerNotesActions } from './notes/notesActions.ts';
import { registerNotesCompletion } from './notes/notesCompletion.ts';
import { registerNotesDiagnostics } from './notes/notesDiagnostics.ts';
import { registerNotesHints } from './notes/notesHints.ts';
import { registerNotesHover } from './notes/notesHover.ts';
import { registerNotesLens } from './notes/notesLens.ts';
import { NotesSession } from './notes/notesSession.ts';
import { registerPlaceholderKey } from './notes/placeholderKey.ts';
import { Operations } from './operations/operations.ts';
import { registerOperationsView } from './operations/operationsView.ts';
import { registerBoxes } from './surfaces/boxes.ts';
import { registerChangeActions } from './surfaces/changeActions.ts';
import { registerChangeDiagnostics } from './surfaces/changeDiagnostics.ts';
import { registerChangeHover } from './surfaces/changeHover.ts';
import { registerCodeActions } from './surfaces/codeActions.ts';
import { registerCodeLens } from './surfaces/codeLens.ts';
import { registerContextKeys } from './surfaces/contextKeys.ts';
import { registerDiagnostics } from './surfaces/diagnostics.ts';
import { registerFileDecorations } from './surfaces/fileDecorations.ts';
import { registerLanguageStatus } from './surfaces/languageStatus.ts';
import { registerStatusBar } from './surfaces/statusBar.ts';
import { registerUpkeep } from './surfaces/upkeep.ts';
import { whileOn } from './surfaces/whileOn.ts';
import { Session } from './session.ts';
import { registerCheckTask } from './tasks/checkTask.ts';
import { registerChangesView } from './views/changesView.ts';
import { registerReadinessView } from './views/readinessView.ts';
import { treeChoice } from './views/treeChoice.ts';

/** Constructs and connects. Everything is registered before anything is read. */
export function activate(extension: vscode.ExtensionContext): ReleaseReadinessApi {
  const log = vscode.window.createOutputChannel('Release Readiness', { log: true });
  const session = new Session(log);
  const choice = treeChoice(extension.workspaceState);
  const view = registerReadinessView(session, choice);
  const changes = new ChangesSession(session, log);
  const changesView = registerChangesView(changes, extension.workspaceState);
  const notes = new NotesSession(session, changes, log);
  const operations = new Operations(session, log);
  const operationsView = registerOperationsView(operations);
  const metrics = registerDashboard(session, { log, extension: extension.extensionUri });
  const context = {
    session,
    view,
    changes,
    changesView,
    notes,
    operations,
    operationsView,
    metrics,
    choice,
    log,
  };
  extension.subscriptions.push(
    log,
    session,
    choice,
    view,
    changes,
    changesView,
    notes,
    operations,
    operationsView,
    metrics,
    registerChangeFacts(session, changes),
    registerBaseDocuments(changes),
    registerRulePages(),
    registerCommands(context),
    registerBoxes(context),
    registerContextKeys(session),
    registerUpkeep(session, view),
    registerAgentTools({ session, changes, notes, log }),
    registerCheckTask(context),
    whileOn(session, (settings) => settings.statusBar, registerStatusBar),
    whileOn(
      session,
      (settings) => settings.statusBar,
      () => registerIncidentClock(session, operations),
    ),
    whileOn(session, (settings) => settings.fileDecorations, registerFileDecorations),
    whileOn(session, (settings) => settings.codeLens, registerCodeLens),
    whileOn(session, (settings) => settings.diagnostics, registerDiagnostics),
    whileOn(session, (settings) => settings.diagnostics, registerCodeActions),
    whileOn(session, (settings) => settings.languageStatus, registerLanguageStatus),
    whileOn(
      session,
      (settings) => settings.notes,
      () =>
        vscode.Disposable.from(
          registerNotesCompletion(notes),
          registerChecklistCompletion(session),
          registerNotesLens(notes),
          registerNotesHints(notes),
          registerNotesHover(notes),
          registerPlaceholderKey(notes),
        ),
    ),
    whileOn(
      session,
      (settings) => settings.notesLint,
      () => vscode.Disposable.from(registerNotesDiagnostics(notes), registerNotesActions(notes)),
    ),
    whileOn(
      session,
      (settings) => settings.changesDiagnostics,
      () =>
        vscode.Disposable.from(
          registerChangeDiagnostics(changes),
          registerChangeHover(changes),
          registerChangeActions(changes),
        ),
    ),
  );
  const firstReading = session.refresh();
  return publicApi({ session, view, changes, changesView, metrics, notes, firstReading });
}
