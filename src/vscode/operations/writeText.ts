import * as vscode from 'vscode';
import { applyEdits } from '../../core/base/text.ts';
import type { TextEdit } from '../../core/base/text.ts';

export type Written =
  | { readonly ok: true }
  /** `message` is a constant sentence of the caller or of this file. */
  | { readonly ok: false; readonly message: string; readonly detail: string };

export type Computed =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly message: string; readonly detail: string };

/**
 * Edits a file through its document: one undo step, built from the text that the editor holds now. A file
 * that is not there is made from `initial`. A document without other unsaved edits is saved: whoever
 * declares an incident expects others to see it.
 */
export async function editText(
  uri: vscode.Uri,
  compute: (text: string) => Computed,
  initial?: string,
): Promise<Written> {
  const document = await open(uri);
  if (document === undefined) {
    if (initial === undefined) return cannotOpen(uri);
    const computed = compute(initial);
    if (!computed.ok) return computed;
    return createText(uri, applyEdits(initial, computed.edits));
  }
  const wasDirty = document.isDirty;
  const computed = compute(document.getText());
  if (!computed.ok) return computed;
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, newText } of computed.edits) {
    edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), newText);
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    return {
      ok: false,
      message: vscode.l10n.t('The file changed in the meantime. Nothing was written; try again.'),
      detail: uri.path,
    };
  }
  if (!wasDirty) await document.save();
  return { ok: true };
}

export async function createText(uri: vscode.Uri, text: string): Promise<Written> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { contents: new TextEncoder().encode(text), ignoreIfExists: false });
  return (await vscode.workspace.applyEdit(edit))
    ? { ok: true }
    : { ok: false, message: vscode.l10n.t('The file cannot be created.'), detail: uri.path };
}

async function open(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

function cannotOpen(uri: vscode.Uri): Written {
  return { ok: false, message: vscode.l10n.t('The file cannot be opened.'), detail: uri.path };
}
