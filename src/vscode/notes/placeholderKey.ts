import * as vscode from 'vscode';
import type { Blank } from '../../core/authoring/placeholders.ts';
import { contextKeys } from '../ids.ts';
import type { NotesEngine } from './notesEngine.ts';
import type { NotesSession } from './notesSession.ts';

/** Keeps the key binding of the next placeholder away from every place where Tab means something else. */
export function registerPlaceholderKey(notes: NotesSession): vscode.Disposable {
  let last = false;
  let read: Read | undefined;
  const set = (): void => {
    const editor = vscode.window.activeTextEditor;
    const { engine } = notes;
    const document = editor?.document;
    const isThere = document !== undefined && engine !== undefined && notes.isNotes(document);
    // The text is read once for each of its versions, and not for each move of the cursor.
    if (isThere && (read?.document !== document || read.version !== document.version)) {
      const text = document.getText();
      read = { document, version: document.version, text, blanks: engine.blanksIn(text) };
    }
    const leads =
      isThere &&
      editor !== undefined &&
      read !== undefined &&
      read.blanks.length > 0 &&
      leadsOn(engine, editor, read);
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

interface Read {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly text: string;
  readonly blanks: readonly Blank[];
}

function leadsOn(
  { leadsToBlank }: NotesEngine,
  { document, selections }: vscode.TextEditor,
  { text, blanks }: Read,
): boolean {
  const [selection, ...others] = selections;
  if (selection === undefined || others.length > 0) return false;
  const range = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
  return leadsToBlank(text, range, blanks);
}
