import type { Host } from './run.ts';

/** Tells a person at a terminal what takes so long; silent in logs, and for the first second. */
export interface Progress {
  readonly step: () => void;
  /** Takes the line away again. */
  readonly end: () => void;
}

export function progressOn(host: Host, words: (count: number) => string): Progress {
  if (!host.isTerminal.err) {
    return { step: () => undefined, end: () => undefined };
  }
  let next = performance.now() + 1000;
  let count = 0;
  let shown = false;
  return {
    step: () => {
      count++;
      if (count % 64 === 0 && performance.now() > next) {
        next = performance.now() + 200;
        shown = true;
        host.output.err(`\r${words(count)}`);
      }
    },
    end: () => {
      if (shown) {
        host.output.err(`\r\u001b[K`);
      }
    },
  };
}

/** Says what is going on when it takes more than a second. The function that comes back takes the words away. */
export function noticeAfterASecond(host: Host, words: string): () => void {
  if (!host.isTerminal.err) {
    return () => undefined;
  }
  let shown = false;
  const timer = setTimeout(() => {
    shown = true;
    host.output.err(words);
  }, 1000);
  return () => {
    clearTimeout(timer);
    if (shown) {
      host.output.err('\r\u001b[K');
    }
  };
}
