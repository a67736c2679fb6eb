import * as vscode from 'vscode';
import type { References } from '../../../node/git/references.ts';
import { changesViewId } from '../../ids.ts';
import { ask, needed, pickOne } from '../../quickInput.ts';
import type { CommandContext } from '../context.ts';

type Choice = { readonly base: string | undefined } | 'other';

/** Asks for a base, a release before all, and compares with it from now on. */
export async function compareWith({ changes }: CommandContext): Promise<void> {
  const folder = await chooseFolder(changes.state.filter(({ phase }) => phase !== 'off'));
  if (folder === undefined) return;
  const { references } = await import('../../../node/git/references.ts');
  const found = await references(folder.uri.fsPath);
  const title = vscode.l10n.t('Compare With');
  const choice = await pickOne<Choice>(title, [
    {
      label: vscode.l10n.t('The last release'),
      description: vscode.l10n.t('chosen anew each time'),
      value: { base: undefined },
    },
    { label: vscode.l10n.t('Another revision…'), value: 'other' },
    ...(found.ok ? choicesOf(found) : []),
  ]);
  if (choice === undefined) return;
  const base = choice === 'other' ? await askRevision(title) : choice.base;
  if (choice === 'other' && base === undefined) return;
  await vscode.commands.executeCommand(`${changesViewId}.focus`);
  await changes.chooseBase(folder.uri, base);
}

function choicesOf({ tags, branches, commits }: References) {
  return [
    ...tags.map((name) => ({ label: name, description: vscode.l10n.t('tag'), value: { base: name } })),
    ...branches.map((name) => ({
      label: name,
      description: vscode.l10n.t('branch, from where it was left'),
      value: { base: name },
    })),
    ...commits.map(({ id, subject }) => ({
      label: id.slice(0, 10),
      description: subject,
      value: { base: id },
    })),
  ];
}

function askRevision(title: string): Promise<string | undefined> {
  return ask(title, {
    prompt: vscode.l10n.t('A tag, a branch or a commit'),
    placeholder: 'v1.2.0',
    check: needed(vscode.l10n.t('Name a tag, a branch or a commit.')),
  });
}

async function chooseFolder(
  states: readonly { readonly folder: vscode.WorkspaceFolder }[],
): Promise<vscode.WorkspaceFolder | undefined> {
  const [first] = states;
  if (first === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing can be compared here: open and trust a folder, and leave git checks on.'),
    );
    return undefined;
  }
  if (states.length === 1) return first.folder;
  return pickOne(
    vscode.l10n.t('Which Folder?'),
    states.map(({ folder }) => ({ label: folder.name, value: folder })),
  );
}
