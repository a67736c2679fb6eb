import * as vscode from 'vscode';
import type { ResultCache } from '../../core/breaking/cache.ts';
import type { NotesFacts } from '../../core/notes/facts.ts';
import type { NotesSeverities } from '../../core/notes/lint/model.ts';
import type { GatheredNotes, NotesRequest } from '../../node/notes/gather.ts';
import type { ChangesSession } from '../changes/changesSession.ts';
import { watchHead } from '../changes/headFile.ts';
import type { ChangesOff } from '../changes/state.ts';
import { errorText, type Log } from '../log.ts';
import type { NotesFile } from '../../core/ports.ts';
import type { NotesAnswer as Unawaited, Session } from '../session.ts';
import { GatheredRange } from './gatheredRange.ts';
import { loadNotesEngine, type NotesEngine } from './notesEngine.ts';
import { headingsOf, isNamedAsNotes } from './notesFiles.ts';

/** What the repository says about a file of notes. */
export interface KnownNotes {
  readonly facts: NotesFacts;
  /** Older than the current commit. */
  readonly stale: boolean;
}

/** `off`: git may not be asked here at all. */
export type NotesAnswer = GatheredNotes | { readonly ok: false; readonly off: ChangesOff };

/**
 * Release notes of the window's folders. Facts are gathered when a file of notes is shown or a command asks,
 * once for each range and current commit; the base is the one that the Changes view compares with.
 */
export class NotesSession implements vscode.Disposable {
  readonly #session: Session;
  readonly #changes: ChangesSession;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #filesChanged = new vscode.EventEmitter<void>();
  readonly #life: vscode.Disposable;
  readonly #ranges = new Map<string, GatheredRange>();
  readonly #heads = new Map<string, Promise<vscode.Disposable | undefined>>();
  /** Folders whose verdict waits for what is being looked for. */
  readonly #awaited = new Map<string, Promise<void>>();
  /** Files that are notes by their headings alone. */
  readonly #recognised = new Set<string>();
  #engine: NotesEngine | undefined;
  #loading: Promise<NotesEngine> | undefined;
  #cache: ResultCache | undefined;
  #bases = '';

  /** Told whenever more, or less, is known. */
  readonly onDidChange = this.#changed.event;
  /** Told whenever another file is recognised as notes. */
  readonly onDidChangeFiles = this.#filesChanged.event;

  constructor(session: Session, changes: ChangesSession, log: Log) {
    this.#session = session;
    this.#changes = changes;
    this.#log = log;
    this.#life = vscode.Disposable.from(
      this.#changed,
      this.#filesChanged,
      vscode.workspace.onDidOpenTextDocument((document) => void this.#recognise(document)),
      vscode.workspace.onDidSaveTextDocument((document) => void this.#recognise(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#startAnew()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#startAnew()),
      session.onDidChangeSettings(() => this.#startAnew()),
      session.onDidChange(() => this.#changed.fire()),
      changes.onDidChange(() => this.#basesChanged()),
    );
    for (const document of vscode.workspace.textDocuments) void this.#recognise(document);
    session.notes = (folder, notes) => this.#factsNow(folder, notes);
  }

  /** Absent until a file of notes was shown or a command has asked. */
  get engine(): NotesEngine | undefined {
    return this.#engine;
  }

  async load(): Promise<NotesEngine> {
    this.#loading ??= loadNotesEngine();
    this.#engine = await this.#loading;
    return this.#engine;
  }

  /** Files that are notes by their headings, beside those of the usual names. */
  get recognised(): readonly vscode.Uri[] {
    return [...this.#recognised].map((uri) => vscode.Uri.parse(uri));
  }

  isNotes({ languageId, uri }: vscode.TextDocument): boolean {
    if (languageId !== 'markdown') return false;
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return folder !== undefined && (isNamedAsNotes(uri.path) || this.#recognised.has(uri.toString()));
  }

  /** What is known now; what is not, or is old, is looked for, and `onDidChange` tells. */
  known(document: vscode.TextDocument): KnownNotes | undefined {
    const folder = vscode.workspace.getWorkspaceFolder(document.uri);
    if (folder === undefined || !this.isNotes(document) || this.off(folder) !== undefined) return undefined;
    if (this.#engine === undefined) {
      void this.load().then(
        () => this.#changed.fire(),
        (error: unknown) => this.#log.error(errorText(error)),
      );
      return undefined;
    }
    const range = this.#rangeOf(folder, notesIn(document), this.#engine);
    if (range === undefined) return undefined;
    const { answer, stale, running } = range.state;
    if ((answer === undefined || stale) && !running) void range.current();
    return answer?.ok === true ? { facts: answer.facts, stale } : undefined;
  }

  /** The same, and waits for it. */
  async factsOf(document: vscode.TextDocument): Promise<NotesAnswer> {
    const folder = vscode.workspace.getWorkspaceFolder(document.uri);
    if (folder === undefined) return { ok: false, off: 'virtual' };
    const current = await this.factsOfFolder(folder);
    if (!current.ok) return current;
    const range = this.#rangeOf(folder, notesIn(document), await this.load());
    return range === undefined ? current : range.current();
  }

  /** From the last release, or the base that a person chose, to the current commit. */
  async factsOfFolder(folder: vscode.WorkspaceFolder): Promise<NotesAnswer> {
    const off = this.off(folder);
    if (off !== undefined) return { ok: false, off };
    return this.#range(folder, await this.load(), {}).current();
  }

  /** What a verdict gets: never waits for history. When more is known, the folder is read again. */
  #factsNow(folder: vscode.WorkspaceFolder, notes: NotesFile): Unawaited {
    const off = this.off(folder);
    if (off !== undefined) return { unread: offWords(off) };
    const range = this.#engine === undefined ? undefined : this.#rangeOf(folder, notes, this.#engine);
    const { answer, stale } = range?.state ?? { answer: undefined, stale: false };
    if (answer !== undefined && !stale) {
      if (answer.ok) return { facts: answer.facts };
      return { unread: this.#engine?.problemSentence(answer) ?? answer.problem };
    }
    this.#assessWhenKnown(folder, notes);
    return { unread: vscode.l10n.t('the repository is still being read') };
  }

  #assessWhenKnown(folder: vscode.WorkspaceFolder, notes: NotesFile): void {
    const key = folder.uri.toString();
    if (this.#awaited.has(key)) return;
    const known = async (): Promise<void> => {
      await this.factsOfFolder(folder);
      await this.#rangeOf(folder, notes, await this.load())?.current();
      this.#awaited.delete(key);
      await this.#session.assess(folder.uri);
    };
    const work = known()
      .catch((error: unknown) => this.#log.error(errorText(error)))
      .finally(() => this.#awaited.delete(key));
    this.#awaited.set(key, work);
  }

  /** Why git is not asked about a folder. */
  off(folder: vscode.WorkspaceFolder): ChangesOff | undefined {
    const { enabled, git } = this.#session.settings;
    if (!vscode.workspace.isTrusted) return 'untrusted';
    if (folder.uri.scheme !== 'file') return 'virtual';
    return enabled && git ? undefined : 'setting';
  }

  severitiesOf(uri: vscode.Uri): NotesSeverities {
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.toString();
    const state = this.#session.state.folders.find((one) => one.folder.uri.toString() === folder);
    return state?.assessment?.policy.notes.rules ?? {};
  }

  /** Settles when nothing is looked for any more. */
  async settled(): Promise<void> {
    while (this.#awaited.size > 0) await Promise.all(this.#awaited.values());
    await Promise.all([...this.#ranges.values()].map((range) => range.settled()));
  }

  dispose(): void {
    this.#life.dispose();
    this.#startAnew();
  }

  /** Notes of a release that is out are held against what went into it, not against what came later. */
  #rangeOf(folder: vscode.WorkspaceFolder, notes: NotesFile, engine: NotesEngine): GatheredRange | undefined {
    const current = this.#range(folder, engine, {});
    const { answer } = current.state;
    if (answer?.ok !== true) return current;
    const head = engine.releasedAs(notes, answer.facts.base);
    return head === undefined ? current : this.#range(folder, engine, { head });
  }

  #range(
    folder: vscode.WorkspaceFolder,
    engine: NotesEngine,
    { head }: Pick<NotesRequest, 'head'>,
  ): GatheredRange {
    const key = folder.uri.toString();
    const base =
      head === undefined
        ? this.#changes.state.find((one) => one.folder.uri.toString() === key)?.base
        : undefined;
    const name = JSON.stringify([key, head, base]);
    const known = this.#ranges.get(name);
    if (known !== undefined) return known;
    this.#watch(folder);
    this.#cache ??= engine.memoryCache();
    const cache = this.#cache;
    const range = new GatheredRange(
      { ...(head === undefined ? {} : { head }), ...(base === undefined ? {} : { base }), cache },
      {
        gather: async (request) =>
          engine.gatherNotesFacts(folder.uri.fsPath, { ...request, runner: await this.#changes.pool() }),
        log: this.#log,
        changed: () => this.#changed.fire(),
      },
    );
    this.#ranges.set(name, range);
    return range;
  }

  #watch(folder: vscode.WorkspaceFolder): void {
    const key = folder.uri.toString();
    if (this.#heads.has(key)) return;
    const moved = (): void => {
      for (const [name, range] of this.#ranges)
        if (name.startsWith(`[${JSON.stringify(key)},`)) range.makeStale();
    };
    this.#heads.set(key, watchHead(folder.uri, moved));
  }

  async #recognise(document: vscode.TextDocument): Promise<void> {
    const { languageId, uri } = document;
    if (languageId !== 'markdown' || !this.#session.settings.enabled) return;
    const key = uri.toString();
    if (isNamedAsNotes(uri.path) || vscode.workspace.getWorkspaceFolder(uri) === undefined) return;
    const headings = headingsOf(document);
    // Few headings cannot be the form: nothing is loaded for them.
    const looks = headings.length >= 4 && (await this.load()).looksLikeNotes(headings);
    if (looks === this.#recognised.has(key)) return;
    if (looks) this.#recognised.add(key);
    else this.#recognised.delete(key);
    this.#filesChanged.fire();
    this.#changed.fire();
  }

  #forget(uri: vscode.Uri): void {
    if (this.#recognised.delete(uri.toString())) this.#filesChanged.fire();
  }

  #basesChanged(): void {
    const bases = JSON.stringify(this.#changes.state.map(({ base }) => base ?? ''));
    if (bases === this.#bases) return;
    this.#bases = bases;
    this.#changed.fire();
  }

  #startAnew(): void {
    for (const range of this.#ranges.values()) range.dispose();
    this.#ranges.clear();
    for (const head of this.#heads.values()) void head.then((one) => one?.dispose());
    this.#heads.clear();
    this.#changed.fire();
  }
}

/** With the place in the file system where a verdict has one below the folder: only its last part counts. */
function notesIn(document: vscode.TextDocument): NotesFile {
  return { path: document.uri.path, text: document.getText() };
}

function offWords(off: ChangesOff): string {
  switch (off) {
    case 'untrusted':
      return vscode.l10n.t('the folder is not trusted');
    case 'virtual':
      return vscode.l10n.t('the folder is virtual, so git cannot be asked');
    case 'setting':
      return vscode.l10n.t('the settings leave git alone');
  }
}
