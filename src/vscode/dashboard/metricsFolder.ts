import * as vscode from 'vscode';
import type { MetricsInput, Metrics, MetricsOptions } from '../../core/metrics/model.ts';
import type { Choice, PageState, Step } from '../../webview/protocol.ts';
import { workspaceFiles } from '../ports/workspaceFiles.ts';
import type { Settings } from '../settings.ts';
import type { DashboardEngine } from './dashboardEngine.ts';

/** Why git is not asked. */
export type GitOff = 'untrusted' | 'virtual' | 'setting';

export function gitOff(folder: vscode.WorkspaceFolder, { git }: Pick<Settings, 'git'>): GitOff | undefined {
  if (!vscode.workspace.isTrusted) return 'untrusted';
  if (folder.uri.scheme !== 'file') return 'virtual';
  return git ? undefined : 'setting';
}

/** Reads what figures are computed from; what is typed and not saved yet counts. */
export async function readInput(
  engine: DashboardEngine,
  folder: vscode.WorkspaceFolder,
  asked: Pick<MetricsOptions, 'package'> & { readonly until: number; readonly settings: Settings },
): Promise<MetricsInput> {
  return engine.gatherMetrics(folder.uri.fsPath, {
    until: asked.until,
    ...(asked.package === undefined ? {} : { package: asked.package }),
    files: workspaceFiles(folder.uri, (globs) => globs),
    trusted: gitOff(folder, asked.settings) === undefined,
    environment: process.env,
  });
}

/** What the page says when a folder holds nothing to count. */
export function nothingState(off: GitOff | undefined): PageState {
  if (off === 'untrusted') {
    return {
      kind: 'nothing',
      title: vscode.l10n.t('No metrics yet'),
      sentence: vscode.l10n.t(
        'No release record and no incident is here, and the history is not read before you trust this workspace: git could run programs that it names.',
      ),
      steps: [trustStep(), ...beginSteps()],
    };
  }
  return {
    kind: 'nothing',
    title: vscode.l10n.t('No metrics yet'),
    sentence: vscode.l10n.t(
      'Nothing is recorded: no releases/*/release.yml, no incidents/*.md and no tag of a release such as v1.4.0. Metrics begin with the first of them.',
    ),
    steps: off === 'setting' ? [settingsStep(), ...beginSteps()] : beginSteps(),
  };
}

export function noFolderState(): PageState {
  return {
    kind: 'nothing',
    title: vscode.l10n.t('No folder is open'),
    sentence: vscode.l10n.t('Metrics are computed from the files and the history of a folder.'),
    steps: [{ label: vscode.l10n.t('Open Folder'), step: 'openFolder' }],
  };
}

export function failedState(): PageState {
  return {
    kind: 'nothing',
    title: vscode.l10n.t('The metrics could not be computed'),
    sentence: vscode.l10n.t(
      'The log of Release Readiness says why. Run Show Metrics again after mending it.',
    ),
    steps: [],
  };
}

type Limits = Extract<PageState, { kind: 'metrics' }>['limits'];

/** What the figures leave out, with what to do about it. */
export function limitsOf(off: GitOff | undefined, input: MetricsInput): Limits {
  switch (off) {
    case 'untrusted':
      return [
        {
          sentence: vscode.l10n.t(
            'Restricted Mode: git is not asked, so figures come from records and incidents alone.',
          ),
          steps: [trustStep()],
        },
      ];
    case 'virtual':
      return [
        {
          sentence: vscode.l10n.t(
            'This folder is not on this disk, so there is no git to ask: figures come from records and incidents alone.',
          ),
          steps: [],
        },
      ];
    case 'setting':
      return [
        {
          sentence: vscode.l10n.t(
            'Git is turned off in the settings: figures come from records and incidents alone.',
          ),
          steps: [settingsStep()],
        },
      ];
    case undefined:
      return input.graph !== undefined || input.notes.some(({ code }) => code === 'gitFailed')
        ? []
        : [
            {
              sentence: vscode.l10n.t(
                'This folder is not in a git repository: figures come from records and incidents alone.',
              ),
              steps: [],
            },
          ];
  }
}

/** Files that the person may open from the page. */
export function placesOf({ figures, questions }: Metrics): ReadonlySet<string> {
  return new Set([
    ...figures.flatMap(({ rows }) => rows.flatMap(({ file }) => file ?? [])),
    ...questions.map(({ place }) => place.file),
  ]);
}

export function foldersOf(): readonly { readonly uri: string; readonly name: string }[] {
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri, name }) => ({ uri: uri.toString(), name }));
}

export function folderOf(choice: Choice): vscode.WorkspaceFolder | undefined {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.find(({ uri }) => uri.toString() === choice.folder) ?? folders[0];
}

function trustStep(): Step {
  return { label: vscode.l10n.t('Manage Workspace Trust'), step: 'trust' };
}

function settingsStep(): Step {
  return { label: vscode.l10n.t('Open Settings'), step: 'settings' };
}

function beginSteps(): readonly Step[] {
  return [
    { label: vscode.l10n.t('Create Release Checklist'), step: 'createChecklist' },
    { label: vscode.l10n.t('Declare Incident'), step: 'declareIncident' },
  ];
}
