import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import * as vscode from 'vscode';
import { runToEnd } from '../../../src/vscode/tasks/taskEnd.ts';
import {
  activated,
  inFolder,
  openChecklist,
  root,
  rowOf,
  until,
  type ReleaseReadinessApi,
} from './extension.ts';

/** How a task of the tests ends: with a code, without one, or when it is told to. */
type End = number | 'unknown' | 'when told';

describe('tasks as evidence', () => {
  let api: ReleaseReadinessApi;
  let provider: vscode.Disposable;
  let tell: () => void = () => {};

  before(async () => {
    api = await activated();
    // No process is needed: the editor reports the end of these as of any other task.
    provider = vscode.tasks.registerTaskProvider('release-readiness', {
      provideTasks: () => [
        task('smoke tests', 0),
        task('scan', 2),
        task('slow', 'when told'),
        task('lost', 'unknown'),
        Object.assign(task('watch', 0), { isBackground: true }),
      ],
      resolveTask: () => undefined,
    });
    await writeTasks();
    commit();
  });
  after(() => provider.dispose());
  afterEach(async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    git('checkout', '--quiet', '--', '.');
    git('clean', '--quiet', '-f', '-d');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('releaseReadiness.refresh');
    await api.settled();
  });

  it('writes a success behind the item, with the commit, and ticks nothing', async () => {
    const { document } = await openChecklist();
    const before = document.getText();
    await run('Smoke tests pass', 'tests: smoke tests');
    const line = await lineAbout(document, 'Smoke tests pass', / at /);
    assert.match(
      line,
      /^- \[ \] Smoke tests pass \u2014 role:qa \u00b7 task tests: smoke tests, exit 0, \d{4}-\d\d-\d\dT\d\d:\d\dZ \u00b7 at [0-9a-f]{12}$/,
    );
    assert.equal(line.slice(-12), head().slice(0, 12));
    await until(api, () => rowOf(api, 'Smoke tests pass').node.tooltip.some((text) => /exit 0/.test(text)));
    // Somebody else's file was saved before the task began; the result is one undo step.
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  it('writes a failure, and a tick does not outweigh it', async () => {
    const { document } = await openChecklist();
    await run('CI pipeline passing', 'tests: scan');
    assert.match(await lineAbout(document, 'CI pipeline passing', /exit 2, /), /^- \[x\].* at [0-9a-f]{12}$/);
    await until(api, () =>
      api.readiness.some(({ reasons }) =>
        reasons.some(({ code, args }) => code === 'taskFailed' && args['exit'] === 2),
      ),
    );
    assert.equal(rowOf(api, 'CI pipeline passing').node.item?.state, 'failed');
  });

  it('takes the place of the earlier result of the same task', async () => {
    const { document } = await openChecklist();
    await run('No new errors', 'tests: scan');
    await lineAbout(document, 'No new errors', /exit 2, /);
    await finished('No new errors', 'tests: scan');
    assert.equal((await lineAbout(document, 'No new errors', /exit 2, /)).match(/task /g)?.length, 1);
  });

  it('names no commit over uncommitted changes', async () => {
    const { document } = await openChecklist();
    await write('src/orders.js', 'export const open = 1;\n');
    await run('Smoke tests pass', 'tests: smoke tests');
    assert.match(await lineAbout(document, 'Smoke tests pass', /exit 0/), /Z, over uncommitted changes$/);
  });

  it('does not take what people write about the release for such a change', async () => {
    const { document } = await openChecklist();
    await vscode.commands.executeCommand('releaseReadiness.tick', rowOf(api, 'Create the release tag'));
    await run('Smoke tests pass', 'tests: smoke tests');
    await lineAbout(document, 'Smoke tests pass', /exit 0.* at [0-9a-f]{12}$/);
  });

  it('names no commit when it changed meanwhile', async () => {
    const { document } = await openChecklist();
    await run('Smoke tests pass', 'tests: slow');
    await started('slow');
    git('commit', '--quiet', '--allow-empty', '--message', 'Meanwhile');
    tell();
    assert.match(await lineAbout(document, 'Smoke tests pass', /exit 0/), /Z, while the commit changed$/);
  });

  it('finds the item where it is by then', async () => {
    const { document } = await openChecklist();
    await run('Smoke tests pass', 'tests: slow');
    await started('slow');
    await insert(document, new vscode.Position(0, 0), 'Two lines\n\n');
    await vscode.commands.executeCommand('releaseReadiness.tick', rowOf(api, 'Smoke tests pass'));
    tell();
    assert.match(await lineAbout(document, 'Smoke tests pass', /exit 0/), /^- \[x\] .* at [0-9a-f]{12}$/);
  });

  it('writes nothing when the item says something else by then', async () => {
    const { document } = await openChecklist();
    await run('Smoke tests pass', 'tests: slow');
    await started('slow');
    const line = document
      .getText()
      .split('\n')
      .findIndex((one) => one.includes('Smoke tests pass'));
    await insert(document, document.lineAt(line).range.end, ' and more');
    const before = document.getText();
    tell();
    await ended('slow');
    await api.settled();
    assert.equal(document.getText(), before);
  });

  for (const name of ['tests: lost', 'tests: watch', 'no such task']) {
    it(`writes nothing when nobody knows the result: ${name}`, async () => {
      const { document } = await openChecklist();
      const before = document.getText();
      await finished('Smoke tests pass', name);
      assert.equal(document.getText(), before);
      assert.deepEqual(vscode.tasks.taskExecutions, []);
    });
  }

  it('writes how a process of tasks.json ended', async () => {
    const { document } = await openChecklist();
    await run('Smoke tests pass', 'unit');
    await lineAbout(document, 'Smoke tests pass', / task unit, exit 3, /);
  });

  it('writes nothing when a task that it depends on fails', async () => {
    const { document } = await openChecklist();
    const before = document.getText();
    await finished('Smoke tests pass', 'after a failure');
    assert.equal(document.getText(), before);
    assert.deepEqual(vscode.tasks.taskExecutions, []);
  });

  it('knows which task kept another one from its start', async () => {
    const tasks = await vscode.tasks.fetchTasks();
    const task = tasks.find(({ name }) => name === 'after a failure');
    assert.ok(task !== undefined);
    const end = await runToEnd(task, new vscode.CancellationTokenSource().token);
    assert.deepEqual(end, { how: 'held', by: 'unit', exit: 3 });
  });

  it('offers the verdict as a task that ends as the command line does', async () => {
    const task = (await vscode.tasks.fetchTasks({ type: 'release-readiness' })).find(
      ({ name }) => name === 'check',
    );
    assert.ok(task !== undefined);
    const exit = new Promise<number | undefined>((resolve) => {
      const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name !== 'check') return;
        listener.dispose();
        resolve(exitCode);
      });
    });
    await vscode.tasks.executeTask(task);
    const extension = vscode.extensions.getExtension('octoacme.release-readiness');
    const cli = path.join(extension?.extensionPath ?? '', 'dist/cli.cjs');
    const ran = spawnSync(globalThis.process.execPath, [cli, 'check'], { cwd: root().fsPath });
    assert.equal(ran.status, 1);
    assert.equal(await exit, ran.status);
  });

  function task(name: string, end: End): vscode.Task {
    const terminal = (): vscode.Pseudoterminal => {
      const closed = new vscode.EventEmitter<number | void>();
      return {
        onDidWrite: new vscode.EventEmitter<string>().event,
        onDidClose: closed.event,
        open() {
          if (end === 'when told') tell = () => closed.fire(0);
          else closed.fire(end === 'unknown' ? undefined : end);
        },
        close: () => {},
      };
    };
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder !== undefined);
    const execution = new vscode.CustomExecution(() => Promise.resolve(terminal()));
    return new vscode.Task({ type: 'release-readiness', task: name }, folder, name, 'tests', execution, []);
  }

  /** Starts the command; its last word waits for the person and is not waited for. */
  function run(label: string, name: string): Promise<void> {
    void vscode.commands.executeCommand('releaseReadiness.runTaskAsEvidence', rowOf(api, label), {
      task: name,
    });
    return Promise.resolve();
  }

  /** Runs the command to its end, and takes away what it says. */
  async function finished(label: string, name: string): Promise<void> {
    let over = false;
    const done = vscode.commands
      .executeCommand('releaseReadiness.runTaskAsEvidence', rowOf(api, label), { task: name })
      .then(() => (over = true));
    const clear = setInterval(() => {
      if (vscode.tasks.taskExecutions.length === 0 && !over)
        void vscode.commands.executeCommand('notifications.clearAll');
    }, 200);
    await done;
    clearInterval(clear);
  }
});

async function lineAbout(document: vscode.TextDocument, words: string, says: RegExp): Promise<string> {
  const line = (): string =>
    document
      .getText()
      .split(/\r?\n/)
      .find((one) => one.includes(words)) ?? '';
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (!says.test(line())) return;
      listener.dispose();
      resolve();
    };
    const listener = vscode.workspace.onDidChangeTextDocument(look);
    look();
  });
  return line();
}

async function started(name: string): Promise<void> {
  const runs = (): boolean => vscode.tasks.taskExecutions.some(({ task }) => task.name === name);
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (!runs()) return;
      listener.dispose();
      resolve();
    };
    const listener = vscode.tasks.onDidStartTaskProcess(look);
    look();
  });
}

async function ended(name: string): Promise<void> {
  const runs = (): boolean => vscode.tasks.taskExecutions.some(({ task }) => task.name === name);
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (runs()) return;
      listener.dispose();
      resolve();
    };
    const listener = vscode.tasks.onDidEndTask(look);
    look();
  });
}

async function insert(document: vscode.TextDocument, at: vscode.Position, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, at, text);
  await vscode.workspace.applyEdit(edit);
}

async function write(file: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(inFolder(file), new TextEncoder().encode(text));
}

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Sample', '-c', 'user.email=sample@example.invalid'];
  return execFileSync('git', [...identity, ...args], { cwd: root().fsPath, encoding: 'utf8' });
}

function commit(): void {
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', 'Everything');
}

function head(): string {
  return git('rev-parse', 'HEAD').trim();
}

/** Two processes: one ends with 3, and the other one never starts because of it. */
async function writeTasks(): Promise<void> {
  const plain = { type: 'process', command: globalThis.process.execPath, problemMatcher: [] };
  const tasks = [
    { ...plain, label: 'unit', args: ['-e', 'process.exit(3)'] },
    { ...plain, label: 'after a failure', args: ['-e', '0'], dependsOn: 'unit' },
  ];
  // The editor writes and reads the file itself, so that it knows the tasks once this is over.
  const settings = vscode.workspace.getConfiguration('tasks', root());
  await settings.update('version', '2.0.0', vscode.ConfigurationTarget.WorkspaceFolder);
  await settings.update('tasks', tasks, vscode.ConfigurationTarget.WorkspaceFolder);
}
