import * as vscode from 'vscode';
import type { Session } from '../session.ts';
import type { Settings } from '../settings.ts';

/** Keeps a surface registered while its switch, and the switch over all, are on. */
export function whileOn(
  session: Session,
  isOn: (settings: Settings) => boolean,
  register: (session: Session) => vscode.Disposable,
): vscode.Disposable {
  let surface: vscode.Disposable | undefined;
  const match = (): void => {
    const wanted = session.settings.enabled && isOn(session.settings);
    if (wanted === (surface !== undefined)) return;
    surface?.dispose();
    surface = wanted ? register(session) : undefined;
  };
  match();
  const life = session.onDidChangeSettings(match);
  return new vscode.Disposable(() => {
    life.dispose();
    surface?.dispose();
  });
}
