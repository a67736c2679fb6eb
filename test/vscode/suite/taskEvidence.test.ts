import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  activated,
  inFolder,
  openChecklist,
  root,
  rowOf,
  until,
  type ReleaseReadinessApi,
} from './extension.ts';

/** A task that goes on until `.go` is there. */
const waiting =
  "const fs = require('node:fs'); const t = setInterval(() => fs.existsSync('.go') && clearInterval(t), 20)";
const process = (label: string, script: string): object => ({
  label,
  type: 'process',
  command: globalThis.process.execPath,
  args: ['--eval', script],
});
const tasks = [
  process('smoke tests', ''),
  process('scan', 'process.exitCode = 2'),
  process('slow', waiting),
  { label: 'shell', type: 'shell', command: 'exit 3' },
  { label: 'nothing of its own', dependsOn: ['smoke tests'] },
  { ...process('behind a failure', ''), dependsOn: ['scan'] },
  { ...process('watch', waiting), isBackground: true },
];

describe('tasks as evidence', () => {
  let api: ReleaseReadinessApi;
  before(async () => {
    api = await activated();
    await write('.vscode/tasks.json', JSON.stringify({ version: '2.0.0', tasks }));
    commit();
    while ((await labels()).length < tasks.length) await nextTurn();
  });
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
    await run('Smoke tests pass', 'smoke tests');
    const line = await lineAbout(document, 'Smoke tests pass', / at /);
    assert.match(
      line,
      /^- \[ \] Smoke tests pass \u2014 role:qa \u00b7 task smoke tests, exit 0, \d{4}-\d\d-\d\dT\d\d:\d\dZ \u00b7 at [0-9a-f]{12}$/,
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
    await run('CI pipeline passing', 'scan');
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
    await run('No new errors', 'shell');
    await lineAbout(document, 'No new errors', /exit 3, /);
    await run('No new errors', 'shell');
    await until(api, () => vscode.tasks.taskExecutions.length === 0);
    assert.equal((await lineAbout(document, 'No new errors', /exit 3, /)).match(/task /g)?.length, 1);
  });

  it('names no commit over uncommitted changes', async () => {
    const { document } = await openChecklist();
    await write('src/orders.js', 'export const open = 1;\n');
    await run('Smoke tests pass', 'smoke tests');
    assert.match(await lineAbout(document, 'Smoke tests pass', /exit 0/), /Z, over uncommitted changes$/);
  });

  it('does not take what people write about the release for such a change', async () => {
    const { document } = await openChecklist();
    await vscode.commands.executeCommand('releaseReadiness.tick', rowOf(api, 'Create the release tag'));
    await run('Smoke tests pass', 'smoke tests');
    await lineAbout(document, 'Smoke tests pass', /exit 0.* at [0-9a-f]{12}$/);
  });

  it('names no commit when it changed meanwhile', async () => {
    const { document } = await openChecklist();
    await run('Smoke tests pass', 'slow');
    await started('slow');
    git('commit', '--quiet', '--allow-empty', '--message', 'Meanwhile');
    await write('.go', '');
    assert.match(await lineAbout(document, 'Smoke tests pass', /exit 0/), /Z, while the commit changed$/);
  });

  it('finds the item where it is by then', async () => {
    const { document } = await openChecklist();
    await run('Smoke tests pass', 'slow');
    await started('slow');
    await insert(document, new vscode.Position(0, 0), 'Two lines\n\n');
    await vscode.commands.executeCommand('releaseReadiness.tick', rowOf(api, 'Smoke tests pass'));
    await write('.go', '');
    assert.match(await lineAbout(document, 'Smoke tests pass', /exit 0/), /^- \[x\] .* at [0-9a-f]{12}$/);
  });

  it('writes nothing when the item says something else by then', async () => {
    const { document } = await openChecklist();
    await run('Smoke tests pass', 'slow');
    await started('slow');
    const line = document
      .getText()
      .split('\n')
      .findIndex((one) => one.includes('Smoke tests pass'));
    await insert(document, document.lineAt(line).range.end, ' and more');
    const before = document.getText();
    await write('.go', '');
    await ended('slow');
    await api.settled();
    assert.equal(document.getText(), before);
  });

  for (const task of ['nothing of its own', 'behind a failure']) {
    it(`writes nothing when nobody knows the result: ${task}`, async () => {
      const { document } = await openChecklist();
      const before = document.getText();
      await finished('Smoke tests pass', task);
      assert.equal(document.getText(), before);
    });
  }

  it('writes nothing for a task that never ends, or that is not there', async () => {
    const { document } = await openChecklist();
    const before = document.getText();
    for (const task of ['watch', 'no such task']) await finished('Smoke tests pass', task);
    assert.equal(document.getText(), before);
    assert.deepEqual(vscode.tasks.taskExecutions, []);
  });

  it('offers the verdict as a task that ends as the command line does', async () => {
    const [task, ...others] = await vscode.tasks.fetchTasks({ type: 'release-readiness' });
    assert.ok(task !== undefined && others.length === 0);
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

  /** Starts the command; its last word waits for the person and is not waited for. */
  async function run(label: string, task: string): Promise<void> {
    void vscode.commands.executeCommand('releaseReadiness.runTaskAsEvidence', rowOf(api, label), { task });
    await nextTurn();
  }

  /** Runs the command to its end, and takes away what it says. */
  async function finished(label: string, task: string): Promise<void> {
    const done = vscode.commands.executeCommand('releaseReadiness.runTaskAsEvidence', rowOf(api, label), {
      task,
    });
    for (let over = false; !over;) {
      await nextTurn();
      if (vscode.tasks.taskExecutions.length === 0)
        await vscode.commands.executeCommand('notifications.clearAll');
      over = await Promise.race([done.then(() => true), nextTurn().then(() => false)]);
    }
  }
});

async function lineAbout(document: vscode.TextDocument, words: string, says: RegExp): Promise<string> {
  for (;;) {
    const line =
      document
        .getText()
        .split(/\r?\n/)
        .find((one) => one.includes(words)) ?? '';
    if (says.test(line)) return line;
    await nextTurn();
  }
}

async function labels(): Promise<readonly string[]> {
  const known = (await vscode.tasks.fetchTasks()).map(({ name }) => name);
  return known.filter((name) => tasks.some((task) => 'label' in task && task.label === name));
}

async function started(name: string): Promise<void> {
  while (!vscode.tasks.taskExecutions.some(({ task }) => task.name === name)) await nextTurn();
}

async function ended(name: string): Promise<void> {
  while (vscode.tasks.taskExecutions.some(({ task }) => task.name === name)) await nextTurn();
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

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
