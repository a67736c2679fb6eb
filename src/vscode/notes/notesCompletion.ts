import * as vscode from 'vscode';
import type { NotesCompletion } from '../../core/authoring/completion.ts';
import type { NotesSession } from './notesSession.ts';
import { whileNotes } from './whileNotes.ts';

const triggers = ['-', ' ', '#', '@', '[', ':', '!'] as const;

/** Begins the next line of a list and asks for what may stand there. */
const nextEntry = 'releaseReadiness._nextEntry';

const kinds: Readonly<Record<NotesCompletion['kind'], vscode.CompletionItemKind>> = {
  item: vscode.CompletionItemKind.Event,
  reference: vscode.CompletionItemKind.Reference,
  person: vscode.CompletionItemKind.User,
  answer: vscode.CompletionItemKind.EnumMember,
  value: vscode.CompletionItemKind.Value,
  section: vscode.CompletionItemKind.Module,
};

/** What the repository says may be written here; nothing in other Markdown. */
export function registerNotesCompletion(notes: NotesSession): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    async provideCompletionItems(document, position, cancelled) {
      if (!notes.isNotes(document)) return undefined;
      const known = notes.known(document)?.facts ?? (await waitedFor(notes, document));
      const engine = notes.engine;
      if (known === undefined || engine === undefined || cancelled.isCancellationRequested) return undefined;
      const found = engine.completionsAt(document.getText(), document.offsetAt(position), known);
      // Filtered by what is typed already: asked again with each character.
      return new vscode.CompletionList(
        found.map((completion) => item(document, position, completion)),
        true,
      );
    },
  };
  return vscode.Disposable.from(
    whileNotes(notes, (selector) =>
      vscode.languages.registerCompletionItemProvider(selector, provider, ...triggers),
    ),
    vscode.commands.registerTextEditorCommand(nextEntry, (editor) => void beginNext(notes, editor)),
  );
}

async function waitedFor(notes: NotesSession, document: vscode.TextDocument) {
  const answer = await notes.factsOf(document);
  return answer.ok ? answer.facts : undefined;
}

/** Text as text: what a commit says may look like a snippet and is none. */
function item(
  document: vscode.TextDocument,
  position: vscode.Position,
  { kind, label, detail, documentation, edit, rank, again }: NotesCompletion,
): vscode.CompletionItem {
  const made = new vscode.CompletionItem({ label, description: detail }, kinds[kind]);
  const range = new vscode.Range(document.positionAt(edit.start), document.positionAt(edit.end));
  made.range = range;
  made.insertText = edit.newText;
  made.filterText = document.getText(new vscode.Range(range.start, position));
  made.sortText = String(rank).padStart(5, '0');
  made.keepWhitespace = true;
  if (rank === 0) made.preselect = true;
  if (documentation !== '') {
    const shown = new vscode.MarkdownString();
    shown.appendCodeblock(documentation, 'plaintext');
    made.documentation = shown;
  }
  if (again) made.command = { command: nextEntry, title: vscode.l10n.t('Next Entry') };
  return made;
}

/** Where nothing more is missing the list ends here, without an empty bullet. */
async function beginNext(notes: NotesSession, editor: vscode.TextEditor): Promise<void> {
  const { document, selection } = editor;
  const { engine } = notes;
  const known = notes.known(document);
  if (engine === undefined || known === undefined) return;
  const line = document.lineAt(selection.active.line);
  const bullet = /^\s*[-*+] /.exec(line.text)?.[0];
  if (bullet === undefined || !selection.active.isEqual(line.range.end)) return;
  const ending = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const offset = document.offsetAt(line.range.end);
  const text = document.getText();
  const next = `${text.slice(0, offset)}${ending}${bullet}`;
  const more = engine.completionsAt(`${next}${text.slice(offset)}`, next.length, known.facts);
  if (!more.some(({ kind }) => kind === 'item')) return;
  const written = await editor.edit((edit) => edit.insert(line.range.end, `${ending}${bullet}`));
  if (!written) return;
  const end = document.lineAt(line.lineNumber + 1).range.end;
  editor.selection = new vscode.Selection(end, end);
  await vscode.commands.executeCommand('editor.action.triggerSuggest');
}
