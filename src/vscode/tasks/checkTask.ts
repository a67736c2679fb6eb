import * as vscode from 'vscode';
import { taskType } from '../ids.ts';
import { errorText, type Log } from '../log.ts';
import type { Session } from '../session.ts';
import type { FolderReport } from './folderReport.ts';

interface CheckSource {
  readonly session: Session;
  readonly log: Log;
}

/** The task `check` of each folder. Listing it reads nothing; it runs inside this extension, without a process. */
export function registerCheckTask(from: CheckSource): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(taskType, {
    provideTasks: () => (vscode.workspace.workspaceFolders ?? []).map((folder) => checkTask(from, folder)),
    resolveTask: ({ definition, scope }) =>
      definition['task'] === checkName && typeof scope === 'object'
        ? checkTask(from, scope, definition)
        : undefined,
  });
}

const checkName = 'check';

function checkTask(
  from: CheckSource,
  folder: vscode.WorkspaceFolder,
  definition: vscode.TaskDefinition = { type: taskType, task: checkName },
): vscode.Task {
  const execution = new vscode.CustomExecution(() => Promise.resolve(checkTerminal(from, folder)));
  const task = new vscode.Task(definition, folder, checkName, taskType, execution, []);
  task.detail = vscode.l10n.t('The verdict of every release, with all reasons');
  return task;
}

/** Whatever goes wrong is no verdict. */
async function reportOf(
  { session, log }: CheckSource,
  folder: vscode.WorkspaceFolder,
): Promise<FolderReport> {
  try {
    const { folderReport } = await import('./folderReport.ts');
    return await folderReport(session, folder.uri);
  } catch (error) {
    log.error(errorText(error));
    return { text: `${vscode.l10n.t('Release Readiness could not finish this command.')}\n`, exit: 3 };
  }
}

/** Shows the report of `check` and closes with its exit code. */
function checkTerminal(from: CheckSource, folder: vscode.WorkspaceFolder): vscode.Pseudoterminal {
  const written = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<number>();
  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    open() {
      void reportOf(from, folder).then(({ text, exit }) => {
        written.fire(text.replaceAll('\n', '\r\n'));
        closed.fire(exit);
      });
    },
    close() {
      written.dispose();
      closed.dispose();
    },
  };
}
