import * as vscode from 'vscode';
import { metricsPanelType } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Session } from '../session.ts';
import type { Dashboard } from './dashboard.ts';

export interface DashboardAccess extends vscode.Disposable {
  /** Loads it with the first call. */
  dashboard(): Promise<Dashboard>;
}

/** The page of metrics. A panel that was open before a reload comes back with what was chosen in it. */
export function registerDashboard(
  session: Session,
  options: { readonly log: Log; readonly extension: vscode.Uri },
): DashboardAccess {
  let loaded: Promise<Dashboard> | undefined;
  const dashboard = (): Promise<Dashboard> =>
    (loaded ??= Promise.all([import('./dashboard.ts'), import('./act.ts')]).then(
      ([{ Dashboard }, { actOn }]) =>
        new Dashboard({ session, ...options, act: (page, message) => actOn(options.log, page, message) }),
    ));
  const serializer = vscode.window.registerWebviewPanelSerializer(metricsPanelType, {
    async deserializeWebviewPanel(panel, memory: unknown) {
      (await dashboard()).restore(panel, memory);
    },
  });
  return {
    dashboard,
    dispose() {
      serializer.dispose();
      void loaded?.then((one) => one.dispose());
    },
  };
}
