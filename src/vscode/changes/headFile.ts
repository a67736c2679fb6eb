import * as vscode from 'vscode';

/**
 * Tells when git writes HEAD or its log: for repositories that the git extension does not watch, because it
 * is turned off or the repository begins above the folder. Undefined where there is no repository. `files` is a
 * glob in the folder of git.
 */
export async function watchHead(
  folder: vscode.Uri,
  moved: (root: vscode.Uri) => void,
  // A commit moves a branch and leaves HEAD alone; the log of HEAD has them all.
  files = '{HEAD,logs/HEAD}',
): Promise<vscode.Disposable | undefined> {
  const { workTreeOf } = await import('../../node/git/repository.ts');
  const found = workTreeOf(folder.fsPath);
  if (found === undefined) return undefined;
  const root = vscode.Uri.file(found.root);
  const pattern = new vscode.RelativePattern(vscode.Uri.file(found.gitFolder), files);
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  const tell = (): void => moved(root);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(tell),
    watcher.onDidCreate(tell),
    watcher.onDidDelete(tell),
  );
}
