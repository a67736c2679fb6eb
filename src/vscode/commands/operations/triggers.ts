import * as vscode from 'vscode';
import type { OperationsFacts } from '../../../core/incident/operationsTree.ts';
import type { RecordChange } from '../../../core/release/recordEdit.ts';
import { tell } from '../../failure.ts';
import type { FolderOperations } from '../../operations/operations.ts';
import { editText } from '../../operations/writeText.ts';
import { ask, needed, pickOne } from '../../quickInput.ts';
import type { CommandContext } from '../context.ts';
import { myName, wholeSecond } from './changeIncident.ts';
import { rowOf } from './chooseIncident.ts';

interface AlarmTarget {
  readonly place: FolderOperations;
  readonly release: OperationsFacts['releases'][number];
  readonly trigger: string;
}

/** The trigger holds: the release is a no-go, and the next step is offered. */
export async function raiseTrigger(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const target = await chooseAlarm(context, args, vscode.l10n.t('Raise Rollback Trigger'), 'quiet');
  if (target === undefined) return;
  const engine = await context.operations.engine();
  const change = engine.raiseAlarm(target.trigger, wholeSecond(Date.now()), myName(context));
  if (!(await write(context, target, change))) return;
  const declare = vscode.l10n.t('Declare Incident');
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t('The trigger is raised, and the release is NO-GO.'),
    declare,
  );
  if (picked === declare) {
    await vscode.commands.executeCommand('releaseReadiness.declareIncident', args[0]);
  }
}

export async function clearTrigger(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Clear Rollback Trigger');
  const target = await chooseAlarm(context, args, title, 'raised');
  if (target?.release.record === undefined) return;
  const reason = await ask(title, {
    prompt: vscode.l10n.t('What shows that it no longer holds?'),
    check: needed(vscode.l10n.t('Say it in a few words.')),
  });
  if (reason === undefined) return;
  const engine = await context.operations.engine();
  const change = engine.clearAlarm(target.release.record, target.trigger, wholeSecond(Date.now()), reason);
  if (change !== undefined) await write(context, target, change);
}

async function chooseAlarm(
  context: CommandContext,
  args: readonly unknown[],
  title: string,
  wanted: 'quiet' | 'raised',
): Promise<AlarmTarget | undefined> {
  await context.operations.update();
  const engine = await context.operations.engine();
  const all = context.operations.state.flatMap((place) =>
    place.facts.releases.flatMap((release) =>
      engine
        .alarmsOf(place.facts.triggers, release.record)
        .filter(({ raised }) => (raised !== undefined) === (wanted === 'raised'))
        .map(({ trigger }): AlarmTarget => ({ place, release, trigger })),
    ),
  );
  const row = rowOf(context, args[0]);
  const ofRow = all.find(
    ({ place, release, trigger }) =>
      place.folder.uri.toString() === row?.folder.uri.toString() &&
      release.key === row.node.subject &&
      trigger === row.node.trigger,
  );
  if (ofRow !== undefined) return ofRow;
  if (all.length === 0) {
    const message =
      wanted === 'raised'
        ? vscode.l10n.t('No trigger is raised.')
        : vscode.l10n.t('There is no release whose triggers could be raised. Create its checklist first.');
    await vscode.window.showInformationMessage(message);
    return undefined;
  }
  return pickOne(
    title,
    all.map((target) => ({ label: target.trigger, description: target.release.name, value: target })),
  );
}

async function write(
  context: CommandContext,
  { place, release }: AlarmTarget,
  change: RecordChange,
): Promise<boolean> {
  const engine = await context.operations.engine();
  const folder = release.recordFile ?? recordFileOf(release);
  if (folder === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('This checklist belongs to no release folder. Create the checklist of a release first.'),
    );
    return false;
  }
  const uri = vscode.Uri.joinPath(place.folder.uri, folder);
  const message = vscode.l10n.t('The release record stays as it is. See the details.');
  const version = JSON.stringify(release.name);
  const written = await editText(
    uri,
    (text) => {
      const edit = engine.editRecord(text, [change]);
      return edit.ok ? edit : { ok: false, message, detail: `${folder}: ${edit.refusal} ${edit.detail}` };
    },
    `schema: release-readiness/release/1\nversion: ${version}\n`,
  );
  if (!written.ok) {
    await tell(context.log, written.message, written.detail);
    return false;
  }
  await context.session.refresh();
  await context.operations.update();
  return true;
}

/** `releases/1.4.0/release.yml` for a release folder; a checklist that stands alone has no record. */
function recordFileOf({ key }: AlarmTarget['release']): string | undefined {
  return /(?:^|\/)releases?\/[^/]+$/.test(key) ? `${key}/release.yml` : undefined;
}
