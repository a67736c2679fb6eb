import * as vscode from 'vscode';
import { notesGlobs } from './notesFiles.ts';
import type { NotesSession } from './notesSession.ts';

/**
 * Keeps a provider registered for files of notes and no other Markdown: the usual names, and each file that
 * is recognised by its headings.
 */
export function whileNotes(
  notes: NotesSession,
  register: (selector: vscode.DocumentSelector) => vscode.Disposable,
): vscode.Disposable {
  const usual = register(notesGlobs.map((pattern) => ({ language: 'markdown', pattern })));
  let recognised: vscode.Disposable | undefined;
  const match = (): void => {
    recognised?.dispose();
    const files = notes.recognised.map((uri) => ({
      language: 'markdown',
      pattern: new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), uri.path.split('/').at(-1) ?? ''),
    }));
    recognised = files.length === 0 ? undefined : register(files);
  };
  match();
  return vscode.Disposable.from(
    usual,
    notes.onDidChangeFiles(match),
    new vscode.Disposable(() => recognised?.dispose()),
  );
}

/** Puts edits, whose offsets are those of the document's text, into a workspace edit. */
export function addEdits(
  edit: vscode.WorkspaceEdit,
  document: vscode.TextDocument,
  edits: readonly { readonly start: number; readonly end: number; readonly newText: string }[],
): void {
  for (const { start, end, newText } of edits) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    edit.replace(document.uri, range, newText);
  }
}
