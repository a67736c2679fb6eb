import * as vscode from 'vscode';
import { dateOfEpochDay, day, formatDate } from '../../../core/base/instant.ts';
import type { NotesFacts } from '../../../core/notes/facts.ts';
import { tell } from '../../failure.ts';
import { isChangelog, versionInPath } from '../../notes/notesFiles.ts';
import { writeNotes } from '../../notes/writeNotes.ts';
import { ask } from '../../quickInput.ts';
import type { CommandContext } from '../context.ts';
import { factsForCommand, notesDocument, notesWithFacts } from './notesPlace.ts';

interface Target {
  readonly uri: vscode.Uri;
  readonly facts: NotesFacts;
  readonly version: string | undefined;
}

/**
 * Drafts the notes of a release, or brings those of the active editor up to date: what somebody wrote or took
 * out stays so.
 */
export async function generateNotes(context: CommandContext, [given]: readonly unknown[]): Promise<void> {
  const target = await targetOf(context, given);
  if (target === undefined) return;
  const { uri, facts, version } = target;
  const engine = await context.notes.load();
  const draft = engine.draftNotes(facts, {
    date: facts.date ?? formatDate(dateOfEpochDay(Math.floor(Date.now() / day))),
    ...(version === undefined ? {} : { version }),
  });
  const written = await writeNotes(engine, uri, draft);
  if (!written.ok) {
    await tell(
      context.log,
      vscode.l10n.t('The file changed in the meantime. Nothing was written; try again.'),
      written.detail,
    );
    return;
  }
  await vscode.window.showTextDocument(uri, { preview: false });
  const { inserted, updated, removed, kept } = written.counts;
  vscode.window.setStatusBarMessage(
    written.created
      ? vscode.l10n.t(
          'Release notes written: {0} commits placed, {1} to place.',
          draft.counts.placed,
          draft.counts.toPlace,
        )
      : vscode.l10n.t(
          '{0} lines added, {1} updated, {2} taken out, {3} left as people have them.',
          inserted,
          updated,
          removed,
          kept,
        ),
    8000,
  );
  if (facts.gaps.length > 0) {
    await tell(
      context.log,
      vscode.l10n.t('Not everything could be read, so the notes may lack something.'),
      facts.gaps.join('\n'),
    );
  }
}

async function targetOf(context: CommandContext, given: unknown): Promise<Target | undefined> {
  const document = await notesDocument(context, given);
  // A change log has a form of its own; the notes of its release go into a file of theirs.
  if (document !== undefined && !isChangelog(document.uri)) {
    const own = await notesWithFacts(context, document.uri.toString());
    if (own === undefined) return undefined;
    const version = versionInPath(document.uri) ?? own.facts.version?.text;
    return { uri: document.uri, facts: own.facts, version };
  }
  const title = vscode.l10n.t('Generate Release Notes');
  const own = await factsForCommand(context, title);
  if (own === undefined) return undefined;
  const { folder, facts } = own;
  const version = facts.version?.text ?? (await askVersion(title));
  if (version === undefined) return undefined;
  return { uri: vscode.Uri.joinPath(folder.uri, `releases/${version}/notes.md`), facts, version };
}

/** Asked only where neither a record nor the manifest nor the changes say it. */
async function askVersion(title: string): Promise<string | undefined> {
  const version = await ask(title, {
    prompt: vscode.l10n.t('Which version is released?'),
    placeholder: '1.4.0',
    check: (value) =>
      /^v?\d+(\.\d+){1,3}([-+][0-9A-Za-z.-]+)?$/.test(value.trim())
        ? undefined
        : vscode.l10n.t('Write a version as 1.4.0.'),
  });
  return version?.replace(/^v/, '');
}
