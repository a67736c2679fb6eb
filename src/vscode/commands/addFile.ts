import * as vscode from 'vscode';
import { relativePath } from '../ports/workspaceFiles.ts';
import { readFileChoice, writeFileChoice } from '../settings.ts';
import { placeOfRow, rowsOfArguments } from '../target.ts';
import { chooseFolder } from './chooseFolder.ts';
import type { CommandContext } from './context.ts';

/** Reads a file as a checklist whatever its name: from a menu with its address, else from a dialog. */
export async function addFile(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const uri = given(context, args) ?? (await pickFile());
  const folder = uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(uri)?.uri;
  if (uri === undefined) return;
  const file = folder === undefined ? undefined : relativePath(folder, uri);
  if (folder === undefined || file === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('Choose a file inside a folder of this workspace.'),
    );
    return;
  }
  const { include, exclude } = readFileChoice(folder);
  await writeFileChoice(folder, {
    include: [...new Set([...include, file])],
    exclude: exclude.filter((entry) => entry !== file),
  });
  await context.session.refresh();
}

function given({ view }: CommandContext, args: readonly unknown[]): vscode.Uri | undefined {
  const [row] = rowsOfArguments(view, args);
  if (row !== undefined) return placeOfRow(row)?.uri;
  return args[0] instanceof vscode.Uri ? args[0] : undefined;
}

async function pickFile(): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t('Add a Checklist File');
  const folder = await chooseFolder(title);
  if (folder === undefined) return undefined;
  const [file] =
    (await vscode.window.showOpenDialog({
      title,
      defaultUri: folder.uri,
      openLabel: vscode.l10n.t('Add'),
      filters: { 'Markdown, YAML': ['md', 'markdown', 'yml', 'yaml'] },
    })) ?? [];
  return file;
}
