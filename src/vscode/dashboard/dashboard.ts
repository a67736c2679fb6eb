import * as vscode from 'vscode';
import type { Metrics, MetricsInput, MetricsOptions } from '../../core/metrics/model.ts';
import { isMemory, isToHost, usualChoice } from '../../webview/protocol.ts';
import type { Choice, PageState, ToHost, ToPage } from '../../webview/protocol.ts';
import { metricsPanelType } from '../ids.ts';
import { errorText, type Log } from '../log.ts';
import type { Session } from '../session.ts';
import { loadDashboardEngine, type DashboardEngine } from './dashboardEngine.ts';
import { pageHtml, pageRoots } from './html.ts';
import {
  failedState,
  folderOf,
  foldersOf,
  gitOff,
  limitsOf,
  noFolderState,
  nothingState,
  readInput,
} from './metricsFolder.ts';
import { pageWords } from './pageWords.ts';
import { watchInput } from './watch.ts';

/** What is on the page, and what it was computed from. */
export interface Shown {
  readonly engine: DashboardEngine;
  readonly folder: vscode.WorkspaceFolder;
  readonly metrics: Metrics;
  readonly options: MetricsOptions;
}

/** Carries out what a person clicked on the page. */
export type Act = (dashboard: Dashboard, message: Exclude<ToHost, { type: 'ready' | 'choose' }>) => unknown;

/** What was read for which folder, kept while only the window of the figures changes. */
interface Reading {
  readonly input: MetricsInput;
  readonly folder: string;
  readonly package: string | undefined;
  readonly now: number;
}

interface Surroundings {
  readonly session: Session;
  readonly log: Log;
  readonly extension: vscode.Uri;
  readonly act: Act;
}

/** The page of metrics: one panel a window. It reads when it is opened or refreshed, never by itself. */
export class Dashboard implements vscode.Disposable {
  readonly #around: Surroundings;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #life: vscode.Disposable;
  #panel: vscode.WebviewPanel | undefined;
  #watcher: vscode.Disposable | undefined;
  #engine: Promise<DashboardEngine> | undefined;
  #choice: Choice = usualChoice;
  #reading: Reading | undefined;
  #shown: Shown | undefined;
  #state: PageState = { kind: 'reading' };
  #latest: object = {};
  #work: Promise<void> = Promise.resolve();

  readonly onDidChange = this.#changed.event;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#life = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#again()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#again()),
    );
  }

  get state(): PageState {
    return this.#state;
  }

  get shown(): Shown | undefined {
    return this.#shown;
  }

  /** Opens the panel, or brings the open one to the front, and reads. */
  async show(): Promise<void> {
    if (this.#panel === undefined) {
      const panel = vscode.window.createWebviewPanel(
        metricsPanelType,
        vscode.l10n.t('Delivery Metrics'),
        vscode.ViewColumn.Active,
      );
      this.#adopt(panel);
    } else {
      this.#panel.reveal();
    }
    await this.refresh();
  }

  /** Takes over the panel of the window before. `memory` is what its page remembered. */
  restore(panel: vscode.WebviewPanel, memory: unknown): void {
    this.#panel?.dispose();
    if (isMemory(memory)) this.#choice = memory.choice;
    this.#adopt(panel);
    void this.refresh();
  }

  /** Reads everything anew. Settles when the page is told, or a later call has taken over. */
  refresh(): Promise<void> {
    this.#reading = undefined;
    return this.#compute();
  }

  choose(choice: Choice): Promise<void> {
    this.#choice = choice;
    return this.#compute();
  }

  /** Settles when nothing is being read. */
  async settled(): Promise<void> {
    await this.#work;
  }

  /** Takes a message as the page would send it. */
  async receive(message: unknown): Promise<void> {
    if (!isToHost(message)) {
      this.#around.log.warn('The page of metrics sent a message that nobody knows.');
      return;
    }
    if (message.type === 'ready') this.#greet();
    else if (message.type === 'choose') await this.choose(message.choice);
    else await this.#around.act(this, message);
  }

  /** A sentence for the person, said aloud too. */
  say(sentence: string): void {
    this.#post({ type: 'done', sentence });
  }

  dispose(): void {
    this.#life.dispose();
    this.#panel?.dispose();
    this.#watcher?.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const { extension, log } = this.#around;
    this.#panel = panel;
    panel.iconPath = {
      light: vscode.Uri.joinPath(extension, 'media', 'dashboard-light.svg'),
      dark: vscode.Uri.joinPath(extension, 'media', 'dashboard-dark.svg'),
    };
    panel.webview.options = { enableScripts: true, localResourceRoots: pageRoots(extension) };
    const listener = panel.webview.onDidReceiveMessage((message: unknown) => {
      this.receive(message).catch((error: unknown) => log.error(errorText(error)));
    });
    panel.onDidDispose(() => {
      listener.dispose();
      if (this.#panel !== panel) return;
      this.#panel = undefined;
      this.#watcher?.dispose();
      this.#watcher = undefined;
      this.#reading = undefined;
      this.#shown = undefined;
      this.#latest = {};
    });
    panel.webview.html = pageHtml(panel.webview, extension);
  }

  #greet(): void {
    this.#post({ type: 'words', words: pageWords(), language: vscode.env.language });
    this.#post({ type: 'state', state: this.#state });
  }

  #again(): void {
    if (this.#panel !== undefined) void this.refresh();
  }

  #compute(): Promise<void> {
    const run = {};
    this.#latest = run;
    this.#work = this.#show(run).catch((error: unknown) => {
      this.#around.log.error(errorText(error));
      if (this.#latest === run) this.#set(failedState());
    });
    return this.#work;
  }

  /** The latest run wins. */
  async #show(run: object): Promise<void> {
    const folder = folderOf(this.#choice);
    if (folder === undefined) {
      this.#set(noFolderState());
      return;
    }
    this.#set(
      this.#state.kind === 'metrics' ? { ...this.#state, freshness: 'reading' } : { kind: 'reading' },
    );
    const engine = await (this.#engine ??= loadDashboardEngine());
    const { session } = this.#around;
    const off = gitOff(folder, session.settings);
    const reading = await this.#read(engine, folder);
    if (this.#latest !== run) return;
    this.#reading = reading;
    this.#watch(folder, off === undefined ? 'read' : 'off');
    const { input, now } = reading;
    if (engine.holdsNothing(input)) {
      this.#shown = undefined;
      this.#set(nothingState(off));
      return;
    }
    const options = engine.askedOf(this.#choice, input, now);
    const asked = options ?? engine.askedOf({ ...this.#choice, period: 'usual' }, input, now) ?? { now };
    const metrics = engine.metricsOf(input, asked);
    this.#shown = { engine, folder, metrics, options: asked };
    const view = engine.metricsView(metrics);
    const pictures = view.pictures.map((picture) => ({
      ...picture,
      svg: engine.chartSvgForPage(picture.chart),
    }));
    this.#set({
      kind: 'metrics',
      metrics: { ...view, pictures },
      controls: {
        choice: { ...this.#choice, folder: folder.uri.toString() },
        folders: foldersOf(),
        packages: engine.packagesOf(input),
        ...(options === undefined
          ? {
              refused: vscode.l10n.t(
                'The first day is not before the last. Figures of the usual period are shown.',
              ),
            }
          : {}),
      },
      limits: limitsOf(off, input),
      read: new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' }).format(
        now,
      ),
      freshness: 'fresh',
    });
  }

  async #read(engine: DashboardEngine, folder: vscode.WorkspaceFolder): Promise<Reading> {
    const known = this.#reading;
    const key = folder.uri.toString();
    if (known?.folder === key && known.package === this.#choice.package) return known;
    const now = Date.now();
    const input = await readInput(engine, folder, {
      until: now,
      ...(this.#choice.package === undefined ? {} : { package: this.#choice.package }),
      settings: this.#around.session.settings,
    });
    return { input, folder: key, package: this.#choice.package, now };
  }

  #watch(folder: vscode.WorkspaceFolder, git: 'read' | 'off'): void {
    this.#watcher?.dispose();
    this.#watcher = watchInput(folder, { git, changed: () => this.#makeStale() });
  }

  /** What is shown stays until a person refreshes: nothing moves under the eyes. */
  #makeStale(): void {
    this.#reading = undefined;
    if (this.#state.kind !== 'metrics') this.#again();
    else if (this.#state.freshness === 'fresh') this.#set({ ...this.#state, freshness: 'stale' });
  }

  #set(state: PageState): void {
    this.#state = state;
    this.#post({ type: 'state', state });
    this.#changed.fire();
  }

  #post(message: ToPage): void {
    void this.#panel?.webview.postMessage(message);
  }
}
