import * as vscode from 'vscode';
import type { Place } from '../../core/breaking/change.ts';
import type { Changes } from '../../node/changes.ts';

/** Read-only documents that hold the older side of a comparison. */
export const baseScheme = 'release-readiness-base';

interface BaseFile {
  readonly root: string;
  readonly commit: string;
  readonly path: string;
}

/** The older side of a file; its path keeps the file's name, so that the editor knows the language. */
export function baseUri({ root, base }: Pick<Changes, 'root' | 'base'>, path: string): vscode.Uri {
  const file: BaseFile = { root, commit: base.commit ?? '', path };
  return vscode.Uri.from({ scheme: baseScheme, path: `/${path}`, query: JSON.stringify(file) });
}

/** Undefined for a name that nobody of us wrote. */
export function baseFileOf(uri: vscode.Uri): BaseFile | undefined {
  try {
    const file = JSON.parse(uri.query) as Partial<BaseFile> | null;
    return typeof file?.root === 'string' && typeof file.commit === 'string' && typeof file.path === 'string'
      ? { root: file.root, commit: file.commit, path: file.path }
      : undefined;
  } catch {
    return undefined;
  }
}

export function headUri({ root }: Pick<Changes, 'root'>, path: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.file(root), ...path.split('/'));
}

/** Where a change is marked: its first line. A wave under a whole function says less. */
export function markedRange(place: Place): vscode.Range {
  const { start, end } = rangeOf(place);
  return end.line === start.line
    ? new vscode.Range(start, end)
    : new vscode.Range(start, new vscode.Position(start.line, Number.MAX_SAFE_INTEGER));
}

/** A place counts from 1, the editor from 0. Without an end it is the rest of the line. */
export function rangeOf({ line, column, endLine, endColumn }: Place): vscode.Range {
  const start = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  const end =
    endLine === undefined || endColumn === undefined
      ? new vscode.Position(start.line, Number.MAX_SAFE_INTEGER)
      : new vscode.Position(Math.max(0, endLine - 1), Math.max(0, endColumn - 1));
  return new vscode.Range(start, end);
}
