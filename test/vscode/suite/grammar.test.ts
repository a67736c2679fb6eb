import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as oniguruma from 'vscode-oniguruma';
import * as textmate from 'vscode-textmate';
import * as vscode from 'vscode';

/** The colours of checklists on top of the Markdown grammar that this VS Code ships. */
describe('the grammar of checklists', () => {
  let grammar: textmate.IGrammar;

  before(async () => {
    const extension = vscode.extensions.getExtension('octoacme.release-readiness');
    assert.ok(extension);
    const { grammars } = extension.packageJSON.contributes as {
      grammars: readonly { scopeName: string; path: string }[];
    };
    const files = new Map([
      [
        'text.html.markdown',
        path.join(vscode.env.appRoot, 'extensions/markdown-basics/syntaxes/markdown.tmLanguage.json'),
      ],
      ...grammars.map(
        ({ scopeName, path: file }) => [scopeName, path.join(extension.extensionPath, file)] as const,
      ),
    ]);
    const wasm = path.join(extension.extensionPath, 'node_modules/vscode-oniguruma/release/onig.wasm');
    await oniguruma.loadWASM(new Uint8Array(fs.readFileSync(wasm)).buffer);
    const registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
        createOnigString: (text) => new oniguruma.OnigString(text),
      }),
      loadGrammar: async (scope) => {
        const file = files.get(scope);
        return file === undefined ? null : textmate.parseRawGrammar(fs.readFileSync(file, 'utf8'), file);
      },
      getInjections: (scope) =>
        scope === 'text.html.markdown' ? grammars.map(({ scopeName }) => scopeName) : undefined,
    });
    const loaded = await registry.loadGrammar('text.html.markdown');
    assert.ok(loaded);
    grammar = loaded;
  });

  /** Our scopes in a text: `words = name`, without the parts that all of them share. */
  function check(text: string, expected: readonly string[]): void {
    let stack = textmate.INITIAL;
    const actual = text.split('\n').flatMap((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
      stack = ruleStack;
      return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
        const own = scopes.filter(
          (scope) => scope.endsWith('.release-checklist') && !scope.startsWith('meta.'),
        );
        const name = own.at(-1)?.replace('.release-checklist', '');
        return name === undefined ? [] : [`${line.slice(startIndex, endIndex)} = ${name}`];
      });
    });
    assert.deepEqual(actual, expected);
  }

  const open = '[ ] = keyword.control.task.open';
  const done = '[x] = string.other.task.done';
  const dash = 'punctuation.separator.note';
  const word = 'keyword.other.note';

  it('marks open and done boxes, nested, numbered and quoted ones too', () =>
    check('- [ ] one\n  - [x] two\n1. [ ] three\n> - [x] four', [open, done, open, done]));

  it('marks boxes that GitHub does not show', () =>
    check('- [-] one\n- [] two', [
      '[-] = invalid.deprecated.task.custom',
      '[] = invalid.deprecated.task.custom',
    ]));

  it('marks notes, owners, times and conditions', () =>
    check('- [ ] Scan (if applicable) — @ana · due T-48h · role:qa', [
      open,
      '(if applicable) = markup.quote.condition',
      `— = ${dash}`,
      '@ana = variable.other.constant.owner',
      `· = ${dash}`,
      `due = ${word}`,
      'T-48h = constant.numeric.window',
      `· = ${dash}`,
      'role:qa = variable.other.constant.owner',
    ]));

  it('marks a waiver word by word', () =>
    check('- [ ] Scan — waived until 2026-12-01 by @ben: reason', [
      open,
      `— = ${dash}`,
      `waived = ${word}`,
      `until = ${word}`,
      '2026-12-01 = constant.numeric.date',
      `by = ${word}`,
      '@ben = variable.other.constant.owner',
    ]));

  it('marks windows of headings', () =>
    check('### Before (T-minus 24 hours)\n## After (Within 30 minutes)\n### Later (24-48 hours)', [
      'T-minus 24 hours = constant.numeric.window',
      'Within 30 minutes = constant.numeric.window',
      '24-48 hours = constant.numeric.window',
    ]));

  it('leaves prose, links, code and comments alone', () =>
    check(
      'a - [ ] b — @ana\n\n- [ ](link)\n- `[ ] code`\n\n```\n- [ ] fenced — @ana\n```\n\n<!--\n- [ ] hidden — @ana\n-->\n\nwithin 30 minutes',
      [],
    ));

  it('ends with the line', () =>
    check('- [ ] one — @ana\n  and @ben, within 30 minutes\n\n- text — @ben', [
      open,
      `— = ${dash}`,
      '@ana = variable.other.constant.owner',
    ]));
});
