import * as vscode from 'vscode';
import { ask, needed, pickOne } from '../quickInput.ts';
import { chooseItems } from './chooseItems.ts';
import type { CommandContext } from './context.ts';
import { exists } from './createFile.ts';
import { policyPath } from '../../core/policy/policyPath.ts';

/**
 * One answer for the items with this text, remembered in the policy: the next release does not ask again. A second
 * argument `{applies, reason}`, as a key binding may give it, is an answer without a question.
 */
export async function decideCondition(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Decide Whether It Applies');
  const [target] = await chooseItems(context, args, { title, fits: () => true });
  const folder = target === undefined ? undefined : vscode.workspace.getWorkspaceFolder(target.uri);
  if (target === undefined || folder === undefined) return;
  const answer = answerOf(args[1]) ?? (await asked(title, target.text));
  if (answer === undefined) return;
  await remember(vscode.Uri.joinPath(folder.uri, policyPath), { item: target.text, ...answer });
  await context.session.refresh();
}

type Answer = Pick<Decision, 'applies' | 'reason'>;

function answerOf(given: unknown): Answer | undefined {
  if (typeof given !== 'object' || given === null || !('applies' in given) || !('reason' in given))
    return undefined;
  const { applies, reason } = given;
  return typeof applies === 'boolean' && typeof reason === 'string' && reason.trim() !== ''
    ? { applies, reason }
    : undefined;
}

async function asked(title: string, text: string): Promise<Answer | undefined> {
  const applies = await pickOne(
    title,
    [
      { label: vscode.l10n.t('It applies'), value: true },
      { label: vscode.l10n.t('It does not apply'), value: false },
    ],
    text,
  );
  if (applies === undefined) return undefined;
  const reason = await ask(title, {
    prompt: vscode.l10n.t('Why? The reason is kept in the policy.'),
    placeholder: vscode.l10n.t('no traffic change'),
    check: needed(vscode.l10n.t('A reason is needed: others will read it.')),
  });
  return reason === undefined ? undefined : { applies, reason };
}

interface Decision {
  readonly item: string;
  readonly applies: boolean;
  readonly reason: string;
}

async function remember(uri: vscode.Uri, decision: Decision): Promise<void> {
  const { rememberCondition } = await import('../../core/policy/rememberCondition.ts');
  const edit = new vscode.WorkspaceEdit();
  if (!(await exists(uri))) edit.createFile(uri, { ignoreIfExists: true });
  const document = (await exists(uri)) ? await vscode.workspace.openTextDocument(uri) : undefined;
  const result = rememberCondition(document?.getText() ?? '', decision);
  if (!result.ok) {
    await vscode.window.showErrorMessage(
      vscode.l10n.t('The policy cannot be added to. Correct its YAML first.'),
    );
    return;
  }
  for (const { start, end, newText } of result.edits) {
    const range =
      document === undefined
        ? new vscode.Range(0, 0, 0, 0)
        : new vscode.Range(document.positionAt(start), document.positionAt(end));
    edit.replace(uri, range, newText);
  }
  const wasDirty = document?.isDirty === true;
  if (!(await vscode.workspace.applyEdit(edit)) || wasDirty) return;
  await (await vscode.workspace.openTextDocument(uri)).save();
}
