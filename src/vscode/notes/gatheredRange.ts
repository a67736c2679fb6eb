import type { GatheredNotes, NotesRequest } from '../../node/notes/gather.ts';
import { errorText, type Log } from '../log.ts';

export interface RangeState {
  /** The latest answer; kept while the next one is looked for. */
  readonly answer?: GatheredNotes;
  /** The answer is older than the current commit. */
  readonly stale: boolean;
  readonly running: boolean;
}

interface Surroundings {
  readonly gather: (request: NotesRequest) => Promise<GatheredNotes>;
  readonly log: Log;
  readonly changed: () => void;
}

/** What is known of one range of one folder. The latest run wins, and the one before it is told to stop. */
export class GatheredRange {
  readonly #around: Surroundings;
  readonly #request: NotesRequest;
  #state: RangeState = { stale: false, running: false };
  #latest: object | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(request: NotesRequest, around: Surroundings) {
    this.#request = request;
    this.#around = around;
  }

  get state(): RangeState {
    return this.#state;
  }

  /** Looks unless an answer for the current commit is there, or is on its way. Settles with it. */
  async current(): Promise<GatheredNotes> {
    const { answer, stale, running } = this.#state;
    if (answer !== undefined && !stale) return answer;
    if (!running) this.#run();
    await this.settled();
    return this.#state.answer ?? { ok: false, problem: 'failed', detail: '' };
  }

  makeStale(): void {
    const { answer, running } = this.#state;
    if (answer === undefined && !running) return;
    this.#set({ ...this.#state, stale: true });
    if (running) this.#run();
  }

  async settled(): Promise<void> {
    for (let work; work !== this.#work;) {
      work = this.#work;
      await work;
    }
  }

  dispose(): void {
    this.#latest = undefined;
  }

  #run(): void {
    const run = {};
    this.#latest = run;
    this.#set({ ...this.#state, running: true });
    this.#work = this.#work.then(() => (this.#latest === run ? this.#gather(run) : undefined));
  }

  async #gather(run: object): Promise<void> {
    const { gather, log } = this.#around;
    const answer = await gather({ ...this.#request, cancelled: () => this.#latest !== run }).catch(
      (error: unknown): GatheredNotes => {
        log.error(errorText(error));
        return { ok: false, problem: 'failed', detail: '' };
      },
    );
    if (this.#latest === run) this.#set({ answer, stale: false, running: false });
  }

  #set(state: RangeState): void {
    this.#state = state;
    this.#around.changed();
  }
}
