/** The side of a worker thread: compares the units that it is given, and asks back for the text of files. */
import { parentPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { recorded } from '../../core/breaking/cache.ts';
import type { Budget, Comparison, Tree, TreeText } from '../../core/breaking/detector.ts';
import type { DetectorEntry } from '../../core/breaking/table.ts';
import { unpackPaths } from './protocol.ts';
import type { FromThread, ToThread } from './protocol.ts';

/** Serves the thread that started this one, until that ends it. */
export function serveUnits(detectors: readonly DetectorEntry[]): void {
  if (parentPort === null) {
    throw new Error('This is no worker thread.');
  }
  const server = new UnitServer(parentPort, detectors);
  parentPort.on('message', (message: ToThread) => server.take(message));
}

type Task = Extract<ToThread, { kind: 'task' }>;

/** Has a life: the trees that it knows, and the questions that wait for an answer. */
class UnitServer {
  readonly #port: MessagePort;
  readonly #detectors: readonly DetectorEntry[];
  readonly #answers = new Map<number, (text: TreeText) => void>();
  #comparison: Comparison | undefined;
  #task = 0;
  #questions = 0;

  constructor(port: MessagePort, detectors: readonly DetectorEntry[]) {
    this.#port = port;
    this.#detectors = detectors;
  }

  take(message: ToThread): void {
    switch (message.kind) {
      case 'comparison': {
        const { base, head, changed, profiles, named } = message;
        this.#comparison = {
          base: this.#tree('base', base),
          head: this.#tree('head', head),
          changed,
          profiles,
          ...(named === undefined ? {} : { named }),
        };
        return;
      }
      case 'text':
        this.#answers.get(message.question)?.(message.text);
        this.#answers.delete(message.question);
        return;
      case 'task':
        void this.#compare(message);
    }
  }

  async #compare(task: Task): Promise<void> {
    const { number, unit } = task;
    this.#task = number;
    try {
      const entry = this.#detectors.find(({ id }) => id === task.detector);
      if (entry === undefined || this.#comparison === undefined) {
        throw new Error('it is not known here');
      }
      const detector = await entry.load();
      this.#say({ kind: 'started', number });
      const watched = recorded(this.#comparison);
      const compared = await detector.compare(unit, watched.comparison, budgetOf(task));
      this.#say({ kind: 'done', number, compared, asked: watched.asked() });
    } catch (error) {
      this.#say({ kind: 'threw', number, message: error instanceof Error ? error.message : String(error) });
    }
  }

  #tree(side: 'base' | 'head', packed: string): Tree {
    const paths = unpackPaths(packed);
    const known = new Set(paths);
    return {
      paths,
      has: (path) => known.has(path),
      read: (path) =>
        known.has(path)
          ? this.#ask(side, path)
          : Promise.resolve({ ok: false, reason: 'missing', detail: '' }),
    };
  }

  #ask(side: 'base' | 'head', path: string): Promise<TreeText> {
    return new Promise((answer) => {
      const question = ++this.#questions;
      this.#answers.set(question, answer);
      this.#say({ kind: 'read', number: this.#task, question, side, path });
    });
  }

  #say(message: FromThread): void {
    this.#port.postMessage(message);
  }
}

function budgetOf({ milliseconds, cancelled, now }: Task): Budget {
  return {
    milliseconds,
    cancelled: () => Atomics.load(cancelled, 0) !== 0,
    elapsed: processorTime,
    ...(now === undefined ? {} : { now }),
  };
}

/**
 * Milliseconds that this thread has worked, so that a machine with more to do gives the same answer later. By the
 * clock where the engine cannot tell.
 */
function processorTime(): number {
  // Older engines lack it.
  const engine: Partial<Pick<NodeJS.Process, 'threadCpuUsage'>> = process;
  const used = engine.threadCpuUsage?.();
  if (used === undefined) return performance.now();
  const { user, system } = used;
  return (user + system) / 1000;
}
