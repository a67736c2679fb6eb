/** The extension as the tests inside VS Code see it. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ReleaseReadinessApi } from '../../../src/vscode/api.ts';
import type { Row } from '../../../src/vscode/views/rows.ts';

export type { ReleaseReadinessApi, Row };

export const checklistFile = 'releases/1.4.0/checklist.md';

export async function activated(): Promise<ReleaseReadinessApi> {
  const extension = vscode.extensions.getExtension<ReleaseReadinessApi>('octoacme.release-readiness');
  assert.ok(extension, 'the extension is installed');
  const api = await extension.activate();
  await api.settled();
  return api;
}

export function root(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the sample workspace is open');
  return folder.uri;
}

export function inFolder(file: string): vscode.Uri {
  return vscode.Uri.joinPath(root(), file);
}

export function openChecklist(): Promise<vscode.TextEditor> {
  return showFromDisk(inFolder(checklistFile));
}

/** An editor may still hold what a test before has left, until a watcher tells it of the file on the disk. */
export async function showFromDisk(uri: vscode.Uri): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(uri);
  const bytes = await vscode.workspace.fs.readFile(uri);
  if (editor.document.getText() !== new TextDecoder().decode(bytes)) {
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  return editor;
}

/** Every row of the view, in order. */
export function allRows(api: ReleaseReadinessApi): readonly Row[] {
  const below = (rows: readonly Row[]): readonly Row[] =>
    rows.flatMap((row) => [row, ...below(row.children)]);
  return below(api.rows);
}

export function rowOf(api: ReleaseReadinessApi, label: string): Row {
  const row = allRows(api).find(({ node }) => node.label.startsWith(label));
  assert.ok(row, `a row "${label}" among:\n${outline(api)}`);
  return row;
}

/** The tree as text, two spaces for each level. */
export function outline(api: ReleaseReadinessApi): string {
  const lines = (rows: readonly Row[], depth: number): readonly string[] =>
    rows.flatMap(({ node, children }) => [
      `${'  '.repeat(depth)}${node.check === 'checked' ? '[x] ' : node.check === 'unchecked' ? '[ ] ' : ''}${node.label}`,
      ...lines(children, depth + 1),
    ]);
  return lines(api.rows, 0).join('\n');
}

/** Waits until the view shows what the condition asks for; the test's own time limit ends the wait. */
export async function until(
  api: Pick<ReleaseReadinessApi, 'onDidChange'>,
  condition: () => boolean,
): Promise<void> {
  if (condition()) return;
  await new Promise<void>((resolve) => {
    const listener = api.onDidChange(() => {
      if (!condition()) return;
      listener.dispose();
      resolve();
    });
  });
}

/** Writes a file for the time of one test. */
export async function withFile(
  file: string,
  content: string | Uint8Array,
  run: (uri: vscode.Uri) => Promise<void>,
): Promise<void> {
  const uri = inFolder(file);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await vscode.workspace.fs.writeFile(uri, bytes);
  try {
    await vscode.commands.executeCommand('releaseReadiness.refresh');
    await run(uri);
  } finally {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(uri);
    await vscode.commands.executeCommand('releaseReadiness.refresh');
  }
}

/** Sets a setting of the workspace for the time of one test. */
export async function withSetting(key: string, value: unknown, run: () => Promise<void>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('releaseReadiness');
  await configuration.update(key, value, vscode.ConfigurationTarget.Workspace);
  try {
    await run();
  } finally {
    await configuration.update(key, undefined, vscode.ConfigurationTarget.Workspace);
  }
}

/** The text that a model gets from a tool. A window knows tools some time after it has started. */
export async function callTool(name: string, input: object): Promise<string> {
  for (;;) {
    try {
      const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
      return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
    } catch (error) {
      if (!/was not contributed|does not have an implementation/.test(String(error))) throw error;
      // A way to the window and back; the test's own time limit ends the wait.
      await vscode.commands.executeCommand('setContext', 'releaseReadiness.test', name);
    }
  }
}
