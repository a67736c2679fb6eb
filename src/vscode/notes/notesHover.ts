import * as vscode from 'vscode';
import type { NotesFacts } from '../../core/notes/facts.ts';
import type { NotesSession } from './notesSession.ts';
import { whileNotes } from './whileNotes.ts';

/** A change may touch hundreds of files. */
const shownFiles = 8;

/** What a number or a commit in the notes stands for: its message and its files. */
export function registerNotesHover(notes: NotesSession): vscode.Disposable {
  const provider: vscode.HoverProvider = {
    provideHover(document, position) {
      const range = document.getWordRangeAtPosition(position, /[#!]\d{1,9}|\b[\da-f]{7,40}\b/);
      const known = range === undefined ? undefined : notes.known(document);
      if (range === undefined || known === undefined) return undefined;
      const found = commitsFor(document.getText(range), known.facts);
      return found.length === 0 ? undefined : new vscode.Hover(found.slice(0, 3).map(text), range);
    },
  };
  return whileNotes(notes, (selector) => vscode.languages.registerHoverProvider(selector, provider));
}

type Commit = NotesFacts['commits'][number];

/** The commit that a number belongs to comes before those that only name it. */
function commitsFor(word: string, { commits }: NotesFacts): readonly Commit[] {
  if (!/^[#!]/.test(word)) return commits.filter(({ commit }) => commit.id.startsWith(word));
  const names = (own: boolean) =>
    commits.filter(({ references }) =>
      references.some((one) => one.kind !== 'key' && one.own === own && one.id === word.slice(1)),
    );
  return [...names(true), ...names(false)];
}

function text({ commit }: Commit): vscode.MarkdownString {
  const [subject = '', ...rest] = commit.message.split(/\r\n|\n|\r/);
  const body = rest.join('\n').trim();
  const markdown = new vscode.MarkdownString();
  const add = (words: string): void => {
    if (markdown.value !== '') markdown.appendMarkdown('\n\n');
    markdown.appendText(words);
  };
  add(subject);
  if (body !== '') markdown.appendCodeblock(body, 'plaintext');
  add(`${commit.author.name} \u00b7 ${commit.id.slice(0, 10)}`);
  const paths = commit.paths ?? [];
  for (const path of paths.slice(0, shownFiles)) add(path);
  if (paths.length > shownFiles) add(vscode.l10n.t('and {0} more files', paths.length - shownFiles));
  return markdown;
}
