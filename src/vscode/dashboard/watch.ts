import * as vscode from 'vscode';
import { relativePath } from '../ports/workspaceFiles.ts';

/** Files that figures are computed from. */
const watched = ['releases/*/release.{yml,yaml}', 'releases/policy.{yml,yaml}', '**/incidents/*.md'];
const watchedShape = /^releases\/(?:[^/]+\/release|policy)\.ya?ml$|(?:^|\/)incidents\/[^/]+\.md$/;

/** Tells when a record, an incident or the policy changes, on the disk or while it is typed, and when tags or commits do. */
export function watchInput(
  folder: vscode.WorkspaceFolder,
  options: { readonly git: 'read' | 'off'; readonly changed: () => void },
): vscode.Disposable {
  const { changed } = options;
  const files = watched.map((glob) =>
    vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, glob)),
  );
  const history = options.git === 'read' ? watchHistory(folder.uri, changed) : Promise.resolve(undefined);
  return vscode.Disposable.from(
    ...files.flatMap((watcher) => [
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
    ]),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const path = relativePath(folder.uri, document.uri);
      if (contentChanges.length > 0 && path !== undefined && watchedShape.test(path)) changed();
    }),
    new vscode.Disposable(() => void history.then((one) => one?.dispose())),
  );
}

async function watchHistory(folder: vscode.Uri, changed: () => void): Promise<vscode.Disposable | undefined> {
  const { watchHead } = await import('../changes/headFile.ts');
  return watchHead(folder, changed, '{HEAD,logs/HEAD,packed-refs,refs/tags/**}');
}
