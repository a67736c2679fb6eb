import * as vscode from 'vscode';
import { matchesAny } from '../../core/base/wildcard.ts';
import { taskRuns } from '../../core/checklist/taskRun.ts';
import { pickOne } from '../quickInput.ts';
import { readinessOf, type Session } from '../session.ts';
import type { ItemTarget } from '../target.ts';
import { tasksOf, type ListedTask } from './taskList.ts';

export interface TaskQuestion {
  readonly title: string;
  readonly targets: readonly ItemTarget[];
  readonly folder: vscode.Uri;
  readonly named: string | undefined;
}

/** What the policy names comes first, then what was used before, the latest first. */
export async function chooseTask(session: Session, question: TaskQuestion): Promise<ListedTask | undefined> {
  const { title, targets, folder, named } = question;
  const listed = await tasksOf(folder);
  if (named !== undefined) {
    const found = listed.find(({ label }) => label === named);
    if (found === undefined) {
      await vscode.window.showInformationMessage(
        vscode.l10n.t('This folder has no task of that name that ends.'),
      );
    }
    return found;
  }
  if (listed.length === 0) {
    await explainNoTask();
    return undefined;
  }
  const { asked, used } = knownTasks(session, targets, folder);
  const missing = asked.find((task) => listed.every(({ label }) => label !== task));
  const ranked = [...asked, ...used].flatMap((name) =>
    listed.filter((one) => one.label === name || one.name === name),
  );
  return pickOne(
    title,
    [...new Set([...ranked, ...listed])].map((one) => ({
      label: one.label,
      ...describe(one, { asked, used }),
      ...(one.task.detail === undefined ? {} : { detail: one.task.detail }),
      value: one,
    })),
    missing === undefined
      ? vscode.l10n.t('Choose a task. How it ends is written behind the item.')
      : vscode.l10n.t('The policy names {0}, which this folder does not have.', missing),
  );
}

interface KnownTasks {
  /** Labels that the policy names for the items. */
  readonly asked: readonly string[];
  /** Names that the evidence of the items holds, the latest first. */
  readonly used: readonly string[];
}

function knownTasks(session: Session, targets: readonly ItemTarget[], folder: vscode.Uri): KnownTasks {
  const state = session.state.folders.find(({ folder: one }) => one.uri.toString() === folder.toString());
  if (state?.assessment === undefined) return { asked: [], used: [] };
  const items = readinessOf(state)
    .flatMap(({ sections }) => sections.flatMap((section) => section.items))
    .filter(({ file, item }) => targets.some((target) => target.file === file && target.id === item.id))
    .map(({ item }) => item);
  const { tasks } = state.assessment.policy.evidence;
  return {
    asked: tasks
      .filter(({ item }) => items.some(({ text }) => matchesAny([item], text)))
      .map(({ task }) => task),
    used: items
      .flatMap(taskRuns)
      .toSorted((one, other) => (other.at ?? 0) - (one.at ?? 0))
      .map(({ name }) => name),
  };
}

function describe(
  { label, name }: ListedTask,
  { asked, used }: KnownTasks,
): { readonly description?: string } {
  if (asked.includes(label)) return { description: vscode.l10n.t('named by the policy') };
  return used.includes(name) ? { description: vscode.l10n.t('used before') } : {};
}

async function explainNoTask(): Promise<void> {
  const configure = vscode.l10n.t('Configure Tasks');
  const message = vscode.l10n.t('This folder has no task that ends. Write one into .vscode/tasks.json.');
  if ((await vscode.window.showInformationMessage(message, configure)) !== configure) return;
  await vscode.commands.executeCommand('workbench.action.tasks.configureTaskRunner');
}
