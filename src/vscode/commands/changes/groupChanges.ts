import * as vscode from 'vscode';
import { changeGroupings, type ChangeGrouping } from '../../../core/breaking/tree.ts';
import { pickOne } from '../../quickInput.ts';
import type { CommandContext } from '../context.ts';

export async function groupChanges({ changesView }: CommandContext, args: readonly unknown[]): Promise<void> {
  const given = changeGroupings.find((known) => known === args[0]);
  const grouping = given ?? (await pickGrouping(changesView.grouping));
  if (grouping !== undefined) changesView.group(grouping);
}

function pickGrouping(current: ChangeGrouping): Promise<ChangeGrouping | undefined> {
  const labels: Readonly<Record<ChangeGrouping, string>> = {
    file: vscode.l10n.t('By package and file'),
    rule: vscode.l10n.t('By rule'),
    commit: vscode.l10n.t('By commit'),
  };
  return pickOne(
    vscode.l10n.t('Group the Changes View'),
    changeGroupings.map((value) => ({
      label: labels[value],
      value,
      ...(value === current ? { description: vscode.l10n.t('shown now') } : {}),
    })),
  );
}
