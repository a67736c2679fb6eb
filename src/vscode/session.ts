import * as vscode from 'vscode';
import type { NotesFile, NotesPort } from '../core/ports.ts';
import type { ChangeInput } from '../core/readiness/comparison.ts';
import type { Readiness } from '../core/readiness/model.ts';
import { AssessedFolder, type FolderState } from './assessedFolder.ts';
import { loadEngine, type Engine } from './engine.ts';
import { errorText, type Log } from './log.ts';
import { relativePath } from './ports/workspaceFiles.ts';
import { onDidChangeSettings, readSettings, type Settings } from './settings.ts';

export type Phase = 'starting' | 'disabled' | 'noFolder' | 'noChecklist' | 'ready';

/** All that the surfaces show, in one immutable value. */
export interface SessionState {
  readonly phase: Phase;
  readonly folders: readonly FolderState[];
  /** Absent until the first assessment has begun. */
  readonly engine: Engine | undefined;
}

/** What is known at once. */
export type NotesAnswer = Awaited<ReturnType<NotesPort['facts']>>;

export interface DocumentReadiness {
  readonly folder: vscode.Uri;
  readonly file: string;
  readonly readiness: Readiness;
}

/**
 * The readiness of the window's folders, kept up to date. Surfaces read `state`
 * and listen; nothing else decides anything.
 */
export class Session implements vscode.Disposable {
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #settingsChanged = new vscode.EventEmitter<void>();
  readonly #folders = new Map<string, AssessedFolder>();
  readonly #life: vscode.Disposable;
  #settings = readSettings();
  #engine: Engine | undefined;
  #state: SessionState = { phase: 'starting', folders: [], engine: undefined };

  /** Who knows what the repository says about release notes; asked when a checklist says that they are written. */
  notes: ((folder: vscode.WorkspaceFolder, notes: NotesFile) => NotesAnswer) | undefined;

  readonly onDidChange = this.#changed.event;
  readonly onDidChangeSettings = this.#settingsChanged.event;

  constructor(log: Log) {
    this.#log = log;
    this.#life = vscode.Disposable.from(
      this.#changed,
      this.#settingsChanged,
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.refresh()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.refresh()),
      onDidChangeSettings(() => {
        this.#settings = readSettings();
        this.#settingsChanged.fire();
        void this.refresh();
      }),
    );
  }

  get state(): SessionState {
    return this.#state;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Reads everything again. Settles when the state shows the result. */
  async refresh(): Promise<void> {
    try {
      this.#engine ??= await loadEngine();
      this.#matchFolders(this.#engine);
      this.#publish();
      await Promise.all([...this.#folders.values()].map((folder) => folder.assess()));
    } catch (error) {
      this.#log.error(errorText(error));
    }
  }

  /** Settles when no known change waits to be read. */
  async settled(): Promise<void> {
    await Promise.all([...this.#folders.values()].map((folder) => folder.settled()));
  }

  /** Looks for changes that no event has told. */
  async check(): Promise<void> {
    await Promise.all([...this.#folders.values()].map((folder) => folder.check()));
  }

  /** Reads one folder again. */
  async assess(folder: vscode.Uri): Promise<void> {
    await this.#folders.get(folder.toString())?.assess();
  }

  /** What changed in a folder since the last release, for every release of it. */
  setChange(folder: vscode.Uri, change: ChangeInput | undefined): void {
    this.#folders.get(folder.toString())?.setChange(change);
  }

  /** Reads a document at once instead of after the usual pause. */
  async flush(document: vscode.TextDocument): Promise<void> {
    await this.#folderOf(document.uri)?.flush();
  }

  /** What is known of a file: the releases that read it. */
  find(uri: vscode.Uri): readonly DocumentReadiness[] {
    const state = this.#state.folders.find(({ folder }) => relativePath(folder.uri, uri) !== undefined);
    const file = state === undefined ? undefined : relativePath(state.folder.uri, uri);
    if (state === undefined || file === undefined) return [];
    return readinessOf(state)
      .filter((readiness) => readiness.sources.some((source) => source.file === file))
      .map((readiness) => ({ folder: state.folder.uri, file, readiness }));
  }

  dispose(): void {
    this.#life.dispose();
    for (const folder of this.#folders.values()) folder.dispose();
    this.#folders.clear();
  }

  #folderOf(uri: vscode.Uri): AssessedFolder | undefined {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return folder === undefined ? undefined : this.#folders.get(folder.uri.toString());
  }

  #matchFolders(engine: Engine): void {
    const wanted = this.#settings.enabled ? (vscode.workspace.workspaceFolders ?? []) : [];
    const keys = new Set(wanted.map((folder) => folder.uri.toString()));
    for (const [key, folder] of this.#folders) {
      if (keys.has(key)) continue;
      folder.dispose();
      this.#folders.delete(key);
    }
    for (const folder of wanted) {
      const key = folder.uri.toString();
      if (this.#folders.has(key)) continue;
      const changed = (): void => this.#publish();
      const settings = (): Settings => this.#settings;
      const notes = (file: NotesFile): NotesAnswer =>
        this.notes?.(folder, file) ?? { unread: vscode.l10n.t('nobody has looked yet') };
      this.#folders.set(
        key,
        new AssessedFolder(folder, { engine, log: this.#log, settings, changed, notes }),
      );
    }
  }

  #publish(): void {
    const order = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.toString());
    const folders = order.flatMap((key) => this.#folders.get(key)?.state ?? []);
    this.#state = { phase: this.#phase(folders), folders, engine: this.#engine };
    this.#changed.fire();
  }

  #phase(folders: readonly FolderState[]): Phase {
    if (!this.#settings.enabled) return 'disabled';
    if (folders.length === 0) return 'noFolder';
    if (folders.some((folder) => readinessOf(folder).length > 0 || folder.failed)) return 'ready';
    return folders.every((folder) => folder.assessment !== undefined) ? 'noChecklist' : 'starting';
  }
}

export function readinessOf(state: FolderState): readonly Readiness[] {
  return state.assessment?.readiness ?? [];
}

export function allReadiness(state: SessionState): readonly Readiness[] {
  return state.folders.flatMap(readinessOf);
}
