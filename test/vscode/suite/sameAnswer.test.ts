import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import * as vscode from 'vscode';
import { checkReport, type CheckReport } from '../../../src/core/report/checkReport.ts';
import { activated, inFolder, root } from './extension.ts';

describe('the command line and the editor', () => {
  /** Both readings of the open folder, the editor's first, each with what changed since the last release. */
  async function releases(): Promise<readonly [string, string]> {
    const api = await activated();
    await vscode.commands.executeCommand('releaseReadiness.compare');
    await api.settled();
    const extension = vscode.extensions.getExtension('octoacme.release-readiness');
    assert.ok(extension);
    const cli = path.join(extension.extensionPath, 'dist/cli.cjs');
    const { stdout, stderr } = spawnSync(process.execPath, [cli, 'check', '--worktree', '--format', 'json'], {
      cwd: root().fsPath,
      encoding: 'utf8',
    });
    assert.equal(stderr, '');
    const inTerminal = JSON.parse(stdout) as CheckReport;
    const inEditor = checkReport(api.readiness, { leftOut: [], problems: [], now: Date.now() });
    assert.ok(inTerminal.releases.length > 0);
    return [JSON.stringify(inEditor.releases), JSON.stringify(inTerminal.releases)];
  }

  it('give the same verdicts, reasons and counts, to the byte', async () => {
    const [inEditor, inTerminal] = await releases();
    assert.equal(inEditor, inTerminal);
    // The sample has a migration since its last release, so the item about migrations counts.
    assert.doesNotMatch(inEditor, /Not decided whether it applies: Database migrations/);
    assert.match(inEditor, /Open, [^"]*Database migrations tested/);
  });

  const states: readonly (readonly [name: string, lines: string, says: RegExp])[] = [
    ['evidence that is not there', '- [x] Scan \u2014 [report](out/none.sarif)', /is not there: Scan/],
    ['evidence outside of the folder', '- [x] Scan \u2014 [report](../../../a.xml)', /outside the folder/],
    ['evidence of another commit', '- [x] Scan \u2014 at 1a2b3c4', /Proved at commit 1a2b3c4/],
    ['a task that failed', '- [x] Scan \u2014 task scan, exit 2, 2026-11-22T09:26Z', /scan failed with exit/],
    ['a task that names no commit', '- [x] Scan \u2014 task scan, exit 0', /scan names no commit/],
    ['a condition that nobody decided', '- [ ] Tell legal (if they asked)', /Not decided[^"]*Tell legal/],
    ['a near miss', '- [x] Scan\n- [] Scan again', /looks like a check box/],
    ['an ended waiver', '- [ ] Scan \u2014 waived until 2026-01-01 by @cto: x', /waiver ended/],
  ];
  for (const [name, lines, says] of states) {
    it(`agree on ${name}`, async () => {
      const file = inFolder('releases/1.4.0/checklist.md');
      const before = await vscode.workspace.fs.readFile(file);
      try {
        await vscode.workspace.fs.writeFile(
          file,
          Buffer.concat([before, Buffer.from(`\n## Testing\n\n${lines}\n`)]),
        );
        await vscode.commands.executeCommand('releaseReadiness.refresh');
        const [inEditor, inTerminal] = await releases();
        assert.match(inEditor, says);
        assert.equal(inEditor, inTerminal);
      } finally {
        await vscode.workspace.fs.writeFile(file, before);
        await vscode.commands.executeCommand('releaseReadiness.refresh');
      }
    });
  }

  it('agree on notes that are ticked, with what the repository says about them', async () => {
    const file = inFolder('releases/1.4.0/checklist.md');
    const notes = inFolder('releases/1.4.0/notes.md');
    const before = await vscode.workspace.fs.readFile(file);
    try {
      const lines = '\n## Notes\n\n- [x] Release notes drafted\n- [x] Known issues documented\n';
      await vscode.workspace.fs.writeFile(file, Buffer.concat([before, Buffer.from(lines)]));
      await vscode.workspace.fs.writeFile(notes, Buffer.from('# Release 1.4.0\n\n## Features\n- Nothing\n'));
      await vscode.commands.executeCommand('releaseReadiness.refresh');
      const [inEditor, inTerminal] = await releases();
      assert.match(inEditor, /"notesDisagree"/);
      assert.doesNotMatch(inEditor, /"notesUnchecked"/);
      assert.equal(inEditor, inTerminal);
    } finally {
      await vscode.workspace.fs.delete(notes);
      await vscode.workspace.fs.writeFile(file, before);
      await vscode.commands.executeCommand('releaseReadiness.refresh');
    }
  });

  it('agree again after a file has changed', async () => {
    const file = inFolder('releases/1.4.0/checklist.md');
    const before = await vscode.workspace.fs.readFile(file);
    const more = Buffer.concat([
      before,
      Buffer.from('\n## Testing\n\n- [ ] One more — blocked: no device\n'),
    ]);
    try {
      await vscode.workspace.fs.writeFile(file, more);
      await vscode.commands.executeCommand('releaseReadiness.refresh');
      const [inEditor, inTerminal] = await releases();
      assert.match(inEditor, /no device/);
      assert.equal(inEditor, inTerminal);
    } finally {
      await vscode.workspace.fs.writeFile(file, before);
      await vscode.commands.executeCommand('releaseReadiness.refresh');
    }
  });
});
