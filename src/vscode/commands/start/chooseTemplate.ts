import * as vscode from 'vscode';
import type { StartTemplate } from '../../../core/release/startRelease.ts';
import { relativePath } from '../../ports/workspaceFiles.ts';
import { pickOne } from '../../quickInput.ts';
import { tell } from '../../failure.ts';
import type { CommandContext } from '../context.ts';
import type { StartEngine } from './loadStart.ts';

/** Files that are looked into for parts to start from. */
const mostFiles = 40;
/** Bytes; a template is written by hand. */
const largestTemplate = 1024 * 1024;

/** The built-in template, or what the folder has: checklists, fences that hold tasks, issue forms. */
export async function chooseTemplate(
  title: string,
  folder: vscode.WorkspaceFolder,
  { engine, context }: { readonly engine: StartEngine; readonly context: CommandContext },
): Promise<StartTemplate | undefined> {
  const found = (await candidates(folder, context)).flatMap(({ file, text }) =>
    engine.templateParts(text, file).map(({ part, kind, line, items }) => ({
      label: part === undefined ? file : `${file}#${part}`,
      description:
        kind === 'fence'
          ? vscode.l10n.t('{0} items, fence in line {1}', items, line)
          : vscode.l10n.t('{0} items', items),
      value: { file, text, part },
    })),
  );
  const picked = await pickOne(
    title,
    [
      {
        label: vscode.l10n.t('Built-in template'),
        description: vscode.l10n.t('the release guide'),
        value: { file: '', text: '', part: undefined },
      },
      ...found,
    ],
    vscode.l10n.t('Which template does it start from?'),
  );
  if (picked === undefined) return undefined;
  const { file, text, part } = picked;
  if (file === '') return { path: engine.guideTemplateName, text: engine.guideTemplate };
  const chosen = engine.chooseTemplate(text, file, part);
  if (chosen.ok) return { path: part === undefined ? file : `${file}#${part}`, text: chosen.text };
  await tell(
    context.log,
    vscode.l10n.t('This template cannot be started from.'),
    `${file}: ${chosen.refusal} ${chosen.detail}`,
  );
  return undefined;
}

/** Known checklists, issue templates, and documents with the usual names, each once, in order of their names. */
async function candidates(
  folder: vscode.WorkspaceFolder,
  { session }: CommandContext,
): Promise<readonly { readonly file: string; readonly text: string }[]> {
  const state = session.state.folders.find((one) => one.folder.uri.toString() === folder.uri.toString());
  const known = [
    ...(state?.assessment?.inputs ?? []).flatMap(({ sources }) => sources.map(({ file }) => file)),
    ...(state?.assessment?.leftOut ?? []).map(({ file }) => file),
  ];
  const pattern = '{.github/ISSUE_TEMPLATE/*.{md,yml,yaml},docs/*{release,deploy,checklist}*.md}';
  const listed = await vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, pattern),
    undefined,
    mostFiles,
  );
  const others = listed.flatMap((uri) => relativePath(folder.uri, uri) ?? []);
  const files = [...new Set([...others, ...known])].toSorted().slice(0, mostFiles);
  const read = await Promise.all(files.map(async (file) => ({ file, text: await textOf(folder, file) })));
  return read.flatMap(({ file, text }) => (text === undefined ? [] : [{ file, text }]));
}

/** Undefined for what is too large, gone, or not UTF-8. */
async function textOf(folder: vscode.WorkspaceFolder, file: string): Promise<string | undefined> {
  try {
    const uri = vscode.Uri.joinPath(folder.uri, file);
    if ((await vscode.workspace.fs.stat(uri)).size > largestTemplate) return undefined;
    return new TextDecoder('utf-8', { fatal: true }).decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
