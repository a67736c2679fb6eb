import * as vscode from 'vscode';
import { openChanges, targetsOfArguments, type ChangeTarget } from '../../changes/target.ts';
import { pickOne } from '../../quickInput.ts';
import type { CommandContext } from '../context.ts';

/** The changes that a command was called with, else the one that a person picks. */
export async function chooseChanges(
  context: CommandContext,
  args: readonly unknown[],
  title: string,
): Promise<readonly ChangeTarget[]> {
  const given = targetsOfArguments({ changes: context.changes, view: context.changesView }, args);
  if (given.length > 0) return given;
  const { engine } = context.changes;
  const open = openChanges(context.changes);
  if (engine === undefined || open.length === 0) {
    const compare = vscode.l10n.t('Compare');
    const message = vscode.l10n.t('There is no change to choose. Compare with the last release first.');
    if ((await vscode.window.showInformationMessage(message, compare)) === compare)
      await vscode.commands.executeCommand('releaseReadiness.compare');
    return [];
  }
  const picked = await pickOne(
    title,
    open.map((target) => {
      const place = target.change.head ?? target.change.base;
      return {
        label: engine.messageOf(target.change, engine.catalogue),
        description: place === undefined ? '' : `${place.path}:${place.line}`,
        value: target,
      };
    }),
  );
  return picked === undefined ? [] : [picked];
}
