import * as vscode from 'vscode';
import { relativePath } from '../ports/workspaceFiles.ts';

/** A file that a model has named, inside a folder of the window. */
export interface AgentFile {
  readonly folder: vscode.WorkspaceFolder;
  /** Relative to the folder, `/` separated. */
  readonly file: string;
  readonly uri: vscode.Uri;
}

/** The folder that is meant where no file says it: that of the active editor, else the first. */
export function currentFolder(): vscode.WorkspaceFolder | undefined {
  const active = vscode.window.activeTextEditor?.document.uri;
  return (
    (active === undefined ? undefined : vscode.workspace.getWorkspaceFolder(active)) ??
    vscode.workspace.workspaceFolders?.[0]
  );
}

/** Undefined when it leads outside of every folder, links followed. */
export async function agentFile(given: string): Promise<AgentFile | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const current = currentFolder();
  const ordered = current === undefined ? folders : [current, ...folders.filter((one) => one !== current)];
  const found: AgentFile[] = [];
  for (const folder of ordered) {
    const file = await fileBelow(folder, given);
    if (file === undefined) continue;
    const named = { folder, file, uri: vscode.Uri.joinPath(folder.uri, file) };
    if (ordered.length === 1 || (await isThere(named.uri))) return named;
    found.push(named);
  }
  return found[0];
}

export async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function fileBelow(folder: vscode.WorkspaceFolder, given: string): Promise<string | undefined> {
  if (folder.uri.scheme === 'file') {
    return (await import('../../node/pathInside.ts')).pathInside(folder.uri.fsPath, given);
  }
  // A virtual folder has no links to follow; joining takes `..` away.
  const file = relativePath(folder.uri, vscode.Uri.joinPath(folder.uri, given));
  return file === '' ? undefined : file;
}
