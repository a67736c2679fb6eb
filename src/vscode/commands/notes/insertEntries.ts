import * as vscode from 'vscode';
import type { TextEdit } from '../../../core/base/text.ts';
import { addEdits } from '../../notes/whileNotes.ts';
import { pickOne } from '../../quickInput.ts';
import type { CommandContext } from '../context.ts';
import { notesWithFacts } from './notesPlace.ts';

/** Adds a line for each change of the range that no line speaks of: of one section, or of those that are picked. */
export async function insertMissingEntries(
  context: CommandContext,
  [given, named]: readonly unknown[],
): Promise<void> {
  const own = await notesWithFacts(context, given);
  if (own === undefined) return;
  const { document, facts } = own;
  const { sectionProgress } = await context.notes.load();
  const all = sectionProgress(document.getText(), facts).filter(
    ({ insertMissing }) => insertMissing.length > 0,
  );
  const sections = typeof named === 'string' ? all.filter(({ section }) => section === named) : all;
  if (sections.length === 0) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Nothing is missing: each change of the range has a line, or a section that is not here.',
      ),
    );
    return;
  }
  const edits =
    typeof named === 'string' || sections.length === 1
      ? sections.flatMap(({ insertMissing }) => insertMissing)
      : await pickOne<readonly TextEdit[]>(vscode.l10n.t('Insert Missing Entries'), [
          {
            label: vscode.l10n.t('All sections'),
            value: sections.flatMap(({ insertMissing }) => insertMissing),
          },
          ...sections.map(({ words, insertMissing }) => ({ label: words, value: insertMissing })),
        ]);
  if (edits !== undefined) await apply(document, edits);
}

/** Adds a section of the form, filled in as far as the repository knows. */
export async function insertSection(
  context: CommandContext,
  [given, named]: readonly unknown[],
): Promise<void> {
  const own = await notesWithFacts(context, given);
  if (own === undefined) return;
  const { document, facts } = own;
  const { sectionIds, sectionNamed, readNotes, draftNotes, notesTemplate, sectionText } =
    await context.notes.load();
  const text = document.getText();
  const view = readNotes(text);
  const absent = sectionIds.filter((id) => id !== 'title' && sectionNamed(view, id) === undefined);
  if (absent.length === 0) {
    await vscode.window.showInformationMessage(vscode.l10n.t('Every section of the form is here already.'));
    return;
  }
  const id =
    absent.find((one) => one === named) ??
    (await pickOne(
      vscode.l10n.t('Insert Section'),
      absent.map((value) => ({ label: notesTemplate[value].heading, value })),
    ));
  if (id === undefined) return;
  // Before the first section that follows it in the form, else at the end.
  const later = sectionIds.slice(sectionIds.indexOf(id) + 1);
  const next = view.sections.find((section) => section.id !== undefined && later.includes(section.id));
  const ending = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const words = sectionText(draftNotes(facts), id).trimEnd().replaceAll('\n', ending);
  const last = view.lines.findLast(({ kind }) => kind !== 'blank');
  const at = next?.line.start ?? last?.end ?? text.length;
  const newText =
    next === undefined ? `${at === 0 ? '' : ending + ending}${words}${ending}` : `${words}${ending}${ending}`;
  await apply(document, [{ start: at, end: at, newText }]);
  const editor = await vscode.window.showTextDocument(document);
  const start = document.positionAt(next === undefined && at > 0 ? at + 2 * ending.length : at);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

async function apply(document: vscode.TextDocument, edits: readonly TextEdit[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  addEdits(edit, document, edits);
  if (await vscode.workspace.applyEdit(edit)) return;
  await vscode.window.showWarningMessage(
    vscode.l10n.t('The file changed in the meantime. Nothing was written; try again.'),
  );
}
