import * as vscode from 'vscode';
import type { Readiness } from '../../core/readiness/model.ts';
import { verdictWithCount } from '../headline.ts';
import { colorIds } from '../ids.ts';
import { readinessOf, type Session } from '../session.ts';

/** Badge, colour and words on checklist files, wherever the workbench shows their names. */
export function registerFileDecorations(session: Session): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri[]>();
  let shown = checklistFiles(session);
  const provider: vscode.FileDecorationProvider = {
    onDidChangeFileDecorations: changed.event,
    provideFileDecoration(uri) {
      const [first] = session.find(uri);
      return first === undefined ? undefined : decoration(first.readiness, first.file);
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.window.registerFileDecorationProvider(provider),
    session.onDidChange(() => {
      const now = checklistFiles(session);
      const all = new Map([...shown, ...now].map((uri) => [uri.toString(), uri]));
      shown = now;
      changed.fire([...all.values()]);
    }),
  );
}

function checklistFiles(session: Session): readonly vscode.Uri[] {
  return session.state.folders.flatMap((state) =>
    readinessOf(state)
      .flatMap((readiness) => readiness.sources)
      .map(({ file }) => vscode.Uri.joinPath(state.folder.uri, file)),
  );
}

function decoration(readiness: Readiness, file: string): vscode.FileDecoration {
  const source = readiness.sources.find((candidate) => candidate.file === file);
  if (source?.status === 'unreadable') {
    return new vscode.FileDecoration(
      '!',
      vscode.l10n.t('Release checklist that cannot be read'),
      new vscode.ThemeColor(colorIds.unknown),
    );
  }
  const blocking = readiness.sections
    .filter((section) => section.file === file)
    .reduce((sum, section) => sum + section.blocking, 0);
  const tooltip = vscode.l10n.t('Release checklist: {0}', verdictWithCount(readiness));
  return blocking > 0
    ? new vscode.FileDecoration(
        blocking > 99 ? '99' : String(blocking),
        tooltip,
        new vscode.ThemeColor(colorIds.noGo),
      )
    : new vscode.FileDecoration('\u2713', tooltip, new vscode.ThemeColor(colorOf(readiness)));
}

function colorOf({ verdict }: Readiness): string {
  return colorIds[verdict];
}
