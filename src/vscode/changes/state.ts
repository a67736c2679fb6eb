import type * as vscode from 'vscode';
import type { Changes } from '../../node/changes.ts';
import type { GitFailure } from '../../node/git/repository.ts';

/** Why a folder is not compared at all. */
export type ChangesOff = 'untrusted' | 'setting' | 'virtual';

/** All that is known of the changes in one folder: one immutable value. */
export interface FolderChanges {
  readonly folder: vscode.WorkspaceFolder;
  /** `stopped`: a person has ended the latest run. */
  readonly phase: 'off' | 'idle' | 'running' | 'done' | 'refused' | 'stopped';
  readonly off?: ChangesOff;
  /** The revision that a person chose; the last release when absent. */
  readonly base?: string;
  /** The latest comparison that ended; kept while the next one runs. */
  readonly result?: Changes;
  readonly failure?: GitFailure;
  /** The result is older than the current commit, or than a file that was saved: it is never shown as current. */
  readonly stale: boolean;
  /** Units compared, while a comparison runs. */
  readonly progress?: { readonly done: number; readonly total: number };
}
