import * as vscode from 'vscode';
import { relativePath } from './ports/workspaceFiles.ts';
import { readinessOf, type Session } from './session.ts';
import type { ReadinessView } from './views/readinessView.ts';
import { placeOf, type Row } from './views/rows.ts';

/** An item as a command means it: where it was last seen, and what it said there. */
export interface ItemTarget {
  readonly uri: vscode.Uri;
  readonly file: string;
  readonly line: number;
  readonly source: string;
  readonly id: string;
  readonly checked: boolean;
  /** Label for a person. */
  readonly text: string;
}

/** Something to show in an editor. */
export interface Place {
  readonly uri: vscode.Uri;
  /** Counts from 1. */
  readonly line: number;
}

/**
 * Rows that a command was called with. The tree passes the row under the pointer
 * and the selection; anything else may pass anything, so only ids of rows that
 * exist are believed.
 */
export function rowsOfArguments(view: ReadinessView, args: readonly unknown[]): readonly Row[] {
  const [one, many] = args;
  const row = knownRow(view, one);
  const rows = Array.isArray(many) ? many.flatMap((entry) => knownRow(view, entry) ?? []) : [];
  if (row === undefined) return [];
  return rows.includes(row) ? rows : [row];
}

/** A place given by a gutter menu, a lens or another extension: inside a workspace folder, or nothing. */
export function placeOfArgument(argument: unknown): Place | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { uri, lineNumber } = argument as { uri?: unknown; lineNumber?: unknown };
  if (typeof lineNumber !== 'number' || !Number.isSafeInteger(lineNumber) || lineNumber < 1) return undefined;
  const parsed = uri instanceof vscode.Uri ? uri : typeof uri === 'string' ? parseUri(uri) : undefined;
  if (parsed === undefined || vscode.workspace.getWorkspaceFolder(parsed) === undefined) return undefined;
  return { uri: parsed, line: lineNumber };
}

export function placeOfEditor(): Place | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor === undefined
    ? undefined
    : { uri: editor.document.uri, line: editor.selection.active.line + 1 };
}

export function placeOfRow(row: Row): Place | undefined {
  const place = placeOf(row);
  return place === undefined
    ? undefined
    : { uri: vscode.Uri.joinPath(row.folder, place.file), line: place.line };
}

export function targetOfRow(row: Row): ItemTarget | undefined {
  const { item, label, check } = row.node;
  if (item === undefined) return undefined;
  return {
    uri: vscode.Uri.joinPath(row.folder, item.ref.file),
    file: item.ref.file,
    line: item.line,
    source: item.source,
    id: item.ref.id,
    checked: check === 'checked',
    text: label,
  };
}

/** The item on a line of a checklist that the session knows. */
export function targetAt(session: Session, place: Place): ItemTarget | undefined {
  const targets = allTargets(session).filter(({ uri }) => uri.toString() === place.uri.toString());
  return targets.find(({ line }) => line === place.line);
}

/** Every item of every checklist, once, in order. */
export function allTargets(session: Session): readonly ItemTarget[] {
  const seen = new Set<string>();
  const targets: ItemTarget[] = [];
  for (const state of session.state.folders) {
    for (const readiness of readinessOf(state)) {
      for (const { file, item } of readiness.sections.flatMap((section) => section.items)) {
        const key = `${state.folder.uri.toString()}#${file}#${item.line}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const uri = vscode.Uri.joinPath(state.folder.uri, file);
        const { id, line, source, checked, text } = item;
        targets.push({ uri, file, id, line, source, checked, text });
      }
    }
  }
  return targets;
}

export function folderAndFile(
  uri: vscode.Uri,
): { readonly folder: vscode.Uri; readonly file: string } | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  const file = folder === undefined ? undefined : relativePath(folder, uri);
  return folder === undefined || file === undefined ? undefined : { folder, file };
}

function knownRow(view: ReadinessView, argument: unknown): Row | undefined {
  if (typeof argument !== 'object' || argument === null || !('id' in argument)) return undefined;
  return typeof argument.id === 'string' ? view.rows.byId.get(argument.id) : undefined;
}

function parseUri(text: string): vscode.Uri | undefined {
  try {
    return vscode.Uri.parse(text, true);
  } catch {
    return undefined;
  }
}
