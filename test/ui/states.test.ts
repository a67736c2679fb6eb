import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type * as api from 'vscode';
import { writeSample } from '../../scripts/sample.mjs';
import { answer, choose } from './quickInput.ts';
import { open, openLimit, openView, treeRow, type OpenOptions, type Workbench } from './workbench.ts';

describe('states of the Readiness view', function () {
  this.timeout(2 * openLimit);
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-states-'));

  after(() => fs.rmSync(scratch, { recursive: true, force: true }));

  async function inWindow(
    folder: string | undefined,
    run: (workbench: Workbench) => Promise<void>,
    options: OpenOptions = {},
  ): Promise<void> {
    const workbench = await open(folder, options);
    try {
      workbench.page.setDefaultTimeout(openLimit);
      await openView(workbench);
      await run(workbench);
    } finally {
      await workbench.close();
    }
  }

  function folderOf(name: string, files: Readonly<Record<string, string>>): string {
    const folder = path.join(scratch, name);
    fs.mkdirSync(folder, { recursive: true });
    for (const [file, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      fs.writeFileSync(path.join(folder, file), text);
    }
    return folder;
  }

  it('offers to open a folder when there is none', async () => {
    await inWindow(undefined, async ({ page }) => {
      await page.getByText('Checklists are files of a folder.').waitFor();
    });
  });

  it('offers to create a checklist, asks which, writes it and shows it', async () => {
    const folder = folderOf('empty', { 'README.md': '# Empty\n' });
    await inWindow(folder, async ({ page }) => {
      await page.getByRole('button', { name: 'Create Release Checklist' }).click();
      await choose(page, 'Create Release Checklist', /^For one release/);
      await answer(page, 'Which version is released?', '2.0.0');
      await treeRow(page, /^2\.0\.0, NO-GO/).waitFor();
      const text = fs.readFileSync(path.join(folder, 'releases/2.0.0/checklist.md'), 'utf8');
      assert.match(text, /^# Release 2\.0\.0\n/);
    });
  });

  it('says in Restricted Mode that git is off, and shows the tree', async () => {
    const folder = path.join(scratch, 'restricted');
    writeSample(folder);
    await inWindow(
      folder,
      async ({ page }) => {
        await treeRow(page, /^1\.4\.0/).waitFor();
        await page.getByText('Restricted Mode: checklists are read, git checks are off.').waitFor();
      },
      { trust: 'restricted' },
    );
  });

  it('groups several folders, a virtual one among them, and ticks in each', async () => {
    const list = '## Testing\n- [ ] Try it\n';
    const one = folderOf('one', { 'releases/1.0.0/checklist.md': `# 1.0.0\n\n${list}` });
    const two = folderOf('two', { 'releases/2.0.0/checklist.md': `# 2.0.0\n\n${list}` });
    const workspace = path.join(scratch, 'several.code-workspace');
    fs.writeFileSync(workspace, JSON.stringify({ folders: [{ path: one }, { path: two }] }));
    await inWindow(workspace, async ({ page, bridge }) => {
      await treeRow(page, /^Folder one/).waitFor();
      await treeRow(page, /^Folder two/).waitFor();
      await bridge.call(async (vscode) => {
        const text = '# 3.0.0\n\n## Testing\n- [ ] Try it\n';
        const files = new Map([['/releases/3.0.0/checklist.md', new TextEncoder().encode(text)]]);
        const events = new vscode.EventEmitter<api.FileChangeEvent[]>();
        const missing = (uri: api.Uri) => vscode.FileSystemError.FileNotFound(uri);
        const names = (folder: string): string[] =>
          [...files.keys()]
            .filter((file) => file.startsWith(folder === '/' ? '/' : `${folder}/`))
            .map((file) => file.slice(folder === '/' ? 1 : folder.length + 1).split('/')[0] ?? '');
        vscode.workspace.registerFileSystemProvider(
          'memory',
          {
            onDidChangeFile: events.event,
            watch: () => ({ dispose() {} }),
            stat(uri) {
              const content = files.get(uri.path);
              if (content) return { type: vscode.FileType.File, ctime: 0, mtime: 1, size: content.length };
              if (names(uri.path).length === 0) throw missing(uri);
              return { type: vscode.FileType.Directory, ctime: 0, mtime: 1, size: 0 };
            },
            readDirectory: (uri) =>
              [...new Set(names(uri.path))].map((name) => [
                name,
                name.includes('.md') ? vscode.FileType.File : vscode.FileType.Directory,
              ]),
            readFile(uri) {
              const content = files.get(uri.path);
              if (!content) throw missing(uri);
              return content;
            },
            writeFile(uri, content) {
              files.set(uri.path, new Uint8Array(content));
            },
            createDirectory() {},
            delete() {},
            rename() {},
          },
          { isCaseSensitive: true },
        );
        const count = vscode.workspace.workspaceFolders?.length ?? 0;
        vscode.workspace.updateWorkspaceFolders(count, 0, {
          uri: vscode.Uri.parse('memory:/'),
          name: 'memory',
        });
      });
      await treeRow(page, /^Folder memory, 1 entries/).waitFor();
      const texts = await bridge.call(async (vscode) => {
        const api = vscode.extensions.getExtension('octoacme.release-readiness')?.exports;
        const open: string[] = [];
        type Row = { id: string; node: { label: string }; children: Row[]; folder: api.Uri };
        const visit = async (rows: readonly Row[]): Promise<void> => {
          for (const row of rows) {
            if (row.node.label === 'Try it') {
              await vscode.commands.executeCommand('releaseReadiness.tick', row);
              open.push(row.folder.scheme);
            }
            await visit(row.children);
          }
        };
        await visit(api.rows);
        const documents = vscode.workspace.textDocuments.filter(({ uri }) =>
          uri.path.endsWith('checklist.md'),
        );
        return { open, ticked: documents.map((document) => document.getText().includes('- [x] Try it')) };
      });
      assert.deepEqual(texts, { open: ['file', 'file', 'memory'], ticked: [true, true, true] });
    });
  });
});
