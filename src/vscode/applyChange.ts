import * as vscode from 'vscode';
import type { ItemChange, Refusal } from '../core/checklist/change.ts';
import type { Log } from './log.ts';
import { relativePath } from './ports/workspaceFiles.ts';
import type { Session } from './session.ts';
import type { ItemTarget } from './target.ts';

/** Why nothing was changed: a refusal of the engine, or of the editor. */
export type ChangeRefusal = Refusal | 'documentChanged' | 'notWritable' | 'cannotOpen';

export interface ChangeOutcome {
  readonly changed: number;
  readonly refusals: readonly { readonly target: ItemTarget; readonly refusal: ChangeRefusal }[];
}

/** One item and what is asked of it. */
export interface ChangeRequest {
  readonly target: ItemTarget;
  readonly change: ItemChange;
}

/**
 * Writes changes into their documents: one undo step for each file, only the
 * characters asked for, built from the text that the editor holds now. A
 * document that was dirty is never saved.
 */
export async function applyChanges(
  session: Session,
  log: Log,
  requests: readonly ChangeRequest[],
): Promise<ChangeOutcome> {
  let changed = 0;
  const refusals: { target: ItemTarget; refusal: ChangeRefusal }[] = [];
  const files = new Set(requests.map(({ target }) => target.uri.toString()));
  for (const file of files) {
    const group = requests.filter(({ target }) => target.uri.toString() === file);
    const outcome = await changeDocument(session, log, group);
    changed += outcome.changed;
    refusals.push(...outcome.refusals);
  }
  return { changed, refusals };
}

async function changeDocument(
  session: Session,
  log: Log,
  requests: readonly ChangeRequest[],
): Promise<ChangeOutcome> {
  const [first] = requests;
  const document = first === undefined ? undefined : await open(log, first.target.uri);
  const refuseAll = (refusal: ChangeRefusal): ChangeOutcome => ({
    changed: 0,
    refusals: requests.map(({ target }) => ({ target, refusal })),
  });
  if (document === undefined) return refuseAll('cannotOpen');
  if (vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false)
    return refuseAll('notWritable');

  const wasDirty = document.isDirty;
  const planned = await planEdits(document, requests);
  // Reading the text may have taken a moment; offsets into an older text would hit the wrong characters.
  if (planned.version !== document.version) return refuseAll('documentChanged');
  if (planned.changed === 0) return planned;
  if (!(await vscode.workspace.applyEdit(planned.edit))) return refuseAll('documentChanged');
  if (session.settings.saveAfterTick && !wasDirty) await document.save();
  await session.flush(document);
  return planned;
}

interface Plan extends ChangeOutcome {
  readonly version: number;
  readonly edit: vscode.WorkspaceEdit;
}

async function planEdits(document: vscode.TextDocument, requests: readonly ChangeRequest[]): Promise<Plan> {
  const [{ edit: editItem }, { readChecklist }] = await Promise.all([
    import('../core/checklist/edit.ts'),
    import('../core/checklist/read.ts'),
  ]);
  const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
  const file = (folder && relativePath(folder, document.uri)) ?? document.uri.path;
  const version = document.version;
  const text = document.getText();
  const { value: checklist } = await readChecklist(text, { file, reader: 'full' });

  const edit = new vscode.WorkspaceEdit();
  const refusals: { target: ItemTarget; refusal: ChangeRefusal }[] = [];
  let changed = 0;
  for (const { target, change } of requests) {
    const result = editItem(text, checklist, target, change);
    if (!result.ok) {
      refusals.push({ target, refusal: result.refusal });
      continue;
    }
    changed++;
    for (const { start, end, newText } of result.edits) {
      edit.replace(
        document.uri,
        new vscode.Range(document.positionAt(start), document.positionAt(end)),
        newText,
      );
    }
  }
  return { version, edit, changed, refusals };
}

async function open(log: Log, uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    log.warn(String(error));
    return undefined;
  }
}
