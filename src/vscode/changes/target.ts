import type * as vscode from 'vscode';
import type { Change } from '../../core/breaking/change.ts';
import { fingerprint, pathOf } from '../../core/breaking/order.ts';
import type { Changes } from '../../node/changes.ts';
import type { ChangeRow, ChangesView } from '../views/changesView.ts';
import type { ChangesSession } from './changesSession.ts';

/** A change as a command means it, with the comparison that it is part of. */
export interface ChangeTarget {
  readonly folder: vscode.Uri;
  readonly result: Changes;
  readonly change: Change;
}

/** How code actions and links name a change: names, no values. */
export interface ChangeName {
  readonly folder: string;
  readonly key: string;
}

export function nameOf({ folder, change }: Pick<ChangeTarget, 'folder' | 'change'>): ChangeName {
  return { folder: folder.toString(), key: keyOf(change) };
}

/** Every change that nobody has accepted, folder by folder. */
export function openChanges(changes: ChangesSession): readonly ChangeTarget[] {
  return changes.state.flatMap(({ folder, result }) =>
    result === undefined
      ? []
      : result.suppressed.changes.map((change) => ({ folder: folder.uri, result, change })),
  );
}

/** Changes that a command was called with: rows of the tree, or names. Only what exists is believed. */
export function targetsOfArguments(
  { changes, view }: { readonly changes: ChangesSession; readonly view: ChangesView },
  args: readonly unknown[],
): readonly ChangeTarget[] {
  const [one, many] = args;
  const open = openChanges(changes);
  const named = open.find((target) => isName(one, nameOf(target)));
  if (named !== undefined) return [named];
  const rows = rowsOfArguments(view, [one, many]);
  return rows.flatMap((row) => {
    const { change } = row.node;
    const state = changes.state.find(({ folder }) => folder.uri.toString() === row.folder.toString());
    return change === undefined || state?.result === undefined
      ? []
      : [{ folder: row.folder, result: state.result, change }];
  });
}

export function rowsOfArguments(view: ChangesView, [one, many]: readonly unknown[]): readonly ChangeRow[] {
  const all = flat(view.roots);
  const known = (argument: unknown): ChangeRow | undefined =>
    typeof argument === 'object' && argument !== null && 'id' in argument
      ? all.find(({ id }) => id === argument.id)
      : undefined;
  const row = known(one);
  const rows = Array.isArray(many) ? many.flatMap((entry) => known(entry) ?? []) : [];
  if (row === undefined) return [];
  return rows.includes(row) ? rows : [row];
}

function flat(rows: readonly ChangeRow[]): readonly ChangeRow[] {
  return rows.flatMap((row) => [row, ...flat(row.children)]);
}

function isName(argument: unknown, { folder, key }: ChangeName): boolean {
  if (typeof argument !== 'object' || argument === null) return false;
  const given = argument as Partial<ChangeName>;
  return given.folder === folder && given.key === key;
}

function keyOf(change: Change): string {
  return JSON.stringify([
    change.rule,
    pathOf(change),
    change.head?.line,
    change.subject,
    fingerprint(change),
  ]);
}
