import * as vscode from 'vscode';
import type { NotesFacts } from '../../../core/notes/facts.ts';
import { asksForBase, problemText } from '../../changes/problems.ts';
import type { ChangesOff } from '../../changes/state.ts';
import { createFile } from '../createFile.ts';
import { errorText } from '../../log.ts';
import type { NotesAnswer } from '../../notes/notesSession.ts';
import { chooseFolder } from '../chooseFolder.ts';
import type { CommandContext } from '../context.ts';

export interface NotesDocument {
  readonly document: vscode.TextDocument;
  readonly facts: NotesFacts;
}

/** The file that a lens names, else the one in the active editor, when it is one of notes. */
export async function notesDocument(
  { notes, log }: CommandContext,
  argument: unknown,
): Promise<vscode.TextDocument | undefined> {
  if (typeof argument === 'string') {
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(argument, true));
      return notes.isNotes(document) ? document : undefined;
    } catch (error) {
      log.warn(errorText(error));
      return undefined;
    }
  }
  const document = vscode.window.activeTextEditor?.document;
  return document !== undefined && notes.isNotes(document) ? document : undefined;
}

/** A file of notes with what is known of its range; otherwise says what is missing and offers the next step. */
export async function notesWithFacts(
  context: CommandContext,
  argument: unknown,
): Promise<NotesDocument | undefined> {
  const document = await notesDocument(context, argument);
  if (document === undefined) {
    const generate = vscode.l10n.t('Generate Release Notes');
    const message = vscode.l10n.t('Open a file of release notes first, or generate one.');
    if ((await vscode.window.showInformationMessage(message, generate)) === generate) {
      await vscode.commands.executeCommand('releaseReadiness.generateNotes');
    }
    return undefined;
  }
  const facts = await known(context, () => context.notes.factsOf(document));
  return facts === undefined ? undefined : { document, facts };
}

/** Facts of the active file's range, else of the folder's current one. */
export async function factsForCommand(
  context: CommandContext,
  title: string,
): Promise<{ readonly folder: vscode.WorkspaceFolder; readonly facts: NotesFacts } | undefined> {
  const document = await notesDocument(context, undefined);
  const own = document === undefined ? undefined : vscode.workspace.getWorkspaceFolder(document.uri);
  const folder = own ?? (await chooseFolder(title));
  if (folder === undefined) return undefined;
  const facts = await known(context, () =>
    document === undefined ? context.notes.factsOfFolder(folder) : context.notes.factsOf(document),
  );
  return facts === undefined ? undefined : { folder, facts };
}

/** Looks, shows that it looks, and explains why nothing is known. A base that a person then chooses is used at once. */
async function known(
  context: CommandContext,
  look: () => Promise<NotesAnswer>,
): Promise<NotesFacts | undefined> {
  const looked = (): Thenable<NotesAnswer> =>
    vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading the release') },
      look,
    );
  const answer = await looked();
  if (answer.ok) return answer.facts;
  if (!(await explain(context, answer))) return undefined;
  const again = await looked();
  return again.ok ? again.facts : undefined;
}

/** True when it is worth looking again. */
async function explain(
  context: CommandContext,
  answer: Exclude<NotesAnswer, { readonly ok: true }>,
): Promise<boolean> {
  const form = vscode.l10n.t('Write the Empty Form');
  const choose = vscode.l10n.t('Choose a Base');
  const trust = vscode.l10n.t('Manage Trust');
  const settings = vscode.l10n.t('Open Settings');
  const message = 'off' in answer ? offSentences()[answer.off] : problemText(answer);
  const step =
    'off' in answer
      ? { untrusted: trust, setting: settings, virtual: undefined }[answer.off]
      : asksForBase(answer)
        ? choose
        : undefined;
  const picked = await vscode.window.showWarningMessage(message, ...(step === undefined ? [] : [step]), form);
  switch (picked) {
    case form:
      await writeForm(context);
      return false;
    case trust:
      await vscode.commands.executeCommand('workbench.trust.manage');
      return false;
    case settings:
      await vscode.commands.executeCommand('workbench.action.openSettings', 'releaseReadiness.git.enabled');
      return false;
    case choose:
      await vscode.commands.executeCommand('releaseReadiness.compareWith');
      return true;
    default:
      return false;
  }
}

/** Without a repository the form still helps: its placeholders are listed as problems until they are filled. */
async function writeForm({ notes }: CommandContext): Promise<void> {
  const folder = await chooseFolder(vscode.l10n.t('Generate Release Notes'));
  if (folder === undefined) return;
  const { templateText } = await notes.load();
  await createFile(vscode.Uri.joinPath(folder.uri, 'docs/release-notes/next.md'), templateText());
}

function offSentences(): Readonly<Record<ChangesOff, string>> {
  return {
    untrusted: vscode.l10n.t('This folder is not trusted, so git is not asked. Trust it first.'),
    virtual: vscode.l10n.t(
      'Git cannot be asked in this folder. Open a clone on the disk to draft notes from it.',
    ),
    setting: vscode.l10n.t('Git checks are switched off in the settings, so the release cannot be read.'),
  };
}
