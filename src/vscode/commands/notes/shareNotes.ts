import * as vscode from 'vscode';
import type { Audience } from '../../../core/authoring/messages.ts';
import { versionInPath } from '../../notes/notesFiles.ts';
import { pickOne } from '../../quickInput.ts';
import type { CommandContext } from '../context.ts';
import { createFile } from '../createFile.ts';
import { factsForCommand, notesDocument } from './notesPlace.ts';

/** The body of a release page, on the clipboard: of the notes in the editor, else of a draft. */
export async function copyNotes(context: CommandContext): Promise<void> {
  const document = await notesDocument(context, undefined);
  const text =
    document === undefined ? await drafted(context) : written(await context.notes.load(), document);
  if (text === undefined) return;
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Release notes copied for a release page.'), 4000);
}

/** What a person wrote, without the title: the page of a release has its own. */
function written(
  { readNotes }: Awaited<ReturnType<CommandContext['notes']['load']>>,
  document: vscode.TextDocument,
): string {
  const { lines, title } = readNotes(document.getText());
  const body = lines.filter(({ number }) => number !== title?.line).map(({ text }) => text);
  return `${body.join('\n').trim()}\n`;
}

async function drafted(context: CommandContext): Promise<string | undefined> {
  const own = await factsForCommand(context, vscode.l10n.t('Copy Release Notes for GitHub'));
  if (own === undefined) return undefined;
  const { notesGithub, draftNotes } = await context.notes.load();
  return notesGithub(draftNotes(own.facts));
}

/** The notes as readers see them; without a file of notes, a draft that is not written anywhere. */
export async function previewNotes(context: CommandContext): Promise<void> {
  const document = await notesDocument(context, undefined);
  if (document !== undefined) {
    await vscode.commands.executeCommand('markdown.showPreview', document.uri);
    return;
  }
  const own = await factsForCommand(context, vscode.l10n.t('Preview Release Notes'));
  if (own === undefined) return;
  const { notesMarkdown, draftNotes } = await context.notes.load();
  const draft = await vscode.workspace.openTextDocument({
    language: 'markdown',
    content: notesMarkdown(draftNotes(own.facts)),
  });
  await vscode.commands.executeCommand('markdown.showPreview', draft.uri);
}

/** A message for those who have to know, with only what is known and blanks for the rest. */
export async function draftReleaseMessage(
  context: CommandContext,
  [given]: readonly unknown[],
): Promise<void> {
  const title = vscode.l10n.t('Draft Release Message');
  const own = await factsForCommand(context, title);
  if (own === undefined) return;
  const { audiences, releaseMessage } = await context.notes.load();
  const words = audienceWords();
  const audience =
    audiences.find((one) => one === given) ??
    (await pickOne(
      title,
      audiences.map((value) => ({ label: words[value], value })),
      vscode.l10n.t('Who is it for?'),
    ));
  if (audience === undefined) return;
  const document = await vscode.workspace.openTextDocument({
    language: 'plaintext',
    content: releaseMessage(audience, own.facts),
  });
  await vscode.window.showTextDocument(document, { preview: false });
}

function audienceWords(): Readonly<Record<Audience, string>> {
  return {
    stakeholders: vscode.l10n.t('Stakeholders'),
    support: vscode.l10n.t('Support team'),
    statusPage: vscode.l10n.t('Status page'),
    team: vscode.l10n.t('The team on duty'),
  };
}

/** A guide for users who have to change something, beside the notes. */
export async function draftMigrationGuide(context: CommandContext): Promise<void> {
  const own = await factsForCommand(context, vscode.l10n.t('Draft Migration Guide'));
  if (own === undefined) return;
  const { folder, facts } = own;
  const { migrationGuide } = await context.notes.load();
  const text = migrationGuide(facts);
  if (text === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing is known to break since {0}, so there is nothing to migrate.', facts.base.name),
    );
    return;
  }
  const active = await notesDocument(context, undefined);
  const version = (active && versionInPath(active.uri)) ?? facts.version?.text ?? 'next';
  await createFile(vscode.Uri.joinPath(folder.uri, `releases/${version}/migration.md`), text);
}
