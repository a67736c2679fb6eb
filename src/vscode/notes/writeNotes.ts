import * as vscode from 'vscode';
import type { NotesDocument } from '../../core/notes/model.ts';
import type { Updated } from '../../core/notes/update.ts';
import { openDocument } from '../ports/workspaceFiles.ts';
import type { NotesEngine } from './notesEngine.ts';

export type WrittenNotes =
  | { readonly ok: true; readonly created: boolean; readonly counts: Updated['counts'] }
  | { readonly ok: false; readonly detail: string };

/**
 * Writes a draft into a file through its document, one undo step, and into the file beside it what was
 * written. Both are saved, unless there were unsaved edits: then both wait for the person.
 */
export async function writeNotes(
  engine: NotesEngine,
  uri: vscode.Uri,
  draft: NotesDocument,
): Promise<WrittenNotes> {
  const beside = uri.with({ path: `${uri.path}.lines.json` });
  const [document, memory] = await Promise.all([opened(uri), opened(beside)]);
  const edit = new vscode.WorkspaceEdit();
  const wasDirty = document?.isDirty === true || memory?.isDirty === true;
  const updated =
    document === undefined
      ? engine.newNotes(draft)
      : engine.updateNotes(
          document.getText(),
          memory === undefined ? undefined : engine.readSidecar(memory.getText()),
          draft,
        );
  write(edit, uri, document, updated.text);
  write(edit, beside, memory, engine.sidecarText(updated.sidecar));
  if (!(await vscode.workspace.applyEdit(edit))) return { ok: false, detail: uri.path };
  if (!wasDirty) {
    for (const written of [uri, beside]) await openDocument(written)?.save();
  }
  return { ok: true, created: document === undefined, counts: updated.counts };
}

/** Only what differs is replaced, so that the cursor and the marks of others stay. */
function write(
  edit: vscode.WorkspaceEdit,
  uri: vscode.Uri,
  document: vscode.TextDocument | undefined,
  text: string,
): void {
  if (document === undefined) {
    edit.createFile(uri, { contents: new TextEncoder().encode(text), ignoreIfExists: false });
    return;
  }
  const before = document.getText();
  if (before === text) return;
  let start = 0;
  while (start < before.length && before[start] === text[start]) start++;
  let end = 0;
  const most = Math.min(before.length, text.length) - start;
  while (end < most && before[before.length - 1 - end] === text[text.length - 1 - end]) end++;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(before.length - end));
  edit.replace(uri, range, text.slice(start, text.length - end));
}

/** A document stays in memory for a while after its file is gone; only unsaved words count then. */
async function opened(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    if (openDocument(uri)?.isDirty !== true) await vscode.workspace.fs.stat(uri);
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}
