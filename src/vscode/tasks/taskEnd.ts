import * as vscode from 'vscode';
import { isSameTask } from './taskList.ts';

/** How the wait for a task is over. */
export type TaskEnd =
  | { readonly how: 'exit'; readonly exit: number }
  /** It had no process, so nobody knows its result. */
  | { readonly how: 'noProcess' }
  /** It never began: a task that it depends on failed. */
  | { readonly how: 'held'; readonly by: string; readonly exit: number }
  /** Its process was ended from outside, and has no exit code. */
  | { readonly how: 'killed' }
  /** The person no longer waits; the task goes on. */
  | { readonly how: 'left' };

/** Starts a task that does not run yet and waits for its end, or until `left` fires. */
export async function runToEnd(task: vscode.Task, left: vscode.CancellationToken): Promise<TaskEnd> {
  let settle: (end: TaskEnd) => void = () => {};
  const ended = new Promise<TaskEnd>((resolve) => {
    settle = resolve;
  });
  const isOurs = ({ execution }: { readonly execution: vscode.TaskExecution }): boolean =>
    isSameTask(execution.task, task);
  let begun = false;
  let held: TaskEnd | undefined;
  // A short task may be over before its start has been reported.
  const listeners = vscode.Disposable.from(
    vscode.tasks.onDidStartTask((event) => {
      if (isOurs(event)) begun = true;
    }),
    vscode.tasks.onDidEndTaskProcess((event) => {
      const { exitCode } = event;
      if (isOurs(event)) settle(exitCode === undefined ? { how: 'killed' } : { how: 'exit', exit: exitCode });
      else if (exitCode) held = { how: 'held', by: event.execution.task.name, exit: exitCode };
    }),
    vscode.tasks.onDidEndTask((event) => {
      if (isOurs(event)) settle(begun || held === undefined ? { how: 'noProcess' } : held);
    }),
    left.onCancellationRequested(() => settle({ how: 'left' })),
  );
  try {
    await vscode.tasks.executeTask(task);
    return await ended;
  } finally {
    listeners.dispose();
  }
}
