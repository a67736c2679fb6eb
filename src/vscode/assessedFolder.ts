import * as vscode from 'vscode';
import type { Assessment } from '../core/engine.ts';
import type { NotesFile, Ports } from '../core/ports.ts';
import type { ChangeInput } from '../core/readiness/comparison.ts';
import type { Engine } from './engine.ts';
import { errorText, type Log } from './log.ts';
import { repository } from './ports/repository.ts';
import {
  listFiles,
  mayHoldChecklist,
  openDocument,
  relativePath,
  workspaceFiles,
  type WorkspaceFiles,
} from './ports/workspaceFiles.ts';
import type { NotesAnswer } from './session.ts';
import { readFileChoice, type Settings } from './settings.ts';

export interface FolderState {
  readonly folder: vscode.WorkspaceFolder;
  /** Absent until the first assessment has ended. */
  readonly assessment: Assessment | undefined;
  /** The last assessment broke off: what is shown may be old. */
  readonly failed: boolean;
}

interface Surroundings {
  readonly engine: Engine;
  readonly log: Log;
  readonly settings: () => Settings;
  readonly changed: () => void;
  readonly notes: (notes: NotesFile) => NotesAnswer;
}

/** Files of a release folder, whatever the policy says. */
const ownPatterns = [
  'releases/*/checklist.{md,yml,yaml}',
  'releases/*/release.{yml,yaml}',
  'releases/*/decisions/*.{yml,yaml}',
  'releases/policy.{yml,yaml}',
  'incidents/*.md',
];

/** Keystrokes this close together are read once; short enough that the tree follows the typing. */
const pauseAfterKeystroke = 60;
/** Files written by a tool arrive in bursts. */
const pauseAfterFileEvent = 120;

/**
 * One workspace folder: its assessment, and the events that make it old.
 * Whole assessments replace one another, the latest wins; a changed document is
 * read alone, after the assessment that may be under way.
 */
export class AssessedFolder implements vscode.Disposable {
  readonly #folder: vscode.WorkspaceFolder;
  readonly #around: Surroundings;
  readonly #life: vscode.Disposable;
  readonly #changedFiles = new Set<string>();
  #watchers: vscode.Disposable = new vscode.Disposable(() => {});
  #watched = '';
  #files: WorkspaceFiles | undefined;
  #stamps: ReadonlyMap<string, string> = new Map();
  #latest: object = {};
  #change: ChangeInput | undefined;
  #work: Promise<void> = Promise.resolve();
  #keystrokeTimer: NodeJS.Timeout | undefined;
  #fileTimer: NodeJS.Timeout | undefined;
  #state: FolderState;

  constructor(folder: vscode.WorkspaceFolder, around: Surroundings) {
    this.#folder = folder;
    this.#around = around;
    this.#state = { folder, assessment: undefined, failed: false };
    this.#life = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#onText(document);
      }),
      vscode.workspace.onDidOpenTextDocument((document) => this.#onOpen(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#onClose(document)),
    );
  }

  get state(): FolderState {
    return this.#state;
  }

  /** Finds and reads everything. Settles when the state shows it, or what a later run has found. */
  assess(): Promise<void> {
    const run = {};
    this.#latest = run;
    this.#work = this.#work.then(() => (this.#latest === run ? this.#assess(run) : undefined));
    return this.#idle();
  }

  /** What changed since the last release; undefined while nobody knows. */
  setChange(change: ChangeInput | undefined): void {
    this.#change = change;
    const { assessment } = this.#state;
    if (assessment === undefined) return;
    this.#set({
      ...this.#state,
      assessment: this.#around.engine.withChange(assessment, change, Date.now()),
    });
  }

  /** Reads the documents that have changed since they were read. */
  flush(): Promise<void> {
    clearTimeout(this.#keystrokeTimer);
    this.#keystrokeTimer = undefined;
    this.#work = this.#work.then(() => this.#reread());
    return this.#idle();
  }

  async settled(): Promise<void> {
    if (this.#keystrokeTimer !== undefined) await this.flush();
    if (this.#fileTimer !== undefined) {
      this.#clearFileTimer();
      await this.assess();
    }
    await this.#idle();
  }

  /** Events are hints: compares the known files with what was read, and evaluates at the present time. */
  async check(): Promise<void> {
    await this.#idle();
    const { assessment } = this.#state;
    const files = this.#files;
    if (files === undefined || assessment === undefined) return;
    const { commit } = await this.#head(files);
    const [stamps, found] = await Promise.all([
      this.#readStamps(files.seen),
      listFiles(this.#folder.uri, this.#allowed(assessment.policy.checklists)),
    ]);
    const same = [...stamps].every(([file, stamp]) => this.#stamps.get(file) === stamp);
    const moved =
      assessment.git.state === 'ready' && commit !== undefined && commit !== assessment.git.commit;
    if (same && !moved && found.every((file) => files.seen.has(file))) this.#evaluateNow();
    else await this.assess();
  }

  dispose(): void {
    this.#latest = {};
    clearTimeout(this.#keystrokeTimer);
    this.#clearFileTimer();
    this.#watchers.dispose();
    this.#life.dispose();
  }

  /** A run that a later one has overtaken is not over before that one is. */
  async #idle(): Promise<void> {
    for (let work; work !== this.#work;) {
      work = this.#work;
      await work;
    }
  }

  async #assess(run: object): Promise<void> {
    const { uri } = this.#folder;
    const files = workspaceFiles(uri, (globs) => this.#allowed(globs));
    const choice = vscode.workspace.isTrusted ? readFileChoice(uri) : { include: [], exclude: [] };
    this.#changedFiles.clear();
    try {
      const { engine } = this.#around;
      const read = await engine.assessFolder(this.#ports(files), {
        include: choice.include,
        exclude: choice.exclude,
      });
      const stamps = await this.#readStamps(files.seen);
      if (this.#latest !== run) return;
      const change = this.#change;
      const assessment = change === undefined ? read : engine.withChange(read, change, read.now);
      this.#files = files;
      this.#stamps = stamps;
      this.#watch(this.#allowed(assessment.policy.checklists), choice.include);
      this.#set({ folder: this.#folder, assessment, failed: false });
    } catch (error) {
      this.#around.log.error(errorText(error));
      if (this.#latest === run) this.#set({ ...this.#state, failed: true });
    }
  }

  async #reread(): Promise<void> {
    const changed = [...this.#changedFiles];
    this.#changedFiles.clear();
    let { assessment } = this.#state;
    const run = this.#latest;
    if (assessment === undefined || changed.length === 0) return;
    try {
      for (const file of changed) {
        const document = openDocument(vscode.Uri.joinPath(this.#folder.uri, file));
        if (document === undefined) continue;
        const ports = this.#files === undefined ? undefined : this.#ports(this.#files);
        const text = document.getText();
        assessment = await this.#around.engine.reread(assessment, file, text, Date.now(), ports);
      }
    } catch (error) {
      this.#around.log.error(errorText(error));
      return;
    }
    if (this.#latest === run) this.#set({ ...this.#state, assessment });
  }

  /** Patterns that a file of the folder names are not looked for before the person trusts the folder. */
  #allowed(globs: readonly string[]): readonly string[] {
    if (vscode.workspace.isTrusted) return globs;
    const builtIn = new Set([...this.#around.engine.guidePolicy.checklists, ...ownPatterns]);
    return [...builtIn];
  }

  #ports(files: WorkspaceFiles): Ports {
    return {
      files,
      git: repository(this.#folder.uri, { enabled: this.#around.settings().git }),
      notes: { facts: (notes) => Promise.resolve(this.#around.notes(notes)) },
      clock: { now: () => Date.now() },
    };
  }

  /** The commit that is checked out; a sign-off may hold or not hold for it without any file of ours changing. */
  async #head(files: WorkspaceFiles): Promise<{ readonly commit?: string }> {
    const git = await this.#ports(files).git.state();
    return git.state === 'ready' ? { commit: git.commit } : {};
  }

  #evaluateNow(): void {
    const { assessment } = this.#state;
    if (assessment === undefined) return;
    this.#set({ ...this.#state, assessment: this.#around.engine.reassess(assessment, Date.now()) });
  }

  #set(state: FolderState): void {
    this.#state = state;
    this.#around.changed();
  }

  #onText(document: vscode.TextDocument): void {
    const file = relativePath(this.#folder.uri, document.uri);
    if (file === undefined || this.#files?.seen.has(file) !== true) return;
    this.#changedFiles.add(file);
    this.#keystrokeTimer ??= setTimeout(() => void this.flush(), pauseAfterKeystroke);
  }

  #onOpen(document: vscode.TextDocument): void {
    const file = relativePath(this.#folder.uri, document.uri);
    if (file === undefined || !mayHoldChecklist(document) || this.#files === undefined) return;
    if (!this.#files.seen.has(file)) this.#assessSoon();
  }

  /** Closing may throw unsaved text away: then the disk says what holds. */
  #onClose(document: vscode.TextDocument): void {
    const file = relativePath(this.#folder.uri, document.uri);
    if (file !== undefined && document.isDirty && this.#files?.seen.has(file) === true) this.#assessSoon();
  }

  #onFile(uri: vscode.Uri): void {
    if (/\/(node_modules|\.git)\//.test(uri.path)) return;
    // The text of an open document is known already, and follows its own events.
    if (openDocument(uri)?.isDirty === true) return;
    this.#assessSoon();
  }

  #assessSoon(): void {
    this.#fileTimer ??= setTimeout(() => {
      this.#fileTimer = undefined;
      void this.assess();
    }, pauseAfterFileEvent);
  }

  #clearFileTimer(): void {
    clearTimeout(this.#fileTimer);
    this.#fileTimer = undefined;
  }

  #watch(globs: readonly string[], included: readonly string[]): void {
    const patterns = [...new Set([...ownPatterns, ...globs, ...included])];
    const key = patterns.join('\n');
    if (key === this.#watched) return;
    this.#watchers.dispose();
    this.#watched = key;
    this.#watchers = vscode.Disposable.from(
      ...patterns
        .filter((pattern) => !pattern.startsWith('!'))
        .flatMap((pattern) => {
          const watcher = vscode.workspace.createFileSystemWatcher(
            new vscode.RelativePattern(this.#folder, pattern),
          );
          const onFile = (uri: vscode.Uri): void => this.#onFile(uri);
          return [
            watcher,
            watcher.onDidCreate(onFile),
            watcher.onDidChange(onFile),
            watcher.onDidDelete(onFile),
          ];
        }),
    );
  }

  async #readStamps(files: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
    const entries = await Promise.all(
      [...files].map(async (file): Promise<readonly [string, string]> => {
        try {
          const stat = await vscode.workspace.fs.stat(vscode.Uri.joinPath(this.#folder.uri, file));
          return [file, `${stat.mtime} ${stat.size}`];
        } catch {
          return [file, 'missing'];
        }
      }),
    );
    return new Map(entries);
  }
}
