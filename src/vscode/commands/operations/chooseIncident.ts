import * as vscode from 'vscode';
import { countsAsOpen } from '../../../core/incident/model.ts';
import type { IncidentSource } from '../../../core/incident/model.ts';
import type { FolderOperations } from '../../operations/operations.ts';
import type { OperationsRow } from '../../operations/operationsView.ts';
import { pickOne } from '../../quickInput.ts';
import type { CommandContext } from '../context.ts';

export interface IncidentTarget {
  readonly place: FolderOperations;
  readonly source: IncidentSource;
  readonly uri: vscode.Uri;
}

/** The row that a menu passes; anything else may pass anything, so only rows that exist are believed. */
export function rowOf({ operationsView }: CommandContext, argument: unknown): OperationsRow | undefined {
  if (typeof argument !== 'object' || argument === null || !('id' in argument)) return undefined;
  const find = (rows: readonly OperationsRow[]): OperationsRow | undefined => {
    for (const row of rows) {
      const found = row.id === argument.id ? row : find(row.children);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return find(operationsView.roots);
}

/** The incident of the row, of the file in the editor, the only open one, or the one that the person picks. */
export async function chooseIncident(
  context: CommandContext,
  args: readonly unknown[],
  title: string,
  wanted: 'open' | 'any' = 'open',
): Promise<IncidentTarget | undefined> {
  await context.operations.update();
  const all = targets(context);
  const row = rowOf(context, args[0]);
  const named = row?.node.subject ?? row?.parent?.node.subject;
  const ofRow = all.find(
    ({ source, place }) =>
      source.value.file === named && place.folder.uri.toString() === row?.folder.uri.toString(),
  );
  if (ofRow !== undefined) return ofRow;
  const shown = vscode.window.activeTextEditor?.document.uri.toString();
  const ofEditor = all.find(({ uri }) => uri.toString() === shown);
  if (ofEditor !== undefined) return ofEditor;
  const fitting = wanted === 'open' ? all.filter(({ source }) => countsAsOpen(source)) : all;
  const [only] = fitting;
  if (fitting.length === 1 && only !== undefined) return only;
  if (only === undefined) {
    const declare = vscode.l10n.t('Declare Incident');
    const picked = await vscode.window.showInformationMessage(vscode.l10n.t('No incident is open.'), declare);
    if (picked === declare) await vscode.commands.executeCommand('releaseReadiness.declareIncident');
    return undefined;
  }
  return pickOne(
    title,
    fitting.map((target) => ({
      label: target.source.value.title,
      description: target.source.value.severity ?? '',
      detail: target.source.value.file,
      value: target,
    })),
  );
}

function targets({ operations }: CommandContext): readonly IncidentTarget[] {
  return operations.state.flatMap((place) =>
    place.facts.incidents.map((source) => ({
      place,
      source,
      uri: vscode.Uri.joinPath(place.folder.uri, source.value.file),
    })),
  );
}
