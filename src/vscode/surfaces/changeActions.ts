import * as vscode from 'vscode';
import type { ChangesSession } from '../changes/changesSession.ts';
import { nameOf, openChanges, type ChangeTarget } from '../changes/target.ts';
import type { Restoration } from '../../core/breaking/typescript/restore.ts';
import { restorationFor } from '../changes/restoration.ts';
import { ChangeDiagnostic } from './changeDiagnostics.ts';

/** What can be done about a change where it stands. */
export function registerChangeActions(changes: ChangesSession): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    { scheme: 'file' },
    {
      async provideCodeActions(document, _range, { diagnostics }, cancelled) {
        const actions: vscode.CodeAction[] = [];
        for (const diagnostic of diagnostics) {
          const target = targetOf(changes, diagnostic);
          if (target === undefined || cancelled.isCancellationRequested) continue;
          const restoration = await restorationFor(changes, target, document);
          actions.push(...(await actionsFor(target, diagnostic, restoration)));
        }
        return actions;
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

/** The editor hands back the diagnostics that it was given; those of others are none of ours. */
function targetOf(changes: ChangesSession, diagnostic: vscode.Diagnostic): ChangeTarget | undefined {
  if (!(diagnostic instanceof ChangeDiagnostic)) return undefined;
  const { folder, key } = diagnostic.change;
  return openChanges(changes).find((target) => {
    const name = nameOf(target);
    return name.folder === folder && name.key === key;
  });
}

async function actionsFor(
  target: ChangeTarget,
  diagnostic: vscode.Diagnostic,
  restoration: Restoration | undefined,
): Promise<readonly vscode.CodeAction[]> {
  const { acknowledgePlaces } = await import('../../core/breaking/acknowledge.ts');
  const name = nameOf(target);
  const places = acknowledgePlaces(target.change);
  const action = (title: string, command: string, ...args: readonly unknown[]): vscode.CodeAction => {
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.command = { command, title, arguments: [...args] };
    made.diagnostics = [diagnostic];
    return made;
  };
  return [
    ...(restoration === undefined
      ? []
      : [action(restoreTitle(target, restoration), 'releaseReadiness.restoreChange', name)]),
    ...(places.includes('comment')
      ? [
          action(
            vscode.l10n.t('Accept this change here, with a reason'),
            'releaseReadiness.acknowledgeChange',
            name,
          ),
        ]
      : []),
    action(
      vscode.l10n.t('Accept this change in the list, with a reason'),
      'releaseReadiness.acknowledgeChange',
      name,
      'list',
    ),
    action(vscode.l10n.t('Compare with how it was'), 'releaseReadiness.openChange', name),
    action(
      vscode.l10n.t('Explain {0}', target.change.rule),
      'releaseReadiness.explainChange',
      target.change.rule,
    ),
  ];
}

function restoreTitle({ change }: ChangeTarget, { kind, name }: Restoration): string {
  switch (kind) {
    case 'alias':
      return vscode.l10n.t('Keep {0} as a deprecated name of {1}', change.subject, name);
    case 'export':
      return vscode.l10n.t('Export {0} again', name);
    case 'overload':
      return vscode.l10n.t('Keep the old signature of {0} as an overload', name);
  }
}
