import * as vscode from 'vscode';
import type { Acknowledged } from '../../../core/breaking/acknowledge.ts';
import { headUri } from '../../changes/places.ts';
import type { ChangeTarget } from '../../changes/target.ts';
import { ask, needed } from '../../quickInput.ts';
import type { CommandContext } from '../context.ts';
import { chooseChanges } from './chooseChanges.ts';

/**
 * Accepts changes with a reason: in a comment beside the code where that can be, else, or when the
 * second argument says `list`, in the list for all. A third argument is the reason, and nobody is asked.
 * What was clean is saved, and everything is compared again.
 */
export async function acknowledgeChange(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Accept a Change');
  const targets = await chooseChanges(context, args, title);
  if (targets.length === 0) return;
  const given = args[2];
  const reason =
    typeof given === 'string'
      ? given
      : await ask(title, {
          prompt: vscode.l10n.t('Why is this change acceptable? The reason is written into the file.'),
          check: needed(vscode.l10n.t('Write a reason: whoever reads the list wants to know why.')),
        });
  if (reason === undefined) return;
  const wanted = args[1] === 'list' ? 'list' : 'comment';
  // From the bottom up: a comment moves the lines below it.
  const ordered = targets.toSorted((a, b) => (b.change.head?.line ?? 0) - (a.change.head?.line ?? 0));
  for (const target of ordered) {
    const message = await acknowledge(target, reason, wanted);
    if (message !== undefined) {
      await vscode.window.showWarningMessage(message);
      break;
    }
  }
  await context.changes.run();
}

async function acknowledge(
  { result, change }: ChangeTarget,
  reason: string,
  wanted: 'comment' | 'list',
): Promise<string | undefined> {
  const { acknowledgeInComment, acknowledgeInList, acknowledgePlaces } =
    await import('../../../core/breaking/acknowledge.ts');
  const { acceptedFile } = await import('../../../core/breaking/suppress.ts');
  const place = acknowledgePlaces(change).includes(wanted) ? wanted : 'list';
  const uri = headUri(
    result,
    place === 'comment' && change.head !== undefined ? change.head.path : acceptedFile,
  );
  const document = await open(uri);
  if (document === undefined) {
    if (place === 'comment') return vscode.l10n.t('The file cannot be opened.');
    return create(uri, acknowledgeInList(undefined, change, reason));
  }
  const wasDirty = document.isDirty;
  const text = document.getText();
  const done =
    place === 'comment'
      ? acknowledgeInComment(text, change, reason)
      : acknowledgeInList(text, change, reason);
  if (!done.ok) return refusals()[done.why];
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, newText } of done.edits) {
    edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), newText);
  }
  if (!(await vscode.workspace.applyEdit(edit)))
    return vscode.l10n.t('The file changed in the meantime. Nothing was written; try again.');
  // The comparison reads files on the disk; a file with other unsaved edits stays as the person left it.
  if (!wasDirty) await document.save();
  return undefined;
}

async function create(uri: vscode.Uri, done: Acknowledged): Promise<string | undefined> {
  if (!done.ok) return refusals()[done.why];
  const text = done.edits.map(({ newText }) => newText).join('');
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { contents: Buffer.from(text), ignoreIfExists: false });
  return (await vscode.workspace.applyEdit(edit))
    ? undefined
    : vscode.l10n.t('The list of accepted changes cannot be created.');
}

async function open(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

function refusals(): Readonly<Record<Extract<Acknowledged, { readonly ok: false }>['why'], string>> {
  return {
    noReason: vscode.l10n.t('Write a reason: whoever reads the list wants to know why.'),
    noComment: vscode.l10n.t('This file cannot hold a comment. Accept the change in the list.'),
    lineGone: vscode.l10n.t('The line is not there any more. Save the file and compare again.'),
    listUnreadable: vscode.l10n.t(
      'releases/breaking-accepted.yml holds no plain list "accepted". Mend it, then try again.',
    ),
  };
}
