import type * as vscode from 'vscode';

/** Where unexpected errors go, once each and with their cause. */
export type Log = Pick<vscode.LogOutputChannel, 'debug' | 'error' | 'info' | 'warn' | 'show'>;

/** The text of an error with its causes, for the log only. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\n  because: ${errorText(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
