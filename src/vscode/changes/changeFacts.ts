import type * as vscode from 'vscode';
import type { ChangeInput } from '../../core/readiness/comparison.ts';
import type { Session } from '../session.ts';
import type { ChangesSession } from './changesSession.ts';
import type { FolderChanges } from './state.ts';

type Told = Pick<FolderChanges, 'result' | 'failure' | 'stale'>;

/** Tells the readiness of each folder what its changes ask for, as soon as that is known, and when it is old. */
export function registerChangeFacts(session: Session, changes: ChangesSession): vscode.Disposable {
  const told = new Map<string, Told>();
  return changes.onDidChange(() => {
    for (const state of changes.state) {
      const key = state.folder.uri.toString();
      const last = told.get(key) ?? { stale: false };
      if (last.result === state.result && last.failure === state.failure && last.stale === state.stale)
        continue;
      told.set(key, state);
      session.setChange(state.folder.uri, inputOf(changes, state));
    }
  });
}

function inputOf(
  { engine }: ChangesSession,
  { result, failure, stale }: FolderChanges,
): ChangeInput | undefined {
  if (engine === undefined) return undefined;
  if (result === undefined) return failure === undefined ? undefined : engine.notCompared(failure);
  return engine.changeInput(result, engine.catalogue, { stale, folder: result.folder });
}
