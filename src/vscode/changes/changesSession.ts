import * as vscode from 'vscode';
import { paperworkOf } from '../../core/readiness/paperwork.ts';
import type { Changes } from '../../node/changes.ts';
import type { WorkerPool } from '../../node/workers/pool.ts';
import type { Log } from '../log.ts';
import type { Session } from '../session.ts';
import { loadChangesEngine, type ChangesEngine } from './changesEngine.ts';
import { ComparedFolder } from './comparedFolder.ts';
import { listenToGit, type GitListener } from './gitEvents.ts';
import { watchHead } from './headFile.ts';
import type { ChangesOff, FolderChanges } from './state.ts';
import type { ChangeTarget } from './target.ts';

/** Saves this close together are compared once. */
const pauseAfterSave = 200;

/**
 * The changes of the window's folders since their last release. Nothing runs
 * before a person asks, the view is opened or, as the settings say, the current
 * commit moves or a file is saved.
 */
export class ChangesSession implements vscode.Disposable {
  readonly #session: Session;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #folders = new Map<string, ComparedFolder>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #life: vscode.Disposable;
  #engine: ChangesEngine | undefined;
  #loading: Promise<ChangesEngine> | undefined;
  #pool: WorkerPool | undefined;
  #git: Promise<GitListener> | undefined;
  readonly #heads = new Map<string, Promise<vscode.Disposable | undefined>>();

  readonly onDidChange = this.#changed.event;

  constructor(session: Session, log: Log) {
    this.#session = session;
    this.#log = log;
    this.#matchFolders();
    this.#life = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#matchFolders()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#startAnew()),
      session.onDidChangeSettings(() => this.#settingsChanged()),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#onSave(uri)),
    );
  }

  get state(): readonly FolderChanges[] {
    const order = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
    return order.flatMap((key) => this.#folders.get(key)?.state ?? []);
  }

  /** Absent until the first comparison has begun. */
  get engine(): ChangesEngine | undefined {
    return this.#engine;
  }

  /** Compares one folder, or all. Settles when the state shows the results. */
  async run(folder?: vscode.Uri): Promise<void> {
    this.#listen();
    const key = folder?.toString();
    const wanted = [...this.#folders].filter(([name]) => key === undefined || name === key);
    await Promise.all(wanted.map(([, compared]) => compared.run()));
  }

  /** The threads that compare; others may give them work. */
  async pool(): Promise<WorkerPool> {
    const engine = await this.#load();
    return (this.#pool ??= engine.workerPool());
  }

  /** Compares what was never compared. */
  async start(): Promise<void> {
    const idle = this.state.filter(({ phase }) => phase === 'idle');
    await Promise.all(idle.map(({ folder }) => this.run(folder.uri)));
  }

  /** Whether a comparison with another text of one file would find the change no more, and no new break. */
  async wouldEnd(
    { folder, result, change }: ChangeTarget,
    instead: { readonly path: string; readonly text: string },
  ): Promise<boolean> {
    const after = await this.#folders.get(folder.toString())?.compareInstead(result, instead);
    if (after === undefined || after.detection.notAnalysed.length > result.detection.notAnalysed.length)
      return false;
    const breaks = ({ detection }: Changes): readonly string[] =>
      detection.changes
        .filter(({ level }) => level === 'major' || level === 'review')
        .map(({ rule, subject }) => `${rule} ${subject}`);
    const before = new Set(breaks(result));
    before.delete(`${change.rule} ${change.subject}`);
    return breaks(after).every((one) => before.has(one));
  }

  /** Stops what runs; what was shown before stays, marked as old. */
  stop(): void {
    for (const [key, folder] of this.#folders) {
      clearTimeout(this.#timers.get(key));
      this.#timers.delete(key);
      folder.stop();
    }
  }

  /** Undefined: the last release. */
  async chooseBase(folder: vscode.Uri, base: string | undefined): Promise<void> {
    this.#listen();
    await this.#folders.get(folder.toString())?.chooseBase(base);
  }

  /** Settles when no comparison is due or under way. */
  async settled(): Promise<void> {
    for (const [key, timer] of this.#timers) {
      clearTimeout(timer);
      this.#timers.delete(key);
      void this.#folders.get(key)?.run();
    }
    await Promise.all([...this.#folders.values()].map((folder) => folder.settled()));
  }

  dispose(): void {
    this.#life.dispose();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const folder of this.#folders.values()) folder.dispose();
    this.#folders.clear();
    void this.#pool?.close();
    void this.#git?.then((listener) => listener.dispose());
    for (const watcher of this.#heads.values()) void watcher.then((one) => one?.dispose());
  }

  async #load(): Promise<ChangesEngine> {
    this.#loading ??= loadChangesEngine();
    this.#engine = await this.#loading;
    return this.#engine;
  }

  /** Git is listened to from the first comparison on: before it, nothing can be old. */
  #listen(): void {
    const compared = this.state.filter(({ phase }) => phase !== 'off');
    if (compared.length === 0) return;
    const head = (root: vscode.Uri): void =>
      this.#onMove(root, { run: this.#session.settings.changesRun !== 'manual' });
    this.#git ??= listenToGit({
      head,
      files: (root) => this.#onMove(root, { run: this.#session.settings.changesRun === 'save' }),
      counts: (file) => !this.#isPaperwork(file),
    }).catch((error: unknown): GitListener => {
      this.#log.warn(`Git events are not available: ${String(error)}`);
      return { watches: () => false, dispose: () => {} };
    });
    for (const { folder } of compared) {
      const key = folder.uri.toString();
      if (this.#heads.has(key)) continue;
      const moved = async (root: vscode.Uri): Promise<void> => {
        if ((await this.#git)?.watches(root) !== true) head(root);
      };
      this.#heads.set(
        key,
        watchHead(folder.uri, (root) => void moved(root)),
      );
    }
  }

  #onSave(uri: vscode.Uri): void {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder === undefined || !this.#isCompared(folder.uri.toString()) || this.#isPaperwork(uri)) return;
    this.#outdated(folder.uri.toString(), { run: this.#session.settings.changesRun === 'save' });
  }

  /** A tick makes no comparison old; the policy and accepted changes decide what one says, and do. */
  #isPaperwork(uri: vscode.Uri): boolean {
    return paperworkOf(uri.path) !== undefined || this.#session.find(uri).length > 0;
  }

  /** A repository may hold the folder, or lie in it. */
  #onMove(root: vscode.Uri, options: { readonly run: boolean }): void {
    for (const { folder } of this.state) {
      const [a, b] = [`${root.path}/`, `${folder.uri.path}/`];
      if (folder.uri.scheme !== root.scheme || !(a.startsWith(b) || b.startsWith(a))) continue;
      const key = folder.uri.toString();
      if (this.#isCompared(key)) this.#outdated(key, options);
    }
  }

  #isCompared(key: string): boolean {
    const state = this.#folders.get(key)?.state;
    return state !== undefined && state.phase !== 'off' && state.phase !== 'idle';
  }

  #outdated(key: string, { run }: { readonly run: boolean }): void {
    this.#folders.get(key)?.makeStale();
    if (!run) return;
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        void this.#folders.get(key)?.run();
      }, pauseAfterSave),
    );
  }

  #settingsChanged(): void {
    const off = this.state.some(
      ({ folder, phase }) => (phase === 'off') !== (this.#off(folder) !== undefined),
    );
    if (off) this.#startAnew();
  }

  #startAnew(): void {
    for (const folder of this.#folders.values()) folder.dispose();
    this.#folders.clear();
    this.#matchFolders();
  }

  #matchFolders(): void {
    const wanted = vscode.workspace.workspaceFolders ?? [];
    const keys = new Set(wanted.map(({ uri }) => uri.toString()));
    for (const [key, folder] of this.#folders) {
      if (keys.has(key)) continue;
      folder.dispose();
      this.#folders.delete(key);
    }
    for (const folder of wanted) {
      const key = folder.uri.toString();
      if (this.#folders.has(key)) continue;
      this.#folders.set(
        key,
        new ComparedFolder(folder, {
          engine: () => this.#load(),
          pool: (engine) => (this.#pool ??= engine.workerPool()),
          log: this.#log,
          off: () => this.#off(folder),
          changed: () => this.#changed.fire(),
        }),
      );
    }
    this.#changed.fire();
  }

  #off(folder: vscode.WorkspaceFolder): ChangesOff | undefined {
    const { enabled, git } = this.#session.settings;
    if (!vscode.workspace.isTrusted) return 'untrusted';
    if (folder.uri.scheme !== 'file') return 'virtual';
    return enabled && git ? undefined : 'setting';
  }
}
