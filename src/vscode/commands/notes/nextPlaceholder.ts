import * as vscode from 'vscode';
import type { CommandContext } from '../context.ts';
import { notesDocument } from './notesPlace.ts';

/** Selects the next blank of the form, the first one after the last, and offers what may stand there. */
export async function nextPlaceholder(context: CommandContext): Promise<void> {
  const document = await notesDocument(context, undefined);
  const editor = vscode.window.activeTextEditor;
  if (document === undefined || editor === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('Open a file of release notes first, or generate one.'),
    );
    return;
  }
  const { nextBlank } = await context.notes.load();
  const blank = nextBlank(document.getText(), document.offsetAt(editor.selection.end));
  if (blank === undefined) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('No placeholder is left.'), 4000);
    return;
  }
  const [start, end] = [document.positionAt(blank.start), document.positionAt(blank.end)];
  editor.selection = new vscode.Selection(start, end);
  editor.revealRange(new vscode.Range(start, end), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
