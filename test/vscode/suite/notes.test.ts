import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import {
  activated,
  inFolder,
  openChecklist,
  root,
  showFromDisk,
  withFile,
  type ReleaseReadinessApi,
} from './extension.ts';

const notesFile = 'releases/1.4.0/notes.md';
const messages = [
  'fix: crash when the config is empty (#412)',
  'fix: hang in the import of ${old} orders (#413)',
  'feat!: drop the old client (#414)',
];

/** The commits of a release that breaks something, gone again when the suite is over. */
describe('release notes', () => {
  let api: ReleaseReadinessApi;
  let head = '';
  before(async () => {
    api = await activated();
    head = git('rev-parse', 'HEAD').trim();
    for (const message of messages) git('commit', '--quiet', '--allow-empty', '--message', message);
  });
  after(() => git('reset', '--quiet', '--soft', head));
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('are completed from the range, section by section, as text and not as snippets', () =>
    withNotes('### Bug Fixes\n- \n', async ({ document }) => {
      const found = await completions(document, new vscode.Position(1, 2));
      assert.deepEqual(
        found.items.filter(isOurs).map(({ label }) => labelText(label)),
        ['Hang in the import of ${old} orders (#413)', 'Crash when the config is empty (#412)'],
      );
      for (const { insertText } of found.items.filter(isOurs)) assert.equal(typeof insertText, 'string');
    }));

  for (const [name, text, at, expected] of [
    ['numbers', '## Summary\nSee #\n', [1, 5], /^#41[234] /],
    ['people', '## Credits\nThanks to @\n', [1, 11], /^(?:@sample|Sample)$/],
    ['answers', '### Deployment Notes\n- Database migrations:\n', [1, 22], /^Yes: 1 file/],
    ['values', '# Release [Name/Number] - [Date]\n', [0, 15], /^1\.4\.0$/],
    ['sections', '\n', [0, 0], /^Summary$/],
  ] as const) {
    it(`are offered ${name} of the range`, () =>
      withNotes(text, async ({ document }) => {
        const { items } = await completions(document, new vscode.Position(at[0], at[1]));
        assert.match(labelText(items.find(isOurs)?.label ?? ''), expected);
      }));
  }

  it('begin the next entry when one is taken, until none is missing', () =>
    withNotes('### Bug Fixes\n- No more hangs (#413)\n- A crash is gone (#412)\n', async (editor) => {
      const end = editor.document.lineAt(2).range.end;
      editor.selection = new vscode.Selection(end, end);
      await vscode.commands.executeCommand('releaseReadiness._nextEntry');
      assert.equal(editor.document.lineCount, 4);
    }));

  it('leave all other Markdown alone', async () => {
    const document = await vscode.workspace.openTextDocument(inFolder('README.md'));
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '### Bug Fixes\n- \n');
    await vscode.workspace.applyEdit(edit);
    const { items } = await completions(document, new vscode.Position(1, 2));
    assert.deepEqual(
      items.filter(({ label }) => /#41\d/.test(labelText(label))),
      [],
    );
    assert.deepEqual(notesProblems(document.uri), []);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('are known by the headings of the form under any name', () =>
    withFile(
      'docs/what-is-new.md',
      '## Summary\nNone\n## New Features\nNone\n## Breaking Changes\nNone\n## Rollback Plan\n[Name]\n## Credits\nx\n',
      async (uri) => {
        await vscode.window.showTextDocument(uri);
        await problem(uri, 'breaking-none');
      },
    ));

  it('are generated, and generated again without touching what somebody wrote', async () => {
    try {
      await vscode.commands.executeCommand('releaseReadiness.generateNotes');
      const uri = inFolder(notesFile);
      const document = await vscode.workspace.openTextDocument(uri);
      assert.match(document.getText(), /^# Release 1\.4\.0 - \d{4}-/);
      assert.match(document.getText(), /hang in the import of \\?\$\\?\{old\\?\} orders/);
      await vscode.workspace.fs.stat(inFolder(`${notesFile}.lines.json`));
      const line = lineWith(document, '#412');
      const edit = new vscode.WorkspaceEdit();
      edit.replace(uri, document.lineAt(line).range, '- Empty configurations are fine now (#412)');
      edit.delete(uri, document.lineAt(lineWith(document, '#413')).rangeIncludingLineBreak);
      await vscode.workspace.applyEdit(edit);
      await document.save();
      git('commit', '--quiet', '--allow-empty', '--message', 'fix: rounding of totals (#415)');
      // The watcher of HEAD tells, the facts are read again, and the new fix is not mentioned.
      await problems(uri, (_, messages) => messages.some((message) => /ounding of totals/.test(message)));
      await vscode.commands.executeCommand('releaseReadiness.generateNotes', uri.toString());
      assert.match(document.getText(), /\n- Empty configurations are fine now \(#412\)\n/);
      assert.doesNotMatch(document.getText(), /#413/);
      assert.match(document.getText(), /[Rr]ounding of totals/);
      assert.equal(document.isDirty, false);
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.workspace.fs.delete(inFolder(notesFile));
      await vscode.workspace.fs.delete(inFolder(`${notesFile}.lines.json`));
    }
  });

  it('that deny a break are a problem, which an action ends', () =>
    withNotes('# Release 1.4.0\n\n## Breaking Changes\nNone\n', async ({ document }) => {
      const found = await problem(document.uri, 'breaking-none');
      assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
      assert.equal(found.range.start.line, 3);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        found.range,
      );
      const action = actions.find(({ title }) => title.startsWith('List what breaks'));
      assert.ok(action?.edit, actions.map(({ title }) => title).join(', '));
      await vscode.workspace.applyEdit(action.edit);
      assert.match(document.getText(), /## Breaking Changes\n- .*[Dd]rop the old client/);
      await problems(document.uri, (rules) => !rules.includes('breaking-none'));
    }));

  it('show how far a section has come, and insert what is missing', () =>
    withNotes('### Bug Fixes\n- A crash is gone (#412)\n', async ({ document }) => {
      const titles = async () => {
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          'vscode.executeCodeLensProvider',
          document.uri,
        );
        return lenses.map(({ command }) => command?.title ?? '');
      };
      await problem(document.uri, 'not-mentioned', 'any');
      assert.ok(
        (await titles()).some((title) => /^1 of \d fixes mentioned$/.test(title)),
        String(await titles()),
      );
      await vscode.commands.executeCommand(
        'releaseReadiness.insertMissingEntries',
        document.uri.toString(),
        'fixes',
      );
      assert.match(document.getText(), /^- A crash is gone \(#412\)\n(?:- .*\n)?- .*#413/m);
      assert.ok((await titles()).some((title) => /^(\d) of \1 fixes mentioned$/.test(title)));
    }));

  it('say behind an answer that the comparison says something else', () =>
    withNotes('### Deployment Notes\n- Database migrations: No\n', async ({ document }) => {
      await problem(document.uri, 'migrations-no');
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        new vscode.Range(0, 0, 5, 0),
      );
      assert.match(JSON.stringify(hints[0]?.label), /the comparison says Yes: 1 file/);
    }));

  it('say on hovering what a number stands for', () =>
    withNotes('### Bug Fixes\n- A crash is gone (#412)\n', async ({ document }) => {
      await problem(document.uri, 'not-mentioned', 'any');
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        new vscode.Position(1, 20),
      );
      const words = hovers
        .flatMap(({ contents }) => contents)
        .map((content) => (typeof content === 'string' ? content : content.value));
      assert.match(words.join('\n'), /crash.*when.*the.*config/);
    }));

  it('lead from placeholder to placeholder', () =>
    withNotes(
      '# Release [Name/Number] - [Date]\n\n## Rollback Plan\n[Brief description or link to runbook]\n',
      async (editor) => {
        const words: string[] = [];
        for (let count = 0; count < 4; count++) {
          await vscode.commands.executeCommand('releaseReadiness.nextPlaceholder');
          words.push(editor.document.getText(editor.selection));
        }
        assert.deepEqual(words, [
          '[Name/Number]',
          '[Date]',
          '[Brief description or link to runbook]',
          '[Name/Number]',
        ]);
      },
    ));

  it('take in a missing section at its place', () =>
    withNotes('# Release 1.4.0\n\n## Summary\nx\n\n## Credits\ny\n', async ({ document }) => {
      await vscode.commands.executeCommand(
        'releaseReadiness.insertSection',
        document.uri.toString(),
        'breaking',
      );
      assert.match(document.getText(), /## Summary\nx\n\n## Breaking Changes\n[^]*\n\n## Credits\ny\n$/);
    }));

  it('are copied for a release page, told to others, and compared with those before', async () => {
    await vscode.commands.executeCommand('releaseReadiness.copyNotes');
    assert.match(await vscode.env.clipboard.readText(), /## Bug Fixes[^]*#412/);
    await vscode.commands.executeCommand('releaseReadiness.draftReleaseMessage', 'support');
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /1\.4\.0 goes out on/);
    await withFile('releases/1.3.2/notes.md', '# Release 1.3.2\n', () =>
      withNotes('# Release 1.4.0\n', async () => {
        await vscode.commands.executeCommand('releaseReadiness.compareNotes');
        const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        assert.ok(input instanceof vscode.TabInputTextDiff);
        assert.equal(input.original.path, inFolder('releases/1.3.2/notes.md').path);
      }),
    );
  });

  it('get a guide when something breaks', async () => {
    const uri = inFolder('releases/1.4.0/migration.md');
    try {
      await vscode.commands.executeCommand('releaseReadiness.draftMigrationGuide');
      const text = (await vscode.workspace.openTextDocument(uri)).getText();
      assert.match(text, /^# Migrating from 1\.3\.2 to 1\.4\.0[^]*drop the old client/i);
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.workspace.fs.delete(uri);
    }
  });

  it('have a page for every rule', async () => {
    const page = await vscode.workspace.openTextDocument(
      vscode.Uri.from({ scheme: 'release-readiness-rule', path: '/breaking-none.md' }),
    );
    assert.match(page.getText(), /^# breaking-none\n\nLevel: error/);
  });

  it('do not ask git about old releases as if they were new', () =>
    withFile('releases/1.3.2/notes.md', '# Release 1.3.2\n\n## Breaking Changes\nNone\n', async (uri) => {
      await vscode.window.showTextDocument(uri);
      await api.settled();
      const document = await vscode.workspace.openTextDocument(uri);
      await completions(document, new vscode.Position(0, 0));
      await api.settled();
      assert.ok(!notesProblems(uri).some(({ code }) => ruleOf(code) === 'breaking-none'));
    }));
});

describe('checklists', () => {
  it('are offered owners and times at their items', async () => {
    const api = await activated();
    const editor = await openChecklist();
    const { document } = editor;
    const line = lineWith(document, 'Create the release tag');
    for (const [typed, expected] of [
      [' — @', /^@(?:ana|ben)$/],
      [' — due ', /^T-48h$/],
    ] as const) {
      await editor.edit((edit) => edit.insert(document.lineAt(line).range.end, typed));
      await api.settled();
      const { items } = await completions(document, document.lineAt(line).range.end);
      assert.match(labelText(items[0]?.label ?? ''), expected);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});

describe('snippets', () => {
  for (const language of ['markdown', 'yaml'] as const) {
    it(`for ${language} are understood by the editor`, async () => {
      const extension = vscode.extensions.getExtension('octoacme.release-readiness');
      assert.ok(extension);
      const file = vscode.Uri.joinPath(extension.extensionUri, `snippets/${language}.json`);
      const bytes = await vscode.workspace.fs.readFile(file);
      const all = JSON.parse(new TextDecoder().decode(bytes)) as Readonly<
        Record<string, { readonly body: readonly string[] }>
      >;
      assert.ok(Object.keys(all).length > 2);
      const document = await vscode.workspace.openTextDocument({ language, content: '' });
      const editor = await vscode.window.showTextDocument(document);
      for (const [name, { body }] of Object.entries(all)) {
        await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, document.lineCount, 0)));
        await editor.insertSnippet(new vscode.SnippetString(body.join('\n')), new vscode.Position(0, 0));
        const text = document.getText();
        assert.ok(text.length > 3, name);
        assert.doesNotMatch(text, /\$\{|\$\d|\$[A-Z]|\|\}/, name);
        await vscode.commands.executeCommand('leaveSnippet');
      }
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    });
  }
});

function git(...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'user.name=Sample', '-c', 'user.email=sample@example.invalid', ...args], {
    cwd: root().fsPath,
    encoding: 'utf8',
  });
}

async function withNotes(text: string, run: (editor: vscode.TextEditor) => Promise<void>): Promise<void> {
  await withFile(notesFile, text, async (uri) => {
    await run(await showFromDisk(uri));
    await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
}

function completions(document: vscode.TextDocument, at: vscode.Position): Thenable<vscode.CompletionList> {
  return vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    at,
  );
}

function labelText(label: string | vscode.CompletionItemLabel): string {
  return typeof label === 'string' ? label : label.label;
}

/** Snippets of all extensions are offered beside what is ours. */
function isOurs({ kind }: vscode.CompletionItem): boolean {
  return kind !== vscode.CompletionItemKind.Snippet && kind !== vscode.CompletionItemKind.Text;
}

function lineWith(document: vscode.TextDocument, words: string): number {
  const line = document
    .getText()
    .split(/\r?\n/)
    .findIndex((one) => one.includes(words));
  assert.ok(line >= 0, `${words} in\n${document.getText()}`);
  return line;
}

function ruleOf(code: vscode.Diagnostic['code']): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}

function notesProblems(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ code }) => typeof code === 'object' && code.target.path === 'releaseReadiness.explainChange');
}

/** Waits for the problem; the limit of the test ends the wait. */
async function problem(uri: vscode.Uri, rule: string, or?: 'any'): Promise<vscode.Diagnostic> {
  await problems(uri, (rules) => rules.includes(rule) || (or === 'any' && rules.length > 0));
  const all = notesProblems(uri);
  const found = all.find(({ code }) => ruleOf(code) === rule) ?? all[0];
  assert.ok(found);
  return found;
}

async function problems(
  uri: vscode.Uri,
  wanted: (rules: readonly string[], messages: readonly string[]) => boolean,
): Promise<void> {
  const now = () => {
    const found = notesProblems(uri);
    return wanted(
      found.map(({ code }) => ruleOf(code)),
      found.map(({ message }) => message),
    );
  };
  if (now()) return;
  await new Promise<void>((resolve) => {
    const listener = vscode.languages.onDidChangeDiagnostics(() => {
      if (!now()) return;
      listener.dispose();
      resolve();
    });
  });
}
