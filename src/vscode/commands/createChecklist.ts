import * as vscode from 'vscode';
import { ask, pickOne } from '../quickInput.ts';
import { chooseFolder } from './chooseFolder.ts';
import type { CommandContext } from './context.ts';
import { createFile } from './createFile.ts';
import { loadStart } from './start/loadStart.ts';

const versionForm = /^v?\d+(\.\d+){1,3}([-+][0-9A-Za-z.-]+)?$/;

/** Asks for which release, writes the built-in checklist and shows it. */
export async function createChecklist({ session }: CommandContext): Promise<void> {
  const title = vscode.l10n.t('Create Release Checklist');
  const folder = await chooseFolder(title);
  if (folder === undefined) return;
  const file = await chooseFile(title);
  if (file === undefined) return;
  const { guideTemplate, instantiate } = await loadStart();
  const text =
    file.version === undefined
      ? guideTemplate
      : instantiate(guideTemplate, { values: { version: file.version }, from: 'template' }).text;
  await createFile(vscode.Uri.joinPath(folder.uri, file.path), text);
  await session.refresh();
}

interface NewFile {
  readonly path: string;
  /** Absent for a template. */
  readonly version?: string;
}

async function chooseFile(title: string): Promise<NewFile | undefined> {
  const kind = await pickOne(title, [
    {
      label: vscode.l10n.t('For one release'),
      description: 'releases/<version>/checklist.md',
      value: 'release',
    },
    {
      label: vscode.l10n.t('As the template for every release'),
      description: 'docs/release-checklist.md',
      value: 'template',
    },
  ]);
  if (kind === undefined) return undefined;
  if (kind === 'template') return { path: 'docs/release-checklist.md' };
  const version = await ask(title, {
    prompt: vscode.l10n.t('Which version is released?'),
    placeholder: '1.4.0',
    check: (value) =>
      versionForm.test(value.trim()) ? undefined : vscode.l10n.t('Write a version as 1.4.0.'),
  });
  return version === undefined ? undefined : { path: `releases/${version}/checklist.md`, version };
}
