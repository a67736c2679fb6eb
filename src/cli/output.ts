import { writeSync } from 'node:fs';
import type { TextStyle } from '../core/report/text.ts';

/** Where a command writes: text goes out, diagnostics go beside it. */
export interface Output {
  /** For the reader or the next program: the result. */
  out(text: string): void;
  /** For the person at the terminal: what went wrong, and the fix. */
  err(text: string): void;
}

/** The output of this process. A reader that has gone away ends nothing: the exit status still counts. */
export const processOutput: Output = {
  out: (text) => writeAll(1, text),
  err: (text) => writeAll(2, text),
};

/** Colours for a terminal; the same words without them elsewhere. */
export function styleFor(terminal: {
  readonly isTerminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}): TextStyle {
  const { NO_COLOR: noColour, TERM: term } = terminal.environment;
  const coloured = terminal.isTerminal && (noColour === undefined || noColour === '') && term !== 'dumb';
  const paint = (code: number) => (text: string) => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { bold: paint(1), faint: paint(2), good: paint(32), bad: paint(31), doubtful: paint(33) };
}

/**
 * Writes all of a text before it returns, so that ending the process loses nothing.
 * A pipe that is full makes us wait for its reader; a pipe without a reader takes nothing more.
 */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE') {
        return;
      }
      if (code !== 'EAGAIN') {
        throw error;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
