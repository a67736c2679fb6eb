import * as vscode from 'vscode';
import { treeGroupings, type TreeGrouping } from '../../core/readiness/display.ts';
import { pickOne } from '../quickInput.ts';
import type { CommandContext } from './context.ts';

export async function group({ choice }: CommandContext, args: readonly unknown[]): Promise<void> {
  const given = treeGroupings.find((known) => known === args[0]);
  const grouping = given ?? (await pickGrouping(choice.value.grouping));
  if (grouping !== undefined) choice.set({ grouping });
}

function pickGrouping(current: TreeGrouping): Promise<TreeGrouping | undefined> {
  const labels: Readonly<Record<TreeGrouping, string>> = {
    section: vscode.l10n.t('By section'),
    owner: vscode.l10n.t('By owner'),
    state: vscode.l10n.t('By state'),
  };
  return pickOne(
    vscode.l10n.t('Group the Readiness View'),
    treeGroupings.map((value) => ({
      label: labels[value],
      value,
      ...(value === current ? { description: vscode.l10n.t('shown now') } : {}),
    })),
  );
}
