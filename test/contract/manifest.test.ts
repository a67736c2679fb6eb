/** What package.json promises and what the code keeps, both ways. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { toolNames } from '../../src/core/tools/names.ts';
import { toolTable } from '../../src/core/tools/table.ts';
import {
  changesViewId,
  colorIds,
  commandIds,
  contextKeys,
  metricsPanelType,
  operationsViewId,
  viewId,
} from '../../src/vscode/ids.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { contributes, capabilities } = manifest;
const sources = filesBelow('src/vscode')
  .filter((file) => file.endsWith('.ts'))
  .map((file) => fs.readFileSync(file, 'utf8'))
  .join('\n');
const words = JSON.parse(fs.readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<
  string,
  string
>;
const settings: Readonly<Record<string, { readonly scope?: string; readonly default?: unknown }>> =
  Object.assign({}, ...contributes.configuration.map(({ properties }) => properties));

/** Compares two lists of names as sets, with what is missing on each side. */
function check(actual: Iterable<string>, expected: Iterable<string>): void {
  assert.deepEqual([...new Set(actual)].toSorted(), [...new Set(expected)].toSorted());
}

function filesBelow(folder: string): readonly string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(root, folder, file));
}

function matches(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

const viewIds = [viewId, changesViewId, operationsViewId];

describe('the manifest and the code', () => {
  it('know the same commands', () => {
    check(
      contributes.commands.map(({ command }) => command),
      commandIds,
    );
  });

  it('know the same settings', () => {
    const used = matches(/(?:isOn|configuration\.get)\('([\w.]+)'\)/g, sources);
    check(
      Object.keys(settings).map((key) => key.replace('releaseReadiness.', '')),
      [...used, 'enabled'],
    );
  });

  it('know the same views and container', () => {
    check(
      contributes.views.releaseReadiness.map(({ id }) => id),
      viewIds,
    );
    check(
      Object.keys(contributes.views),
      contributes.viewsContainers.activitybar.map(({ id }) => id),
    );
    check(
      contributes.viewsWelcome.map(({ view }) => view),
      viewIds,
    );
  });

  it('know the same tools for language models, in the same words as the server for agents', () => {
    const named = contributes.languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
      name,
      modelDescription,
      inputSchema,
    }));
    const known = toolNames.map((name) => {
      const { description, inputSchema } = toolTable[name];
      return { name, modelDescription: description, inputSchema };
    });
    assert.deepEqual(named, JSON.parse(JSON.stringify(known)));
    const references = contributes.languageModelTools.map(({ toolReferenceName }) => toolReferenceName);
    assert.equal(new Set(references).size, toolNames.length);
  });

  it('know the same colours, each with a default for every kind of theme', () => {
    check(
      contributes.colors.map(({ id }) => id),
      Object.values(colorIds),
    );
    for (const { id, defaults } of contributes.colors) {
      check(Object.keys(defaults), ['dark', 'light', 'highContrast', 'highContrastLight']);
      assert.ok(Object.values(defaults).every(Boolean), id);
    }
  });

  it('use only commands, context keys and settings that exist in menus, keys and welcome texts', () => {
    const { menus, keybindings, viewsWelcome, walkthroughs, languageModelTools } = contributes;
    const entries = Object.values(menus).flat();
    const ofKeys = keybindings.flatMap(({ command, args }) =>
      command === 'runCommands' && typeof args === 'object'
        ? args.commands.flatMap((one) => (typeof one === 'string' ? [] : [one.command]))
        : [command],
    );
    for (const command of [...entries.map(({ command }) => command), ...ofKeys]) {
      assert.ok(isCommand(command), command);
    }
    const texts = [
      ...viewsWelcome.map(({ contents }) => contents),
      ...JSON.stringify(walkthroughs).split('"'),
    ];
    const linked = matches(
      /command:(releaseReadiness\.\w+)/g,
      [...texts, ...Object.values(words)].join('\n'),
    );
    for (const command of linked) assert.ok(isCommand(command), command);
    const conditions = [...entries, ...keybindings, ...viewsWelcome, ...languageModelTools].map((entry) =>
      'when' in entry ? entry.when : '',
    );
    const keys = matches(/(?<![\w.])(?:config\.)?(releaseReadiness\.\w+)/g, conditions.join('\n'));
    const known = [...viewIds, ...Object.values(contextKeys), ...Object.keys(settings)];
    for (const key of keys) assert.ok(known.includes(key), key);
  });

  it('limit every entry of the view to the view, and every key to its place', () => {
    for (const menu of ['view/title', 'view/item/context'] as const) {
      for (const { when } of contributes.menus[menu]) {
        assert.ok(
          viewIds.some((id) => new RegExp(`^view == ${id}(?: |$)`).test(when)),
          when,
        );
      }
    }
    // During an incident one key writes the log, wherever the focus is. Tab is taken on placeholders alone.
    for (const { when } of contributes.keybindings) {
      assert.match(
        when,
        /^(?:focusedView == releaseReadiness\.|releaseReadiness\.(?:incidentOpen$|notesPlaceholder && editorTextFocus ))/,
      );
    }
  });

  it('translate every word of the manifest, and no other', () => {
    const text = JSON.stringify({ contributes, capabilities });
    check(matches(/"%([\w.-]+)%"/g, text), Object.keys(words));
  });

  it('have a short list of settings, each with a scope and a default', () => {
    assert.ok(Object.keys(settings).length < 20);
    for (const [key, setting] of Object.entries(settings)) {
      assert.ok(setting.scope, key);
      assert.notEqual(setting.default, undefined, key);
    }
  });

  it('let no untrusted folder name files, globs or programs', () => {
    const restricted: readonly string[] = capabilities.untrustedWorkspaces.restrictedConfigurations;
    for (const [key, { scope }] of Object.entries(settings)) {
      if (!/path|program|glob|include|exclude|command|file/i.test(key) || key.endsWith('enabled')) continue;
      if (key === 'releaseReadiness.preview.checkboxes') continue;
      assert.ok(scope === 'machine' || restricted.includes(key), key);
    }
    for (const key of restricted) assert.ok(key in settings, key);
  });

  it('name files that exist', () => {
    const text = JSON.stringify(contributes);
    const named = [
      ...matches(/"(?:path|icon|svg|url)":"\.?\/?((?:media|syntaxes|schemas)\/[^"]+)"/g, text),
      ...contributes['markdown.previewStyles'],
      manifest.icon,
    ];
    assert.ok(named.length > 8);
    for (const file of named) assert.ok(fs.existsSync(path.join(root, file)), file);
  });

  it('activate for named files and for a panel of their own, never for everything', () => {
    for (const event of manifest.activationEvents) {
      if (event === `onWebviewPanel:${metricsPanelType}`) continue;
      assert.match(event, /^workspaceContains:/);
      assert.ok(!event.includes('**'), event);
    }
  });
});

describe('the sentences of the editor', () => {
  const english = bundle('bundle.l10n.json');
  const german = bundle('bundle.l10n.de.json');
  const used = matches(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g, sources);

  it('are all in the bundle, and no other', () => check(Object.keys(english), used));

  it('are all translated', () => {
    check(Object.keys(german), Object.keys(english));
    const manifestWords = JSON.parse(
      fs.readFileSync(path.join(root, 'package.nls.de.json'), 'utf8'),
    ) as Record<string, string>;
    check(Object.keys(manifestWords), Object.keys(words));
  });

  it('keep their place-holders and links in every language', () => {
    for (const [key, sentence] of Object.entries(german)) check(holders(sentence), holders(key));
  });

  it('are never put together from parts in a notification', () => {
    const calls = matches(/show(?:Information|Warning|Error)Message\(\s*([^,)]+)/g, sources);
    assert.ok(calls.length > 0);
    for (const argument of calls) {
      assert.match(argument, /^(?:vscode\.l10n\.t|message$)/);
    }
  });
});

function holders(text: string): readonly string[] {
  return matches(/(\{\d\}|\(command:[^)]*\))/g, text);
}

function bundle(name: string): Readonly<Record<string, string>> {
  return JSON.parse(fs.readFileSync(path.join(root, 'l10n', name), 'utf8')) as Record<string, string>;
}

function isCommand(id: string): boolean {
  return commandIds.some((known) => known === id);
}
