import * as vscode from 'vscode';
import { taskName } from '../../core/checklist/taskRun.ts';

/** A task that ends by itself, and its name as the editor lists it. */
export interface ListedTask {
  readonly task: vscode.Task;
  /** `npm: test`, or the label alone of one from tasks.json. */
  readonly label: string;
  /** The label as a note can hold it. */
  readonly name: string;
}

/** Tasks that belong to no folder or to this one: a result has to speak of the commit of its checklist. */
export async function tasksOf(folder: vscode.Uri): Promise<readonly ListedTask[]> {
  const tasks = await vscode.tasks.fetchTasks();
  return tasks
    .filter((task) => !task.isBackground && belongsTo(task, folder))
    .map((task) => ({ task, label: labelOf(task), name: taskName(labelOf(task)) }))
    .filter(({ name }) => name !== '');
}

export function isSameTask(one: vscode.Task, other: vscode.Task): boolean {
  return one.name === other.name && one.source === other.source && scopeKey(one) === scopeKey(other);
}

function belongsTo({ scope }: vscode.Task, folder: vscode.Uri): boolean {
  return typeof scope !== 'object' || scope.uri.toString() === folder.toString();
}

/** Sources of tasks.json and of the person's own tasks: the editor lists these by their label. */
const plainSources: ReadonlySet<string> = new Set(['Workspace', 'User', '']);

function labelOf({ name, source }: vscode.Task): string {
  return plainSources.has(source) ? name : `${source}: ${name}`;
}

function scopeKey({ scope }: vscode.Task): string {
  return typeof scope === 'object' ? scope.uri.toString() : String(scope);
}
