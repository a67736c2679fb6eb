import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findViolations } from '../support/layering.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** One file for each way to break the layering, and what the scan says of it. */
const planted: readonly {
  readonly file: string;
  readonly text: string;
  readonly says: string;
}[] = [
  { file: 'core/p01.ts', text: "import type { A } from '../node/p04.ts';", says: '1 layer ../node/p04.ts' },
  { file: 'core/p02.ts', text: "\nexport { a } from '../vscode/p10.ts';", says: '2 layer ../vscode/p10.ts' },
  { file: 'core/p03.ts', text: "import fs from 'node:fs';", says: '1 module node:fs' },
  { file: 'node/p04.ts', text: "import * as vscode from 'vscode';", says: '1 module vscode' },
  { file: 'node/p05.ts', text: "export * from '../cli/p07.ts';", says: '1 layer ../cli/p07.ts' },
  { file: 'core/p06.ts', text: "const a = await import('simple-git');", says: '1 module simple-git' },
  { file: 'cli/p07.ts', text: "import { a } from '../vscode/p10.ts';", says: '1 layer ../vscode/p10.ts' },
  { file: 'cli/p08.ts', text: "type A = import('vscode').Uri;", says: '1 module vscode' },
  { file: 'vscode/p09.ts', text: "const a = await import('../cli/p07.ts');", says: '1 layer ../cli/p07.ts' },
  { file: 'vscode/p10.ts', text: "import fs from 'node:fs';", says: '1 module node:fs' },
  { file: 'core/p11.ts', text: "const a = await import(`./${'x'}.ts`);", says: '1 computed ' },
  { file: 'core/p12.ts', text: "const a = require('fs');", says: '1 module fs' },
  { file: 'core/p13.ts', text: "import a from '../../package.json';", says: '1 outside ../../package.json' },
  { file: 'webview/p14.ts', text: "import { a } from '../node/p04.ts';", says: '1 layer ../node/p04.ts' },
  { file: 'webview/p18.ts', text: "import { a } from '../core/p01.ts';", says: '1 layer ../core/p01.ts' },
  { file: 'webview/p19.ts', text: "import * as vscode from 'vscode';", says: '1 module vscode' },
  {
    file: 'vscode/p20.ts',
    text: "import { a } from '../webview/dashboard.ts';",
    says: '1 layer ../webview/dashboard.ts',
  },
  {
    file: 'cli/p21.ts',
    text: "import type { A } from '../webview/protocol.ts';",
    says: '1 layer ../webview/protocol.ts',
  },
  { file: 'shared/p15.ts', text: 'export const a = 1;', says: '1 folder shared/p15.ts' },
  { file: 'vscode/p17.ts', text: "import markdown from 'markdown-it';", says: '1 module markdown-it' },
  { file: 'core/p16.ts', text: 'export const = 1;', says: '1 syntax ' },
];

/** One file for each rule that the linter holds over a layer. */
const lintPlanted: readonly { readonly file: string; readonly text: string; readonly rule: string }[] = [
  {
    file: 'src/core/q01.ts',
    text: "export { readFileSync } from 'node:fs';",
    rule: 'eslint(no-restricted-imports)',
  },
  {
    file: 'src/core/q02.ts',
    text: "export { a } from '../node/q07.ts';",
    rule: 'eslint(no-restricted-imports)',
  },
  { file: 'src/core/q03.ts', text: 'export const a = Date.now();', rule: 'eslint(no-restricted-globals)' },
  { file: 'src/core/q04.ts', text: 'export const a = process.argv;', rule: 'eslint(no-restricted-globals)' },
  { file: 'src/core/q05.ts', text: "console.log('a');", rule: 'eslint(no-console)' },
  { file: 'src/core/q06.ts', text: 'export default 1;', rule: 'import(no-default-export)' },
  {
    file: 'src/node/q07.ts',
    text: "export { a } from '../cli/q08.ts';",
    rule: 'eslint(no-restricted-imports)',
  },
  {
    file: 'src/cli/q08.ts',
    text: "export { a } from '../vscode/q12.ts';",
    rule: 'eslint(no-restricted-imports)',
  },
  { file: 'src/cli/q09.ts', text: "export { Uri } from 'vscode';", rule: 'eslint(no-restricted-imports)' },
  {
    file: 'src/vscode/q10.ts',
    text: "export { a } from '../cli/q09.ts';",
    rule: 'eslint(no-restricted-imports)',
  },
  {
    file: 'src/vscode/q11.ts',
    text: "import * as vscode from 'vscode';\nvscode.window.showInformationMessage('a');",
    rule: 'typescript(no-floating-promises)',
  },
  {
    file: 'src/webview/q13.ts',
    text: "export { a } from '../vscode/q12.ts';",
    rule: 'eslint(no-restricted-imports)',
  },
  {
    file: 'src/webview/q14.ts',
    text: "import { day } from '../core/base/instant.ts';\nexport const a = day;",
    rule: 'eslint(no-restricted-imports)',
  },
  {
    file: 'src/webview/q15.ts',
    text: "export const a = (node: { innerHTML: string }): void => {\n  node.innerHTML = '<p>';\n};",
    rule: 'eslint(no-restricted-properties)',
  },
  {
    file: 'src/vscode/q16.ts',
    text: "export { a } from '../webview/dashboard.ts';",
    rule: 'eslint(no-restricted-imports)',
  },
  {
    file: 'src/vscode/q12.ts',
    text: 'async function a(): Promise<void> {}\n[1].forEach(async () => await a());',
    rule: 'typescript(no-misused-promises)',
  },
];

describe('layering', function () {
  this.timeout(60_000);

  it('is kept by every source', () => {
    assert.deepEqual(findViolations(path.join(root, 'src')), []);
  });

  it('is reported by the scan, one report for each planted violation', () => {
    inCopy((copy) => {
      for (const { file, text } of planted) plant(path.join(copy, 'src', file), text);
      const reports = findViolations(path.join(copy, 'src'));
      assert.deepEqual(
        reports.map(({ file, line, kind, target }) => `${file} ${line} ${kind} ${target}`).toSorted(),
        planted.map(({ file, says }) => `${file} ${says}`).toSorted(),
      );
    });
  });

  it('is reported by the linter, one report for each planted violation', () => {
    inCopy((copy) => {
      for (const { file, text } of lintPlanted) plant(path.join(copy, file), text);
      assert.deepEqual(
        lint(
          copy,
          lintPlanted.map(({ file }) => file),
        ),
        lintPlanted.map(({ file, rule }) => `${file} ${rule}`).toSorted(),
      );
    });
  });
});

function inCopy(use: (copy: string) => void): void {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-layers-'));
  try {
    for (const file of ['src', 'package.json', 'tsconfig.json', '.oxlintrc.json']) {
      fs.cpSync(path.join(root, file), path.join(copy, file), { recursive: true });
    }
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
    use(copy);
  } finally {
    fs.rmSync(copy, { recursive: true, force: true });
  }
}

function plant(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${text}\n`);
}

function lint(folder: string, files: readonly string[]): readonly string[] {
  const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--type-aware', '--format=json', ...files], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
    },
  });
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { readonly filename: string; readonly code: string }[];
  };
  return diagnostics.map(({ filename, code }) => `${filename} ${code}`).toSorted();
}
