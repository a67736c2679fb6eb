/** Reads objects by one process for all of them, however many there are. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { endGroup, firstLine, isMissing, startGit } from './process.ts';
import type { GitPlace, GitTrouble } from './process.ts';

export type ObjectAnswer =
  | { readonly found: 'yes'; readonly id: string; readonly type: string; readonly bytes: Buffer }
  /** The object is larger than was asked for; its bytes were dropped. */
  | { readonly found: 'tooLarge'; readonly id: string; readonly type: string; readonly size: number }
  | { readonly found: 'no' | 'ambiguous' }
  | { readonly found: 'failed'; readonly why: GitTrouble; readonly detail: string };

export interface Objects {
  /**
   * An object by its id or by an expression for revisions. Names go in by standard input, one a line,
   * so that none of them is an option. Answers come in the order of the questions.
   */
  read(name: string, limit?: number): Promise<ObjectAnswer>;
  /** Ends the process. Questions without an answer fail. */
  close(): void;
}

export const largestObject = 10 * 1024 * 1024;

export function openObjects(place: GitPlace): Objects {
  return new ObjectReader(place);
}

interface Question {
  readonly name: string;
  readonly limit: number;
  readonly answer: (answer: ObjectAnswer) => void;
}

/** What the bytes that come next belong to. */
type Expecting =
  | { readonly part: 'header' }
  | { readonly part: 'body'; readonly id: string; readonly type: string; readonly size: number };

/** Has a life: a process that is started by the first question and, when an object kills it, again by the next. */
class ObjectReader implements Objects {
  readonly #place: GitPlace;
  #child: ChildProcessWithoutNullStreams | undefined;
  #waiting: Question[] = [];
  #expecting: Expecting = { part: 'header' };
  #chunks: Buffer[] = [];
  #seen = 0;
  #unsent = '';
  #warnings = '';
  #starts = 0;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;
  #heard = false;

  constructor(place: GitPlace) {
    this.#place = place;
  }

  read(name: string, limit = largestObject): Promise<ObjectAnswer> {
    // A line end would be a second question; NUL ends nothing here and is part of no name.
    if (this.#closed || /[\n\0]/.test(name)) {
      return Promise.resolve({ found: 'no' });
    }
    return new Promise((answer) => {
      this.#waiting.push({ name, limit, answer });
      if (this.#child === undefined) {
        this.#start();
      } else {
        this.#ask(this.#child, name);
      }
      this.#watch();
    });
  }

  close(): void {
    this.#closed = true;
    this.#unwatch();
    this.#child?.stdin.end();
    if (this.#child !== undefined && this.#waiting.length > 0) {
      endGroup(this.#child);
    }
    this.#failAll('failed', 'closed');
  }

  #start(): void {
    this.#starts++;
    this.#expecting = { part: 'header' };
    this.#chunks = [];
    this.#seen = 0;
    this.#warnings = '';
    const child = startGit(this.#place, ['cat-file', '--batch']);
    this.#child = child;
    child.stdout.on('data', (chunk: Buffer) => this.#take(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      this.#warnings = (this.#warnings + chunk.toString('utf8')).slice(0, 4096);
    });
    child.on('error', (error) =>
      this.#ended(child, isMissing(error) ? 'gitMissing' : 'failed', error.message),
    );
    child.on('close', () => this.#ended(child, 'failed', firstLine(this.#warnings)));
    this.#unsent = '';
    child.stdin.write(this.#waiting.map(({ name }) => `${name}\n`).join(''));
  }

  /** Questions of one turn go out together: each write is a call of the system. */
  #ask(child: ChildProcessWithoutNullStreams, name: string): void {
    if (this.#unsent === '') {
      queueMicrotask(() => {
        // A process that was started meanwhile has got all questions.
        if (this.#child === child && this.#unsent !== '') {
          child.stdin.write(this.#unsent);
          this.#unsent = '';
        }
      });
    }
    this.#unsent += `${name}\n`;
  }

  /** An object that cannot be had ends the process: its question fails, the others are asked again. */
  #ended(child: ChildProcessWithoutNullStreams, why: GitTrouble, detail: string): void {
    if (this.#child !== child) {
      return;
    }
    this.#child = undefined;
    const failing = this.#waiting.shift();
    failing?.answer({ found: 'failed', why, detail });
    if (this.#waiting.length === 0) {
      this.#unwatch();
    } else if (why === 'gitMissing' || this.#starts >= mostStarts) {
      this.#failAll(why, detail);
    } else {
      this.#start();
    }
  }

  #failAll(why: GitTrouble, detail: string): void {
    const failing = this.#waiting;
    this.#waiting = [];
    for (const { answer } of failing) {
      answer({ found: 'failed', why, detail });
    }
  }

  #take(chunk: Buffer): void {
    this.#heard = true;
    let rest = chunk;
    while (rest.length > 0) {
      rest =
        this.#expecting.part === 'header' ? this.#takeHeader(rest) : this.#takeBody(rest, this.#expecting);
    }
  }

  #takeHeader(chunk: Buffer): Buffer {
    const end = chunk.indexOf(10);
    if (end === -1) {
      this.#chunks.push(chunk);
      return chunk.subarray(chunk.length);
    }
    const line = this.#joined(chunk.subarray(0, end)).toString('utf8');
    const header = headerShape.exec(line)?.groups;
    if (header === undefined) {
      this.#answer({ found: line.endsWith(' ambiguous') ? 'ambiguous' : 'no' });
    } else {
      this.#seen = 0;
      this.#expecting = {
        part: 'body',
        id: header['id'] ?? '',
        type: header['type'] ?? '',
        size: Number(header['size']),
      };
    }
    return chunk.subarray(end + 1);
  }

  /** The body and the line end after it. */
  #takeBody(chunk: Buffer, { id, type, size }: Extract<Expecting, { part: 'body' }>): Buffer {
    const missing = size + 1 - this.#seen;
    const part = chunk.subarray(0, missing);
    this.#seen += part.length;
    const keep = size <= (this.#waiting[0]?.limit ?? 0);
    if (this.#seen < size + 1) {
      if (keep) this.#chunks.push(part);
    } else {
      const bytes = keep ? this.#joined(part).subarray(0, size) : undefined;
      this.#expecting = { part: 'header' };
      this.#answer(
        bytes === undefined ? { found: 'tooLarge', id, type, size } : { found: 'yes', id, type, bytes },
      );
    }
    return chunk.subarray(part.length);
  }

  /** What came before and the last part; most objects come in one. */
  #joined(part: Buffer): Buffer {
    if (this.#chunks.length === 0) {
      return part;
    }
    const whole = Buffer.concat([...this.#chunks, part]);
    this.#chunks = [];
    return whole;
  }

  #answer(answer: ObjectAnswer): void {
    this.#waiting.shift()?.answer(answer);
    if (this.#waiting.length === 0) {
      this.#unwatch();
    }
  }

  #unwatch(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Silence while somebody waits for an answer means that git hangs. One timer serves many answers. */
  #watch(): void {
    if (this.#waiting.length > 0 && this.#timer === undefined) {
      this.#heard = false;
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        if (this.#heard) {
          this.#watch();
          return;
        }
        const child = this.#child;
        this.#child = undefined;
        if (child !== undefined) {
          endGroup(child);
        }
        this.#failAll('tooSlow', 'git gave no answer');
      }, longestSilence);
    }
  }
}

const headerShape = /^(?<id>[0-9a-f]{40}|[0-9a-f]{64}) (?<type>blob|tree|commit|tag) (?<size>\d{1,15})$/;
const mostStarts = 8;
const longestSilence = 10_000;
