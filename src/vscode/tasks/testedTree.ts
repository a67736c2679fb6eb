import * as vscode from 'vscode';
import { lookedAt } from '../../core/readiness/since.ts';
import type { TestedTree } from '../../core/readiness/tested.ts';
import { relativePath } from '../ports/workspaceFiles.ts';
import type { Session } from '../session.ts';

/**
 * What lies in the folder now beside the commit that is checked out. What people write about the release
 * does not count, nor what the policy ignores. Undefined where git is switched off or cannot tell.
 */
export async function testedTree(session: Session, folder: vscode.Uri): Promise<TestedTree | undefined> {
  if (!vscode.workspace.isTrusted || !session.settings.git || folder.scheme !== 'file') return undefined;
  const { uncommittedFiles } = await import('../../node/git/uncommitted.ts');
  const found = await uncommittedFiles(folder.fsPath);
  const state = session.state.folders.find(({ folder: one }) => one.uri.toString() === folder.toString());
  if (found === undefined || state?.assessment === undefined) return undefined;
  const { inputs, policy } = state.assessment;
  const counting = (files: readonly string[]): readonly string[] => lookedAt(files, inputs, policy);
  return {
    commit: found.commit,
    changed: counting([...found.changed, ...unsavedFiles(folder)]),
    unknown: counting(found.unknown),
  };
}

/** The editor saves them before a task begins. */
function unsavedFiles(folder: vscode.Uri): readonly string[] {
  return vscode.workspace.textDocuments.flatMap(({ isDirty, uri }) =>
    isDirty ? (relativePath(folder, uri) ?? []) : [],
  );
}
