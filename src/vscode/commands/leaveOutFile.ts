import * as vscode from 'vscode';
import { pickOne } from '../quickInput.ts';
import { relativePath } from '../ports/workspaceFiles.ts';
import { readinessOf } from '../session.ts';
import { readFileChoice, writeFileChoice } from '../settings.ts';
import { placeOfRow, rowsOfArguments } from '../target.ts';
import { explainNoChecklist } from './chooseItems.ts';
import type { CommandContext } from './context.ts';

/** Stops reading a file as a checklist. The file itself stays as it is. */
export async function leaveOutFile(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const [row] = rowsOfArguments(context.view, args);
  const uri = row === undefined ? await pickFile(context) : placeOfRow(row)?.uri;
  const folder = uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(uri)?.uri;
  const file = uri === undefined || folder === undefined ? undefined : relativePath(folder, uri);
  if (folder === undefined || file === undefined) return;
  const { include, exclude } = readFileChoice(folder);
  await writeFileChoice(folder, {
    include: include.filter((entry) => entry !== file),
    exclude: [...new Set([...exclude, file])],
  });
  await context.session.refresh();
}

async function pickFile({ session }: CommandContext): Promise<vscode.Uri | undefined> {
  const files = session.state.folders.flatMap((state) =>
    readinessOf(state)
      .flatMap((readiness) => readiness.sources)
      .map(({ file }) => ({ label: file, value: vscode.Uri.joinPath(state.folder.uri, file) })),
  );
  if (files.length === 0) {
    await explainNoChecklist();
    return undefined;
  }
  return pickOne(vscode.l10n.t('Leave Out a File'), files);
}
