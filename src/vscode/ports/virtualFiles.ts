import * as vscode from 'vscode';

/** How far a folder without a search of its own is walked: each step is a request to wherever it lives. */
const deepest = 4;
const mostFolders = 200;
const skipped = new Set(['node_modules', '.git', 'vendor', 'dist', 'out', 'target', '.venv']);

/**
 * Files of a virtual folder that the globs name. `findFiles` never answers for a
 * file system without a search provider, so the folders are read one by one,
 * those near the top first.
 */
export async function listVirtualFiles(
  folder: vscode.Uri,
  globs: readonly string[],
): Promise<readonly vscode.Uri[]> {
  const { globMatcher } = await import('../../core/base/glob.ts');
  const matches = globMatcher(globs);
  const found: vscode.Uri[] = [];
  let level: readonly string[] = [''];
  let read = 0;
  for (let depth = 0; depth <= deepest && level.length > 0; depth++) {
    const below: string[] = [];
    for (const path of level) {
      if (read++ >= mostFolders) return found;
      for (const [name, type] of await entries(vscode.Uri.joinPath(folder, path))) {
        const file = path === '' ? name : `${path}/${name}`;
        if (type === vscode.FileType.Directory) {
          if (!skipped.has(name)) below.push(file);
        } else if (matches(file)) found.push(vscode.Uri.joinPath(folder, file));
      }
    }
    level = below;
  }
  return found;
}

async function entries(folder: vscode.Uri): Promise<readonly [string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
