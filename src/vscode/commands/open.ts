import * as vscode from 'vscode';
import { pickOne } from '../quickInput.ts';
import { allTargets, placeOfRow, rowsOfArguments, type Place } from '../target.ts';
import { explainNoChecklist } from './chooseItems.ts';
import type { CommandContext } from './context.ts';

/** Shows the line of an item, a section or a file. A single click leaves the keyboard in the tree. */
export async function open(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const [row] = rowsOfArguments(context.view, args);
  const place = row === undefined ? await pickPlace(context) : placeOfRow(row);
  if (place === undefined) return;
  const line = new vscode.Position(place.line - 1, 0);
  await vscode.window.showTextDocument(place.uri, {
    selection: new vscode.Range(line, line),
    preserveFocus: row !== undefined,
    preview: true,
  });
}

async function pickPlace({ session }: CommandContext): Promise<Place | undefined> {
  const targets = allTargets(session);
  if (targets.length === 0) {
    await explainNoChecklist();
    return undefined;
  }
  return pickOne(
    vscode.l10n.t('Go to an Item'),
    targets.map(({ uri, file, line, text, checked }) => ({
      label: text,
      description: `${checked ? vscode.l10n.t('done') : vscode.l10n.t('open')} \u00b7 ${file}:${line}`,
      value: { uri, line },
    })),
  );
}
