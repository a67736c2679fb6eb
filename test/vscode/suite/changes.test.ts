import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import type { ChangeRow } from '../../../src/vscode/views/changesView.ts';
import { activated, checklistFile, inFolder, withSetting, type ReleaseReadinessApi } from './extension.ts';

const file = 'src/client.ts';
const signature = 'findOrders(customer: string)';
const other = 'findOrders(customer: string, limit: number)';

describe('the changes since the last release', () => {
  let api: ReleaseReadinessApi;
  before(async () => {
    api = await activated();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('are compared when a person asks, and say so when there is nothing', async () => {
    await compare();
    const [state] = api.changes;
    assert.equal(state?.phase, 'done');
    assert.equal(state.result?.base.name, 'v1.3.2');
    assert.equal(find('findOrders'), undefined);
  });

  it('are shown in the tree, in the file and on hovering, with the place where it was', () =>
    withSignature(async (uri) => {
      await compare();
      const row = find('findOrders');
      assert.ok(row, outline());
      assert.equal(row.node.icon, 'major');
      assert.equal(row.parent?.node.label, file);

      const [found] = diagnosticsOf(uri);
      assert.ok(found);
      assert.match(found.message, /findOrders/);
      assert.equal(found.severity, vscode.DiagnosticSeverity.Warning);
      const [related] = found.relatedInformation ?? [];
      assert.ok(related);
      const before = await vscode.workspace.openTextDocument(related.location.uri);
      assert.match(before.lineAt(related.location.range.start).text, /findOrders\(customer: string\):/);

      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        uri,
        found.range.start,
      );
      const text = hovers
        .flatMap(({ contents }) => contents)
        .map((content) => (typeof content === 'string' ? content : content.value))
        .join('\n');
      assert.match(text, /customer: string\):/);
      assert.match(text, /limit: number\)/);
    }));

  it('open as a comparison of both sides, and explain themselves offline', () =>
    withSignature(async () => {
      await compare();
      const row = find('findOrders');
      await vscode.commands.executeCommand('releaseReadiness.openChange', row);
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      assert.ok(input instanceof vscode.TabInputTextDiff);
      assert.equal(input.original.scheme, 'release-readiness-base');
      assert.equal(input.modified.toString(), inFolder(file).toString());
      const rule = row?.node.change?.rule ?? '';
      const page = await vscode.workspace.openTextDocument(
        vscode.Uri.from({ scheme: 'release-readiness-rule', path: `/${rule}.md` }),
      );
      assert.match(page.getText(), new RegExp(rule));
    }));

  for (const [place, expected] of [
    [
      'comment',
      /^\/\/ release-readiness-allow typescript\/[\w-]+\[[\da-f]{8}\]: nobody calls it\nexport async/m,
    ],
    ['list', /- rule: "typescript\/[^]*reason: "nobody calls it"/],
  ] as const) {
    it(`are accepted in a ${place} and stay visible as accepted`, () =>
      withSignature(async (uri) => {
        const list = inFolder('releases/breaking-accepted.yml');
        await compare();
        const [found] = diagnosticsOf(uri);
        assert.ok(found);
        const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          uri,
          found.range,
        );
        const wanted = place === 'comment' ? /Accept this change here/ : /Accept this change in the list/;
        const action = actions.find(({ title }) => wanted.test(title));
        assert.ok(action?.command, actions.map(({ title }) => title).join(', '));
        const [name] = action.command.arguments ?? [];
        try {
          await vscode.commands.executeCommand(action.command.command, name, place, 'nobody calls it');
          const written = await vscode.workspace.openTextDocument(place === 'list' ? list : uri);
          assert.match(written.getText(), expected);
          assert.deepEqual(diagnosticsOf(uri), []);
          assert.equal(find('findOrders')?.node.kind, 'accepted', outline());
        } finally {
          if (place === 'list') await vscode.workspace.fs.delete(list);
        }
      }));
  }

  it('are old as soon as a file is saved, and are compared again where the setting says so', () =>
    withSignature(async (uri) => {
      await compare();
      await save(uri, (text) => text.replace('limit: number', 'limit: string'));
      assert.equal(api.changes[0]?.stale, true);
      assert.match(diagnosticsOf(uri)[0]?.message ?? '', /as of the last comparison/);
      await withSetting('changes.run', 'save', async () => {
        await save(uri, (text) => text.replace('limit: string', 'limit: boolean'));
        await api.settled();
        assert.equal(api.changes[0]?.stale, false);
        assert.ok(find('findOrders'));
      });
    }));

  it('are not old for a tick', async () => {
    await compare();
    const uri = inFolder(checklistFile);
    const before = (await vscode.workspace.openTextDocument(uri)).getText();
    try {
      await save(uri, (text) => text.replace('- [ ]', '- [x]'));
      await api.settled();
      assert.equal(api.changes[0]?.stale, false);
    } finally {
      await save(uri, () => before);
    }
  });

  it('are grouped as a person wants', () =>
    withSignature(async () => {
      await compare();
      try {
        await vscode.commands.executeCommand('releaseReadiness.groupChanges', 'rule');
        assert.match(find('findOrders')?.parent?.node.label ?? '', /^typescript\//);
      } finally {
        await vscode.commands.executeCommand('releaseReadiness.groupChanges', 'file');
      }
    }));

  it('are copied as Markdown', () =>
    withSignature(async () => {
      await compare();
      await vscode.commands.executeCommand('releaseReadiness.copyChangesReport');
      assert.match(await vscode.env.clipboard.readText(), /findOrders/);
    }));

  it('make a release that is declared too low a no-go, in the tree and in the status bar', () =>
    withSignature(async () => {
      await compare();
      const [release] = api.readiness;
      assert.deepEqual(release?.forced, {
        bump: 'major',
        base: 'v1.3.2',
        needed: 'major',
        enough: false,
        declared: 'minor',
      });
      assert.match(
        release.reasons.map(({ code, args }) => `${code} ${args['declared']}`).join('\n'),
        /bumpTooLow minor \(1\.4\.0\)/,
      );
      assert.match(api.rows[0]?.node.description ?? '', /declared minor, needs major/);
    }));

  it('stop when a person says so, and say that they did', async () => {
    await compare();
    const stopped = changed(() => {
      if (api.changes[0]?.phase === 'running')
        void vscode.commands.executeCommand('releaseReadiness.stopComparing');
      return api.changes[0]?.phase === 'stopped';
    });
    void vscode.commands.executeCommand('releaseReadiness.compare');
    await stopped;
    assert.equal(api.changes[0]?.stale, true);
    await api.settled();
    assert.equal(api.changes[0]?.phase, 'stopped');
    await vscode.commands.executeCommand('releaseReadiness.stopComparing');
    await compare();
    assert.equal(api.changes[0]?.phase, 'done');
  });

  for (const [name, gitEnabled] of [
    ['told by the git extension', true],
    ['seen in the files of git, where its extension is off', false],
  ] as const) {
    it(`are compared again after a commit, ${name}`, async () => {
      const git = vscode.workspace.getConfiguration('git');
      await git.update('enabled', gitEnabled, vscode.ConfigurationTarget.Workspace);
      try {
        await compare();
        const before = api.changes[0]?.result;
        const again = changed(() => {
          const [state] = api.changes;
          return state?.phase === 'done' && !state.stale && state.result !== before;
        });
        runGit('commit', '--quiet', '--allow-empty', '--message', 'chore: nothing');
        await again;
      } finally {
        runGit('reset', '--quiet', '--soft', 'HEAD~1');
        await git.update('enabled', undefined, vscode.ConfigurationTarget.Workspace);
        await compare();
      }
    });
  }

  it('offer to keep a name that has another one by now, and the edit ends the change', () =>
    withText(
      (text) => text.replaceAll('countOpen', 'countPending'),
      async (uri) => {
        await compare();
        const found = diagnosticsOf(uri).find(({ message }) => message.includes('countOpen'));
        assert.ok(found, outline());
        // Behind the last declaration nothing follows; the one before it is the nearest that survives.
        assert.ok(found.range.start.line > 0);
        const offered = await actionsAt(uri, found);
        const action = offered.find(
          ({ title }) => title === 'Keep countOpen as a deprecated name of countPending',
        );
        assert.ok(action?.command, offered.map(({ title }) => title).join(', '));
        await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
        const text = (await vscode.workspace.openTextDocument(uri)).getText();
        assert.match(
          text,
          /\n\/\*\* @deprecated Use countPending\. \*\/\nexport const countOpen = countPending;\n/,
        );
        assert.deepEqual(
          diagnosticsOf(uri).map(({ message }) => message),
          [],
        );
      },
    ));

  it('offer no edit that would not keep the old way working', () =>
    withSignature(async (uri) => {
      await compare();
      const [found] = diagnosticsOf(uri);
      assert.ok(found);
      const titles = (await actionsAt(uri, found)).map(({ title }) => title);
      assert.equal(titles.filter((title) => title.startsWith('Accept this change')).length, 2, titles.join());
      assert.deepEqual(
        titles.filter((title) => /^(?:Keep|Export) /.test(title)),
        [],
      );
    }));

  /** Settles when the condition holds after some change of what is known. */
  function changed(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const listener = api.onDidChangeChanges(() => {
        if (!condition()) return;
        listener.dispose();
        resolve();
      });
    });
  }

  async function compare(): Promise<void> {
    await vscode.commands.executeCommand('releaseReadiness.compare');
    await api.settled();
  }

  function rows(): readonly ChangeRow[] {
    const below = (list: readonly ChangeRow[]): readonly ChangeRow[] =>
      list.flatMap((row) => [row, ...below(row.children)]);
    return below(api.changeRows);
  }

  function find(word: string): ChangeRow | undefined {
    return rows().find(({ node }) => node.change?.subject.includes(word));
  }

  function outline(): string {
    return rows()
      .map(({ node }) => `${node.kind} ${node.label} ${node.description}`)
      .join('\n');
  }

  /** Another parameter in the one function, saved; the file as it was afterwards. */
  function withSignature(run: (uri: vscode.Uri) => Promise<void>): Promise<void> {
    return withText((text) => text.replace(signature, other), run);
  }

  async function withText(
    change: (text: string) => string,
    run: (uri: vscode.Uri) => Promise<void>,
  ): Promise<void> {
    const uri = inFolder(file);
    const before = (await vscode.workspace.openTextDocument(uri)).getText();
    try {
      await save(uri, change);
      await run(uri);
    } finally {
      await save(uri, () => before);
      await compare();
    }
  }
});

function runGit(...args: readonly string[]): void {
  const identity = ['-c', 'user.name=Sample', '-c', 'user.email=sample@example.invalid'];
  execFileSync('git', [...identity, ...args], { cwd: inFolder('').fsPath });
}

async function actionsAt(
  uri: vscode.Uri,
  { range }: vscode.Diagnostic,
): Promise<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range);
}

function diagnosticsOf(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Release Readiness');
}

async function save(uri: vscode.Uri, change: (text: string) => string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  edit.replace(uri, whole, change(document.getText()));
  await vscode.workspace.applyEdit(edit);
  await document.save();
}
