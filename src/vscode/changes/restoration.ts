import type * as vscode from 'vscode';
import type { Restoration } from '../../core/breaking/typescript/restore.ts';
import type { Changes } from '../../node/changes.ts';
import type { ChangesSession } from './changesSession.ts';
import { headUri } from './places.ts';
import { nameOf, type ChangeTarget } from './target.ts';

/** Answers for the text of a file as it is now, so that the light bulb asks once. */
const known = new WeakMap<Changes, Map<string, { readonly text: string; readonly answer: Answer }>>();

type Answer = Promise<Restoration | undefined>;

/**
 * The edit of `document` that gives users back what a change took from them: one after which comparing again
 * finds neither this change nor another one. Undefined when there is none, or when the comparison is old.
 */
export function restorationFor(
  changes: ChangesSession,
  target: ChangeTarget,
  document: vscode.TextDocument,
): Answer {
  const { result } = target;
  const text = document.getText();
  const { key } = nameOf(target);
  const answers = known.get(result) ?? new Map<string, { readonly text: string; readonly answer: Answer }>();
  known.set(result, answers);
  const last = answers.get(key);
  if (last?.text === text) return last.answer;
  const answer = find(changes, target, { uri: document.uri, text });
  answers.set(key, { text, answer });
  return answer;
}

async function find(
  changes: ChangesSession,
  { folder, result, change }: ChangeTarget,
  { uri, text }: { readonly uri: vscode.Uri; readonly text: string },
): Answer {
  const { isRestorable, restorationOf } = await import('../../core/breaking/typescript/restore.ts');
  const { base } = change;
  const state = changes.state.find((one) => one.folder.uri.toString() === folder.toString());
  if (!isRestorable(change) || base === undefined || result.base.commit === undefined) return undefined;
  // The declaration may live on in another file than the one that stopped exporting it.
  if (state?.result !== result || state.stale || headUri(result, base.path).toString() !== uri.toString())
    return undefined;
  const [{ fileAtCommit }, { applyEdits }] = await Promise.all([
    import('../../node/git/file.ts'),
    import('../../core/base/text.ts'),
  ]);
  const before = await fileAtCommit(result.root, { commit: result.base.commit, path: base.path });
  if (!before.ok) return undefined;
  const found = await restorationOf(change, { path: base.path, base: before.text, head: text });
  if (found === undefined) return undefined;
  const instead = { path: base.path, text: applyEdits(text, found.edits) };
  return (await changes.wouldEnd({ folder, result, change }, instead)) ? found : undefined;
}
