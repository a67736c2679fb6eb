import * as vscode from 'vscode';
import { treeFilters, type TreeFilter } from '../../core/readiness/display.ts';
import { pickOne } from '../quickInput.ts';
import type { CommandContext } from './context.ts';

export async function filter({ choice }: CommandContext, args: readonly unknown[]): Promise<void> {
  const given = treeFilters.find((known) => known === args[0]);
  const filter = given ?? (await pickFilter(choice.value.filter));
  if (filter !== undefined) choice.set({ filter });
}

function pickFilter(current: TreeFilter): Promise<TreeFilter | undefined> {
  const labels: Readonly<Record<TreeFilter, string>> = {
    all: vscode.l10n.t('All items'),
    open: vscode.l10n.t('Open items'),
    blocking: vscode.l10n.t('Items that block the release'),
    mine: vscode.l10n.t('My items'),
    due: vscode.l10n.t('Items that are due'),
  };
  return pickOne(
    vscode.l10n.t('Filter the Readiness View'),
    treeFilters.map((value) => ({
      label: labels[value],
      value,
      ...(value === current ? { description: vscode.l10n.t('shown now') } : {}),
    })),
  );
}
