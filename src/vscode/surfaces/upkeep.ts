import * as vscode from 'vscode';
import type { Session } from '../session.ts';
import type { ReadinessView } from '../views/readinessView.ts';

const pauseBetweenChecks = 45_000;

/**
 * Watchers lose events and windows go: the stated times also come due without any
 * event. So the known files are compared when the window gets the focus, and from
 * time to time while somebody can see the view.
 */
export function registerUpkeep(session: Session, view: ReadinessView): vscode.Disposable {
  const timer = setInterval(() => {
    if (view.visible && vscode.window.state.focused) void session.check();
  }, pauseBetweenChecks);
  return vscode.Disposable.from(
    new vscode.Disposable(() => clearInterval(timer)),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) void session.check();
    }),
    view.onDidChangeVisibility(() => {
      if (view.visible) void session.check();
    }),
  );
}
