import * as vscode from 'vscode';
import { contextKeys } from '../ids.ts';
import type { NotesSession } from './notesSession.ts';

/** Keeps the key binding of the next placeholder away from every place where Tab means something else. */
export function registerPlaceholderKey(notes: NotesSession): vscode.Disposable {
  let last = false;
  const set = (): void => {
    const editor = vscode.window.activeTextEditor;
    const leads = editor !== undefined && notes.isNotes(editor.document) && leadsOn(notes, editor);
    if (leads === last) return;
    last = leads;
    void vscode.commands.executeCommand('setContext', contextKeys.notesPlaceholder, leads);
  };
  set();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(set),
    vscode.window.onDidChangeTextEditorSelection(set),
    notes.onDidChange(set),
    new vscode.Disposable(
      () => void vscode.commands.executeCommand('setContext', contextKeys.notesPlaceholder, false),
    ),
  );
}

function leadsOn({ engine }: NotesSession, { document, selections }: vscode.TextEditor): boolean {
  const [selection, ...others] = selections;
  if (engine === undefined || selection === undefined || others.length > 0) return false;
  return engine.leadsToBlank(document.getText(), {
    start: document.offsetAt(selection.start),
    end: document.offsetAt(selection.end),
  });
}
