import * as vscode from 'vscode';
import type { NotesSession } from './notesSession.ts';
import { whileNotes } from './whileNotes.ts';

/** Behind an answer, what the comparison says when it says something else. */
export function registerNotesHints(notes: NotesSession): vscode.Disposable {
  const provider: vscode.InlayHintsProvider = {
    onDidChangeInlayHints: notes.onDidChange,
    provideInlayHints(document, range) {
      const known = notes.known(document);
      if (known === undefined || notes.engine === undefined) return [];
      return notes.engine
        .hintsFor(document.getText(), known.facts)
        .map(({ offset, words, documentation }) => {
          const hint = new vscode.InlayHint(document.positionAt(offset), `\u2190 ${words}`);
          hint.paddingLeft = true;
          const tooltip = new vscode.MarkdownString();
          tooltip.appendText(documentation);
          hint.tooltip = tooltip;
          return hint;
        })
        .filter(({ position }) => range.contains(position));
    },
  };
  return whileNotes(notes, (selector) => vscode.languages.registerInlayHintsProvider(selector, provider));
}
