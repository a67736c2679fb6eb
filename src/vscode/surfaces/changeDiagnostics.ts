import * as vscode from 'vscode';
import type { Change } from '../../core/breaking/change.ts';
import type { Changes } from '../../node/changes.ts';
import type { ChangesEngine } from '../changes/changesEngine.ts';
import type { ChangesSession } from '../changes/changesSession.ts';
import { baseUri, headUri, markedRange, rangeOf } from '../changes/places.ts';
import { nameOf, openChanges, type ChangeName, type ChangeTarget } from '../changes/target.ts';
import type { FolderChanges } from '../changes/state.ts';

const source = 'Release Readiness';

/** A diagnostic that knows its change. */
export class ChangeDiagnostic extends vscode.Diagnostic {
  readonly change: ChangeName;

  constructor(range: vscode.Range, message: string, severity: vscode.DiagnosticSeverity, change: ChangeName) {
    super(range, message, severity);
    this.change = change;
  }
}

/**
 * What breaks for users, in the file where it can be changed: for something removed, on the nearest line
 * that survives, with the place where it stood beside it. Additions and notes stay in the view. A result
 * that is old says so in each message.
 */
export function registerChangeDiagnostics(changes: ChangesSession): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('releaseReadiness.changes');
  const draw = (): void => {
    collection.clear();
    const { engine } = changes;
    if (engine === undefined) return;
    const byFile = new Map<string, [vscode.Uri, ChangeDiagnostic[]]>();
    const stale = new Set(changes.state.filter((state) => state.stale).map(keyOfFolder));
    for (const target of openChanges(changes)) {
      const { head, level } = target.change;
      if (head === undefined || (level !== 'major' && level !== 'review')) continue;
      const uri = headUri(target.result, head.path);
      const entry = byFile.get(uri.toString()) ?? [uri, []];
      entry[1].push(diagnostic(engine, target, { stale: stale.has(target.folder.toString()) }));
      byFile.set(uri.toString(), entry);
    }
    collection.set([...byFile.values()]);
  };
  draw();
  const life = vscode.Disposable.from(collection, changes.onDidChange(draw));
  return life;
}

function keyOfFolder({ folder }: FolderChanges): string {
  return folder.uri.toString();
}

function diagnostic(
  engine: ChangesEngine,
  target: ChangeTarget,
  { stale }: { readonly stale: boolean },
): ChangeDiagnostic {
  const { change, result } = target;
  const message = engine.messageOf(change, engine.catalogue);
  const shown = stale ? vscode.l10n.t('{0} (as of the last comparison)', message) : message;
  const found = new ChangeDiagnostic(placeOf(change), shown, severityOf(change), nameOf(target));
  found.source = source;
  found.code = { value: change.rule, target: commandUri('releaseReadiness.explainChange', change.rule) };
  const related = relatedInformation(change, result);
  if (related !== undefined) found.relatedInformation = [related];
  return found;
}

function placeOf({ head }: Change): vscode.Range {
  return head === undefined ? new vscode.Range(0, 0, 0, 0) : markedRange(head);
}

/** Breaking on purpose is allowed, so nothing here is an error. */
function severityOf({ level }: Change): vscode.DiagnosticSeverity {
  return level === 'major' ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information;
}

function relatedInformation(
  { base }: Change,
  result: Changes,
): vscode.DiagnosticRelatedInformation | undefined {
  if (base === undefined || result.base.commit === undefined) return undefined;
  return new vscode.DiagnosticRelatedInformation(
    new vscode.Location(baseUri(result, base.path), rangeOf(base)),
    vscode.l10n.t('As it was in {0}', result.base.name),
  );
}

function commandUri(command: string, argument: string): vscode.Uri {
  return vscode.Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`);
}
