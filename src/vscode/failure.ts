import * as vscode from 'vscode';
import type { ChangeOutcome, ChangeRefusal } from './applyChange.ts';
import { errorText, type Log } from './log.ts';

/**
 * Tells a person something that only the log can say in full. The message must be
 * a constant: VS Code turns `[text](command:x)` in a notification into a command.
 */
export async function tell(log: Log, message: string, details: string): Promise<void> {
  log.warn(details);
  const show = vscode.l10n.t('Show Details');
  if ((await vscode.window.showWarningMessage(message, show)) === show) log.show();
}

/** Runs a command; what goes wrong is logged with its cause and told once. */
export async function guarded(log: Log, run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    log.error(errorText(error));
    const show = vscode.l10n.t('Show Details');
    const message = vscode.l10n.t('Release Readiness could not finish this command.');
    if ((await vscode.window.showErrorMessage(message, show)) === show) log.show();
  }
}

/** Says why items were not changed; nothing when all were, or were so already. */
export async function tellRefusals(log: Log, { refusals }: ChangeOutcome): Promise<void> {
  const worth = refusals.filter(({ refusal }) => refusal !== 'alreadySo');
  const [first] = worth;
  if (first === undefined) return;
  const details = worth.map(
    ({ target, refusal }) => `${target.file}:${target.line}: ${refusal}: ${target.text}`,
  );
  await tell(log, refusalText(first.refusal), `Not changed:\n  ${details.join('\n  ')}`);
}

export function refusalText(refusal: ChangeRefusal): string {
  return refusalSentences()[refusal];
}

function refusalSentences(): Readonly<Record<ChangeRefusal, string>> {
  return {
    noItemOnLine: vscode.l10n.t('There is no checklist item on that line any more. Refresh, then try again.'),
    lineChanged: vscode.l10n.t('The item has changed since it was shown. Refresh, then try again.'),
    ambiguous: vscode.l10n.t('Several lines match this item. Change it in the file.'),
    alreadySo: vscode.l10n.t('The item is in that state already.'),
    hidden: vscode.l10n.t('The item is inside a code block or a comment. Change it in the file.'),
    nearMiss: vscode.l10n.t('GitHub does not show a box on this line. Mend the box in the file first.'),
    conflictMarkers: vscode.l10n.t('The file has merge conflict markers. Resolve them first.'),
    badArgument: vscode.l10n.t('That value cannot be written into the file. See the details.'),
    tooLarge: vscode.l10n.t('The file is too large to be changed from here.'),
    yamlShape: vscode.l10n.t('This YAML value cannot be changed in place. Change it in the file.'),
    notesBelow: vscode.l10n.t('The notes of this item stand on the lines below it. Change them in the file.'),
    documentChanged: vscode.l10n.t('The file changed in the meantime. Nothing was written; try again.'),
    notWritable: vscode.l10n.t('This file system is read-only.'),
    cannotOpen: vscode.l10n.t('The file cannot be opened.'),
  };
}
