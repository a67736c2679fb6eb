import * as vscode from 'vscode';
import { pickOne } from '../quickInput.ts';
import {
  allTargets,
  placeOfArgument,
  placeOfEditor,
  rowsOfArguments,
  targetAt,
  targetOfRow,
  type ItemTarget,
} from '../target.ts';
import type { CommandContext } from './context.ts';

export interface ItemQuestion {
  readonly title: string;
  /** Which items can be asked for at all. */
  readonly fits: (target: ItemTarget) => boolean;
}

/**
 * The items that a command means: those of the tree, that of a line which was
 * named, that under the cursor, else the one that the person picks. Empty when
 * the person leaves, or has been told that there is nothing to choose from.
 */
export async function chooseItems(
  context: CommandContext,
  args: readonly unknown[],
  question: ItemQuestion,
): Promise<readonly ItemTarget[]> {
  const { session, view } = context;
  const rows = rowsOfArguments(view, args).flatMap((row) => targetOfRow(row) ?? []);
  if (rows.length > 0) return rows;
  const place = placeOfArgument(args[0]) ?? placeOfEditor();
  const there = place === undefined ? undefined : targetAt(session, place);
  if (there !== undefined) return [there];
  const candidates = allTargets(session).filter(question.fits);
  if (candidates.length === 0) {
    await explainNothing(context);
    return [];
  }
  const picked = await pickOne(
    question.title,
    candidates.map((value) => ({ label: value.text, description: `${value.file}:${value.line}`, value })),
    vscode.l10n.t('Choose an item'),
  );
  return picked === undefined ? [] : [picked];
}

async function explainNothing({ session }: CommandContext): Promise<void> {
  if (allTargets(session).length > 0) {
    await vscode.window.showInformationMessage(vscode.l10n.t('No item fits this command now.'));
    return;
  }
  await explainNoChecklist();
}

/** What every command says that needs a checklist and finds none. */
export async function explainNoChecklist(): Promise<void> {
  const create = vscode.l10n.t('Create Release Checklist');
  const message = vscode.l10n.t('There is no release checklist in this window yet.');
  if ((await vscode.window.showInformationMessage(message, create)) !== create) return;
  await vscode.commands.executeCommand('releaseReadiness.createChecklist');
}
