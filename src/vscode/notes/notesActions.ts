import * as vscode from 'vscode';
import type { NotesFinding } from '../../core/notes/lint/model.ts';
import { NotesDiagnostic } from './notesDiagnostics.ts';
import type { NotesSession } from './notesSession.ts';
import { addEdits, whileNotes } from './whileNotes.ts';

/** Actions add text or lead somewhere. Of what somebody wrote, only an answer "None" that is refuted is replaced. */
export function registerNotesActions(notes: NotesSession): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(document, _range, { diagnostics }) {
      return diagnostics.flatMap((diagnostic) =>
        diagnostic instanceof NotesDiagnostic ? actionsFor(notes, document, diagnostic) : [],
      );
    },
  };
  const metadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  return whileNotes(notes, (selector) =>
    vscode.languages.registerCodeActionsProvider(selector, provider, metadata),
  );
}

function actionsFor(
  notes: NotesSession,
  document: vscode.TextDocument,
  diagnostic: NotesDiagnostic,
): readonly vscode.CodeAction[] {
  const { finding } = diagnostic;
  const made = [
    ...listing(notes, document, finding),
    ...mending(document, finding),
    command(vscode.l10n.t('Explain {0}', finding.rule), 'releaseReadiness.explainChange', finding.rule),
  ];
  for (const action of made) action.diagnostics = [diagnostic];
  return made;
}

/** Below a heading that says "None" goes what the range breaks. */
function listing(
  notes: NotesSession,
  document: vscode.TextDocument,
  { rule }: NotesFinding,
): readonly vscode.CodeAction[] {
  const known = rule === 'breaking-none' ? notes.known(document) : undefined;
  const listed = known === undefined ? undefined : notes.engine?.listBreaks(document.getText(), known.facts);
  if (listed === undefined) return [];
  const title =
    listed.place === 'answer'
      ? vscode.l10n.t('List what breaks instead of "None" ({0})', listed.count)
      : vscode.l10n.t('Add a section with what breaks ({0})', listed.count);
  return [editing(title, document, listed.edits)];
}

function mending(document: vscode.TextDocument, { rule, fix }: NotesFinding): readonly vscode.CodeAction[] {
  switch (fix?.kind) {
    case 'edit':
      return [editing(vscode.l10n.t('Add what is missing ({0})', rule), document, fix.edits)];
    case 'jump': {
      const at = new vscode.Position(fix.where.line - 1, fix.where.column - 1);
      const options: vscode.TextDocumentShowOptions = { selection: new vscode.Range(at, at) };
      return [command(vscode.l10n.t('Go to where it is mended'), 'vscode.open', document.uri, options)];
    }
    case undefined:
      return [];
  }
}

function editing(
  title: string,
  document: vscode.TextDocument,
  edits: Parameters<typeof addEdits>[2],
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  addEdits(action.edit, document, edits);
  action.isPreferred = true;
  return action;
}

function command(title: string, name: string, ...args: readonly unknown[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { command: name, title, arguments: [...args] };
  return action;
}
