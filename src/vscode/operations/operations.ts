import * as vscode from 'vscode';
import type { Assessment } from '../../core/engine.ts';
import type { OperationsFacts } from '../../core/incident/operationsTree.ts';
import { errorText, type Log } from '../log.ts';
import { workspaceFiles } from '../ports/workspaceFiles.ts';
import type { Session } from '../session.ts';
import { loadOperationsEngine, type OperationsEngine } from './operationsEngine.ts';

export interface FolderOperations {
  readonly folder: vscode.WorkspaceFolder;
  readonly assessment: Assessment;
  readonly facts: OperationsFacts;
}

/** Clocks are read to the minute. */
const pauseBetweenMinutes = 60_000;

/**
 * Alarms, incidents and their clocks, from what the session has read. The guides of the team are looked at
 * for their own triggers once for each set of files.
 */
export class Operations implements vscode.Disposable {
  readonly #session: Session;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #life: vscode.Disposable;
  readonly #triggers = new Map<string, { readonly files: string; readonly triggers: readonly string[] }>();
  #engine: Promise<OperationsEngine> | undefined;
  #loaded: OperationsEngine | undefined;
  #state: readonly FolderOperations[] = [];
  #latest: object = {};

  readonly onDidChange = this.#changed.event;

  constructor(session: Session, log: Log) {
    this.#session = session;
    this.#log = log;
    const timer = setInterval(() => void this.update(), pauseBetweenMinutes);
    this.#life = vscode.Disposable.from(
      this.#changed,
      new vscode.Disposable(() => clearInterval(timer)),
      session.onDidChange(() => void this.update()),
    );
  }

  get state(): readonly FolderOperations[] {
    return this.#state;
  }

  /** Absent until the first update has ended. */
  get loaded(): OperationsEngine | undefined {
    return this.#loaded;
  }

  engine(): Promise<OperationsEngine> {
    return (this.#engine ??= loadOperationsEngine());
  }

  /** Settles when the state shows what the session has read. The latest call wins. */
  async update(): Promise<void> {
    const run = {};
    this.#latest = run;
    // Nothing is loaded before there is something to show.
    if (this.#session.state.folders.every(({ assessment }) => assessment === undefined)) return;
    try {
      const engine = await this.engine();
      const state: FolderOperations[] = [];
      for (const { folder, assessment } of this.#session.state.folders) {
        if (assessment === undefined) continue;
        const triggers = await this.#triggersOf(engine, folder, assessment);
        const { incidents, policy, releases } = assessment;
        state.push({ folder, assessment, facts: { releases, incidents, policy, triggers, now: Date.now() } });
      }
      if (this.#latest !== run) return;
      this.#loaded = engine;
      this.#state = state;
      this.#changed.fire();
    } catch (error) {
      this.#log.error(errorText(error));
    }
  }

  dispose(): void {
    this.#latest = {};
    this.#life.dispose();
  }

  async #triggersOf(
    engine: OperationsEngine,
    folder: vscode.WorkspaceFolder,
    assessment: Assessment,
  ): Promise<readonly string[]> {
    const candidates = guidesOf(assessment);
    const key = folder.uri.toString();
    const files = candidates.join('\n');
    const known = this.#triggers.get(key);
    if (known?.files === files) return known.triggers;
    const port = workspaceFiles(folder.uri, (globs) => globs);
    const triggers = engine.triggersOf(assessment.policy, await engine.teamPlaybooks(port, candidates));
    this.#triggers.set(key, { files, triggers });
    return triggers;
  }
}

/** Files that may hold the team's own playbook. */
export function guidesOf(assessment: Assessment): readonly string[] {
  return [
    ...assessment.inputs.flatMap(({ sources }) => sources.map(({ file }) => file)),
    ...assessment.leftOut.map(({ file }) => file),
  ];
}
