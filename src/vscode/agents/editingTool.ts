import * as vscode from 'vscode';
import type { ToolResult } from '../../core/tools/answer.ts';
import { applyChanges, type ChangeRefusal } from '../applyChange.ts';
import { agentFile, isThere } from './agentFiles.ts';
import { outsideOf, type AgentContext, type ToolRun } from './readingTools.ts';

/** Changes one item in its document, as a click on it would: one undo step, saved only if the person wants that. */
export async function setChecklistItem(
  { session, log }: AgentContext,
  { engine, given }: ToolRun,
): Promise<ToolResult> {
  const { file: path = '', text = '', action = '' } = given.texts;
  const { line = 0 } = given.numbers;
  const named = await agentFile(path);
  if (named === undefined) return outsideOf(engine, path);
  const { uri, file, folder } = named;
  if (!/\.(?:md|markdown|mdown|mkdn?|ya?ml)$/i.test(file)) {
    return engine.refusal(`${file} is no checklist. Name a Markdown or YAML file.`);
  }
  const proof = await proofOf(given.values['file']);
  if (
    proof === 'none' ||
    (typeof proof === 'object' && proof.folder.uri.toString() !== folder.uri.toString())
  ) {
    return engine.refusal(
      'The file of values is not there, or lies outside of the folder. Name a file that is there.',
    );
  }
  const values = { ...given.values, ...(proof === undefined ? {} : { file: proof.file }) };
  const asked = engine.askedChange({ file, action, values });
  if (!asked.ok) return engine.refusal(asked.message);
  const document = await opened(uri);
  if (document === undefined) return engine.refusal(`${file} cannot be opened. Name a file that is there.`);
  const checklist = (await engine.readChecklist(document.getText(), { file, reader: 'full' })).value;
  const expected = engine.expectedItem(checklist, { line, text });
  if (!expected.ok) return engine.refusal(expected.message);
  const { item } = expected;
  const target = {
    uri,
    file,
    line,
    source: item.source,
    id: item.id,
    checked: item.checked,
    text: item.text,
  };
  const { refusals } = await applyChanges(session, log, [{ target, change: asked.change }]);
  const [refused] = refusals;
  if (refused !== undefined) {
    return engine.refusal(
      `Nothing was changed. ${refusalWords(engine.refusalSentences, refused.refusal, line)}`,
    );
  }
  const saved = document.isDirty
    ? 'It is not saved: the user sees it in the editor, can undo it, and saves it.'
    : 'It is saved.';
  const now = document.lineAt(line - 1).text;
  return engine.answer([`The item is changed. ${saved}`], { file, line, before: item.source, now });
}

async function proofOf(given: string | undefined) {
  if (given === undefined) return undefined;
  const proof = await agentFile(given);
  return proof !== undefined && (await isThere(proof.uri)) ? proof : 'none';
}

async function opened(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

function refusalWords(
  sentences: Readonly<Record<string, string>>,
  refusal: ChangeRefusal,
  line: number,
): string {
  switch (refusal) {
    case 'documentChanged':
      return 'The file changed in the meantime. List the items again, then try again.';
    case 'notWritable':
      return 'This file system is read-only.';
    case 'cannotOpen':
      return 'The file cannot be opened.';
    default:
      return (sentences[refusal] ?? '').replaceAll('{line}', String(line));
  }
}
