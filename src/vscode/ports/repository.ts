import * as vscode from 'vscode';
import type { GitPort } from '../../core/ports.ts';

/**
 * Git of a workspace folder. No process starts and no code of git's adapter is
 * loaded before the person has trusted the workspace, nor in a virtual folder.
 */
export function repository(folder: vscode.Uri, options: { readonly enabled: boolean }): GitPort {
  const git = async (): Promise<GitPort | undefined> => {
    if (!vscode.workspace.isTrusted || !options.enabled || folder.scheme !== 'file') return undefined;
    return (await import('../../node/git.ts')).gitPort(folder.fsPath);
  };
  return {
    commitsAfter: async (moment) => (await git())?.commitsAfter?.(moment),
    unmergedBranches: async (globs) => (await git())?.unmergedBranches?.(globs),
    fileCommitted: async (path) => (await git())?.fileCommitted?.(path),
    headCommitted: async () => (await git())?.headCommitted?.(),
    async state() {
      if (!vscode.workspace.isTrusted) return { state: 'untrusted', detail: '' };
      if (!options.enabled || folder.scheme !== 'file') return { state: 'noRepository', detail: '' };
      const { gitPort } = await import('../../node/git.ts');
      return gitPort(folder.fsPath).state();
    },
    changedSince: async (commits, wanted) =>
      (await (await git())?.changedSince?.(commits, wanted)) ?? new Map(),
  };
}
