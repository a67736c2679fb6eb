import * as vscode from 'vscode';
import type { SectionProgress } from '../../core/authoring/progress.ts';
import type { NotesSession } from './notesSession.ts';
import { whileNotes } from './whileNotes.ts';

/** Above each heading, how much of the range its section speaks of, and what can be done about the rest. */
export function registerNotesLens(notes: NotesSession): vscode.Disposable {
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: notes.onDidChange,
    provideCodeLenses(document) {
      const known = notes.known(document);
      if (known === undefined || notes.engine === undefined) return [];
      return notes.engine
        .sectionProgress(document.getText(), known.facts)
        .flatMap((progress) => lenses(document, progress, known));
    },
  };
  return whileNotes(notes, (selector) => vscode.languages.registerCodeLensProvider(selector, provider));
}

function lenses(
  { uri }: vscode.TextDocument,
  { line, section, mentioned, all, words }: SectionProgress,
  { stale }: { readonly stale: boolean },
): readonly vscode.CodeLens[] {
  const range = new vscode.Range(line - 1, 0, line - 1, 0);
  const lens = (title: string, command: string, ...args: readonly unknown[]): vscode.CodeLens =>
    new vscode.CodeLens(range, { title, command, arguments: [...args] });
  return [
    lens(
      stale ? vscode.l10n.t('{0} (as of the last comparison)', words) : words,
      'releaseReadiness.insertMissingEntries',
      uri.toString(),
      section,
    ),
    ...(mentioned === all
      ? []
      : [
          lens(
            vscode.l10n.t('insert missing'),
            'releaseReadiness.insertMissingEntries',
            uri.toString(),
            section,
          ),
        ]),
    lens(vscode.l10n.t('regenerate'), 'releaseReadiness.generateNotes', uri.toString()),
  ];
}
