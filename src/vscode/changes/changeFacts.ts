import type * as vscode from 'vscode';
import type { ChangeInput } from '../../core/readiness/comparison.ts';
import type { Changes } from '../../node/changes.ts';
import type { Session } from '../session.ts';
import type { ChangesSession } from './changesSession.ts';
import type { FolderChanges } from './state.ts';

interface Told {
  readonly result: Changes | undefined;
  readonly stale: boolean;
}

/** Tells the readiness of each folder what its changes ask for, as soon as that is known, and when it is old. */
export function registerChangeFacts(session: Session, changes: ChangesSession): vscode.Disposable {
  const told = new Map<string, Told>();
  return changes.onDidChange(() => {
    for (const state of changes.state) {
      const key = state.folder.uri.toString();
      const { result, stale } = state;
      const last = told.get(key);
      if (last === undefined ? result === undefined : last.result === result && last.stale === stale)
        continue;
      told.set(key, { result, stale });
      session.setChange(state.folder.uri, inputOf(changes, state));
    }
  });
}

function inputOf({ engine }: ChangesSession, { result, stale }: FolderChanges): ChangeInput | undefined {
  if (engine === undefined || result === undefined) return undefined;
  return engine.changeInput(result, engine.catalogue, { stale, folder: result.folder });
}
