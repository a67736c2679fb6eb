import * as vscode from 'vscode';
import { compareVersions, parseVersion } from '../../../core/base/semver.ts';
import { versionInPath } from '../../notes/notesFiles.ts';
import type { CommandContext } from '../context.ts';
import { notesDocument } from './notesPlace.ts';

/** The notes of the release before beside these: what was promised then, and what is said now. */
export async function compareNotes(context: CommandContext): Promise<void> {
  const document = await notesDocument(context, undefined);
  const folder = document === undefined ? undefined : vscode.workspace.getWorkspaceFolder(document.uri);
  if (document === undefined || folder === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('Open a file of release notes first, or generate one.'),
    );
    return;
  }
  const before = await lastBefore(folder, document.uri);
  if (before === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('No earlier notes were found: they are looked for as releases/<version>/notes.md.'),
    );
    return;
  }
  const title = vscode.l10n.t('{0} with {1}', nameOf(document.uri), nameOf(before));
  await vscode.commands.executeCommand('vscode.diff', before, document.uri, title);
}

/** The highest version below that of the file; the highest of all for a file without one. */
async function lastBefore(folder: vscode.WorkspaceFolder, uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  const files = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, 'releases/*/notes.md'));
  const own = parseVersion(versionInPath(uri) ?? '');
  return files
    .filter((file) => file.toString() !== uri.toString())
    .flatMap((file) => {
      const version = parseVersion(versionInPath(file) ?? '');
      return version === undefined || (own !== undefined && compareVersions(version, own) >= 0)
        ? []
        : [{ file, version }];
    })
    .toSorted((a, b) => compareVersions(b.version, a.version))[0]?.file;
}

function nameOf(uri: vscode.Uri): string {
  return versionInPath(uri) ?? uri.path.split('/').at(-1) ?? '';
}
