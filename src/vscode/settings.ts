import * as vscode from 'vscode';
import { configurationSection } from './ids.ts';

/** All settings, read here and nowhere else. */
export interface Settings {
  readonly enabled: boolean;
  /** Names that count as "mine": `@ana`, `role:qa`. */
  readonly me: readonly string[];
  readonly saveAfterTick: boolean;
  readonly stampOnTick: boolean;
  readonly git: boolean;
  readonly badge: boolean;
  readonly statusBar: boolean;
  readonly fileDecorations: boolean;
  readonly codeLens: boolean;
  readonly diagnostics: boolean;
  readonly languageStatus: boolean;
  readonly preview: boolean;
  readonly incidentReminders: boolean;
  /** Completion, counts, hints and hovers in release notes. */
  readonly notes: boolean;
  /** Problems in release notes. */
  readonly notesLint: boolean;
  readonly changesDiagnostics: boolean;
  /** What starts a comparison by itself: nothing, a new current commit, or a saved file too. */
  readonly changesRun: 'manual' | 'head' | 'save';
}

const changesRuns = ['manual', 'head', 'save'] as const;

/** Files that a person added or left out, paths or globs relative to the folder. */
export interface FileChoice {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration(configurationSection);
  const isOn = (key: string): boolean => configuration.get(key) === true;
  return {
    enabled: isOn('enabled'),
    me: texts(configuration.get('me')),
    saveAfterTick: isOn('saveAfterTick'),
    stampOnTick: isOn('stampOnTick'),
    git: isOn('git.enabled'),
    badge: isOn('badge.enabled'),
    statusBar: isOn('statusBar.enabled'),
    fileDecorations: isOn('fileDecorations.enabled'),
    codeLens: isOn('codeLens.enabled'),
    diagnostics: isOn('diagnostics.enabled'),
    languageStatus: isOn('languageStatus.enabled'),
    preview: isOn('preview.checkboxes'),
    incidentReminders: isOn('incidents.reminders'),
    notes: isOn('notes.enabled'),
    notesLint: isOn('notes.lint'),
    changesDiagnostics: isOn('changes.diagnostics'),
    changesRun: changesRuns.find((run) => run === configuration.get('changes.run')) ?? 'head',
  };
}

export function readFileChoice(folder: vscode.Uri): FileChoice {
  const configuration = vscode.workspace.getConfiguration(configurationSection, folder);
  return { include: texts(configuration.get('include')), exclude: texts(configuration.get('exclude')) };
}

/** Writes both lists to the folder's settings, or to the workspace's when there is one folder only. */
export async function writeFileChoice(folder: vscode.Uri, choice: FileChoice): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(configurationSection, folder);
  const severalFolders = (vscode.workspace.workspaceFolders ?? []).length > 1;
  const target = severalFolders
    ? vscode.ConfigurationTarget.WorkspaceFolder
    : vscode.ConfigurationTarget.Workspace;
  const now = readFileChoice(folder);
  for (const key of ['include', 'exclude'] as const) {
    if (String(choice[key]) === String(now[key])) continue;
    await configuration.update(key, choice[key].length === 0 ? undefined : choice[key], target);
  }
}

export function onDidChangeSettings(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(configurationSection)) listener();
  });
}

function texts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((entry): entry is string => typeof entry === 'string' && entry.trim() !== '');
}
