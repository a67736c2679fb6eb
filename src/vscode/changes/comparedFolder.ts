import type * as vscode from 'vscode';
import type { ResultCache } from '../../core/breaking/cache.ts';
import { errorText, type Log } from '../log.ts';
import type { Changes } from '../../node/changes.ts';
import type { WorkerPool } from '../../node/workers/pool.ts';
import type { ChangesEngine } from './changesEngine.ts';
import type { ChangesOff, FolderChanges } from './state.ts';

interface Surroundings {
  readonly engine: () => Promise<ChangesEngine>;
  readonly pool: (engine: ChangesEngine) => WorkerPool;
  readonly log: Log;
  readonly off: () => ChangesOff | undefined;
  readonly changed: () => void;
}

/**
 * One workspace folder against its base. Runs replace one another, the latest
 * wins, and the one before it is told to stop. What was compared before stays
 * visible, marked as old, until the next result is there.
 */
export class ComparedFolder implements vscode.Disposable {
  readonly #around: Surroundings;
  #cache: ResultCache | undefined;
  #latest: object | undefined;
  #work: Promise<void> = Promise.resolve();
  #state: FolderChanges;

  constructor(folder: vscode.WorkspaceFolder, around: Surroundings) {
    this.#around = around;
    const off = around.off();
    this.#state = { folder, phase: off === undefined ? 'idle' : 'off', stale: false, ...(off && { off }) };
  }

  get state(): FolderChanges {
    return this.#state;
  }

  /** Compares with the chosen base. Settles when the state shows the result, or that of a later run. */
  run(): Promise<void> {
    const run = {};
    this.#latest = run;
    this.#work = this.#work.then(() => (this.#latest === run ? this.#compare(run) : undefined));
    return this.settled();
  }

  async settled(): Promise<void> {
    for (let work; work !== this.#work;) {
      work = this.#work;
      await work;
    }
  }

  /** Undefined: the last release. */
  chooseBase(base: string | undefined): Promise<void> {
    const { base: _, ...rest } = this.#state;
    this.#state = { ...rest, ...(base === undefined ? {} : { base }) };
    return this.run();
  }

  /** Something has changed since the result: says so at once. */
  makeStale(): void {
    const { result, failure, stale } = this.#state;
    if (stale || (result === undefined && failure === undefined)) return;
    this.#set({ ...this.#state, stale: true });
  }

  /** The result as it would be with another text of one file; nothing is shown. */
  async compareInstead(
    { base }: Changes,
    instead: { readonly path: string; readonly text: string },
  ): Promise<Changes | undefined> {
    if (this.#around.off() !== undefined || base.commit === undefined) return undefined;
    const engine = await this.#around.engine();
    const answer = await engine.changesInRepository(this.#state.folder.uri.fsPath, {
      against: 'worktree',
      profiles: {},
      only: ['typescript'],
      commits: false,
      base: base.commit,
      runner: this.#around.pool(engine),
      instead,
    });
    return answer.ok ? answer : undefined;
  }

  /** Ends the run under way, if there is one; a result that was there before stays, as an old one. */
  stop(): void {
    if (this.#state.phase !== 'running') return;
    this.#latest = undefined;
    const { progress: _, ...rest } = this.#state;
    this.#set({ ...rest, phase: 'stopped', stale: rest.result !== undefined });
  }

  dispose(): void {
    this.#latest = undefined;
  }

  async #compare(run: object): Promise<void> {
    const { folder, base, result: before } = this.#state;
    const kept = {
      folder,
      ...(base === undefined ? {} : { base }),
      ...(before === undefined ? {} : { result: before }),
    };
    const off = this.#around.off();
    if (off !== undefined) {
      this.#set({ folder, phase: 'off', off, stale: false });
      return;
    }
    this.#set({ ...kept, phase: 'running', stale: before !== undefined });
    try {
      const engine = await this.#around.engine();
      this.#cache ??= engine.memoryCache();
      const answer = await engine.changesInRepository(folder.uri.fsPath, {
        against: 'worktree',
        profiles: {},
        facts: {},
        cache: this.#cache,
        runner: this.#around.pool(engine),
        progress: (done, total) => this.#progress(run, { done, total }),
        cancelled: () => this.#latest !== run,
        ...(base === undefined ? {} : { base }),
      });
      if (this.#latest !== run) return;
      const { result: _, ...rest } = kept;
      this.#set(
        answer.ok
          ? { ...kept, phase: 'done', result: answer, stale: false }
          : { ...rest, phase: 'refused', failure: answer, stale: false },
      );
    } catch (error) {
      this.#around.log.error(errorText(error));
      if (this.#latest !== run) return;
      const failure = { ok: false, problem: 'failed', detail: '' } as const;
      this.#set({ ...kept, phase: 'refused', failure, stale: before !== undefined });
    }
  }

  /** Told at most a hundred times: each tells every surface. */
  #progress(run: object, progress: { readonly done: number; readonly total: number }): void {
    const { done, total } = progress;
    if (this.#latest !== run || done % Math.ceil(total / 100) !== 0) return;
    this.#set({ ...this.#state, progress });
  }

  #set(state: FolderChanges): void {
    this.#state = state;
    this.#around.changed();
  }
}
