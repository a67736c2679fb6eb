import * as vscode from 'vscode';
import { baseUri, headUri, rangeOf } from '../../changes/places.ts';
import { rowsOfArguments, type ChangeTarget } from '../../changes/target.ts';
import type { CommandContext } from '../context.ts';
import { chooseChanges } from './chooseChanges.ts';

/** Both sides at the place of the change; the one side there is, for a file that is new or gone. */
export async function openChange(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const [row] = rowsOfArguments(context.changesView, args);
  if (row !== undefined && row.node.change === undefined) {
    await openPath(context, row);
    return;
  }
  const [target] = await chooseChanges(context, args, vscode.l10n.t('Open a Change'));
  if (target !== undefined) await showBoth(target, { preserveFocus: row !== undefined });
}

/** The file as it is now, or as it was. */
export async function openChangedFile(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const [row] = rowsOfArguments(context.changesView, args);
  if (row !== undefined) {
    await openPath(context, row);
    return;
  }
  const [target] = await chooseChanges(context, args, vscode.l10n.t('Open a Changed File'));
  if (target === undefined) return;
  const { change, result } = target;
  const { head, base } = change;
  if (head !== undefined)
    await vscode.window.showTextDocument(headUri(result, head.path), { selection: rangeOf(head) });
  else if (base !== undefined)
    await vscode.window.showTextDocument(baseUri(result, base.path), { selection: rangeOf(base) });
}

async function openPath(
  { changes }: CommandContext,
  { node, folder }: ReturnType<typeof rowsOfArguments>[number],
): Promise<void> {
  const state = changes.state.find((one) => one.folder.uri.toString() === folder.toString());
  if (state?.result === undefined || node.path === undefined) return;
  const at = { line: node.line ?? 1, column: 1, path: node.path };
  const head = headUri(state.result, node.path);
  const uri = (await exists(head)) ? head : baseUri(state.result, node.path);
  await vscode.window.showTextDocument(uri, { selection: start(rangeOf(at)), preview: true });
}

async function showBoth(
  { result, change }: ChangeTarget,
  { preserveFocus }: { readonly preserveFocus: boolean },
): Promise<void> {
  const { base, head } = change;
  const options = { preserveFocus, preview: true };
  if (base === undefined && head === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('A commit message declares this change; no file shows it.'),
    );
    return;
  }
  const right = head === undefined ? undefined : headUri(result, head.path);
  if (base === undefined || result.base.commit === undefined) {
    if (right !== undefined && head !== undefined)
      await vscode.window.showTextDocument(right, { ...options, selection: start(rangeOf(head)) });
    return;
  }
  const left = baseUri(result, base.path);
  if (right === undefined || head === undefined || !(await exists(right))) {
    await vscode.window.showTextDocument(left, { ...options, selection: start(rangeOf(base)) });
    return;
  }
  const name = head.path.slice(head.path.lastIndexOf('/') + 1);
  const title = vscode.l10n.t('{0} ({1} ↔ now)', name, result.base.name);
  await vscode.commands.executeCommand('vscode.diff', left, right, title, {
    ...options,
    selection: start(rangeOf(head)),
  });
}

function start(range: vscode.Range): vscode.Range {
  return new vscode.Range(range.start, range.start);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
