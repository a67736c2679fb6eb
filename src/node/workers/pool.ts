/**
 * Compares units in worker threads, where the code can be stopped whatever it does: a thread that does not
 * come to an end, or that fills its memory, is ended, and a new one takes its place.
 */
import { availableParallelism, totalmem } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { NotAnalysedReason } from '../../core/breaking/change.ts';
import type { Comparison, TreeText } from '../../core/breaking/detector.ts';
import { nothingOf } from '../../core/breaking/runner.ts';
import type { UnitResult, UnitRunner, UnitTask } from '../../core/breaking/runner.ts';
import { packPaths } from './protocol.ts';
import type { FromThread, ToThread } from './protocol.ts';

export interface PoolOptions {
  /** Threads at the same time; one for each processor when absent, four at most. */
  readonly size?: number;
  /** Milliseconds that a detector may take longer than its budget, by the clock, before its thread is ended. */
  readonly grace?: number;
  /** MiB of objects that a thread may hold. Buffers do not count. */
  readonly memory?: number;
  /** File that a thread begins with; it calls `serveUnits`. */
  readonly entry?: string;
}

export interface WorkerPool extends UnitRunner {
  /** Ends all threads. What they were at counts as cancelled, and so does all that comes later. */
  close(): Promise<void>;
}

/** Starts no thread yet. Threads without work keep no process alive, and end after half a minute. */
export function workerPool(options: PoolOptions = {}): WorkerPool {
  return new Pool(options);
}

interface Waiting {
  readonly task: UnitTask;
  readonly resolve: (result: UnitResult) => void;
  readonly reject: (error: Error) => void;
}

/** Has a life: threads at work, threads that wait, and tasks that wait for a thread. */
class Pool implements WorkerPool {
  readonly lanes: number;
  readonly #settings: ThreadSettings;
  readonly #threads = new Set<Thread>();
  readonly #queue: Waiting[] = [];
  #closed = false;

  constructor({ size = usualSize(), grace = 2000, memory, entry = ownEntry() }: PoolOptions) {
    this.lanes = Math.max(1, size);
    this.#settings = { entry, grace, memory: memory ?? usualMemory(this.lanes) };
  }

  run(task: UnitTask): Promise<UnitResult> {
    if (this.#closed) {
      return Promise.resolve(nothingOf(task.unit, 'cancelled', task.detector.id));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ task, resolve, reject });
      this.#assign();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { task, resolve } of this.#queue.splice(0)) {
      resolve(nothingOf(task.unit, 'cancelled', task.detector.id));
    }
    await Promise.all([...this.#threads].map((thread) => thread.end('cancelled')));
  }

  #assign(): void {
    while (this.#queue.length > 0) {
      const thread = [...this.#threads].find(({ busy }) => !busy) ?? this.#start();
      const next = thread === undefined ? undefined : this.#queue.shift();
      if (thread === undefined || next === undefined) {
        return;
      }
      thread.take(next, () => this.#assign());
    }
  }

  #start(): Thread | undefined {
    if (this.#threads.size >= this.lanes) {
      return undefined;
    }
    const thread = new Thread(this.#settings, () => {
      this.#threads.delete(thread);
      this.#assign();
    });
    this.#threads.add(thread);
    return thread;
  }
}

interface ThreadSettings {
  readonly entry: string;
  readonly grace: number;
  readonly memory: number;
}

interface Current extends Waiting {
  readonly number: number;
  readonly cancelled: Int32Array;
  readonly free: () => void;
  /** Moment at which the thread is ended. */
  deadline: number;
  /** True when the deadline has passed at the last look. */
  late: boolean;
  why: NotAnalysedReason;
}

/** Has a life: from its first task until it is ended, it fails, or nobody needs it. */
class Thread {
  readonly #worker: Worker;
  readonly #settings: ThreadSettings;
  readonly #gone: () => void;
  #current: Current | undefined;
  #comparison: Comparison | undefined;
  #tasks = 0;
  #watch: NodeJS.Timeout | undefined;
  #rest: NodeJS.Timeout | undefined;

  constructor(settings: ThreadSettings, gone: () => void) {
    this.#settings = settings;
    this.#gone = gone;
    this.#worker = new Worker(settings.entry, {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: settings.memory },
    });
    this.#worker.on('message', (message: FromThread) => this.#hear(message));
    this.#worker.on('error', (error: NodeJS.ErrnoException) => {
      this.#fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memoryBudget' : error);
    });
    this.#worker.on('exit', () => this.#fail(new Error('its thread has ended')));
  }

  get busy(): boolean {
    return this.#current !== undefined;
  }

  /** `free` is called when the thread can take another one. */
  take(waiting: Waiting, free: () => void): void {
    const { task } = waiting;
    const number = ++this.#tasks;
    const cancelled = new Int32Array(new SharedArrayBuffer(4));
    const deadline = performance.now() + longestStart + task.budget.milliseconds;
    this.#current = { ...waiting, number, cancelled, free, deadline, late: false, why: 'timeBudget' };
    clearTimeout(this.#rest);
    this.#worker.ref();
    this.#watch = setInterval(() => this.#look(), tick);
    if (this.#comparison !== task.comparison) {
      this.#comparison = task.comparison;
      this.#say(comparisonMessage(task.comparison));
    }
    const { detector, unit, budget } = task;
    const { milliseconds, now } = budget;
    const day = now === undefined ? {} : { now };
    this.#say({ kind: 'task', number, detector: detector.id, unit, milliseconds, cancelled, ...day });
  }

  async end(why: NotAnalysedReason): Promise<void> {
    this.#fail(why);
    await this.#worker.terminate();
  }

  #hear(message: FromThread): void {
    const current = this.#current;
    if (current === undefined || message.number !== current.number) {
      return;
    }
    switch (message.kind) {
      case 'started':
        if (current.why === 'timeBudget') {
          const { milliseconds } = current.task.budget;
          current.deadline = performance.now() + milliseconds * patience + this.#settings.grace;
        }
        return;
      case 'read':
        void this.#answer(current.task.comparison, message);
        return;
      case 'done':
        this.#release();
        current.resolve({ ...message.compared, asked: message.asked });
        current.free();
        return;
      case 'threw':
        this.#release();
        current.reject(new Error(message.message));
        current.free();
    }
  }

  async #answer(
    comparison: Comparison,
    { side, path, question }: Extract<FromThread, { kind: 'read' }>,
  ): Promise<void> {
    let text: TreeText;
    try {
      text = await comparison[side].read(path);
    } catch (error) {
      text = { ok: false, reason: 'failed', detail: error instanceof Error ? error.message : String(error) };
    }
    this.#say({ kind: 'text', question, text });
  }

  /** A detector is told first, and ended when it does not listen. */
  #look(): void {
    const current = this.#current;
    if (current === undefined) {
      return;
    }
    if (current.why !== 'cancelled' && current.task.budget.cancelled()) {
      Atomics.store(current.cancelled, 0, 1);
      current.why = 'cancelled';
      current.deadline = performance.now() + this.#settings.grace;
    }
    // This thread may have been the one without time: the answer is heard before the next look.
    if (performance.now() < current.deadline) {
      current.late = false;
    } else if (current.late) {
      void this.end(current.why);
    } else {
      current.late = true;
    }
  }

  #release(): void {
    clearInterval(this.#watch);
    this.#current = undefined;
    this.#worker.unref();
    this.#rest = setTimeout(() => void this.end('cancelled'), longestRest);
    this.#rest.unref();
  }

  /** The thread is of no more use, and its task has its answer. */
  #fail(why: NotAnalysedReason | Error): void {
    const current = this.#current;
    this.#current = undefined;
    clearInterval(this.#watch);
    clearTimeout(this.#rest);
    if (typeof why === 'string') {
      current?.resolve(nothingOf(current.task.unit, why, current.task.detector.id));
    } else {
      current?.reject(why);
    }
    this.#gone();
  }

  #say(message: ToThread): void {
    this.#worker.postMessage(message);
  }
}

/** Milliseconds. */
const longestStart = 30_000;
const longestRest = 30_000;
const tick = 20;
/** A budget is time at work: on a machine that has more to do it may take so many times as long by the clock. */
const patience = 4;

const messages = new WeakMap<Comparison, ToThread>();

/** Made once for all threads. */
function comparisonMessage(comparison: Comparison): ToThread {
  const known = messages.get(comparison);
  if (known !== undefined) {
    return known;
  }
  const { base, head, changed, profiles, named } = comparison;
  const message = {
    kind: 'comparison',
    base: packPaths(base.paths),
    head: packPaths(head.paths),
    changed,
    profiles,
    ...(named === undefined ? {} : { named }),
  } as const;
  messages.set(comparison, message);
  return message;
}

function usualSize(): number {
  return Math.min(4, availableParallelism());
}

/** All threads together take at most half of the machine. */
function usualMemory(threads: number): number {
  const share = totalmem() / 2 / threads / 1024 / 1024;
  return Math.round(Math.min(2048, Math.max(512, share)));
}

/** In development the file beside this one; the build gives the entry of its bundle for this file. */
function ownEntry(): string {
  const own = import.meta.filename;
  return join(dirname(own), `worker${extname(own)}`);
}
