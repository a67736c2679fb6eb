import * as vscode from 'vscode';
import { minute } from '../../core/base/instant.ts';
import { taskRunText, type TaskRun } from '../../core/checklist/taskRun.ts';
import { provedBy } from '../../core/readiness/tested.ts';
import { applyChanges } from '../applyChange.ts';
import { refusalText } from '../failure.ts';
import { viewId } from '../ids.ts';
import { allTargets, type ItemTarget } from '../target.ts';
import { chooseTask } from '../tasks/chooseTask.ts';
import { runToEnd, type TaskEnd } from '../tasks/taskEnd.ts';
import { isSameTask } from '../tasks/taskList.ts';
import { testedTree } from '../tasks/testedTree.ts';
import { changeItems } from './changeItems.ts';
import { chooseItems } from './chooseItems.ts';
import type { CommandContext } from './context.ts';
import { tickChange } from './stamp.ts';

/**
 * Runs a task that the person chooses and writes how it ended behind the item. A second argument
 * `{ task: 'npm: test' }` of a key binding names the task.
 */
export async function runTaskAsEvidence(context: CommandContext, args: readonly unknown[]): Promise<void> {
  if (!vscode.workspace.isTrusted) return explainTrust();
  const { session } = context;
  const title = vscode.l10n.t('Run Task as Evidence');
  const targets = await chooseItems(context, args, { title, fits: () => true });
  const folder = folderOf(targets);
  if (targets.length === 0) return;
  if (folder === undefined) return inform(vscode.l10n.t('Choose items of one folder: a task runs in one.'));
  if (folder.scheme !== 'file') {
    return inform(vscode.l10n.t('Tasks do not run in a virtual folder. Open a clone on the disk.'));
  }
  const listed = await chooseTask(session, { title, targets, folder, named: namedTask(args[1]) });
  if (listed === undefined) return;
  if (vscode.tasks.taskExecutions.some(({ task }) => isSameTask(task, listed.task))) {
    return inform(vscode.l10n.t('This task is running already. Wait for its end, then try again.'));
  }
  const before = await testedTree(session, folder);
  const end = await waited(listed.task);
  if (end.how !== 'exit') return inform(unknownSentence(end));
  const after = await testedTree(session, folder);
  const at = Math.floor(Date.now() / minute) * minute;
  await record(context, targets, { name: listed.name, exit: end.exit, at, ...provedBy(before, after) });
}

/** Nothing when the items are in several folders. */
function folderOf(targets: readonly ItemTarget[]): vscode.Uri | undefined {
  const folders = targets.map(({ uri }) => vscode.workspace.getWorkspaceFolder(uri)?.uri);
  const [first] = folders;
  return folders.every((folder) => folder?.toString() === first?.toString()) ? first : undefined;
}

function namedTask(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('task' in argument)) return undefined;
  return typeof argument.task === 'string' ? argument.task : undefined;
}

/** Shows in the view and in a notification that somebody waits. To stop waiting leaves the task alone. */
function waited(task: vscode.Task): Thenable<TaskEnd> {
  return vscode.window.withProgress({ location: { viewId } }, () =>
    vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Waiting for the task to end. To stop waiting does not end it.'),
        cancellable: true,
      },
      (_, left) => runToEnd(task, left),
    ),
  );
}

async function record(context: CommandContext, targets: readonly ItemTarget[], run: TaskRun): Promise<void> {
  const { session, log, view } = context;
  const requests = targets.map((target) => ({ target, change: { kind: 'task', run } as const }));
  const { refusals } = await applyChanges(session, log, requests);
  const refused = refusals.filter(({ refusal }) => refusal !== 'alreadySo');
  const [first] = refused;
  if (first !== undefined) {
    view.redraw();
    const lines = refused.map(
      ({ target, refusal }) => `${target.file}:${target.line}: ${refusal}: ${target.text}`,
    );
    log.warn(`${written(run)}\nNot written:\n  ${lines.join('\n  ')}`);
    return offerCopy(run, refusalText(first.refusal));
  }
  if (run.exit === 0) return offerTick(context, targets, run);
  await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The task ended with exit code {0}. The item says so, and is not done by a tick.',
      run.exit,
    ),
  );
}

/** As the note would have been. */
function written({ commit, ...run }: TaskRun): string {
  return [taskRunText(run), ...(commit === undefined ? [] : [`at ${commit}`])].join(' \u00b7 ');
}

/** The result is not lost: it can be put where the item is now. */
async function offerCopy(run: TaskRun, why: string): Promise<void> {
  const copy = vscode.l10n.t('Copy Result');
  const message = vscode.l10n.t(
    'The task ended with exit code {0}, which could not be written. {1}',
    run.exit,
    why,
  );
  if ((await vscode.window.showWarningMessage(message, copy)) === copy) {
    await vscode.env.clipboard.writeText(written(run));
  }
}

async function offerTick(
  context: CommandContext,
  targets: readonly ItemTarget[],
  { doubt }: TaskRun,
): Promise<void> {
  const tick = vscode.l10n.t('Tick');
  const message =
    doubt === undefined
      ? vscode.l10n.t('The task succeeded, and the item says so.')
      : doubt === 'moved'
        ? vscode.l10n.t(
            'The task succeeded, but the commit changed while it ran, so it proves none. Run it again.',
          )
        : vscode.l10n.t(
            'The task succeeded over uncommitted changes, so it proves no commit. Commit, then run it again.',
          );
  const open = targets.some(({ checked }) => !checked) ? [tick] : [];
  if ((await vscode.window.showInformationMessage(message, ...open)) !== tick) return;
  // The lines have changed since: the items are looked for by what they say.
  const now = allTargets(context.session).filter(
    (one) =>
      !one.checked && targets.some(({ uri, id }) => id === one.id && uri.toString() === one.uri.toString()),
  );
  const change = tickChange(context.session.settings, Date.now());
  await changeItems(context, now, () => change);
}

function unknownSentence(end: Exclude<TaskEnd, { readonly how: 'exit' }>): string {
  switch (end.how) {
    case 'held':
      return vscode.l10n.t(
        'The task did not start, because {0} failed with exit code {1}. Nothing was written.',
        end.by,
        end.exit,
      );
    case 'noProcess':
      return vscode.l10n.t(
        'The task ran without a process of its own, so nobody knows its result. Nothing was written.',
      );
    case 'killed':
      return vscode.l10n.t('The task was ended before it was over. Nothing was written.');
    case 'left':
      return vscode.l10n.t('The task goes on in its terminal. Its result will not be written.');
  }
}

async function explainTrust(): Promise<void> {
  const trust = vscode.l10n.t('Manage Trust');
  const message = vscode.l10n.t('Tasks do not run in Restricted Mode. Trust this workspace first.');
  if ((await vscode.window.showWarningMessage(message, trust)) !== trust) return;
  await vscode.commands.executeCommand('workbench.trust.manage');
}

async function inform(message: string): Promise<void> {
  await vscode.window.showInformationMessage(message);
}
