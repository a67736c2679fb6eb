import * as vscode from 'vscode';
import { policyPath } from '../../core/policy/policyPath.ts';
import { chooseFolder } from './chooseFolder.ts';
import type { CommandContext } from './context.ts';
import { createFile } from './createFile.ts';

export async function createPolicy({ session }: CommandContext): Promise<void> {
  const folder = await chooseFolder(vscode.l10n.t('Create Release Policy'));
  if (folder === undefined) return;
  const { policyTemplate } = await import('../../core/release/policyTemplate.ts');
  await createFile(vscode.Uri.joinPath(folder.uri, policyPath), policyTemplate());
  await session.refresh();
}
