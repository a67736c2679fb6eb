import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  activated,
  checklistFile,
  inFolder,
  rowOf,
  showFromDisk,
  type ReleaseReadinessApi,
} from './extension.ts';

const recordFile = 'releases/1.4.0/release.yml';

describe('the record of a release in the editor', () => {
  let api: ReleaseReadinessApi;
  const before1 = new Map<string, Uint8Array>();
  before(async () => {
    api = await activated();
    for (const file of [recordFile, checklistFile]) {
      before1.set(file, await vscode.workspace.fs.readFile(inFolder(file)));
    }
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const [file, bytes] of before1) await vscode.workspace.fs.writeFile(inFolder(file), bytes);
    await vscode.commands.executeCommand('releaseReadiness.refresh');
  });

  const text = async (file: string): Promise<string> =>
    Buffer.from(await vscode.workspace.fs.readFile(inFolder(file))).toString('utf8');

  it('takes deployment, decision and sign-off from the row of the release, and the verdict follows', async () => {
    const row = rowOf(api, '1.4.0');
    const run = (name: string, given: object): Thenable<unknown> =>
      vscode.commands.executeCommand(`releaseReadiness.${name}`, row, given);
    await run('signOff', { role: 'qa', by: '@qa-lead' });
    await run('recordDecision', { verdict: 'no-go', by: '@rm', note: 'load test is open' });
    await run('recordDeployment', { env: 'staging', outcome: 'succeeded', by: '@ops' });
    const lines = (await text(recordFile)).split(/\r?\n/);
    const old = Buffer.from(before1.get(recordFile) ?? [])
      .toString('utf8')
      .split(/\r?\n/);
    assert.deepEqual(
      old.filter((line) => !lines.includes(line) && !/: \[\]/.test(line)),
      [],
      'every line that was there is there',
    );
    const added = lines.filter((line) => !old.includes(line)).join('\n');
    assert.match(
      added,
      /- \{ role: qa, by: "@qa-lead", at: [^,]+, commit: "?[0-9a-f]{40}"?, items_sha256: "?[0-9a-f]{64}"? \}/,
    );
    assert.match(added, /- \{ at: [^,]+, by: "@rm", verdict: no-go, [^\n]*note: load test is open \}/);
    assert.match(added, /- \{ env: staging, [^\n]*outcome: succeeded, by: "@ops" \}/);
    await api.settled();
    const codes = api.readiness.flatMap(({ reasons }) => reasons.map(({ code }) => code));
    assert.ok(codes.includes('recordedNoGo'), codes.join(', '));
  });

  it('adds a decision as a file where the release has such files, and leaves the record alone', async () => {
    const folder = inFolder('releases/1.4.0/decisions');
    const first =
      'schema: release-readiness/decision/1\nat: 2026-11-20T09:00:00Z\nby: "@rm"\nverdict: no-go\n';
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(folder, '2026-11-20T090000Z-no-go.yml'),
      Buffer.from(first),
    );
    try {
      await vscode.commands.executeCommand('releaseReadiness.refresh');
      await api.settled();
      const record = await text(recordFile);
      const given = { verdict: 'conditional-go', by: '@rm', note: 'load test is late' };
      await vscode.commands.executeCommand('releaseReadiness.recordDecision', rowOf(api, '1.4.0'), given);
      assert.equal(await text(recordFile), record);
      const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name).toSorted();
      const [, name = ''] = names;
      assert.match(name, /^\d{4}-\d{2}-\d{2}T\d{6}Z-conditional-go\.yml$/, names.join(', '));
      assert.match(
        await text(`releases/1.4.0/decisions/${name}`),
        /^schema: release-readiness\/decision\/1\nat: [^\n]+\nby: "@rm"\nverdict: conditional-go\n/,
      );
    } finally {
      await vscode.workspace.fs.delete(folder, { recursive: true });
    }
  });

  it('merges conflict markers by a code action, as one step of undo', async () => {
    const file = inFolder(checklistFile);
    const base = '||||||| 1a2b3c4\n- [ ] One\n- [ ] Two\n';
    const sides = `<<<<<<< HEAD\n- [x] One\n- [ ] Two\n${base}=======\n- [ ] One\n- [x] Two\n>>>>>>> other\n`;
    const marked = `# Release 1.4.0\n\n## Testing\n\n${sides}`;
    await vscode.workspace.fs.writeFile(file, Buffer.from(marked));
    await vscode.commands.executeCommand('releaseReadiness.refresh');
    const { document } = await showFromDisk(file);
    await api.settled();
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      file,
      new vscode.Range(4, 0, 4, 0),
    );
    const action = actions.find(({ command }) => command?.command === 'releaseReadiness.mergeConflict');
    assert.ok(action?.command !== undefined, actions.map(({ title }) => title).join(', '));
    const finished = vscode.commands.executeCommand(
      action.command.command,
      ...((action.command.arguments ?? []) as unknown[]),
    );
    for (let over = false; !over;) {
      await vscode.commands.executeCommand('notifications.clearAll');
      over = await Promise.race([
        finished.then(() => true),
        new Promise<false>((next) => setImmediate(next, false)),
      ]);
    }
    assert.equal(document.getText(), '# Release 1.4.0\n\n## Testing\n\n- [x] One\n- [x] Two\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), marked);
  });
});
